"""Tables: caption, head, rows, note. On further pages the head is repeated for the eye; the structure has it once."""

from dataclasses import dataclass, field

from desk_app.report.blocks import Table
from desk_app.report.columns import to_the_right
from desk_app.report.pdf import styles
from desk_app.report.pdf.lines import Line, break_text, natural_width
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Piece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import Style

_PAD = 7.0  # left and right in a cell
_PAD_Y = 3.6
_TOGETHER = 0.45  # a table up to this share of a page is not parted


@dataclass(slots=True)
class _Row:
    """cells: the element and the lines of each; height with the padding."""

    element: Element
    cells: list[tuple[Element, list[Line]]]
    style: Style
    height: float = 0.0
    total: bool = False

    def __post_init__(self) -> None:
        self.height = max(len(lines) for _, lines in self.cells) * self.style.leading + 2 * _PAD_Y

    def cut(self, room: float) -> "tuple[_Row, _Row] | None":
        """A row that is higher than `room`, in two: the cells go on below."""
        fits = int((room - 2 * _PAD_Y) / self.style.leading)
        if fits < 2:
            return None
        first = [(element, lines[:fits]) for element, lines in self.cells]
        rest = [(element, lines[fits:]) for element, lines in self.cells]
        return _Row(self.element, first, self.style, total=self.total), _Row(
            self.element, rest, self.style, total=self.total
        )


@dataclass(slots=True)
class TablePiece(Piece):
    """A table, or the part of one that stands on a page (first: the beginning, last: the end)."""

    caption: list[Line] = field(default_factory=list)
    again: list[Line] = field(default_factory=list)
    element: Element | None = None
    head: _Row | None = None
    rows: list[_Row] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)
    note_element: Element | None = None
    first: bool = True
    together: bool = False

    def __post_init__(self) -> None:
        self.height = self._top + sum(row.height for row in self.rows) + self._foot

    @property
    def _top(self) -> float:
        assert self.head is not None
        lines = self.caption if self.first else self.again
        return len(lines) * styles.CAPTION.leading + 4 + self.head.height

    @property
    def _foot(self) -> float:
        return len(self.note) * styles.NOTE.leading + 5 if self.note else 0.0

    @property
    def least(self) -> float:
        if self.together:
            return self.height
        return self._top + sum(min(row.height, 120) for row in self.rows[:3])

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """After the last row that fits; the note stays with the last two rows."""
        left = room - self._top
        count = 0
        while count < len(self.rows) and self.rows[count].height <= left:
            left -= self.rows[count].height
            count += 1
        whole, tail = self.rows[:count], self.rows[count:]
        if tail and tail[0].height > styles.ROOM / 3 and (parts := tail[0].cut(left)) is not None:
            whole, tail = [*whole, parts[0]], [parts[1], *tail[1:]]
        elif len(tail) < 2 and len(whole) > (3 if tail else 1):
            whole, tail = whole[:-1], [*whole[-1:], *tail]
        if not whole or not tail:
            return None
        return self._part(whole, first=self.first, last=False), self._part(tail, first=False, last=True)

    def _part(self, rows: list[_Row], *, first: bool, last: bool) -> "TablePiece":
        return TablePiece(
            before=self.before,
            after=self.after,
            caption=self.caption,
            again=self.again,
            element=self.element,
            head=self.head,
            rows=rows,
            widths=self.widths,
            right=self.right,
            note=self.note if last else [],
            note_element=self.note_element,
            first=first,
            bookmark=self.bookmark if first else None,
        )

    # --- drawing ---------------------------------------------------------------------------------------
    def draw(self, paper: Paper, x: float, top: float) -> None:
        assert self.head is not None
        assert self.element is not None
        end = x + sum(self.widths)
        if self.first:
            y = paper.lines(self.caption, x, top, styles.CAPTION, self.element.kids[0]) - 4  # type: ignore[arg-type]
            y = self._draw_row(paper, self.head, x, y)
        else:
            with paper.artifact("Header"):
                y = paper.lines(self.again, x, top, styles.CAPTION, None) - 4
                y = self._draw_row(paper, self.head, x, y, repeated=True)
        with paper.artifact():
            paper.rule(x, y, end, styles.BRAND, 1.2)
        for place, row in enumerate(self.rows):
            if row.total:
                with paper.artifact():
                    paper.rect(x, y - row.height, end - x, row.height, styles.TINT)
                    paper.rule(x, y, end, styles.BRAND, 0.8)
            y = self._draw_row(paper, row, x, y)
            last = place == len(self.rows) - 1
            with paper.artifact():
                paper.rule(x, y, end, styles.RULE, 0.8 if last else 0.5)
        if self.note:
            paper.lines(self.note, x, y - 5, styles.NOTE, self.note_element)

    def _draw_row(self, paper: Paper, row: _Row, x: float, top: float, repeated: bool = False) -> float:
        for (element, lines), width, right in zip(row.cells, self.widths, self.right, strict=True):
            down = row.height - 2 * _PAD_Y - len(lines) * row.style.leading if row is self.head else 0.0
            if lines:
                align = "right" if right else "left"
                owner = None if repeated else element
                y = top - _PAD_Y - down
                paper.lines(lines, x + _PAD, y, row.style, owner, align=align, width=width - 2 * _PAD)
            x += width
        return top - row.height


