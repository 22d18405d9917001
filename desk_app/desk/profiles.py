"""The council's own version of a procedure, from a day on: never backwards, and each case keeps the one it has.

What the regulations set for every council cannot be changed here; what they or the guidance leave to the council can.
The Ombudsman's Code sets limits that a council is expected to keep, so those of a corporate procedure can be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk_app import procedures, roles
from desk_app.answers import Answers
from desk_app.dates import in_words
from desk_app.problems import Problem
from desk_app.procedures import CALENDAR, WORKING, Profile, StepRule
from desk_app.progress import Progress, silent
from desk_app.records import Change, ProfileRecord, Route

if TYPE_CHECKING:
    from desk_app.store import Store

DAYS, LONGEST, UNIT, PUBLISHED = "days", "longest", "unit", "published"
NAMES_AT_MOST, DAYS_AT_MOST = 100, 365
YES, NO = "Yes", "No"
OWN = "the council's own version"
NOTHING = ""
"""The problem of no single field."""


def may_change(profile: Profile, rule: StepRule) -> tuple[str, ...]:
    """Which parts of a step's limit the council may set: some of DAYS, LONGEST, UNIT, PUBLISHED."""
    if profile.route is Route.STATUTORY and not rule.local:
        return ()
    parts = [DAYS]
    if rule.longest is not None:
        parts.append(LONGEST)
    if rule.soft:
        parts.append(UNIT)
    return (*parts, PUBLISHED)


def why_fixed(profile: Profile, rule: StepRule) -> str:
    """Why a step's limit cannot be changed: "Set for every council by reg 14, SI 2006/1738", "" if it can."""
    return "" if may_change(profile, rule) else f"Set for every council by {rule.citation}"


def own(store: Store) -> dict[str, ProfileRecord]:
    """The council's own procedures by key."""
    return {record.key: record for record in store.all(ProfileRecord)}


# --- what was entered
def drafted(store: Store, base: Profile, given: Mapping[str, object], today: date) -> tuple[Profile, dict[str, str]]:
    """The version as entered, as far as it can be read, and what is wrong, by field.

    Answers: `name`, `from_on`, `closures` (Yes or No), and for each step `KEY.days`, `.longest`, `.unit`, `.published`.
    """
    answers = Answers(given, today)
    profiles = store.profiles()
    name = " ".join(answers.text("name", "Enter a name for it.").split())
    if len(name) > NAMES_AT_MOST:
        answers.wrong("name", f"This is longer than {NAMES_AT_MOST} letters. Shorten it.")
    if name.casefold() in {profile.name.casefold() for profile in profiles.values()}:
        answers.wrong("name", "A procedure has this name already. Add something, such as the year.")
    from_on = _from_on(answers, base, profiles.values())
    steps = tuple(_step(answers, base, rule) for rule in base.steps)
    closures = base.route is not Route.STATUTORY and answers.text("closures", NO if base.closures else "") == YES
    made = Profile(
        key=_key(base, from_on or today, profiles), name=name, route=base.route, steps=steps, closures=closures,
        citation=base.citation if base.citation.startswith(OWN) else f"{OWN}; based on {base.citation}",
        from_on=from_on,
    )  # fmt: skip
    if not answers.problems and from_on is not None and not differences(_before(base, from_on, profiles), made):
        answers.wrong(NOTHING, "Nothing differs from the procedure in force then. Change a limit.")
    return made, answers.problems


def _from_on(answers: Answers, base: Profile, profiles: Iterable[Profile]) -> date | None:
    on = answers.day("from_on", "Enter the first day it holds.", ahead=True)
    if on is None:
        return None
    if on < answers.today:
        answers.wrong(
            "from_on", "Complaints received before today keep their procedure, so it cannot begin earlier. "
            "Enter today or a later day.",
        )  # fmt: skip
    last = max(
        (p for p in profiles if p.route is base.route and p.from_on), key=lambda p: p.from_on or on, default=None
    )
    if last is not None and last.from_on is not None and on <= last.from_on:
        answers.wrong(
            "from_on",
            f"“{last.name}” begins on {in_words(last.from_on)}. Enter a later day, or take that one back first.",
        )
    return on


def _step(answers: Answers, base: Profile, rule: StepRule) -> StepRule:
    parts = may_change(base, rule)
    if not parts:
        return rule
    values: dict[str, object] = {}
    none = rule.soft or rule.days is None
    days = _number(answers, f"{rule.key}.{DAYS}", "" if none else "Enter how many days.")
    values[DAYS] = days
    if LONGEST in parts:
        longest = _number(answers, f"{rule.key}.{LONGEST}", "Enter how many days with an extension.")
        if longest is not None and days is not None and longest <= days:
            answers.wrong(f"{rule.key}.{LONGEST}", f"With an extension it must be longer than {days} days.")
        values[LONGEST] = longest
    if UNIT in parts:
        values[UNIT] = answers.text(f"{rule.key}.{UNIT}") or rule.unit
    values[PUBLISHED] = days is not None and answers.text(f"{rule.key}.{PUBLISHED}", "Choose Yes or No.") == YES
    made = replace(rule, **values)  # type: ignore[arg-type]
    return made if made == rule else replace(made, citation=OWN)


