"""2. The complaints process: each procedure in force in the year as a diagram, as a list and as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.procedures import OMBUDSMAN, STARTS, Profile, StepRule, holds_until, in_words
from desk_app.records import Route
from desk_app.report import procedure_drawn
from desk_app.report.blocks import Block, Diagram, Heading, Step, Steps, Table, plain
from desk_app.report.material import Material
from desk_app.report.words import on
from desk_app.settings import Settings


def blocks(m: Material) -> tuple[Block, ...]:
    start, end = m.now.period.start, m.now.period.end
    out: list[Block] = [
        Heading("2. The complaints process", key="process"),
        m.prose(
            "process.opening",
            "Each complaint follows one of two procedures. The diagrams and tables say what happens, within what time "
            "and who does it. Time is counted in working days unless it says otherwise: the day of the event that "
            "starts the clock is day 0, and weekends and bank holidays do not count.",
        ),
    ]
    for route in (Route.STATUTORY, Route.CORPORATE):
        profiles = in_force_during(route, start, end, m.profiles)
        out.append(Heading(f"{route.value} complaints", 2, f"process-{route.value.casefold()}"))
        out.append(m.prose(f"process.{route.value.casefold()}", _OPENINGS[route], _two_profiles(profiles, m.settings)))
        for profile in profiles:
            out.extend(_procedure(profile, alone=len(profiles) == 1))
    out += [
        Heading("Going to the Ombudsman", 2, "process-ombudsman"),
        m.prose("process.ombudsman", *_OMBUDSMAN),
        m.prose("process.ombudsman_answer", f"The council has {_answer_limit()} to answer an enquiry of the Ombudsman, "
                "unless the Ombudsman sets another date."),
    ]  # fmt: skip
    return tuple(out)


_OPENINGS = {
    Route.STATUTORY: (
        "The statutory procedure has three stages. At stage 1 the team answers. At stage 2 an investigating officer "
        "looks into the complaint together with an independent person, and a senior manager decides. At stage 3 a "
        "panel of three independent people reviews how that was done."
    ),
    Route.CORPORATE: (
        "The corporate procedure has two stages. At stage 1 the team answers. At stage 2 a manager who did not answer "
        "the first time looks at the complaint again."
    ),
}

_OMBUDSMAN = (
    "The Local Government and Social Care Ombudsman is independent and free to use, and normally waits until the "
    "council's own procedure has come to its end: stage 3 of the statutory procedure, stage 2 of the corporate one.",
    "A statutory complaint goes to the Ombudsman before stage 3 only by *early referral*: the stage 2 investigation "
    "was thorough and upheld all the significant parts of the complaint, the council has agreed to put things right, "
    "and both the council and the person who complained agree that a panel would add nothing.",
)


def in_force_during(route: Route, start: date, end: date, profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The profiles of a route that apply to anything received from `start` to `end`, in order of their dates.

    Where two are in force on one day, the one added last rules that day, so a day decides and not a range.
    """
    turns = {start, *(p.from_on for p in profiles if p.from_on and start <= p.from_on <= end)}
    turns |= {_day_after(p.until_on) for p in profiles if p.until_on and start <= p.until_on < end}
    found: list[Profile] = []
    for day in sorted(turns):
        fitting = [p for p in profiles if p.route is route and p.in_force(day)]
        if fitting and fitting[-1] not in found:
            found.append(fitting[-1])
    return tuple(found)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _two_profiles(profiles: tuple[Profile, ...], settings: Settings) -> str:
    if len(profiles) < 2:
        return ""
    keeps = "A complaint keeps the one that was in force when it was received."
    if settings.later_stage_profile == "requested":
        keeps = "Each stage follows the one that was in force when it was asked for."
    dated = [replace(p, until_on=holds_until(p, profiles)) for p in profiles]
    parts = [f"{_when(p)}: {plain(p.name)}" for p in dated if p.from_on or p.until_on]
    return f"The procedure changed during the year ({'; '.join(parts)}). {keeps}"


def _when(profile: Profile) -> str:
    if profile.from_on:
        return f"from {on(profile.from_on)}"
    return f"until {on(profile.until_on)}" if profile.until_on else ""


def _procedure(profile: Profile, alone: bool) -> tuple[Block, ...]:
    name = plain(profile.name)
    diagram = Diagram.of(procedure_drawn.drawn(profile), f"diagram-{profile.key}")
    listed = Steps(name, tuple(_step(rule) for rule in profile.steps))
    table = Table(
        f"{name}: steps and time limits",
        ("Step", "Stage", "Time limit", "Who"),
        tuple((plain(r.label), r.stage.value if r.stage else "–", limit(r), plain(r.who)) for r in profile.steps),
        align=("left", "left", "left", "left"),
        widths=(2.3, 0.9, 3.6, 2.6),
        note=f"Source: {plain(profile.citation)}.",
        key=f"steps-{profile.key}",
    )
    return (diagram, listed, table) if alone else (Heading(name, 3), diagram, listed, table)


def _step(rule: StepRule) -> Step:
    title = (
        f"{rule.stage.value}: {_lower(rule.label)}" if rule.stage and rule.stage.value not in rule.label else rule.label
    )
    return Step(plain(title), limit(rule), _remark(rule), plain(rule.who))


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _remark(rule: StepRule) -> str:
    if rule.key == "request_stage_2" or rule.key == "request_stage_3":
        return "Only if the person who complained is not satisfied."
    return ""


def limit(rule: StepRule) -> str:
    """The limit in words. A soft limit closes nothing; one that is not published is no limit."""
    text = in_words(rule)
    if rule.soft and rule.days is not None and rule.published:
        text += "; a later request is considered if there is good reason"
    return text


def _answer_limit() -> str:
    rule = OMBUDSMAN.rule("ombudsman_answer")
    assert rule is not None, "the shipped profile has this step"
    return f"{rule.days} {rule.unit} days from {STARTS[rule.starts]}" if rule.days else "no fixed limit"
