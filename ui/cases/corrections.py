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


class Input(Enum):
    """The kinds of input."""

    DAY = auto()
    LINE = auto()
    WORDS = auto()
    LIST = auto()
    SOME = auto()
    CHOICE = auto()
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a record: its label and input. `of` is the list, or the fixed choices."""

    name: str
    label: str
    input: Input
    of: ListName | tuple[str, ...] = ()
    needed: bool = False
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
        Part("received_on", "Date received", Input.DAY, needed=True),
        Part("summary", "Summary", Input.LINE),
        Part("words", "Words", Input.WORDS, needed=True),
        Part("channel", "How it arrived", Input.LIST, ListName.CHANNEL),
        Part("service_area", "Service area", Input.LIST, ListName.SERVICE_AREA),
        Part("team", "Team", Input.LIST, ListName.TEAM),
        Part("category", "Category", Input.LIST, ListName.CATEGORY, when=_kinds(Kind.COMPLAINT, Kind.ENQUIRY)),
        Part("subcategory", "Sub-category", Input.LIST, ListName.SUBCATEGORY,
             when=_kinds(Kind.COMPLAINT, Kind.ENQUIRY)),
        Part("themes", "Themes", Input.SOME, ListName.THEME, when=_COMPLAINT),
        Part("desired_outcome", "What they would like to happen", Input.WORDS, when=_COMPLAINT),
        Part("looked_after", "Is the child looked after?", Input.CHOICE, tuple(YesNo), when=_COMPLAINT),
        Part("made_by_child", "Made by the child themself?", Input.YES_NO, when=_COMPLAINT),
        Part("consent", "Consent", Input.CHOICE, tuple(Consent), when=_COMPLAINT),
        Part("consent_on", "Consent since", Input.DAY, when=_COMPLAINT),
        Part("may_share_data", "May the complainant be given the child’s data?", Input.YES_NO, when=_COMPLAINT),
        Part("events_on", "When it happened", Input.DAY, when=_COMPLAINT),
        Part("aware_on", "When they became aware", Input.DAY, when=_COMPLAINT),
        Part("advocate_offered_on", "Advocate offered", Input.DAY, when=_COMPLAINT),
        Part("advocate_accepted_on", "Advocate accepted", Input.DAY, when=_COMPLAINT),
        Part("advocate_appointed_on", "Advocate appointed", Input.DAY, when=_COMPLAINT),
        Part("comment_kind", "Kind of comment", Input.CHOICE, tuple(CommentKind), when=_kinds(Kind.COMMENT)),
        Part("enquiry_kind", "Kind of enquiry", Input.CHOICE, tuple(EnquiryKind), when=_kinds(Kind.ENQUIRY)),
        Part("target_on", "Answer wanted by", Input.DAY, when=_kinds(Kind.ENQUIRY)),
        Part("answered_on", "Answered", Input.DAY, when=_kinds(Kind.ENQUIRY)),
        Part("thanked_on", "Thanked", Input.DAY, when=_kinds(Kind.COMPLIMENT)),
        Part("passed_on", "Passed to the manager", Input.DAY, when=_kinds(Kind.COMPLIMENT)),
    ),
    Investigation: (
        Part("team", "Team", Input.LIST, ListName.TEAM),
        Part("acknowledged_on", "Acknowledged", Input.DAY),
        Part("investigator", "Investigator", Input.LINE),
        Part("assigned_on", "Assigned", Input.DAY),
        Part("draft_received_on", "Draft received", Input.DAY),
        Part("quality_checked_on", "Quality checked", Input.DAY),
        Part("signed_off_on", "Signed off", Input.DAY),
        Part("responded_on", "Response sent", Input.DAY, when=_responded, needed=True),
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
        Part("name", "Name", Input.LINE, needed=True),
        Part("contact", "Contact, as given", Input.LINE),
        Part("telephone", "Telephone", Input.LINE),
        Part("email", "E-mail", Input.LINE),
        Part("address", "Address", Input.WORDS),
        Part("preferred_contact", "How they like to be reached", Input.LINE),
        Part("born_on", "Born", Input.DAY),
    ),
    Letter: (
        Part("written_on", "Written", Input.DAY),
        Part("sent_on", "Sent", Input.DAY),
    ),
    Party: (
        Part("relationship", "Relationship to the child", Input.LIST, ListName.RELATIONSHIP,
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
