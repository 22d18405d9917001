"""Everything of the cases as a workbook, a sheet for each kind of record; and such a workbook taken in again.

A register has a row for an investigation and only what a register knows. This carries all that a case records, and the
office's own lists, holidays and procedures: taken into an empty store it gives the same figures and the same worklist.
Not in it: documents and letters (their bytes stay in the store), members, and what belongs to a year's report.
Records are tied by the ids they have here; taken in they get new ones. A case whose reference is there is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.exchange import cells, tables
from desk_app.exchange.tables import Table
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import (
    Action,
    Case,
    Change,
    ContactArrangement,
    Decision,
    Extension,
    Holiday,
    Investigation,
    Learning,
    ListEntry,
    Note,
    OmbudsmanMatter,
    OmbudsmanRequest,
    OtherProcess,
    Party,
    Pause,
    Person,
    Point,
    ProfileRecord,
    QualityCheck,
    Record,
    Refusal,
    Remedy,
    SettingRecord,
    Snooze,
)
from desk_app.store.rows import Codec, Column, codec

if TYPE_CHECKING:
    from desk_app.store import Store

MARK, VERSION = "Feedback Desk", "1"
WHAT = "All feedback of one store, to be imported again"
OFFICE: tuple[type[Record], ...] = (ListEntry, ProfileRecord, Holiday, SettingRecord)
OF_CASES: tuple[type[Record], ...] = (
    Person, ContactArrangement, Case, Party, OtherProcess, Refusal, Investigation, Point, Extension, Pause, Decision,
    QualityCheck, OmbudsmanMatter, OmbudsmanRequest, Remedy, Learning, Action, Note, Snooze,
)  # fmt: skip
"""Referenced before those that refer to them."""
SAME: dict[type[Record], tuple[str, ...]] = {
    ListEntry: ("list", "value"), ProfileRecord: ("key",), Holiday: ("on", "closure"), SettingRecord: ("key",),
}  # fmt: skip
"""What makes an office's record the same as one that is there: then that one stays."""
KEPT_HERE = frozenset({"sample"})
LONGEST = 32_000
"""Letters in a cell; longer texts go on in a column beside ("words+1")."""
VERB = "import everything"
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""Name, header, rows."""


# --- out ----------------------------------------------------------------------------------------------
def export(store: Store, out: Path, progress: Progress = silent) -> None:
    """Write everything to an .xlsx file, whole or not at all."""
    if out.suffix.lower() != ".xlsx":
        raise Problem(f"{out.name} cannot hold everything: it takes many sheets.", "End its name with .xlsx.")
    kinds = (*OFFICE, *OF_CASES)
    with store.reading():
        sheets: list[Sheet] = [(MARK, ("What this is", "Version"), [(WHAT, VERSION)])]
        for n, cls in enumerate(kinds):
            progress(n, len(kinds), "Writing")
            sheets.append(_sheet(store, cls))
        cells.write(out, sheets)
    progress(len(kinds), len(kinds), "Written")


def _sheet(store: Store, cls: type[Record]) -> Sheet:
    kept: Codec[Any] = codec(cls)
    rows = [kept.to_row(record) for record in store.all(cls)]
    longest = [max((len(v) for v in column if isinstance(v, str)), default=0) for column in zip(*rows, strict=True)]
    more = {at: (length - 1) // LONGEST for at, length in enumerate(longest) if length > LONGEST}
    header = [*kept.names, *(f"{kept.names[at]}+{n}" for at, parts in more.items() for n in range(1, parts + 1))]
    return kept.table, header, [_written(row, more) for row in rows]


def _written(row: Sequence[Any], more: Mapping[int, int]) -> list[Any]:
    """A row as cells: ids as text, since a spreadsheet rounds them; a quote before every text that begins with one."""
    found = [_cell(value) for value in row]
    for at, parts in more.items():
        text = row[at] or ""
        found[at] = _cell(text[:LONGEST])
        found += [_cell(text[LONGEST * n : LONGEST * (n + 1)]) for n in range(1, parts + 1)]
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if isinstance(value, str) and value.startswith("'") else value


# --- in -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a workbook in did, or would do."""

    cases: int
    investigations: int
    same: int  # cases that are there already
    warnings: tuple[str, ...] = ()
    records: tuple[Record, ...] = field(default=(), repr=False)
    change: Change | None = None

    def as_json(self) -> dict[str, object]:
        """With the keys that `desk import --json` prints for a register."""
        return {
            "rows": self.cases + self.same, "cases": self.cases, "investigations": self.investigations, "rejected": [],
            "warnings": list(self.warnings), "same": self.same, "updated": 0, "differs": [],
            "change": self.change.id if self.change else None,
        }  # fmt: skip

    @property
    def in_words(self) -> str:
        """For people."""
        if not self.records:
            return "Nothing new."
        return f"{self.cases} cases and {self.investigations} investigations; {self.same} cases were there already."


def is_whole(found: Iterable[Table]) -> bool:
    """Whether a workbook is one of these."""
    return any(table.sheet == MARK for table in found)


