"""The vocabulary: what a desk records. Frozen; one dataclass is one row of one table.

Dates end in `_on`, moments in `_at` (UTC), people's names in `_by`. Text that was not recorded is "";
a date or a yes/no that was not recorded is None. Money is in pence.
Team, service area, category, theme and the like are the words of their list entry at the time.
What each field is for: SI 2006/1738, its guidance, and the Ombudsman's Complaint Handling Code (see procedures.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, ClassVar


# --- words -----------------------------------------------------------------------------------------
class Kind(StrEnum):
    COMPLAINT = "Complaint"
    COMPLIMENT = "Compliment"
    COMMENT = "Comment"
    ENQUIRY = "Enquiry"


class Route(StrEnum):
    STATUTORY = "Statutory"
    CORPORATE = "Corporate"


class Stage(StrEnum):
    ONE = "Stage 1"
    TWO = "Stage 2"
    THREE = "Stage 3"


class Outcome(StrEnum):
    UPHELD = "Upheld"
    PARTIALLY_UPHELD = "Partially upheld"
    NOT_UPHELD = "Not upheld"
    WITHDRAWN = "Withdrawn"
    NOT_RECORDED = "No recorded outcome"


class Decided(StrEnum):
    """The outcomes of a response."""

    UPHELD = str(Outcome.UPHELD)
    PARTIALLY_UPHELD = str(Outcome.PARTIALLY_UPHELD)
    NOT_UPHELD = str(Outcome.NOT_UPHELD)


class Ending(StrEnum):
    """How an investigation ended that has no response."""

    WITHDRAWN = "Withdrawn"
    RE_ROUTED = "Re-routed"
    REFUSED = "Refused"
    WITHOUT_RESPONSE = "Ended without a response"


class EndedBefore(StrEnum):
    """How a complaint case ended before any investigation was opened."""

    CLOSED = "Closed before investigation"
    WITHDRAWN = "Withdrawn before investigation"
    REFUSED = "Refused"
    ANOTHER_PROCESS = "Answered by another process"


class Role(StrEnum):
    """What a person is to a case."""

    COMPLAINANT = "Complainant"
    CHILD = "Child"
    ADVOCATE = "Advocate"
    STAFF_COMPLAINED_ABOUT = "Staff complained about"
    RECIPIENT = "Recipient of a compliment"


class YesNo(StrEnum):
    YES = "Yes"
    NO = "No"
    NOT_KNOWN = "Not known"


class Consent(StrEnum):
    NOT_NEEDED = "Not needed (own right)"
    ASKED = "Asked"
    GIVEN = "Given"
    REFUSED = "Refused"
    CHILD_NOT_ABLE = "Child not able to decide"


class EnquiryKind(StrEnum):
    SERVICE_REQUEST = "Service request"
    MEMBER = "MP or councillor"
    OTHER = "Other"


class CommentKind(StrEnum):
    SUGGESTION = "Suggestion"
    QUESTION = "Question"
    IDEA = "Idea"


class RefusalKind(StrEnum):
    OVER_A_YEAR = "Over 12 months"
    COURT = "Court or tribunal"
    ALREADY_ANSWERED = "Already answered"
    NOT_THIS_COUNCIL = "Not this council's"
    APPEAL_RIGHT = "Appeal right"
    NO_SUFFICIENT_INTEREST = "No sufficient interest"
    NO_CONSENT = "No consent"
    OTHER = "Other"


class DecisionKind(StrEnum):
    """Reasoned decisions: one kind of record for what, why, who, when."""

    LATE_REQUEST = "Late request"
    OVER_A_YEAR = "Over one year"
    SUFFICIENT_INTEREST = "Sufficient interest"
    EARLY_REFERRAL = "Early referral"
    DECLINED = "Declined"
    DATE_CORRECTED = "Date corrected"
    OUTCOME_OVERRIDDEN = "Overall outcome differs from the points"
    CHECK_OVERRIDDEN = "Check overridden"
    LEGAL_HOLD = "Legal hold"


class RequestKind(StrEnum):
    """What the Ombudsman asks for."""

    PREMATURE_CHECK = "Premature check"
    ASSESSMENT = "Assessment"
    ENQUIRY = "Enquiry"
    FURTHER_QUESTIONS = "Further questions"
    DRAFT_DECISION = "Draft decision"


class ListName(StrEnum):
    """The editable lists."""

    SERVICE_AREA = "service_area"
    TEAM = "team"
    CHANNEL = "channel"
    RELATIONSHIP = "relationship"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    THEME = "theme"
    LEARNING_CATEGORY = "learning_category"
    ACTION_KIND = "action_kind"
    ESCALATION_REASON = "escalation_reason"
    DELAY_REASON = "delay_reason"
    ENDED_REASON = "ended_reason"


# --- records ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Record:
    """A journalled row. `version` counts its changes; an unsaved record has id 0 and version 0.

    `table` is its table; `case_id` and `person_id` (where a class has them) say whom it belongs to.
    """

    table: ClassVar[str]
    id: int = 0
    version: int = 0

    # once for all of them: made anew for each class they would cost every start a hundredth of a second
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and other.__class__ is self.__class__ and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{self.__class__.__name__}({', '.join(shown)})"


_readers: dict[type[Record], Callable[[Record], tuple[Any, ...]]] = {}


def _values(record: Record) -> tuple[Any, ...]:
    """All its fields, in their order."""
    kind = record.__class__
    reader = _readers.get(kind)
    if reader is None:
        reader = _readers[kind] = attrgetter(*(each.name for each in fields(kind)))
    return reader(record)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Person(Record):
    """Somebody named on a case, or a member of staff it is about. Equality monitoring: "" is not recorded."""

    table: ClassVar[str] = "person"
    name: str = ""
    match_key: str = ""  # the name trimmed, spaces folded, case folded; "" never matches (anonymous)
    contact: str = ""  # phone, email or address, as given
    email: str = ""
    telephone: str = ""
    address: str = ""
    preferred_contact: str = ""
    born_on: date | None = None
    age_band: str = ""
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    is_staff: bool = False
    notes: str = ""
    erased_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ContactArrangement(Record):
    """How contact with a person is managed: shown when logging, never a reason not to log."""

    table: ClassVar[str] = "contact_arrangement"
    person_id: int
    what: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    told_on: date | None = None
    appeal: str = ""
    review_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Case(Record):
    """A feedback case, of any kind. Counted on the day it was received."""

    table: ClassVar[str] = "feedback_case"
    reference: str = ""
    kind: Kind = Kind.COMPLAINT
    received_on: date
    logged_on: date | None = None
    logged_by: str = ""
    channel: str = ""
    service_area: str = ""
    team: str = ""
    region: str = ""
    summary: str = ""
    words: str = ""
    # safeguarding first: None is not yet answered
    at_risk: bool | None = None
    referred_to: str = ""
    referred_by: str = ""
    referred_on: date | None = None
    # compliment
    thanked_on: date | None = None
    passed_on: date | None = None
    # comment and enquiry
    comment_kind: CommentKind | None = None
    enquiry_kind: EnquiryKind | None = None
    target_on: date | None = None
    answered_on: date | None = None
    was_enquiry: bool = False
    # complaint
    events_on: date | None = None
    aware_on: date | None = None
    acknowledged_on: date | None = None  # of a case without investigation yet
    made_by_child: bool | None = None
    looked_after: YesNo | None = None
    consent: Consent | None = None
    consent_on: date | None = None
    may_share_data: bool | None = None
    advocate_offered_on: date | None = None
    advocate_accepted_on: date | None = None
    advocate_appointed_on: date | None = None
    route: Route | None = None  # proposed; figures use the investigation's
    route_reason: str = ""
    route_answers: tuple[str, ...] = ()  # keys of routing questions answered yes
    category: str = ""
    subcategory: str = ""
    themes: tuple[str, ...] = ()
    desired_outcome: str = ""
    ended_before: EndedBefore | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    withdrawal_confirmed_on: date | None = None
    decision_frozen: bool | None = None
    decision_frozen_reason: str = ""
    oral_record_sent_on: date | None = None
    oral_record_agreed_on: date | None = None
    legal_hold: bool = False
    erased_on: date | None = None
    closing_told_on: date | None = None
    concern_on: date | None = None  # of a later alarm, the latest; the first came with the complaint
    ended_here: bool = False  # withdrawn or closed with this program: what a register brought was told elsewhere


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Party(Record):
    """A person on a case, and what they are to it. Relationship belongs to the case, not to the person."""

    table: ClassVar[str] = "party"
    case_id: int
    person_id: int
    role: Role = Role.COMPLAINANT
    relationship: str = ""
    job: str = ""  # of staff and recipients
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OtherProcess(Record):
    """A case or part of it that another process answers: safeguarding, court, appeal, insurance, personnel."""

    table: ClassVar[str] = "other_process"
    case_id: int
    process: str = ""
    part: str = ""  # "" is the whole
    told_by: str = ""
    told_how: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Refusal(Record):
    """A complaint refused, in whole ("" part) or part. Code part 3; the report lists refusals by type."""

    table: ClassVar[str] = "refusal"
    case_id: int
    kind: RefusalKind = RefusalKind.OTHER
    part: str = ""
    reason: str = ""
    refused_by: str = ""
    refused_on: date | None = None
    told_on: date | None = None
    ombudsman_details_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Investigation(Record):
    """One stage of one complaint by one team. Counted on the day it was opened; closed on the day it ended.

    Stage 1 is opened on the day of receipt, stages 2 and 3 on the day of the request.
    """

    table: ClassVar[str] = "investigation"
    case_id: int
    route: Route
    stage: Stage
    team: str = ""
    opened_on: date
    profile: str = ""  # key of the procedure profile it keeps
    started_on: date | None = None  # a clock start that a manager recorded instead of the rule's
    started_reason: str = ""
    acknowledged_on: date | None = None
    investigator: str = ""
    assigned_on: date | None = None
    draft_received_on: date | None = None
    quality_checked_on: date | None = None
    signed_off_on: date | None = None
    signed_off_by: str = ""
    learning_form_returned_on: date | None = None
    responded_on: date | None = None
    ended_on: date | None = None  # ended without a response
    ending: Ending | None = None
    ended_reason: str = ""
    reopened_on: date | None = None
    first_responded_on: date | None = None  # the response before it was re-opened
    outcome: Outcome | None = None
    delay_reason: str = ""
    resolution_terms: str = ""
    next_stage_rights_on: date | None = None
    ombudsman_rights_on: date | None = None
    may_go_to_stage_2_told_on: date | None = None
    payment_pence: int | None = None
    payment_reason: str = ""
    escalation_reason: str = ""
    skipped_stage_1: bool = False
    # stage 2, statutory
    investigating_officer: str = ""
    investigating_officer_on: date | None = None
    independent_person: str = ""
    independent_person_on: date | None = None
    statement_agreed_on: date | None = None
    officer_report_on: date | None = None
    independent_report_on: date | None = None
    adjudicating_officer: str = ""
    cost_pence: int | None = None
    # stage 3: three independent people, not the stage 2 independent person (reg 19)
    panel_members: tuple[str, ...] = ()
    panel_meets_on: date | None = None  # booked
    panel_met_on: date | None = None
    attended_with: str = ""
    panel_report_on: date | None = None
    paid_on: date | None = None  # the council's own payment; None while it is only offered

    @property
    def closed_on(self) -> date | None:
        """The day it ended: of its response, else the day it was withdrawn or ended without one."""
        return self.responded_on or self.ended_on


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Point(Record):
    """A point of complaint, with its own outcome."""

    table: ClassVar[str] = "point"
    case_id: int
    investigation_id: int
    number: int = 1
    text: str = ""
    category: str = ""
    theme: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Replaced(Record):
    """Who had a part in an investigation until somebody else did. They took part all the same."""

    table: ClassVar[str] = "replaced"
    case_id: int
    investigation_id: int
    part: str = ""  # "independent person"
    name: str = ""
    began_on: date | None = None
    until_on: date | None = None

    @property
    def field(self) -> str:
        """Of the investigation: what named them."""
        return self.part.replace(" ", "_")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Extension(Record):
    """A later date for a step of an investigation: why, and when the complainant was told."""

    table: ClassVar[str] = "extension"
    case_id: int
    investigation_id: int
    step: str = "stage_1_response"
    to_on: date
    reason: str = ""
    told_on: date | None = None
    ombudsman_details_given: bool = False
    imported: bool = False  # from a register: counts as told


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Pause(Record):
    """A case, or one investigation, or a part, stopped for court, police or disciplinary matters (reg 8)."""

    table: ClassVar[str] = "pause"
    case_id: int
    investigation_id: int | None = None
    part: str = ""
    from_on: date
    reason: str = ""
    told_on: date | None = None
    ended_on: date | None = None
    resubmit_by: date | None = None
    resumed_on: date | None = None

    @property
    def over_on(self) -> date | None:
        """The day its clock goes on; None while it stands still.

        It also stands while the complainant has until a day to hand the complaint in again.
        """
        return self.resumed_on or (None if self.resubmit_by else self.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Decision(Record):
    """A reasoned decision: what, why, who, when."""

    table: ClassVar[str] = "decision"
    case_id: int
    investigation_id: int | None = None
    kind: DecisionKind
    what: str = ""
    reason: str = ""
    criteria: tuple[str, ...] = ()  # early referral: what was ticked
    decided_by: str = ""
    decided_on: date | None = None
    told_on: date | None = None  # a request that was declined: when the person was told

    @property
    def in_words(self) -> str:
        """ "Declined: stage 2 asked for on 3 April 2026": its kind, and what was decided, each once."""
        said = self.what.removeprefix(f"{self.kind}: ")
        return str(self.kind) if said in ("", str(self.kind)) else f"{self.kind}: {said}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class QualityCheck(Record):
    """One check of an investigation's draft: the lines of the checklist, in their words at the time."""

    table: ClassVar[str] = "quality_check"
    case_id: int
    investigation_id: int
    met: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()  # then the draft went back
    to_put_right: str = ""
    checked_by: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OmbudsmanMatter(Record):
    """The Ombudsman's look at one of our cases, or at something that never was one."""

    table: ClassVar[str] = "ombudsman_matter"
    case_id: int | None = None
    reference: str = ""  # the Ombudsman's own
    service_area: str = ""
    about: str = ""
    decision: str = ""  # words until 2023/24
    decision_since_2024: str = ""
    decided_on: date | None = None
    published_on: date | None = None
    draft_decision_on: date | None = None
    corrections: str = ""  # of one without a case, a line each: which date, by whom, why. A case has decisions for it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OmbudsmanRequest(Record):
    """One dated request of the Ombudsman. Calendar days; the Ombudsman may set another date."""

    table: ClassVar[str] = "ombudsman_request"
    case_id: int | None = None
    matter_id: int
    kind: RequestKind = RequestKind.ENQUIRY
    received_on: date
    due_on: date | None = None  # set by the Ombudsman; else the profile's limit
    extended_to: date | None = None
    sent_on: date | None = None
    not_needed_on: date | None = None  # the Ombudsman decided without an answer to it

    @property
    def is_open(self) -> bool:
        """Whether the Ombudsman still waits for an answer."""
        return self.sent_on is None and self.not_needed_on is None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Remedy(Record):
    """An agreed remedy: the Ombudsman's (matter) or the council's own (investigation)."""

    table: ClassVar[str] = "remedy"
    case_id: int | None = None
    matter_id: int | None = None
    investigation_id: int | None = None
    what: str = ""
    kind: str = ""
    amount_pence: int | None = None
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Learning(Record):
    """What was learnt from an investigation."""

    table: ClassVar[str] = "learning"
    case_id: int
    investigation_id: int
    category: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Action(Record):
    """What was, or will be, done about it."""

    table: ClassVar[str] = "action"
    case_id: int
    investigation_id: int | None = None
    learning_id: int | None = None
    kind: str = ""
    text: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Note(Record):
    """A note, or one line of the contact log."""

    table: ClassVar[str] = "note"
    case_id: int
    is_contact: bool = False
    channel: str = ""
    with_whom: str = ""
    text: str = ""
    written_on: date | None = None
    written_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Document(Record):
    """A file kept inside the store; its bytes are the blob of that hash."""

    table: ClassVar[str] = "document"
    case_id: int
    name: str = ""
    media_type: str = ""
    size: int = 0
    blob_hash: str = ""
    added_on: date | None = None
    added_by: str = ""
    include: bool = True
    redacted_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Letter(Record):
    """A letter made from a template and kept with its case."""

    table: ClassVar[str] = "letter"
    case_id: int
    investigation_id: int | None = None
    template: str = ""
    name: str = ""
    blob_hash: str = ""
    written_on: date | None = None
    sent_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ListEntry(Record):
    """A value of an editable list, with its dates in use. A value stays listed with zero."""

    table: ClassVar[str] = "list_entry"
    list: ListName
    value: str = ""
    position: int = 0
    parent: str = ""  # a sub-category's category; a team's service area
    from_on: date | None = None
    until_on: date | None = None
    successor: str = ""
    # teams
    manager: str = ""
    deputy: str = ""
    email: str = ""
    region: str = ""
    group_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ProfileRecord(Record):
    """A procedure profile that a manager added from a date (the shipped ones are data in procedures.py)."""

    table: ClassVar[str] = "profile"
    key: str = ""
    name: str = ""
    route: Route = Route.CORPORATE
    from_on: date | None = None
    until_on: date | None = None
    steps: str = "[]"  # JSON: what it is based on, its closures and steps, see procedures.py


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Holiday(Record):
    """A one-off bank holiday that a manager added, or a council closure day."""

    table: ClassVar[str] = "holiday"
    on: date
    name: str = ""
    closure: bool = False  # never stops a statutory clock


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SettingRecord(Record):
    """One office setting that differs from its default; `value` is JSON."""

    table: ClassVar[str] = "setting"
    key: str = ""
    value: str = "null"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Member(Record):
    """Somebody of the team who may open the store."""

    table: ClassVar[str] = "member"
    name: str = ""
    role: str = "officer"  # officer | manager
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ReportText(Record):
    """The author's text of one block of a year's report, beside the draft, and the figures it was written on."""

    table: ClassVar[str] = "report_text"
    year: str = ""
    key: str = ""
    text: str = ""
    draft_hash: str = ""
    figures: str = "{}"
    included: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Example(Record):
    """An anonymised example for a year's report. Unsigned text cannot be printed."""

    table: ClassVar[str] = "example"
    case_id: int | None = None
    year: str = ""
    set_name: str = "complaints"  # compliments | complaints | learning
    position: int = 0
    caption: str = ""
    text: str = ""
    marks: str = "[]"
    signed_by: str = ""
    signed_on: date | None = None
    second_signed_by: str = ""
    second_signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Recommendation(Record):
    """A recommendation of a year's report, and its progress in the next."""

    table: ClassVar[str] = "recommendation"
    year: str = ""
    position: int = 0
    text: str = ""
    owner: str = ""
    progress: str = ""
    carried_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Publication(Record):
    """A published report, frozen: figures, texts, the hash of its PDF and of the other files it was published as."""

    table: ClassVar[str] = "publication"
    year: str = ""
    published_on: date | None = None
    published_by: str = ""
    as_at: date | None = None
    figures: str = "{}"
    texts: str = "{}"
    pdf_hash: str = ""
    overrides: str = "[]"
    files_hash: str = ""  # of report/frozen_files.py; "": published before they were kept


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Approval(Record):
    """Who approved a year's report, when, with what comments."""

    table: ClassVar[str] = "approval"
    year: str = ""
    body: str = ""  # service head, director, committee
    approved_by: str = ""
    approved_on: date | None = None
    comments: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PublishedFigure(Record):
    """A figure of a year without cases, typed in from a published report, or from the Ombudsman's annual letter."""

    table: ClassVar[str] = "published_figure"
    year: str = ""
    key: str = ""
    value: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Snooze(Record):
    """A reminder put off. Past its due date only with a reason."""

    table: ClassVar[str] = "snooze"
    case_id: int
    step: str = ""  # Step.which
    investigation_id: int | None = None
    until_on: date
    reason: str = ""
    snoozed_by: str = ""


