"""The settings: what is entered there is saved, undone and explained; nothing can be changed while reading only."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.records import Change, Holiday, ListEntry, ListName
from desk_app.settings import Settings
from desk_app.store import Store, opening, safekeeping
from tests.conftest import PASSPHRASE
from tests.window import focusable
from ui import start_with_computer, tray
from ui.kit import theme
from ui.kit.job import JobRunner
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.pages import SETTINGS
from ui.session import Session
from ui.settings import SettingsScreen
from ui.settings.appearance import AppearanceSection
from ui.settings.council import RemindersSection, SettingsSection
from ui.settings.entry_form import CORRECTION, FROM_A_DAY, EntryForm
from ui.settings.folders import FoldersSection
from ui.settings.holidays import CLOSURE, HolidaysSection
from ui.settings.lists import NAMES, ListsSection
from ui.settings.procedures import ProceduresSection
from ui.settings.profile_form import ProfileForm
from ui.settings.section import Section
from ui.settings.teams import TeamsSection
from ui.settings.this_computer import START, STAY, ThisComputer
from ui.unlock.recovery_key import RecoveryKey

SECTIONS = [
    "Council and service", "Lists", "Teams", "Procedures", "Holidays", "Reminders", "Appearance", "Folders and backup",
    "Members",
]  # fmt: skip
S = TypeVar("S", bound=Section)
Log = Callable[..., Logged]


def _screen(
    store: Store, themes: ThemeManager, preferences: Preferences, today: date, qtbot: QtBot
) -> Iterator[SettingsScreen]:
    themes.set_mode(Mode.LIGHT)
    runner = JobRunner()
    session = Session(Desk(store, lambda: today), runner)
    made = SettingsScreen(session, themes, preferences, RecoveryKey)
    made.resize(1056, 720)
    made.show()
    qtbot.waitExposed(made)
    made.arrive()
    yield made
    made.let_go()
    runner.shut_down()
    made.close()
    made.deleteLater()
    session.deleteLater()


@pytest.fixture
def screen(
    store: Store, themes: ThemeManager, preferences: Preferences, today: date, qtbot: QtBot
) -> Iterator[SettingsScreen]:
    """The settings of an empty store."""
    yield from _screen(store, themes, preferences, today, qtbot)


@pytest.fixture
def reading(
    store: Store, themes: ThemeManager, preferences: Preferences, today: date, qtbot: QtBot
) -> Iterator[SettingsScreen]:
    """The settings of a store that somebody else has open."""
    with opening.open_store(store.path, PASSPHRASE, read_only=True) as other:
        yield from _screen(other, themes, preferences, today, qtbot)


def go(screen: SettingsScreen, kind: type[S], title: str = "") -> S:
    """A section, in sight."""
    section = screen.go_to(title or kind.title)
    assert isinstance(section, kind)
    return section


def changes(screen: SettingsScreen) -> list[Change]:
    """What is announced from now on."""
    told: list[Change] = []
    screen._session.changed.connect(told.append)
    return told


def value(store: Store, name: ListName, word: str) -> ListEntry:
    """The entry of that word."""
    return next(entry for entry in store.lists()[name] if entry.value == word)


# --- council and reminders
def test_what_is_saved_together_is_one_change_that_can_be_undone(
    screen: SettingsScreen, store: Store, qtbot: QtBot
) -> None:
    """Council and reminders of clocks; undone, the fields show what was."""
    council = go(screen, SettingsSection, "Council and service")
    told = changes(screen)
    council.fields["council"].set_value("Fieldham Council")
    council.fields["stage_2_basis"].set_value("the day the written statement was agreed")
    assert council.bar.note.text() == "Not saved yet: Council, The statutory stage 2 clock starts on"
    council.save()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].verb == "change settings: Council, The statutory stage 2 clock starts on"
    assert store.settings().council == "Fieldham Council"
    assert store.settings().stage_2_basis == "statement_agreed"
    qtbot.waitUntil(lambda: council.bar.note.text() == "")
    screen._session.undo()
    assert store.settings() == Settings()
    assert council.fields["council"].value() == ""


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(screen: SettingsScreen, store: Store) -> None:
    """An address, and a service without a name."""
    council = go(screen, SettingsSection, "Council and service")
    council.fields["service"].set_value(" ")
    council.fields["web_form"].set_value("example.gov.uk")
    council.save()
    assert "cannot be empty" in council.fields["service"].problem
    assert "https://" in council.fields["web_form"].input.accessibleDescription()
    assert council.fields["email"].problem == ""
    assert store.settings() == Settings()
    council.put_back()
    assert council.fields["service"].problem == ""
    assert council.unsaved() == []


def test_what_is_being_typed_outlives_a_change_elsewhere(screen: SettingsScreen, store: Store) -> None:
    """An undo reloads the other fields only."""
    reminders = go(screen, SettingsSection, "Reminders")
    reminders.fields["lead_days"].set_value("5, 2")
    screen._session._announce(screen._session.office.change_settings({"draft_days": 6}, lambda *_: None))
    assert reminders.fields["draft_days"].value() == "6"
    assert reminders.fields["lead_days"].value() == "5, 2"
    assert reminders.unsaved() == ["lead_days"]


def test_no_setting_of_another_issue_is_shown(screen: SettingsScreen) -> None:
    """Nor one that nothing asks yet."""
    titles = ("Council and service", "Reminders", "Locking", "Retention")
    shown = {key for title in titles for key in go(screen, SettingsSection, title).fields}
    hidden = {"sample", "second_sign_off", "suppression_threshold", "report_code", "own_words"}
    assert shown == set(Settings.__dataclass_fields__) - hidden


# --- lists
def _form(section: ListsSection | TeamsSection, qtbot: QtBot) -> EntryForm:
    form = section.form
    assert form is not None
    qtbot.waitUntil(lambda: form.uses is not None)
    return form


def test_every_list_but_the_teams_is_offered() -> None:
    """Teams have their own section."""
    assert set(NAMES) == set(ListName) - {ListName.TEAM}


def test_an_entry_is_added_and_stands_selected(screen: SettingsScreen, store: Store, qtbot: QtBot) -> None:
    """A theme, offered at once when a case is logged."""
    section = go(screen, ListsSection)
    section.choose(ListName.THEME)
    section.add.click()
    form = _form(section, qtbot)
    form.fields["value"].set_value("Kinship care")
    form.bar.save.click()
    assert section.form is None
    selected = section.selected()
    assert selected is not None
    assert selected.value == "Kinship care"
    assert "Kinship care" in screen._session.choices(ListName.THEME)


def test_an_entry_that_is_there_already_is_refused_beside_its_name(screen: SettingsScreen, qtbot: QtBot) -> None:
    """However it is written."""
    section = go(screen, ListsSection)
    section.choose(ListName.CHANNEL)
    section.add.click()
    form = _form(section, qtbot)
    form.fields["value"].set_value("e mail")
    form.save()
    assert "on this list already" in form.fields["value"].problem
    assert section.form is form


def test_renaming_what_nobody_has_asks_nothing(screen: SettingsScreen, store: Store, qtbot: QtBot) -> None:
    """It is simply renamed."""
    section = go(screen, ListsSection)
    section.choose(ListName.CHANNEL)
    section.begin_change()
    form = _form(section, qtbot)
    form.fields["value"].set_value("E-mail or web")
    assert not form.how.isVisible()
    told = changes(screen)
    form.save()
    qtbot.waitUntil(lambda: bool(told))
    assert next(entry.value for entry in store.lists()[ListName.CHANNEL]) == "E-mail or web"


@pytest.mark.parametrize(("why", "now"), [(CORRECTION, "E-mail or web"), (FROM_A_DAY, "Email")])
def test_renaming_what_cases_have_asks_why(
    screen: SettingsScreen, store: Store, logged: Log, qtbot: QtBot, why: str, now: str
) -> None:
    """A correction changes the case; a new name from a day on leaves it."""
    case_id = logged().case_id
    section = go(screen, ListsSection)
    section.choose(ListName.CHANNEL)
    section.begin_change()
    form = _form(section, qtbot)
    assert form.used.text() == "1 record has it, so it can be taken out of use, not removed."
    assert not form.remove.isVisible()
    form.fields["value"].set_value("E-mail or web")
    assert form.how.isVisible()
    form.save()
    assert form.how.problem == "Choose why it is renamed."
    form.how.set_value(why)
    told = changes(screen)
    form.save()
    qtbot.waitUntil(lambda: bool(told))
    assert store.case_file(case_id).case.channel == now
    assert value(store, ListName.CHANNEL, "E-mail or web")


def test_the_keyboard_alone_orders_a_list_and_opens_an_entry(
    screen: SettingsScreen, store: Store, qtbot: QtBot
) -> None:
    """Alt+Down moves, Enter changes, Escape goes back."""
    section = go(screen, ListsSection)
    section.choose(ListName.CHANNEL)
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [entry.value for entry in store.lists()[ListName.CHANNEL]][:2] == ["Telephone", "Email"]
    selected = section.selected()
    assert selected is not None
    assert selected.value == "Email"
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    form = _form(section, qtbot)
    assert form.fields["value"].input.hasFocus()
    qtbot.keyClick(form.fields["value"].input, Qt.Key.Key_Escape)
    assert section.form is None
    assert section.table.hasFocus()


def test_enter_saves_an_entry(screen: SettingsScreen, store: Store, qtbot: QtBot) -> None:
    """A new one, from the line of its name."""
    section = go(screen, ListsSection)
    section.choose(ListName.CHANNEL)
    section.begin_new()
    assert section.form is not None
    section.form.fields["value"].set_value("Pigeon post")
    qtbot.keyClick(section.form.fields["value"].input, Qt.Key.Key_Return)
    assert section.form is None
    assert "Pigeon post" in [entry.value for entry in store.lists()[ListName.CHANNEL]]


def test_what_nobody_has_can_be_removed(screen: SettingsScreen, store: Store, qtbot: QtBot) -> None:
    """And comes back with undo."""
    section = go(screen, ListsSection)
    section.choose(ListName.DELAY_REASON)
    section.begin_change()
    form = _form(section, qtbot)
    assert form.remove.isVisible()
    form.remove.click()
    assert "Complexity" not in [entry.value for entry in store.lists()[ListName.DELAY_REASON]]
    screen._session.undo()
    assert section.entries[0].value == "Complexity"


def test_a_team_that_cannot_be_saved_shows_the_field_with_the_problem(screen: SettingsScreen, qtbot: QtBot) -> None:
    """A laptop at 150 %: what is said above the form pushed the field out of sight."""
    screen.resize(911, 440)
    section = go(screen, TeamsSection)
    section.add.click()
    form = _form(section, qtbot)
    form.fields["value"].set_value("Kinship")
    form.save()
    field = form.fields["parent"]
    assert field.problem
    view = section.form_area.viewport()

    def top_and_bottom() -> tuple[int, int]:
        return field.mapTo(view, field.rect().topLeft()).y(), field.mapTo(view, field.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: top_and_bottom()[0] >= 0 and top_and_bottom()[1] < view.height(), timeout=1000)
    assert field.isAncestorOf(screen.window().focusWidget())


def test_a_team_is_taken_out_of_use_from_a_day_on(screen: SettingsScreen, store: Store, qtbot: QtBot) -> None:
    """Its last day is asked for, its successor named; the table says so."""
    section = go(screen, TeamsSection)
    section.retire.click()
    form = _form(section, qtbot)
    assert form.fields["until_on"].value() == "24 Nov 2026"
    form.fields["until_on"].set_value("31/12/2026")
    form.fields["successor"].set_value("Fostering")
    form.fields["manager"].set_value("Dee Example")
    told = changes(screen)
    form.save()
    qtbot.waitUntil(lambda: bool(told))
    team = value(store, ListName.TEAM, "Adoption")
    assert (team.until_on, team.successor, team.manager) == (date(2026, 12, 31), "Fostering", "Dee Example")
    cells = [section.table.item(0, column) for column in range(4)]
    assert [cell.text() if cell else "" for cell in cells][2:] == ["Dee Example", "Until 31 Dec 2026"]


# --- procedures
def test_the_procedures_are_read_as_the_report_words_them(screen: SettingsScreen) -> None:
    """Limits, dates in force and sources, to the eye and to a screen reader."""
    section = go(screen, ProceduresSection)
    said = section.area.accessibleDescription()
    assert "Stage 1 response: 10 working days after receipt, up to 20 with an extension." in said
    assert "Received until 31 Mar 2026" in said
    assert "No published limit; a reminder 30 working days after the request" in said
    assert "reg 17, SI 2006/1738" in said
    assert not section.findChildren(QLineEdit)


def _version(section: ProceduresSection, key: str = "corporate-code-2026") -> ProfileForm:
    section.buttons[key][0].click()
    assert section.form is not None
    return section.form


def test_a_new_version_of_a_procedure_says_what_it_changes_and_can_be_undone(
    screen: SettingsScreen, store: Store, qtbot: QtBot
) -> None:
    """15 days at stage 1 from New Year; the one before is then said to end, and a plan can be taken back."""
    section = go(screen, ProceduresSection)
    told = changes(screen)
    form = _version(section)
    form.fields["from_on"].set_value("1/1/2027")
    form.fields["stage_1_response.days"].set_value("15")
    form.fields["closures"].set_value("Yes")
    name = "Corporate complaints procedure under the Complaint Handling Code, from 1 January 2027"
    assert form.fields["name"].value() == name
    qtbot.waitUntil(form.follows.isVisible)
    assert form.follows.accessibleName() == (
        "Complaints received from 1 January 2027: Stage 1 response in 15 working days instead of 10\n"
        "Council closure days stop its clocks\nCases received earlier keep their procedure."
    )
    form.bar.save.click()
    qtbot.waitUntil(lambda: len(told) == 1 and section.form is None)
    assert store.profiles()["corporate-2027-01-01"].closures
    said = section.area.accessibleDescription()
    assert "In force until 31 Dec 2026. Ombudsman's Complaint Handling Code 2024." in said
    assert f"{name}. From 1 Jan 2027." in said
    section.buttons["corporate-2027-01-01"][1].click()
    qtbot.waitUntil(lambda: len(told) == 2 and "corporate-2027-01-01" not in section.buttons)
    screen._session.undo()
    assert "corporate-2027-01-01" in section.buttons
    screen._session.undo_change(told[0])
    assert "corporate-2027-01-01" not in store.profiles()


def test_what_is_wrong_with_a_new_version_stands_beside_its_field(
    screen: SettingsScreen, store: Store, qtbot: QtBot
) -> None:
    """Never backwards; limits are numbers; one that changes nothing is said at the top. Escape leaves."""
    section = go(screen, ProceduresSection)
    form = _version(section)
    form.fields["from_on"].set_value("1/11/2026")
    form.fields["acknowledge.days"].set_value("five")
    form.save()
    assert form.fields["from_on"].problem.startswith("Complaints received before today keep their procedure")
    assert form.fields["acknowledge.days"].problem == "Enter a number of days from 1 to 365."
    form.fields["from_on"].set_value("today")
    form.fields["acknowledge.days"].set_value("5")
    form.save()
    assert "Nothing differs from the procedure in force then." in form.summary.accessibleName()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert section.form is None
    assert len(section.buttons) == 4


def test_what_the_regulations_set_is_shown_and_not_asked(screen: SettingsScreen) -> None:
    """With the regulation that sets it; the Ombudsman's own limits have no version at all."""
    section = go(screen, ProceduresSection)
    assert section.buttons["ombudsman"] == []
    form = _version(section, "statutory")
    assert {key.partition(".")[0] for key in form.fields} == {"from_on", "name", "acknowledge", "request_stage_2"}
    texts = {made.text() for made in form.findChildren(QLabel)}
    assert "Set for every council by reg 14, SI 2006/1738." in texts
    assert form.fields["request_stage_2.unit"].value() == "calendar days"


