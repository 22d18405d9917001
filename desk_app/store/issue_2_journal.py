"""The first schema, part two: the journal, what is derived from the records, what is local, and the indices.

Frozen once released. Nothing personal stands in the journal outside salt, before and after.
"""

JOURNAL = """
CREATE TABLE branch(
    id TEXT PRIMARY KEY, letter TEXT NOT NULL, forked_from BLOB NOT NULL, began_at TEXT NOT NULL
) STRICT;
CREATE TABLE change(
    id INTEGER PRIMARY KEY, branch TEXT NOT NULL REFERENCES branch, seq INTEGER NOT NULL, at TEXT NOT NULL,
    "by" TEXT NOT NULL, verb TEXT NOT NULL, undoes INTEGER REFERENCES change DEFERRABLE INITIALLY DEFERRED,
    prev BLOB NOT NULL, hash BLOB NOT NULL, UNIQUE(branch, seq)
) STRICT;
CREATE TABLE change_row(
    "change" INTEGER NOT NULL REFERENCES change, n INTEGER NOT NULL, "table" TEXT NOT NULL, "row" INTEGER NOT NULL,
    case_id INTEGER, person_id INTEGER, was INTEGER, now INTEGER, body_hash BLOB NOT NULL,
    salt BLOB, before TEXT, after TEXT, PRIMARY KEY("change", n)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_row_row ON change_row("row");
CREATE INDEX change_row_case ON change_row(case_id) WHERE case_id IS NOT NULL;

CREATE TRIGGER change_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_row_stays BEFORE DELETE ON change_row
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_row_kept BEFORE UPDATE ON change_row
WHEN NOT (
    old.salt IS NOT NULL AND new.salt IS NULL AND new.before IS NULL AND new.after IS NULL
    AND new."change" = old."change" AND new.n = old.n AND new."table" = old."table" AND new."row" = old."row"
    AND new.case_id IS old.case_id AND new.person_id IS old.person_id AND new.was IS old.was AND new.now IS old.now
    AND new.body_hash = old.body_hash
)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

DERIVED = """
CREATE TABLE step(
    case_id INTEGER NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, team TEXT NOT NULL, investigation_id INTEGER,
    basis TEXT NOT NULL, starts_on TEXT, days INTEGER, unit TEXT NOT NULL, due_on TEXT, limit_on TEXT, expected_on TEXT,
    other_on TEXT, other_basis TEXT NOT NULL, done_on TEXT, soft INTEGER NOT NULL, published INTEGER NOT NULL,
    internal INTEGER NOT NULL, paused INTEGER NOT NULL, not_applicable TEXT NOT NULL
) STRICT;
CREATE INDEX step_case ON step(case_id);
CREATE INDEX step_investigation ON step(investigation_id, key, due_on, done_on, published);
CREATE INDEX step_open ON step(due_on) WHERE done_on IS NULL AND due_on IS NOT NULL AND not_applicable = '';

