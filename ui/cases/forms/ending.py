"""Forms of ending a complaint, and of taking it up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desk_app.desk.end import ended_with
from desk_app.desk.refuse import ELSEWHERE, OTHER
from desk_app.offers import Verb, begun, waits_whole
from desk_app.records import Investigation, ListName, Refusal, RefusalKind, Route, Stage
from desk_app.routing import QUESTIONS
from desk_app.telling import open_ones
from ui.cases.forms.asking import About, Asks, Question, Questions, day, listed
from ui.kit.dates import long_date

PROCESSES = (*dict.fromkeys(question.process for question in QUESTIONS if question.process), ELSEWHERE, OTHER)

REMINDS = "Left open, Today reminds of it"
AS_BEFORE, ANEW = "As before", "From another day"


def _has_clock(about: About) -> bool:
    """Whether an investigation is re-opened, not a case that ended before one."""
    return about.offer.investigation is not None


def _as_before(about: About) -> str:
    if about.offer.investigation and waits_whole(about.file, about.offer.investigation):
        return "As before, the days of the pause up to that day are added"
    due = about.session.response_due(about.file, about.offer.investigation)
    return f"As before, the response was due on {long_date(due)}" if due else ""


def _which(about: About) -> Iterator[Question]:
    """Which of the things they have to be told, the first of them to begin with."""
    words = [each.words for each in open_ones(about.file)]
    yield Question("which", "What they were told", Asks.CHOICE, items=lambda _: words, needed=True,
                   first=lambda _: next(iter(words), ""))  # fmt: skip


def _told(about: About) -> Iterator[Question]:
    """When; not of a refusal of which only the Ombudsman’s details are missing."""
    untold = tuple(each.words for each in open_ones(about.file) if each.told_on is None)
    if untold:
        yield Question("told_on", "Told in writing on", Asks.DAY, needed=True, after=("which", untold),
                       first=lambda _: "today")  # fmt: skip


def _details(about: About) -> Iterator[Question]:
    """Only a refusal goes with the Ombudsman’s details; they may follow later."""
    refused = tuple(each.words for each in open_ones(about.file) if isinstance(each.record, Refusal))
    if refused:
        yield Question("ombudsman_details_on", "Given the Ombudsman’s details on", Asks.DAY, REMINDS,
                       after=("which", refused))  # fmt: skip


def _not_handed_in(about: About) -> str:
    """Why it ends: the day until which it could be handed in again has passed."""
    passed = max((p.resubmit_by for p in waits_whole(about.file, about.item) if p.resubmit_by), default=None)
    return f"Not handed in again by {long_date(passed)}" if passed else ""


def _named(items: Iterable[Investigation]) -> str:
    return "; ".join(f"{item.stage.lower()}, {item.team}" if item.team else item.stage.lower() for item in items)


def _ends(about: About) -> str:
    """Which investigations end because they were not handed in again, and which go on."""
    ends = ended_with(about.file, about.item)
    goes_on = [i for i in about.file.investigations if i.closed_on is None and i not in ends]
    rest = f"What goes on: {_named(goes_on)}." if goes_on else "The case closes."
    return f"This ends as withdrawn: {_named(ends)}. It is confirmed to the complainant in writing. {rest}"


def _takes_back(about: About) -> str:
    """That all of it ends, named where that is more than one."""
    ends = [item for item in about.file.investigations if item.closed_on is None]
    return f"The complainant takes the complaint back.{f' All of it ends: {_named(ends)}.' if len(ends) > 1 else ''}"


def _which_part(about: About) -> str:
    """Once it is being looked into only a part goes elsewhere."""
    return "The rest goes on here" if begun(about.file) else "Leave open if all of it. The rest goes on here"


def _right_to_stage_2(about: About) -> str:
    """Whoever asks for stage 2 of the statutory procedure gets it (reg 17, SI 2006/1738), but for reg 8."""
    open_ones = (item for item in about.file.investigations if item.closed_on is None)
    if not any(item.stage is Stage.TWO and item.route is Route.STATUTORY for item in open_ones):
        return ""
    return (
        "Stage 2 was asked for, and the complainant has a right to it (regulation 17). All of it is refused only where "
        "looking into it would harm proceedings on the same matter, such as before a court. Else pause it, or refuse "
        "a part."
    )


FORMS: dict[Verb, Questions] = {
    Verb.CLOSE: Questions(
        "Close before investigation", "Close the case",
        (
            day("on", "Closed on"),
            Question("reason", "Why", Asks.CHOICE, items=listed(ListName.ENDED_REASON), needed=True),
            day("told_on", "Told in writing on", needed=False, first=False, hint=REMINDS),
        ),
        says=lambda _: "For a complaint that nobody has begun to look into. No investigation is counted; the case is.",
    ),
    Verb.WITHDRAW: Questions(
        "Withdraw", "Save",
        (
            day("on", "Withdrawn on"),
            Question("reason", "Why", Asks.LINE),
            day("confirmed_on", "Confirmed to the complainant in writing on", needed=False, first=False, hint=REMINDS),
        ),
        says=_takes_back,
    ),
    Verb.NOT_HANDED_IN: Questions(
        "End, not handed in again", "End it",
        (
            day("on", "Ended on"),
            Question("reason", "Why", Asks.LINE, first=_not_handed_in),
            day("confirmed_on", "Confirmed to the complainant in writing on", needed=False, first=False, hint=REMINDS),
        ),
        says=_ends,
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
            day("told_on", "Told in writing on", needed=False, first=False, hint=REMINDS),
            day("ombudsman_details_on", "Given the Ombudsman’s details on", needed=False, first=False, hint=REMINDS),
        ),
        says=_right_to_stage_2,
    ),
    Verb.TELL: Questions("Record that they were told", "Save", (_which, _told, _details)),
    Verb.ANOTHER_PROCESS: Questions(
        "Answered by another process", "Save",
        (
            Question("process", "Which process", Asks.CHOICE, items=lambda _: PROCESSES, needed=True),
            Question("named", "Which one", Asks.LINE, "Such as: the NHS trust’s complaints procedure", True,
                     after=("process", (ELSEWHERE, OTHER))),
            Question("part", "Which part", Asks.LINE, _which_part),
            day("on", "Complainant told on"),
            Question("told_how", "How they were told that part is answered", Asks.LINE),
            Question("told_by", "By whom", Asks.LINE),
        ),
    ),
}  # fmt: skip
