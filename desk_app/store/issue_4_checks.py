"""A later schema: each quality check of a draft is kept with its case.

Frozen once released. `met` and `not_met` are JSON, the words of the checklist as they were at the time.
"""

CHECKS = """
CREATE TABLE quality_check(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER NOT NULL REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    met TEXT NOT NULL DEFAULT '[]', not_met TEXT NOT NULL DEFAULT '[]', to_put_right TEXT NOT NULL DEFAULT '',
    checked_by TEXT NOT NULL DEFAULT '', checked_on TEXT
) STRICT;
CREATE INDEX quality_check_case ON quality_check(case_id);
CREATE INDEX quality_check_investigation ON quality_check(investigation_id);
"""