CREATE TABLE working_day(on_day TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE case_line(
    case_id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL, kind TEXT NOT NULL, summary TEXT NOT NULL, complainant TEXT NOT NULL,
    team TEXT NOT NULL, service_area TEXT NOT NULL, category TEXT NOT NULL, route TEXT NOT NULL, stage TEXT NOT NULL,
    received_on TEXT NOT NULL, year TEXT NOT NULL, open INTEGER NOT NULL, status TEXT NOT NULL,
    closed_on TEXT, due_on TEXT, due_step TEXT NOT NULL, handler TEXT NOT NULL
) STRICT;
CREATE TABLE case_text(
    case_id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL, names TEXT NOT NULL, summary TEXT NOT NULL, words TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE case_search USING fts5(
    reference, names, summary, words, content='case_text', content_rowid='case_id', prefix='1 2 3',
    tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 1);
"""

LOCAL = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft(key TEXT PRIMARY KEY, kind TEXT NOT NULL, data TEXT NOT NULL, kept_at TEXT NOT NULL) STRICT;
CREATE TABLE reference_number(year TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE backup_log(
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT;
"""

SHARED = """
CREATE TABLE blob(hash TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE tombstone(
    "row" INTEGER PRIMARY KEY, "table" TEXT NOT NULL, reference_hash TEXT NOT NULL DEFAULT '', erased_at TEXT NOT NULL
) STRICT;
"""

INDICES = """
CREATE UNIQUE INDEX feedback_case_reference ON feedback_case(reference) WHERE reference <> '';
CREATE INDEX person_match ON person(match_key) WHERE match_key <> '';
CREATE INDEX contact_arrangement_person ON contact_arrangement(person_id);
CREATE INDEX party_case ON party(case_id, role, person_id, relationship);
CREATE INDEX party_person ON party(person_id);
CREATE INDEX other_process_case ON other_process(case_id);
CREATE INDEX refusal_case ON refusal(case_id);
CREATE INDEX investigation_case ON investigation(case_id, stage, ending);
CREATE INDEX point_case ON point(case_id);
CREATE INDEX point_investigation ON point(investigation_id);
CREATE INDEX extension_case ON extension(case_id);
CREATE INDEX extension_investigation ON extension(investigation_id);
CREATE INDEX pause_case ON pause(case_id);
CREATE INDEX pause_investigation ON pause(investigation_id) WHERE investigation_id IS NOT NULL;
CREATE INDEX decision_case ON decision(case_id);
CREATE INDEX decision_investigation ON decision(investigation_id) WHERE investigation_id IS NOT NULL;
CREATE INDEX ombudsman_matter_case ON ombudsman_matter(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX ombudsman_request_case ON ombudsman_request(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX ombudsman_request_matter ON ombudsman_request(matter_id);
CREATE INDEX remedy_case ON remedy(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX remedy_matter ON remedy(matter_id) WHERE matter_id IS NOT NULL;
CREATE INDEX remedy_investigation ON remedy(investigation_id) WHERE investigation_id IS NOT NULL;
CREATE INDEX learning_case ON learning(case_id, category);
CREATE INDEX learning_investigation ON learning(investigation_id);
CREATE INDEX action_case ON action(case_id, kind, done_on, due_on);
CREATE INDEX action_investigation ON action(investigation_id) WHERE investigation_id IS NOT NULL;
CREATE INDEX action_learning ON action(learning_id) WHERE learning_id IS NOT NULL;
CREATE INDEX note_case ON note(case_id);
CREATE INDEX document_case ON document(case_id);
CREATE INDEX document_blob ON document(blob_hash);
CREATE INDEX document_redacted ON document(redacted_of) WHERE redacted_of IS NOT NULL;
CREATE INDEX letter_case ON letter(case_id);
CREATE INDEX letter_investigation ON letter(investigation_id) WHERE investigation_id IS NOT NULL;
CREATE INDEX list_entry_list ON list_entry("list", position);
CREATE UNIQUE INDEX setting_key ON setting("key");
CREATE INDEX example_case ON example(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX recommendation_carried ON recommendation(carried_from) WHERE carried_from IS NOT NULL;
CREATE INDEX snooze_case ON snooze(case_id);
CREATE INDEX snooze_investigation ON snooze(investigation_id) WHERE investigation_id IS NOT NULL;

CREATE INDEX case_line_reference ON case_line(reference);
CREATE INDEX case_line_received ON case_line(received_on);
CREATE INDEX case_line_team ON case_line(team);
CREATE INDEX case_line_status ON case_line(status);
CREATE INDEX case_line_due ON case_line(due_on);
CREATE INDEX case_line_complainant ON case_line(complainant COLLATE NOCASE);
CREATE INDEX case_line_year ON case_line(year, kind);
CREATE INDEX case_line_open ON case_line(open, due_on);

-- for figures: each of their readings is served by one of these alone
CREATE INDEX feedback_case_facts ON feedback_case(
    received_on, kind, service_area, team, channel, region, category, subcategory, themes, looked_after, made_by_child,
    consent, advocate_offered_on, advocate_accepted_on, advocate_appointed_on, thanked_on, passed_on, ended_before
);
CREATE INDEX investigation_opened ON investigation(
    opened_on, case_id, route, stage, team, acknowledged_on, escalation_reason, ending
);
CREATE INDEX investigation_closed ON investigation(
    closed_on, opened_on, case_id, route, stage, team, responded_on, outcome, cost_pence, payment_pence, ending
);
CREATE INDEX person_monitored ON person(id, age_band, gender, ethnicity, disability)
    WHERE age_band <> '' OR gender <> '' OR ethnicity <> '' OR disability <> '';
CREATE INDEX step_results ON step(key, done_on, investigation_id, limit_on, due_on, published)
    WHERE investigation_id IS NOT NULL;
CREATE INDEX step_due ON step(key, due_on, done_on, limit_on, team, published, not_applicable, investigation_id);
"""
