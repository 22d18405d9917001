"""Forms of stage 1, and of what every stage shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from desk_app.desk.points import key_of, points_of
from desk_app.desk.quality import checklist
from desk_app.desk.respond import is_review
from desk_app.offers import Verb, may_be_resubmitted
from desk_app.problems import Problem
from desk_app.records import Decided, ListName, Pause, Route, Stage
from desk_app.sharing import must_keep_out
from ui.asked import ASKED, AT_RISK, KEEP_OUT
from ui.cases.forms.asking import WHO_IT_IS, YES_NO, About, Asks, Question, Questions, day, listed, one_day, or_today
from ui.cases.forms.ending import REMINDS
from ui.kit.dates import long_date, short_date

YES = YES_NO[0]
IF_YES = ("at_risk", (YES,))


def is_late(about: About) -> bool:
    """Whether the response comes after its date."""
    return about.session.response_is_late(about.file, about.item)


def suggested_reason(about: About) -> str:
    """What was said of the procedure at logging."""
    return about.file.case.route_reason


def point_outcomes(about: About) -> Iterator[Question]:
    """One question for each point of complaint."""
    for point in points_of(about.file, about.item):
        text = f"Point {point.number}: {point.text}"
        yield Question(
            key_of(point), text, Asks.ONE, items=lambda _: tuple(Decided), first=_given(str(point.outcome or ""))
        )


def _given(answer: str) -> Callable[[About], object]:
    return lambda _: answer


def overall(about: About) -> Iterator[Question]:
    """The overall outcome; with points it follows from them unless another is chosen, with its reason."""
    points = points_of(about.file, about.item)
    hint = (
        "Follows from the points unless you choose another"
        if points
        else ("Can be added later. Until then the report counts none")
    )
    yield Question("outcome", "Outcome", Asks.ONE, hint, items=lambda _: tuple(Decided))
    if points:
        yield Question("outcome_reason", "Why it differs from the points", Asks.LINE, "Only if it does")


def _ended(about: About) -> list[Pause]:
    """The pauses after which the complaint may be handed in again."""
    return may_be_resubmitted(about.file, about.item)


def _until_when(about: About) -> str:
    """How long the complainant has, or what was recorded of that before."""
    known = next((pause.resubmit_by for pause in _ended(about)), None)
    return f"Until now: {long_date(known)}" if known else "A year after the reason ended, under the regulations"


def rights(about: About) -> Iterator[Question]:
    """When the complainant was told how to go on."""
    last = about.item.stage is (Stage.THREE if about.item.route is Route.STATUTORY else Stage.TWO)
    label = "Told how to go to the Ombudsman on" if last else "Told how to go to the next stage on"
    yield day("rights_on", label, needed=False, first=False, hint="Usually in the response itself")


def _longest(about: About) -> str:
    """Up to when an extension counts."""
    latest = about.session.latest_extension(about.file, about.item)
    return f"At the latest {long_date(latest)}" if latest else "As agreed with the complainant"


def _odd_extension(about: About, text: str) -> str:
    """What is odd about the new date: it has passed, is no working day, or lies after the latest possible one."""
    try:
        to_on = about.session.coming_day(text) if text else None
    except Problem:
        return ""  # said as what it is
    if to_on is None:
        return ""
    passed = "has passed" if to_on < about.session.today else ""
    off = "" if about.session.calendar().is_working(to_on) else "is not a working day"
    odd = " and ".join(filter(None, (passed, off)))
    return " ".join(filter(None, (f"{long_date(to_on)} {odd}." if odd else "", _too_long(about, to_on))))


def _too_long(about: About, to_on: date) -> str:
    """A date after the latest possible one is kept, but it does not count."""
    latest = about.session.latest_extension(about.file, about.item)
    if latest is None or to_on <= latest:
        return ""
    return (
        f"The procedure allows no date after {long_date(latest)}. If you save this, the response is due on that day, "
        f"and {short_date(to_on)} is kept as the date it is expected."
    )


def _told_in_time(about: About) -> str:
    """By when the complainant has to be told of an extension."""
    due = about.session.response_due(about.file, about.item)
    when = f"On or before {long_date(due)}, the day it is due now" if due else "Before it is due"
    return f"{when}. Told later, the new date does not count"


def _do_now(about: About) -> str:
    """The council's own instructions, and what becomes of a referral that was made before."""
    case, now = about.file.case, about.session.settings().safeguarding_instructions
    if case.referred_on is None:
        return now
    kept = f"The referral to {case.referred_to} of {long_date(case.referred_on)} is kept among the contacts."
    return " ".join(filter(None, (now, kept)))


