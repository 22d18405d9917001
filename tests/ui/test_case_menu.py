"""The menu of a case: short at each level, everything found by name and by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.offers import Verb
from ui.case_menu import THEMES
from ui.cases.case_screen import CaseScreen
from ui.kit.palette import hits_of
from ui.main_window import MainWindow

Log = Callable[..., Logged]
MOST = 22
"""Lines of one level, those of all its parts together: about what is seen at once on a laptop."""


def _levels(menu: QMenu) -> Iterator[list[QAction]]:
    shown = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    yield shown
    for action in shown:
        within = action.menu()
        if isinstance(within, QMenu):
            yield from _levels(within)


def test_no_level_of_the_menu_is_longer_than_is_seen_at_once(window: MainWindow, logged: Log) -> None:
    """Of a complaint that has everything on offer; what is done most days is not in a menu within."""
    window.open_case(logged().case_id)
    levels = list(_levels(window._menu_of_case))
    assert len(levels) > 4
    assert max(map(len, levels)) <= MOST
    assert {"Acknowledge", "Assign", "Record the response", "Log a contact"} <= {a.text() for a in levels[0]}


def test_every_verb_stands_in_the_menu_once(window: MainWindow) -> None:
    """Each name of a theme is that of a verb, so none is lost by a slip."""
    names = [name for within in THEMES.values() for name in within]
    assert len(names) == len(set(names))
    assert {*names} <= {verb.name for verb in Verb}
    assert window.case_menu.actions.keys() == set(Verb)


def test_each_letter_of_the_menu_means_one_line(window: MainWindow) -> None:
    """The menus within, and what does not depend on the case."""
    texts = [action.text() for action in window._menu_of_case.actions() if "&" in action.text()]
    letters = [text[text.index("&") + 1].casefold() for text in texts]
    assert len(letters) == 12
    assert len(letters) == len(set(letters))


def test_what_is_in_a_menu_within_is_found_by_name_and_by_its_shortcut(
    window: MainWindow, logged: Log, qtbot: QtBot
) -> None:
    """Go to anything looks into every menu; what cannot be done now is not found."""
    window.open_case(logged().case_id)
    found = {hit.text for hit in hits_of(window.menuBar())}
    assert {str(offer.verb) for offer in _case(window).offers} <= found
    assert str(Verb.PANEL_MET) not in found
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    form = _case(window).verb_form
    assert form is not None
    assert form.offer.verb is Verb.ACT


def test_a_menu_within_is_there_while_something_in_it_can_be_done(window: MainWindow, logged: Log) -> None:
    """A compliment has no later stage."""
    done = logged(kind="Compliment", recipients=[{"name": "Cyril Test"}], at_risk=None, route=None, child=None)
    window.open_case(done.case_id)
    assert [a.text() for a in window.case_menu.themes if a.isVisible()] == ["&People and consent"]


def _case(window: MainWindow) -> CaseScreen:
    page = window.page("case")
    assert isinstance(page, CaseScreen)
    return page
