"""A register as understood: each row in the desk's own words, or rejected whole with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desk_app import dates
from desk_app.exchange import headings, tables, values
from desk_app.exchange.headings import CASE_FIELDS, FIELDS, Headings
from desk_app.exchange.mapping import RegisterMapping
from desk_app.exchange.tables import Cell, Table
from desk_app.lists import fold
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Kind, Route, Stage, YesNo

DATES = ("received_on", "acknowledged_on", "opened_on", "extended_to", "responded_on")
_PARSERS: dict[str, Callable[[Cell], Any]] = {
    "kind": values.kind,
    "route": values.route,
    "stage": values.stage,
    "looked_after": values.yes_no,
    "on_behalf": values.yes_no,
    "consent": values.yes_no,
    "status": values.ended_before,
    "themes": lambda cell: tuple(dict.fromkeys(values.parts(cell, ";"))),
    "learning_category": lambda cell: tuple(values.parts(cell, "|")),
    "learning": lambda cell: tuple(values.parts(cell, "|")),
    "action": lambda cell: tuple(values.parts(cell, "|")),
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is left out, why, and the column it is about. `row` is the number a spreadsheet shows."""

    row: int
    column: str
    problem: str

    def as_json(self) -> dict[str, object]:
        return {"row": self.row, "column": self.column, "problem": self.problem}


@dataclass(slots=True)
class Row:
    """An accepted row: its number, and the values of its fields; a blank is None, "" or ()."""

    number: int
    reference: str
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)


@dataclass(slots=True)
class Reading:
    """What a file holds."""

    name: str
    mapping: RegisterMapping
    headings: Headings
    count: int = 0
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rejected_references: dict[int, str] = field(default_factory=dict)  # row number -> its reference


def read(path: Path, *, today: date, mapping: RegisterMapping | None = None, progress: Progress = silent) -> Reading:
    """Read a register (CSV, XLSX and other spreadsheets). Nothing is written. Problem if it is no register."""
    given = mapping or RegisterMapping()
    table, found = _choose(tables.read(path), given)
    understood = RegisterMapping(table.sheet, found.row, found.names, given.values)
    reading = Reading(path.name, understood, found)
    if found.unknown:
        reading.warnings.append(f"Columns that were not used: {', '.join(found.unknown)}.")
    if "responded_on" in found.columns and "outcome" not in found.columns:
        reading.warnings.append("There is no outcome column: each response is kept as “No recorded outcome”.")
    _Reader(reading, table, today).run(progress)
    if not reading.count:
        reading.warnings.append("There are no rows below the headings.")
    return reading


def _choose(sheets: Sequence[Table], mapping: RegisterMapping) -> tuple[Table, Headings]:
    """The sheet the mapping names, else the one whose headings are understood best."""
    if mapping.sheet:
        sheets = [t for t in sheets if t.sheet == mapping.sheet]
        if not sheets:
            raise Problem(f"There is no sheet “{mapping.sheet}”.", "Correct the mapping.")
    found: list[tuple[Table, Headings]] = []
    trouble: Problem | None = None
    for table in sheets:
        try:
            found.append((table, headings.find(table, mapping.columns, mapping.heading_row)))
        except Problem as problem:
            trouble = trouble or problem
    if not found:
        raise trouble or Problem("The file is empty.", "Check that it is the right file.")
    return max(found, key=lambda pair: len(pair[1].columns))


class _Reader:
    """Goes through the rows below the headings."""

    def __init__(self, reading: Reading, table: Table, today: date) -> None:
        self.reading, self.table, self.today = reading, table, today
        self.columns = reading.headings.columns
        self.meant = {
            key: {fold(written): meant for written, meant in pairs.items()}
            for key, pairs in reading.mapping.values.items()
        }
        self.first: dict[str, Row] = {}  # by reference
        self.cache: dict[tuple[str, Cell], Any] = {}

    def run(self, progress: Progress) -> None:
        head = self.reading.headings.row
        rows = self.table.rows
        for index in range(head, len(rows)):
            cells = rows[index]
            if not any(values.text(cell) for cell in cells) or cells == rows[head - 1]:
                continue
            self.reading.count += 1
            if self.reading.count % 500 == 0:
                progress(index, len(rows), "Reading the register")
            self._row(index + 1, cells)

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        found: dict[str, Any] = {}
        for key, column in self.columns.items():
            cell = cells[column] if column < len(cells) else None
            if cell is None or cell == "":
                cell = self.meant.get(key, {}).get("")
                if cell is None:
                    continue
            try:
                found[key] = self._value(key, cell)
            except Problem as problem:
                self._reject(self._remember(number, cells, found), key, str(problem))
                return
        for key in self.meant.keys() - self.columns.keys():
            if "" in self.meant[key]:  # what is meant where there is no such column
                found[key] = self._value(key, self.meant[key][""])
        row = self._remember(number, cells, found)
        problem_at = next(_problems(row, self.today), None)
        if problem_at is not None:
            self._reject(row, *problem_at)
            return
        self.reading.rows.append(row)

    def _remember(self, number: int, cells: Sequence[Cell], found: dict[str, Any]) -> Row:
        """The row, its blank case fields taken from the first row of its reference."""
        column = self.columns.get("reference")
        cell = cells[column] if column is not None and column < len(cells) else None
        row = Row(number, " ".join(values.text(cell).split()), found)
        if row.reference:
            first = self.first.setdefault(row.reference, row)
            _opened_when_received(found, first)
            for key in CASE_FIELDS:
                if not found.get(key) and first[key]:
                    found[key] = first[key]
        return row

    def _value(self, key: str, cell: Cell) -> Any:
        memo = (key, cell)
        try:
            return self.cache[memo]
        except KeyError:
            value = self.cache[memo] = self._parse(key, cell)
            return value
        except TypeError:
            return self._parse(key, cell)

    def _parse(self, key: str, cell: Cell) -> Any:
        meant = self.meant.get(key)
        if meant:
            cell = meant.get(fold(values.text(cell)), cell)
        if key in DATES:
            return values.day(cell, self.today)
        if key == "outcome":
            return values.text(cell)  # what it means depends on the stage
        parser = _PARSERS.get(key)
        return parser(cell) if parser else values.text(cell)

    def _reject(self, row: Row, key: str, problem: str) -> None:
        column = self.reading.headings.names.get(key, FIELDS[key][0])
        self.reading.rejected.append(Rejected(row.number, column, problem))
        if row.reference:
            self.reading.rejected_references[row.number] = row.reference


