"""A bug: what is safe is said, and its report holds nobody's words."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.problems import Problem
from ui.kit import crash
from ui.kit.crash import CrashDialog, CrashHook
from ui.kit.theme import ThemeManager

NAME, PASSPHRASE = "Ada Example", "four calm giraffes"


def _bug(message: str = f"{NAME} was left waiting, and {PASSPHRASE}") -> Exception:
    """Raised with a name in its message, its notes, its locals, and in what it came from."""
    try:
        try:
            child = f"{NAME}’s child"
            raise KeyError(child)
        except KeyError as first:
            first.add_note(f"seen with {NAME}")
            raise ValueError(message, {"words": NAME}) from first
    except ValueError as error:
        error.add_note(f"typed: {PASSPHRASE}")
        return error


@pytest.fixture
def hook(tmp_path: Path) -> Iterator[CrashHook]:
    """Installed, and taken out again."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = CrashHook("0.2", lambda: None, None, tmp_path / "reports")
    made.install()
    yield made
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def _raise(bug: BaseException) -> None:
    sys.excepthook(type(bug), bug, bug.__traceback__)


def test_a_report_says_where_and_nothing_of_what() -> None:
    """Types, files, lines and functions, of what it came from too; no message, no note, no value."""
    text = crash.report(_bug(), "0.2")
    assert "ValueError" in text
    assert "after KeyError" in text
    assert "kit/test_crash.py:" in text
    assert "_bug" in text
    for word in (*NAME.split(), *PASSPHRASE.split(), "words", "waiting"):
        assert word not in text.replace("test_crash", "")


def test_a_bug_that_came_from_itself_ends(tmp_path: Path) -> None:
    """Two that name each other."""
    one, two = ValueError(NAME), KeyError(NAME)
    one.__cause__, two.__cause__ = two, one
    assert crash.report(one, "0.2").count("Error") == 2


def test_the_dialog_says_what_is_safe_and_keeps_a_report(
    qtbot: QtBot, themes: ThemeManager, hook: CrashHook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One dialog, however often it happens; the file it names is there, and nothing else is said anywhere."""
    for _ in range(3):
        _raise(_bug())
    qtbot.waitUntil(lambda: hook.dialog is not None and hook.dialog.isVisible())
    assert hook.dialog is not None
    said = " ".join(label.text() for label in hook.dialog.findChildren(QLabel))
    assert "Everything that was saved is safe" in said
    [file] = (tmp_path / "reports").iterdir()
    assert str(file) in said
    hook.dialog.findChildren(QPushButton)[0].click()  # copy
    for text in (
        said, hook.dialog.details.toPlainText(), file.read_text("utf-8"), QGuiApplication.clipboard().text(),
        capsys.readouterr().err,
    ):  # fmt: skip
        assert text
        assert "Ada" not in text
        assert "giraffes" not in text
    hook.dialog.accept()
    assert hook.dialog is None


def test_the_same_bug_does_not_come_back_at_once(qtbot: QtBot, themes: ThemeManager, hook: CrashHook) -> None:
    """One in painting would else never let go; another bug is shown all the same."""
    bug = _bug()
    _raise(bug)
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    hook.dialog.accept()
    _raise(bug)
    qtbot.wait(30)
    assert hook.dialog is None
    _raise(RuntimeError(NAME))
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    hook.dialog.accept()


def test_a_bug_on_another_thread_is_shown_too(qtbot: QtBot, themes: ThemeManager, hook: CrashHook) -> None:
    """On the window's thread, where dialogs belong."""

    def work() -> None:
        raise _bug()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    hook.dialog.accept()


def test_what_python_could_not_raise_says_no_words_either(
    qtbot: QtBot, themes: ThemeManager, hook: CrashHook, capsys: pytest.CaptureFixture[str]
) -> None:
    """A finaliser that fails: Python would print its message."""

    class Fails:
        def __del__(self) -> None:
            raise ValueError(NAME)

    thing: Fails | None = Fails()
    assert thing is not None
    thing = None
    gc.collect()
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    assert "__del__" in hook.dialog.text
    assert "Ada" not in capsys.readouterr().err
    hook.dialog.accept()


def test_only_the_latest_reports_are_kept(tmp_path: Path) -> None:
    """Ten of them; where none can be written, that is no second bug."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(30):
        (folder / f"report 2026-01-{n + 1:02} 10.00.00.txt").write_text("old", "utf-8")
    newest = crash.keep("new", folder)
    assert newest is not None
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == crash.KEPT_AT_MOST
    assert left[0] == "report 2026-01-22 10.00.00.txt"
    (tmp_path / "a file").write_text("", "utf-8")
    assert crash.keep("new", tmp_path / "a file" / "reports") is None


def test_a_report_can_be_saved_elsewhere(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> None:
    """It says where, or why not."""
    dialog = CrashDialog("Feedback Desk 0.2\nValueError")
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save_to(tmp_path / "nowhere" / "bug.txt")
    assert "is not there" in dialog.where.text()
    dialog.save_to(tmp_path / "bug.txt")
    assert str(tmp_path / "bug.txt") in dialog.where.text()
    assert (tmp_path / "bug.txt").read_text("utf-8") == "Feedback Desk 0.2\nValueError\n"
    dialog.accept()


def test_a_problem_is_no_bug(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> None:
    """It goes to whoever tells problems, and no report is kept."""
    told: list[Problem] = []
    hook = CrashHook("0.2", lambda: None, told.append, tmp_path / "reports")
    hook._hook(Problem, Problem("The disk is full.", "Make room."), None)
    qtbot.waitUntil(lambda: bool(told))
    assert hook.dialog is None
    assert not (tmp_path / "reports").exists()
