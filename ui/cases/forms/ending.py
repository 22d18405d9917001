"""Forms of ending a complaint, and of taking it up again."""

from __future__ import annotations

from desk_app.offers import Verb
from desk_app.records import ListName, RefusalKind
from desk_app.routing import QUESTIONS
from ui.cases.forms.asking import About, Asks, Question, Questions, day, listed
from ui.kit.dates import long_date

PROCESSES = tuple(dict.fromkeys(question.process for question in QUESTIONS if question.process))

AS_BEFORE, ANEW = "As before", "From another day"


def _has_clock(about: About) -> bool:
    """Whether an investigation is re-opened, not a case that ended before one."""
    return about.offer.investigation is not None


def _as_before(about: About) -> str:
    due = about.session.response_due(about.file, about.offer.investigation)
    return f"As before, the response was due on {long_date(due)}" if due else ""


FORMS: dict[Verb, Questions] = {
    Verb.CLOSE: Questions(
        "Close before investigation", "Close the case",
        (
            day("on", "Closed on"),
            Question("reason", "Why", Asks.CHOICE, items=listed(ListName.ENDED_REASON), needed=True),
        ),
        says=lambda _: "For a complaint that nobody has begun to look into. No investigation is counted; the case is.",
    ),
    Verb.WITHDRAW: Questions(
        "Withdraw", "Save",
        (
            day("on", "Withdrawn on"),
            Question("reason", "Why", Asks.LINE),
            day("confirmed_on", "Confirmed to the complainant in writing on", needed=False, first=False),
        ),
        says=lambda _: "The complainant takes the complaint back.",
    ),
    Verb.REOPEN: Questions(
        "Re-open", "Re-open",
        (
            day("on", "Re-opened on"),
            Question("reason", "Why", Asks.WORDS, needed=True),
            Question("counted", "Its dates are counted", Asks.ONE, _as_before, items=lambda _: (AS_BEFORE, ANEW),
                     first=lambda _: AS_BEFORE, when=_has_clock),
            Question("started_on", "Counted from", Asks.DAY, after=("counted", (ANEW,)), needed=True,
                     first=lambda _: "today", when=_has_clock),
            Question("started_reason", "Why from that day", Asks.LINE, "A manager decides this", True,
                     after=("counted", (ANEW,)), when=_has_clock),
        ),
        says=lambda _: "It is open until the new response. The last response is the one that counts.",
    ),
    Verb.REFUSE: Questions(
        "Refuse", "Save",
        (
            Question("kind", "Type", Asks.CHOICE, items=lambda _: tuple(RefusalKind), needed=True),
            Question("part", "Which part", Asks.LINE, "Leave open if all of it"),
            Question("reason", "Why", Asks.WORDS, "The complainant is told this in writing", True),
            day("on", "Decided on"),
            day("told_on", "Told in writing on", needed=False, first=False),
            day("ombudsman_details_on", "Given the Ombudsman’s details on", needed=False, first=False),
        ),
    ),
    Verb.ANOTHER_PROCESS: Questions(
        "Answered by another process", "Save",
        (
            Question("process", "Which process", Asks.CHOICE, items=lambda _: PROCESSES, needed=True),
            Question("part", "Which part", Asks.LINE, "Leave open if all of it. The rest goes on here"),
            day("on", "Complainant told on"),
            Question("told_how", "How they were told that part is answered", Asks.LINE),
            Question("told_by", "By whom", Asks.LINE),
        ),
    ),
}  # fmt: skip
