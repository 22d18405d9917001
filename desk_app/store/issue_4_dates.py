"""The third schema: which record a step is of, and what a calendar was told of the dates.

Frozen once released. `calendar_entry` is local: what the last exported calendar said of each date, so that the next one
can say which were moved or called off.
"""

DATES = """
ALTER TABLE step ADD COLUMN record_id INTEGER;
CREATE TABLE calendar_entry(
    uid TEXT PRIMARY KEY, sequence INTEGER NOT NULL, digest TEXT NOT NULL, due_on TEXT NOT NULL,
    summary TEXT NOT NULL, called_off_on TEXT
) STRICT, WITHOUT ROWID;
"""
