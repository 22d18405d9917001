"""Pieces of the flow and how they are put on pages.

A piece is laid out for the width of the page and knows its height. Pages are decided before anything is drawn, so the
contents know their page numbers and every footer the number of pages.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from desk_app.report.pdf.lines import Line
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import MARGIN, PAGE, ROOM, TOP, Style


@dataclass(slots=True)
class Piece(ABC):
    """before, after: space that it wants around it (the larger of two neighbours' counts, none at the top of a page).

    keep: must not be parted from the piece that follows. bookmark: (key, title, level) of a heading or a link's target.
    """

    height: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    bookmark: tuple[str, str, int] | None = None

    @property
    def least(self) -> float:
        """The height of the smallest part that may stand at the foot of a page."""
        return self.height

    def split(self, room: float) -> "tuple[Piece, Piece] | None":  # noqa: ARG002  (for those that can be)
        """In a part no higher than `room` and the rest; None if it cannot be parted there."""
        return None

    @abstractmethod
    def draw(self, paper: Paper, x: float, top: float) -> None:
        """On the paper, from `top` downwards."""


@dataclass(slots=True)
class Break(Piece):
    """A new page, unless one has just begun."""

    def draw(self, paper: Paper, x: float, top: float) -> None:
        pass


@dataclass(slots=True)
class TextPiece(Piece):
    """Lines of one element; label: the bullet or number left of the first line, with its own element."""

    lines: list[Line] = field(default_factory=list)
    style: Style = field(default_factory=lambda: Style(10, 14))
    element: Element | None = None
    indent: float = 0.0
    label: tuple[Element, Line, float] | None = None
    more: bool = False

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        whole = len(self.lines) <= 3
        return self.height if whole else 2 * self.style.leading

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Never one line alone at the foot or at the head of a page."""
        fits = min(int(room / self.style.leading + 1e-6), len(self.lines) - 2)
        if fits < 2:
            return None
        first = TextPiece(
            before=self.before,
            lines=self.lines[:fits],
            style=self.style,
            element=self.element,
            indent=self.indent,
            label=self.label,
            bookmark=self.bookmark,
            more=True,
        )
        rest = TextPiece(
            after=self.after,
            lines=self.lines[fits:],
            style=self.style,
            element=self.element,
            indent=self.indent,
            keep=self.keep,
            more=self.more,
        )
        return first, rest

    def draw(self, paper: Paper, x: float, top: float) -> None:
        if self.label is not None:
            element, line, at = self.label
            paper.lines([line], x + at, top, self.style, element)
        paper.lines(self.lines, x + self.indent, top, self.style, self.element, more=self.more)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on a page; y is its top."""

    piece: Piece
    y: float


def paginate(pieces: Sequence[Piece], room: float = ROOM) -> list[list[Placed]]:
    """The pages. Only what is higher than a page and cannot be parted would overhang; no piece is."""
    return _Pages(room).fill(list(pieces))


class _Pages:
    def __init__(self, room: float) -> None:
        self.room = room
        self.pages: list[list[Placed]] = [[]]
        self.used = 0.0
        self.after = 0.0

    def fill(self, pieces: list[Piece]) -> list[list[Placed]]:
        waiting = pieces[::-1]
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, Break):
                self.turn()
                continue
            if self.pages[-1] and self.start(piece) + self._together(piece, waiting) > self.room + 0.01:
                self.turn()
            room = self.room - self.start(piece)
            if piece.height > room + 0.01:
                parts = piece.split(room)
                if parts is None and self.pages[-1]:
                    self.turn()
                    parts = piece.split(self.room) if piece.height > self.room else None
                if parts is not None:
                    piece, rest = parts
                    waiting.append(rest)
                    self.place(piece)
                    self.turn()
                    continue
            self.place(piece)
        if not self.pages[-1] and len(self.pages) > 1:
            self.pages.pop()
        return self.pages

    def _together(self, piece: Piece, waiting: list[Piece]) -> float:
        """Height of what must stand together from `piece` on: all that is kept with the next, and the start of that."""
        height, place = 0.0, len(waiting) - 1
        while piece.keep and place >= 0 and not isinstance(waiting[place], Break):
            height += piece.height + max(piece.after, waiting[place].before)
            piece = waiting[place]
            place -= 1
        return height + piece.least

    def start(self, piece: Piece) -> float:
        return self.used + max(self.after, piece.before) if self.pages[-1] else 0.0

    def place(self, piece: Piece) -> None:
        start = self.start(piece)
        self.pages[-1].append(Placed(piece, PAGE[1] - TOP - start))
        self.used = start + piece.height
        self.after = piece.after

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.used = self.after = 0.0


def draw_page(paper: Paper, page: list[Placed]) -> None:
    """All pieces of a page."""
    for placed in page:
        if placed.piece.bookmark is not None:
            key, title, level = placed.piece.bookmark
            paper.bookmark(key, placed.y + 8, title, level)
        placed.piece.draw(paper, MARGIN, placed.y)
