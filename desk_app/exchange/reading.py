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
from desk_app.exchange.lost_cells import ERRORS, NOT_WORKED_OUT
from desk_app.exchange.mapping import RegisterMapping
from desk_app.exchange.tables import Cell, Table
from desk_app.exchange.words import LISTED, SEPARATORS, VOCABULARY, Words
from desk_app.lists import fold
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Kind, Route, Stage, YesNo

DATES = ("received_on", "acknowledged_on", "opened_on", "extended_to", "responded_on")
OF_COMPLAINTS = ("route", "stage", "outcome")
"""A blank of these can mean something in complaints only."""
NO_ROUTE = "There is no procedure."
LISTED_AT_MOST = 12
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
    words: Words = field(default_factory=Words)


def read(path: Path, *, today: date, mapping: RegisterMapping | None = None, progress: Progress = silent) -> Reading:
    """Read a register (CSV, XLSX and other spreadsheets). Nothing is written. Problem if it is no register."""
    return understand(path.name, tables.read(path, progress), today=today, mapping=mapping, progress=progress)


def understand(
    name: str,
    sheets: Sequence[Table],
    *,
    today: date,
    mapping: RegisterMapping | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read the rows of a file that was opened, as a mapping says. Problem if it is no register."""
    given = mapping or RegisterMapping()
    table, found = _choose(sheets, given)
    free = {key: "" for key, heading in given.columns.items() if not heading}
    understood = RegisterMapping(table.sheet, found.row, {**found.names, **free}, given.values)
    reading = Reading(name, understood, found)
    if found.unknown:
        reading.warnings.append(f"Columns that were not used: {', '.join(found.unknown)}.")
    if "responded_on" in found.columns and "outcome" not in found.columns:
        reading.warnings.append("There is no outcome column: each response is kept as “No recorded outcome”.")
    if name.lower().endswith((".xls", ".xlsb", ".ods")):
        reading.warnings.append(
            "In this kind of file errors such as #REF! cannot be told from blanks. Saved as .xlsx they are named."
        )
    _Reader(reading, table, today).run(progress)
    if not reading.count:
        reading.warnings.append("There are no rows below the headings.")
    return reading


def _choose(sheets: Sequence[Table], mapping: RegisterMapping) -> tuple[Table, Headings]:
    """The sheet the mapping names, else the one whose headings are understood best."""
    given = {key for key, meant in mapping.values.items() if meant.get("")}
    found: list[tuple[Table, Headings]] = []
    trouble: Problem | None = None
    named = [table for table in sheets if mapping.sheet in ("", table.sheet)]
    if mapping.sheet and not named:
        raise Problem(f"There is no sheet “{mapping.sheet}”.", "Correct the mapping.")
    for table in named:
        try:
            found.append((table, headings.find(table, mapping.columns, mapping.heading_row, given)))
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
            key: {_folded(written): meant for written, meant in pairs.items()}
            for key, pairs in reading.mapping.values.items()
        }
        self.first: dict[str, Row] = {}  # by reference
        self.cache: dict[tuple[str, Cell], Any] = {}
        self.lost: dict[tuple[str, str], list[int]] = {}  # (field, why) -> row numbers

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
        for (key, why), numbers in self.lost.items():
            self.reading.warnings.append(_lost(self._column(key), why, numbers))

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        found: dict[str, Any] = {}
        written: dict[str, str] = {}
        wrong: tuple[str, str] | None = None
        for key, column in self.columns.items():
            cell = cells[column] if column < len(cells) else None
            if cell is None or cell == "" or cell in ERRORS:
                self._note_lost(number, key, column, cell)
                continue
            written[key] = values.text(cell)
            try:
                found[key] = self._value(key, cell)
            except Problem as problem:
                self.reading.words.note(key, written[key], None)
                wrong = wrong or (key, str(problem))
            else:
                if key in LISTED:
                    self._note_listed(key, cell)
        self._fill_blanks(found, written)
        row = self._remember(number, cells, found)
        outcome = found.get("outcome")
        if wrong is None:
            problems = list(_problems(row, self.today))
            wrong = problems[0] if problems else None
            for key, _ in problems:
                if key in ("kind", "route") and not found.get(key):
                    self.reading.words.note(key, written.pop(key, ""), None)
        self._note_words({**found, "outcome": outcome}, written)
        if wrong is not None:
            self._reject(row, *wrong)
            return
        self.reading.rows.append(row)

    def _fill_blanks(self, found: dict[str, Any], written: dict[str, str]) -> None:
        """What a blank was said to mean, also where there is no such column."""
        for key, meant in self.meant.items():
            if not meant.get("") or key in written:
                continue
            if key in OF_COMPLAINTS and found.get("kind") not in (None, Kind.COMPLAINT):
                continue
            found[key] = self._value(key, meant[""])
            if key in self.columns:
                written[key] = ""

    def _note_words(self, found: dict[str, Any], written: dict[str, str]) -> None:
        """What an outcome means depends on the kind and the stage of its row."""
        for key in VOCABULARY:
            if key not in written or key not in found:
                continue
            meant = found[key]
            if key == "outcome":
                if found.get("kind") is not Kind.COMPLAINT:
                    continue
                try:
                    meant = (values.decision if found.get("stage") == values.OMBUDSMAN else values.outcome)(meant)
                except Problem:
                    self.reading.words.note(key, written[key], None)
                    continue
            self.reading.words.note(key, written[key], meant or "")

    def _note_listed(self, key: str, cell: Cell) -> None:
        """Values of an editable list, each by itself where a cell holds several."""
        meant = self.meant.get(key, {})
        whole = values.text(cell)
        parts = values.parts(cell, SEPARATORS[key]) if key in SEPARATORS else [whole]
        for part in [whole] if _folded(whole) in meant else parts:
            self.reading.words.note(key, part, meant.get(_folded(part), part))

    def _note_lost(self, number: int, key: str, column: int, cell: Cell) -> None:
        """A blank that is none in Excel."""
        why = cell if isinstance(cell, str) and cell else self.table.lost.get((number - 1, column))
        if why:
            self.lost.setdefault((key, why), []).append(number)

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
            cell = meant.get(_folded(values.text(cell)), cell)
        if key in DATES:
            return values.day(cell, self.today)
        if key == "outcome":
            return values.text(cell)  # what it means depends on the stage
        parser = _PARSERS.get(key)
        if key in SEPARATORS and meant and parser:
            mapped = [meant.get(_folded(part), part) for part in parser(cell)]
            return tuple(dict.fromkeys(mapped) if key == "themes" else mapped)
        return parser(cell) if parser else values.text(cell)

    def _reject(self, row: Row, key: str, problem: str) -> None:
        self.reading.rejected.append(Rejected(row.number, self._column(key), problem))
        if row.reference:
            self.reading.rejected_references[row.number] = row.reference

    def _column(self, key: str) -> str:
        return self.reading.headings.names.get(key, FIELDS[key][0])


def _folded(word: str) -> str:
    return fold(word) or word.strip()  # "?" is a word too


def _lost(column: str, why: str, numbers: Sequence[int]) -> str:
    listed = ", ".join(f"{number:,}" for number in numbers[:LISTED_AT_MOST])
    more = f" and {len(numbers) - LISTED_AT_MOST:,} others" if len(numbers) > LISTED_AT_MOST else ""
    where = f"{'row' if len(numbers) == 1 else 'rows'} {listed}{more}"
    if why == NOT_WORKED_OUT:
        return f"{column}: {why} was read as blank in {where}. Open the file in Excel, save it, and import it again."
    return f"{column}: the error {why} was read as blank in {where}."


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
            yield "route", f"{NO_ROUTE} Use {' or '.join(Route)}, or say what a blank means."
    if complaint and stage is Stage.THREE and found.get("route") is Route.CORPORATE:
        yield "stage", "The corporate procedure has no stage 3."
    if stage in (Stage.TWO, Stage.THREE, values.OMBUDSMAN) and complaint and found.get("opened_on") is None:
        yield "opened_on", f"There is no date on which {stage.lower()} was opened."


def yes(value: YesNo | None) -> bool | None:
    """Yes or no as a truth value; not known is None."""
    return {YesNo.YES: True, YesNo.NO: False}.get(value) if value is not None else None
