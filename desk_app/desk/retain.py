"""Retention: what is past its date, keeping it longer, legal holds. Nothing is erased by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desk_app import retention, roles
from desk_app.answers import Answers, Given
from desk_app.dates import in_words
from desk_app.problems import Problem
from desk_app.records import Case, Change, Decision, DecisionKind, Snooze
from desk_app.roles import Task
from desk_app.store import retained
from desk_app.store.retained import KEPT_LONGER

if TYPE_CHECKING:
    from desk_app.store import Store

AHEAD = 1
"""Years ahead that can be looked at."""


class Shown(StrEnum):
    """Which cases."""

    PAST = "Past their date"
    SOON = "Within a year"
    HELD = "On legal hold"
    LONGER = "Kept longer"


@dataclass(frozen=True, slots=True)
class Due:
    """A case as the review list shows it."""

    case_id: int
    reference: str
    summary: str
    status: str
    closed_on: date | None
    until_on: date
    why: str
    on_hold: bool
    kept_longer_until: date | None

    def shown(self, today: date) -> Shown | None:
        """In which part of the list it stands."""
        if self.on_hold:
            return Shown.HELD
        if self.kept_longer_until is not None and self.kept_longer_until > today:
            return Shown.LONGER
        if self.until_on <= today:
            return Shown.PAST
        return Shown.SOON if self.until_on <= retention.years_after(today, AHEAD) else None


def review(store: Store, today: date, shown: Shown = Shown.PAST) -> list[Due]:
    """The cases of that part of the list, first what is longest past its date. A hold is listed whatever its date."""
    settings = store.settings()
    until = retention.years_after(today, AHEAD)
    found = []
    for each in retained.ended(store, until):
        kept = retention.kept(each.facts, settings)
        due = Due(
            each.case_id, each.reference, each.summary, each.status, each.facts.closed_on, kept.until_on, kept.why,
            each.on_hold, each.kept_longer_until,
        )  # fmt: skip
        if due.shown(today) is shown:
            found.append(due)
    return sorted(found, key=lambda due: (due.until_on, due.case_id))


Outcome = tuple[Change | None, dict[str, str]]
"""The change; or what is wrong, by field."""


def keep_longer(store: Store, case_ids: Collection[int], given: Given, today: date, by: str) -> Outcome:
    """Keep cases until a later day. Answers: `until_on`, `reason`."""
    roles.require(store.role, Task.ERASE)
    answers = Answers(given, today)
    until_on = answers.day("until_on", "Enter the day until which they are kept.", ahead=True)
    reason = answers.text("reason", "Say why.")
    if until_on is not None and until_on <= today:
        answers.wrong("until_on", "Enter a day after today.")
    if answers.problems or until_on is None:
        return None, dict(answers.problems)
    with store.change("keep longer than the schedule says", by) as change:
        for case_id in sorted(case_ids):
            old = next(iter(store.all(Snooze, case_id=case_id, step=KEPT_LONGER)), None)
            new = Snooze(case_id=case_id, step=KEPT_LONGER, until_on=until_on, reason=reason, snoozed_by=by)
            change.put(old, new if old is None else replace(new, id=old.id, version=old.version))
    return change.change, {}


def hold(store: Store, case_ids: Collection[int], given: Given, today: date, by: str) -> Outcome:
    """Put cases on legal hold: they cannot be erased until it is ended. Answers: `reason`."""
    return _hold(store, case_ids, given, today, by, held=True)


def release(store: Store, case_ids: Collection[int], given: Given, today: date, by: str) -> Outcome:
    """End the legal hold of cases. Answers: `reason`."""
    return _hold(store, case_ids, given, today, by, held=False)


def _hold(store: Store, case_ids: Collection[int], given: Given, today: date, by: str, *, held: bool) -> Outcome:
    roles.require(store.role, Task.ERASE)
    answers = Answers(given, today)
    reason = answers.text("reason", "Say why.")
    if answers.problems:
        return None, dict(answers.problems)
    cases = [case for case in (store.get(Case, each) for each in sorted(case_ids)) if case is not None]
    wanted = [case for case in cases if case.legal_hold is not held]
    if not wanted:
        raise Problem("They are on hold already." if held else "None of them is on hold.", "Nothing was changed.")
    what = "Put on hold" if held else "Hold ended"
    with store.change("put on legal hold" if held else "end legal hold", by) as change:
        for case in wanted:
            change.put(case, replace(case, legal_hold=held))
            change.put(
                None,
                Decision(
                    case_id=case.id, kind=DecisionKind.LEGAL_HOLD, what=what, reason=reason, decided_by=by,
                    decided_on=today,
                ),
            )  # fmt: skip
    return change.change, {}


def holds(store: Store, case_id: int) -> str:
    """Why a case is on hold: "Since 3 May 2026 (Alex Example): an inquiry asked for it", "" if it is not."""
    case = store.get(Case, case_id)
    if case is None or not case.legal_hold:
        return ""
    found = store.all(Decision, case_id=case_id, kind=DecisionKind.LEGAL_HOLD)
    if not found:
        return "On legal hold"
    last = found[-1]
    since = f"Since {in_words(last.decided_on)} " if last.decided_on else ""
    return f"{since}({last.decided_by}): {last.reason}"
