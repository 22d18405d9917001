"""A compliment in under a minute, by keyboard alone: no mouse, nothing put into a field but by keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.records import Case, Kind, Party, Person, Role
from tests.journeys.keyboard import CONTROL, SHIFT, Keyboard
from ui.main_window import MainWindow

KEYS_IN_A_MINUTE = 190
"""Of somebody who types 38 words a minute, which is slow for an office."""
WORDS = "Thank you for all your help with the move. You always rang back."


def test_a_compliment_is_logged_in_under_a_minute(window: MainWindow, qtbot: QtBot) -> None:
    """Who said it, two people praised by name and by role, their team, the words, passed on today."""
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard()
    keys.press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert keys.said() == "How it arrived"  # the date is there already: today
    keys.type("e")
    keys.tab()
    assert keys.said() == "Full name"
    keys.type("Cai Example")
    keys.tab()
    assert keys.said() == "Relationship to the child"
    keys.type("ch")
    keys.tab(4)
    assert keys.said() == "Team"
    keys.type("leav")
    keys.tab()
    assert keys.said() == "Name or role"
    keys.type("Dee Example")
    keys.press(Qt.Key.Key_Return)
    assert keys.said() == "Person 2 of 2: Name or role"
    keys.type("Night duty officer")
    keys.tab(5)
    assert keys.said() == "What was said, required"
    keys.type(WORDS)
    keys.tab(3)
    assert keys.said() == "Passed to the manager on"
    keys.type("today")
    keys.press(Qt.Key.Key_S, CONTROL)

    assert window.current() == "case"
    assert window.shell.message.accessibleName().startswith("Saved CF/2026-27/0001")
    assert keys.pressed <= KEYS_IN_A_MINUTE
    assert window.session is not None
    store = window.session.desk.store
    [case] = store.all(Case)
    assert (case.kind, case.words, case.channel, case.team) == (Kind.COMPLIMENT, WORDS, "Email", "Leaving Care")
    assert case.service_area == "Children's Social Care and Safeguarding"
    assert (case.received_on, case.passed_on, case.thanked_on) == (date(2026, 11, 24), date(2026, 11, 24), None)
    people = {person.id: person for person in store.all(Person)}
    said = [(p.role, people[p.person_id].name, p.relationship, p.team) for p in store.all(Party)]
    assert said == [
        (Role.COMPLAINANT, "Cai Example", "Child or young person", ""),
        (Role.RECIPIENT, "Dee Example", "", "Leaving Care"),
        (Role.RECIPIENT, "Night duty officer", "", "Leaving Care"),
    ]
    assert store.drafts() == []


def test_the_least_compliment_takes_a_few_keys(window: MainWindow, qtbot: QtBot) -> None:
    """The words alone, from wherever one is."""
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard()
    keys.press(Qt.Key.Key_N, CONTROL | SHIFT)
    keys.tab_to("What was said")
    keys.type("Thank you!")
    keys.press(Qt.Key.Key_S, CONTROL)
    assert window.current() == "case"
    assert keys.pressed <= 25
