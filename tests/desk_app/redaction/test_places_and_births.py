"""Births, homes, schools and telling details that nothing but their surroundings shows."""

from __future__ import annotations

import pytest

from desk_app import redaction
from desk_app.redaction import Kind, Names


def marked(text: str) -> list[tuple[str, Kind]]:
    return [(mark.covered(text), mark.kind) for mark in redaction.find(text, Names(["Marley Gough"]))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Marley, 8 Feb 2024, was seen.", [("Marley", Kind.NAME), ("8 Feb 2024", Kind.BORN)]),
        ("Marley (b. 5 Jan 2021) was seen.", [("Marley", Kind.NAME), ("5 Jan 2021", Kind.BORN)]),
        ("She was born the 3rd of May, his birthday is on 5/6.", [("the 3rd of May", Kind.BORN), ("5/6", Kind.BORN)]),
        ("Marley turns 9 on Friday week.", [("Marley", Kind.NAME), ("Friday week", Kind.BORN)]),
        (
            "He says born 2014-08-09; the Office has given 1 January 2012.",
            [("2014-08-09", Kind.BORN), ("1 January 2012", Kind.BORN)],
        ),
        ("im at 12b the maltings", [("12b the maltings", Kind.STREET)]),
        ("She lost the flat at 9 Mardol Steps.", [("9 Mardol Steps", Kind.STREET)]),
        ("Not to Flat 9, Weir Court please", [("Flat 9, Weir Court", Kind.STREET)]),
        ("He stood at Tollgate Corner alone.", [("Tollgate Corner", Kind.STREET)]),
        ("they r movin me to hollyhock villa on thurs", [("hollyhock villa", Kind.STREET)]),
        (
            "Yours, Marley Gough, Dovecote Nook, SY97 3RL",
            [("Marley Gough", Kind.NAME), ("Dovecote Nook", Kind.STREET), ("SY97 3RL", Kind.POSTCODE)],
        ),
        ("He was in Year 9 at Corvedale Edge.", [("Corvedale Edge", Kind.SCHOOL)]),
        ("Nursery was Tiddlers of Tenbury.", [("Tiddlers of Tenbury", Kind.SCHOOL)]),
        ("Which school, please?\nVisitor: haughmond view.", [("haughmond view", Kind.SCHOOL)]),
        (
            "He is the lad who rides the milk float in Hopton Titterhill.",
            [("the lad who rides the milk float in Hopton Titterhill", Kind.UNUSUAL)],
        ),
        ("A woman vicar with one arm", [("A woman vicar with one arm", Kind.UNUSUAL)]),
        ("her claim K03WX991, CAD 0417", [("K03WX991", Kind.NUMBER), ("0417", Kind.NUMBER)]),
        (
            "on oh seven seven double oh, nine hundred, one two three",
            [("oh seven seven double oh, nine hundred, one two three", Kind.PHONE)],
        ),
    ],
)
def test_what_only_its_surroundings_show_is_found(text: str, found: list[tuple[str, Kind]]) -> None:
    """A date beside a name, a house after a number, a school after a class."""
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The big house and the new flat were cold, and 12 Children were there.",
        "We met on 12 May 2026 and again on Friday.",
        "He is in Year 9 at school, at 9 in the morning.",
        "The last visit of the year was the only one that helped.",
    ],
)
def test_what_tells_nothing_stays(text: str) -> None:
    """Dates of meetings, numbers of people, houses without a name."""
    assert marked(text) == []
