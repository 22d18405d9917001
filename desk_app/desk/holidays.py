"""One-off bank holidays and council closures: what they would move, and adding or removing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk_app import deadlines, roles
from desk_app.dates import in_words
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Change, Holiday, State, Step
from desk_app.working_days import FIRST, LAST, Calendar, bank_holidays, calendar

if TYPE_CHECKING:
    from desk_app.store import Store

NAMES_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Moved:
    """A date of an open case that would be another."""

    case_id: int
    reference: str
    label: str
    was_on: date
    will_be_on: date


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of the holidays would do. `judged` are answered steps that would be in time or late otherwise."""

    moved: tuple[Moved, ...] = ()
    judged: tuple[str, ...] = ()
    why_none: str = ""  # why no date moves, where that may surprise


def add(store: Store, holiday: Holiday, by: str, progress: Progress = silent) -> Change:
    """Add a day; every date it moves is moved by the same change. Raises Problem."""
    roles.require(store.role, roles.Task.PROFILES)
    for text in problems(store, holiday).values():
        raise Problem(text)
    with store.change(f"add {_kind(holiday)}: {_named(holiday)}", by, progress) as change:
        change.put(None, holiday)
    return change.change


def remove(store: Store, holiday: Holiday, by: str, progress: Progress = silent) -> Change:
    """Remove a day that was added; the dates move back."""
    roles.require(store.role, roles.Task.PROFILES)
    with store.change(f"remove {_kind(holiday)}: {_named(holiday)}", by, progress) as change:
        change.put(holiday, None)
    return change.change


def _kind(holiday: Holiday) -> str:
    return "council closure" if holiday.closure else "bank holiday"


def _named(holiday: Holiday) -> str:
    return f"{in_words(holiday.on)}, {holiday.name}"


def problems(store: Store, holiday: Holiday) -> dict[str, str]:
    """What is wrong with a day to be added, by field."""
    found: dict[str, str] = {}
    if not holiday.name.strip():
        found["name"] = "Enter a name, such as the occasion."
    elif len(holiday.name) > NAMES_AT_MOST:
        found["name"] = f"This is longer than {NAMES_AT_MOST} letters. Shorten it."
    known = bank_holidays().get(holiday.on)
    own = next((each for each in store.all(Holiday) if each.on == holiday.on), None)
    if not FIRST <= holiday.on <= LAST:
        found["on"] = f"Enter a day from {FIRST.year} to {LAST.year}."
    elif known:
        found["on"] = f"{in_words(holiday.on)} is a bank holiday already: {known}."
    elif own is not None:
        found["on"] = f"{in_words(holiday.on)} was added already: {own.name}. Remove that first."
    return found


def effects_of_adding(store: Store, holiday: Holiday, today: date, progress: Progress = silent) -> Effects:
    """What would follow if this day were added."""
    return _effects(store, holiday, [*store.all(Holiday), holiday], today, progress)


def effects_of_removing(store: Store, holiday: Holiday, today: date, progress: Progress = silent) -> Effects:
    """What would follow if this day were removed."""
    rest = [each for each in store.all(Holiday) if each.id != holiday.id]
    return _effects(store, holiday, rest, today, progress)


def _effects(store: Store, holiday: Holiday, after: Iterable[Holiday], today: date, progress: Progress) -> Effects:
    if why := _without_effect(store, holiday):
        return Effects(why_none=why)
    days = calendar(after)
    ids = store.running_on(holiday.on)
    moved: list[Moved] = []
    judged: list[str] = []
    for n, file in enumerate(store.case_files(ids)):
        progress(n, len(ids), "Working out what would move")
        for was, will_be in _pairs(store, file, days):
            if was.done_on is not None and deadlines.state(was, today) is not deadlines.state(will_be, today):
                judged.append(f"{file.case.reference} {was.label.lower()}")
            elif _matters(was, will_be, today):
                assert was.due_on is not None
                assert will_be.due_on is not None
                moved.append(Moved(file.case.id, file.case.reference, was.label, was.due_on, will_be.due_on))
    return Effects(tuple(sorted(moved, key=lambda m: (m.was_on, m.reference, m.label))), tuple(sorted(judged)))


def _pairs(store: Store, file: CaseFile, days: Calendar) -> Iterator[tuple[Step, Step]]:
    """Each step of a case as it is, and as it would be with these days."""
    rules = store.rules()
    return zip(rules.steps(file), rules._replace(days=days).steps(file), strict=True)


def _matters(was: Step, will_be: Step, today: date) -> bool:
    """Whether somebody waits for the date that moves: it is not done, and no window that has closed."""
    if was.done_on is not None or was.due_on == will_be.due_on or None in (was.due_on, will_be.due_on):
        return False
    return any(deadlines.state(step, today) is not State.NOT_APPLICABLE for step in (was, will_be))


def _without_effect(store: Store, holiday: Holiday) -> str:
    """Why this day moves no date whatever the cases are; "" if it may."""
    if holiday.on.weekday() >= 5:
        return f"{holiday.on:%A} {in_words(holiday.on)} is no working day in any case, so no date moves."
    if holiday.closure and not any(profile.closures for profile in store.profiles().values()):
        return "No procedure in this store stops its clocks for council closures, so no date moves. It is only noted."
    return ""
