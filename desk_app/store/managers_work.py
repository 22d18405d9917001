"""What only managers do (roles.py) and restoring an older backup takes back: said before, and a manager's to decide.

Compared as it stands in both, whoever did it: what was done and undone is no loss. Holds of cases that the backup has,
erasures and members are carried over instead (since.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desk_app.records import Decision, DecisionKind, Holiday, ListEntry, ProfileRecord, Record, SettingRecord, Snooze
from desk_app.roles import Task
from desk_app.store import guarded, references
from desk_app.store.retained import KEPT_LONGER
from desk_app.store.rows import Row, codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

SHOWN = 6
_HELD = "SELECT id FROM feedback_case WHERE legal_hold = 1"


def taken_back(now: Store, backup: Store, carried_over: frozenset[int]) -> tuple[str, ...]:
    """A phrase for each kind of work of managers that the backup has not; `carried_over`: cases that are erased in it.

    Of two open stores of one lineage.
    """
    held = {row[0] for row in now.read(_HELD)} - {row[0] for row in backup.read("SELECT id FROM feedback_case")}
    longer = _of_cases(now, backup, Snooze, "step", KEPT_LONGER) - carried_over
    dated = _of_cases(now, backup, Decision, "kind", DecisionKind.DATE_CORRECTED) - carried_over
    settings = _settings(now) ^ _settings(backup)
    tasks = {guarded.SETTINGS[key] for key, _ in settings}
    procedures = Task.PROFILES in tasks or any(_all(now, of) != _all(backup, of) for of in (ProfileRecord, Holiday))
    phrases = (
        (held, f"cases on legal hold that are not in the backup ({_listed(now, held)})"),
        (longer, f"cases kept longer ({_listed(now, longer)})"),
        (dated, f"corrected dates ({_listed(now, dated)})"),
        (_notes_of_matters(now) - _notes_of_matters(backup), "corrected dates of matters of the Ombudsman"),
        (Task.KEEPING in tasks, "settings of how long feedback is kept and when the program locks"),
        (procedures, "procedures, closure days and what else moves dates"),
        (_lists_differ(now, backup), "changed lists and teams"),
    )
    return tuple(phrase for is_so, phrase in phrases if is_so)


def _of_cases(now: Store, backup: Store, of: type[Snooze | Decision], field: str, value: str) -> frozenset[int]:
    """The cases of the records that only the store has."""
    kept = codec(of)
    sql = f"SELECT id, case_id FROM {kept.table} WHERE {field} = ?"
    there = set(backup.read(sql, (str(value),)))
    return frozenset(row[1] for row in now.read(sql, (str(value),)) if row not in there)


def _notes_of_matters(store: Store) -> set[Row]:
    """What was corrected of those that are of none of our cases."""
    return set(store.read("SELECT id, corrections FROM ombudsman_matter WHERE corrections <> ''"))


def _settings(store: Store) -> set[tuple[str, str]]:
    """Those that are not everybody's to change."""
    return {(s.key, s.value) for s in store.all(SettingRecord) if s.key in guarded.SETTINGS}


def _all(store: Store, of: type[Record]) -> set[Row]:
    return {row[2:] for row in store.read(codec(of).select)}


def _lists_differ(now: Store, backup: Store) -> bool:
    """Whether an entry that both have reads otherwise. One that is new may have come with a case, as an officer's."""
    there = dict(_by_id(backup.read(codec(ListEntry).select)))
    return any(there.get(entry, row) != row for entry, row in _by_id(now.read(codec(ListEntry).select)))


def _by_id(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    return ((row[0], row[2:]) for row in rows)


def _listed(store: Store, cases: Iterable[int]) -> str:
    names = sorted(references.of(store.connection, case_id) or "without reference" for case_id in cases)
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
