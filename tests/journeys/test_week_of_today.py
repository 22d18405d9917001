"""A week at Today: each morning what is due, done from there, and by Friday nothing is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk
from desk_app.records import State
from desk_app.store import Store
from tests.clock import Day
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.pages import CASES, TODAY
from ui.today import TodayScreen

MONDAY = date(2026, 11, 23)


@pytest.fixture
def day() -> Day:
    return Day(MONDAY)


@pytest.fixture
def window(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, store: Store, day: Day, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window on Monday, with four complaints of the weeks before and one that came in today."""
    desk = Desk(store, day)
    for n, (received, team) in enumerate(
        (("9/11/2026", "Fostering"), ("11/11/2026", "Adoption"), ("13/11/2026", "Leaving Care"),
         ("20/11/2026", "Stepping Stones"), ("23/11/2026", "Fostering"))
    ):  # fmt: skip
        draft: dict[str, Any] = {
            "kind": "Complaint", "received_on": received, "words": f"Complaint {n}.", "team": team, "at_risk": False,
            "complainant": {"name": f"Ada Testwell {n}"}, "route": {"choice": "Statutory", "reason": "Fostering."},
        }  # fmt: skip
        if n < 3:
            draft["acknowledged_on"] = received
        assert desk.log(draft).case_id
    themes.set_mode(Mode.LIGHT)
    made = MainWindow(themes, preferences, tmp_path / "data", day)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open_store(store)
    yield made
    made.close()
    made.deleteLater()


def morning(window: MainWindow, day: Day, on: date) -> TodayScreen:
    """The next day: another page first, then Today."""
    day.now = on
    window.go(CASES)
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    return page


def due(page: TodayScreen, state: State) -> list[str]:
    """The keys of what stands so, in the order of the list; the office's own steps left out."""
    return [r.step.key for r in page.reminders if r.state is state and not r.step.internal]


def press(page: TodayScreen, key: str, reference: str, choice: str = "") -> None:
    """The next step of a reminder."""
    row = next(r for r in page.rows if r.reminder.step.key == key and r.reminder.reference == reference)
    button = row.steps[0]
    menu = button.menu()
    if menu is None:
        button.click()
    else:
        next(action for action in menu.actions() if action.text() == choice).trigger()


def test_a_week_of_today(window: MainWindow, day: Day) -> None:
    """Five days, each begun with the list and ended with less on it."""
    monday = morning(window, day, MONDAY)
    assert due(monday, State.DUE_TODAY) == ["stage_1_response"]
    assert "Today" in monday.heading.title.text()
    press(monday, "stage_1_response", "CF/2026-27/0001", "Upheld")
    press(monday, "acknowledge", "CF/2026-27/0004")
    press(monday, "acknowledge", "CF/2026-27/0005")
    assert not due(monday, State.OVERDUE)

    tuesday = morning(window, day, date(2026, 11, 24))
    assert tuesday.heading.beneath.text() == "Tuesday 24 November 2026"
    assert due(tuesday, State.DUE_TODAY) == []

    wednesday = morning(window, day, date(2026, 11, 25))
    assert due(wednesday, State.DUE_TODAY) == ["stage_1_response"]
    press(wednesday, "stage_1_response", "CF/2026-27/0002", "Not upheld")

    friday = morning(window, day, date(2026, 11, 27))
    assert due(friday, State.DUE_TODAY) == ["stage_1_response"]
    press(friday, "stage_1_response", "CF/2026-27/0003", "Partially upheld")
    assert not due(friday, State.OVERDUE)

    assert window.session is not None
    window.session.undo()
    assert due(friday, State.DUE_TODAY) == ["stage_1_response"]
