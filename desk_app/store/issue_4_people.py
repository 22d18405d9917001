"""The fourth schema: by what people can be found who are known already.

Frozen once released. `person_trace` is derived from the people; traces.py fills it when a store is opened.
"""

PEOPLE = """
CREATE TABLE person_trace(
    trace TEXT NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY(trace, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_trace_person ON person_trace(person_id, trace);
"""
