"""Pieces of words that are more than lines: key figures, callouts, quotes, lists."""

from dataclasses import dataclass, field

from desk_app.report.blocks import Callout, KeyFigures, Quote
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.lines import Line, break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Piece, TextPiece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import Style

_PARAGRAPH = 7.0  # between two paragraphs


# --- key figures ---------------------------------------------------------------------------------------
@dataclass(slots=True)
class KeyFiguresPiece(Piece):
    """One row of boxes; items: the element, and the lines of value, label and note."""

    items: list[tuple[Element, list[Line], list[Line], list[Line]]] = field(default_factory=list)
    width: float = 0.0

    def draw(self, paper: Paper, x: float, top: float) -> None:
        for element, value, label, note in self.items:
            with paper.artifact():
                paper.rect(x, top - self.height, self.width, self.height, styles.TINT)
                paper.rect(x, top - 2.5, self.width, 2.5, styles.BRAND)
            y = paper.lines(value, x + 10, top - 10, styles.FIGURE_VALUE, element, more=True)
            y = paper.lines(label, x + 10, y - 1, styles.FIGURE_LABEL, element, more=bool(note))
            if note:
                paper.lines(note, x + 10, y - 2, styles.NOTE, element)
            x += self.width + 8


def key_figures(block: KeyFigures, parent: Element) -> list[Piece]:
    """Up to four boxes in a row, as wide as they can be."""
    if not block.items:
        return []
    count = len(block.items)
    rows = -(-count // 4)
    each = -(-count // rows)
    width = (styles.WIDTH - 8 * (each - 1)) / each
    listed = parent.child("L", List={"ListNumbering": "/None"})
    out: list[Piece] = []
    for first in range(0, count, each):
        items = []
        for figure in block.items[first : first + each]:
            element = listed.child("LI").child("LBody")
            inner = width - 20
            value = break_text(figure.value, styles.FIGURE_VALUE, inner)
            label = break_text(figure.label, styles.FIGURE_LABEL, inner)
            items.append((element, value, label, break_text(figure.note, styles.NOTE, inner)))
        height = max(
            len(value) * styles.FIGURE_VALUE.leading
            + len(label) * styles.FIGURE_LABEL.leading
            + (len(note) * styles.NOTE.leading + 2 if note else 0)
            for _, value, label, note in items
        )
        out.append(KeyFiguresPiece(height + 21, before=8.0, after=14.0, items=items, width=width))
    return out


# --- callouts and quotes -------------------------------------------------------------------------------
@dataclass(slots=True)
class BoxedPiece(Piece):
    """Texts one under the other beside a coloured bar; tint: the ground, "" = paper."""

    texts: list[TextPiece] = field(default_factory=list)
    bar: str = styles.BRAND
    tint: str = ""
    pad: float = 10.0

    def __post_init__(self) -> None:
        gaps = sum(piece.before for piece in self.texts[1:])
        self.height = sum(piece.height for piece in self.texts) + gaps + 2 * self.pad

    @property
    def least(self) -> float:
        return min(self.height, 90.0 + 2 * self.pad) if self.height > 160 else self.height

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Between two texts, or inside one."""
        left = room - 2 * self.pad
        for place, piece in enumerate(self.texts):
            gap = piece.before if place else 0.0
            if piece.height + gap <= left:
                left -= piece.height + gap
                continue
            parts = piece.split(left - gap)
            if parts is not None:
                head, tail = parts
                assert isinstance(head, TextPiece)
                assert isinstance(tail, TextPiece)
                return self._part([*self.texts[:place], head]), self._part([tail, *self.texts[place + 1 :]])
            return (self._part(self.texts[:place]), self._part(self.texts[place:])) if place else None
        return None

    def _part(self, texts: list[TextPiece]) -> "BoxedPiece":
        return BoxedPiece(before=self.before, after=self.after, texts=texts, bar=self.bar, tint=self.tint, pad=self.pad)

    def draw(self, paper: Paper, x: float, top: float) -> None:
        with paper.artifact():
            if self.tint:
                paper.rect(x, top - self.height, styles.WIDTH, self.height, self.tint)
            paper.rect(x, top - self.height, 3, self.height, self.bar)
        y = top - self.pad
        for place, piece in enumerate(self.texts):
            y -= piece.before if place else 0.0
            piece.draw(paper, x + 16, y)
            y -= piece.height


def callout(block: Callout, parent: Element) -> BoxedPiece:
    """Title, paragraphs and list in a tinted box."""
    warning = block.tone == "warning"
    inner = styles.WIDTH - 30
    group = parent.child("Div")
    title = Style(11, 15, fonts.SEMIBOLD, colour=styles.WARNING if warning else styles.BRAND)
    texts = [TextPiece(lines=break_text(block.title, title, inner), style=title, element=group.child("P"))]
    texts += paragraphs(block.text, styles.BODY, group, inner, first=3.0)
    texts += listed(block.items, numbered=False, parent=group, width=inner)
    tint = styles.WARNING_TINT if warning else styles.TINT
    bar = styles.WARNING if warning else styles.BRAND
    return BoxedPiece(before=12.0, after=14.0, texts=texts, bar=bar, tint=tint)


def quote(block: Quote, parent: Element) -> BoxedPiece | None:
    """The words beside a bar, who said them under it."""
    group = parent.child("BlockQuote")
    texts = paragraphs(block.text, styles.QUOTE, group, styles.WIDTH - 30)
    if block.source and texts:
        source = break_text(block.source, styles.NOTE, styles.WIDTH - 30)
        texts.append(TextPiece(before=4.0, lines=source, style=styles.NOTE, element=group.child("P")))
    return BoxedPiece(before=10.0, after=12.0, texts=texts, bar=styles.BAND, pad=3.0) if texts else None


def paragraphs(text: str, style: Style, parent: Element, width: float, first: float = _PARAGRAPH) -> list[TextPiece]:
    """The paragraphs of a text, parted by blank lines; `first`: the space before the first."""
    out: list[TextPiece] = []
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        if lines := break_text(paragraph, style, width):
            space = _PARAGRAPH if out else first
            out.append(TextPiece(before=space, after=_PARAGRAPH, lines=lines, style=style, element=parent.child("P")))
    return out


def listed(items: tuple[str, ...], *, numbered: bool, parent: Element, width: float) -> list[TextPiece]:
    """A list, each item with its bullet or number."""
    texts = [item for item in items if item.strip()]
    if not texts:
        return []
    group = parent.child("L", List={"ListNumbering": "/Decimal" if numbered else "/Disc"})
    indent = 22.0 if numbered else 16.0
    out = []
    for number, text in enumerate(texts, 1):
        item = group.child("LI")
        mark = break_text(f"{number}." if numbered else "•", styles.BODY, 40)[0]
        at = indent - 6 - mark.width if numbered else 4.0
        label = (item.child("Lbl"), mark, at)
        lines = break_text(text, styles.BODY, width - indent)
        out.append(
            TextPiece(
                before=4.0,
                after=4.0,
                lines=lines,
                style=styles.BODY,
                element=item.child("LBody"),
                indent=indent,
                label=label,
            )
        )
    out[0].before = 5.0
    out[-1].after = _PARAGRAPH + 2
    return out
