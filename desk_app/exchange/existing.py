"""What a store has already, as an import compares it: the same, different, or new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desk_app.exchange import records_of, values
from desk_app.exchange.reading import Row
from desk_app.intake import match_key
from desk_app.procedures import Profile
from desk_app.records import CaseFile, Investigation, OmbudsmanRequest, Record, Role

if TYPE_CHECKING:
    from desk_app.store import Store

IMPORT_VERB = "import register"
CASE_FIELDS = ("kind", "received_on", "channel", "service_area", "team", "region", "summary", "words", "looked_after",
               "consent", "category", "subcategory", "themes", "ended_before")  # fmt: skip
INVESTIGATION_FIELDS = (
    "route",
    "acknowledged_on",
    "responded_on",
    "ended_on",
    "ending",
    "outcome",
    "escalation_reason",
)
COLUMN = {"ended_before": "status", "ended_on": "responded_on", "ending": "outcome", "to_on": "extended_to",
          "sent_on": "responded_on", "decision": "outcome", "decision_since_2024": "outcome"}  # fmt: skip
"""The register's field of a record's field, where they are named differently."""

Update = tuple[Record | None, Record]


@dataclass(frozen=True, slots=True)
class Differs:
    """A value that the file and the store do not agree on."""

    row: int
    reference: str
    column: str
    stored: str
    file: str
    edited_here: bool

    def in_words(self, *, update: bool, done: bool) -> str:
        """What differs and what becomes of it; `done` once it was carried out."""
        return (
            f"Row {self.row}, {self.reference}: {self.column} differs ({self.stored or 'blank'} here,"
            f" {self.file or 'blank'} in the file); {self.fate(update=update, done=done)}."
        )

    def fate(self, *, update: bool, done: bool) -> str:
        """What becomes of the value that is stored here."""
        if self.edited_here:
            return "kept, as it was edited here"
        if not update:
            return "not changed"
        return "changed" if done else "would be changed"


class Existing:
    """The store's cases and complainants, looked up by what a register says of them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.names: dict[str, str] = {}
        self._cases: dict[object, int] = {}
        self._complainants: dict[str, int] = {}
        self._counts: Counter[str] = Counter()
        for id, reference in store.read("SELECT id, reference FROM feedback_case"):
            self._cases[reference] = id
        names = store.read(
            "SELECT p.match_key, p.id, c.kind FROM person p JOIN party ON party.person_id = p.id"
            " JOIN feedback_case c ON c.id = party.case_id"
            " WHERE party.role = ? AND p.match_key <> '' ORDER BY p.id DESC",
            (str(Role.COMPLAINANT),),
        )
        for key, id, kind in names:
            self._complainants[key] = id
            self._counts[key] += kind == "Complaint"

    def case_id(self, key: object) -> int | None:
        """The case of a reference, or of (received, kind, customer, words) where a register has no references."""
        if not isinstance(key, tuple):
            return self._cases.get(key)
        received, kind, customer, words = key
        rows = self.store.read(
            "SELECT c.id, c.words, p.name FROM feedback_case c"
            " LEFT JOIN party ON party.case_id = c.id AND party.role = ? LEFT JOIN person p ON p.id = party.person_id"
            " WHERE c.received_on = ? AND c.kind = ?",
            (str(Role.COMPLAINANT), received, kind),
        )
        for id, said, name in rows:
            if " ".join(said.split()).casefold() == words and match_key(name or "") == customer:
                return int(id)
        return None

    def complainant(self, key: str) -> int:
        """The id of the complainant of that name, 0 if there is none."""
        return self._complainants.get(key, 0)

    def cases_of(self, key: str) -> int:
        """How many complaint cases of that complainant the store has."""
        return self._counts[key]

    def open(self, case_id: int, profiles: Iterable[Profile]) -> KnownCase:
        """A case of the store, to compare rows with."""
        return KnownCase(self, self.store.case_file(case_id), list(profiles))


