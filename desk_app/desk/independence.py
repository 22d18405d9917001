"""Who may not look into a complaint, or judge how it was looked into. Pure.

Nobody looks into a complaint about themself, nor reviews their own work (Complaint Handling Code part 5). The
independent person and the review panel are not of the council (regs 17 and 19, SI 2006/1738): they are nobody who took
part at an earlier stage, nor anybody who works with this store.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk_app.dates import in_words
from desk_app.desk.same_name import clearly_one, perhaps_one
from desk_app.intake import match_key
from desk_app.records import CaseFile, Investigation, Note, Replaced, Role

CONCERNED = "This person is complained about, so somebody else has to look into it. Enter another name."
COMPLAINED = "This person complains, or it is about them. Somebody else has to look into it. Enter another name."
REVIEWED = "This person looked into it at an earlier stage, so somebody else has to now. Enter another name."
MEMBER = "{name} works with this store, so is not independent of the council. Enter somebody else."
TOOK_PART = "{name} was {what} at {stage}. Enter somebody else."
THERE = "{name} is {what}. Enter somebody else."
WAS = "{name} was {what}{until}. Enter somebody else."
ON_THE_PANEL = "{name} is on the panel already. Enter somebody else."


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


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who cannot take a part: who that is ("the investigator at stage 1"), and what is said to them."""

    name: str
    who: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that is like that of somebody who cannot take the part."""

    part: Part
    name: str
    barred: Barred

    @property
    def pair(self) -> frozenset[str]:
        """The two names, whichever came first."""
        return frozenset((match_key(self.name), match_key(self.barred.name)))

    @property
    def question(self) -> str:
        """What is asked: "Is J. Smith the same person as Jon Smith, the investigator at stage 1?" """
        return f"Is {self.name} the same person as {self.barred.name}, {self.barred.who}?"

    @property
    def refusal(self) -> str:
        """What is said where they are one."""
        return self.barred.refusal.format(name=self.name)

    def note(self, case_id: int, on: date, by: str) -> Note:
        """What is kept of the answer that they are two."""
        text = f"{self.name} is a different person from {self.barred.name}, {self.barred.who}."
        return Note(case_id=case_id, text=f"{str(self.part).capitalize()}: {text}", written_on=on, written_by=by)


def why_not(part: Part, name: str, file: CaseFile, item: Investigation, members: Set[str] = frozenset()) -> str:
    """Why this person cannot take that part in this investigation, "" for nothing. `members`: who works with the store.

    The investigation is as it would be: its other names are what is being saved; of a panel, those before this one.
    """
    barred = _barred(part, file, item, members)
    return next((each.refusal.format(name=name) for each in barred if clearly_one(name, each.name)), "")


def doubts(
    part: Part, name: str, file: CaseFile, item: Investigation, members: Set[str] = frozenset()
) -> tuple[Doubt, ...]:
    """Whom this may be of those who cannot take that part, each once; asked as `why_not`, which comes first."""
    found: dict[str, Doubt] = {}
    for each in _barred(part, file, item, members):
        if perhaps_one(name, each.name) and not clearly_one(name, each.name):
            found.setdefault(match_key(each.name), Doubt(part, name, each))
    return tuple(found.values())


def doubted(part: Part, file: CaseFile, item: Investigation, members: Set[str] = frozenset()) -> Set[frozenset[str]]:
    """The pairs of names that were doubtful when an investigation was recorded as it is: they are not asked again."""
    if part is Part.PANEL_MEMBER:
        each = [
            (name, replace(item, panel_members=item.panel_members[:n])) for n, name in enumerate(item.panel_members)
        ]
    else:
        each = [(getattr(item, field), item) for field, named in FIELDS.items() if named is part]
    return {doubt.pair for name, as_if in each for doubt in doubts(part, name, file, as_if, members)}


def _barred(part: Part, file: CaseFile, item: Investigation, members: Set[str]) -> Iterator[Barred]:
    """Who cannot take a part, in the order in which it is said."""
    yield from (Barred(name, "whom it is about", CONCERNED) for name in _people(file, Role.STAFF_COMPLAINED_ABOUT))
    yield from (Barred(name, "of the complaint", COMPLAINED) for name in _people(file, Role.COMPLAINANT, Role.CHILD))
    words = dict(EARLIER)
    for field in NOT_BOTH.get(part, ()):
        yield Barred(getattr(item, field), words[field], THERE.format(name="{name}", what=words[field]))
        for each in _replaced(file, item, field):
            yield Barred(
                each.name,
                f"{words[field]}{_until(each)}",
                WAS.format(name="{name}", what=words[field], until=_until(each)),
            )
    yield from _earlier(part, file, [i for i in file.investigations if i.stage < item.stage])
    if part in INDEPENDENT:
        yield from (Barred(member, "who works with this store", MEMBER) for member in sorted(members))
    if part is Part.PANEL_MEMBER:
        yield from (Barred(member, "who is on the panel", ON_THE_PANEL) for member in item.panel_members)


def _replaced(file: CaseFile, item: Investigation, field: str) -> Iterator[Replaced]:
    """Who had that part in an investigation before who has it now."""
    return (each for each in file.replaced if each.investigation_id == item.id and each.field == field)


def _until(each: Replaced) -> str:
    return f" until {in_words(each.until_on)}" if each.until_on else ""


def _earlier(part: Part, file: CaseFile, earlier: list[Investigation]) -> Iterator[Barred]:
    """The investigators; for who is independent all who took part, the investigating officer before the investigator,
    who is the same there.
    """
    for item in earlier:
        stage = item.stage.lower()
        if part not in INDEPENDENT:
            yield Barred(item.investigator, f"the investigator at {stage}", REVIEWED)
            for each in _replaced(file, item, "investigator"):
                yield Barred(each.name, f"the investigator at {stage}{_until(each)}", REVIEWED)
            continue
        for field, words in reversed(EARLIER):
            said = TOOK_PART.format(name="{name}", what=words, stage=stage)
            yield Barred(getattr(item, field), f"{words} at {stage}", said)
            for each in _replaced(file, item, field):
                told = TOOK_PART.format(name="{name}", what=words, stage=f"{stage}{_until(each)}")
                yield Barred(each.name, f"{words} at {stage}{_until(each)}", told)


def _people(file: CaseFile, *roles: Role) -> list[str]:
    ids = {party.person_id for party in file.parties if party.role in roles}
    return [person.name for person in file.people if person.id in ids and person.match_key]