def _number(answers: Answers, key: str, needed: str) -> int | None:
    text = answers.text(key, needed)
    if not text:
        return None
    if not text.isdecimal() or not 1 <= int(text) <= DAYS_AT_MOST:
        answers.wrong(key, f"Enter a number of days from 1 to {DAYS_AT_MOST}.")
        return None
    return int(text)


def _key(base: Profile, on: date, profiles: Mapping[str, Profile]) -> str:
    wanted = f"{base.route.lower() if base.route else ''}-{on.isoformat()}"
    return next(k for n in range(1, len(profiles) + 2) if (k := wanted if n == 1 else f"{wanted}-{n}") not in profiles)


def _before(base: Profile, on: date, profiles: Mapping[str, Profile]) -> Profile:
    assert base.route is not None, "only complaint procedures are added"
    return procedures.in_force(base.route, on, profiles.values())


# --- what follows, in words
def what_follows(store: Store, base: Profile, made: Profile) -> tuple[str, ...]:
    """What would be otherwise for whom: the first line says for whom, those after it what."""
    if made.from_on is None:
        return ()
    lines = differences(_before(base, made.from_on, store.profiles()), made)
    later = store.settings().later_stage_profile == "requested"
    more = "A later stage that is asked for from then on follows it too." if later else ""
    keeps = "Cases received earlier keep their procedure."
    return (f"Complaints received from {in_words(made.from_on)}:", *lines, f"{keeps} {more}".strip())


def differences(before: Profile, after: Profile) -> tuple[str, ...]:
    """What one procedure says otherwise than another: "stage 1 response in 15 working days instead of 10"."""
    return tuple(_differences(before, after))


def _differences(before: Profile, after: Profile) -> Iterator[str]:
    for rule in after.steps:
        was = before.rule(rule.key)
        if was is None:
            yield f"{_label(rule)}: new, {procedures.in_words(rule)}"
        else:
            yield from _of_step(was, rule)
    for rule in before.steps:
        if after.rule(rule.key) is None:
            yield f"{_label(rule)}: no longer a step"
    if before.closures is not after.closures:
        yield "council closure days stop its clocks" if after.closures else "council closure days count as working days"


def _of_step(was: StepRule, rule: StepRule) -> Iterator[str]:
    label = _label(rule)
    if (rule.days, rule.unit) != (was.days, was.unit):
        if rule.days is None:
            yield f"{label}: no time limit instead of {_limit(was)}"
        elif was.days is None:
            yield f"{label} in {_limit(rule)} instead of no time limit"
        else:
            yield f"{label} in {_limit(rule)} instead of {was.days if was.unit == rule.unit else _limit(was)}"
    if rule.starts != was.starts:
        yield f"{label} counted from {procedures.STARTS[rule.starts]} instead of {procedures.STARTS[was.starts]}"
    if rule.longest != was.longest:
        yield f"{label} with an extension: {_longest(rule)} instead of {_longest(was)}"
    if rule.published is not was.published and rule.days is not None:
        yield f"{label}: the limit is {'published' if rule.published else 'not published, a reminder only'}"


def _label(rule: StepRule) -> str:
    return f"{rule.label[:1].lower()}{rule.label[1:]}"


def _limit(rule: StepRule) -> str:
    return f"{rule.days} {rule.unit} day{'' if rule.days == 1 else 's'}"


def _longest(rule: StepRule) -> str:
    if rule.longest is None:
        return "a date by agreement" if rule.by_agreement else "none"
    return f"up to {rule.longest} {rule.unit} days"


# --- verbs
def add(
    store: Store, base: Profile, given: Mapping[str, object], today: date, by: str, progress: Progress = silent
) -> tuple[Change | None, dict[str, str]]:
    """Save the version; the council's one before it ends the day before. The change, or what is wrong by field."""
    roles.require(store.role, roles.Task.PROFILES)
    made, problems = drafted(store, base, given, today)
    if problems:
        return None, problems
    assert made.from_on is not None
    with store.change(f"new procedure from {in_words(made.from_on)}: {made.name}", by, progress) as change:
        for record in store.all(ProfileRecord, route=made.route):
            if record.until_on is None:
                change.put(record, replace(record, until_on=made.from_on - timedelta(days=1)))
        change.put(None, procedures.to_record(made))
    return change.change, {}


def may_take_back(record: ProfileRecord, today: date) -> bool:
    """Whether a version has not begun: no case can have it."""
    return record.from_on is not None and record.from_on > today


def take_back(store: Store, record: ProfileRecord, today: date, by: str, progress: Progress = silent) -> Change:
    """Remove a version that has not begun; the council's one before it goes on. Raises Problem."""
    roles.require(store.role, roles.Task.PROFILES)
    if not may_take_back(record, today):
        raise Problem(
            f"“{record.name}” has begun, so cases may have it.", "Make a new version from today or a later day instead."
        )
    assert record.from_on is not None
    last_day = record.from_on - timedelta(days=1)
    with store.change(
        f"take back the procedure from {in_words(record.from_on)}: {record.name}", by, progress
    ) as change:
        for before in store.all(ProfileRecord, route=record.route, until_on=last_day):
            change.put(before, replace(before, until_on=None))
        change.put(record, None)
    return change.change


UNITS = (WORKING, CALENDAR)
