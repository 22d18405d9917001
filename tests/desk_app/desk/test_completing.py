"""What was saved before everything was known."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desk_app.desk import Desk
from desk_app.desk.decide import Asked
from desk_app.exchange import exports
from desk_app.offers import Verb
from desk_app.store.search import Filter


def test_an_enquiry_that_nobody_has_said_when_to_answer_is_to_be_completed(desk: Desk) -> None:
    """Else it would be on no list of what is due. With an aim, or once answered, it lacks nothing."""
    bare = desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "When will they hear?"})
    desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "And we?", "target_on": "1/12/2026"})
    desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "And I?", "answered_on": "21/11/2026"})
    assert [(item.case_id, item.missing) for item in desk.incomplete()] == [
        (bare.case_id, ("the date to answer it by",))
    ]


def test_an_enquiry_is_open_until_it_is_answered(desk: Desk, tmp_path: Path) -> None:
    """Also without a day to answer it by, and in what is exported. A comment waits for nothing."""
    desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "When will they hear?"})
    desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "And I?", "answered_on": "21/11/2026"})
    desk.log({"kind": "Comment", "received_on": "20/11/2026", "words": "More bins."})
    rows = desk.case_rows(desk.all_case_ids(Filter()))
    assert sorted((str(row.kind), row.open, row.status) for row in rows) == [
        ("Comment", False, "Recorded"), ("Enquiry", False, "Answered"), ("Enquiry", True, "To answer"),
    ]  # fmt: skip
    exports.write(desk.store, "cases", tmp_path / "list.csv", today=desk.today())
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert sorted(row["Status"] for row in csv.DictReader(lines)) == ["Closed", "Open", "Recorded"]


def test_a_complaint_saved_with_its_words_alone_lacks_much(desk: Desk) -> None:
    """A compliment lacks nothing."""
    desk.log({"kind": "Complaint", "received_on": "20/11/2026", "words": "Too slow."})
    desk.log({"kind": "Compliment", "received_on": "20/11/2026", "words": "Thank you."})
    [item] = desk.incomplete()
    assert {"team", "the procedure", "whether a child is at risk"} <= set(item.missing)


@pytest.mark.parametrize(("events", "lacks"), [("19/11/2025", True), ("20/11/2025", False), ("", False)])
def test_what_is_over_a_year_ago_lacks_the_decision(desk: Desk, events: str, lacks: bool) -> None:
    """Said at logging and afterwards, until it is recorded; to the day a year ago needs none."""
    words = "the decision to look into what is over a year ago"
    made = desk.log({"kind": "Complaint", "received_on": "20/11/2026", "words": "Too slow.", "events_on": events})
    assert (words in made.to_complete) is lacks
    assert [words in item.missing for item in desk.incomplete()] == [lacks]
    file = desk.case_file(made.case_id)
    decide = next(offer for offer in desk.offers(file) if offer.verb is Verb.DECIDE)
    given = {"what": Asked.OVER_A_YEAR_ACCEPTED, "reason": "The child was too young to ask.", "on": "today"}
    assert desk.do(decide, file, given).change
    assert [words in item.missing for item in desk.incomplete()] == [False]
