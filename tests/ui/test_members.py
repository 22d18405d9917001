"""Members in the window: who they are, what only managers see enabled, how they come in and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import members
from desk_app.problems import Problem
from desk_app.roles import MANAGER, OFFICER
from desk_app.store import Store, attempts, handing_over, opening, passphrases, safekeeping
from tests.conftest import PASSPHRASE
from ui.kit.form_rows import Choice, DateField
from ui.kit.preferences import Preferences
from ui.main_window import MainWindow
from ui.pages import CASE, SETTINGS
from ui.remembering import NONE_HERE, SAFE, SERVICE, Remembering, is_safe
from ui.settings import SettingsScreen
from ui.settings.council import SettingsSection
from ui.settings.entries import EntriesSection
from ui.settings.folders import FoldersSection
from ui.settings.holidays import HolidaysSection
from ui.settings.lists import ListsSection
from ui.settings.member_forms import AddMember, AskPassphrase, CheckKey, SetPassphrase
from ui.settings.members import MembersSection
from ui.settings.procedures import ProceduresSection
from ui.settings.section import Section
from ui.unlock.recovery_key import RecoveryKey

ALEX, BO = "Alex Example", "Bo Sample"
OF_BO, NEW = "seven warm walruses", "nine brave bananas"
LONG = 20_000


class InMemory:
    """A password store that is nobody's."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    """This computer's password store."""
    made = InMemory()
    monkeypatch.setattr(Remembering, "of_this_computer", classmethod(lambda cls: cls(made)))
    return made


def section(window: MainWindow, qtbot: QtBot) -> MembersSection:
    """The members, in sight, and what this computer can remember is known."""
    screen = window.go(SETTINGS)
    assert isinstance(screen, SettingsScreen)
    made = screen.go_to("Members")
    assert isinstance(made, MembersSection)
    qtbot.waitUntil(lambda: made._why_not is not None, timeout=LONG)
    return made


def settled(made: Section, qtbot: QtBot) -> None:
    """Its job is over."""
    qtbot.waitUntil(lambda: not made.working.busy, timeout=LONG)


def texts(widget: QWidget) -> str:
    """All that is read on it."""
    from PySide6.QtWidgets import QLabel

    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def add_bo(store: Store, role: str = OFFICER) -> None:
    """A second member."""
    members.add(store, BO, role, OF_BO)


@pytest.fixture
def by_bo(window: MainWindow, store: Store, qtbot: QtBot) -> MainWindow:
    """The window with the store open by Bo, an officer."""
    add_bo(store)
    window.lock()
    window.unlock.unlock(store.path, OF_BO, member=BO)
    qtbot.waitUntil(lambda: window.session is not None, timeout=LONG)
    return window


# --- the list and its verbs
def test_the_list_says_who_is_there_with_which_role(window: MainWindow, qtbot: QtBot) -> None:
    """Alone, one cannot be removed, and what a role can enforce is said plainly."""
    made = section(window, qtbot)
    said = texts(made)
    assert f"{ALEX} (you)" in said
    assert "A role keeps slips apart, not attackers." in said
    assert f"Remove {ALEX}" not in made.buttons
    made.buttons[f"Make {ALEX} an officer"].click()
    assert "only manager" in texts(made.message)


def test_a_member_is_added_with_a_passphrase_of_their_own(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    """What is wrong is said beside its field; then the list has them, and the keyboard is in the form meanwhile."""
    made = section(window, qtbot)
    made.buttons["Add a member"].click()
    form = made.form
    assert isinstance(form, AddMember)
    assert form.name.input.hasFocus()
    form.ask()
    assert form.name.problem == "Enter the member’s name."
    assert form.passphrase.first.problem == "Enter a passphrase."
    form.name.set_value(BO)
    form.passphrase.first.set_value(OF_BO)
    form.passphrase.second.set_value("seven cold walruses")
    form.ask()
    assert form.passphrase.second.problem
    form.passphrase.second.set_value(OF_BO)
    form.ask()
    settled(made, qtbot)
    assert {each.name: each.role for each in members.known(store)} == {ALEX: MANAGER, BO: OFFICER}
    assert f"Remove {BO}" in made.buttons
    assert f"{BO} can open the store now." in texts(made.message)


def test_a_weak_passphrase_is_not_taken(window: MainWindow, qtbot: QtBot) -> None:
    """The team's name is what anybody would try first."""
    made = section(window, qtbot)
    made.buttons["Add a member"].click()
    form = made.form
    assert isinstance(form, AddMember)
    form.name.set_value(BO)
    form.passphrase.first.set_value("passwordpassword")
    form.passphrase.second.set_value("passwordpassword")
    form.ask()
    assert "harder to guess" in form.passphrase.first.problem


