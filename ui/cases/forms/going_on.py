"""Forms of going on: the next stage, stage 2, the panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk_app.desk.ombudsman import CRITERIA
from desk_app.desk.stage_2 import lacking
from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.records import ListName
from ui.cases.forms.asking import WHO_IT_IS, About, Asks, Question, Questions, day, listed, one_day, or_today
from ui.cases.forms.stage_1 import is_late, keeps_out, overall, point_outcomes, rights
from ui.kit.dates import long_date, short_date


def has_window(about: About) -> bool:
    """Whether there is a time within which the next stage has to be asked for."""
    keys = ("request_stage_2", "request_stage_3")
    steps = about.session.desk.steps(about.file.case.id)
    return any(step.key in keys and step.investigation_id == about.item.id for step in steps)


def _known(on: date | None) -> str:
    return short_date(on) if on else ""


def _booked(about: About, text: str) -> str:
    """What is odd about the day a panel is booked for: no working day, or later than the regulations allow."""
    try:
        on = about.session.coming_day(text) if text else None
    except Problem:
        return ""  # said as what it is
    if on is None:
        return ""
    days = about.session.calendar()
    by = about.session.panel_due(about.file, about.item)
    said = [] if days.is_working(on) else [f"{long_date(on)} is not a working day."]
    if by is not None and on > by:
        late = days.between(by, on)
        over = f"{late} working day{'' if late == 1 else 's'} later" if late else "later"
        said.append(f"The panel has to meet by {long_date(by)}. This is {over}: it would meet late.")
    return " ".join(said)


def _meets_by(about: About) -> str:
    """By when the panel has to meet."""
    by = about.session.panel_due(about.file, about.item)
    return f"The day that was booked. By {long_date(by)} at the latest" if by else "The day that was booked"


def _lacking(about: About) -> str:
    """Whoever asks for stage 2 has a right to both officers, their reports and an agreed statement."""
    missing = lacking(about.item)
    if not missing:
        return ""
    named = f"{', '.join(missing[:-1])} and {missing[-1]}" if missing[1:] else missing[0]
    return f"Not recorded: {named}. The complainant has a right to these (regulation 17): record them first."


def _in_place_of(field: str) -> Callable[[About], str]:
    """Whose place somebody else takes; they are kept, with that day."""

    def hint(about: About) -> str:
        name = getattr(about.item, field)
        return f"If somebody else takes the place of {name}: the day they do" if name else ""

    return hint


def _member(about: About, place: int) -> str:
    members = about.item.panel_members
    return members[place] if place < len(members) else ""


FORMS: dict[Verb, Questions] = {
    Verb.TOLD_STAGE_2: one_day("Told of stage 2", "The complainant was told that they may go to stage 2 on"),
    Verb.ESCALATE: Questions(
        "Take to the next stage", "Open the next stage",
        (
            day("on", "They asked on"),
            Question("reason", "Why it goes on", Asks.CHOICE, items=listed(ListName.ESCALATION_REASON)),
            Question("late_reason", "Why a late request is accepted", Asks.WORDS,
                     "Only if they asked after the time for it had ended", when=has_window),
        ),
        says=lambda about: "" if about.item.responded_on else
        "Stage 1 has had no response. It ends without one, and the next stage begins.",
    ),
    Verb.DECLINE: Questions(
        "Decline a late request", "Record the decision",
        (
            day("on", "They asked on"),
            Question("reason", "Why it is declined", Asks.WORDS, "The complainant is told this reason", True),
            day("decided_on", "Decided on"),
            day("told_on", "Told in writing on", needed=False, first=False),
        ),
        says=lambda _: "Only a request after the time for it. The complainant can still go to the Ombudsman.",
    ),
    Verb.ACKNOWLEDGE_REVIEW: one_day("Acknowledge stage 2", "Acknowledgement sent on"),
    Verb.COMMISSION: Questions(
        "Appoint the stage 2 officers", "Save",
        (
            Question("investigating_officer", "Investigating officer", Asks.LINE, needed=True,
                     first=lambda about: about.item.investigating_officer),
            Question("officer_on", "Appointed on", Asks.DAY, _in_place_of("investigating_officer"),
                     first=lambda about: or_today(about.item.investigating_officer_on)),
            Question("independent_person", "Independent person", Asks.LINE, "Not employed by the council",
                     first=lambda about: about.item.independent_person),
            WHO_IT_IS,
            Question("person_on", "Appointed on", Asks.DAY, _in_place_of("independent_person"),
                     first=lambda about: or_today(about.item.independent_person_on)),
        ),
    ),
    Verb.STATEMENT: one_day("Statement agreed", "The complainant agreed the written statement on"),
    Verb.REPORTS: Questions(
        "Stage 2 reports came", "Save",
        (
            Question("officer_report_on", "Investigating officer’s report", Asks.DAY,
                     first=lambda about: _known(about.item.officer_report_on)),
            Question("independent_report_on", "Independent person’s report", Asks.DAY,
                     first=lambda about: _known(about.item.independent_report_on)),
        ),
    ),
    Verb.ADJUDICATE: Questions(
        "Record the stage 2 response: the adjudication letter", "Save the response",
        (
            day("on", "Letter sent on"),
            Question("adjudicating_officer", "Adjudicating officer", Asks.LINE,
                     "Who decides on both reports. Left open, nobody is recorded as having decided",
                     first=lambda about: about.item.adjudicating_officer),
            WHO_IT_IS,
            point_outcomes,
            overall,
            Question("delay_reason", "Why it was late", Asks.CHOICE, items=listed(ListName.DELAY_REASON), when=is_late),
            Question("resolution_terms", "What was agreed", Asks.WORDS, "Anything promised to put it right"),
            Question("cost", "Cost of the investigation", Asks.LINE, "In pounds, for the annual report"),
            rights,
        ),
        says=lambda about: " ".join(filter(None, (_lacking(about), keeps_out(about)))),
    ),
    Verb.PANEL: Questions(
        "Appoint the panel", "Save",
        (
            Question("chair", "Chair", Asks.LINE, needed=True, first=lambda about: _member(about, 0)),
            Question("member_2", "Second member", Asks.LINE, needed=True, first=lambda about: _member(about, 1)),
            Question("member_3", "Third member", Asks.LINE, needed=True, first=lambda about: _member(about, 2)),
            WHO_IT_IS,
            Question("meets_on", "Meets on", Asks.DAY_AHEAD, _meets_by,
                     first=lambda about: _known(about.item.panel_meets_on), doubt=_booked),
            Question("put_off_reason", "Why it is put off", Asks.LINE,
                     "If it meets on another day than it was booked for. The new invitation says it",
                     when=lambda about: about.item.panel_meets_on is not None),
        ),
        says=lambda _: "Three people who are independent of the council. Nobody who took part at stage 1 or 2 can be "
        "one of them.",
    ),
    Verb.PANEL_MET: Questions(
        "Panel met", "Save",
        (
            Question("on", "Met on", Asks.DAY, needed=True, first=lambda about: _known(about.item.panel_meets_on)),
            Question("attended_with", "Who came with the complainant", Asks.LINE),
        ),
    ),
    Verb.PANEL_REPORT: one_day("Panel’s report came", "Report of"),
    Verb.EARLY_REFERRAL: Questions(
        "Refer to the Ombudsman early", "Record the decision",
        (
            Question("criteria", "Tick what holds. Every point has to", Asks.SOME, items=lambda _: CRITERIA),
            Question("reason", "Anything else to record", Asks.WORDS),
        ),
    ),
}  # fmt: skip
