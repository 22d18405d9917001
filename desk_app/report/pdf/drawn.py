"""Pieces that are drawn: the steps of a procedure, charts, diagrams."""

from dataclasses import dataclass, field

from desk_app.report import diagrams
from desk_app.report.blocks import Chart, Diagram, Steps
from desk_app.report.charts import Drawing, layout
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.lines import Line, break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Piece, TextPiece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import Style


# --- steps ---------------------------------------------------------------------------------------------
@dataclass(slots=True)
class StepPiece(Piece):
    """One step: its number in a circle on a line that leads to the next one."""

    number: tuple[Element, Line] | None = None
    texts: list[tuple[list[Line], Style, Element]] = field(default_factory=list)
    last: bool = False

    def __post_init__(self) -> None:
        lines = sum(len(lines) * style.leading for lines, style, _ in self.texts)
        self.height = max(lines + 4, 24.0) + (0.0 if self.last else 8.0)

    def draw(self, paper: Paper, x: float, top: float) -> None:
        assert self.number is not None
        middle = top - 9.5
        with paper.artifact():
            if not self.last:
                paper.path(((x + 10, middle), (x + 10, top - self.height - 4)), styles.BAND, 1.6)
            paper.dot(x + 10, middle, 9.5, styles.BRAND)
        element, line = self.number
        paper.lines([line], x, top - 3, styles.STEP_NUMBER, element, align="middle", width=20)
        y = top - 2
        for lines, style, owner in self.texts:
            y = paper.lines(lines, x + 32, y, style, owner)


def steps(block: Steps, parent: Element) -> list[Piece]:
    """The caption and the steps, kept together if there are few."""
    inner = styles.WIDTH - 32
    caption = break_text(block.caption, styles.CAPTION, styles.WIDTH)
    out: list[Piece] = []
    if caption:
        out.append(
            TextPiece(before=12.0, after=7.0, keep=True, lines=caption, style=styles.CAPTION, element=parent.child("P"))
        )
    group = parent.child("L", List={"ListNumbering": "/Decimal"})
    for number, step in enumerate(block.items, 1):
        item = group.child("LI")
        label = (item.child("Lbl"), break_text(str(number), styles.STEP_NUMBER, 40)[0])
        body = item.child("LBody")
        title = f"**{step.title.strip()}**" + (f" – {step.limit}" if step.limit else "")
        texts = []
        for text, style in ((title, styles.BODY), (step.text, styles.BODY), (step.who, styles.NOTE)):
            if lines := break_text(text, style, inner):
                texts.append((lines, style, body.child("P")))
        last = number == len(block.items)
        out.append(
            StepPiece(
                number=label,
                texts=texts,
                last=last,
                keep=number in (1, len(block.items) - 1) and not last,
                after=14.0 if last else 0.0,
            )
        )
    return out


# --- charts and diagrams --------------------------------------------------------------------------------------------
@dataclass(slots=True)
class PicturePiece(Piece):
    """Caption, picture and note; never parted, made smaller if it is higher than a page."""

    caption: list[Line] = field(default_factory=list)
    caption_element: Element | None = None
    drawing: Drawing = field(default_factory=lambda: Drawing(0, 0, ()))
    figure: Element | None = None
    note: list[Line] = field(default_factory=list)
    note_element: Element | None = None
    scale: float = 1.0

    def __post_init__(self) -> None:
        words = len(self.caption) * styles.CAPTION.leading + 8
        words += len(self.note) * styles.NOTE.leading + 5 if self.note else 0
        self.scale = min(1.0, (styles.ROOM - words - 2) / self.drawing.height)
        self.height = words + self.drawing.height * self.scale

    def draw(self, paper: Paper, x: float, top: float) -> None:
        assert self.figure is not None
        y = paper.lines(self.caption, x, top, styles.CAPTION, self.caption_element) - 8
        height = self.drawing.height * self.scale
        paper.box(self.figure, x, y - height, self.drawing.width * self.scale, height)
        with paper.content(self.figure):
            paper.chart(self.drawing, x, y - height, self.scale)
        if self.note:
            paper.lines(self.note, x, y - height - 5, styles.NOTE, self.note_element)


def chart(block: Chart, label: str, parent: Element) -> PicturePiece:
    """The chart laid out over the whole width."""
    return _picture(block, label, layout(block.spec, styles.WIDTH, _measure), parent, block.note)


def diagram(block: Diagram, label: str, parent: Element) -> PicturePiece:
    """The diagram laid out over the whole width."""
    return _picture(block, label, diagrams.layout(block.spec, styles.WIDTH, _measure), parent)


def _picture(block: Chart | Diagram, label: str, drawing: Drawing, parent: Element, below: str = "") -> PicturePiece:
    """below: a note under it."""
    caption = break_text(f"{label}: {block.caption}", styles.CAPTION, styles.WIDTH)
    note = break_text(below, styles.NOTE, styles.WIDTH)
    return PicturePiece(
        before=12.0,
        after=16.0,
        caption=caption,
        caption_element=parent.child("P"),
        drawing=drawing,
        figure=parent.child("Figure", alt=fonts.clean(block.alt)),
        note=note,
        note_element=parent.child("P") if note else None,
        bookmark=(block.key, "", 0) if block.key else None,
    )


def _measure(text: str, bold: bool, size: float) -> float:
    return fonts.width(fonts.on_one_line(text), fonts.SEMIBOLD if bold else fonts.REGULAR, size)
