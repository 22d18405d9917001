"""The whole report on paper: cover, pages with head and foot, bytes."""

from desk_app.progress import Progress, silent
from desk_app.report.blocks import Cover, Report
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.boxes import callout
from desk_app.report.pdf.flow import Flow, flow
from desk_app.report.pdf.lines import break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Placed, draw_page, paginate
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import MARGIN, PAGE, WIDTH

DRAFT = "DRAFT"
DRAFT_NOTICE = "DRAFT – not for publication"
_BAND = 74.0


def to_bytes(report: Report, progress: Progress = silent) -> bytes:
    """The PDF/UA-1 file of a report; the same report always gives the same bytes. `progress` counts pages."""
    paper = Paper(report.meta, report.meta.language)
    cover = paper.root.child("Sect") if report.cover else None
    laid_out = flow(report.blocks, paper.root)
    pages = paginate(laid_out.pieces)
    if cover is not None and not any(pages):
        pages = []
    offset = 1 if cover is not None else 0
    count = len(pages) + offset
    _number(laid_out, pages, offset)
    if report.cover is not None and cover is not None:
        progress(0, count, "Writing the cover")
        _draw_cover(paper, report.cover, cover, report.draft)
        paper.end_page()
    for place, page in enumerate(pages):
        number = place + 1 + offset
        progress(number - 1, count, f"Writing page {number} of {count}")
        if place == 0 and cover is None and report.draft:
            _draft_line(paper, paper.root.child("P"))
            paper.root.kids.insert(0, paper.root.kids.pop())
            _foot(paper, report, number, count, draft=False)
        else:
            _foot(paper, report, number, count, draft=report.draft)
        draw_page(paper, page)
        paper.end_page()
    done = paper.to_bytes()
    progress(count, count, "Report written")
    return done


def _number(laid_out: Flow, pages: list[list[Placed]], offset: int) -> None:
    """Tell the entries of the contents on which page their headings stand."""
    page_of = {
        placed.piece.bookmark[0]: number + 1 + offset
        for number, page in enumerate(pages)
        for placed in page
        if placed.piece.bookmark is not None
    }
    for entry in laid_out.entries:
        entry.page = page_of[entry.key]


def _foot(paper: Paper, report: Report, number: int, count: int, *, draft: bool) -> None:
    """The running head and foot, for the eye only."""
    style = styles.FOOTER
    base = 38.0
    with paper.artifact("Footer"):
        paper.rule(MARGIN, base + 14, PAGE[0] - MARGIN, styles.RULE, 0.6)
        page = f"Page {number} of {count}"
        wide = fonts.width(page, style.face, style.size)
        title = break_text(report.meta.footer or report.meta.title, style, WIDTH - wide - 24)
        paper.lines(title[:1], MARGIN, base + style.rise, style, None)
        paper.text(PAGE[0] - MARGIN - wide, base, page, style.face, style.size, style.colour)
    if draft:
        with paper.artifact("Header"):
            _draft_line(paper, None)


def _draft_line(paper: Paper, element: Element | None) -> None:
    lines = break_text(DRAFT_NOTICE, styles.DRAFT, WIDTH)
    paper.lines(lines, MARGIN, PAGE[1] - 28, styles.DRAFT, element, align="right", width=WIDTH)


def _draw_cover(paper: Paper, cover: Cover, section: Element, draft: bool) -> None:
    """A band of colour, the title, and at the foot who published it and when."""
    with paper.artifact():
        paper.rect(0, PAGE[1] - _BAND, PAGE[0], _BAND, styles.BRAND)
        paper.rect(0, PAGE[1] - _BAND - 5, PAGE[0], 5, styles.BAND)
    y = PAGE[1] - _BAND - 40
    if draft:
        y = paper.lines(break_text(DRAFT_NOTICE, styles.DRAFT, WIDTH), MARGIN, y, styles.DRAFT, section.child("P"))
    if cover.logo is not None:
        _draw_logo(paper, cover, section)
    y = min(y - 30, PAGE[1] - (170 if cover.notices else 232))
    texts = ((cover.title, styles.COVER_TITLE, "Title"), (cover.subtitle, styles.COVER_SUBTITLE, "P"),
             (cover.period, styles.COVER_SUBTITLE, "P"))  # fmt: skip
    for text, style, role in texts:
        if lines := break_text(text, style, WIDTH):
            y = paper.lines(lines, MARGIN, y, style, section.child(role)) - 6
    y -= 12
    foot = _cover_lines(cover)
    for notice in cover.notices:
        piece = callout(notice, section)
        y -= piece.before
        piece.draw(paper, MARGIN, y)
        y -= piece.height
    y = min(y - 30, 260.0) if not cover.notices else max(min(y - 24, 260.0), 40 + foot)
    for text in cover.lines:
        if lines := break_text(text, styles.COVER_LINE, WIDTH):
            y = paper.lines(lines, MARGIN, y, styles.COVER_LINE, section.child("P"))


def _cover_lines(cover: Cover) -> float:
    """The height of the lines at the foot."""
    return sum(len(break_text(text, styles.COVER_LINE, WIDTH)) for text in cover.lines) * styles.COVER_LINE.leading


def _draw_logo(paper: Paper, cover: Cover, section: Element) -> None:
    """Top right on the paper, at most 150 by 60 points."""
    from reportlab.lib.utils import ImageReader

    assert cover.logo is not None
    import io

    wide, high = ImageReader(io.BytesIO(cover.logo.data)).getSize()
    scale = min(150 / wide, 60 / high)
    x, y = PAGE[0] - MARGIN - wide * scale, PAGE[1] - _BAND - 30 - high * scale
    figure = section.child("Figure", alt=cover.logo.alt)
    paper.box(figure, x, y, wide * scale, high * scale)
    with paper.content(figure):
        paper.image(cover.logo.data, x, y, wide * scale, high * scale)
