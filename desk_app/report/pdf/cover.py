"""The first page: a band of colour, the title, notices, and at the foot who published it and when."""

import io
from dataclasses import dataclass, field

from reportlab.lib.utils import ImageReader

from desk_app.report.blocks import Cover, Logo
from desk_app.report.links import DRAFT_NOTICE
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.boxes import callout
from desk_app.report.pdf.lines import Line, break_text
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.pieces import Piece
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import MARGIN, PAGE, WIDTH, Style

_BAND = 74.0
_FOOT = 56.0  # nothing stands lower
_LINES = 260.0  # where the lines at the foot begin if there is room


@dataclass(slots=True)
class CoverPage:
    """The cover laid out. overflow: notices that do not fit on it and follow on the next page."""

    section: Element
    texts: list[tuple[float, list[Line], Style, Element]] = field(default_factory=list)
    notices: list[tuple[float, Piece]] = field(default_factory=list)
    overflow: list[Piece] = field(default_factory=list)
    logo: tuple[Logo, Element] | None = None

    def draw(self, paper: Paper) -> None:
        with paper.artifact():
            paper.rect(0, PAGE[1] - _BAND, PAGE[0], _BAND, styles.BRAND)
            paper.rect(0, PAGE[1] - _BAND - 5, PAGE[0], 5, styles.BAND)
        if self.logo is not None:
            _draw_logo(paper, *self.logo)
        for top, lines, style, element in self.texts:
            paper.lines(lines, MARGIN, top, style, element)
        for top, piece in self.notices:
            piece.draw(paper, MARGIN, top)


def cover_page(cover: Cover, section: Element, draft: bool) -> CoverPage:
    """Lay out the cover; the elements under `section` are in reading order."""
    page = CoverPage(section)
    y = PAGE[1] - _BAND - 40
    if draft:
        y = _text(page, DRAFT_NOTICE, styles.DRAFT, "P", y)
    if cover.logo is not None:
        page.logo = cover.logo, section.child("Figure", alt=fonts.clean(cover.logo.alt))
        y = min(y, PAGE[1] - _BAND - 90)
    y = min(y - 30, PAGE[1] - (170 if cover.notices else 232))
    y = _text(page, cover.title, styles.COVER_TITLE, "Title", y) - 6
    y = _text(page, cover.subtitle, styles.COVER_SUBTITLE, "P", y) - 6
    y = _text(page, cover.period, styles.COVER_SUBTITLE, "P", y) - 18
    foot = sum(len(break_text(text, styles.COVER_LINE, WIDTH)) for text in cover.lines) * styles.COVER_LINE.leading
    y = _notices(page, cover, section, y, _FOOT + foot + 24)
    y = max(min(y - 24, _LINES), _FOOT + foot)
    for text in cover.lines:
        y = _text(page, text, styles.COVER_LINE, "P", y)
    return page


def _text(page: CoverPage, text: str, style: Style, role: str, top: float) -> float:
    """Add a text; returns where it ends."""
    lines = _balanced(text, style) if role == "Title" else break_text(text, style, WIDTH)
    if not lines:
        return top
    page.texts.append((top, lines, style, page.section.child(role)))
    return top - len(lines) * style.leading


def _balanced(text: str, style: Style) -> list[Line]:
    """As many lines as the text needs, of about the same length."""
    lines = break_text(text, style, WIDTH)
    for share in range(95, 45, -5):
        closer = break_text(text, style, WIDTH * share / 100)
        if len(closer) > len(lines) or any(line.joined for line in closer):
            return lines
        lines = closer
    return lines


def _notices(page: CoverPage, cover: Cover, section: Element, top: float, lowest: float) -> float:
    """The notices down to `lowest`, the rest kept for the next page; returns where they end."""
    for notice in cover.notices:
        piece: Piece = callout(notice, section)
        room = top - lowest
        parts = piece.split(room) if piece.height > room and not page.overflow else None
        if page.overflow or (piece.height > room and parts is None):
            page.overflow.append(piece)
            continue
        if parts is not None:
            piece, rest = parts
            page.overflow.append(rest)
        page.notices.append((top, piece))
        top -= piece.height + piece.before
    return top


def _draw_logo(paper: Paper, logo: Logo, figure: Element) -> None:
    """Top right under the band, at most 150 by 60 points."""
    wide, high = ImageReader(io.BytesIO(logo.data)).getSize()
    scale = min(150 / wide, 60 / high)
    x, y = PAGE[0] - MARGIN - wide * scale, PAGE[1] - _BAND - 25 - high * scale
    paper.box(figure, x, y, wide * scale, high * scale)
    with paper.content(figure):
        paper.image(logo.data, x, y, wide * scale, high * scale)
