"""Whether the words in the web page's pictures can be read, decided from what is drawn beneath each of them.

axe-core leaves the contrast of words in an SVG undecided, since it cannot tell what lies under them. The drawing can:
it is rectangles, dots and words at known places, painted in their order, on a panel that is white in the dark too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest

from desk_app.report.blocks import Report
from desk_app.report.charts.palette import contrast
from desk_app.report.html import to_text
from desk_app.report.html.looks import CSS
from desk_app.report.html.pictures import measure
from tests.desk_app.report import specimen
from tests.desk_app.report.html.web_page import SVG, parsed

PANEL = "#FFFFFF"
LEAST = 4.5  # WCAG 2.2, 1.4.3: words of this size
HIGH, DEEP = 0.72, 0.21  # of the size: how far letters reach above and beneath their line
GRAZED = 0.5  # points: a shape that the box of a word only touches is beside it


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > GRAZED
            and min(self.bottom, other.bottom) - max(self.top, other.top) > GRAZED
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left + GRAZED
            and self.right >= other.right - GRAZED
            and self.top <= other.top + GRAZED
            and self.bottom >= other.bottom - GRAZED
        )


def number(mark: Element, name: str) -> float:
    return float(mark.get(name, "0"))


def box_of(mark: Element) -> Box | None:
    """Where a filled shape or a text is, None of a line."""
    if mark.tag == f"{SVG}rect":
        left, top = number(mark, "x"), number(mark, "y")
        return Box(left, top, left + number(mark, "width"), top + number(mark, "height"))
    if mark.tag == f"{SVG}circle":
        x, y, r = (number(mark, name) for name in ("cx", "cy", "r"))
        return Box(x - r, y - r, x + r, y + r)
    if mark.tag != f"{SVG}text":
        return None
    size, line, words = number(mark, "font-size"), number(mark, "y"), mark.text or ""
    wide = measure(words, mark.get("font-weight") == "bold", size)
    left = number(mark, "x") - {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.get("text-anchor", "start")] * wide
    return Box(left, line - HIGH * size, left + wide, line + DEEP * size)


def readings(picture: Element) -> Iterator[tuple[str, str, str]]:
    """Each text, its colour, and each colour under it: of the shapes painted before it, back to one that holds it."""
    under: list[tuple[Box, str]] = []
    for mark in picture:
        box = box_of(mark)
        if box is None:
            continue
        if mark.tag != f"{SVG}text":
            under.append((box, mark.get("fill", "")))
            continue
        for shape, fill in reversed(under):
            if shape.meets(box):
                yield mark.text or "", mark.get("fill", ""), fill
            if shape.holds(box):
                break
        else:
            yield mark.text or "", mark.get("fill", ""), PANEL


def covered(picture: Element) -> Iterator[str]:
    """Words over which a shape is painted afterwards."""
    marks = [(mark, box) for mark in picture if (box := box_of(mark)) is not None]
    for at, (mark, box) in enumerate(marks):
        if mark.tag == f"{SVG}text" and any(
            other.meets(box) for shape, other in marks[at + 1 :] if shape.tag != f"{SVG}text"
        ):
            yield mark.text or ""


def pictures(page: str) -> list[Element]:
    return list(parsed(page).iter(f"{SVG}svg"))


@pytest.fixture(scope="module")
def pages(report_2023: Report) -> tuple[str, ...]:
    return to_text(report_2023), to_text(specimen.every_block(rows=5))


def test_words_in_pictures_stand_out_from_what_is_beneath_them(pages: tuple[str, ...]) -> None:
    """Wide and narrow: numbers in columns, names on tinted steps, legends on the white panel."""
    found = [reading for page in pages for picture in pictures(page) for reading in readings(picture)]
    assert len(found) > 500
    assert [(text, ink, ground) for text, ink, ground in found if contrast(ink, ground) < LEAST] == []


def test_no_word_in_a_picture_is_painted_over(pages: tuple[str, ...]) -> None:
    """A dot of the year before never hides a number."""
    assert [text for page in pages for picture in pictures(page) for text in covered(picture)] == []


def test_the_panel_of_a_picture_is_white_in_the_dark_too() -> None:
    """No rule of the page paints it otherwise."""
    assert re.findall(r"\.panel\{[^}]*background:([^;}]*)", CSS) == [PANEL]


def test_what_cannot_be_read_is_found() -> None:
    """White words half beside their dark bar, and grey on grey."""
    drawn = (
        '<!DOCTYPE html><html lang="en-GB"><title>x</title><svg>'
        '<rect x="0" y="0" width="20" height="20" fill="#12436D"/>'
        '<text x="2" y="14" font-size="9" text-anchor="start" fill="#FFFFFF">Statutory</text>'
        '<rect x="100" y="0" width="90" height="20" fill="#D5DCE3"/>'
        '<text x="145" y="14" font-size="9" text-anchor="middle" fill="#B4C0CB">grey</text></svg></html>'
    )
    [picture] = pictures(drawn)
    bad = {text: ground for text, ink, ground in readings(picture) if contrast(ink, ground) < LEAST}
    assert bad == {"Statutory": PANEL, "grey": "#D5DCE3"}
