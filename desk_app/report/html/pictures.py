"""Drawings as inline SVG: the marks of the one layout that paper and screen have too."""

from functools import lru_cache
from xml.sax.saxutils import quoteattr

from PIL import ImageFont

from desk_app.report.charts import Dot, Drawing, Line, Mark, Path, Rect, Text
from desk_app.report.html.writing import escaped
from resources import path

WIDTHS = {"wide": 480.0, "narrow": 240.0}
"""A picture is laid out once for a page and once for the screen of a telephone, where its words would be too small."""

_UNITS = 2048  # to the em of the font: at this size a width is a whole number, the same on every machine
_BOLDER = 1.12


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path("fonts/DejaVuSans.ttf")), _UNITS, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4000)
def _wide(character: str) -> float:
    return float(round(_font().getlength(character)))


def measure(text: str, bold: bool, size: float) -> float:
    """The width of a text in points, in a font wider than those a browser is likely to have: labels keep apart."""
    return sum(map(_wide, text)) * size * (_BOLDER if bold else 1.0) / _UNITS


def svg(drawing: Drawing, look: str, title: str, description: str, ids: tuple[str, str]) -> str:
    """An image with its name and text alternative; look: one of WIDTHS; ids: of title and description, plain texts."""
    height, width = drawing.height, drawing.width
    marks = "\n".join(_mark(mark, height) for mark in drawing.marks)
    return (
        f'<svg class="{look}" role="img" aria-labelledby="{ids[0]}" aria-describedby="{ids[1]}" '
        f'viewBox="0 0 {_n(width)} {_n(height)}">\n'
        f'<title id="{ids[0]}">{escaped(title)}</title>\n<desc id="{ids[1]}">{escaped(description)}</desc>\n'
        f"{marks}\n</svg>"
    )


def _mark(mark: Mark, height: float) -> str:
    """SVG counts downwards, a drawing upwards."""
    match mark:
        case Rect(x, y, wide, high, fill):
            return (
                f'<rect x="{_n(x)}" y="{_n(height - y - high)}" width="{_n(wide)}" height="{_n(high)}" fill="{fill}"/>'
            )
        case Line(x1, y1, x2, y2, colour, width, dash):
            points = f'x1="{_n(x1)}" y1="{_n(height - y1)}" x2="{_n(x2)}" y2="{_n(height - y2)}"'
            return f"<line {points} {_stroke(colour, width, dash)}/>"
        case Path(points_, colour, width, dash):
            joined = " ".join(f"{_n(x)},{_n(height - y)}" for x, y in points_)
            return f'<polyline points="{joined}" fill="none" {_stroke(colour, width, dash)}/>'
        case Dot(x, y, radius, fill, stroke, width):
            place = f'cx="{_n(x)}" cy="{_n(height - y)}" r="{_n(radius)}"'
            return f'<circle {place} fill="{fill}" {_stroke(stroke, width, ())}/>'
        case Text(x, y, text, size, bold, colour, anchor):
            weight = ' font-weight="bold"' if bold else ""
            place = f'x="{_n(x)}" y="{_n(height - y)}" font-size="{_n(size)}"{weight} text-anchor={quoteattr(anchor)}'
            return f'<text {place} fill="{colour}">{escaped(text)}</text>'


def _stroke(colour: str, width: float, dash: tuple[float, ...]) -> str:
    dashed = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
    return f'stroke="{colour}" stroke-width="{_n(width)}"{dashed}'


def _n(value: float) -> str:
    """A number as short as it goes: to a hundredth."""
    return f"{value + 0.0:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"
