"""Forms of ending a complaint, and of taking it up again."""

from __future__ import annotations

from desk_app.offers import Verb
from desk_app.records import ListName, RefusalKind
from desk_app.routing import QUESTIONS
from ui.cases.forms.asking import Asks, Question, Questions, day, listed

PROCESSES = tuple(dict.fromkeys(question.process for question in QUESTIONS if question.process))

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
        "Re-open", "Re-open", (day("on", "Re-opened on"), Question("reason", "Why", Asks.WORDS, needed=True)),
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