class KnownCase:
    """A case that the store has, and the rows of a register about it."""

    def __init__(self, existing: Existing, file: CaseFile, profiles: list[Profile]) -> None:
        self.existing, self.file, self.case, self.profiles = existing, file, file.case, profiles
        self._edited: set[tuple[str, int, str]] | None = None
        self._first: dict[records_of.Identity, int] = {}
        self._dated_otherwise: dict[int, Investigation] = {}  # by number of the row

    def match(self, rows: Iterable[Row]) -> None:
        """Before rows are looked for: which of them are investigations of the store with another date of opening.

        Of the same stage, team and procedure, and of the same answer, or answered since, or of another answer in days
        that overlap: nobody looks into the same twice at once. Where no other row of the file and no other
        investigation is.
        """
        rows = list(rows)
        found = {row.number: self.find(row) for row in rows}
        taken = {record.id for record in found.values() if record is not None}
        open_rows = [row for row in rows if found[row.number] is None]
        for row in open_rows:
            left = [i for i in self.file.investigations if i.id not in taken]
            alike = next(filter(None, ([i for i in left if may_be(i, row)] for may_be in _MAY_BE)), [])
            rivals = [r for r in open_rows if any(may_be(i, r) for i in alike for may_be in _MAY_BE)]
            if len(alike) == 1 and len(rivals) == 1:
                self._dated_otherwise[row.number] = alike[0]

    def find(self, row: Row) -> Record | None:
        """What the row became when it was imported, also if its team or date was corrected, here or in the file."""
        identity = records_of.identity(row)
        if identity == ("", "", ""):
            return self.case
        if identity[0] == values.OMBUDSMAN:
            return next((r for r in self.file.requests if r.received_on.isoformat() == identity[2]), None)
        for investigation in self.file.investigations:
            if (str(investigation.stage), investigation.team, investigation.opened_on.isoformat()) == identity:
                return investigation
        self._look_back()
        id = self._first.get(identity)
        known = next((i for i in self.file.investigations if i.id == id), None)
        return known or self._dated_otherwise.get(row.number)

    def compare_case(self, row: Row, today: date, *, update: bool) -> tuple[list[Update], list[Differs]]:
        """The case's own fields against the first row of its reference."""
        new = records_of.case_of(row, today, "")
        return self._compared(self.case, new, CASE_FIELDS, row, update=update)

    def compare(
        self, row: Row, ids: Iterator[int], profiles: Iterable[Profile], *, update: bool
    ) -> tuple[list[Update], list[Differs]]:
        """What the row became, against the row."""
        found = self.find(row)
        built = records_of.build(row, self.case, ids, profiles)
        if isinstance(found, Investigation) and built.investigation is not None:
            return self._compare_investigation(found, built, row, update=update)
        if isinstance(found, OmbudsmanRequest) and built.request is not None and built.matter is not None:
            updates, differs = self._compared(found, built.request, ("extended_to", "sent_on"), row, update=update)
            matter = next(m for m in self.file.matters if m.id == found.matter_id)
            more = self._compared(matter, built.matter, ("decision", "decision_since_2024"), row, update=update)
            return updates + more[0], differs + more[1]
        return [], []

    def _compare_investigation(
        self, found: Investigation, built: records_of.Built, row: Row, *, update: bool
    ) -> tuple[list[Update], list[Differs]]:
        assert built.investigation is not None
        dated = ("opened_on",) if row.number in self._dated_otherwise else ()
        names = (*dated, *INVESTIGATION_FIELDS)
        updates, differs = self._compared(found, built.investigation, names, row, update=update)
        if built.extension is not None:
            there = next((e for e in self.file.extensions if e.investigation_id == found.id), None)
            if there is None:
                differs.append(self._differs(row, "extended_to", "", str(built.extension.to_on), edited=False))
                updates += [(None, replace(built.extension, investigation_id=found.id))] if update else []
            else:
                more = self._compared(there, built.extension, ("to_on",), row, update=update)
                updates, differs = updates + more[0], differs + more[1]
        had = [(one.category, one.text) for one in self.file.learning if one.investigation_id == found.id]
        learnt = [(one.category, one.text) for one in built.learning]
        if learnt and had != learnt:
            differs.append(
                self._differs(row, "learning", f"{len(had)} points", f"{len(learnt)} points", edited=bool(had))
            )
            if update and not had:
                updates += [(None, replace(one, investigation_id=found.id)) for one in built.learning]
        done = [one.kind for one in self.file.actions if one.investigation_id == found.id]
        wanted = [one.kind for one in built.actions]
        if wanted and done != wanted:
            differs.append(self._differs(row, "action", "; ".join(done), "; ".join(wanted), edited=bool(done)))
            if update and not done:
                learning = {one.id for one in built.learning} if not had else set()
                updates += [
                    (
                        None,
                        replace(
                            one,
                            investigation_id=found.id,
                            learning_id=one.learning_id if one.learning_id in learning else None,
                        ),
                    )
                    for one in built.actions
                ]
        return updates, differs

    def _compared(
        self, old: Record, new: Record, names: Iterable[str], row: Row, *, update: bool
    ) -> tuple[list[Update], list[Differs]]:
        """Fields that differ; with `update`, the record with the file's values where it was not edited here since."""
        changes: dict[str, Any] = {}
        differs: list[Differs] = []
        for name in names:
            stored, wanted = getattr(old, name), getattr(new, name)
            if stored == wanted or wanted in (None, "", ()):
                continue  # a blank in a register says nothing
            edited = self._was_edited(old, name)
            differs.append(self._differs(row, name, _shown(stored), _shown(wanted), edited=edited))
            if not edited:
                changes[name] = wanted
        if not update or not changes:
            return [], differs
        return [(old, replace(old, **changes))], differs

    def _differs(self, row: Row, name: str, stored: str, wanted: str, *, edited: bool) -> Differs:
        key = "received_on" if name == "opened_on" and not row["opened_on"] else COLUMN.get(name, name)
        column = self.existing.names.get(key, key)
        return Differs(row.number, self.case.reference, column, stored, wanted, edited)

    def _was_edited(self, record: Record, name: str) -> bool:
        self._look_back()
        assert self._edited is not None
        return (record.table, record.id, name) in self._edited or (record.table, record.id, "") in self._edited

    def _look_back(self) -> None:
        """Read the case's journal: fields edited since their last import, and what rows were when imported."""
        if self._edited is not None:
            return
        self._edited = set()
        imported: set[tuple[str, int]] = set()
        for change, rows in self.existing.store.history(self.case.id, limit=10_000):  # newest first
            for row in rows:
                key = (row.table, row.id)
                if change.verb == IMPORT_VERB:
                    imported.add(key)
                    self._remember(row.table, row.id, row.after)
                elif key not in imported:
                    before, after = row.before or {}, row.after or {}
                    self._edited |= {(*key, name) for name in after if before.get(name) != after.get(name)}
                    if row.before is None:
                        self._edited.add((*key, ""))  # made here, not imported

    def _remember(self, table: str, id: int, after: dict[str, Any] | None) -> None:
        if table == Investigation.table and after:
            opened = after.get("opened_on")
            identity = (str(after.get("stage")), str(after.get("team") or ""), _iso(opened))
            self._first.setdefault(identity, id)


def _is_alike(known: Investigation, row: Row) -> bool:
    """Whether the row may be this investigation with another date of opening."""
    return _is_of(known, row) and known.closed_on == row["responded_on"]


def _is_answered_by(known: Investigation, row: Row) -> bool:
    """Whether the row may be this investigation, open so far, with another date of opening and now its answer."""
    answered = row["responded_on"]
    return _is_of(known, row) and known.closed_on is None and answered is not None and answered >= known.opened_on


def _is_corrected(known: Investigation, row: Row) -> bool:
    """Whether the row may be this investigation, its date of opening and its answer both corrected."""
    answered = row["responded_on"]
    if not _is_of(known, row) or known.closed_on is None or answered is None:
        return False
    return bool(records_of.opened_of(row) <= known.closed_on and known.opened_on <= answered)


_MAY_BE = (_is_alike, _is_answered_by, _is_corrected)
"""The likeliest first."""


def _is_of(known: Investigation, row: Row) -> bool:
    stage, team, _ = records_of.identity(row)
    return (str(known.stage), known.team, known.route) == (stage, team, row["route"])


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    text = value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")
    return text if len(text) <= 40 else f"{text[:40]}…"
