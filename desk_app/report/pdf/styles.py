"""Sizes, colours and spaces of the report: the one place that knows them. Everything is in points."""

from dataclasses import dataclass, replace

from desk_app.report.pdf import fonts

PAGE = (595.2756, 841.8898)  # A4
MARGIN = 62.4
TOP = 60.0
BOTTOM = 72.0
WIDTH = PAGE[0] - 2 * MARGIN
ROOM = PAGE[1] - TOP - BOTTOM

INK = "#1B2733"
MUTED = "#4A5968"
RULE = "#C5CED6"
FAINT = "#E3E8EC"
BRAND = "#12436D"
BAND = "#28A197"
TINT = "#EAF0F6"
WARNING = "#A3260D"
WARNING_TINT = "#FBEFEC"
LINK = "#1D5B8F"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: face and its variants, size, leading, colour."""

    size: float
    leading: float
    face: str = fonts.REGULAR
    bold: str = fonts.SEMIBOLD
    italic: str = fonts.ITALIC
    colour: str = INK

    def variant(self, bold: bool, italic: bool) -> str:
        """The face for marked text."""
        if bold and italic:
            return fonts.BOLD_ITALIC
        return self.bold if bold else self.italic if italic else self.face

    @property
    def rise(self) -> float:
        """From the top of a line down to its base line."""
        return (self.leading - self.size) / 2 + self.size * 0.79


def _strong(size: float, leading: float, colour: str = INK, face: str = fonts.SEMIBOLD) -> Style:
    return Style(size, leading, face, face, fonts.BOLD_ITALIC, colour)


BODY = Style(10.5, 15)
SMALL = Style(9, 12.5)
NOTE = Style(9, 12.5, colour=MUTED)
CAPTION = _strong(10, 13.5)
HEADINGS = {
    1: _strong(22, 27, BRAND, fonts.BOLD),
    2: _strong(14, 18.5, BRAND),
    3: _strong(11.5, 15.5),
}
SPACE_BEFORE = {1: 30.0, 2: 20.0, 3: 14.0}
SPACE_AFTER = {1: 12.0, 2: 6.0, 3: 4.0}

COVER_TITLE = _strong(34, 41, BRAND, fonts.BOLD)
COVER_SUBTITLE = _strong(17, 24)
COVER_LINE = Style(11.5, 17.5, colour=MUTED)
DRAFT = _strong(11.5, 15, WARNING)

CELL = Style(9.5, 12.5)
HEAD_CELL = _strong(9.5, 12.5)
FIGURE_VALUE = _strong(24, 28, BRAND, fonts.BOLD)
FIGURE_LABEL = Style(9.5, 12.5)
CALLOUT_TITLE = _strong(11, 15)
STEP_TITLE = _strong(10.5, 14.5)
STEP_NUMBER = _strong(10, 13, "#FFFFFF", fonts.BOLD)
QUOTE = replace(BODY)
CONTENTS = {1: _strong(11, 16), 2: Style(11, 16), 3: Style(10, 15, colour=MUTED)}
CONTENTS_CLOSE = {1: _strong(10, 12), 2: Style(10, 12), 3: Style(9.5, 12, colour=MUTED)}  # to stay on one page
FOOTER = Style(8.5, 11, colour=MUTED)
