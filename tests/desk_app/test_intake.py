"""From drafts to records: what a form accepts, and what it says when it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app import intake, lists, procedures
from desk_app.intake import NewCase
from desk_app.records import Consent, Kind, ListName, Role, Route, YesNo

TODAY = date(2026, 11, 24)
LISTS = lists.grouped(lists.shipped())
LEAST: dict[str, Any] = {"kind": "Complaint", "received_on": "20/11/2026", "words": "Too slow."}


def check(**draft: Any) -> tuple[NewCase | None, dict[str, str]]:
    return intake.check({**LEAST, **draft}, TODAY, LISTS, procedures.SHIPPED)


def accepted(**draft: Any) -> NewCase:
    new, problems = check(**draft)
    assert new is not None, problems
    return new


@pytest.mark.parametrize("kind", Kind)
def test_the_example_of_each_kind_is_accepted(kind: Kind) -> None:
    """What `desk log --example` prints."""
    new, problems = intake.check(intake.example(kind), TODAY, LISTS, procedures.SHIPPED)
    assert new is not None
    assert problems == {}
    assert new.case.kind is kind


def test_kind_date_and_words_are_enough_and_the_rest_is_to_complete() -> None:
    """Its clocks run at once."""
    new = accepted()
    assert new.investigation is None
    assert "the procedure" in new.to_complete
    assert "whether a child is at risk" in new.to_complete


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        ({"kind": ""}, "kind", "Choose the kind"),
        ({"kind": "Grumble"}, "kind", "Choose one of"),
        ({"received_on": ""}, "received_on", "Enter the date"),
        ({"received_on": "31/2/2026"}, "received_on", "is not a date"),
        ({"received_on": "25/11/2026"}, "received_on", "in the future"),
        ({"received_on": "1/1/1980"}, "received_on", "after 1989"),
        ({"target_on": "3/4/3026", "kind": "Enquiry"}, "target_on", "more than 20 years ahead"),
        ({"complainant": {"name": "Ada " * 60}}, "complainant.name", "longer than 200"),
        ({"child": {"name": "B" * 5000}}, "child.name", "longer than 200"),
        ({"at_risk": "yes", "referred_to": "C" * 201}, "referred_to", "longer than 200"),
        ({"words": "  "}, "words", "Enter what was said"),
        ({"acknowledged_on": "19/11/2026"}, "acknowledged_on", "before it was received on 20 November 2026"),
        ({"events_on": "21/11/2026"}, "events_on", "after it was received"),
        ({"at_risk": "perhaps"}, "at_risk", "yes or no"),
        ({"consent": {"state": "Maybe"}}, "consent.state", "Choose one of"),
        ({"route": {"choice": "Sideways"}}, "route.choice", "Choose one of: Statutory, Corporate"),
        ({"colour": "blue"}, "colour", "no field of this name"),
        ({"child": {"colour": "blue"}}, "child.colour", "no such field"),
        ({"child": "Ben"}, "child", "as an object"),
        ({"themes": 7}, "themes", "list of texts"),
        ({"words": ["a"]}, "words", "Enter text"),
        ({"recipients": "Meriel"}, "recipients", "a list of objects with: job, name"),
        ({"recipients": [{"name": "Meriel"}]}, "recipients", "no such field"),
        ({"kind": "Compliment", "route": {"choice": "Statutory"}}, "route", "no such field"),
    ],
)
def test_a_problem_stands_beside_its_field_and_says_what_to_do(draft: dict[str, Any], field: str, says: str) -> None:
    """Nothing is accepted until it is put right."""
    new, problems = check(**draft)
    assert new is None
    assert says in problems[field]


def test_all_problems_are_told_at_once() -> None:
    """Nobody likes to correct one at a time."""
    _, problems = check(kind="", received_on="never", words="")
    assert problems.keys() == {"kind", "received_on", "words"}


def test_a_complaint_with_a_procedure_has_its_stage_1() -> None:
    """Opened on the day of receipt, under the profile then in force; the acknowledgement is the investigation's."""
    new = accepted(route={"choice": "corporate"}, team="send team", acknowledged_on="23/11/2026")
    assert new.investigation is not None
    assert new.investigation.route is Route.CORPORATE
    assert new.investigation.opened_on == date(2026, 11, 20)
    assert new.investigation.profile == "corporate-code-2026"
    assert new.investigation.acknowledged_on == date(2026, 11, 23)
    assert new.case.acknowledged_on is None


def test_list_values_are_spelt_as_the_list_does() -> None:
    """And a team brings its service area and region."""
    new = accepted(team="case management NORTH", themes=["ehc plan"])
    assert (new.case.team, new.case.region) == ("Case Management North", "North")
    assert new.case.service_area == "Children's Social Care and Safeguarding"
    assert new.case.themes == ("EHC plan",)
    assert new.joins == ()


def test_a_new_value_joins_its_list() -> None:
    """As in an import."""
    new = accepted(team="Music Service", themes=["Music; Dance"])
    assert {(entry.list, entry.value) for entry in new.joins} >= {(ListName.TEAM, "Music Service")}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Given", Consent.GIVEN), ("not needed", Consent.NOT_NEEDED), ("asked", Consent.ASKED)],
)
def test_a_choice_is_known_by_its_beginning(written: str, meant: Consent) -> None:
    """ "Not needed" is "Not needed (own right)"."""
    assert accepted(consent={"state": written}).case.consent is meant


def test_the_child_is_a_person_with_its_status_on_the_case() -> None:
    """Looked after is a fact of the case, at its time."""
    new = accepted(child={"name": " Ben   Testwell ", "looked_after": "yes"}, complainant={"name": "Ada Testwell"})
    people = {party.role: person for party, person in new.people()}
    child = people[Role.CHILD]
    assert child is not None
    assert (child.name, child.match_key) == ("Ben Testwell", "ben testwell")
    assert new.case.looked_after is YesNo.YES


