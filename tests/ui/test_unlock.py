"""The way in: unlocking never freezes the window, and what goes wrong says what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.store import Store, opening
from tests.conftest import PASSPHRASE
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow
from ui.pages import TODAY


@pytest.fixture
def locked(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, today: date, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window as it starts."""
    made = MainWindow(themes, preferences, tmp_path / "data", lambda: today)
    made.show()
    qtbot.waitExposed(made)
    made.unlock.arrive()
    yield made
    made.close()
    made.deleteLater()


def _path(store: Store) -> Path:
    store.close()
    return store.path


def _fill_in(window: MainWindow, path: Path, passphrase: str) -> None:
    form = window.unlock.open_form
    form.place.set_value(str(path))
    form.passphrase.edit.setText(passphrase)
    form.ask()


def test_a_store_opens_with_its_passphrase(locked: MainWindow, store: Store, qtbot: QtBot) -> None:
    """Then it is remembered as the latest one, and its passphrase is forgotten."""
    path = _path(store)
    _fill_in(locked, path, PASSPHRASE)
    qtbot.waitUntil(lambda: locked.session is not None)
    assert locked.current() == TODAY
    assert locked.unlock.open_form.passphrase.edit.text() == ""
    assert locked._preferences.kept.recent == (str(path),)
    assert not locked.shell.banner.isVisible()


def test_a_wrong_passphrase_is_said_beside_the_field(locked: MainWindow, store: Store, qtbot: QtBot) -> None:
    """And can be typed again at once."""
    _fill_in(locked, _path(store), "wrong")
    secret = locked.unlock.open_form.secret
    qtbot.waitUntil(lambda: bool(secret.problem))
    assert "does not open the store" in secret.problem
    assert locked.focusWidget() is locked.unlock.open_form.passphrase.edit
    assert locked.session is None


def test_empty_lines_are_asked_for(locked: MainWindow) -> None:
    """Nothing is tried."""
    form = locked.unlock.open_form
    form.ask()
    assert form.place.problem
    assert form.secret.problem
    assert locked.focusWidget() is form.place.input


@pytest.mark.parametrize("what", ["missing", "not a store", "half"])
def test_what_cannot_be_opened_says_what_to_do(
    locked: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path, what: str
) -> None:
    """A missing folder, one that is no store, one without its keys."""
    path = _path(store)
    if what == "missing":
        path = tmp_path / "Gone.desk"
    elif what == "not a store":
        path = tmp_path / "Other"
        path.mkdir()
    else:
        (path / "keys.json").unlink()
    _fill_in(locked, path, PASSPHRASE)
    message = locked.unlock.message
    qtbot.waitUntil(message.isVisible)
    assert len([label for label in message.findChildren(QLabel) if label.text()]) >= 2
    assert locked.unlock.open_form.isVisible()


def test_a_store_open_elsewhere_can_be_read(locked: MainWindow, store: Store, qtbot: QtBot) -> None:
    """The message says who has it, and offers to open it for reading only."""
    _fill_in(locked, store.path, PASSPHRASE)
    message = locked.unlock.message
    qtbot.waitUntil(message.isVisible)
    assert "open elsewhere by Alex Example" in message.accessibleName()
    from PySide6.QtWidgets import QPushButton

    offer = next(b for b in message.findChildren(QPushButton) if "reading only" in b.text())
    offer.click()
    qtbot.waitUntil(lambda: locked.session is not None)
    assert locked.session is not None
    assert not locked.session.writable
    assert "reading only" in locked._status.text()


def test_unlocking_does_not_freeze_the_window(locked: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """With a key as strong as in earnest the window still answers within a tenth of a second."""
    path = tmp_path / "Strong.desk"
    opening.create(path, member="Alex", passphrase=PASSPHRASE)[0].close()
    gaps: list[float] = []
    last = [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    _fill_in(locked, path, "wrong passphrase")
    assert locked.unlock.waiting.isVisible()
    qtbot.waitUntil(lambda: bool(locked.unlock.open_form.secret.problem), timeout=20_000)
    timer.stop()
    assert len(gaps) > 20  # it went on ticking all the while


def test_a_new_store_shows_its_recovery_key_once(locked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Name, folder, who, a passphrase twice; the key opens the store too."""
    (tmp_path / "data").mkdir()
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    form.ask()
    assert form.member.problem
    assert form.first.problem
    form.member.set_value("Alex Example")
    form.first.set_value("four calm giraffes")
    form.second.set_value("four calm")
    form.ask()
    assert form.second.problem
    form.second.set_value("four calm giraffes")
    form.ask()
    qtbot.waitUntil(lambda: form.noted.isVisible(), timeout=20_000)
    key = form._key_text.text()
    assert len(key) > 20
    assert not form.go_on.isEnabled()
    form.noted.setChecked(True)
    form.go_on.click()
    assert locked.session is not None
    assert form._key_text.text() == ""
    path = locked.session.desk.store.path
    locked.lock()
    with opening.open_store(path, key) as again:
        assert again.member == "Alex Example" or again.member == ""


def test_the_sample_opens_without_asking_and_says_that_it_is_one(locked: MainWindow, qtbot: QtBot) -> None:
    """With its banner; a second time it is there already."""
    locked.unlock.open_sample()
    qtbot.waitUntil(lambda: locked.session is not None, timeout=60_000)
    assert locked.shell.banner.isVisible()
    assert locked.session is not None
    path = locked.session.desk.store.path
    assert locked.session.desk.worklist()
    locked.lock()
    locked.unlock.try_sample(path)
    qtbot.waitUntil(lambda: locked.session is not None, timeout=20_000)
    assert locked.shell.banner.isVisible()


def test_recent_stores_are_offered(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, store: Store, today: date, tmp_path: Path
) -> None:
    """The latest stands in its line already; one that is gone is not offered."""
    path = _path(store)
    preferences.remember_file(tmp_path / "Gone.desk")
    preferences.remember_file(path)
    window = MainWindow(themes, preferences, tmp_path, lambda: today)
    window.show()
    window.unlock.arrive()
    form = window.unlock.open_form
    assert form.place.value() == str(path)
    assert isinstance(form.place.input, QLineEdit)
    assert window.focusWidget() is form.passphrase.edit
    assert form.recent.count() == 0
    window.close()
    window.deleteLater()


def test_a_passphrase_can_be_shown(locked: MainWindow) -> None:
    """Hidden until the button is pressed, and hidden again after."""
    secret = locked.unlock.open_form.passphrase
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Password
    secret.show_it.click()
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Normal
    secret.show_it.click()
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Password
