"""A later schema: the worklist is read from indices alone.

Frozen once released. `step_waiting` holds every column of the steps that wait, so that neither the many that are done,
nor windows for the complainant that closed long ago, are ever looked at.
"""

WORKLIST = """
DROP INDEX step_open;
CREATE INDEX step_waiting ON step(
    soft, due_on, case_id, key, label, team, investigation_id, basis, starts_on, days, unit, limit_on, expected_on,
    other_on, other_basis, published, internal, paused, record_id, done_on, not_applicable
) WHERE done_on IS NULL AND due_on IS NOT NULL AND not_applicable = '';
CREATE INDEX case_line_named ON case_line(case_id, reference);
"""
