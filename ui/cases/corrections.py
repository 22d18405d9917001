"""What can be corrected of each record of a case, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from desk_app.desk.points import Decided
from desk_app.records import (
    Case,
    CaseFile,
    CommentKind,
    Consent,
    EnquiryKind,
    Investigation,
    Kind,
    Letter,
    ListName,
    Party,
    Person,
    Record,
    Role,
    Stage,
    YesNo,
)
from ui.asked import ASKED, WORDS

SAY_WORDS = "Enter what was said, in the person’s own words where you can."


class Input(Enum):
    """The kinds of input."""

    DAY = auto()
    LINE = auto()
    WORDS = auto()
    LIST = auto()
    SOME = auto()
    CHOICE = auto()
    ONE = auto()  # as CHOICE, with every answer in sight
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a record: its label and input. `of` is the list, or the fixed choices.

    `needed` is what to say where it was emptied, if it must not be.
    """

    name: str
    label: str
    input: Input
    of: ListName | tuple[str, ...] = ()
    needed: str = ""
    when: Callable[[Record], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Target:
    """A record that can be corrected, by what it is called."""

    name: str
    record: Record


def _kinds(*kinds: Kind) -> Callable[[Record], bool]:
    return lambda record: isinstance(record, Case) and record.kind in kinds


_COMPLAINT = _kinds(Kind.COMPLAINT)


def _responded(record: Record) -> bool:
    return isinstance(record, Investigation) and record.responded_on is not None


def _stage_two(record: Record) -> bool:
    return isinstance(record, Investigation) and record.stage is Stage.TWO


PARTS: dict[type[Record], tuple[Part, ...]] = {
    Case: (
        Part("received_on", ASKED["received_on"], Input.DAY, needed="Enter the date it was received."),
        Part("summary", ASKED["summary"], Input.LINE),
        *(Part("words", asked, Input.WORDS, needed=SAY_WORDS, when=_kinds(kind)) for kind, asked in WORDS.items()),
        Part("channel", ASKED["channel"], Input.LIST, ListName.CHANNEL),
        Part("service_area", ASKED["service_area"], Input.LIST, ListName.SERVICE_AREA),
        Part("team", "Team", Input.LIST, ListName.TEAM),
        Part("category", ASKED["category"], Input.LIST, ListName.CATEGORY, when=_kinds(Kind.COMPLAINT, Kind.ENQUIRY)),
        Part("subcategory", ASKED["subcategory"], Input.LIST, ListName.SUBCATEGORY,
             when=_kinds(Kind.COMPLAINT, Kind.ENQUIRY)),
        Part("themes", ASKED["themes"], Input.SOME, ListName.THEME, when=_COMPLAINT),
        Part("desired_outcome", ASKED["desired_outcome"], Input.WORDS, when=_COMPLAINT),
        Part("looked_after", ASKED["looked_after"], Input.ONE, tuple(YesNo), when=_COMPLAINT),
        Part("made_by_child", ASKED["made_by_child"], Input.YES_NO, when=_COMPLAINT),
        Part("consent", ASKED["consent"], Input.CHOICE, tuple(Consent), when=_COMPLAINT),
        Part("consent_on", ASKED["consent_on"], Input.DAY, when=_COMPLAINT),
        Part("may_share_data", "May the complainant be given the child’s data?", Input.YES_NO, when=_COMPLAINT),
        Part("events_on", "When it happened", Input.DAY, when=_COMPLAINT),
        Part("aware_on", "When they became aware", Input.DAY, when=_COMPLAINT),
        Part("advocate_offered_on", "Advocate offered", Input.DAY, when=_COMPLAINT),
        Part("advocate_accepted_on", "Advocate accepted", Input.DAY, when=_COMPLAINT),
        Part("advocate_appointed_on", "Advocate appointed", Input.DAY, when=_COMPLAINT),
        Part("comment_kind", ASKED["comment_kind"], Input.ONE, tuple(CommentKind), when=_kinds(Kind.COMMENT)),
        Part("enquiry_kind", ASKED["enquiry_kind"], Input.ONE, tuple(EnquiryKind), when=_kinds(Kind.ENQUIRY)),
        Part("target_on", ASKED["target_on"], Input.DAY, when=_kinds(Kind.ENQUIRY)),
        Part("answered_on", ASKED["answered_on"], Input.DAY, when=_kinds(Kind.ENQUIRY)),
        Part("thanked_on", ASKED["thanked_on"], Input.DAY, when=_kinds(Kind.COMPLIMENT)),
        Part("passed_on", ASKED["passed_on"], Input.DAY, when=_kinds(Kind.COMPLIMENT)),
    ),
    Investigation: (
        Part("team", "Team", Input.LIST, ListName.TEAM),
        Part("acknowledged_on", ASKED["acknowledged_on"], Input.DAY),
        Part("investigator", "Investigator", Input.LINE),
        Part("assigned_on", "Assigned", Input.DAY),
        Part("draft_received_on", "Draft received", Input.DAY),
        Part("quality_checked_on", "Quality checked", Input.DAY),
        Part("signed_off_on", "Signed off", Input.DAY),
        Part("responded_on", "Response sent", Input.DAY, when=_responded, needed="Enter the day it was sent."),
        Part("outcome", "Outcome", Input.CHOICE, tuple(Decided), when=_responded),
        Part("delay_reason", "Why it was late", Input.LIST, ListName.DELAY_REASON, when=_responded),
        Part("resolution_terms", "What was agreed", Input.WORDS, when=_responded),
        Part("next_stage_rights_on", "Told how to go to the next stage", Input.DAY, when=_responded),
        Part("escalation_reason", "Why it went on to this stage", Input.LIST, ListName.ESCALATION_REASON,
             when=lambda record: isinstance(record, Investigation) and record.stage is not Stage.ONE),
        Part("investigating_officer", "Investigating officer", Input.LINE, when=_stage_two),
        Part("independent_person", "Independent person", Input.LINE, when=_stage_two),
    ),
    Person: (
        Part("name", ASKED["name"], Input.LINE, needed="Enter the name."),
        Part("contact", "Contact, as given", Input.LINE),
        Part("telephone", ASKED["telephone"], Input.LINE),
        Part("email", ASKED["email"], Input.LINE),
        Part("address", ASKED["address"], Input.WORDS),
        Part("preferred_contact", "How they like to be reached", Input.LINE),
        Part("born_on", "Born", Input.DAY),
    ),
    Letter: (
        Part("written_on", "Written", Input.DAY),
        Part("sent_on", "Sent", Input.DAY),
    ),
    Party: (
        Part("relationship", ASKED["relationship"], Input.LIST, ListName.RELATIONSHIP,
             when=lambda record: isinstance(record, Party) and record.role in (Role.COMPLAINANT, Role.ADVOCATE)),
        Part("job", "Job", Input.LINE,
             when=lambda record: isinstance(record, Party)
             and record.role in (Role.STAFF_COMPLAINED_ABOUT, Role.RECIPIENT)),
    ),
}  # fmt: skip


def parts_of(record: Record) -> list[Part]:
    """What can be corrected of this record."""
    return [part for part in PARTS[type(record)] if part.when(record)]


def targets(file: CaseFile) -> Iterator[Target]:
    """All records of a case that can be corrected."""
    yield Target(f"this {file.case.kind.lower()}", file.case)
    for item in file.investigations:
        yield Target(", ".join(filter(None, [str(item.stage), item.team])), item)
    people = {person.id: person for person in file.people}
    for party in file.parties:
        person = people.get(party.person_id)
        if person is not None and person.erased_on is None:
            yield Target(f"{person.name}, {party.role.lower()}", person)
            if parts_of(party):
                yield Target(f"{person.name}: what they are to this case", party)
    for letter in file.letters:
        yield Target(f"letter: {letter.name}", letter)
