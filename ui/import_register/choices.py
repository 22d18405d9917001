"""What was chosen for one file. All steps work on it, so that going back loses nothing. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk_app.exchange import register
from desk_app.exchange.register import ON_SCREEN, Column, Headings, RegisterMapping, Table

KIND, RECEIVED, ROUTE = "kind", "received_on", "route"
NOT_USED = "Not used"
LABELS = ON_SCREEN
"""How a field is called here: as in the forms and lists of the program."""
KEYS = {label: key for key, label in LABELS.items()}


@dataclass(slots=True)
class Choices:
    """A file that was opened, and what its columns and words were said to mean."""

    path: Path
    sheets: Sequence[Table]
    table: Table = field(init=False)
    row: int = 1
    columns: list[Column] = field(default_factory=list)
    fields: dict[int, str] = field(default_factory=dict)  # position of a column -> field
    guessed: set[int] = field(default_factory=set)  # columns whose heading was only alike
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # field -> as written -> as meant
    update: bool = False
    absent: tuple[str, ...] = ()  # headings that a loaded mapping names and the file does not have
    _kept: dict[tuple[str, int], tuple[dict[int, str], set[int]]] = field(default_factory=dict)

    def take(self, table: Table, found: Headings) -> None:
        """Start from how a sheet's headings were understood."""
        self.table, self.row = table, found.row
        self.columns = register.columns(table, found.row)
        self.fields = {position: key for key, position in found.columns.items()}
        self.guessed = {found.columns[key] for key in found.guessed}

    def move(self, table: Table, found: Headings) -> None:
        """To another sheet or row of headings; what was chosen there before is chosen again."""
        self._kept[self.table.sheet, self.row] = self.fields, self.guessed
        self.take(table, found)
        self.fields, self.guessed = self._kept.get((table.sheet, found.row), (self.fields, self.guessed))

    def take_mapping(self, mapping: RegisterMapping, table: Table, found: Headings) -> None:
        """Start from a mapping that was saved, as far as this file has its columns."""
        self.take(table, found)
        self.values = {key: dict(pairs) for key, pairs in mapping.values.items()}
        there = {column.heading.casefold() for column in self.columns}
        self.absent = tuple(h for h in mapping.columns.values() if h and h.casefold() not in there)

    def assign(self, position: int, key: str) -> None:
        """A column holds that field, or with "" none. Another may hold it too, until one of them is chosen."""
        self.guessed.discard(position)
        if key:
            self.fields[position] = key
        else:
            self.fields.pop(position, None)

    def twice(self) -> dict[str, list[int]]:
        """The fields that several columns were said to hold, with the columns."""
        found: dict[str, list[int]] = {}
        for position in sorted(self.fields):
            found.setdefault(self.fields[position], []).append(position)
        return {key: positions for key, positions in found.items() if len(positions) > 1}

    def keep_only(self, position: int) -> None:
        """Of the columns that hold the same field only this one is used."""
        for other in self.twice().get(self.fields.get(position, ""), []):
            if other != position:
                self.assign(other, "")

    def mean(self, key: str, written: str, meant: str | None) -> None:
        """A word means this, "" for nothing; None for what it means by itself."""
        pairs = self.values.setdefault(key, {})
        if meant is None:
            pairs.pop(written, None)
        else:
            pairs[written] = meant
        if not pairs:
            del self.values[key]

    def blank(self, key: str) -> str:
        """What a blank means in that field, "" for nothing."""
        return self.values.get(key, {}).get("", "")

    def has(self, key: str) -> bool:
        """Whether a column holds that field."""
        return key in self.fields.values()

    def unused(self) -> list[str]:
        """The headings of columns that are not used."""
        return [column.heading for column in self.columns if column.heading and column.position not in self.fields]

    def heading(self, key: str) -> str:
        """What the column of a field is called in the file; without one the field's own name."""
        position = next((p for p, k in self.fields.items() if k == key), None)
        return next((c.heading for c in self.columns if c.position == position), LABELS[key])

    def problems(self) -> dict[str, str]:
        """What is missing or twice before rows can be read, by field."""
        found = {}
        if not self.has(RECEIVED):
            found[RECEIVED] = f"Choose the column that holds “{LABELS[RECEIVED]}”."
        if not self.has(KIND) and not self.blank(KIND):
            found[KIND] = f"Choose the column that holds “{LABELS[KIND]}”, or say what every row is."
        names = {column.position: column.heading for column in self.columns}
        for key, positions in self.twice().items():
            listed = " and ".join(f"“{names[position]}”" for position in positions)
            found[key] = f"{listed} cannot both hold “{LABELS[key]}”. Choose “{NOT_USED}” for the other."
        return found

    def mapping(self) -> RegisterMapping:
        """The choices as a mapping, to read with and to save."""
        headings = {column.position: column.heading for column in self.columns}
        chosen = {key: headings[position] for position, key in self.fields.items()}
        columns = register.settled(self.table, self.row, chosen)
        return RegisterMapping(self.table.sheet, self.row, columns, {k: dict(v) for k, v in self.values.items()})
