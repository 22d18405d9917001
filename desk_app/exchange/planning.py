"""What an import would do to a store: new cases, rows that are there already, rows that differ, what is refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.exchange import near_misses, records_of
from desk_app.exchange.existing import Differs, Existing
from desk_app.exchange.reading import Reading, Rejected, Row
from desk_app.exchange.words import LISTED
from desk_app.intake import match_key
from desk_app.progress import Progress, silent
from desk_app.records import (
    RECORDS,
    Case,
    Investigation,
    Kind,
    ListEntry,
    ListName,
    Party,
    Person,
    Record,
    Role,
)
from desk_app.store import references

if TYPE_CHECKING:
    from desk_app.store import Store

AT_ONCE = 100
NAMED_AT_MOST = 3
ONE_PERSON = "Taken as one person each"
PARENT = {"team": "service_area", "subcategory": "category"}
ONLY_COMPLAINTS = ("stage", "route", "opened_on", "responded_on", "extended_to", "learning", "action")
AGREED = ("kind", "received_on", "channel", "team", "region", "customer", "relationship", "child", "looked_after",
          "category", "subcategory", "themes")  # fmt: skip
"""Case fields whose disagreement on a later row is worth a warning (its team is the investigation's)."""


@dataclass(slots=True)
class Plan:
    """Everything an import would write, worked out before anything is written."""

    reading: Reading
    update: bool = False  # rows that differ are changed too
    records: list[Record] = field(default_factory=list)
    unnumbered: list[Case] = field(default_factory=list)  # cases that still need a reference
    updates: list[tuple[Record, Record]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differs: list[Differs] = field(default_factory=list)
    joined_people: dict[str, int] = field(default_factory=dict)  # name -> cases
    joined_lists: list[tuple[str, str, int]] = field(default_factory=list)  # list, value, rows
    cases: int = 0
    investigations: int = 0
    same: int = 0


def plan(reading: Reading, store: Store, today: date, *, update: bool = False, progress: Progress = silent) -> Plan:
    """Work out what importing `reading` would do. Nothing is written, and the reading stays as it is."""
    made = Plan(reading, update, rejected=list(reading.rejected), warnings=list(reading.warnings))
    planner = _Planner(made, store, today, progress)
    planner.run()
    return planner.plan


class _Planner:
    """Works through a reading against a store."""

    def __init__(self, plan: Plan, store: Store, today: date, progress: Progress) -> None:
        self.plan, self.store, self.today, self.progress = plan, store, today, progress
        self.profiles = list(store.profiles().values())
        self.existing = Existing(store)
        self.people: dict[str, Person] = {}  # new complainants by match key
        self.children: dict[tuple[int, str], Person] = {}  # by complainant and match key
        self.cases_of: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self.ids: Iterator[int] = iter(())

    def run(self) -> None:
        rows = self._allowed(self.plan.reading.rows)
        self._spell(rows)
        groups = self._groups(rows)
        rows = [row for group in groups.values() for row in group]
        self._join_lists(rows)
        self._warn_lost(rows)
        self._warn_alike(rows)
        new, known = self._split(groups)
        self.ids = iter(self.store.new_ids(_enough(rows)))
        for n, group in enumerate(sorted(new, key=lambda g: (g[0]["received_on"], g[0].number))):
            self._report(n, len(new) + len(known))
            self._new_case(group)
        for n, (case_id, group) in enumerate(known, start=len(new)):
            self._report(n, len(new) + len(known))
            self._known_case(case_id, group)
        self._name_incomplete(rows)
        self._name_people()
        if rows and self.plan.same == len(rows):
            self.plan.warnings.append(f"Nothing new: {_rows(len(rows))} there already, as in the file.")
        order = {cls: n for n, cls in enumerate(RECORDS)}
        self.plan.records.sort(key=lambda r: order[type(r)])
        self.plan.rejected.sort(key=lambda r: r.row)

    def _report(self, done: int, total: int) -> None:
        if done % AT_ONCE == 0:
            self.progress(done, total, "Comparing with the store")

    def _allowed(self, rows: Iterable[Row]) -> list[Row]:
        """Without the rows whose case was erased, also those that are known by their words alone."""
        rows, kept = list(rows), []
        buried = self.store.tombstones()
        column = self.plan.reading.headings.names.get("reference", "Ref")
        for row in rows:
            if buried and buried & set(_digests(row)):
                problem = f"{row.reference or 'This case'} was erased from this store."
                self.plan.rejected.append(Rejected(row.number, column, problem))
            else:
                kept.append(replace(row, values=dict(row.values)))  # what a list respells is this plan's affair
        return kept

    # --- lists
    def _spell(self, rows: list[Row]) -> None:
        """List values as the lists spell them."""
        for key, name in LISTED.items():
            if counts := _counts(rows, key):
                taken = near_misses.settle(counts, [entry.value for entry in self.store.lists().get(name, ())])
                self._respell(rows, key, taken)
                self._warn_respelt(key, counts, taken)

    def _join_lists(self, rows: list[Row]) -> None:
        """Values that are new join their list."""
        for key, name in LISTED.items():
            on_list = {entry.value for entry in self.store.lists().get(name, ())}
            new = {value: count for value, count in _counts(rows, key).items() if value not in on_list}
            if new:
                self._join(rows, key, name, new)

    def _respell(self, rows: list[Row], key: str, taken: dict[str, str]) -> None:
        if all(written == meant for written, meant in taken.items()):
            return
        for row in rows:
            value = row[key]
            if isinstance(value, tuple):
                row.values[key] = tuple(taken[v] for v in value)
            elif value:
                row.values[key] = taken[value]

    def _warn_respelt(self, key: str, counts: Counter[str], taken: dict[str, str]) -> None:
        column = self.plan.reading.headings.names.get(key, key)
        for written, meant in sorted(taken.items()):
            if written != meant:
                self.plan.warnings.append(f"{column}: “{written}” was taken as “{meant}” ({_rows(counts[written])}).")

    def _join(self, rows: list[Row], key: str, name: ListName, new: dict[str, int]) -> None:
        parents = self._parents(rows, key, new)
        position = len(self.store.lists().get(name, ()))
        column = self.plan.reading.headings.names.get(key, key)
        for value, count in sorted(new.items()):
            position += 1
            self.plan.records.append(
                ListEntry(list=name, value=value, position=position, parent=parents.get(value, ""))
            )
            self.plan.joined_lists.append((str(name), value, count))
            self.plan.warnings.append(f"{column}: “{value}” is new and joins the list ({_rows(count)}).")

    @staticmethod
    def _parents(rows: list[Row], key: str, new: Collection[str]) -> dict[str, str]:
        """The service area of a new team, the category of a new sub-category: the first they appear with."""
        above = PARENT.get(key)
        found: dict[str, str] = {}
        if above:
            for row in rows:
                if row[key] in new and row[above]:
                    found.setdefault(row[key], row[above])
        return found

    def _warn_lost(self, rows: list[Row]) -> None:
        """What only a complaint has is lost on other kinds: say so."""
        names = self.plan.reading.headings.names
        for row in rows:
            lost = [names.get(key, key) for key in ONLY_COMPLAINTS if row[key] and row["kind"] is not Kind.COMPLAINT]
            if lost:
                kind = str(row["kind"]).lower()
                self.plan.warnings.append(f"Row {row.number}: a {kind} has no {', '.join(lost)}; left out.")

    def _warn_alike(self, rows: list[Row]) -> None:
        """References that differ only in capitals may be one case."""
        spelt: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            spelt[row.reference.casefold()].add(row.reference)
        for written in spelt.values():
            if len(written) > 1:
                listed = " and ".join(sorted(written))
                self.plan.warnings.append(f"{listed} differ only in capitals, so they are two cases. Check them.")

    # --- cases
    def _groups(self, rows: list[Row]) -> dict[object, list[Row]]:
        """Rows by case, without those that would be lost in it: they are left out, and said to be."""
        groups: dict[object, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.reference or records_of.anonymous_key(row)].append(row)
        return {key: list(self._with_room(group)) for key, group in groups.items()}

    def _with_room(self, group: list[Row]) -> Iterator[Row]:
        """The rows that say something of their own, or nothing that an earlier one does not say.

        Another kind of feedback is another case, whatever its reference.
        """
        earlier: dict[records_of.Identity, Row] = {("", "", ""): group[0]}  # what is of the case alone: its first row
        for row in group:
            same_kind = row["kind"] is group[0]["kind"]
            first = earlier.setdefault(records_of.identity(row), row) if same_kind else group[0]
            other = [key for key, value in row.values.items() if value and value != first[key]]
            if other:
                self._leave_out(row, first, other)
            else:
                yield row

    def _leave_out(self, row: Row, first: Row, other: list[str]) -> None:
        names = self.plan.reading.headings.names
        differing = _and([names.get(key, key) for key in other])
        column = names.get("reference", "Ref") if row.reference else names.get(other[0], other[0])
        why = (
            f"Row {first.number} has the reference {row.reference}, too, but another {differing}."
            " Give another case its own reference; write what belongs together into one row."
            if row.reference
            else f"Row {first.number} is the same feedback with another {differing}."
            " Write what belongs together into one row, or give each a reference."
        )
        self.plan.rejected.append(Rejected(row.number, column, why))

    def _split(self, groups: dict[object, list[Row]]) -> tuple[list[list[Row]], list[tuple[int, list[Row]]]]:
        """Rows of new cases, and those of cases that the store has."""
        new, known = [], []
        for key, group in groups.items():
            case_id = self.existing.case_id(key)
            if case_id is None:
                new.append(group)
            else:
                known.append((case_id, group))
        return new, known

    def _new_case(self, group: list[Row]) -> None:
        first = group[0]
        case = records_of.case_of(first, self.today, self.store.member)
        case = replace(case, id=next(self.ids))
        if case.reference:
            self.plan.records.append(case)
        else:
            self.plan.unnumbered.append(case)
        self.plan.cases += 1
        self._parties(first, case)
        self._warn_disagreements(group)
        for row in self._once(group):
            self._add(records_of.build(row, case, self.ids, self.profiles))

    def _add(self, built: records_of.Built) -> None:
        row = built.row
        self.plan.records += built.records()
        self.plan.investigations += isinstance(built.investigation, Investigation)
        if row["kind"] is Kind.COMPLAINT and row["outcome"] and not row["responded_on"] and built.investigation:
            self.plan.warnings.append(f"Row {row.number}: there is an outcome but no response date, so it stays open.")
        counts = {len(row[k] or ()) for k in ("learning_category", "learning") if row[k]}
        if len(counts) > 1:
            self.plan.warnings.append(f"Row {row.number}: Learning and Learning category differ in length.")

    def _once(self, group: list[Row]) -> Iterator[Row]:
        """The rows without those that repeat an earlier one: that one counts."""
        seen: dict[records_of.Identity, Row] = {}
        for row in group:
            first = seen.setdefault(records_of.identity(row), row)
            if first is row:
                yield row
            else:
                self.plan.warnings.append(f"Row {row.number} repeats row {first.number}; row {first.number} counts.")

    def _warn_disagreements(self, group: list[Row]) -> None:
        first = group[0]
        for row in group[1:]:
            for key in AGREED:
                if key in ("team", "region", "relationship") and row["stage"] is not None:
                    continue
                if row[key] and first[key] and row[key] != first[key]:
                    column = self.plan.reading.headings.names.get(key, key)
                    self.plan.warnings.append(
                        f"Row {row.number}: {column} differs from the first row of {row.reference}; that one counts."
                    )

    # --- people
    def _parties(self, row: Row, case: Case) -> None:
        name = " ".join((row["customer"] or "").split())
        key = match_key(name)
        complainant_id = 0
        if key:
            complainant_id = self._complainant(key, name)
            self.cases_of[key] += case.kind is Kind.COMPLAINT
            self.names.setdefault(key, name)
            self._party(case, complainant_id, Role.COMPLAINANT, row["relationship"] or "")
        child = " ".join((row["child"] or "").split())
        child_key = match_key(child)
        if not child_key:
            return
        if child_key == key and case.made_by_child:
            self._party(case, complainant_id, Role.CHILD, "")
            return
        person = self.children.get((complainant_id, child_key))
        if person is None:
            person = Person(id=next(self.ids), name=child, match_key=child_key)
            self.plan.records.append(person)
            if complainant_id:
                self.children[complainant_id, child_key] = person
        self._party(case, person.id, Role.CHILD, "")

    def _complainant(self, key: str, name: str) -> int:
        """The id of the one complainant of that name, here or in the store."""
        there = self.existing.complainant(key)
        if there:
            return there
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person(id=next(self.ids), name=name, match_key=key)
            self.plan.records.append(person)
        return person.id

    def _party(self, case: Case, person_id: int, role: Role, relationship: str) -> None:
        self.plan.records.append(
            Party(id=next(self.ids), case_id=case.id, person_id=person_id, role=role, relationship=relationship)
        )

    def _name_people(self) -> None:
        """The names that were joined; each can be split later."""
        for key, count in sorted(self.cases_of.items()):
            if count + self.existing.cases_of(key) > 1:
                self.plan.joined_people[self.names[key]] = count + self.existing.cases_of(key)
        if self.plan.joined_people:
            listed = ", ".join(f"{name} ({count} cases)" for name, count in self.plan.joined_people.items())
            self.plan.warnings.append(f"{ONE_PERSON}, because the names are the same: {listed}.")

    # --- rows of cases that are there
    def _known_case(self, case_id: int, group: list[Row]) -> None:
        update = self.plan.update
        known = self.existing.open(case_id, self.profiles)
        self.existing.names = self.plan.reading.headings.names
        case_updates, differing = known.compare_case(group[0], self.today, update=update)
        rows = list(self._once(group))
        known.match(rows)
        self.plan.same += len(group) - len(rows)
        for n, row in enumerate(rows):
            is_new = not known.find(row) and records_of.identity(row) != ("", "", "")
            updates, differs = ([], []) if is_new else known.compare(row, self.ids, self.profiles, update=update)
            if n == 0:
                updates, differs = [*case_updates, *updates], [*differing, *differs]
            if is_new:
                self._add(records_of.build(row, known.case, self.ids, self.profiles))
            self.plan.updates += [(old, new) for old, new in updates if old is not None]
            self.plan.records += [new for old, new in updates if old is None]
            self.plan.differs += differs
            self.plan.same += not differs and not is_new

    def _name_incomplete(self, rows: list[Row]) -> None:
        """A rejected row of a case that is accepted leaves the case incomplete."""
        accepted = {row.reference for row in rows if row.reference}
        for number, reference in self.plan.reading.rejected_references.items():
            if reference in accepted:
                self.plan.warnings.append(f"Case incomplete: {reference}, because row {number} was rejected.")


def _digests(row: Row) -> Iterator[str]:
    """What a tombstone may have of the case of a row: by its reference, and by its words also under another one."""
    received, kind, customer, words = records_of.anonymous_key(row)
    if row.reference:
        yield references.digest(row.reference)
    if words or not row.reference:
        yield references.digest_of_row(received, kind, customer, words)


def _items(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) and value else ()


def _counts(rows: Iterable[Row], key: str) -> Counter[str]:
    """How often each value of a list occurs."""
    return Counter(value for row in rows for value in _items(row[key]))


def _and(names: list[str]) -> str:
    """ "Type, Received and Outcome"; of many, how many more."""
    shown = names if len(names) <= NAMED_AT_MOST else [*names[: NAMED_AT_MOST - 1], f"{len(names) - 2} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _enough(rows: list[Row]) -> int:
    """Ids for everything that the rows may become."""
    lists_of = ("learning_category", "learning", "action")
    return sum(8 + sum(len(row[key] or ()) for key in lists_of) for row in rows)
