"""Drawing text and shapes on tagged pages.

The operators are written straight into ReportLab's page: no shape objects, no state that is set twice.
"""

import io
from functools import lru_cache

from PIL import Image
from reportlab.lib.utils import ImageReader

from desk_app.report.charts import Dot, Drawing, Path, Rect, Text
from desk_app.report.charts import Line as Stroke
from desk_app.report.pdf import fonts
from desk_app.report.pdf.lines import Line, Segment
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.styles import LINK, Style
from desk_app.report.pdf.tagged_pages import TaggedPages

_ROUND = 0.5523  # how far the handles of a quarter circle reach
_SPECIAL = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord("("): "\\(",
    ord(")"): "\\)",
    ord("\\"): "\\\\",
}


@lru_cache(maxsize=64)
def _rgb(colour: str) -> str:
    """ "#12436D" in PDF's notation."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


def _escaped(codes: bytes) -> str:
    """The codes of characters as they stand between ( and ) in a page."""
    return codes.decode("latin1").translate(_SPECIAL)


def _for_screens(picture: bytes) -> bytes:
    """A picture whose colours are for printers (CMYK) in those of everything else here, which an archive demands."""
    with Image.open(io.BytesIO(picture)) as opened:
        if opened.mode != "CMYK":
            return picture
        out = io.BytesIO()
        opened.convert("RGB").save(out, "PNG")
        return out.getvalue()


class Paper(TaggedPages):
    """Pages to draw on."""

    # --- text ------------------------------------------------------------------------------------------
    def text(self, x: float, y: float, text: str, face: str, size: float, colour: str) -> None:
        """One piece of text, its base line starting at (x, y)."""
        self._filling(colour)
        self._put(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm")
        document = self._canvas._doc
        for part_face, part in fonts.spans(text, face):
            font = fonts.font(part_face)
            for subset, codes in font.splitString(part, document):
                self._put(f"{font.getSubsetInternalName(subset, document)} {size:g} Tf ({_escaped(codes)}) Tj")
        self._put("ET")

    def lines(
        self,
        lines: list[Line],
        x: float,
        top: float,
        style: Style,
        element: Element | None,
        *,
        align: str = "left",
        width: float = 0.0,
        more: bool = False,
    ) -> float:
        """Lines under one another from `top`; returns where they end.

        element: whose content they are; None = already inside of content or artifact. more: the text goes on elsewhere,
        so that the last line ends with a space too.
        """
        y = top - style.rise
        last = len(lines) - 1
        if element is not None:
            self._open_content(element)
        for number, line in enumerate(lines):
            left = x + (
                width - line.width if align == "right" else (width - line.width) / 2 if align == "middle" else 0
            )
            end = len(line.segments) - 1
            for place, segment in enumerate(line.segments):
                between = " " if place == end and (number < last or more) and not line.joined else ""
                if segment.link is not None and element is not None:
                    self._linked(segment, between, left + segment.x, y, style, element)
                else:
                    self.text(left + segment.x, y, segment.text + between, segment.face, style.size, style.colour)
            y -= style.leading
        if element is not None:
            self._close()
        return top - len(lines) * style.leading

    def _linked(self, segment: Segment, between: str, x: float, y: float, style: Style, element: Element) -> None:
        """Text of a link: content of a Link element of its own, with the clickable place."""
        assert segment.link is not None
        number, href = segment.link
        if href.startswith("#") and href[1:] not in self.places:
            self.text(x, y, segment.text + between, segment.face, style.size, style.colour)
            return
        link = self._links.get((element, number))
        if link is None:
            link = self._links[element, number] = element.child("Link")
        self._close()
        with self.content(link):
            self.text(x, y, segment.text + between, segment.face, style.size, LINK)
            self._stroking(LINK, 0.6)
            self._put(f"{x:.2f} {y - 1.6:.2f} m {x + segment.width:.2f} {y - 1.6:.2f} l S")
        self.link(link, href, segment.text.strip(), (x, y - style.size * 0.3, x + segment.width, y + style.size * 0.85))
        self._open_content(element)

    # --- shapes ----------------------------------------------------------------------------------------
    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self._filling(fill)
        self._put(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x1: float, y: float, x2: float, colour: str, width: float = 0.6) -> None:
        """A level line."""
        self.path(((x1, y), (x2, y)), colour, width)

    def path(
        self, points: tuple[tuple[float, float], ...], colour: str, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        self._stroking(colour, width, dash)
        (x, y), *rest = points
        self._put(f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest) + " S")

    def dot(self, x: float, y: float, radius: float, fill: str, stroke: str = "", width: float = 0.0) -> None:
        self._filling(fill)
        if stroke:
            self._stroking(stroke, width)
        r, h = radius, radius * _ROUND
        self._put(
            f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + h:.2f} {x + h:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - h:.2f} {y + r:.2f} {x - r:.2f} {y + h:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - h:.2f} {x - h:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + h:.2f} {y - r:.2f} {x + r:.2f} {y - h:.2f} {x + r:.2f} {y:.2f} c {'B' if stroke else 'f'}"
        )

    def chart(self, drawing: Drawing, x: float, y: float, scale: float = 1.0) -> None:
        """The marks of a laid-out chart, its lower left corner at (x, y)."""
        self._put(f"q {scale:.4g} 0 0 {scale:.4g} {x:.2f} {y:.2f} cm 1 j 1 J" if scale != 1 else "q 1 j")
        self._forget()
        dx, dy = (0.0, 0.0) if scale != 1 else (x, y)
        for mark in drawing.marks:
            match mark:
                case Rect():
                    self.rect(mark.x + dx, mark.y + dy, mark.width, mark.height, mark.fill)
                case Stroke():
                    ends = ((mark.x1 + dx, mark.y1 + dy), (mark.x2 + dx, mark.y2 + dy))
                    self.path(ends, mark.colour, mark.width, mark.dash)
                case Path():
                    points = tuple((px + dx, py + dy) for px, py in mark.points)
                    self.path(points, mark.colour, mark.width, mark.dash)
                case Dot():
                    self.dot(mark.x + dx, mark.y + dy, mark.radius, mark.fill, mark.stroke, mark.width)
                case Text():
                    face = fonts.SEMIBOLD if mark.bold else fonts.REGULAR
                    shown = fonts.on_one_line(mark.text)
                    wide = fonts.width(shown, face, mark.size)
                    left = mark.x + dx - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
                    self.text(left, mark.y + dy, f"{shown} ", face, mark.size, mark.colour)  # labels are words apart
        self._put("Q")
        self._forget()

    def image(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A PNG or JPEG picture."""
        self._put("q")
        self._canvas.drawImage(ImageReader(io.BytesIO(_for_screens(data))), x, y, width, height, mask="auto")
        self._put("Q")
        self._forget()

    def form(self, name: str, x: float, y: float) -> None:
        """A form of that name, which the finished file is given for this page, its lower left corner at (x, y)."""
        self._put(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /{name} Do Q")
        self._forget()

    def _filling(self, colour: str) -> None:
        if self._fill != colour:
            self._fill = colour
            self._put(f"{_rgb(colour)} rg")

    def _stroking(self, colour: str, width: float, dash: tuple[float, ...] = ()) -> None:
        if self._stroke != colour:
            self._stroke = colour
            self._put(f"{_rgb(colour)} RG")
        if self._width != width:
            self._width = width
            self._put(f"{width:g} w")
        pattern = f"[{' '.join(f'{part:g}' for part in dash)}] 0 d"
        if self._dash != pattern:
            self._dash = pattern
            self._put(pattern)