def table_piece(table: Table, label: str, parent: Element) -> TablePiece:
    """The table laid out. label: "Table 3", or empty; parent: the section."""
    caption = f"{label}: {table.caption}" if label else table.caption
    right = to_the_right(table)
    widths = _widths(table, right)
    element = parent.child("Table")
    element.child("Caption")
    head_element = element.child("THead").child("TR")
    head = _row(head_element, table.header, widths, styles.HEAD_CELL, head=True)
    body = element.child("TBody")
    rows = []
    for place, cells in enumerate(table.rows):
        total = table.total and place == len(table.rows) - 1
        style = styles.HEAD_CELL if total else styles.CELL
        rows.append(_row(body.child("TR"), cells, widths, style, row_header=table.row_header, total=total))
    if not rows:
        empty = ("None", *("" for _ in table.header[1:]))
        rows.append(_row(body.child("TR"), empty, widths, styles.CELL, row_header=table.row_header))
    note = break_text(table.note, styles.NOTE, styles.WIDTH)
    piece = TablePiece(
        before=12.0,
        after=16.0,
        caption=break_text(caption, styles.CAPTION, styles.WIDTH),
        again=break_text(f"{caption.partition(':')[0]}, continued", styles.CAPTION, styles.WIDTH),
        element=element,
        head=head,
        rows=rows,
        widths=widths,
        right=right,
        note=note,
        note_element=parent.child("P") if note else None,
        bookmark=(table.key, "", 0) if table.key else None,
    )
    piece.together = piece.height <= styles.ROOM * _TOGETHER
    return piece


def _row(
    element: Element,
    cells: tuple[str, ...],
    widths: list[float],
    style: Style,
    *,
    head: bool = False,
    row_header: bool = False,
    total: bool = False,
) -> _Row:
    out = []
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        if head:
            owner = element.child("TH", Table={"Scope": "/Column"})
        elif row_header and place == 0:
            owner = element.child("TH", Table={"Scope": "/Row"})
        else:
            owner = element.child("TD")
        out.append((owner, break_text(cell, style, width - 2 * _PAD)))
    return _Row(element, out, style, total=total)


def _widths(table: Table, right: list[bool]) -> list[float]:
    """The columns' widths: their content's, the rest of the line given to columns of words; else parted as asked."""
    natural, least = [], []
    for place, head in enumerate(table.header):
        sizes = [natural_width(head, styles.HEAD_CELL)]
        style = styles.HEAD_CELL if table.total else styles.CELL
        sizes += [natural_width(row[place], style) for row in table.rows]
        words = max(longest for _, longest in sizes) + 2 * _PAD + 0.5
        cells = max((whole for whole, _ in sizes[1:]), default=0.0) + 2 * _PAD + 0.5
        wish = max(cells, min(sizes[0][0] + 2 * _PAD + 0.5, 88.0), words)
        natural.append(max(wish, 58.0) if right[place] else wish)
        least.append(min(words, 150.0))
    if table.widths:
        return _asked([styles.WIDTH * share / sum(table.widths) for share in table.widths], least)
    numbers = [place for place, is_right in enumerate(right) if is_right]
    if numbers:
        widest = max(natural[place] for place in numbers)
        even = [widest if is_right else width for is_right, width in zip(right, natural, strict=True)]
        natural = even if sum(even) <= styles.WIDTH else natural
    wide = sum(natural)
    if wide <= styles.WIDTH:
        spare = min(styles.WIDTH, max(wide * 1.25, styles.WIDTH * 0.62)) - wide
        if len(natural) > 4 or wide > styles.WIDTH * 0.7:
            spare = styles.WIDTH - wide
        words_columns = [place for place, is_right in enumerate(right) if not is_right] or [0]
        return [
            width + (spare / len(words_columns) if place in words_columns else 0) for place, width in enumerate(natural)
        ]
    return _squeezed(natural, least)


def _asked(wished: list[float], least: list[float]) -> list[float]:
    """As the table asks, but that no word is broken while there is room elsewhere."""
    short = sum(max(low - wish, 0.0) for low, wish in zip(least, wished, strict=True))
    spare = sum(max(wish - low, 0.0) for low, wish in zip(least, wished, strict=True))
    if not short or short > spare:
        return wished
    return [
        low if wish <= low else wish - (wish - low) * short / spare for low, wish in zip(least, wished, strict=True)
    ]


def _squeezed(natural: list[float], least: list[float]) -> list[float]:
    """Wider than the page: every column gets its longest word, the rest is parted by what each would like."""
    if sum(least) >= styles.WIDTH:
        return [width * styles.WIDTH / sum(least) for width in least]
    spare = styles.WIDTH - sum(least)
    wishes = [(wish - low) ** 0.75 for wish, low in zip(natural, least, strict=True)]
    return [low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]
