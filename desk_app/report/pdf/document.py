"""The whole report on paper: cover, pages with head and foot, bytes."""

from dataclasses import replace

from desk_app.progress import Progress, silent
from desk_app.report.blocks import Meta, Report
from desk_app.report.links import DRAFT_NOTICE, names_of, resolved
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.cover import CoverPage, cover_page
from desk_app.report.pdf.flow import Flow, flow
from desk_app.report.pdf.insets import LeafPiece
from desk_app.report.pdf.lines import break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Break, Piece, Placed, draw_page, paginate
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import MARGIN, PAGE, WIDTH


def to_bytes(report: Report, progress: Progress = silent) -> bytes:
    """The PDF/UA-1 file of a report; the same report always gives the same bytes. `progress` counts pages."""
    report = replace(report, meta=_clean(report.meta))
    paper = Paper(report.meta, report.meta.language)
    cover = _lay_out_cover(report, paper.root)
    head = DRAFT_NOTICE if report.draft else fonts.clean(report.meta.marking)
    unsaid = paper.root.child("P") if head and cover is None else None
    laid_out = flow(report.blocks, paper.root)
    pieces: list[Piece] = [*cover.overflow, Break()] if cover is not None and cover.overflow else []
    pages = [page for page in paginate([*pieces, *laid_out.pieces]) if page or cover is None]
    offset = 0 if cover is None else 1
    count = len(pages) + offset
    paper.places = _number(laid_out, pages, offset)
    if cover is not None:
        progress(0, count, "Writing the cover")
        cover.draw(paper)
        paper.end_page()
    for number, page in enumerate(pages, offset + 1):
        progress(number - 1, count, f"Writing page {number} of {count}")
        first = page[0].piece if page else None
        if isinstance(first, LeafPiece):
            paper.resize(*first.size)
            _foot(paper, report, number, count, first)
        else:
            _foot(paper, report, number, count)
        if head:
            _head(paper, head, unsaid)
            unsaid = None
        draw_page(paper, page)
        paper.end_page()
    done = paper.to_bytes()
    progress(count, count, "Report written")
    return done


def _lay_out_cover(report: Report, root: Element) -> CoverPage | None:
    if report.cover is None:
        return None
    cover = resolved(report.cover, names_of(report.blocks))
    return cover_page(cover, root.child("Sect"), report.draft)


def _clean(meta: Meta) -> Meta:
    """Titles as a file can hold them; a document without a title would not be accessible."""
    title = fonts.clean(meta.title) or "Report"
    return replace(meta, title=title, author=fonts.clean(meta.author), subject=fonts.clean(meta.subject))


def _number(laid_out: Flow, pages: list[list[Placed]], offset: int) -> set[str]:
    """Tell the entries of the contents on which page their headings stand; returns the keys of all places."""
    page_of: dict[str, int] = {}
    for number, page in enumerate(pages, offset + 1):
        for placed in page:
            if placed.piece.bookmark is not None:
                page_of.setdefault(placed.piece.bookmark[0], number)
    for entry in laid_out.entries:
        entry.page = page_of[entry.key]
    return set(page_of)


def _foot(paper: Paper, report: Report, number: int, count: int, leaf: LeafPiece | None = None) -> None:
    """The running foot, for the eye only; under pages made elsewhere it has their title, which is read out once."""
    style = styles.FOOTER
    base = 38.0
    page = report.meta.paging.format(number=number, count=count)
    wide = fonts.width(page, style.face, style.size)
    end = paper.width - MARGIN
    if leaf is not None and leaf.heading is not None:
        paper.lines(leaf.title, MARGIN, base + style.rise, style, leaf.heading)
    with paper.artifact("Footer"):
        paper.rule(MARGIN, base + 14, end, styles.RULE, 0.6)
        if leaf is None:
            title = break_text(report.meta.footer or report.meta.title, style, WIDTH - wide - 24)[:1]
            paper.lines(title, MARGIN, base + style.rise, style, None)
        elif leaf.heading is None:
            paper.lines(leaf.title, MARGIN, base + style.rise, style, None)
        paper.text(end - wide, base, page, style.face, style.size, style.colour)


def _head(paper: Paper, text: str, element: Element | None) -> None:
    """DRAFT or a marking at the head of a page; read out (as `element`) only where nothing has said it before."""
    lines = break_text(text, styles.DRAFT, WIDTH)[:1]
    if element is not None:
        paper.lines(lines, MARGIN, PAGE[1] - 28, styles.DRAFT, element, align="right", width=WIDTH)
        return
    with paper.artifact("Header"):
        paper.lines(lines, MARGIN, PAGE[1] - 28, styles.DRAFT, None, align="right", width=WIDTH)
