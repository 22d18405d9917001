"""The far corner of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 300_000
MOST_COLUMNS = 500
MOST_CELLS = 10_000_000
"""Cells of a sheet, blank ones between them too: some 400 MB, while it is read."""
MOST_IN_ALL = 40_000_000
"""Cells of all sheets together, and their texts: 100,000 cases with all that was recorded come to less."""
OF_A_CELL = 10
"""Bytes of text that count as a cell."""
_MOST_LETTERS = 6


class TooFarError(Exception):
    """Cells lie too far apart; it says where the farthest is, such as "row 1,048,576, column XFD", or nothing."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many rows and columns from the first on are laid out, and what is held besides, counted in cells.

    Of an empty sheet none. One that no register needs cannot be: TooFarError.
    """

    rows: int
    columns: int
    besides: int = 0

    def __post_init__(self) -> None:
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS:
            raise TooFarError(str(self))

    @property
    def cells(self) -> int:
        """How much is held."""
        return self.rows * self.columns + self.besides

    def __str__(self) -> str:
        return f"row {self.rows:,}, column {_letters(self.columns)}" if self.rows else ""


def number(letters: bytes) -> int:
    """The column of its letters, 1 is A. Of more letters than any has the first are enough: it is too far."""
    found = 0
    for letter in letters[:_MOST_LETTERS].upper():
        found = found * 26 + letter - 64
    return found


def _letters(column: int) -> str:
    """A column as a spreadsheet shows it: 1 is A, 28 is AB."""
    shown = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        shown = chr(65 + rest) + shown
    return shown
