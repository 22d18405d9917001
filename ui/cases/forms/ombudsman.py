"""Forms of the Ombudsman."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app.desk.ombudsman import (
    DECISIONS,
    DECISIONS_SINCE_2024,
    Unanswered,
    matter_words,
    open_in_words,
    remedy_words,
)
from desk_app.intake import reference_key
from desk_app.offers import Verb
from desk_app.records import ListName, OmbudsmanMatter, RequestKind
from ui.cases.forms.asking import About, Asks, Question, Questions, day, listed, or_today
from ui.kit.dates import short_date


def _matter(about: About) -> Iterator[Question]:
    """Which matter, where there are several."""
    if len(about.file.matters) > 1:
        words = [matter_words(matter) for matter in about.file.matters]
        yield Question("matter", "Which of the Ombudsman’s matters", Asks.CHOICE, items=lambda _: words, needed=True)


def _known_already(about: About, typed: str) -> str:
    """That another matter has this reference: perhaps it is the same."""
    key = reference_key(typed)
    there = about.session.ombudsman() if key else []
    same = next((line for line in there if reference_key(line.reference) == key), None)
    where = f"of {same.case_reference}" if same and same.case_reference else "without a case"
    return f"There is a matter {where} with this reference already. Is it the same?" if same else ""


def _which_case(about: About, typed: str) -> str:
    """Which case that is, so that a slip is seen before it is saved."""
    found = about.session.desk.case_called(typed)
    return f"That is: {found.case.summary}" if found is not None and found.case.summary else ""


def _requests(about: About) -> list[str]:
    return list(open_in_words(about.file))


def _remedies(about: About) -> list[str]:
    return [remedy_words(remedy) for remedy in about.file.remedies if remedy.done_on is None]


def _decided(about: About) -> OmbudsmanMatter | None:
    """The only matter, where its decision is recorded already: the form corrects it."""
    matter = about.file.matters[0] if len(about.file.matters) == 1 else None
    return matter if matter and matter.decided_on else None


def _decision(about: About) -> str:
    matter = _decided(about)
    return (matter.decision_since_2024 or matter.decision) if matter else ""


def _decided_on(about: About) -> str:
    matter = _decided(about)
    return or_today(matter.decided_on if matter else None)


def _published_on(about: About) -> str:
    matter = _decided(about)
    return short_date(matter.published_on) if matter else ""


def _decided_already(about: About) -> str:
    """That saving puts another decision in the place of the one there is."""
    there = "; ".join(
        f"{matter_words(m)}: {m.decision_since_2024 or m.decision}, {short_date(m.decided_on)}"
        for m in about.file.matters
        if m.decided_on
    )
    if _decided(about):
        return f"This corrects the decision that is recorded: {there}."
    return f"Recorded already: {there}. To decide one of these again corrects its decision." if there else ""


def _unanswered(about: About) -> Iterator[Question]:
    """What becomes of requests that have no answer yet, named in the hint."""
    if waiting := _requests(about):
        yield Question("unanswered", "Requests without an answer", Asks.ONE, "; ".join(waiting),
                       items=lambda _: tuple(Unanswered), needed=len(about.file.matters) < 2)  # fmt: skip


_REQUEST = (
    Question("kind", "What is asked", Asks.CHOICE, items=lambda _: tuple(RequestKind), needed=True),
    day("on", "Request received on"),
    Question("due_on", "To be answered by", Asks.DAY_AHEAD, "Only if the Ombudsman set a date. Otherwise 28 days"),
)

FORMS: dict[Verb, Questions] = {

    Verb.MATTER: Questions(
        "The Ombudsman asks", "Save",
        (
            Question("reference", "Ombudsman’s reference", Asks.LINE, doubt=_known_already),
            Question("about", "What it is about", Asks.LINE),
            Question("service_area", "Service area", Asks.CHOICE, items=listed(ListName.SERVICE_AREA),
                     when=lambda about: about.file.without_case),
            *_REQUEST,
        ),
        says=lambda _: "Opens a matter with its first request. Later requests and the decision are added to it.",
    ),
    Verb.REQUEST: Questions("Another request of the Ombudsman", "Save", (_matter, *_REQUEST)),
    Verb.ANSWER_REQUEST: Questions(
        "Answer sent to the Ombudsman", "Save",
        (
            Question("request", "Request", Asks.CHOICE, items=_requests, needed=True,
                     first=lambda about: next(iter(_requests(about)), "")),
            day("sent_on", "Answer sent on", needed=False, first=False),
            Question("extended_to", "Or: a later date was agreed", Asks.DAY_AHEAD,
                     "The request stays open until its answer is sent"),
        ),
    ),
    Verb.DECISION: Questions(
        "The Ombudsman decided", "Save the decision",
        (
            _matter,
            Question("decision", "Decision", Asks.CHOICE, "The words changed on 1 April 2024", True,
                     items=lambda _: (*DECISIONS_SINCE_2024, *DECISIONS), first=_decision),
            Question("on", "Decided on", Asks.DAY, needed=True, first=_decided_on),
            Question("published_on", "Published on", Asks.DAY, first=_published_on),
            _unanswered,
            Question("remedy", "Remedy that was agreed", Asks.LINE, "Leave open if there is none"),
            Question("amount", "Amount of it", Asks.LINE, "In pounds"),
            Question("due_on", "To be done by", Asks.DAY_AHEAD),
        ),
        says=_decided_already,
    ),
    Verb.TIE_MATTER: Questions(
        "Tie the matter to a case", "Tie it to the case",
        (Question("case", "Reference of the case", Asks.LINE, "Such as CF/2026-27/0001", True, doubt=_which_case),),
        says=lambda _: "The matter moves to the page of that complaint, with all its requests and remedies.",
    ),
    Verb.REMOVE_MATTER: Questions(
        "Remove the matter", "Remove it",
        (Question("reason", "Why it is removed", Asks.WORDS, "Such as: recorded twice. Kept in the history", True),),
        says=lambda _: "Its requests and remedies go with it, and its dates. The figures count it no more. "
        "A report that is published stays as it is. You can undo this.",
    ),
    Verb.COMPLETE_REMEDY: Questions(
        "Mark a remedy done", "Mark done",
        (
            Question("remedy", "Remedy", Asks.CHOICE, items=_remedies, needed=True,
                     first=lambda about: next(iter(_remedies(about)), "")),
            day("done_on", "Done on"),
        ),
    ),
}  # fmt: skip
