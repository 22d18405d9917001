"""The same question in the same words, wherever it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.records import Case, Kind, Party, Person, Record, Role
from ui.asked import ANSWERS
from ui.cases.corrections import Input, parts_of
from ui.cases.forms import FORMS as VERB_FORMS
from ui.cases.forms import Question
from ui.log_feedback.questions import FORMS, As, Ask

PARTS_OF_A_PERSON = ("name", "email", "telephone", "address")


def _asked_at_logging(kind: Kind) -> dict[str, Ask]:
    """By the field of the record: "complainant.email" is email."""
    names = {"child.looked_after": "looked_after", "consent.state": "consent", "consent.on": "consent_on",
             "advocate.offered_on": "advocate_offered_on"}  # fmt: skip
    asks = [ask for section in FORMS[kind] for ask in section.asks if not ask.key.startswith("child.name")]
    return {names.get(ask.key, ask.key.removeprefix("complainant.")): ask for ask in asks}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "record", [Case, Person, Party], ids=["the case", "who complains", "what they are to the child"]
)
def test_correcting_asks_in_the_words_of_logging(kind: Kind, record: type[Record]) -> None:
    """Labels, and a short choice with its answers in sight in both."""
    at_logging = _asked_at_logging(kind)
    examples: dict[type[Record], Record] = {
        Case: Case(kind=kind, received_on=date(2026, 11, 16)),
        Person: Person(name="Ada Example"),
        Party: Party(case_id=1, person_id=2, role=Role.COMPLAINANT),
    }
    made = examples[record]
    both = [(part, at_logging[part.name]) for part in parts_of(made) if part.name in at_logging]
    assert both
    for part, ask in both:
        assert part.label == ask.name
        assert (part.input in (Input.ONE, Input.YES_NO)) is (ask.how is As.ONE_OF)


def test_the_verbs_of_a_case_ask_in_the_words_of_logging() -> None:
    """What both ask of a case or a person."""
    known = {**_asked_at_logging(Kind.COMPLAINT), **_asked_at_logging(Kind.COMPLIMENT)}
    wanted = ("at_risk", "referred_to", "referred_by", "referred_on", "thanked_on", "passed_on", *PARTS_OF_A_PERSON)
    asked = {
        question.key: question.label
        for form in VERB_FORMS.values()
        for question in form.asked
        if isinstance(question, Question) and question.key in wanted
    }
    assert set(asked) == set(wanted)
    assert asked == {key: known[key].name for key in asked}


def test_yes_comes_first_everywhere() -> None:
    """Nobody answers the most serious question by habit."""
    assert ANSWERS == ("Yes", "No")
    yes_or_no = [
        ask for kind in Kind for section in FORMS[kind] for ask in section.asks if set(ask.items) == {*ANSWERS}
    ]
    assert yes_or_no
    assert all(ask.items == ANSWERS for ask in yes_or_no)