def test_a_reader_is_offered_no_new_version(reading: SettingsScreen) -> None:
    """Nothing can be saved."""
    section = go(reading, ProceduresSection)
    assert not any(section.buttons.values())


# --- holidays
def _told(section: HolidaysSection, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: section.add_effects.isVisible() or section.remove_effects.isVisible())
    where = section.add_effects if section.add_effects.isVisible() else section.remove_effects
    return where.accessibleName()


def test_a_holiday_is_added_after_saying_what_moves(
    screen: SettingsScreen, store: Store, logged: Log, qtbot: QtBot
) -> None:
    """Received on 18 November: 2 December becomes 3 December; removed, it is told and moves back."""
    done = logged(received_on="18 Nov 2026")

    def due() -> date | None:
        return next(step.due_on for step in store.steps(done.case_id) if step.key == "stage_1_response")

    section = go(screen, HolidaysSection)
    section.day.set_value("27/11/2026")
    section.name.set_value("A day of mourning")
    section.look.click()
    assert f"{done.reference} stage 1 response, 2 Dec to 3 Dec" in _told(section, qtbot)
    assert store.all(Holiday) == []
    told = changes(screen)
    section.confirm.click()
    qtbot.waitUntil(lambda: bool(told))
    assert due() == date(2026, 12, 3)
    row = next(n for n, (on, _, own) in enumerate(section.shown) if own and on == date(2026, 11, 27))
    assert not section.remove.isEnabled()
    section.table.setCurrentCell(row, 0)
    qtbot.waitUntil(section.remove.isEnabled)
    section.remove.click()
    assert "3 Dec to 2 Dec" in _told(section, qtbot)
    section.confirm.click()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert due() == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "closure", "says"),
    [
        ("28/11/2026", False, "Saturday 28 November 2026 is no working day"),
        ("29/12/2026", True, "No procedure in this store stops its clocks for council closures"),
        ("2/11/2026", False, "This day is past"),
    ],
)
def test_a_day_that_moves_nothing_says_why(
    screen: SettingsScreen, qtbot: QtBot, typed: str, closure: bool, says: str
) -> None:
    """A weekend, a closure, a day that is past."""
    section = go(screen, HolidaysSection)
    section.day.set_value(typed)
    section.name.set_value("Made up")
    if closure:
        section.kind.set_value(CLOSURE)
    section.look.click()
    said = _told(section, qtbot)
    assert "No date of an open case moves" in said
    assert says in said


