"""Which cases a change touched, and so what has to be derived anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk_app.progress import Progress, silent
from desk_app.records import Case, CaseFile, Holiday, Person, ProfileRecord, Record, SettingRecord
from desk_app.store import case_files, derived, engine, references, traces
from desk_app.store.rows import Codec, Row

if TYPE_CHECKING:
    from desk_app.store.store import Store

_BULK = 500  # new cases in one change: an import
_TELL_EVERY = 100  # cases
CLOCK_SETTINGS = frozenset(
    {"stage_1_basis", "stage_2_basis", "draft_days", "chase_days", "learning_form_days", "consent_days"}
)
"""The settings that deadlines.py asks."""


RUNNING_ON = """
SELECT step.case_id FROM step JOIN feedback_case ON feedback_case.id = step.case_id GROUP BY step.case_id
HAVING ?1 BETWEEN min(received_on, coalesce(min(starts_on), received_on), coalesce(min(due_on), received_on))
AND max(
    coalesce(max(due_on), ''), coalesce(max(limit_on), ''), coalesce(max(expected_on), ''), coalesce(max(other_on), '')
)
"""  # cases that had a clock running on a day: a holiday then moves it
FOLLOWING = """
SELECT case_id FROM investigation WHERE profile = ?1 UNION SELECT id FROM feedback_case WHERE received_on >= ?2
"""  # cases that may follow a procedure of that key from that day on


def renew(connection: engine.Connection, rules: derived.Rules, progress: Progress = silent) -> None:
    """Derive what follows from every case and person again."""
    traces.renew(connection)
    _rewrite(connection, {row[0] for row in connection.execute("SELECT id FROM feedback_case")}, rules, progress)


def _rewrite(
    connection: engine.Connection, cases: Collection[int], rules: derived.Rules, progress: Progress
) -> set[int]:
    """Derive these cases again; which of them are gone."""
    gone = set(cases)
    for n, file in enumerate(case_files.many(connection, sorted(cases))):
        if n % _TELL_EVERY == 0:
            progress(n, len(cases), "Working out the dates of every case")
        gone.discard(file.case.id)
        derived.replace(connection, derived.of(file, rules))
    return gone


@dataclass(slots=True)
class Upkeep:
    """Collected while a change is made. New cases are kept in mind whole, so that they need not be read again."""

    new: dict[int, Case] = field(default_factory=dict)
    parts: dict[int, dict[str, list[Any]]] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    cases: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    references: list[str] = field(default_factory=list)
    holidays: set[str] = field(default_factory=set)  # days, as in their column
    settings: set[str] = field(default_factory=set)
    profiles: set[tuple[str, str]] = field(default_factory=set)  # (key, from which day on)
    taken: set[str] = field(default_factory=set)  # references given in this change: noted already

    def added(self, record: Record) -> None:
        """A new record."""
        self.added_many((record,))

    def added_many(self, records: Sequence[Any]) -> None:
        """New records of one class."""
        cls = type(records[0])
        if cls is Case:
            self.new.update((case.id, case) for case in records)
        elif cls is Person:
            self.people.update((person.id, person) for person in records)
        elif cls is Holiday:
            self.holidays.update(holiday.on.isoformat() for holiday in records)
        elif cls is SettingRecord:
            self.settings.update(setting.key for setting in records)
        elif cls is ProfileRecord:
            self.profiles.update((p.key, p.from_on.isoformat() if p.from_on else "") for p in records)
        elif (name := case_files.parts().get(cls)) is not None:
            self._added_parts(name, records)

    def _added_parts(self, name: str, records: Iterable[Any]) -> None:
        for record in records:
            if record.case_id in self.new:
                self.parts.setdefault(record.case_id, {}).setdefault(name, []).append(record)
            elif record.case_id:
                self.cases.add(record.case_id)

    def touched(self, kept: Codec[Any], row: Row) -> None:
        """A row that was changed, removed or put back."""
        if kept.case_at is not None and row[kept.case_at]:
            self._reread(row[kept.case_at])
        if kept.cls is Person:
            self.persons.add(row[0])
            self.people.pop(row[0], None)
        elif kept.cls is Holiday:
            self.holidays.add(row[kept.names.index("on")])
        elif kept.cls is SettingRecord:
            self.settings.add(row[kept.names.index("key")])
        elif kept.cls is ProfileRecord:
            self.profiles.add((row[kept.names.index("key")], row[kept.names.index("from_on")] or ""))

    def _reread(self, case_id: int) -> None:
        self.cases.add(case_id)
        if case := self.new.pop(case_id, None):
            self.references.append(case.reference)
            self.parts.pop(case_id, None)

    # --- at the end of the change
    def carry_out(self, connection: engine.Connection, store: Store, progress: Progress = silent) -> None:
        """Bring everything derived up to what the records say now."""
        if self.holidays:
            derived.write_working_days(connection, store.calendar())
        if self.persons:
            traces.rewrite(connection, self.persons)
        traces.add(connection, self.people.values())
        for case_id in [*self._cases_of_people(connection), *self._cases_by_rules(connection)]:
            self._reread(case_id)
        if self.new or self.cases:
            rules = store.rules()
            self._rewrite(connection, rules, progress)
            derived.add(connection, (derived.of(file, rules) for file in self._new_files(connection)))
            if len(self.new) >= _BULK:
                derived.tidy(connection, len(self.new))
            used = {*self.references, *(case.reference for case in self.new.values())}
            references.note(connection, used - self.taken)

    def _rewrite(self, connection: engine.Connection, rules: derived.Rules, progress: Progress) -> None:
        derived.remove(connection, sorted(_rewrite(connection, self.cases, rules, progress)))

    def _cases_of_people(self, connection: engine.Connection) -> list[int]:
        sql = "SELECT DISTINCT case_id FROM party WHERE person_id = ?"
        return [row[0] for person_id in self.persons for row in connection.execute(sql, (person_id,))]

    def _cases_by_rules(self, connection: engine.Connection) -> list[int]:
        """The cases whose dates may be others because the office's rules are."""
        if self.settings & CLOCK_SETTINGS:
            return [row[0] for row in connection.execute("SELECT id FROM feedback_case")]
        return [
            *(row[0] for day in self.holidays for row in connection.execute(RUNNING_ON, (day,))),
            *(row[0] for profile in self.profiles for row in connection.execute(FOLLOWING, profile)),
        ]

    def _new_files(self, connection: engine.Connection) -> Iterator[CaseFile]:
        parties = [party for rows in self.parts.values() for party in rows.get("parties", ())]
        elsewhere = {party.person_id for party in parties if party.person_id not in self.people}
        known = {**self.people, **(case_files.people(connection, elsewhere) if elsewhere else {})}
        for case_id in sorted(self.new):
            rows = self.parts.get(case_id, {})
            for records in rows.values():
                records.sort(key=lambda record: record.id)
            if "parties" in rows:
                rows["people"] = case_files.persons(rows["parties"], known)
            yield case_files.of(self.new[case_id], rows)