def _safeguarding(title: str, save: str, *, referral: bool) -> Questions:
    """The question and its referral, which may come later, or is what is recorded now."""
    return Questions(
        title, save,
        (
            Question("at_risk", AT_RISK, Asks.ONE, items=lambda _: YES_NO, needed=True,
                     first=lambda about: YES if about.file.case.at_risk else ""),
            Question("referred_to", ASKED["referred_to"], Asks.LINE, needed=referral, after=IF_YES,
                     first=lambda about: about.file.case.referred_to),
            Question("referred_by", ASKED["referred_by"], Asks.LINE, after=IF_YES,
                     first=lambda about: about.file.case.referred_by),
            Question("referred_on", ASKED["referred_on"], Asks.DAY, needed=referral, after=IF_YES),
        ),
        urges=(YES, lambda about: about.session.settings().safeguarding_instructions),
    )  # fmt: skip


def _without_a_panel(about: About) -> str:
    """Whoever asks for stage 3 has a right to a panel (reg 18, SI 2006/1738)."""
    if about.item.stage is not Stage.THREE or about.item.panel_members:
        return ""
    return "No panel is recorded. The complainant has a right to one: appoint it and record its meeting first."


def keeps_out(about: About) -> str:
    """That nothing of the child may stand in an answer."""
    return KEEP_OUT if must_keep_out(about.file) else ""


