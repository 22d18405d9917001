"""The look: colours that can be told apart, a style sheet without gaps."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.kit import theme
from ui.kit.menus import MODES
from ui.kit.theme import Mode, ThemeManager

BORDERS = ("control", "primary")
"""Colours of what can be told by its shape; all others are of text."""


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("front", "back", "least"), theme.contrast_rules())
def test_every_pair_of_colours_has_enough_contrast(name: str, front: str, back: str, least: float) -> None:
    """Text on its background 4.5 or 7 to 1, borders of controls 3 to 1, in each theme."""
    colours = theme.themes()[name].colours
    assert theme.contrast(colours[front], colours[back]) >= least


@pytest.mark.parametrize(("front", "back", "_least"), theme.contrast_rules())
def test_in_high_contrast_all_text_has_seven_to_one(front: str, back: str, _least: float) -> None:
    """Black, white and yellow; what cannot be used now is still read."""
    colours = theme.themes()["high-contrast"].colours
    assert theme.contrast(colours[front], colours[back]) >= (3 if front in BORDERS else 7)


def test_contrast_is_measured_as_wcag_does() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#1F5FA8", "#1F5FA8") == pytest.approx(1)


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_style_sheet_has_no_gaps(name: str) -> None:
    """No $name is left over, and each picture it names is there."""
    text = theme.style_sheet(theme.themes()[name])
    rules = text.split("*/", 1)[1]
    assert "$" not in rules
    pictures = re.findall(r'url\("([^"]+)"\)', rules)
    assert pictures
    for picture in pictures:
        assert resources.path("style/marks").joinpath(picture.rsplit("/", 1)[1]).is_file()


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_marks_are_in_the_colours_of_their_theme(name: str) -> None:
    """A changed token must not leave a mark behind in the old colour."""
    colours = set(theme.themes()[name].colours.values())
    for mark in resources.path("style/marks").glob(f"*-{name}.svg"):
        found = re.findall(r'stroke="(#[0-9A-F]{6})"', mark.read_text("utf-8"))
        assert found
        assert set(found) <= colours, mark.name


@pytest.mark.parametrize("name", theme.THEMES)
def test_all_themes_name_the_same_colours(name: str) -> None:
    """So that no page misses one in the dark."""
    assert theme.themes()[name].colours.keys() == theme.themes()["light"].colours.keys()


def test_every_theme_can_be_chosen() -> None:
    """In the menu, under its own name; and each choice but the system's is a theme."""
    assert {mode for mode, _, _ in MODES} == set(Mode)
    assert set(Mode) - {Mode.SYSTEM} == set(theme.THEMES)


def test_switching_to_dark_repaints_and_back_again(themes: ThemeManager, qapp: QApplication) -> None:
    """The palette follows, and whoever listens is told once."""
    told: list[bool] = []
    themes.changed.connect(lambda: told.append(True))
    themes.set_mode(Mode.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("bg")
    assert theme.current().name == "dark"
    themes.set_mode(Mode.HIGH_CONTRAST)
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == theme.colour("text")
    assert theme.current().name == "high-contrast"
    themes.set_mode(Mode.LIGHT)
    assert theme.current().name == "light"
    assert len(told) == 3


def test_the_window_is_written_in_inter(themes: ThemeManager, qapp: QApplication) -> None:
    """The font ships with the program and is found."""
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(qapp.font()).family() == "Inter"


def test_every_pair_that_the_style_sheet_puts_together_is_held_to_a_contrast() -> None:
    """A rule that names text and its background: that pair stands under [contrast]."""
    text = resources.path("style/window.qss").read_text("utf-8").split("*/", 1)[1]
    pairs = set()
    for rule in re.findall(r"\{([^}]*)\}", text):
        front, back = re.search(r"(?<![\w-])color: \$(\w+)", rule), re.search(r"(?<!-)background: \$(\w+)", rule)
        chosen = re.search(r"selection-background-color: \$(\w+); selection-color: \$(\w+)", rule)
        pairs |= {(front[1], back[1])} if front and back else set()
        pairs |= {(chosen[2], chosen[1])} if chosen else set()
    assert len(pairs) >= 8
    assert pairs <= {(front, back) for front, back, _ in theme.contrast_rules()}
