"""The list of headings: title, dotted leader, page; the whole row is a link."""

from dataclasses import dataclass, field

from desk_app.report.blocks import Contents, Run
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.lines import Line, break_runs, break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Piece, TextPiece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import Style

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
    style: Style = styles.CONTENTS[1]

    def draw(self, paper: Paper, x: float, top: float) -> None:
        entry, link = self.entry, self.link
        assert entry is not None
        assert link is not None
        style = self.style
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
    """Title and rows, down to the block's depth, nested as the headings are; closer if one page is too small."""
    section = root.child("Sect")
    style = styles.HEADINGS[1]
    title = break_text(block.title, style, styles.WIDTH)
    head = TextPiece(after=16.0, keep=True, lines=title, style=style, element=section.child("H1"))
    head.bookmark = ("-contents", block.title, 0)
    shown = [entry for entry in entries if entry.level <= block.depth and fonts.on_one_line(entry.title)]
    links = _links(shown, section)
    rows = _rows(shown, links, styles.CONTENTS, 5.0)
    if head.height + head.after + sum(row.height + row.before for row in rows) > styles.ROOM:
        rows = _rows(shown, links, styles.CONTENTS_CLOSE, 2.0)
    return [head, *rows]


def _links(entries: list[Entry], section: Element) -> list[Element]:
    """The Link element of each row, in lists nested as the headings are."""
    lists = [section.child("TOC")]
    out = []
    for entry in entries:
        while len(lists) > entry.level:
            lists.pop()
        while len(lists) < entry.level:
            lists.append(lists[-1].child("TOC"))
        out.append(lists[-1].child("TOCI").child("Reference").child("Link"))
    return out


def _rows(entries: list[Entry], links: list[Element], looks: dict[int, Style], gap: float) -> list[EntryPiece]:
    """gap: the space above a section's row."""
    out = []
    for place, (entry, link) in enumerate(zip(entries, links, strict=True)):
        look = looks[entry.level]
        width = styles.WIDTH - _PAGE - _INDENT * (entry.level - 1)
        lines = break_runs((Run(entry.title),), look, width)
        before = gap if entry.level == 1 and place else 0.5
        out.append(
            EntryPiece(len(lines) * look.leading, before=before, entry=entry, lines=lines, link=link, style=look)
        )
    return out
