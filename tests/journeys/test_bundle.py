"""A bundle for the Ombudsman, from the papers on the desk to the file that is sent, through the real window."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk_app.records import Document, Note
from desk_app.store import Store, opening
from tests.conftest import PASSPHRASE
from tests.desk_app.bundle import papers
from tests.window import COMPLAINT
from ui.cases.case_screen import CaseScreen
from ui.main_window import MainWindow
from ui.pages import CASE

PATIENCE = 20_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def _focused(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert isinstance(found, QWidget)
    return found


def _tab_to(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    """Tab until a screen reader would say that name."""
    for _ in range(80):
        if _focused(window).accessibleName().startswith(name):
            return _focused(window)
        qtbot.keyClick(_focused(window), Qt.Key.Key_Tab)
    pytest.fail(f"{name} cannot be reached with Tab")


def _drop(page: CaseScreen, *paths: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(
        QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
        )
    )  # fmt: skip


def _words(pdf: Path) -> str:
    """As an independent reader has them."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def test_from_papers_to_the_file_that_is_sent(
    window: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers are dropped, one is looked at, one redacted, one left out; the bundle is ordered by keyboard and sent.

    Another case's papers are nowhere in it.
    """
    assert window.session is not None
    desk = window.session.desk
    other = desk.log({**COMPLAINT, "summary": "Zebra", "words": "A zebra.", "complainant": {"name": "Zoe Example"}})
    logged = desk.log(COMPLAINT)
    for name, data in {
        "Letter from school.pdf": papers.pdf("Name of another child: Carl Example", "Second page"),
        "Photo.jpg": papers.picture(exif_turn=6), "Budget.xlsx": b"PK\x03\x04.", "Private.pdf": papers.pdf("Private"),
        "Black.pdf": papers.pdf("Name of another child: Carl beneath the box"),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    window.open_case(logged.case_id)
    page = window.page(CASE)
    assert isinstance(page, CaseScreen)
    _drop(page, *(tmp_path / n for n in ("Letter from school.pdf", "Photo.jpg", "Budget.xlsx", "Private.pdf")))
    qtbot.waitUntil(lambda: len(store.all(Document)) == 4 and not page.adding.working.busy)
    kept = {document.name: document for document in store.all(Document)}
    assert page.documents is not None

    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    page.documents.open(kept["Photo.jpg"])
    assert shown[0].read_bytes() == (tmp_path / "Photo.jpg").read_bytes()

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "Black.pdf"), ""))
    page.documents.add_asked.emit(kept["Letter from school.pdf"])
    qtbot.waitUntil(lambda: len(store.all(Document)) == 5 and not page.adding.working.busy)
    mark = page.documents.parts[kept["Private.pdf"].id, "mark"]
    qtbot.waitUntil(mark.isVisible)
    mark.setFocus()
    qtbot.keyClick(mark, Qt.Key.Key_Space)

    qtbot.keyClick(_focused(window), Qt.Key.Key_B, CONTROL | SHIFT)
    form = page.bundle_form
    assert form is not None
    qtbot.waitUntil(form.items.rows[0].isVisible)
    qtbot.keyClick(_tab_to(qtbot, window, "Whom it is for, required: The Ombudsman"), Qt.Key.Key_Space)
    qtbot.keyClick(_tab_to(qtbot, window, "Photo.jpg"), Qt.Key.Key_Up, ALT)
    qtbot.keyClick(_tab_to(qtbot, window, "As: One PDF"), Qt.Key.Key_Down)
    qtbot.keyClick(_focused(window), Qt.Key.Key_Space)
    qtbot.keyClicks(_tab_to(qtbot, window, "Sent on"), "today")
    out = tmp_path / "Bundle for the Ombudsman.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), "ZIP (*.zip)"))
    qtbot.keyClick(_tab_to(qtbot, window, "Make the bundle"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.bundle_form is None, timeout=PATIENCE)

    with zipfile.ZipFile(out) as made:
        assert made.namelist() == ["Bundle for the Ombudsman.pdf", "Not merged/05 Budget.xlsx"]
        made.extractall(tmp_path / "sent")
    pdf = tmp_path / "sent" / "Bundle for the Ombudsman.pdf"
    words = _words(pdf)
    with pikepdf.Pdf.open(pdf) as opened:
        count = len(opened.pages)
    for number in range(2, count + 1):
        assert f"Bundle page {number} of {count}" in words
    for text in ("Bundle for the Ombudsman", "Complaint received by email", "1 document is a redacted copy"):
        assert text in words
    for text in ("Carl", "Private", "Zebra", "Zoe", str(other.reference)):
        assert text not in words
    lines = [line for line in words.splitlines() if line.split()[1:2] in (["Photo.jpg"], ["Black.pdf"])]
    assert lines[0].split()[:2] == ["3", "Photo.jpg"]
    assert lines[1].split()[:2] == ["4", "Black.pdf"]
    [note] = store.all(Note)
    assert note.with_whom == "Local Government and Social Care Ombudsman"
    window.lock()
    assert not shown[0].exists()


@pytest.mark.skipif(os.name != "posix", reason="killed as POSIX kills")
def test_a_copy_left_open_by_a_kill_goes_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is killed while a document is open elsewhere; the next one removes what was left."""
    made, _ = opening.create(tmp_path / "team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    made.close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    script = f"""
import os, signal
from datetime import date
from pathlib import Path
from desk_app.desk import Desk
from desk_app.store import opening
from ui.kit.job import JobRunner
from ui.session import Session
from PySide6.QtWidgets import QApplication
app = QApplication([])
store = opening.open_store(Path({str(tmp_path / "team.desk")!r}), {PASSPHRASE!r})
session = Session(Desk(store, date.today), JobRunner())
session.open_copy("Letter.pdf", b"%PDF")
os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).resolve().parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(root)},
        cwd=root, check=False,
    )  # fmt: skip
    assert killed.returncode < 0
    assert [path.name for path in temporary.glob("*/*/*")] == ["Document 1.pdf"]
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(temporary))
    from ui.app import sweep

    sweep()
    assert list(temporary.iterdir()) == []
