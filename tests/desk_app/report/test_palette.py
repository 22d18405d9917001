"""The palette against colour blindness, grey printing and WCAG 2.2 contrast."""

import itertools
import math

import pytest

from desk_app.report.charts.palette import PRINT, contrast
from desk_app.report.pdf import styles

# Machado, Oliveira, Fernandes 2009, severity 1.0
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, vision: str = "usual") -> Triple:
    """CIE L*a*b* of the colour as somebody with that vision sees it."""
    seen = [min(1.0, max(0.0, sum(k * v for k, v in zip(row, linear(colour), strict=True)))) for row in VISION[vision]]
    r, g, b = seen
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("vision", VISION)
def test_neighbours_in_a_stack_differ_for_every_eye(vision: str) -> None:
    """Blue and teal, teal and plum ..."""
    for one, other in itertools.pairwise(PRINT.series):
        assert math.dist(lab(one, vision), lab(other, vision)) > 25, (one, other)


@pytest.mark.parametrize("vision", VISION)
def test_column_and_line_differ_for_every_eye(vision: str) -> None:
    """This year's columns, last year's line."""
    assert math.dist(lab(PRINT.accent, vision), lab(PRINT.line, vision)) > 25


def test_neighbours_differ_in_grey_printing() -> None:
    """By lightness alone."""
    for one, other in itertools.pairwise(PRINT.series):
        assert abs(lab(one)[0] - lab(other)[0]) > 20, (one, other)
    assert abs(lab(PRINT.accent)[0] - lab(PRINT.soft)[0]) > 20


@pytest.mark.parametrize("colour", [PRINT.accent, PRINT.soft, PRINT.line, PRINT.target, *PRINT.series])
def test_shapes_stand_out_from_paper(colour: str) -> None:
    """WCAG 1.4.11: at least 3 to 1."""
    assert contrast(colour, PRINT.paper) >= 3


@pytest.mark.parametrize("colour", [PRINT.accent, *PRINT.series])
def test_numbers_on_shapes_can_be_read(colour: str) -> None:
    """WCAG 1.4.3: at least 4.5 to 1."""
    assert contrast(PRINT.on(colour), colour) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (PRINT.ink, PRINT.paper),
        (PRINT.muted, PRINT.paper),
        (PRINT.target, PRINT.paper),
        (styles.INK, styles.TINT),
        (styles.MUTED, styles.TINT),
        (styles.BRAND, styles.TINT),
        (styles.INK, styles.WARNING_TINT),
        (styles.WARNING, styles.WARNING_TINT),
        (styles.LINK, PRINT.paper),
        (styles.LINK, styles.TINT),
        (PRINT.paper, styles.BRAND),
    ],
)
def test_texts_can_be_read_on_their_ground(text: str, ground: str) -> None:
    """WCAG 1.4.3: at least 4.5 to 1."""
    assert contrast(text, ground) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
