"""Works by keyboard alone and says its names."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.offers import Verb
from desk_app.records import ContactArrangement, Kind, Person
from tests.window import focusable
from ui.annual_report import AnnualReportScreen
from ui.annual_report.steps import STEPS
from ui.annual_report.words import WordsStep
from ui.cases.case_screen import CaseScreen
from ui.cases.matters_screen import MattersScreen
from ui.log_feedback import LogScreen
from ui.main_window import MainWindow
from ui.pages import (
    CASES,
    HELP,
    HISTORY,
    IMPORT,
    LEARNING,
    LOG,
    MONITORING,
    OMBUDSMAN,
    PERSON,
    REPORT,
    SETTINGS,
    TODAY,
    open_person,
)
from ui.people import PersonScreen
from ui.settings import SettingsScreen
from ui.settings.procedures import ProceduresSection

Log = Callable[..., Logged]
FORMS = [
    Verb.ACKNOWLEDGE, Verb.ASSIGN, Verb.EXTEND, Verb.RESPOND, Verb.POINT, Verb.REROUTE, Verb.CONSENT,
    Verb.ADVOCATE, Verb.PERSON, Verb.MONITOR, Verb.WITHDRAW, Verb.REFUSE, Verb.NOTE,
]  # fmt: skip
"""Of a complaint just logged: one of each shape."""
SECTIONS = [
    "Council and service", "Lists", "Teams", "Procedures", "Holidays", "Letters", "Reminders", "Appearance",
    "Folders and backup",
]  # fmt: skip
REPORT_STEPS = ["report: writing", "report: my own", *(f"report: {vars(step)['title']}" for step in STEPS)]
OUTSIDE = ["unlock", "new store", "recover"]
INSIDE = [
    TODAY, CASES, "empty list", "case", "correct", "a letter", "letters", "person", "merging",
    "new version", *FORMS, LOG, *Kind, LEARNING, REPORT, *REPORT_STEPS, MONITORING, IMPORT, HISTORY,
    OMBUDSMAN, "a matter", "a new matter",
    *SECTIONS, HELP,
]  # fmt: skip
PLACES = [*OUTSIDE, *INSIDE]


def _visit(window: MainWindow, place: str, logged: Log) -> QWidget:
    """Go there as a user would; the page."""
    if place in OUTSIDE:
        window.lock()
        if place == "new store":
            window.unlock.offer_new()
        if place == "recover":
            window.unlock.recover_form.begin(Path("Team.desk"), ("Alex Example", "Bo Example"))
            window.unlock._show_recovery()
        return window.unlock
    if place == "empty list":
        return window.go(CASES)
    if place == "new version":
        settings = window.go(SETTINGS)
        assert isinstance(settings, SettingsScreen)
        section = settings.go_to("Procedures")
        assert isinstance(section, ProceduresSection)
        section.buttons["corporate-code-2026"][0].click()
        return settings
    if place in SECTIONS:
        settings = window.go(SETTINGS)
        assert isinstance(settings, SettingsScreen)
        settings.go_to(place)
        return settings
    done = logged()
    if place in ("person", "merging"):
        return _all_about_somebody(window, logged, merging=place == "merging")
    if place in ("case", "correct", "a letter", "letters", *FORMS):
        window.open_case(done.case_id)
        page = window.page("case")
        if place in FORMS:
            assert page.begin_verb(Verb(place)), place  # type: ignore[attr-defined]
        if place == "correct":
            page.correct()  # type: ignore[attr-defined]
        if place in ("a letter", "letters"):
            _write_a_letter(window, page, keep=place == "letters")
        return page
    if place in REPORT_STEPS:
        return _report(window, place.removeprefix("report: "))
    if place in (OMBUDSMAN, "a matter", "a new matter"):
        return _ombudsman(window, place)
    if place in list(Kind):
        window.log(Kind(place))
        page = window.page(LOG)
        assert isinstance(page, LogScreen)
        return page
    return window.go(place)


def _report(window: MainWindow, step: str) -> QWidget:
    """A step of the wizard; the words with an editor open, or with a section and a figure of one's own."""
    page = window.go(REPORT)
    assert isinstance(page, AnnualReportScreen)
    page.year.choose("2026/27")
    while not page.view.pages:
        QApplication.processEvents()
    shown = page.show_step("Words" if step in ("writing", "my own") else step)
    if isinstance(shown, WordsStep) and step == "writing":
        shown.choose("introduction")
        shown.cards["introduction.law"].begin()
    elif isinstance(shown, WordsStep) and step == "my own":
        shown.choose("")
        shown.add_section()
        shown.add_measure()
    return page


def _ombudsman(window: MainWindow, place: str) -> QWidget:
    """The list with a matter on it, that matter, or the form of another."""
    page = window.go(OMBUDSMAN)
    assert isinstance(page, MattersScreen)
    page.begin_new()
    if place != "a new matter":
        assert page.form is not None
        page.form.give({"about": "Respite", "kind": "Enquiry", "on": "16/11/2026"})
        page.form.save()
    if place == OMBUDSMAN:
        page.show_list()
    return page


def _all_about_somebody(window: MainWindow, logged: Log, *, merging: bool) -> QWidget:
    """With a contact arrangement being reviewed, or two records about to become one."""
    logged()
    assert window.session is not None
    person = next(each for each in window.session.desk.store.all(Person) if each.name == "Ada Example")
    with window.session.desk.store.change("arrange") as change:
        change.put(None, ContactArrangement(person_id=person.id, what="By letter"))
    open_person(window, person.id)
    page = window.page(PERSON)
    assert isinstance(page, PersonScreen)
    if merging:
        page.begin_merge(window.session.people.duplicates(person)[0])
    else:
        page.notices[0].begin_review()
    return page


