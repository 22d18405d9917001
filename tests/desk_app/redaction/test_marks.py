"""Marks and decisions, and what is printed of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app import redaction
from desk_app.records import Example
from desk_app.redaction import Decision, Kind, Mark, Names, signing

TEXT = "Angela rang 07700 900123. Angela was kind."
FOUND = redaction.find(TEXT, Names(["Angela Firth"]))
DAY = date(2026, 11, 24)


def _decided(decision: Decision) -> list[Mark]:
    return [redaction.decided(mark, decision) for mark in FOUND]


def test_what_is_printed_follows_the_decisions() -> None:
    """Replaced, kept, another text; what is not decided is replaced, too."""
    assert redaction.rendered(TEXT, FOUND) == "X rang [telephone removed]. X was kind."
    assert redaction.rendered(TEXT, _decided(Decision.KEEP)) == TEXT
    other = [redaction.decided(FOUND[0], Decision.REPLACE, "My worker"), *FOUND[1:]]
    assert redaction.rendered(TEXT, other) == "My worker rang [telephone removed]. X was kind."


def test_decisions_come_along_when_the_text_is_edited() -> None:
    """On the same words of the same kind; new words are to be decided."""
    new = "In May Angela rang Bilal. Angela was kind."
    found = redaction.find(new, Names(["Angela Firth", "Bilal Sheikh"]))
    carried = redaction.carried(TEXT, _decided(Decision.KEEP), new, found)
    assert [(mark.covered(new), mark.decision) for mark in carried] == [
        ("Angela", Decision.KEEP), ("Bilal", Decision.OPEN), ("Angela", Decision.KEEP),
    ]  # fmt: skip


def test_a_mark_by_hand_replaces_those_beneath_it_and_comes_along() -> None:
    """ "rang 07700 900123" is marked: the number's own mark is gone; the words are found again where they stand now."""
    start = TEXT.index("rang")
    own = redaction.with_own(FOUND, start, start + len("rang 07700 900123"))
    assert [mark.kind for mark in own] == [Kind.NAME, Kind.OWN, Kind.NAME]
    assert redaction.rendered(TEXT, own) == "X [removed]. X was kind."
    new = f"Dear all, {TEXT}"
    carried = redaction.carried(TEXT, own, new, redaction.find(new, Names(["Angela Firth"])))
    assert [mark.covered(new) for mark in carried] == ["Angela", "rang 07700 900123", "Angela"]


def test_marks_that_are_none_are_refused() -> None:
    """Another shape of JSON."""
    with pytest.raises(ValueError, match="no marks"):
        redaction.from_json('[{"start": 1}]')


def _signed(decided: list[Mark], **values: object) -> Example:
    made = Example(year="2023/24", text=TEXT, caption="Parent", signed_by="Ann", signed_on=DAY)
    made = replace(made, second_signed_by="Ben", second_signed_on=DAY)
    return replace(signing.sealed(made, decided), **values)  # type: ignore[arg-type]


def test_a_signed_text_is_printed() -> None:
    """With its replacements; with one sign-off only where the office asks for no second."""
    whole = _signed(_decided(Decision.REPLACE))
    assert signing.printed(whole, True) == "X rang [telephone removed]. X was kind."
    once = signing.sealed(replace(whole, second_signed_by="", second_signed_on=None), signing.marks_of(whole))
    assert signing.printed(once, True) is None
    assert signing.printed(once, False) is not None
    assert signing.printed(replace(once, second_signed_by="Ben", second_signed_on=DAY), True) is None
    assert (
        signing.printed(signing.sealed(replace(whole, second_signed_by=" ann "), signing.marks_of(whole)), True) is None
    )


@pytest.mark.parametrize(
    "values",
    [
        {"text": TEXT.replace("kind", "late")},
        {"caption": "Angela's mother"},
        {"marks": "[]"},
        {"marks": "{"},
        {"marks": signing.column(_decided(Decision.KEEP))},
        {"signed_by": ""},
        {"signed_on": None},
        {"set_name": "learning"},
    ],
)  # fmt: skip
def test_whatever_differs_from_what_was_signed_is_not_printed(values: dict[str, object]) -> None:
    """Text, caption, decisions, set; whoever wrote it."""
    assert signing.printed(_signed(_decided(Decision.REPLACE), **values), True) is None


def test_an_undecided_mark_is_never_printed() -> None:
    """Even with a sign-off for exactly that."""
    assert signing.printed(_signed([*_decided(Decision.KEEP)[:2], FOUND[2]]), False) is None
