"""Colours that survive colour blindness, grey printing and WCAG contrast; the tests hold them to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """ink, muted: text. faint: guide lines. accent, soft: the colour of one series and its quiet shade.

    line: the year before. target: a limit. tint: a quiet ground. aside: what is not the council's.
    series: of a stack; neighbours differ in lightness as well as in hue.
    """

    paper: str = "#FFFFFF"
    ink: str = "#1B2733"
    muted: str = "#4A5968"
    faint: str = "#D5DCE3"
    accent: str = "#1D5B8F"
    soft: str = "#6A96BC"
    line: str = "#E8590C"
    target: str = "#801650"
    tint: str = "#EAF0F6"
    aside: str = "#3D3D3D"
    series: tuple[str, ...] = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")

    def of(self, place: int) -> str:
        """The colour of the series at that place."""
        return self.series[place % len(self.series)]

    def on(self, colour: str) -> str:
        """Paper or ink, whichever is read better on `colour`."""
        return self.paper if contrast(self.paper, colour) >= contrast(self.ink, colour) else self.ink


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours like "#12436D": 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


PRINT = Palette()
