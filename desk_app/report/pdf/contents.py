"""The list of headings: title, dotted leader, page; the whole row is a link."""

from dataclasses import dataclass, field

from desk_app.report.blocks import Contents, Run
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.lines import Line, break_runs, break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Piece, TextPiece
from desk_app.report.pdf.structure import Element

_PAGE = 34.0  # room for the page's number
_INDENT = 14.0


@dataclass(slots=True)
class Entry:
    """A heading; page (from 1) is known when the report is paginated."""

    title: str
    level: int
    key: str
    page: int = 0


@dataclass(slots=True)
class EntryPiece(Piece):
    """One row of the contents."""

    entry: Entry | None = None
    lines: list[Line] = field(default_factory=list)
    link: Element | None = None

    def draw(self, paper: Paper, x: float, top: float) -> None:
        entry, link = self.entry, self.link
        assert entry is not None
        assert link is not None
        style = styles.CONTENTS[entry.level]
        left = x + _INDENT * (entry.level - 1)
        end = paper.lines(self.lines, left, top, style, link, more=True)
        base = end + style.leading - style.rise
        number = str(entry.page)
        page = x + styles.WIDTH - fonts.width(number, style.face, style.size)
        with paper.artifact():
            start = left + self.lines[-1].width + 7
            if page - 12 > start:
                paper.path(((page - 8, base + 1.6), (start, base + 1.6)), styles.RULE, 0.9, (0.9, 3.1))
        with paper.content(link):
            paper.text(page, base, number, style.face, style.size, style.colour)
        place = (left, end, x + styles.WIDTH, top)
        paper.link(link, f"#{entry.key}", f"{entry.title}, page {entry.page}", place)


def contents_pieces(block: Contents, entries: list[Entry], root: Element) -> list[Piece]:
    """Title and rows, down to the block's depth, nested as the headings are."""
    section = root.child("Sect")
    style = styles.HEADINGS[1]
    title = break_text(block.title, style, styles.WIDTH)
    out: list[Piece] = [
        TextPiece(
            after=16.0,
            keep=True,
            lines=title,
            style=style,
            element=section.child("H1"),
            bookmark=("contents", block.title, 0),
        )
    ]
    lists = [section.child("TOC")]
    for entry in entries:
        if entry.level > block.depth:
            continue
        while len(lists) > entry.level:
            lists.pop()
        while len(lists) < entry.level:
            lists.append(lists[-1].child("TOC"))
        link = lists[-1].child("TOCI").child("Reference").child("Link")
        look = styles.CONTENTS[entry.level]
        width = styles.WIDTH - _PAGE - _INDENT * (entry.level - 1)
        lines = break_runs((Run(entry.title),), look, width)
        before = 5.0 if entry.level == 1 and len(out) > 1 else 0.5
        piece = EntryPiece(len(lines) * look.leading, before=before, entry=entry, lines=lines, link=link)
        out.append(piece)
    return out