def _opened_when_received(found: dict[str, Any], first: Row) -> None:
    """Many registers give a later stage its own date received and none of opening: that is the request."""
    received, earlier = found.get("received_on"), first["received_on"]
    later_stage = found.get("stage") in (Stage.TWO, Stage.THREE, values.OMBUDSMAN)
    if later_stage and not found.get("opened_on") and received and earlier and received > earlier:
        found["opened_on"], found["received_on"] = received, earlier


# --- what makes a row impossible -----------------------------------------------------------------------------
def _problems(row: Row, today: date) -> Iterator[tuple[str, str]]:
    """(field, reason) for what cannot be; it also settles the outcome and the stage."""
    if row["kind"] is None:
        yield "kind", f"There is no kind of feedback. Use one of: {', '.join(Kind)}."
    received = row["received_on"]
    if received is None:
        yield "received_on", "There is no date received."
        return
    for key in DATES:
        day = row[key]
        if day is not None and day > today and key != "extended_to":
            yield key, f"{dates.in_words(day)} is in the future."
        if day is not None and day.year < 1990:
            yield key, f"{dates.in_words(day)} is too long ago."
        if day is not None and day < received:
            yield key, f"{dates.in_words(day)} is before the date received, {dates.in_words(received)}."
    opened, responded = row["opened_on"], row["responded_on"]
    if opened and responded and responded < opened:
        yield "responded_on", f"{dates.in_words(responded)} is before it was opened, {dates.in_words(opened)}."
    if opened and row["extended_to"] and row["extended_to"] < opened:
        yield "extended_to", f"{dates.in_words(row['extended_to'])} is before it was opened, {dates.in_words(opened)}."
    yield from _stage_and_outcome(row.values)


def _stage_and_outcome(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The stage that a complaint's row is about, and its outcome in that stage's words."""
    complaint = found.get("kind") is Kind.COMPLAINT
    ended = found.get("status")
    investigated = any(found.get(k) for k in ("opened_on", "responded_on", "outcome"))
    if complaint and found.get("stage") is None and (investigated or (found.get("route") and not ended)):
        found["stage"] = Stage.ONE
    stage, outcome = found.get("stage"), found.get("outcome")
    try:
        if stage == values.OMBUDSMAN:
            found["decision"] = values.decision(outcome) or ""
        elif complaint:
            found["outcome"] = values.outcome(outcome)
        else:
            found["outcome"] = None
    except Problem as problem:
        yield "outcome", str(problem)
    if complaint and stage in tuple(Stage) and found.get("route") is None:
        if stage is Stage.THREE:
            found["route"] = Route.STATUTORY  # only the Children Act procedure has a panel
        else:
            same = '"values": {"route": {"": "Corporate"}}'
            yield "route", f"There is no procedure. Use {' or '.join(Route)}; if all are one, a mapping can say {same}."
    if complaint and stage is Stage.THREE and found.get("route") is Route.CORPORATE:
        yield "stage", "The corporate procedure has no stage 3."
    if stage in (Stage.TWO, Stage.THREE, values.OMBUDSMAN) and complaint and found.get("opened_on") is None:
        yield "opened_on", f"There is no date on which {stage.lower()} was opened."


def yes(value: YesNo | None) -> bool | None:
    """Yes or no as a truth value; not known is None."""
    return {YesNo.YES: True, YesNo.NO: False}.get(value) if value is not None else None
