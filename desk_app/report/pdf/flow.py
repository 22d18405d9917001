"""From blocks to pieces, with the structure planned in the same order."""

from dataclasses import dataclass, field

from desk_app.report import blocks
from desk_app.report.blocks import Block, without_marks
from desk_app.report.links import heading_keys, names_of, resolved
from desk_app.report.pdf import boxes, drawn, styles
from desk_app.report.pdf.contents import Entry, contents_pieces
from desk_app.report.pdf.insets import leaf_pieces
from desk_app.report.pdf.lines import break_text
from desk_app.report.pdf.pieces import Break, Piece, TextPiece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.tables import table_piece


@dataclass(slots=True)
class Flow:
    """The laid-out report: its pieces, and the headings in order (their pages are filled in when all is paginated)."""

    pieces: list[Piece] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def flow(report_blocks: tuple[Block, ...], root: Element) -> Flow:
    """Lay out all blocks under `root`; every heading of level 1 opens a section."""
    return _Builder(report_blocks, root).build()


class _Builder:
    def __init__(self, report_blocks: tuple[Block, ...], root: Element) -> None:
        names = names_of(report_blocks)
        self.blocks = tuple(resolved(block, names) for block in report_blocks)
        self.root = root
        self.section = root
        self.out = Flow()
        self.keys = heading_keys(report_blocks)
        for block, key in self.keys:
            self.out.entries.append(Entry(without_marks(block.text), block.level, key))
        self.heading = 0
        self.level = 0
        self.figures = self.tables = 0

    def build(self) -> Flow:
        for block in self.blocks:
            self.out.pieces.extend(self._pieces(block))
        return self.out

    def _pieces(self, block: Block) -> list[Piece]:
        match block:
            case blocks.Heading():
                return [self._heading(block)]
            case blocks.Prose():
                return list(boxes.paragraphs(block.text, styles.BODY, self.section, styles.WIDTH))
            case blocks.Bullets():
                return list(boxes.listed(block.items, numbered=block.numbered, parent=self.section, width=styles.WIDTH))
            case blocks.KeyFigures():
                return boxes.key_figures(block, self.section)
            case blocks.Table():
                return [self._table(block)]
            case blocks.Chart():
                self.figures += 1
                return [drawn.chart(block, f"Figure {self.figures}", self.section)]
            case blocks.Diagram():
                self.figures += 1
                return [drawn.diagram(block, f"Figure {self.figures}", self.section)]
            case blocks.Quote():
                piece = boxes.quote(block, self.section)
                return [piece] if piece else []
            case blocks.Callout():
                return [boxes.callout(block, self.section)]
            case blocks.Steps():
                return drawn.steps(block, self.section)
            case blocks.Contents():
                return contents_pieces(block, self.out.entries, self.root)
            case blocks.PageBreak():
                return [Break()]
            case blocks.Inset():
                self.section, self.level = self.root.child("Sect"), 1
                return leaf_pieces(block, self.section)

    def _heading(self, block: blocks.Heading) -> Piece:
        if block.level == 1:
            self.section = self.root.child("Sect")
        _, key = self.keys[self.heading]
        self.heading += 1
        self.level = min(block.level, self.level + 1)  # a level is never skipped, whatever the blocks say
        style = styles.HEADINGS[block.level]
        return TextPiece(
            before=styles.SPACE_BEFORE[block.level],
            after=styles.SPACE_AFTER[block.level],
            keep=True,
            lines=break_text(block.text, style, styles.WIDTH),
            style=style,
            element=self.section.child(f"H{self.level}"),
            bookmark=(key, without_marks(block.text), self.level - 1),
        )

    def _table(self, block: blocks.Table) -> Piece:
        label = ""
        if block.numbered:
            self.tables += 1
            label = f"Table {self.tables}"
        return table_piece(block, label, self.section)
