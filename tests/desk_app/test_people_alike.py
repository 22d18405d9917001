"""Who may be the same person, and why."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app import people_alike
from desk_app.intake import match_key
from desk_app.people_alike import (
    BEGUN,
    BORN,
    EMAIL,
    FEWER,
    LIKE,
    MORE,
    ORDER,
    SAME,
    SHORT,
    TELEPHONE,
    WRITTEN,
    Asked,
    by_name,
    likenesses,
)  # fmt: skip
from desk_app.records import Person


def person(name: str, id: int = 1, **more: str | date) -> Person:
    """Somebody of the store."""
    return Person(id=id, name=name, match_key=match_key(name), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "known", "way"),
    [
        ("Siân Example", "siân  example", SAME),
        ("Sian Example", "Siân Example", WRITTEN),
        ("Ann O'Example", "Ann O’Example", WRITTEN),
        ("Anna Smith-Example", "Anna Smith Example", WRITTEN),
        ("Example, Siân", "Sian Example", ORDER),
        ("Bill Example", "William Example", SHORT),
        ("Liz Example", "Beth Example", SHORT),
        ("Muhammad Example", "Mohamed Example", SHORT),
        ("Ada Example", "Ada Mary Example", MORE),
        ("Ada Mary Example", "Ada Example", FEWER),
        ("Ada Exampel", "Ada Example", LIKE),
        ("Ada Smyth", "Ada Smith", LIKE),
        ("Katrine Example", "Catrine Example", LIKE),
        ("Bob Exampel", "Robert Example", LIKE),
        ("Ada Example", "Ida Example", ""),
        ("Ben Example", "Bea Example", ""),
        ("Ada Example", "Ada Sample", ""),
        ("Ada Exampel", "Ben Example", ""),
        ("Adamina Featherstone", "Adamantia Fetherston", ""),
        ("Ada", "Ada Example", ""),
        ("Ada Exa", "Ada Example", ""),
        ("", "Ada Example", ""),
    ],
)
def test_names_are_alike_in_these_ways(asked: str, known: str, way: str) -> None:
    """One slip in one word; two different words never."""
    assert by_name(Asked(asked), known) == way


@pytest.mark.parametrize(
    ("asked", "known"), [("sia", "Siân Example"), ("ex sia", "Siân Example"), ("z cor", "Zoë Corr")]
)
def test_a_name_that_is_being_typed_is_met_half_way(asked: str, known: str) -> None:
    """The beginnings of its words, in any order, without accents."""
    assert by_name(Asked(asked, begun=True), known) == BEGUN
    assert by_name(Asked(asked), known) == ""


def test_the_likeliest_comes_first_with_its_reasons() -> None:
    """What people are reached by weighs more than a spelling; of those alike, the latest."""
    known = [
        person("Ada Example", 1),
        person("Sian Example", 2),
        person("Siân Exampel", 3, email="SIAN@example.org", telephone="+44 7700 900123"),
        person("Siân Example", 4),
        person("Siân Example", 5),
    ]
    found = likenesses(Asked("Siân Example", "sian@example.org", "07700 900 123"), known)
    assert [(each.person.id, each.why) for each in found] == [
        (3, (LIKE, EMAIL, TELEPHONE)),
        (5, (SAME,)),
        (4, (SAME,)),
        (2, (WRITTEN,)),
    ]


def test_the_same_email_or_telephone_is_enough_and_a_date_of_birth_is_not() -> None:
    """A family shares an email; thousands share a day. Both also stand in a text of how somebody is reached."""
    born = date(2010, 3, 4)
    asked = Asked("Ada Example", "home@example.org", "01743 000 000", born)
    assert [each.why for each in likenesses(asked, [person("Ben Other", contact="Rings from (01743) 000000")])] == [
        (TELEPHONE,)
    ]
    assert [each.why for each in likenesses(asked, [person("Ben Other", contact="home@example.org, evenings")])] == [
        (EMAIL,)
    ]
    assert likenesses(asked, [person("Ben Other", born_on=born)]) == []
    assert [each.why for each in likenesses(asked, [person("Ada Exampel", born_on=born)])] == [(LIKE, BORN)]


def test_nobody_is_like_the_anonymous_or_the_erased() -> None:
    """No name is no name in common."""
    erased = Person(id=1, name="Ada Example", match_key="ada example", erased_on=date(2026, 1, 1))
    assert likenesses(Asked("Anonymous"), [person("Anonymous"), person("")]) == []
    assert likenesses(Asked("Ada Example"), [erased]) == []
    assert likenesses(Asked(""), [person("Ada Example")]) == []


def test_what_somebody_is_found_by() -> None:
    """Words, emails, ends of telephone numbers; a postcode or a date is no number to ring."""
    known = person("Siân O’Example-Łoś", contact="sian@example.org, SY1 1AA", telephone="+44 (0)7700 900123 or 2024")
    traces = people_alike.traces(people_alike.of(known))
    assert traces == {"sian", "oexample", "los", "@sian@example.org", "#700900123"}
