"""Pages made elsewhere: room of their own size above our foot, drawn as the form /Inset of their page.

The form is put into the finished file by whoever has those pages: of the leaf's size, from (0, 0) upwards.
"""

from dataclasses import dataclass, field

from desk_app.report.blocks import Inset, Leaf, without_marks
from desk_app.report.pdf.lines import Line, break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Break, Piece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import FOOTER, MARGIN, PAGE, ROOM

FORM = "Inset"
FOOT = 60.0
_PAGING = 130.0  # room for "Bundle page 1234 of 5678"


@dataclass(slots=True)
class LeafPiece(Piece):
    """One such page. title: what stands in its foot; heading: its element, on the first page only."""

    leaf: Leaf = field(default_factory=lambda: Leaf(*PAGE))
    title: list[Line] = field(default_factory=list)
    heading: Element | None = None
    element: Element | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Of the page: never narrower than our foot."""
        return max(self.leaf.width, PAGE[0]), self.leaf.height + FOOT

    def draw(self, paper: Paper, x: float, top: float) -> None:  # noqa: ARG002  (the page is its own)
        assert self.element is not None
        left = (self.size[0] - self.leaf.width) / 2
        if self.leaf.alt:
            paper.box(self.element, left, FOOT, self.leaf.width, self.leaf.height)
        with paper.content(self.element):
            paper.form(FORM, left, FOOT)


def leaf_pieces(block: Inset, section: Element) -> list[Piece]:
    """The pages, each between breaks."""
    out: list[Piece] = [Break()]
    for number, leaf in enumerate(block.leaves):
        width = max(leaf.width, PAGE[0]) - 2 * MARGIN - _PAGING
        piece = LeafPiece(
            height=ROOM,
            leaf=leaf,
            title=break_text(block.title, FOOTER, width)[:1],
            heading=section.child("H1") if number == 0 else None,
            element=section.child("Figure", alt=leaf.alt) if leaf.alt else section.child("P"),
            bookmark=(block.key, without_marks(block.title), 0) if number == 0 and block.key else None,
        )
        out += [piece, Break()]
    return out