FORMS: dict[Verb, Questions] = {
    Verb.SAFEGUARD: _safeguarding("Answer the safeguarding question", "Save the answer", referral=False),
    Verb.REFER: _safeguarding("Record the referral", "Save the referral", referral=True),
    Verb.CONCERN: Questions(
        "Record a safeguarding concern", "Save the concern",
        (
            day("on", "The concern came on"),
            Question("what", "What was said or seen", Asks.WORDS, "Kept as a note with the case", True),
            Question("referred_to", ASKED["referred_to"], Asks.LINE),
            Question("referred_by", ASKED["referred_by"], Asks.LINE),
            Question("referred_on", ASKED["referred_on"], Asks.DAY,
                     "Leave open while nobody was told. Until then it heads Today"),
        ),
        says=_do_now,
    ),
    Verb.ROUTE: Questions(
        "Choose the procedure", "Open stage 1",
        (
            Question("route", "Procedure", Asks.ONE, items=lambda _: tuple(Route), needed=True,
                     first=lambda about: str(about.file.case.route or "")),
            Question("reason", "Why this one", Asks.LINE, "Such as: about a looked after child", True,
                     first=suggested_reason),
            Question("team", "Team that looks into it", Asks.CHOICE, items=listed(ListName.TEAM), needed=True,
                     first=lambda about: about.file.case.team),
        ),
        says=lambda _: "Stage 1 opens on the day of receipt. Until you choose, the dates of the statutory procedure "
        "hold, which are the stricter.",
    ),
    Verb.ACKNOWLEDGE: Questions(
        "Acknowledge", "Save", (day("on", "Acknowledgement sent on"),),
        says=lambda about: "It counts for every stage 1 investigation of this case that is open."
        if len(about.file.investigations) > 1 else "",
    ),
    Verb.ASSIGN: Questions(
        "Assign", "Assign",
        (
            Question("investigator", "Who looks into it", Asks.LINE, "Not somebody the complaint is about", True,
                     items=lambda about: about.session.investigators(),
                     first=lambda about: about.offer.investigation.investigator if about.offer.investigation else ""),
            WHO_IT_IS,
            day("on", "Asked on"),
        ),
    ),
    Verb.REASSIGN: Questions(
        "Assign to somebody else", "Assign",
        (
            Question("investigator", "Who looks into it now", Asks.LINE, needed=True,
                     items=lambda about: about.session.investigators()),
            WHO_IT_IS,
            day("on", "Asked on"),
        ),
    ),
    Verb.DRAFT_RECEIVED: one_day("Draft received", "The investigator’s draft came on"),
    Verb.QUALITY_CHECKED: Questions(
        "Quality check of the draft", "Save the check",
        (
            day("on", "Checked on"),
            Question("checked_by", "Checked by", Asks.LINE, first=lambda about: about.session.desk.member),
            Question("met", "Tick what is so", Asks.SOME, "A line that is not ticked sends the draft back",
                     items=lambda about: checklist(about.file, about.item)),
            Question("to_put_right", "What is to be put right", Asks.WORDS, "Only if something is not ticked"),
        ),
        says=lambda _: "With all of it ticked the draft goes on to be signed off. Otherwise it goes back to the "
        "investigator and is due again.",
    ),
    Verb.SIGNED_OFF: Questions(
        "Signed off", "Save", (day("on", "Signed off on"), Question("signed_off_by", "By", Asks.LINE)),
    ),
    Verb.RESPOND: Questions(
        "Record the response", "Save the response",
        (
            day("on", "Response sent on"),
            Question("investigator", "Who reviewed it", Asks.LINE, "Not somebody who looked into it at stage 1", True,
                     items=lambda about: about.session.investigators(), first=lambda about: about.item.investigator,
                     when=lambda about: is_review(about.item)),
            replace(WHO_IT_IS, when=lambda about: is_review(about.item)),
            point_outcomes,
            overall,
            Question("delay_reason", "Why it was late", Asks.CHOICE, items=listed(ListName.DELAY_REASON), when=is_late),
            Question("resolution_terms", "What was agreed", Asks.WORDS, "Anything promised to put it right"),
            rights,
        ),
        says=lambda about: " ".join(filter(None, (_without_a_panel(about), keeps_out(about)))),
    ),
    Verb.OUTCOME: Questions("Record the outcome", "Save the outcome", (point_outcomes, overall)),
    Verb.EXTEND: Questions(
        "Extend", "Extend",
        (
            Question("to_on", "New date for the response", Asks.DAY_AHEAD, _longest, True, doubt=_odd_extension),
            Question("reason", "Why more time is needed", Asks.WORDS, "The complainant is told this reason", True),
            day("told_on", "Complainant told on", needed=False, first=False,
                 hint=_told_in_time),
            Question("ombudsman_details_given", "Were the Ombudsman’s details given?", Asks.ONE,
                     "Without them the new date does not count", items=lambda _: YES_NO,
                     when=lambda about: about.session.extension_tells_ombudsman(about.file, about.offer.investigation)),
        ),
    ),
    Verb.POINT: Questions(
        "Add a point of complaint", "Add the point",
        (
            Question("text", "The point", Asks.WORDS, "As the complainant would put it", True),
            Question("category", "Category", Asks.CHOICE, items=listed(ListName.CATEGORY)),
            Question("theme", "Theme", Asks.CHOICE, items=listed(ListName.THEME)),
        ),
    ),
    Verb.ADD_TEAM: Questions(
        "Add another team", "Open its investigation",
        (
            Question("team", "Team", Asks.CHOICE, items=listed(ListName.TEAM), needed=True),
            Question("route", "Procedure", Asks.ONE, items=lambda _: tuple(Route), needed=True,
                     first=lambda about: str(about.file.case.route or "")),
        ),
        says=lambda _: "It gets an investigation of its own, on the same clock: from the day of receipt.",
    ),
    Verb.REROUTE: Questions(
        "Change the procedure", "Change it",
        (
            Question("route", "Procedure", Asks.ONE, items=lambda _: tuple(Route), needed=True),
            Question("reason", "Why", Asks.WORDS, needed=True),
            day("started_on", "Its clock starts on another day", needed=False, first=False,
                hint="Only if a manager decided so. Otherwise it starts at the original receipt"),
            Question("started_reason", "Why on that day", Asks.LINE),
        ),
        says=lambda _: "What was begun ends as re-routed and is in no figure. Both histories stay.",
    ),
    Verb.PAUSE: Questions(
        "Pause", "Pause",
        (
            day("from_on", "From"),
            Question("reason", "Why", Asks.WORDS, "Such as: the same matter is before a court", True),
            Question("part", "Which part", Asks.LINE, "Leave open if all of it. A part stops no clock"),
            day("told_on", "Complainant told on", needed=False, first=False, hint=REMINDS),
        ),
        says=lambda _: "The clock stands still. What was overdue when it began stays overdue.",
    ),
    Verb.RESUME: Questions(
        "End the pause", "Save",
        (
            Question("ended_on", "The reason for the pause ended on", Asks.DAY, needed=True,
                     first=lambda about: or_today(next((p.ended_on for p in _ended(about)), None))),
            day("resumed_on", "It goes on from", needed=False, first=False),
            Question("resubmit_by", "Or: it may be handed in again until", Asks.DAY_AHEAD, _until_when),
        ),
    ),
}  # fmt: skip