def test_the_names_of_the_members_are_tried_first(window: MainWindow, qtbot: QtBot) -> None:
    """Also of the one that is being typed in."""
    made = section(window, qtbot)
    made.buttons["Add a member"].click()
    form = made.form
    assert isinstance(form, AddMember)
    form.passphrase.first.set_value(f"{ALEX} {ALEX}1".replace(" ", ""))
    assert not form.passphrase.meter.strength.enough
    form.passphrase.first.set_value("quillonborgelby")
    assert form.passphrase.meter.strength.enough
    form.name.set_value("Borgel Quillonby")
    form.passphrase.first.set_value("quillonbyborgel1")
    assert not form.passphrase.meter.strength.enough


def test_a_removal_says_what_it_does_and_the_store_is_open_again_under_its_new_key(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """First what will happen, then it; Bo's passphrase opens nothing any more."""
    add_bo(store)
    made = section(window, qtbot)
    made.show_list()
    made.buttons[f"Remove {BO}"].click()
    said = texts(made.message)
    assert f"Remove {BO}? This cannot be undone." in said
    assert "Backups and copies made before open with the passphrases of their day." in said
    old_key = store.key
    [doing] = [b for b in made.message.findChildren(QAbstractButton) if b.text() == f"Remove {BO}"]
    doing.click()
    qtbot.waitUntil(lambda: window.session is not None and window.session.desk.store is not store, timeout=LONG)
    assert window.session is not None
    again = window.session.desk.store
    assert again.key != old_key
    assert again.member == ALEX
    assert [each.name for each in members.known(again)] == [ALEX]


def test_ones_own_passphrase_asks_for_the_present_one(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    """A wrong one changes nothing and says so."""
    made = section(window, qtbot)
    made.buttons["Change your passphrase"].click()
    form = made.form
    assert isinstance(form, SetPassphrase)
    for field, text in ((form.current, "wrong"), (form.passphrase.first, NEW), (form.passphrase.second, NEW)):
        field.set_value(text)
    form.ask()
    settled(made, qtbot)
    assert "This is not your passphrase of now." in texts(made.message)
    form.current.set_value(PASSPHRASE)
    form.ask()
    settled(made, qtbot)
    assert passphrases.opens(store, ALEX, NEW)
    assert "Until then an old copy of keys.json still opens it" in texts(made.message)


def test_the_new_key_that_is_due_is_made_at_once_where_it_is_asked_for(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """The window closes the store and opens it again, without asking for the passphrase."""
    earlier = (store.path / "keys.json").read_bytes()
    made = section(window, qtbot)
    made.buttons["Change your passphrase"].click()
    form = made.form
    assert isinstance(form, SetPassphrase)
    for field, text in ((form.current, PASSPHRASE), (form.passphrase.first, NEW), (form.passphrase.second, NEW)):
        field.set_value(text)
    form.ask()
    settled(made, qtbot)
    [doing] = [b for b in made.message.findChildren(QAbstractButton) if b.text() == "Give it the new key now"]
    doing.click()
    qtbot.waitUntil(lambda: window.session is not None and window.session.desk.store is not store, timeout=LONG)
    assert window.session is not None
    again = window.session.desk.store
    assert (again.key != store.key, again.member) == (True, ALEX)
    window.lock()
    (store.path / "keys.json").write_bytes(earlier)
    with pytest.raises(Problem, match="do not belong together"):
        opening.open_store(store.path, PASSPHRASE)


def test_a_new_recovery_key_is_shown_once_and_checked_by_its_end(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """When it was made is on the page; the key that is kept can be compared at any time."""
    made = section(window, qtbot)
    assert "The recovery key was made on" in texts(made)
    made.buttons["Make a new recovery key"].click()
    settled(made, qtbot)
    card = made.key
    assert isinstance(card, RecoveryKey)
    key = card.text.text().replace("\n", "-")
    assert passphrases.is_recovery_key(store, key)
    card.noted.setChecked(True)
    card.typed.set_value(key[-6:])
    card.go_on.click()
    assert made.key is None
    assert key[:6] not in texts(made)
    for typed, said in ((key, "This is the recovery key"), (key[:-1] + ("A" if key[-1] != "A" else "B"), "mistyped")):
        made.buttons["Check the recovery key you keep"].click()
        assert isinstance(made.form, CheckKey)
        made.form.key.set_value(typed)
        made.form.ask()
        settled(made, qtbot)
        assert said in texts(made.message)
        made.show_list()


# --- what only managers may do
def test_an_officer_sees_who_may_and_no_button_that_would_refuse(by_bo: MainWindow, qtbot: QtBot) -> None:
    """Their own passphrase is theirs to change."""
    made = section(by_bo, qtbot)
    assert "Only a manager can add, change or remove members" in texts(made)
    assert set(made.buttons) == {
        "Change your passphrase", "Check the recovery key you keep",
    }  # fmt: skip
    screen = by_bo.go(SETTINGS)
    assert isinstance(screen, SettingsScreen)
    for kind in (ListsSection, HolidaysSection, ProceduresSection):
        there = screen.go_to(kind.title)
        assert "Only a manager can" in texts(there.restricted)
        assert not [b for b in there.findChildren(QAbstractButton) if b.isVisibleTo(there) and b.text() in
                    ("Add", "Change", "Remove this day", "New version from a date…")]  # fmt: skip
    lists = screen.go_to("Lists")
    assert isinstance(lists, EntriesSection)
    lists.begin_change()
    assert lists.form is None
    for title, key in (("Retention", "keep_corporate"), ("Locking", "lock_minutes")):
        there = screen.go_to(title)
        assert isinstance(there, SettingsSection)
        assert isinstance(edit := there.fields[key].input, QLineEdit)
        assert edit.isReadOnly()
        assert there.fields[key].hint.startswith("Only a manager can change how long feedback is kept")


def test_an_officer_cannot_change_a_date_that_was_recorded_and_is_told_why(by_bo: MainWindow, qtbot: QtBot) -> None:
    """The day of receipt is read only, with its reason for a screen reader; one that is empty can be filled in."""
    from ui.cases.case_screen import CaseScreen
    from ui.cases.correct_form import CorrectForm

    assert by_bo.session is not None
    case = by_bo.session.desk.log(
        {"kind": "Compliment", "received_on": "16 Nov 2026", "words": "Thank you.", "team": "Fostering"}
    )
    by_bo.open_case(case.case_id)
    screen = by_bo.page(CASE)
    assert isinstance(screen, CaseScreen)
    assert screen.file is not None
    screen.correct()
    [form] = screen.findChildren(CorrectForm)
    received, thanked = form.fields["received_on"], form.fields["thanked_on"]
    assert isinstance(received.input, DateField)
    assert isinstance(thanked.input, DateField)
    assert received.input.edit.isReadOnly()
    assert "Only a manager can correct a date" in received.input.edit.accessibleDescription()
    assert not thanked.input.edit.isReadOnly()


# --- the first page
def test_the_first_page_asks_for_the_name_only_where_there_are_several(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """Bo's passphrase under Alex's name opens nothing."""
    window.lock()
    form = window.unlock.open_form
    form.choose(store.path)
    qtbot.wait(200)
    assert form.who.isHidden()
    with opening.open_store(store.path, PASSPHRASE) as again:
        add_bo(again)
    form.choose(store.path)
    qtbot.waitUntil(lambda: not form.who.isHidden(), timeout=LONG)
    form.secret.set_value(OF_BO)
    form.ask()
    assert form.who.problem == "Choose your name."
    form.who.set_value(ALEX)
    form.ask()
    qtbot.waitUntil(lambda: bool(form.secret.problem), timeout=LONG)
    form.who.set_value(BO)
    form.ask()
    qtbot.waitUntil(lambda: window.session is not None, timeout=LONG)
    assert window.session is not None
    assert window.session.desk.member == BO
    assert isinstance(form.who.input, Choice)


def test_after_several_wrong_passphrases_the_page_says_how_long_to_wait_and_what_that_is_worth(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """It is no protection against somebody who copied the files."""
    window.lock()
    for _ in range(attempts.FREE + 1):
        attempts.note_wrong(store.path, store.now)
    form = window.unlock.open_form
    form.choose(store.path)
    form.secret.set_value(PASSPHRASE)
    form.ask()
    qtbot.waitUntil(lambda: bool(form.secret.problem), timeout=LONG)
    assert "has to wait" in form.secret.problem
    assert "who copied the store’s files is held up by nothing but a passphrase" in form.secret.problem


def test_a_backup_is_read_and_nothing_restored(
    window: MainWindow, store: Store, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    """The last one of the daily folder stands there already; the store itself is as it was."""
    folder = tmp_path / "backups"
    folder.mkdir()
    safekeeping.backup(store, folder / "team 2026-11-24 0900.backup")
    preferences.keep(daily_backups=str(folder))
    window.lock()
    window.unlock.offer_restore()
    form = window.unlock.restore_form
    assert form.backup.value().endswith("team 2026-11-24 0900.backup")
    form.secret.set_value(PASSPHRASE)
    form.read.click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=LONG)
    assert window.session is not None
    assert not window.session.writable
    assert window.session.desk.store.path.stem == "team 2026-11-24 0900"
    assert window.session.desk.store.path != store.path


# --- handing over
def test_a_store_is_handed_over_in_one_step(window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot) -> None:
    """The copy opens; here the first page says what to do there, and this one is only read."""
    screen = window.go(SETTINGS)
    assert isinstance(screen, SettingsScreen)
    folders = screen.go_to("Folders and backup")
    assert isinstance(folders, FoldersSection)
    out = tmp_path / "stick" / "team.backup"
    out.parent.mkdir()
    folders.hand_over_to(out)
    qtbot.waitUntil(lambda: handing_over.kept(store.path, store.key) is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.unlock.open_form.isVisible(), timeout=LONG)
    assert "read back and checked" in texts(window.unlock.message)
    assert out.exists()
    assert window.session is None


# --- remembering
def test_a_passphrase_is_remembered_only_when_asked_for_and_forgotten_again(
    window: MainWindow, store: Store, preferences: Preferences, keyring: InMemory, qtbot: QtBot
) -> None:
    """Off by default. The first page then offers to open without typing; nothing of it is in the preferences' file."""
    made = section(window, qtbot)
    assert not keyring.kept
    made.buttons["Remember the passphrase on this computer"].click()
    for typed in ("wrong", PASSPHRASE):
        assert isinstance(made.form, AskPassphrase)
        made.form.passphrase.set_value(typed)
        made.form.ask()
        settled(made, qtbot)
    [((service, name), kept)] = keyring.kept.items()
    assert (service, kept) == (SERVICE, PASSPHRASE)
    assert name.endswith(ALEX)
    assert PASSPHRASE not in preferences._file.read_text("utf-8")
    window.lock()
    form = window.unlock.open_form
    form.choose(store.path)
    qtbot.waitUntil(form.without.isVisible, timeout=LONG)
    assert form.without.text() == f"Open as {ALEX}, without typing"
    form.without.click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=LONG)
    made = section(window, qtbot)
    made.buttons["Remember the passphrase no more"].click()
    settled(made, qtbot)
    assert not keyring.kept
    assert not preferences.kept.remembered


def test_without_a_password_store_it_is_said_why(window: MainWindow, qtbot: QtBot) -> None:
    """As on a Linux without a Secret Service: no button, and the reason."""
    made = section(window, qtbot)
    assert NONE_HERE in texts(made)
    assert "Remember the passphrase on this computer" not in made.buttons


def test_only_the_systems_own_password_stores_are_used() -> None:
    """Never one that writes a file."""
    assert all(is_safe(module) for module in SAFE)
    for module in ("keyrings.alt.file", "keyring.backends.fail", "keyring.backends.null", "tests.ui.test_members"):
        assert not is_safe(module)
    assert Remembering.of_this_computer().why_not == NONE_HERE  # here: tests have none
