"""The first page."""

from dataclasses import replace
from itertools import pairwise

from desk_app.report.blocks import Callout, Cover
from desk_app.report.pdf.cover import CoverPage, cover_page
from desk_app.report.pdf.structure import Element
from tests.desk_app.report import specimen


def title(page: CoverPage) -> list[str]:
    lines = next(lines for _, lines, _, element in page.texts if element.role == "Title")
    return ["".join(segment.text for segment in line.segments) for line in lines]


def test_the_lines_of_a_title_are_about_the_same_length() -> None:
    """Customer Feedback / Annual Report, not a lone word on the second line."""
    page = cover_page(specimen.COVER, Element("Sect"), draft=False)
    assert title(page) == ["Customer Feedback", "Annual Report"]


def test_a_short_title_stays_on_one_line() -> None:
    """Feedback"""
    assert title(cover_page(Cover("Feedback"), Element("Sect"), draft=True)) == ["Feedback"]


def test_notices_stand_above_the_lines_at_the_foot() -> None:
    """None covers another."""
    notices = tuple(Callout(f"Notice {n}", "Words " * 40) for n in range(9))
    page = cover_page(replace(specimen.COVER, notices=notices), Element("Sect"), draft=True)
    assert page.notices
    assert page.overflow
    top, piece = page.notices[-1]
    foot = [top for top, lines, _, _ in page.texts if lines[0].segments[0].text.startswith("Feedback and")]
    assert top - piece.height >= foot[0]
    for (upper, above), (lower, _) in pairwise(page.notices):
        assert upper - above.height > lower
