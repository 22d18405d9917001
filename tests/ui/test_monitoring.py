"""Monitoring: any period and team, figures with their tables, the cases behind a number, files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from ui.cases.case_screen import CaseScreen
from ui.kit.empty_state import EmptyState
from ui.main_window import MainWindow
from ui.monitoring import MonitoringScreen
from ui.monitoring.choices import DATES
from ui.pages import CASE, MONITORING

Log = Callable[..., Logged]


def monitoring_of(window: MainWindow, qtbot: QtBot) -> MonitoringScreen:
    page = window.go(MONITORING)
    assert isinstance(page, MonitoringScreen)
    counted(page, qtbot)
    return page


def counted(page: MonitoringScreen, qtbot: QtBot) -> None:
    """Wait until what is chosen is shown."""
    qtbot.waitUntil(lambda: page._job is None and page.view.sheet is not None, timeout=20_000)


def dates(page: MonitoringScreen, qtbot: QtBot, first: str, last: str) -> None:
    page.choices.kind.choose(DATES)
    page.choices.start.set_text(first)
    page.choices.end.set_text(last)
    page.choices.end.edit.editingFinished.emit()
    counted(page, qtbot)


def test_it_begins_with_the_last_month_that_is_over_and_says_that_it_is_empty(window: MainWindow, qtbot: QtBot) -> None:
    """On 24 November that is October."""
    page = monitoring_of(window, qtbot)
    assert page.choices.which.chosen() == "October 2026"
    [empty] = page.findChildren(EmptyState)
    assert empty.title.text() == "Nothing in this period"


def test_any_two_dates_and_a_team_can_be_chosen(window: MainWindow, qtbot: QtBot, logged: Log) -> None:
    """Two complaints of Fostering and one of another team."""
    logged()
    logged()
    logged(team="Adoption")
    page = monitoring_of(window, qtbot)
    dates(page, qtbot, "1 Nov 2026", "24 Nov 2026")
    assert page.view.tables["by-kind"].numbers["Complaint"].text() == "3"
    page.choices.team.choose("Adoption")
    counted(page, qtbot)
    assert page.view.tables["by-kind"].numbers["Complaint"].text() == "1"
    assert "the team Adoption" in page.heading.beneath.text()


def test_a_number_shows_its_cases_and_one_opens(window: MainWindow, qtbot: QtBot, logged: Log) -> None:
    """From a figure to the file behind it."""
    done = logged()
    page = monitoring_of(window, qtbot)
    dates(page, qtbot, "1 Nov 2026", "24 Nov 2026")
    table = page.view.tables["by-kind"]
    table.numbers["Complaint"].click()
    [link] = [b for b in table.beneath.findChildren(QPushButton) if done.reference in b.text()]
    link.click()
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.case_id == done.case_id
    assert window.current() == CASE


def test_dates_the_wrong_way_round_are_said_beside_the_field(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is counted and nothing can be exported."""
    page = monitoring_of(window, qtbot)
    dates(page, qtbot, "24 Nov 2026", "1 Nov 2026")
    assert "The last day is before the first one." in [w.text() for w in page.choices.end_field.findChildren(QLabel)]
    assert not page.export_button.isEnabled()


def test_a_period_that_has_not_begun_says_so(window: MainWindow, qtbot: QtBot) -> None:
    """A problem in a line of the page, with what to do."""
    page = monitoring_of(window, qtbot)
    page.choices.kind.choose(DATES)
    page.choices.start.set_text("1 Jan 2027")
    page.choices.end.set_text("31 Jan 2027")
    page.choices.end.edit.editingFinished.emit()
    qtbot.waitUntil(lambda: page.message.isVisible() or bool(_problems(page)))
    assert "has not begun" in page.message.accessibleName() or _problems(page)


def _said(page: MonitoringScreen, name: str) -> bool:
    return name in page.message.accessibleName()


def _problems(page: MonitoringScreen) -> list[str]:
    fields = (page.choices.start_field, page.choices.end_field)
    return [w.text() for f in fields for w in f.findChildren(QLabel) if w.property("role") == "error" and w.text()]


def test_what_is_counted_follows_a_change(window: MainWindow, qtbot: QtBot, logged: Log) -> None:
    """An undo elsewhere, and the number is one less."""
    logged()
    logged()
    page = monitoring_of(window, qtbot)
    dates(page, qtbot, "1 Nov 2026", "24 Nov 2026")
    assert window.session is not None
    window.session.undo()
    qtbot.waitUntil(lambda: page.view.tables["by-kind"].numbers["Complaint"].text() == "1", timeout=20_000)


def test_the_sheet_is_written_as_pdf_and_workbook_and_noted(
    window: MainWindow, qtbot: QtBot, logged: Log, tmp_path: Path
) -> None:
    """The ending of the file says which; the journal says that it went out."""
    logged()
    page = monitoring_of(window, qtbot)
    dates(page, qtbot, "1 Nov 2026", "24 Nov 2026")
    for name, start in (("november.pdf", b"%PDF"), ("november.xlsx", b"PK")):
        page.export_to(tmp_path / name)
        qtbot.waitUntil(partial(_said, page, name), timeout=20_000)
        assert (tmp_path / name).read_bytes().startswith(start)
    assert window.session is not None
    verbs = [change.verb for change, _ in window.session.desk.store.history()]
    assert verbs.count("export monitoring 1 November 2026 to 24 November 2026") == 2


def test_a_sheet_for_the_public_has_no_marking(window: MainWindow, qtbot: QtBot, logged: Log) -> None:
    """What is inside says that it must stay there."""
    logged()
    page = monitoring_of(window, qtbot)
    assert page.marking.isVisible()
    page.choices.public.click()
    qtbot.waitUntil(lambda: not page.marking.isVisible(), timeout=20_000)
