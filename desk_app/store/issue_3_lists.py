"""The second schema: what the filters of a list ask is answered by an index alone, whichever of them are set.

Frozen once released. Each index begins with a column that is asked for by itself; the others stand behind it so that
no row of case_line, which is wide, has to be read to count. The plain indices on team and status stay: they sort.
"""

LISTS = """
ALTER TABLE case_line ADD COLUMN logged_by TEXT NOT NULL DEFAULT '';
UPDATE case_line SET logged_by = (SELECT logged_by FROM feedback_case WHERE feedback_case.id = case_line.case_id);
DROP INDEX case_line_open;
DROP INDEX case_line_year;
CREATE INDEX case_line_by_open ON case_line(
    open, due_on, kind, route, stage, year, status, team, handler, logged_by
);
CREATE INDEX case_line_by_year ON case_line(
    year, kind, open, due_on, route, stage, status, team, handler, logged_by
);
CREATE INDEX case_line_by_team ON case_line(
    team, kind, open, due_on, route, stage, status, year, handler, logged_by
);
CREATE INDEX case_line_by_status ON case_line(
    status, kind, open, due_on, route, stage, team, year, handler, logged_by
);
"""
