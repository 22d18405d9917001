"""The first schema, part one: a table for each record of records.py, one column for each field with its name.

Frozen once released: later schemas add to it by their own migrations. No CHECKs on words (lists of words grow), and
references are checked at commit, so that undo and merging may put rows back in any order.
"""

RECORDS = """
CREATE TABLE person(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '',
    match_key TEXT NOT NULL DEFAULT '', contact TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
    preferred_contact TEXT NOT NULL DEFAULT '', born_on TEXT, age_band TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL DEFAULT '', ethnicity TEXT NOT NULL DEFAULT '', disability TEXT NOT NULL DEFAULT '',
    is_staff INTEGER NOT NULL DEFAULT 0, notes TEXT NOT NULL DEFAULT '', erased_on TEXT
) STRICT;
CREATE TABLE contact_arrangement(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED, what TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '', decided_on TEXT, told_on TEXT,
    appeal TEXT NOT NULL DEFAULT '', review_on TEXT, ended_on TEXT
) STRICT;
CREATE TABLE feedback_case(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, reference TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL,
    received_on TEXT NOT NULL, logged_on TEXT, logged_by TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT '', service_area TEXT NOT NULL DEFAULT '', team TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '', summary TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
    at_risk INTEGER, referred_to TEXT NOT NULL DEFAULT '', referred_by TEXT NOT NULL DEFAULT '', referred_on TEXT,
    thanked_on TEXT, passed_on TEXT, comment_kind TEXT, enquiry_kind TEXT, target_on TEXT, answered_on TEXT,
    was_enquiry INTEGER NOT NULL DEFAULT 0, events_on TEXT, aware_on TEXT, acknowledged_on TEXT,
    made_by_child INTEGER, looked_after TEXT, consent TEXT, consent_on TEXT, may_share_data INTEGER,
    advocate_offered_on TEXT, advocate_accepted_on TEXT, advocate_appointed_on TEXT, route TEXT,
    route_reason TEXT NOT NULL DEFAULT '', route_answers TEXT NOT NULL DEFAULT '[]',
    category TEXT NOT NULL DEFAULT '', subcategory TEXT NOT NULL DEFAULT '', themes TEXT NOT NULL DEFAULT '[]',
    desired_outcome TEXT NOT NULL DEFAULT '', ended_before TEXT, ended_on TEXT,
    ended_reason TEXT NOT NULL DEFAULT '', withdrawal_confirmed_on TEXT, decision_frozen INTEGER,
    decision_frozen_reason TEXT NOT NULL DEFAULT '', oral_record_sent_on TEXT, oral_record_agreed_on TEXT,
    legal_hold INTEGER NOT NULL DEFAULT 0, erased_on TEXT
) STRICT;
CREATE TABLE party(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    person_id INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL,
    relationship TEXT NOT NULL DEFAULT '', job TEXT NOT NULL DEFAULT '', team TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE other_process(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    process TEXT NOT NULL DEFAULT '', part TEXT NOT NULL DEFAULT '', told_by TEXT NOT NULL DEFAULT '',
    told_how TEXT NOT NULL DEFAULT '', told_on TEXT
) STRICT;
CREATE TABLE refusal(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL,
    part TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', refused_by TEXT NOT NULL DEFAULT '',
    refused_on TEXT, told_on TEXT, ombudsman_details_on TEXT
) STRICT;
CREATE TABLE investigation(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED, route TEXT NOT NULL,
    stage TEXT NOT NULL, team TEXT NOT NULL DEFAULT '', opened_on TEXT NOT NULL, profile TEXT NOT NULL DEFAULT '',
    started_on TEXT, started_reason TEXT NOT NULL DEFAULT '', acknowledged_on TEXT,
    investigator TEXT NOT NULL DEFAULT '', assigned_on TEXT, draft_received_on TEXT, quality_checked_on TEXT,
    signed_off_on TEXT, signed_off_by TEXT NOT NULL DEFAULT '', learning_form_returned_on TEXT, responded_on TEXT,
    ended_on TEXT, ending TEXT, ended_reason TEXT NOT NULL DEFAULT '', reopened_on TEXT, first_responded_on TEXT,
    outcome TEXT, delay_reason TEXT NOT NULL DEFAULT '', resolution_terms TEXT NOT NULL DEFAULT '',
    next_stage_rights_on TEXT, ombudsman_rights_on TEXT, may_go_to_stage_2_told_on TEXT, payment_pence INTEGER,
    payment_reason TEXT NOT NULL DEFAULT '', escalation_reason TEXT NOT NULL DEFAULT '',
    skipped_stage_1 INTEGER NOT NULL DEFAULT 0, investigating_officer TEXT NOT NULL DEFAULT '',
    investigating_officer_on TEXT, independent_person TEXT NOT NULL DEFAULT '', independent_person_on TEXT,
    statement_agreed_on TEXT, officer_report_on TEXT, independent_report_on TEXT,
    adjudicating_officer TEXT NOT NULL DEFAULT '', cost_pence INTEGER, panel_members TEXT NOT NULL DEFAULT '[]',
    panel_meets_on TEXT, panel_met_on TEXT, attended_with TEXT NOT NULL DEFAULT '', panel_report_on TEXT,
    closed_on TEXT GENERATED ALWAYS AS (coalesce(responded_on, ended_on)) VIRTUAL
) STRICT;
CREATE TABLE point(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER NOT NULL REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL DEFAULT 1, text TEXT NOT NULL DEFAULT '', category TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '', outcome TEXT
) STRICT;
CREATE TABLE extension(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER NOT NULL REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    step TEXT NOT NULL DEFAULT 'stage_1_response', to_on TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    told_on TEXT, ombudsman_details_given INTEGER NOT NULL DEFAULT 0, imported INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE pause(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    part TEXT NOT NULL DEFAULT '', from_on TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', told_on TEXT,
    ended_on TEXT, resubmit_by TEXT, resumed_on TEXT
) STRICT;
CREATE TABLE decision(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER REFERENCES investigation DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', criteria TEXT NOT NULL DEFAULT '[]',
    decided_by TEXT NOT NULL DEFAULT '', decided_on TEXT
) STRICT;
CREATE TABLE ombudsman_matter(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED, reference TEXT NOT NULL DEFAULT '',
    service_area TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '', decision TEXT NOT NULL DEFAULT '',
    decision_since_2024 TEXT NOT NULL DEFAULT '', decided_on TEXT, published_on TEXT, draft_decision_on TEXT
) STRICT;
CREATE TABLE ombudsman_request(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    matter_id INTEGER NOT NULL REFERENCES ombudsman_matter DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL,
    received_on TEXT NOT NULL, due_on TEXT, extended_to TEXT, sent_on TEXT
) STRICT;
CREATE TABLE remedy(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    matter_id INTEGER REFERENCES ombudsman_matter DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    what TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '', amount_pence INTEGER, due_on TEXT, done_on TEXT
) STRICT;
CREATE TABLE learning(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER NOT NULL REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    category TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE action(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    learning_id INTEGER REFERENCES learning DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '', due_on TEXT, done_on TEXT
) STRICT;
CREATE TABLE note(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    is_contact INTEGER NOT NULL DEFAULT 0, channel TEXT NOT NULL DEFAULT '', with_whom TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '', written_on TEXT, written_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE document(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL DEFAULT '', media_type TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0,
    blob_hash TEXT NOT NULL DEFAULT '', added_on TEXT, added_by TEXT NOT NULL DEFAULT '',
    include INTEGER NOT NULL DEFAULT 1, redacted_of INTEGER REFERENCES document DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE letter(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    investigation_id INTEGER REFERENCES investigation DEFERRABLE INITIALLY DEFERRED,
    template TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', blob_hash TEXT NOT NULL DEFAULT '',
    written_on TEXT, sent_on TEXT
) STRICT;
CREATE TABLE list_entry(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, "list" TEXT NOT NULL, value TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0, parent TEXT NOT NULL DEFAULT '', from_on TEXT, until_on TEXT,
    successor TEXT NOT NULL DEFAULT '', manager TEXT NOT NULL DEFAULT '', deputy TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '', group_name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE profile(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, "key" TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '', route TEXT NOT NULL, from_on TEXT, until_on TEXT,
    steps TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE TABLE holiday(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, "on" TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
    closure INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE setting(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, "key" TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL DEFAULT 'null'
) STRICT;
CREATE TABLE member(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'officer', from_on TEXT, until_on TEXT
) STRICT;
CREATE TABLE report_text(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, year TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', draft_hash TEXT NOT NULL DEFAULT '',
    figures TEXT NOT NULL DEFAULT '{}', included INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE example(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED, year TEXT NOT NULL DEFAULT '',
    set_name TEXT NOT NULL DEFAULT 'complaints', position INTEGER NOT NULL DEFAULT 0,
    caption TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', marks TEXT NOT NULL DEFAULT '[]',
    signed_by TEXT NOT NULL DEFAULT '', signed_on TEXT, second_signed_by TEXT NOT NULL DEFAULT '',
    second_signed_on TEXT
) STRICT;
CREATE TABLE recommendation(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, year TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '',
    progress TEXT NOT NULL DEFAULT '',
    carried_from INTEGER REFERENCES recommendation DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE publication(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, year TEXT NOT NULL DEFAULT '', published_on TEXT,
    published_by TEXT NOT NULL DEFAULT '', as_at TEXT, figures TEXT NOT NULL DEFAULT '{}',
    texts TEXT NOT NULL DEFAULT '{}', pdf_hash TEXT NOT NULL DEFAULT '', overrides TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE TABLE approval(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, year TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '', approved_by TEXT NOT NULL DEFAULT '', approved_on TEXT,
    comments TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE published_figure(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL, year TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE snooze(
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES feedback_case DEFERRABLE INITIALLY DEFERRED,
    step TEXT NOT NULL DEFAULT '',
    investigation_id INTEGER REFERENCES investigation DEFERRABLE INITIALLY DEFERRED, until_on TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '', snoozed_by TEXT NOT NULL DEFAULT ''
) STRICT;
"""
