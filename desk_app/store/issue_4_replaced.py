"""A later schema: who had a part in an investigation until somebody else did.

Frozen once released. `part` is the column of the investigation that named them, in words.
"""

REPLACED = """
CREATE TABLE replaced(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER NOT NULL REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    part TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', began_on TEXT, until_on TEXT
) STRICT;
CREATE INDEX replaced_case ON replaced(case_id);
CREATE INDEX replaced_investigation ON replaced(investigation_id);
"""
