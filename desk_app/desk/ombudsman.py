"""The Ombudsman: matters, any number of dated requests, decisions in both vocabularies, remedies; early referral."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from desk_app.answers import Since, since
from desk_app.date_order import SAID_OF
from desk_app.dates import short
from desk_app.desk.stage_2 import lacking
from desk_app.desk.task import Puts, Task
from desk_app.intake import reference_key
from desk_app.records import (
    CaseFile,
    Decision,
    DecisionKind,
    Investigation,
    OmbudsmanMatter,
    OmbudsmanRequest,
    Outcome,
    Remedy,
    RequestKind,
)

NEW_WORDS_FROM = date(2024, 4, 1)
DECISIONS = (
    "Advice given", "Closed after initial enquiries", "Incomplete or invalid", "Referred back for local resolution",
    "Not upheld", "Upheld",
)  # fmt: skip
DECISIONS_SINCE_2024 = ("Not for us", "Assessed and closed", "Investigated: not upheld", "Investigated: upheld")
OTHER_WORDS = "The Ombudsman used other words for decisions then. Choose one of that time."
CRITERIA = (
    "Stage 2 was carried out thoroughly, in line with the regulations",
    "All complaints, or all significant ones, were upheld",
    "The council has agreed to do what most of the desired outcomes ask",
    "The council is putting that into effect, with dates",
    "A panel would not add anything",
    "The complainant agrees to go to the Ombudsman now",
)
"""Early referral: every one has to hold (guidance "Getting the Best from Complaints", 2006)."""


class Unanswered(StrEnum):
    """What becomes of a request without an answer, once the Ombudsman has decided."""

    NOT_NEEDED = "No answer is needed any more"
    STILL = "They are still to be answered"


def open_matter(task: Task) -> Puts:
    """Answers: `reference`, `about`, and its first request: `kind`, `on`, `due_on`; without a case `service_area`."""
    answers = task.answers
    reference = reference_key(answers.text("reference"))
    if reference and reference in {reference_key(known.reference) for known in task.file.matters}:
        answers.wrong("reference", "This case has a matter with this reference. Record another request of it instead.")
    matter = OmbudsmanMatter(
        id=task.new_id(), case_id=task.case_id, reference=answers.text("reference"), about=answers.text("about"),
        service_area=task.case.service_area or answers.text("service_area"),
    )  # fmt: skip
    yield None, matter
    yield from _request(task, matter)


def add_request(task: Task) -> Puts:
    """Answers: `matter`, `kind`, `on`, `due_on` (if the Ombudsman set a date)."""
    matter = _matter(task)
    if matter is not None:
        yield from _request(task, matter)


def _request(task: Task, matter: OmbudsmanMatter) -> Puts:
    answers = task.answers
    kind = answers.choice("kind", RequestKind, "Choose what the Ombudsman asks for.")
    on = answers.day("on", "Enter the day the request came.", not_before=task.since_received)
    came = since(task.since_received, (on, "the request came"))
    due_on = answers.day("due_on", ahead=True, not_before=came)
    if kind is not None and on is not None:
        yield (
            None,
            OmbudsmanRequest(case_id=task.case_id, matter_id=matter.id, kind=kind, received_on=on, due_on=due_on),
        )


def answer_request(task: Task) -> Puts:
    """Answers: `request` (its words or its id), and one of two: `sent_on`, the day the answer was sent; or
    `extended_to`, a later date that the Ombudsman agreed.
    """
    answers = task.answers
    chosen = answers.text("request", "Choose the request.")
    found = next((r for words, r in open_in_words(task.file).items() if chosen in (words, str(r.id))), None)
    came, due = _when_due(task, found)
    sent_on = answers.day("sent_on", not_before=came)
    extended_to = answers.day("extended_to", ahead=True, not_before=due)
    if sent_on is None and extended_to is None:
        answers.wrong("sent_on", "Enter the day the answer was sent, or the later date that was agreed.")
    elif sent_on is not None and extended_to is not None:
        answers.wrong("extended_to", "Enter one of the two: the answer was sent, or a later date was agreed.")
    if chosen and found is None:
        answers.wrong("request", "This request is not open any more. Choose another.")
    elif found is not None:
        yield found, replace(found, sent_on=sent_on, extended_to=extended_to or found.extended_to)


def _when_due(task: Task, request: OmbudsmanRequest | None) -> tuple[Since, Since]:
    """The earliest day of its answer, and of a later date for it: when it came, when it is due now."""
    if request is None:
        return task.since_received, task.since_received
    came = since(task.since_received, (request.received_on, "the request came"))
    step = next((s for s in task.steps if s.key == "ombudsman_answer" and s.record_id == request.id), None)
    return came, since(came, (step.due_on if step else None, "the day it is due already,"))


def record_decision(task: Task) -> Puts:
    """Answers: `matter`, `decision`, `on`, `published_on`; a remedy with it: `remedy`, `amount`, `due_on`.

    With requests that have no answer yet, `unanswered` (Unanswered): what becomes of them.
    """
    answers, matter = task.answers, _matter(task)
    decision = answers.text("decision", "Choose the decision.")
    begun = min((r.received_on for r in task.file.requests if matter and r.matter_id == matter.id), default=None)
    asked = since(task.since_received, (begun, "the Ombudsman first asked"))
    on = answers.day("on", "Enter the day of the decision.", not_before=asked)
    decided = since(asked, (on, "the decision"))
    since_2024 = decision not in DECISIONS
    if not of_its_time(decision, on):
        answers.wrong("decision", OTHER_WORDS)
    if matter is None:
        return
    published_on = answers.day("published_on", not_before=decided)
    if published_on is None and on == matter.decided_on:
        published_on = matter.published_on  # left blank, it is no other; Correct takes it out
    yield matter, replace(
        matter, decision="" if since_2024 else decision, decision_since_2024=decision if since_2024 else "",
        decided_on=on, published_on=published_on,
    )  # fmt: skip
    waiting = [request for request in open_requests(task.file) if request.matter_id == matter.id]
    if waiting:
        what_of_them = answers.choice("unanswered", Unanswered, "Say what becomes of the requests without an answer.")
        if what_of_them is Unanswered.NOT_NEEDED:
            yield from ((request, replace(request, not_needed_on=on)) for request in waiting)
    if what := answers.text("remedy"):
        yield None, Remedy(
            case_id=task.case_id, matter_id=matter.id, what=what, amount_pence=answers.pence("amount"),
            due_on=answers.day("due_on", ahead=True, not_before=decided),
        )  # fmt: skip


def of_its_time(decision: str, on: date | None) -> bool:
    """Whether the Ombudsman used these words for decisions on that day."""
    since_2024 = decision not in DECISIONS  # registers say "Investigated" alone
    return on is None or not decision or since_2024 == (on >= NEW_WORDS_FROM)


def complete_remedy(task: Task) -> Puts:
    """Answers: `remedy` (its words or its id), `done_on`."""
    answers = task.answers
    chosen = answers.text("remedy", "Choose the remedy that is done.")
    undone = (r for r in task.file.remedies if r.done_on is None)
    found = next((r for r in undone if chosen in (remedy_words(r), str(r.id))), None)
    decided_on = next((m.decided_on for m in task.file.matters if found and m.id == found.matter_id), None)
    decided = since(task.since_received, (decided_on, SAID_OF[OmbudsmanMatter, "decided_on"]))
    done_on = answers.day("done_on", "Enter the day it was done.", not_before=decided)
    if chosen and found is None:
        answers.wrong("remedy", "This remedy is not open any more. Choose another.")
    elif found is not None:
        yield found, replace(found, done_on=done_on)


def against_early_referral(item: Investigation) -> str:
    """What of the record of stage 2 says that not every point holds, "" for nothing.

    An early referral of what was not upheld is what the Ombudsman found fault with in 21 007 738.
    """
    if item.outcome not in (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD):
        outcome = str(item.outcome or Outcome.NOT_RECORDED).lower()
        return (
            f"Stage 2 is recorded as: {outcome}. Only where all complaints, or all significant ones, were upheld is "
            "there an early referral. The complainant has a right to a panel."
        )
    if missing := lacking(item):
        return (
            f"Not recorded of stage 2: {', '.join(missing)}. Without these it was not carried out in line with the "
            "regulations. Correct has them, if they are there."
        )
    return ""


def early_referral(task: Task) -> Puts:
    """To the Ombudsman without a panel. Answers: `criteria` (all of CRITERIA), `reason`."""
    answers = task.answers
    ticked = answers.several("criteria")
    missing = [c for c in CRITERIA if c not in ticked]
    if missing:
        answers.wrong("criteria", f"Every point has to hold. Still open: {missing[0][0].lower()}{missing[0][1:]}.")
    if against := against_early_referral(task.investigation):
        answers.wrong("criteria", against)
    yield None, Decision(
        case_id=task.case.id, investigation_id=task.investigation.id, kind=DecisionKind.EARLY_REFERRAL,
        what="Early referral to the Ombudsman", reason=answers.text("reason"), criteria=ticked, decided_by=task.by,
        decided_on=answers.today,
    )  # fmt: skip


def _matter(task: Task) -> OmbudsmanMatter | None:
    """The matter chosen by its words; the only one needs no choosing."""
    matters = task.file.matters
    chosen = task.answers.text("matter")
    if len(matters) == 1 and not chosen:
        return matters[0]
    found = next((m for m in matters if matter_words(m) == chosen), None)
    if found is None:
        task.answers.wrong("matter", "Choose which of the Ombudsman's matters it is.")
    return found


def matter_words(matter: OmbudsmanMatter) -> str:
    """A matter in one line."""
    return ", ".join(filter(None, [matter.reference or "Without a reference yet", matter.about]))


def open_requests(file: CaseFile) -> list[OmbudsmanRequest]:
    """What the Ombudsman waits for."""
    return [request for request in file.requests if request.is_open]


def open_in_words(file: CaseFile) -> dict[str, OmbudsmanRequest]:
    """What the Ombudsman waits for, each in words of its own: the second of one kind and day has a number."""
    found: dict[str, OmbudsmanRequest] = {}
    for request in open_requests(file):
        words = request_words(request)
        alike = sum(request_words(each) == words for each in found.values())
        found[f"{words} ({alike + 1})" if alike else words] = request
    return found


def request_words(request: OmbudsmanRequest) -> str:
    """A request in one line."""
    return f"{request.kind}, received {short(request.received_on)}"


def remedy_words(remedy: Remedy) -> str:
    """A remedy in one line: its words and its date."""
    return f"{remedy.what}{f', due {short(remedy.due_on)}' if remedy.due_on else ''}"