def test_enter_asks_what_a_day_would_move(screen: SettingsScreen, qtbot: QtBot) -> None:
    """In the line of its name, and in that of its date."""
    section = go(screen, HolidaysSection)
    section.day.set_value("27/11/2026")
    section.name.set_value("A day of mourning")
    assert isinstance(section.name.input, QLineEdit)
    qtbot.keyClick(section.name.input, Qt.Key.Key_Return)
    assert "moves" in _told(section, qtbot)


def test_a_day_that_counts_already_is_refused(screen: SettingsScreen) -> None:
    """Christmas Day, and a day without a date."""
    section = go(screen, HolidaysSection)
    section.name.set_value("x")
    section.look.click()
    assert section.day.problem == "Enter the date."
    section.day.set_value("25 Dec 2026")
    section.look.click()
    assert "bank holiday already: Christmas Day" in section.day.problem
    assert not section.add_effects.isVisible()


def test_what_was_told_does_not_hold_for_another_day(screen: SettingsScreen, qtbot: QtBot) -> None:
    """Typing another date takes the offer away."""
    section = go(screen, HolidaysSection)
    section.day.set_value("27/11/2026")
    section.name.set_value("A day of mourning")
    section.look.click()
    _told(section, qtbot)
    section.day.set_value("26/11/2026")
    assert not section.add_effects.isVisible()


