"""One source of the look: named colours -> palette and one style sheet. Light, dark, high contrast or the system's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources

FAMILY = "Inter"
TEXT_PIXELS = 14
THEMES = ("light", "dark", "high-contrast")


class Mode(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of named colours; `name` is its table in tokens.toml."""

    name: str
    colours: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        """The colour of that name."""
        return QColor(self.colours[token])


@cache
def themes() -> dict[str, Theme]:
    """The themes of resources/style/tokens.toml by name."""
    return {name: Theme(name, _tokens()[name]) for name in THEMES}


@cache
def contrast_rules() -> tuple[tuple[str, str, float], ...]:
    """(foreground, background, least contrast) of every pair that the window uses."""
    pairs = _tokens()["contrast"]
    return tuple((front, back, least) for front, backs in pairs.items() for back, least in backs.items())


@cache
def _tokens() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.path("style/tokens.toml").read_text("utf-8"))


def contrast(front: str, back: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class _InForce:
    """The theme now painted with: one for the application, as its palette is."""

    theme: Theme | None = None


def current() -> Theme:
    """The theme in force; light before one was chosen."""
    return _InForce.theme or themes()["light"]


def colour(token: str) -> QColor:
    """The named colour in the theme in force. For painting: ask each time, the theme may change."""
    return current().colour(token)


class ThemeManager(QObject):
    """Applies a theme to the application and follows the system's while asked to."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()  # kept: its accessibility() dies with a temporary wrapper
        self.mode = mode
        app.setStyle("Fusion")
        _load_fonts()
        self._hints.colorSchemeChanged.connect(self._follow)
        self.set_mode(mode)

    def set_mode(self, mode: Mode) -> None:
        """Use one of the themes, or what the system uses."""
        self.mode = mode
        dark = Qt.ColorScheme.Dark
        schemes = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: dark, Mode.HIGH_CONTRAST: dark}
        self._hints.setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
        self._follow()

    def _follow(self) -> None:
        mode = self.mode
        if mode is Mode.SYSTEM:
            mode = Mode.DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else Mode.LIGHT
        chosen = themes()[mode]
        if _InForce.theme is chosen and self._app.styleSheet():
            return
        _InForce.theme = chosen
        self._app.setFont(_font())
        if self.system_decides():  # the system's own colours are the user's choice
            self._app.setStyleSheet("")
        else:
            self._app.setPalette(palette(chosen))
            self._app.setStyleSheet(style_sheet(chosen))
        self.changed.emit()
        for widget in self._app.allWidgets():
            widget.update()

    def system_decides(self) -> bool:
        """Whether the system is in high contrast, so that its own colours go before every theme."""
        accessibility = getattr(self._hints, "accessibility", None)  # Qt 6.10 and later
        if accessibility is None:
            return False
        return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


@cache
def _load_fonts() -> None:
    for file in sorted(resources.path("fonts").glob("Inter*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _font() -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(TEXT_PIXELS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def style_sheet(theme: Theme) -> str:
    """The style sheet with the theme's colours put in."""
    text = Template(resources.path("style/window.qss").read_text("utf-8"))
    marks = resources.path("style/marks").as_posix()
    return text.safe_substitute(theme.colours, name="$name", marks=marks, theme=theme.name)


_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "bg"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "danger"),
    (QPalette.ColorRole.Highlight, "primary"),
    (QPalette.ColorRole.HighlightedText, "onPrimary"),
    (QPalette.ColorRole.Link, "primaryText"),
    (QPalette.ColorRole.LinkVisited, "primaryText"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Accent, "primary"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "line"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.Shadow, "control"),
)


def palette(theme: Theme) -> QPalette:
    """The colours that widgets use beside the style sheet."""
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabledText"))
    return made