def _write_a_letter(window: MainWindow, page: QWidget, *, keep: bool) -> None:
    """The form with what it found, or the case with the letter kept."""
    assert isinstance(page, CaseScreen)
    page.write_letter()
    form = page.letter_form
    assert form is not None
    while form.draft is None:
        QApplication.processEvents()
    if keep:
        assert window.session is not None
        assert page.file is not None
        window.session.letters.keep(page.file, form.draft)
        form.left.emit()


@pytest.mark.parametrize("place", PLACES)
def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, logged: Log, qtbot: QtBot, place: str) -> None:
    """What a screen reader says when one gets there."""
    _visit(window, place, logged)
    qtbot.wait(20)
    nameless = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            nameless.append((type(widget).__name__, widget.objectName(), widget.parent()))
    assert not nameless


@pytest.mark.parametrize("place", PLACES)
def test_tab_goes_through_everything_and_comes_back(window: MainWindow, logged: Log, qtbot: QtBot, place: str) -> None:
    """No keyboard trap, and nothing that only a mouse can reach (of radio buttons, one stands for its group)."""
    _visit(window, place, logged)
    qtbot.wait(20)
    start = window.focusWidget()
    assert start is not None
    assert start.isVisible()
    seen = [start]
    for _ in range(150):
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        there = window.focusWidget()
        if there is seen[-1] and isinstance(there, QTextBrowser):
            continue  # on to its next link
        if there is None or there is start:
            break
        assert there not in seen, f"caught between {there} and {seen[-1]}"
        seen.append(there)
    assert window.focusWidget() is start
    groups = {w.group() for w in seen if isinstance(w, QAbstractButton) and w.group() is not None}
    missed = [
        widget
        for widget in focusable(window)
        if widget not in seen and not (isinstance(widget, QAbstractButton) and widget.group() in groups)
    ]
    assert not missed


@pytest.mark.parametrize("place", ["unlock", "new store", "recover", "case", "correct", *FORMS, *Kind])
def test_tab_order_is_reading_order(window: MainWindow, logged: Log, qtbot: QtBot, place: str) -> None:
    """Down the page; within a line from left to right. The two columns of a case are read one after the other."""
    page = _visit(window, place, logged)
    qtbot.wait(20)
    bodies = [area.widget() for area in page.findChildren(QScrollArea) if area.isVisible()]
    order = [w for w in _chain(page) if any(body is not None and body.isAncestorOf(w) for body in bodies)]
    assert len(order) > 2
    middle = page.width() * 3 // 5 if place in ("case", *FORMS) else page.width()
    for before, after in itertools.pairwise(order):
        first, second = _place(before, page), _place(after, page)
        if first.x() < middle <= second.x():
            continue  # on to the second column
        lower = second.y() > first.y() - 12
        assert lower or second.x() > first.x(), (before.accessibleName(), after.accessibleName())


def _chain(page: QWidget) -> list[QWidget]:
    reached = set(focusable(page))
    found: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page and len(found) < 300:
        if widget in reached and not isinstance(widget, QScrollArea):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _place(widget: QWidget, page: QWidget) -> QPoint:
    return widget.mapTo(page, QPoint(0, 0))


def test_no_shortcut_means_two_things(window: MainWindow) -> None:
    """And what is done most days has one, shown in its menu so that it can be learnt."""
    actions = [action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()]
    keys = {a.text().replace("&", ""): a.shortcut().toString() for a in actions if not a.shortcut().isEmpty()}
    assert len(keys) == len(set(keys.values()))
    everyday = {"New complaint", "New compliment", "Find a case", "Go to anything…", "Acknowledge", "Extend", "Undo"}
    assert everyday <= keys.keys()


def test_every_menu_is_reached_by_its_letter(window: MainWindow) -> None:
    """Alt and a letter, each of another menu."""
    letters = [action.text()[action.text().index("&") + 1] for action in window.menuBar().actions()]
    assert len(letters) == len(set(letters))


def test_no_page_opens_a_window_of_its_own(window: MainWindow, logged: Log, qapp: QApplication) -> None:
    """A widget shown before it has a parent would, for a moment, and take the keyboard away."""
    for place in INSIDE:
        _visit(window, place, logged)
        others = [w for w in qapp.topLevelWidgets() if w.isVisible() and w is not window]
        assert not others, place


@pytest.mark.parametrize("size", [(910, 512), (683, 384)])
@pytest.mark.parametrize("place", INSIDE)
def test_nothing_is_wider_than_a_small_window(
    window: MainWindow, logged: Log, qtbot: QtBot, place: str, size: tuple[int, int]
) -> None:
    """1366 by 768 at 150% is 910 by 512, at 200% 683 by 384: no page needs to be scrolled sideways."""
    page = _visit(window, place, logged)
    window.resize(*size)
    qtbot.wait(20)
    assert window.size().toTuple() == size
    for area in page.findChildren(QScrollArea):
        body = area.widget()
        if area.isVisible() and body is not None:
            body.updateGeometry()  # a bar that has just come into sight
            qtbot.wait(1)
            assert body.width() <= area.viewport().width() + 1