def test_years_beyond_the_official_list_say_so(screen: SettingsScreen) -> None:
    """2028 is listed, 2029 is worked out."""
    section = go(screen, HolidaysSection)
    section.year.choose("2028")
    assert not section.provisional.isVisible()
    section.year.choose("2029")
    assert "had not listed" in section.provisional.text()
    assert section.shown[0][:2] == (date(2029, 1, 1), "New Year's Day")


# --- appearance
def test_the_look_changes_at_once_and_is_remembered(
    screen: SettingsScreen, themes: ThemeManager, preferences: Preferences
) -> None:
    """High contrast; what is chosen elsewhere shows here."""
    section = go(screen, AppearanceSection)
    assert section.mode.value() == "Light"
    section.mode.set_value("High contrast")
    assert theme.current().name == "high-contrast"
    assert preferences.kept.mode == "high-contrast"
    themes.set_mode(Mode.DARK)
    assert section.mode.value() == "Dark"
    assert preferences.kept.mode == "high-contrast"  # remembered by who chose
    themes.set_mode(Mode.LIGHT)


def test_where_the_system_is_in_high_contrast_that_is_said(
    screen: SettingsScreen, themes: ThemeManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own colours go before every theme."""
    section = go(screen, AppearanceSection)
    assert not section.theirs.isVisible()
    monkeypatch.setattr(themes, "system_decides", lambda: True)
    section.arrive()
    assert section.theirs.isVisible()


# --- folders
def test_a_backup_is_made_and_remembered(
    screen: SettingsScreen, store: Store, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    """It opens with the passphrase of today."""
    section = go(screen, FoldersSection)
    assert section.last.text() == "No backup has been made of this store yet."
    assert section.suggested().name == "team-2026-11-24.backup"
    out = tmp_path / "elsewhere" / "monday.backup"
    out.parent.mkdir()
    section.back_up_to(out)
    qtbot.waitUntil(lambda: section.message.isVisible(), timeout=20_000)
    assert str(out) in section.message.accessibleName()
    assert out.stat().st_size > 10_000
    assert section.last.text().startswith("The last backup was made on ")
    assert section.suggested().parent == out.parent
    assert store.last_backup_at() is not None


def test_back_up_now_does_so_where_backups_went_before(
    screen: SettingsScreen, preferences: Preferences, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No second click and no question; only where no place is known it asks for one."""
    asked: list[str] = []

    def ask(*_: object) -> tuple[str, str]:
        asked.append("where")
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    screen.back_up_now()
    assert asked == ["where"]
    preferences.keep(backups=str(tmp_path))
    screen.back_up_now()
    section = screen.section
    assert isinstance(section, FoldersSection)
    qtbot.waitUntil(lambda: section.message.isVisible(), timeout=20_000)
    assert asked == ["where"]
    [made] = tmp_path.glob("team *.backup")
    assert str(made) in section.message.accessibleName()


def test_a_backup_that_is_stopped_leaves_the_earlier_one(screen: SettingsScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """Nothing half written."""
    section = go(screen, FoldersSection)
    out = tmp_path / "monday.backup"
    safekeeping.backup(section.session.desk.store, out)
    earlier = out.read_bytes()
    section.back_up_to(out)
    section.working.cancel.click()
    qtbot.waitUntil(lambda: section.message.isVisible(), timeout=20_000)
    assert "No backup was written" in section.message.accessibleName()
    assert out.read_bytes() == earlier
    assert [path.name for path in tmp_path.glob("*monday*")] == ["monday.backup"]


def test_a_backup_inside_the_store_is_refused_with_its_remedy(
    screen: SettingsScreen, store: Store, qtbot: QtBot
) -> None:
    """It would go with it."""
    section = go(screen, FoldersSection)
    section.back_up_to(store.path / "monday.backup")
    qtbot.waitUntil(lambda: section.message.isVisible(), timeout=20_000)
    assert "Choose another folder" in section.message.accessibleName()
    assert section.back_up.isEnabled()


# --- reading only
@pytest.mark.parametrize("title", SECTIONS[:6])
def test_reading_only_shows_everything_and_changes_nothing(reading: SettingsScreen, title: str) -> None:
    """And says why; no button of a verb is in sight, no text can be typed."""
    section = reading.go_to(title)
    assert reading.reading_only.isVisible()
    assert "reading only" in reading.reading_only.accessibleName()
    verbs = (
        "Add",
        "Change",
        "Take out of use",
        "Move up (Alt+Up)",
        "Remove this day",
        "See what would move",
        "Save changes",
    )
    shown = [b.accessibleName() for b in section.findChildren(QAbstractButton) if b.isVisible()]
    assert not [name for name in shown if name in verbs]
    assert all(edit.isReadOnly() for edit in section.findChildren(QLineEdit) if edit.isVisible())


def test_reading_only_enter_opens_no_form(reading: SettingsScreen, qtbot: QtBot) -> None:
    """The table is there to be read."""
    section = go(reading, ListsSection)
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    assert section.form is None


def test_reading_only_a_backup_can_be_made_all_the_same(reading: SettingsScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """It is a copy, not a change."""
    section = go(reading, FoldersSection)
    section.back_up_to(tmp_path / "copy.backup")
    qtbot.waitUntil(lambda: section.message.isVisible(), timeout=20_000)
    assert (tmp_path / "copy.backup").is_file()


# --- for everybody
def _open_forms(section: Section) -> None:
    if isinstance(section, ListsSection | TeamsSection):
        section.begin_change()


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("title", SECTIONS)
def test_everything_that_takes_the_focus_has_a_name(
    screen: SettingsScreen, qtbot: QtBot, title: str, form: bool
) -> None:
    """What a screen reader says when one gets there."""
    section = screen.go_to(title)
    if form:
        _open_forms(section)
    qtbot.wait(20)
    nameless = []
    for widget in focusable(screen):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            nameless.append((type(widget).__name__, widget.objectName()))
    assert not nameless


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("title", SECTIONS)
def test_tab_order_is_reading_order(screen: SettingsScreen, qtbot: QtBot, title: str, form: bool) -> None:
    """From the sections into the one in sight, down and from left to right, and back to the sections."""
    section = screen.go_to(title)
    if form:
        _open_forms(section)
    qtbot.wait(20)
    start: QWidget = screen.list
    start.setFocus()
    seen = [start]
    for _ in range(80):
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        there = screen.focusWidget()
        if there is None or there is start:
            break
        assert there not in seen
        seen.append(there)
    assert screen.focusWidget() is start
    order = [widget for widget in seen[1:] if not isinstance(widget, QScrollArea)]
    assert all(section.isAncestorOf(widget) for widget in order)
    for before, after in itertools.pairwise(order):
        first, second = (widget.mapTo(screen, QPoint(0, 0)) for widget in (before, after))
        lower = second.y() > first.y() - 12
        assert lower or second.x() > first.x(), (before.accessibleName(), after.accessibleName())


@pytest.mark.parametrize("title", SECTIONS)
def test_nothing_is_wider_than_a_small_window(screen: SettingsScreen, qtbot: QtBot, title: str) -> None:
    """1366 by 768 at 150% leaves some 842 by 480 for the page."""
    section = screen.go_to(title)
    screen.resize(QSize(842, 480))
    _open_forms(section)
    qtbot.wait(20)
    assert screen.width() <= 842
    for area in section.findChildren(QScrollArea):
        body = area.widget()
        if area.isVisible() and body is not None:
            assert body.width() <= area.viewport().width() + 1


def test_a_form_that_is_left_at_once_takes_no_notice_of_what_it_looked_up(screen: SettingsScreen, qtbot: QtBot) -> None:
    """The count of records comes when the form is gone."""
    section = go(screen, TeamsSection)
    for _ in range(5):
        section.begin_change()
        section.back()
    qtbot.wait(100)
    assert section.form is None


def test_the_menu_shows_what_was_chosen_in_the_settings(window: MainWindow, themes: ThemeManager) -> None:
    """One choice, two places."""
    page = window.go(SETTINGS)
    assert isinstance(page, SettingsScreen)
    go(page, AppearanceSection).mode.set_value("High contrast")
    look = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&Appearance")
    look.aboutToShow.emit()
    assert [action.text() for action in look.actions() if action.isChecked()] == ["High contrast"]
    themes.set_mode(Mode.LIGHT)


def test_names_of_two_hundred_letters_are_cut_and_told_whole(
    screen: SettingsScreen, store: Store, qtbot: QtBot
) -> None:
    """No section gets wider; the tool tip has all of it."""
    long = f"Tîm {'Llanfair' * 24} 👩‍👧"[:200]
    team = value(store, ListName.TEAM, "Adoption")
    screen._session._announce(
        screen._session.office.change_entry(
            team, replace(team, value=long, manager=long, region=long), None, lambda *_: None
        )
    )
    screen.resize(QSize(842, 480))
    section = go(screen, TeamsSection)
    cell = section.table.item(0, 0)
    assert cell is not None
    assert cell.toolTip() == long
    section.begin_change()
    qtbot.wait(20)
    assert screen.width() == 842
    body = section.form_area.widget()
    assert body is not None
    assert body.width() <= section.form_area.viewport().width() + 1


# --- this computer
def test_it_opens_with_the_computer_once_that_is_switched_on(
    screen: SettingsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off by default; it works at once and is not of the store; where it fails, it says so and stays off."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    section = go(screen, RemindersSection)
    told = changes(screen)
    box = section.computer.switches.input.boxes[START]  # type: ignore[union-attr]
    assert not box.isChecked()
    box.click()
    assert start_with_computer.is_on()
    box.click()
    assert not start_with_computer.is_on()
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    box.click()
    assert not section.computer.switches.input.boxes[START].isChecked()  # type: ignore[union-attr]
    assert "did not let" in section.message.accessibleName()
    assert told == []


def test_staying_in_the_notification_area_is_offered_only_where_there_is_one(
    screen: SettingsScreen, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is remembered for this computer."""
    assert list(go(screen, RemindersSection).computer.switches.input.boxes) == [START]  # type: ignore[union-attr]
    monkeypatch.setattr(tray, "is_there", lambda: True)
    card = ThisComputer(preferences, lambda _problem: None)
    card.switches.input.boxes[STAY].click()  # type: ignore[union-attr]
    assert Preferences(preferences._file.parent).kept.stays
    card.deleteLater()


def test_in_a_narrow_window_the_sections_are_a_choice(screen: SettingsScreen) -> None:
    """1366 by 768 at 200%: their names can be read; the list beside, and the choice, follow one another."""
    assert screen.list.isVisible()
    assert not screen.choice.isVisible()
    screen.resize(QSize(620, 384))
    assert not screen.list.isVisible()
    screen.choice.setCurrentIndex(2)
    assert screen.section.title == "Teams"
    screen.go_to("Reminders")
    assert screen.choice.currentText() == "Reminders"
    screen.arrive()
    assert screen.choice.hasFocus()


def test_teams_have_the_room_that_their_managers_do_not_need(screen: SettingsScreen) -> None:
    """No name is cut beside an empty column."""
    table = go(screen, TeamsSection).table
    texts = [item.text() for row in range(table.rowCount()) if (item := table.item(row, 0)) is not None]
    assert table.columnWidth(0) > table.columnWidth(2)
    assert sum(table.columnWidth(n) for n in range(table.columnCount())) <= table.viewport().width()
    assert table.columnWidth(0) >= max(map(table.fontMetrics().horizontalAdvance, texts))