RECORDS: tuple[type[Record], ...] = (
    Person, ContactArrangement, Case, Party, OtherProcess, Refusal, Investigation, Replaced, Point, Extension, Pause,
    Decision, QualityCheck, OmbudsmanMatter, OmbudsmanRequest, Remedy, Learning, Action, Note, Document, Letter,
    ListEntry, ProfileRecord, Holiday, SettingRecord, Member, ReportText, Example, Recommendation, Publication,
    Approval, PublishedFigure, Snooze,
)  # fmt: skip
"""Every record type, referenced tables before those that refer to them."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All records of one case: what the rules and a case's page read.

    `without_case`: of a matter of the Ombudsman that is of none of our cases. Then `case` is no record: it bears the
    matter's id, and in place of a reference what the matter is called.
    """

    case: Case
    people: tuple[Person, ...] = ()
    parties: tuple[Party, ...] = ()
    other_processes: tuple[OtherProcess, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    investigations: tuple[Investigation, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    points: tuple[Point, ...] = ()
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    decisions: tuple[Decision, ...] = ()
    checks: tuple[QualityCheck, ...] = ()
    matters: tuple[OmbudsmanMatter, ...] = ()
    requests: tuple[OmbudsmanRequest, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    learning: tuple[Learning, ...] = ()
    actions: tuple[Action, ...] = ()
    notes: tuple[Note, ...] = ()
    documents: tuple[Document, ...] = ()
    letters: tuple[Letter, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    without_case: bool = False

    def referred_early(self, item: Investigation) -> Decision | None:
        """The decision to go to the Ombudsman after it, without a panel."""
        found = (d for d in self.decisions if d.kind is DecisionKind.EARLY_REFERRAL and d.investigation_id == item.id)
        return next(found, None)

    def person(self, role: Role) -> Person | None:
        """The first person on the case in that role."""
        ids = [p.person_id for p in self.parties if p.role is role]
        return next((p for i in ids for p in self.people if p.id == i), None)


# --- what is derived, and what a change says -----------------------------------------------------------
class State(StrEnum):
    """States of a clock. Computed, never stored alone. "In time" means on or before the due date."""

    NOT_STARTED = "not started"
    RUNNING = "running"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    MET_IN_TIME = "met in time"
    MET_IN_EXTENSION = "met in the agreed extension"
    MET_LATE = "met late"
    PAUSED = "paused"
    NOT_APPLICABLE = "not applicable"
    MISSED = "not done"


@dataclass(frozen=True, slots=True)
class Step:
    """One dated thing that follows from a case: made by deadlines.steps_for, indexed by the store."""

    case_id: int
    key: str  # the profile's key: "acknowledge", "stage_1_response", ...
    label: str
    team: str = ""
    investigation_id: int | None = None
    basis: str = ""  # what day 0 is, in words: "receipt", "the request"
    starts_on: date | None = None  # day 0
    days: int | None = None  # the limit, counted in `unit` from day 0
    unit: str = "working"  # or "calendar"
    due_on: date | None = None  # the date that counts: agreed extension if there is one, else the limit
    limit_on: date | None = None  # by the limit alone
    expected_on: date | None = None  # beyond the maximum or not properly agreed: never makes anything "in time"
    other_on: date | None = (
        None  # the same limit on the other reading (agreed statement, advocate, late acknowledgement)
    )
    other_basis: str = ""
    done_on: date | None = None
    soft: bool = False  # missing it closes nothing: a late request needs a reasoned decision
    published: bool = True  # False: drives reminders only
    internal: bool = False  # on the worklist, never in timeliness
    paused: bool = False
    not_applicable: str = ""  # the reason
    record_id: int | None = None  # of which action, remedy, request or pause, where a case may have several

    @property
    def which(self) -> str:
        """What tells it from the other steps of its case and investigation, for ever: "action:123456"."""
        return f"{self.key}:{self.record_id}" if self.record_id else self.key


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row of a change: field values before and after (None: did not exist)."""

    table: str
    id: int
    case_id: int | None
    person_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb did: one undoable entry of the journal. Each screen looks whether it touches its rows."""

    id: int
    verb: str
    by: str
    at: datetime
    undoes: int | None = None
    case_ids: frozenset[int] = field(default_factory=frozenset)
    tables: frozenset[str] = field(default_factory=frozenset)
    reference: str = ""  # of the case, where there is just one
