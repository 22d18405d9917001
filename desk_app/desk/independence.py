"""Who may not look into a complaint, or judge how it was looked into. Pure.

Nobody looks into a complaint about themself, nor reviews their own work (Complaint Handling Code part 5). The
independent person and the review panel are not of the council (regs 17 and 19, SI 2006/1738): they are nobody who took
part at an earlier stage, nor anybody who works with this store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from enum import StrEnum

from desk_app.intake import match_key
from desk_app.records import CaseFile, Investigation, Person, Role

CONCERNED = "This person is complained about, so somebody else has to look into it. Enter another name."
COMPLAINED = "This person complains, or it is about them. Somebody else has to look into it. Enter another name."
REVIEWED = "This person looked into it at an earlier stage, so somebody else has to now. Enter another name."
MEMBER = "{name} works with this store, so is not independent of the council. Enter somebody else."
TOOK_PART = "{name} was {what} at {stage}. Enter somebody else."


class Part(StrEnum):
    """What somebody does in an investigation."""

    INVESTIGATOR = "investigator"
    INVESTIGATING_OFFICER = "investigating officer"
    INDEPENDENT_PERSON = "independent person"
    ADJUDICATING_OFFICER = "adjudicating officer"
    PANEL_MEMBER = "panel member"


FIELDS: dict[str, Part] = {
    "investigator": Part.INVESTIGATOR,
    "investigating_officer": Part.INVESTIGATING_OFFICER,
    "independent_person": Part.INDEPENDENT_PERSON,
    "adjudicating_officer": Part.ADJUDICATING_OFFICER,
    "panel_members": Part.PANEL_MEMBER,
}
"""Where an investigation names them."""
INDEPENDENT = frozenset({Part.INDEPENDENT_PERSON, Part.PANEL_MEMBER})
"""Who is not of the council."""
NOT_BOTH: dict[Part, tuple[str, ...]] = {
    Part.INVESTIGATING_OFFICER: ("independent_person",),
    Part.INDEPENDENT_PERSON: ("investigating_officer", "adjudicating_officer"),
    Part.ADJUDICATING_OFFICER: ("investigating_officer", "independent_person"),
}
"""Who may not be somebody else of the same stage: nobody decides on a report of their own."""
EARLIER: tuple[tuple[str, str], ...] = (
    ("investigator", "the investigator"),
    ("signed_off_by", "who signed off the response"),
    ("investigating_officer", "the investigating officer"),
    ("independent_person", "the independent person"),
    ("adjudicating_officer", "the adjudicating officer"),
)
"""Whoever did this at an earlier stage is not independent of it."""


def why_not(part: Part, name: str, file: CaseFile, item: Investigation, members: Set[str] = frozenset()) -> str:
    """Why this person cannot take that part in this investigation, "" for nothing. `members`: who works with the store.

    The investigation is as it would be: its other names are what is being saved.
    """
    key = match_key(name)
    if not key:
        return ""
    return next(filter(None, (rule(part, key, name, file, item, members) for rule in _RULES)), "")


def _concerned(_part: Part, key: str, _name: str, file: CaseFile, _item: Investigation, _members: Set[str]) -> str:
    if key in _keys(file, Role.STAFF_COMPLAINED_ABOUT):
        return CONCERNED
    return COMPLAINED if key in _keys(file, Role.COMPLAINANT, Role.CHILD) else ""


def _of_this_stage(part: Part, key: str, name: str, _file: CaseFile, item: Investigation, _members: Set[str]) -> str:
    words = dict(EARLIER)
    for field in NOT_BOTH.get(part, ()):
        if match_key(getattr(item, field)) == key:
            return f"{name} is {words[field]}. Enter somebody else."
    return ""


def _of_an_earlier(part: Part, key: str, name: str, file: CaseFile, item: Investigation, _members: Set[str]) -> str:
    earlier = [i for i in file.investigations if i.stage < item.stage]
    if part not in INDEPENDENT:
        return REVIEWED if key in {match_key(i.investigator) for i in earlier} else ""
    return next((TOOK_PART.format(name=name, what=w, stage=s) for k, w, s in _took_part(earlier) if k == key), "")


def _took_part(earlier: list[Investigation]) -> Iterator[tuple[str, str, str]]:
    """(who, as what, at which stage); the investigating officer before the investigator, who is the same there."""
    for item in earlier:
        for field, words in reversed(EARLIER):
            yield match_key(getattr(item, field)), words, item.stage.lower()


def _of_the_office(part: Part, key: str, name: str, _file: CaseFile, _item: Investigation, members: Set[str]) -> str:
    office = {match_key(member) for member in members}
    return MEMBER.format(name=name) if part in INDEPENDENT and key in office else ""


def _keys(file: CaseFile, *roles: Role) -> set[str]:
    people: dict[int, Person] = {person.id: person for person in file.people}
    return {people[p.person_id].match_key for p in file.parties if p.role in roles and p.person_id in people}


_RULES: tuple[Callable[[Part, str, str, CaseFile, Investigation, Set[str]], str], ...] = (
    _concerned,
    _of_this_stage,
    _of_an_earlier,
    _of_the_office,
)
"""In the order in which they are said."""