def plan(found: Sequence[Table], store: Store, progress: Progress = silent) -> Taken:
    """What taking it in would do. Raises Problem for a workbook that was made by a later version, or damaged."""
    _check(found)
    progress(0, 2, "Reading")
    read = {cls: list(_records(found, cls)) for cls in (*OFFICE, *OF_CASES)}
    progress(1, 2, "Comparing with what is there")
    there = {reference for (reference,) in store.read("SELECT reference FROM feedback_case")}
    cases = [case for case in read[Case] if isinstance(case, Case)]
    wanted = {case.id for case in cases if case.reference not in there}
    office = list(_office(read, store))
    own = list(_of_cases(read, wanted))
    records = _with_new_ids([*office, *own], store)
    progress(2, 2, "Comparing with what is there")
    investigations = sum(isinstance(record, Investigation) for record in own)
    warnings = [f"{len(office)} entries of lists, holidays, procedures or settings come with it."] if office else []
    return Taken(len(wanted), investigations, len(cases) - len(wanted), tuple(warnings), tuple(records))


def carry_out(taken: Taken, store: Store, by: str = "", progress: Progress = silent) -> Taken:
    """Write what was planned, as one change that can be undone."""
    if not taken.records:
        return taken
    with store.change(VERB, by, progress=progress) as change:
        change.put_many(taken.records)
    return replace(taken, change=change.change)


def _check(found: Sequence[Table]) -> None:
    mark = next(table for table in found if table.sheet == MARK)
    version = str(mark.rows[1][1]) if len(mark.rows) > 1 and len(mark.rows[1]) > 1 else ""
    if version.split(".")[0] != VERSION:
        raise Problem(
            "This workbook was made by a later version of Feedback Desk.", "Update this program, then import it again."
        )
    missing = [cls.table for cls in (Case, Investigation) if all(table.sheet != cls.table for table in found)]
    if missing:
        raise Problem(f"This workbook lacks its sheet {missing[0]}.", "Export it again from the store it came from.")


def _records(found: Sequence[Table], cls: type[Record]) -> Iterator[Record]:
    """The records of a sheet. A column of another version is left out, or empty."""
    kept: Codec[Any] = codec(cls)
    table = next((table for table in found if table.sheet == kept.table), None)
    if table is None or not table.rows:
        return
    header = [str(name or "") for name in table.rows[0]]
    places = {name: [at for at, title in enumerate(header) if title.partition("+")[0] == name] for name in kept.names}
    numbers = {column.name for column in kept.columns if column.kind in (int, bool)}
    for n, row in enumerate(table.rows[1:], start=2):
        texts = ["" if cell is None else _text(cell) for cell in row]
        try:
            values = []
            for column in kept.columns:
                text = "".join(texts[at] for at in places[column.name] if at < len(texts))
                values.append(_value(text, column, numeric=column.name in numbers))
            yield kept.from_row(tuple(values))
        except (ValueError, TypeError) as error:
            raise Problem(
                f"Row {n} of the sheet {kept.table} cannot be understood, so nothing was imported.",
                "Leave the sheets as they were exported, or export them again.",
            ) from error


def _text(cell: object) -> str:
    """A cell as it was written: without the quote that kept it from being a formula."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return text[1:] if text.startswith("'") else text


def _value(text: str, column: Column, *, numeric: bool) -> Any:
    if text == "":
        return None if column.nullable else column.empty
    return int(text) if numeric else text


def _office(read: Mapping[type[Record], list[Record]], store: Store) -> Iterator[Record]:
    """What the office has of its own and is not here: what is here stays."""
    for cls in OFFICE:
        names = SAME[cls]
        there = {tuple(getattr(record, name) for name in names) for record in store.all(cls)}
        for record in read[cls]:
            key = tuple(getattr(record, name) for name in names)
            if key not in there and not (isinstance(record, SettingRecord) and record.key in KEPT_HERE):
                yield record


def _of_cases(read: Mapping[type[Record], list[Record]], wanted: set[int]) -> Iterator[Record]:
    """The records of these cases, and the people on them."""
    people = {getattr(party, "person_id", 0) for party in read[Party] if getattr(party, "case_id", 0) in wanted}
    for cls in OF_CASES:
        for record in read[cls]:
            if isinstance(record, Case | Person):
                mine = record.id in (wanted if isinstance(record, Case) else people)
            elif isinstance(record, ContactArrangement):
                mine = record.person_id in people
            else:
                mine = getattr(record, "case_id", None) in wanted
            if mine:
                yield record


def _with_new_ids(records: Sequence[Record], store: Store) -> list[Record]:
    """The same records under ids of this store, tied as they were."""
    new = dict(zip((record.id for record in records), store.new_ids(len(records)), strict=True))
    made = []
    for record in records:
        ties = {
            name: new.get(getattr(record, name))
            for name in codec(type(record)).names
            if name.endswith("_id") and getattr(record, name) is not None
        }
        changed: dict[str, Any] = {"id": new[record.id], "version": 0, **ties}
        made.append(replace(record, **changed))
    return made


def import_file(store: Store, file: Path, *, dry_run: bool = False, progress: Progress = silent) -> Taken:
    """Take a workbook in, or only say what it would do."""
    planned = plan(tables.read(file, progress), store, progress)
    return planned if dry_run else carry_out(planned, store, progress=progress)
