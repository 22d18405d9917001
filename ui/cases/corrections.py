"""What can be corrected of each record of a case, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from desk_app.dates import short
from desk_app.desk.ombudsman import DECISIONS, DECISIONS_SINCE_2024
from desk_app.records import (
    Action,
    Case,
    CaseFile,
    CommentKind,
    Consent,
    Decided,
    Decision,
    DecisionKind,
    EnquiryKind,
    Extension,
    Investigation,
    Kind,
    Learning,
    Letter,
    ListName,
    Note,
    OmbudsmanMatter,
    OmbudsmanRequest,
    OtherProcess,
    Party,
    Pause,
    Person,
    Point,
    Record,
    Refusal,
    RefusalKind,
    Remedy,
    Replaced,
    RequestKind,
    Role,
    Route,
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
    MONEY = auto()
    NAMES = auto()  # one on each line


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
    """A record that can be corrected, by what it is called; `group` is what it is one of many of."""

    name: str
    record: Record
    group: str = ""


def _kinds(*kinds: Kind) -> Callable[[Record], bool]:
    return lambda record: isinstance(record, Case) and record.kind in kinds


_COMPLAINT = _kinds(Kind.COMPLAINT)


def _responded(record: Record) -> bool:
    return isinstance(record, Investigation) and record.responded_on is not None


def _stage_two(record: Record) -> bool:
    return isinstance(record, Investigation) and record.stage is Stage.TWO and record.route is Route.STATUTORY


def _panel(record: Record) -> bool:
    return isinstance(record, Investigation) and record.stage is Stage.THREE


def _later_stage(record: Record) -> bool:
    return isinstance(record, Investigation) and record.stage is not Stage.ONE


def _known(field: str) -> Callable[[Record], bool]:
    """Only where it was recorded: what is missing has a verb of its own."""
    return lambda record: bool(getattr(record, field))


def _ended_before(record: Record) -> bool:
    return isinstance(record, Case) and record.ended_before is not None


def _both(*conditions: Callable[[Record], bool]) -> Callable[[Record], bool]:
    return lambda record: all(condition(record) for condition in conditions)


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
        Part("may_share_data", ASKED["may_share_data"], Input.YES_NO, when=_COMPLAINT),
        Part("events_on", "When it happened", Input.DAY, when=_COMPLAINT),
        Part("aware_on", "When they became aware", Input.DAY, when=_COMPLAINT),
        Part("advocate_offered_on", ASKED["advocate_offered_on"], Input.DAY, when=_COMPLAINT),
        Part("advocate_accepted_on", "Advocate accepted on", Input.DAY, when=_COMPLAINT),
        Part("advocate_appointed_on", "Advocate appointed on", Input.DAY, when=_COMPLAINT),
        Part("concern_on", "The latest safeguarding concern came", Input.DAY, when=_known("concern_on")),
        Part("referred_to", ASKED["referred_to"], Input.LINE, when=_known("at_risk")),
        Part("referred_by", ASKED["referred_by"], Input.LINE, when=_known("at_risk")),
        Part("referred_on", ASKED["referred_on"], Input.DAY, when=_known("at_risk")),
        Part("oral_record_sent_on", "Written record sent", Input.DAY, when=_known("oral_record_sent_on")),
        Part("oral_record_agreed_on", "Written record agreed", Input.DAY, when=_known("oral_record_sent_on")),
        Part("ended_on", "Ended", Input.DAY, needed="Enter the day it ended.", when=_ended_before),
        Part("ended_reason", "Why it ended", Input.LINE, when=_ended_before),
        Part("withdrawal_confirmed_on", "Withdrawal confirmed in writing", Input.DAY,
             when=_known("withdrawal_confirmed_on")),
        Part("closing_told_on", "Told that it was closed", Input.DAY, when=_known("closing_told_on")),
        Part("comment_kind", ASKED["comment_kind"], Input.ONE, tuple(CommentKind), when=_kinds(Kind.COMMENT)),
        Part("enquiry_kind", ASKED["enquiry_kind"], Input.ONE, tuple(EnquiryKind), when=_kinds(Kind.ENQUIRY)),
        Part("target_on", ASKED["target_on"], Input.DAY, when=_kinds(Kind.ENQUIRY)),
        Part("answered_on", ASKED["answered_on"], Input.DAY, when=_kinds(Kind.ENQUIRY)),
        Part("thanked_on", ASKED["thanked_on"], Input.DAY, when=_kinds(Kind.COMPLIMENT)),
        Part("passed_on", ASKED["passed_on"], Input.DAY, when=_kinds(Kind.COMPLIMENT)),
    ),
    Investigation: (
        Part("team", "Team", Input.LIST, ListName.TEAM),
        Part("opened_on", "Asked for", Input.DAY, when=_later_stage, needed="Enter the day it was asked for."),
        Part("started_on", "Its dates are counted from", Input.DAY, when=_known("started_on")),
        Part("started_reason", "Why from that day", Input.LINE, when=_known("started_on")),
        Part("acknowledged_on", ASKED["acknowledged_on"], Input.DAY),
        Part("investigator", "Investigator", Input.LINE),
        Part("assigned_on", "Assigned", Input.DAY),
        Part("draft_received_on", "Draft received", Input.DAY),
        Part("quality_checked_on", "Quality checked", Input.DAY),
        Part("signed_off_on", "Signed off", Input.DAY),
        Part("signed_off_by", "Signed off by", Input.LINE, when=_known("signed_off_on")),
        Part("learning_form_returned_on", "Learning form came back", Input.DAY, when=_responded),
        Part("may_go_to_stage_2_told_on", "Told of stage 2", Input.DAY, when=_known("may_go_to_stage_2_told_on")),
        Part("reopened_on", "Re-opened", Input.DAY, when=_known("reopened_on")),
        Part("ended_on", "Ended without a response", Input.DAY, when=_known("ended_on"),
             needed="Enter the day it ended."),
        Part("ended_reason", "Why it ended", Input.LINE, when=_known("ended_on")),
        Part("responded_on", "Response sent", Input.DAY, when=_responded, needed="Enter the day it was sent."),
        Part("outcome", "Outcome", Input.CHOICE, tuple(Decided), when=_responded),
        Part("delay_reason", "Why it was late", Input.LIST, ListName.DELAY_REASON, when=_responded),
        Part("resolution_terms", "What was agreed", Input.WORDS, when=_responded),
        Part("next_stage_rights_on", "Told how to go to the next stage", Input.DAY, when=_responded),
        Part("ombudsman_rights_on", "Told how to go to the Ombudsman", Input.DAY, when=_known("ombudsman_rights_on")),
        Part("payment_pence", "Payment", Input.MONEY, when=_known("payment_pence")),
        Part("payment_reason", "What it was for", Input.LINE, when=_known("payment_pence")),
        Part("paid_on", "Paid", Input.DAY, when=_known("payment_pence")),
        Part("escalation_reason", "Why it went on to this stage", Input.LIST, ListName.ESCALATION_REASON,
             when=_later_stage),
        Part("investigating_officer", "Investigating officer", Input.LINE, when=_stage_two),
        Part("investigating_officer_on", "Investigating officer appointed", Input.DAY, when=_stage_two),
        Part("independent_person", "Independent person", Input.LINE, when=_stage_two),
        Part("independent_person_on", "Independent person appointed", Input.DAY, when=_stage_two),
        Part("statement_agreed_on", "Statement agreed", Input.DAY, when=_stage_two),
        Part("officer_report_on", "Investigating officer’s report", Input.DAY, when=_stage_two),
        Part("independent_report_on", "Independent person’s report", Input.DAY, when=_stage_two),
        Part("adjudicating_officer", "Adjudicating officer", Input.LINE, when=_both(_stage_two, _responded)),
        Part("cost_pence", "Cost of the investigation", Input.MONEY, when=_both(_stage_two, _responded)),
        Part("panel_members", "Panel, the chair first", Input.NAMES, when=_both(_panel, _known("panel_members"))),
        Part("panel_meets_on", "Panel booked for", Input.DAY, when=_panel),
        Part("panel_met_on", "Panel met", Input.DAY, when=_both(_panel, _known("panel_members"))),
        Part("attended_with", "Who came with the complainant", Input.LINE, when=_known("panel_met_on")),
        Part("panel_report_on", "Panel’s report", Input.DAY, when=_known("panel_met_on")),
    ),
    Replaced: (
        Part("name", ASKED["name"], Input.LINE, needed="Enter the name."),
        Part("began_on", "Began", Input.DAY),
        Part("until_on", "Took part until", Input.DAY),
    ),
    Extension: (
        Part("to_on", "Extended to", Input.DAY, needed="Enter the new date."),
        Part("reason", "Why more time was needed", Input.WORDS),
        Part("told_on", "Complainant told", Input.DAY),
        Part("ombudsman_details_given", "Were the Ombudsman’s details given?", Input.YES_NO,
             needed="Answer yes or no."),
    ),
    Pause: (
        Part("from_on", "Paused from", Input.DAY, needed="Enter the day from which it is paused."),
        Part("reason", "Why", Input.WORDS),
        Part("part", "Which part", Input.LINE),
        Part("told_on", "Complainant told", Input.DAY),
        Part("ended_on", "The reason ended", Input.DAY, when=_known("ended_on")),
        Part("resumed_on", "It went on from", Input.DAY, when=_known("ended_on")),
        Part("resubmit_by", "May be handed in again until", Input.DAY, when=_known("ended_on")),
    ),
    Refusal: (
        Part("kind", "Type", Input.CHOICE, tuple(RefusalKind), needed="Choose the type."),
        Part("part", "Which part", Input.LINE, when=_known("part")),
        Part("reason", "Why", Input.WORDS, needed="Say why."),
        Part("refused_on", "Decided", Input.DAY, needed="Enter the day of the decision."),
        Part("told_on", "Told in writing", Input.DAY),
        Part("ombudsman_details_on", "Given the Ombudsman’s details", Input.DAY),
    ),
    OtherProcess: (
        Part("process", "Process", Input.LINE, needed="Enter the process."),
        Part("part", "Which part", Input.LINE, when=_known("part")),
        Part("told_on", "Complainant told", Input.DAY),
        Part("told_how", "How they were told", Input.LINE),
        Part("told_by", "By whom", Input.LINE),
    ),
    Decision: (
        Part("what", "What was decided", Input.LINE, needed="Say what was decided."),
        Part("reason", "Why", Input.WORDS),
        Part("decided_by", "Decided by", Input.LINE),
        Part("decided_on", "Decided", Input.DAY, needed="Enter the day of the decision."),
        Part("told_on", "Told in writing", Input.DAY, when=_known("told_on")),
    ),
    OmbudsmanMatter: (
        Part("reference", "The Ombudsman’s reference", Input.LINE),
        Part("about", "What it is about", Input.LINE),
        Part("decision", "Decision", Input.LIST, DECISIONS, when=_known("decision")),
        Part("decision_since_2024", "Decision", Input.LIST, DECISIONS_SINCE_2024, when=_known("decision_since_2024")),
        Part("decided_on", "Decided", Input.DAY, when=_known("decided_on")),
        Part("published_on", "Published", Input.DAY, when=_known("decided_on")),
    ),
    OmbudsmanRequest: (
        Part("kind", "What the Ombudsman asked for", Input.CHOICE, tuple(RequestKind), needed="Choose what was asked."),
        Part("received_on", "Came", Input.DAY, needed="Enter the day it came."),
        Part("due_on", "To be answered by", Input.DAY),
        Part("extended_to", "Later date that was agreed", Input.DAY),
        Part("sent_on", "Answer sent", Input.DAY),
    ),
    Remedy: (
        Part("what", "What was agreed", Input.LINE, needed="Say what was agreed."),
        Part("amount_pence", "Amount", Input.MONEY),
        Part("due_on", "Due", Input.DAY),
        Part("done_on", "Done", Input.DAY, when=_known("done_on")),
    ),
    Point: (
        Part("text", "The point", Input.WORDS, needed="Enter the point."),
        Part("category", "Category", Input.LIST, ListName.CATEGORY),
        Part("theme", "Theme", Input.LIST, ListName.THEME),
        Part("outcome", "Outcome", Input.CHOICE, tuple(Decided), when=_known("outcome")),
    ),
    Learning: (
        Part("category", "Kind of learning", Input.LIST, ListName.LEARNING_CATEGORY),
        Part("text", "What was learnt", Input.WORDS),
    ),
    Action: (
        Part("kind", "Kind of action", Input.LIST, ListName.ACTION_KIND),
        Part("text", "What will be done", Input.LINE),
        Part("owner", "Who will do it", Input.LINE),
        Part("due_on", "Due", Input.DAY),
        Part("done_on", "Done", Input.DAY, when=_known("done_on")),
    ),
    Note: (
        Part("written_on", "On", Input.DAY, needed="Enter the day."),
        Part("with_whom", "With whom", Input.LINE, when=_known("is_contact")),
        Part("channel", "How", Input.LIST, ListName.CHANNEL, when=_known("is_contact")),
        Part("text", "What was said", Input.WORDS, needed="Enter what was said."),
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
    """All records of a case that can be corrected, in the order of its life."""
    if not file.without_case:
        yield Target(f"this {file.case.kind.lower()}", file.case)
    for item in file.investigations:
        yield Target(_stage(file, item.id), item)
    people = {person.id: person for person in file.people}
    for party in file.parties:
        person = people.get(party.person_id)
        if person is not None and person.erased_on is None:
            yield Target(f"{_short_of(person.name)}, {party.role.lower()}", person, "People")
            if parts_of(party):
                yield Target(f"{_short_of(person.name)}: what they are to this case", party, "People")
    yield from _other_targets(file)


def target_of(file: CaseFile, table: str, record_id: int) -> Target | None:
    """The record of that table and number, if it is there and can be corrected."""
    return next((t for t in targets(file) if (t.record.table, t.record.id) == (table, record_id)), None)


def _stage(file: CaseFile, investigation_id: int | None) -> str:
    item = next((item for item in file.investigations if item.id == investigation_id), None)
    return ", ".join(filter(None, [str(item.stage), item.team])) if item else ""


def _other_targets(file: CaseFile) -> Iterator[Target]:
    """What was recorded beside the stages and the people, group by group."""
    for each in file.replaced:
        yield Target(f"{_short_of(each.name)}: {_stage(file, each.investigation_id).lower()}", each, "Who was replaced")
    for extension in file.extensions:
        which = _stage(file, extension.investigation_id).lower()
        yield Target(f"extension to {short(extension.to_on)}: {which}", extension, "Extensions and pauses")
    for pause in file.pauses:
        yield Target(f"pause from {short(pause.from_on)}", pause, "Extensions and pauses")
    for refusal in file.refusals:
        yield Target(f"refusal: {refusal.kind.lower()}", refusal, "Refusals and decisions")
    for process in file.other_processes:
        yield Target(f"answered by another process: {process.process}", process, "Refusals and decisions")
    for decision in file.decisions:
        if decision.kind is not DecisionKind.DATE_CORRECTED:  # what was done, and when: that stays
            yield Target(
                f"decision: {_short_of(decision.what or str(decision.kind))}", decision, "Refusals and decisions"
            )
    for matter in file.matters:
        yield Target(f"Ombudsman’s matter {matter.reference}".strip(), matter, "The Ombudsman")
    for request in file.requests:
        yield Target(f"{request.kind.lower()} of {short(request.received_on)}", request, "The Ombudsman")
    for remedy in file.remedies:
        yield Target(f"remedy: {_short_of(remedy.what)}", remedy, "The Ombudsman")
    for point in file.points:
        yield Target(f"point {point.number}: {_short_of(point.text)}", point, "Points, learning and actions")
    for learning in file.learning:
        yield Target(
            f"learning: {_short_of(learning.text or learning.category)}", learning, "Points, learning and actions"
        )
    for action in file.actions:
        yield Target(f"action: {_short_of(action.text or action.kind)}", action, "Points, learning and actions")
    for letter in file.letters:
        yield Target(f"letter: {letter.name}", letter, "Letters")
    for note in file.notes:
        on = short(note.written_on) if note.written_on else "no day"
        said = f"contact with {note.with_whom}" if note.is_contact else f"note: {_short_of(note.text)}"
        yield Target(f"{on}, {said}", note, "Contacts and notes")


KINDS: dict[type[Record], str] = {
    Replaced: "who was replaced",
    Extension: "an extension", Pause: "a pause", Refusal: "a refusal", OtherProcess: "what another process answers",
    Decision: "a decision", OmbudsmanMatter: "the Ombudsman’s matter", OmbudsmanRequest: "a request of the Ombudsman",
    Remedy: "a remedy", Point: "a point of complaint", Learning: "learning", Action: "an action",
    Note: "a contact or note", Person: "what is known of a person", Letter: "a letter",
    Party: "what somebody is to the case",
}  # fmt: skip
"""What a draft of a correction is called. Who is named in a record is not: drafts stand on Today."""


def kept_as(record: Record) -> str:
    """What is corrected, in the list of drafts."""
    if isinstance(record, Case):
        return f"this {record.kind.lower()}"
    if isinstance(record, Investigation):
        return ", ".join(filter(None, [record.stage.lower(), record.team]))
    return KINDS[type(record)]


def _short_of(text: str) -> str:
    """As much of a text as a menu has room for."""
    return text if len(text) <= IN_A_MENU else f"{text[:IN_A_MENU].rstrip()}…"


IN_A_MENU = 60
"""Letters."""
