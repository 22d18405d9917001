"""Correcting what was recorded: one change, checked against the version that was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from desk_app import dates, roles
from desk_app.answers import wrong_day, wrong_name
from desk_app.intake import match_key
from desk_app.problems import Problem
from desk_app.procedures import in_force
from desk_app.records import Case, Change, Investigation, Person, Record, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.store import Store

R = TypeVar("R", bound=Record)

KEPT = frozenset({"id", "version", "reference", "case_id", "person_id", "match_key"})
MAY_LIE_AHEAD = frozenset({"target_on", "panel_meets_on", "to_on", "due_on", "resubmit_by", "review_on", "extended_to"})
"""Dates of what is planned; every other one is of something that has happened."""
PLANS = MAY_LIE_AHEAD - {"to_on"}
"""What moves as work goes on. The end of an extension decides what was in time, so it is none of these."""
NAMES = frozenset({"name", "investigator", "investigating_officer", "independent_person"})
"""What people are called."""


class WrongField(Problem):
    """A problem of one field."""

    def __init__(self, field: str, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.field = field


def correct(store: Store, old: R, changes: Mapping[str, Any], today: date, by: str) -> Change | None:
    """Save new values of some fields of a record as it was read (`old`); None if nothing differs.

    A complaint's stage 1 opens on the day of receipt, so it follows a corrected one, with the procedure of that day.
    Raises WrongField for a date or a name that cannot be, Problem when the record was changed meanwhile.
    """
    known = {f.name for f in fields(old)}
    wrong = [name for name in changes if name not in known or name in KEPT]
    if wrong:
        raise Problem(f"These fields cannot be corrected: {', '.join(sorted(wrong))}.", "Leave them as they are.")
    new = replace(old, **changes)
    if new == old:
        return None
    if corrects_dates(old, new):
        roles.require(store.role, roles.Task.CORRECT_DATES)
    for name in changes:
        check_day(name, getattr(new, name), today)
        _check_name(name, getattr(new, name))
    if isinstance(new, Investigation):
        _check_order(new)
    if isinstance(new, Person) and isinstance(old, Person) and new.name != old.name:
        new = replace(new, match_key=match_key(new.name))
    with store.change(f"correct {old.table.replace('feedback_', '').replace('_', ' ')}", by) as change:
        change.put(old, new)
        if isinstance(old, Case) and isinstance(new, Case) and new.received_on != old.received_on:
            for was, now in _following(store, old, new):
                change.put(was, now)
    return change.change


def _following(store: Store, old: Case, new: Case) -> Iterator[tuple[Investigation, Investigation]]:
    """The stage 1 investigations that were opened on the day of receipt."""
    profiles = store.profiles().values()
    for item in store.all(Investigation, case_id=old.id):
        if item.stage is Stage.ONE and item.opened_on == old.received_on:
            profile = in_force(item.route, new.received_on, profiles).key
            yield item, replace(item, opened_on=new.received_on, profile=profile)


def is_recorded_date(record: Record, name: str) -> bool:
    """Whether a field of a case's record is a date that was recorded: from then on it is a manager's to correct.

    Not a date that is still empty, nor a plan, nor anything of a person such as a birthday.
    """
    of_a_case = isinstance(record, Case) or getattr(record, "case_id", None) is not None
    return of_a_case and isinstance(getattr(record, name), date) and name not in PLANS


def corrects_dates(old: Record, new: Record) -> bool:
    """Whether a date that counts was recorded before, and is another one now or gone."""
    return any(getattr(new, f.name) != getattr(old, f.name) and is_recorded_date(old, f.name) for f in fields(old))


def check_day(name: str, value: object, today: date) -> None:
    """Raises WrongField where a date cannot be: that of something that has happened lies in the future."""
    if isinstance(value, date) and (wrong := wrong_day(value, today, ahead=name in MAY_LIE_AHEAD, key=name)):
        raise WrongField(name, wrong)


def _check_name(name: str, value: object) -> None:
    """Raises WrongField for what nobody is called."""
    if name in NAMES and isinstance(value, str) and (wrong := wrong_name(value)):
        raise WrongField(name, wrong)


def _check_order(item: Investigation) -> None:
    """Nothing of an investigation happened before it was opened."""
    for field in fields(item):
        day = getattr(item, field.name)
        if field.name not in ("opened_on", "started_on") and isinstance(day, date) and day < item.opened_on:
            opened = dates.in_words(item.opened_on)
            raise WrongField(field.name, f"This is before it was opened on {opened}.", "Check both dates.")
