"""The annual report: the pages that are exported are the pages in sight."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import page
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from ui.annual_report import AnnualReportScreen
from ui.annual_report.screen import ARCHIVE, BUSY
from ui.main_window import MainWindow
from ui.pages import REPORT

PATIENCE = 30_000
Log = Callable[..., Logged]


@pytest.fixture
def screen(window: MainWindow, logged: Log, qtbot: QtBot) -> AnnualReportScreen:
    """The report of 2025/26, in which one complaint was received; its pages are there."""
    logged(received_on="3 Feb 2026")
    made = window.go(REPORT)
    assert isinstance(made, AnnualReportScreen)
    qtbot.waitUntil(lambda: made.view.pages > 0, timeout=PATIENCE)
    return made


def test_the_year_offered_is_the_latest_that_has_ended(screen: AnnualReportScreen) -> None:
    """In November 2026 that is 2025/26; the running year can be chosen too."""
    assert screen.year.chosen() == "2025/26"
    assert screen.year.itemText(1) == "2026/27"


def test_the_pages_are_the_reports_own(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Their words can be read by a screen reader too."""
    text = "".join(screen.view.text_of(n) for n in range(screen.view.pages))
    assert "2025/26" in text
    assert screen.place.text().strip() == f"Page 1 of {screen.view.pages}"


def test_what_is_exported_is_what_was_shown(screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """Same year, same day: each page byte for byte. Only the file's own facts say how far the journal had come."""
    out = tmp_path / "report.pdf"
    screen.export_to(out)
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    assert str(out) in screen.message.accessibleName()
    assert _pages(out.read_bytes()) == _pages(screen.shown)


def _pages(data: bytes) -> list[bytes]:
    """What is drawn on each page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [drawn.Contents.read_bytes() for drawn in pdf.pages]


def again(screen: AnnualReportScreen) -> QAbstractButton:
    """The button that exports to the same file."""
    found = screen.message.findChildren(QAbstractButton)
    return next(made for made in found if made.text().startswith("Export again"))


def test_an_archive_gets_a_file_it_can_keep(
    screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chosen as a kind of file where it is asked for; exported again, it is of that kind again."""
    out = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ARCHIVE))
    for export in (screen.ask_where, lambda: again(screen).click()):
        out.unlink(missing_ok=True)
        export()
        qtbot.waitUntil(lambda: out.exists() and screen.message.isVisible(), timeout=PATIENCE)
        assert page.is_pdf_compliant(str(out), profile="pdfa-2a")


def test_export_again_never_writes_another_year_over_the_file(
    screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    """The line goes when another year is chosen; an export that ends after that offers nothing."""
    out = tmp_path / "report.pdf"
    screen.export_to(out)
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    kept = again(screen)
    screen.year.choose("2026/27")
    assert not screen.message.isVisible()
    kept.click()  # as if it had been pressed a moment before
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    with pypdfium2.PdfDocument(out) as pdf:
        assert "2025/26" in pdf[0].get_textpage().get_text_bounded()
    with pytest.raises(StopIteration):
        again(screen)


def test_what_was_saved_is_not_said_on_the_next_step(
    screen: AnnualReportScreen, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """Nor what the window says of something done; what went wrong stays."""
    assert window.session is not None
    screen.export_to(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    window.session.say("51 rows are accepted as they are.")
    assert window.shell.message.isVisible()
    screen.next.click()
    assert not screen.message.isVisible()
    assert not window.shell.message.isVisible()
    screen.export_to(tmp_path / "gone" / "report.pdf")
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    screen.next.click()
    assert screen.message.isVisible()


def test_a_second_export_while_one_runs_is_said(screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """It is not written, and nobody waits for it."""
    screen.export_to(tmp_path / "one.pdf")
    screen.export_to(tmp_path / "two.pdf")
    assert BUSY in screen.message.accessibleName()
    qtbot.waitUntil(lambda: (tmp_path / "one.pdf").exists(), timeout=PATIENCE)
    assert not (tmp_path / "two.pdf").exists()


def test_cancel_leaves_an_older_file_as_it_was(screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """Nothing half done."""
    out = tmp_path / "report.pdf"
    out.write_bytes(b"older")
    screen.export_to(out)
    screen.cancel.click()
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    assert "Cancelled" in screen.message.accessibleName()
    assert out.read_bytes() == b"older"
    assert sorted(p.name for p in tmp_path.glob("*.pdf*")) == ["report.pdf"]


def test_a_folder_that_is_gone_says_what_to_do(screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """A Problem in a line of the window; the pages stay."""
    screen.export_to(tmp_path / "gone" / "report.pdf")
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    assert screen.message.property("tone") == "danger"
    assert screen.view.pages > 0


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_says_so(screen: AnnualReportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    """As in a folder of somebody else."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    screen.export_to(folder / "report.pdf")
    qtbot.waitUntil(lambda: screen.message.isVisible(), timeout=PATIENCE)
    assert screen.message.property("tone") == "danger"


def test_a_date_in_the_future_is_said_beside_its_field(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """And cannot be exported."""
    screen.as_at.edit.setText("1/1/2030")
    screen.refresh()
    assert "future" in screen.as_at_field.problem
    assert not screen.export.isEnabled()
    screen.as_at.edit.setText("today")
    screen.refresh()
    assert screen.export.isEnabled()
    qtbot.waitUntil(lambda: not screen.working.isVisible(), timeout=PATIENCE)


def test_another_year_makes_other_pages(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Chosen with the keyboard."""
    screen.year.setFocus()
    before = screen.shown
    qtbot.keyClick(screen.year, Qt.Key.Key_Up)
    assert screen.year.chosen() == "2026/27"
    qtbot.waitUntil(lambda: screen.shown != before, timeout=PATIENCE)
