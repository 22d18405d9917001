"""In what order the dates of a case can be: what each comes after, as data. Pure.

Checked where a recorded date is corrected; the verbs check what they record as they go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from desk_app import dates
from desk_app.answers import Since
from desk_app.records import (
    Action,
    Case,
    CaseFile,
    Decision,
    Ending,
    Extension,
    Investigation,
    Letter,
    OmbudsmanMatter,
    OmbudsmanRequest,
    OtherProcess,
    Pause,
    QualityCheck,
    Record,
    Refusal,
    Remedy,
    Replaced,
    Stage,
)

Source = Callable[[CaseFile, Any], Since | None]
"""The day that something comes after, and what happened on it; None where it is not known."""

SAID: dict[str, str] = {
    "events_on": "it happened",
    "aware_on": "they became aware of it",
    "received_on": "it was received",
    "logged_on": "it was logged",
    "referred_on": "it was referred to safeguarding",
    "concern_on": "the safeguarding concern came",
    "acknowledged_on": "it was acknowledged",
    "thanked_on": "they were thanked",
    "passed_on": "it was passed on",
    "answered_on": "it was answered",
    "target_on": "it has to be answered",
    "consent_on": "the child’s consent was recorded",
    "advocate_offered_on": "an advocate was offered",
    "advocate_accepted_on": "an advocate was accepted",
    "advocate_appointed_on": "an advocate was appointed",
    "oral_record_sent_on": "the written record was sent",
    "oral_record_agreed_on": "the written record was agreed",
    "ended_on": "it ended",
    "withdrawal_confirmed_on": "the withdrawal was confirmed",
    "closing_told_on": "they were told that it was closed",
    "opened_on": "it was opened",
    "started_on": "its clock started",
    "assigned_on": "it was given to the investigator",
    "draft_received_on": "the draft came",
    "quality_checked_on": "the draft was checked",
    "signed_off_on": "it was signed off",
    "learning_form_returned_on": "the learning form came back",
    "responded_on": "it was answered",
    "first_responded_on": "it was answered first",
    "reopened_on": "it was re-opened",
    "next_stage_rights_on": "they were told how to go to the next stage",
    "ombudsman_rights_on": "they were told how to go to the Ombudsman",
    "may_go_to_stage_2_told_on": "they were told of stage 2",
    "investigating_officer_on": "the investigating officer was appointed",
    "independent_person_on": "the independent person was appointed",
    "statement_agreed_on": "the statement was agreed",
    "officer_report_on": "the investigating officer’s report came",
    "independent_report_on": "the independent person’s report came",
    "panel_meets_on": "the panel is booked",
    "panel_met_on": "the panel met",
    "panel_report_on": "the panel’s report came",
    "paid_on": "it was paid",
    "to_on": "it was extended to",
    "told_on": "they were told",
    "from_on": "it was paused",
    "resumed_on": "it went on",
    "resubmit_by": "it may be handed in again",
    "refused_on": "it was refused",
    "ombudsman_details_on": "they were given the Ombudsman’s details",
    "decided_on": "it was decided",
    "published_on": "the decision was published",
    "draft_decision_on": "the draft decision came",
    "due_on": "it is due",
    "extended_to": "the later date is",
    "sent_on": "it was sent",
    "not_needed_on": "no answer was needed",
    "done_on": "it was done",
    "checked_on": "it was checked",
    "written_on": "it was written",
}
"""What happened on a recorded day, in words that follow "before" and precede "on 3 April 2026"."""
SAID_OF: dict[tuple[type[Record], str], str] = {
    (OmbudsmanRequest, "received_on"): "the Ombudsman asked",
    (OmbudsmanRequest, "sent_on"): "the Ombudsman was answered",
    (OmbudsmanMatter, "decided_on"): "the Ombudsman decided",
    (Replaced, "began_on"): "they began",
    (Replaced, "until_on"): "somebody else took their place",
    (Pause, "ended_on"): "the reason for the pause ended",
}
ASKED_FOR = "it was asked for"
"""How a later stage is opened."""


def said(record: Record, field: str) -> str:
    """What happened on the day of that field."""
    if field == "opened_on" and isinstance(record, Investigation) and record.stage is not Stage.ONE:
        return ASKED_FOR
    return SAID_OF.get((type(record), field)) or SAID.get(field) or field.removesuffix("_on").replace("_", " ")


def _own(field: str) -> Source:
    def of(_: CaseFile, record: Record) -> Since | None:
        day = getattr(record, field)
        return (day, said(record, field)) if day is not None else None

    return of


def _received(file: CaseFile, _: Record) -> Since:
    return file.case.received_on, SAID["received_on"]


def _opened(file: CaseFile, record: Any) -> Since:
    """The day the investigation was opened that a record is of; of a record of the case, the day of receipt."""
    own = record.id if isinstance(record, Investigation) else record.investigation_id
    item = next((item for item in file.investigations if item.id == own), None)
    return (item.opened_on, said(item, "opened_on")) if item else _received(file, record)


def _earlier_stage(file: CaseFile, item: Investigation) -> Since | None:
    """The response before which the next stage could not be asked for: of this team, or the only one there was."""
    before = [i for i in file.investigations if i.stage < item.stage and i.route is item.route and _counts(i)]
    latest = [i for i in before if i.stage is max(i.stage for i in before)]
    mine = [i for i in latest if i.team == item.team or len(latest) == 1]
    day = max((i.closed_on for i in mine if i.closed_on), default=None)
    return (day, f"{mine[0].stage.lower()} ended") if day else None


def _counts(item: Investigation) -> bool:
    return item.ending is not Ending.RE_ROUTED


def _appointed(part: str) -> Source:
    """The day somebody first had that part, whoever took their place since; None where it is not known."""

    def of(file: CaseFile, item: Investigation) -> Since | None:
        before = [r.began_on for r in file.replaced if r.investigation_id == item.id and r.field == part]
        now = [getattr(item, f"{part}_on")] if getattr(item, part) else []
        days = [day for day in (*before, *now) if day is not None]
        known = len(days) == len(before) + len(now) and bool(days)
        return (min(days), SAID[f"{part}_on"]) if known else None

    return of


_OFFICER, _PERSON = _appointed("investigating_officer"), _appointed("independent_person")


def not_before(file: CaseFile, record: Record, field: str, otherwise: Since) -> Since:
    """The day that a date of a record is not before, and what happened on it; `otherwise` where nothing is later."""
    found = (source(file, record) for source in COMES_AFTER[type(record)][field] if source is not _opened)
    return max([otherwise, *(each for each in found if each is not None)], key=lambda each: each[0])


def _first_request(file: CaseFile, matter: OmbudsmanMatter) -> Since | None:
    asked = min((r.received_on for r in file.requests if r.matter_id == matter.id), default=None)
    return (asked, SAID_OF[OmbudsmanRequest, "received_on"]) if asked else None


def _decided(file: CaseFile, remedy: Remedy) -> Since | None:
    """The Ombudsman's decision that a remedy was agreed with; the council's own has none."""
    matter = next((m for m in file.matters if m.id == remedy.matter_id), None)
    return _own("decided_on")(file, matter) if matter else None


_SINCE_OPENED = {
    field.name: (_opened,)
    for field in fields(Investigation)
    if field.name.endswith("_on") and field.name not in ("opened_on", "started_on")
}
COMES_AFTER: dict[type[Record], dict[str, tuple[Source, ...]]] = {
    Case: {
        "received_on": (_own("events_on"), _own("aware_on")),
        "aware_on": (_own("events_on"),),
        "concern_on": (_received,),
        "referred_on": (_own("concern_on"),),
        "acknowledged_on": (_received,),
        "thanked_on": (_received,),
        "passed_on": (_received,),
        "answered_on": (_received,),
        "ended_on": (_received,),
        "withdrawal_confirmed_on": (_received, _own("ended_on")),
        "closing_told_on": (_received, _own("ended_on")),
        "advocate_accepted_on": (_own("advocate_offered_on"),),
        "advocate_appointed_on": (_own("advocate_offered_on"), _own("advocate_accepted_on")),
        "oral_record_sent_on": (_received,),
        "oral_record_agreed_on": (_received, _own("oral_record_sent_on")),
    },
    Investigation: {
        **_SINCE_OPENED,
        "opened_on": (_received, _earlier_stage),
        "quality_checked_on": (_opened, _own("draft_received_on")),
        "signed_off_on": (_opened, _own("quality_checked_on")),
        "officer_report_on": (_opened, _OFFICER),
        "independent_report_on": (_opened, _PERSON),
        "panel_report_on": (_opened, _own("panel_met_on")),
        "reopened_on": (_opened, _own("first_responded_on")),
        "responded_on": (
            _opened, *map(_own, ("reopened_on", "officer_report_on", "independent_report_on", "panel_report_on")),
            _OFFICER, _PERSON,
        ),
        "next_stage_rights_on": (_opened, _own("responded_on")),
        "ombudsman_rights_on": (_opened, _own("responded_on")),
    },
    Replaced: {"began_on": (_opened,), "until_on": (_opened, _own("began_on"))},
    Extension: {"to_on": (_opened,), "told_on": (_opened,)},
    Pause: {
        "from_on": (_opened,),
        "told_on": (_opened,),
        "ended_on": (_own("from_on"),),
        "resumed_on": (_own("from_on"), _own("ended_on")),
        "resubmit_by": (_own("ended_on"),),
    },
    Refusal: {
        "refused_on": (_received,),
        "told_on": (_own("refused_on"),),
        "ombudsman_details_on": (_own("refused_on"),),
    },
    OtherProcess: {"told_on": (_received,)},
    Decision: {"decided_on": (_received,), "told_on": (_own("decided_on"),)},
    QualityCheck: {"checked_on": (_opened,)},
    OmbudsmanRequest: dict.fromkeys(("due_on", "extended_to", "sent_on", "not_needed_on"), (_own("received_on"),)),
    OmbudsmanMatter: {"decided_on": (_first_request,), "published_on": (_own("decided_on"),)},
    Remedy: {"due_on": (_decided,), "done_on": (_received, _decided)},
    Action: {"done_on": (_received,)},
    Letter: {"sent_on": (_own("written_on"),)},
}  # fmt: skip
"""By kind of record and field: what it is not before."""


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """A date of a record that lies before what it comes after."""

    record: Record
    field: str
    before: Since

    @property
    def key(self) -> tuple[type[Record], int, str]:
        """Which date it is."""
        return type(self.record), self.record.id, self.field

    @property
    def beside(self) -> str:
        """What is said beside that date."""
        day, what = self.before
        return f"This is before {what} on {dates.in_words(day)}. Check both dates."

    @property
    def beside_the_other(self) -> str:
        """What is said beside the date that made it so."""
        what = said(self.record, self.field)
        stage = self.record.stage if isinstance(self.record, Investigation) else ""
        told = f"{stage}: {what}" if stage else f"{what[0].upper()}{what[1:]}"
        day = dates.in_words(getattr(self.record, self.field))
        return f"{told} on {day}, which is before this. Check both dates, and correct that one first if it is wrong."


def out_of_order(file: CaseFile) -> Iterator[OutOfOrder]:
    """Every date of a case that lies before what it comes after."""
    for record in _records(file):
        for field, sources in COMES_AFTER.get(type(record), {}).items():
            day: date | None = getattr(record, field)
            since = [found for source in sources if (found := source(file, record)) is not None]
            if day is not None and since and day < (latest := max(since, key=lambda each: each[0]))[0]:
                yield OutOfOrder(record, field, latest)


def _records(file: CaseFile) -> Iterable[Record]:
    yield file.case
    for part in fields(file):
        value = getattr(file, part.name)
        if isinstance(value, tuple):
            yield from (record for record in value if type(record) in COMES_AFTER)