def test_an_anonymous_complaint_has_no_complainant() -> None:
    """Anonymous is allowed."""
    new = accepted(anonymous=True, complainant={"name": "Ada Testwell"})
    assert [party.role for party, _ in new.people()] == []


def test_a_chosen_person_is_linked_not_made_again() -> None:
    """The officer chose an earlier complainant."""
    [(party, person)] = accepted(complainant={"person_id": 17, "name": "Ada Testwell"}).people()
    assert (party.person_id, person) == (17, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted(intake.PLAIN_KEYS | intake.KEYS.keys()))


@given(draft=st.dictionaries(KEYS | st.text(max_size=8), JSON, max_size=8))
def test_whatever_a_draft_holds_there_is_a_case_or_a_problem(draft: dict[str, Any]) -> None:
    """Never a crash, never both."""
    new, problems = intake.check(draft, TODAY, LISTS, procedures.SHIPPED)
    assert (new is None) == bool(problems)


def test_a_childs_own_complaint_needs_no_second_name() -> None:
    """Complainant and child are one person, known or new."""
    new = accepted(complainant={"name": "Ada Testwell"}, made_by_child=True)
    assert [party.role for party, _ in new.people()] == [Role.COMPLAINANT, Role.CHILD]
    assert len({id(person) for _, person in new.people()}) == 1
    known = accepted(complainant={"person_id": 17}, made_by_child=True)
    assert {party.person_id for party, _ in known.people()} == {17}
    assert len(tuple(accepted(complainant={"name": "Ada Testwell"}, made_by_child=False).people())) == 1


def test_a_child_who_complains_is_not_asked_to_consent() -> None:
    """Consent is that of the child to somebody else's complaint."""
    statutory = {"route": {"choice": "Statutory", "reason": "About a looked after child."}}
    assert "consent" not in accepted(complainant={"name": "Ada Testwell"}, made_by_child=True, **statutory).to_complete
    assert "consent" in accepted(complainant={"name": "Ada Testwell"}, made_by_child=False, **statutory).to_complete


def test_a_child_who_complains_is_offered_an_advocate() -> None:
    """When, and who it is; until either is known it is to complete, and of nobody else."""
    own = {"complainant": {"name": "Ada Testwell"}, "made_by_child": True}
    asked = "whether an advocate was offered"
    assert asked in accepted(**own).to_complete
    assert asked not in accepted(**{**own, "made_by_child": False}).to_complete
    offered = accepted(**own, advocate={"offered_on": "today"})
    assert offered.case.advocate_offered_on == date(2026, 11, 24)
    assert asked not in offered.to_complete
    named = accepted(**own, advocate={"name": "Ivy Example"})
    assert [party.role for party, _ in named.people()] == [Role.COMPLAINANT, Role.CHILD, Role.ADVOCATE]
    assert asked not in named.to_complete


def test_what_was_pasted_is_kept_without_what_nobody_sees() -> None:
    """A summary is one line; a text keeps its lines and loses its bells."""
    pasted = accepted(summary="Calls not\r\nreturned \t by worker\x07", words="One.\r\nTwo\x00.\tThree.\x07")
    assert pasted.case.summary == "Calls not returned by worker"
    assert pasted.case.words == "One.\nTwo.\tThree."


def test_the_child_may_still_be_named_beside_a_complaint_of_its_own() -> None:
    """An older brother complains for both."""
    new = accepted(complainant={"name": "Ada Testwell"}, child={"name": "Ben Testwell"}, made_by_child=True)
    assert [person.name for _, person in new.people() if person] == ["Ada Testwell", "Ben Testwell"]


def test_another_procedure_than_the_answers_point_to_needs_a_reason() -> None:
    """The suggestion itself, and a choice without answers, do not."""
    other = {"choice": "Corporate", "answers": ["looked_after"]}
    _, problems = check(route=other)
    assert "points to the statutory procedure" in problems["route.reason"]
    assert accepted(route={**other, "reason": "About the bus only."}).case.route is Route.CORPORATE
    assert accepted(route={**other, "choice": "Statutory"}).case.route is Route.STATUTORY
    assert accepted(route={"choice": "Corporate"}).case.route is Route.CORPORATE
    assert accepted(route={"choice": "Corporate", "answers": ["court"]}).case.route is Route.CORPORATE


def test_recipients_are_of_the_team_praised_unless_another_is_named() -> None:
    """Any number of them, by name or by what they do."""
    recipients = [{"name": "Dee Example"}, {"name": "The night duty officer", "team": "fostering", "job": "On call"}]
    new = accepted(kind="Compliment", team="Leaving Care", recipients=recipients)
    assert [(party.role, party.team, party.job) for party, _ in new.people()] == [
        (Role.RECIPIENT, "Leaving Care", ""),
        (Role.RECIPIENT, "Fostering", "On call"),
    ]


def test_attachments_become_documents() -> None:
    """Named by the hash of what is kept already."""
    new = accepted(attachments=[{"name": "letter.pdf", "media_type": "application/pdf", "size": 7, "file": "abc"}])
    [document] = new.documents
    assert (document.name, document.media_type, document.size, document.blob_hash, document.added_on) == (
        "letter.pdf", "application/pdf", 7, "abc", TODAY,
    )  # fmt: skip
    _, problems = check(attachments=[{"name": "letter.pdf"}])
    assert "Attach it again" in problems["attachments"]
    _, problems = check(attachments="letter.pdf")
    assert "list of objects" in problems["attachments"]
