"""The whole window tried without a screen: what a bundle runs to show that it is complete."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

import resources
from desk_app import sample
from desk_app.bundle import Purpose
from desk_app.offers import Verb
from desk_app.records import Kind
from desk_app.store import opening
from desk_app.strength import estimate
from ui.annual_report import AnnualReportScreen
from ui.cases import CasesScreen
from ui.cases.case_screen import CaseScreen
from ui.import_register import ImportScreen
from ui.import_register.step_bar import Step
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.log_feedback import LogScreen
from ui.main_window import MainWindow
from ui.pages import AT_SIDE, CASE, CASES, IMPORT, LOG, REPORT, SETTINGS
from ui.settings import SettingsScreen

PATIENCE_SECONDS = 120
WORDS = "The self-test says that the taxi did not come."


class SelfTestFailed(Exception):  # noqa: N818
    """Something did not work; the message says what."""


def run() -> int:
    """0 after "self-test passed"; 1 after saying what failed."""
    from ui.app import application

    app = application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            _try(app, Path(folder))
        except SelfTestFailed as failure:
            print(f"self-test failed: {failure}", file=sys.stderr)  # noqa: T201
            return 1
    print("self-test passed")  # noqa: T201
    return 0


def _try(app: QApplication, folder: Path) -> None:
    themes = ThemeManager(app, Mode.LIGHT)
    window = MainWindow(themes, Preferences(folder / "config"), folder / "data", date.today)
    window.show()
    try:
        store = opening.open_store(sample.make(folder / "sample", date.today()), sample.PASSPHRASE)
        window.open_store(store)
        reference = _log_a_complaint(window)
        _find(window, reference)
        _acknowledge(window, reference)
        _write_a_letter(window, reference)
        _make_a_bundle(window, folder)
        _look_around(window)
        _read_a_register(window)
        _expect(estimate("four calm giraffes").enough, "no strength of a passphrase was worked out")
        _report(window, folder / "report.pdf")
        themes.set_mode(Mode.DARK)
        _let_qt_work()
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _log_a_complaint(window: MainWindow) -> str:
    window.log(Kind.COMPLAINT)
    page = window.page(LOG)
    _expect(isinstance(page, LogScreen) and page.entry is not None, "the form did not open")
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    logged: list[str] = []
    page.logged.connect(lambda _id, reference: logged.append(reference))
    page.entry.form.give({"received_on": "today", "words": WORDS, "route.choice": "Statutory"})
    page.entry.preview()
    _expect(" by " in page.entry.due.text(), "no dates followed from the complaint")
    page.entry.save()
    _expect(bool(logged), "the complaint was not saved")
    return logged[0]


def _find(window: MainWindow, reference: str) -> None:
    page = window.go(CASES)
    assert isinstance(page, CasesScreen)
    for text in (reference, "taxi did not come"):
        page.search.setText(text)
        page.reload()
        row = page.model.row(0)
        _expect(row is not None and row.reference == reference, f"the complaint was not found by {text!r}")


def _write_a_letter(window: MainWindow, reference: str) -> None:
    assert window.session is not None
    case_id = window.session.desk.store.case_id(reference)
    assert case_id is not None
    window.open_case(case_id)
    page = window.page(CASE)
    assert isinstance(page, CaseScreen)
    page.write_letter()
    form = page.letter_form
    _expect(form is not None, "no letter was offered")
    assert form is not None
    _wait(lambda: form.draft is not None or form.summary.isVisible(), "the letter did not come")
    _expect(form.draft is not None and form.draft.data.startswith(b"PK"), "the letter could not be written")
    form.left.emit()


def _make_a_bundle(window: MainWindow, folder: Path) -> None:
    """Of the case in sight, with a picture and a PDF: what reads and writes those is there."""
    from PIL import Image

    page = window.page(CASE)
    assert isinstance(page, CaseScreen)
    papers = [folder / "Photo.jpg", folder / "Photo.pdf"]
    for path in papers:
        Image.new("RGB", (60, 40), "red").save(path)
    page.adding.add(papers)
    _wait(lambda: page.file is not None and len(page.file.documents) == len(papers), "the documents were not added")
    page.make_bundle()
    form = page.bundle_form
    assert form is not None
    form.choose(Purpose.PANEL)
    out = folder / "bundle.pdf"
    form.make(out)
    _wait(lambda: page.bundle_form is None or form.summary.isVisible(), "the bundle did not come")
    _expect(out.exists() and out.read_bytes().startswith(b"%PDF"), "the bundle could not be made")


def _report(window: MainWindow, out: Path) -> None:
    page = window.go(REPORT)
    assert isinstance(page, AnnualReportScreen)
    _wait(lambda: page.view.pages > 0 or page.message.isVisible(), "the report's pages did not come")
    _expect(page.view.pages > 0, "the report could not be made")
    page.export_to(out)
    _wait(lambda: out.exists() and window.runner.busy == 0, "the report was not written")
    _expect(out.read_bytes().startswith(b"%PDF"), "the report is not a PDF")
    _expect(not page.view.grab().toImage().isNull(), "no page was painted")


def _acknowledge(window: MainWindow, reference: str) -> None:
    page = window.page(CASES)
    assert isinstance(page, CasesScreen)
    row = page.model.row(0)
    assert row is not None
    _expect(row.reference == reference, "the complaint is not the first of the list")
    window.open_case(row.id)
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    _expect(case.begin_verb(Verb.ACKNOWLEDGE), "a new complaint cannot be acknowledged")
    assert case.verb_form is not None
    case.verb_form.give({"on": "today"})
    case.verb_form.save()
    _expect(case.verb_form is None, "the acknowledgement was not saved")


def _look_around(window: MainWindow) -> None:
    """Every page at the side, every section of the settings."""
    for spec in AT_SIDE:
        page = window.go(spec.key)
        _let_qt_work()
        _expect(page.isVisible() and not page.grab().toImage().isNull(), f"the page {spec.name} did not come")
    page = window.go(SETTINGS)
    assert isinstance(page, SettingsScreen)
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        _let_qt_work()
    window.show_about()
    _let_qt_work()
    for dialog in window.findChildren(QDialog):
        dialog.close()


def _read_a_register(window: MainWindow) -> None:
    page = window.go(IMPORT)
    assert isinstance(page, ImportScreen)
    page.open(resources.path("sample/register.csv"))
    _wait(lambda: not page.working.running, "the register was not read")
    _expect(page.step is not Step.FILE, "the register was not understood")
    page.go(Step.CHECK)
    _wait(lambda: not page.working.running, "the register was not planned")


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not until():
        _let_qt_work()
        time.sleep(0.01)
        _expect(time.monotonic() < end, otherwise)
    _let_qt_work()


def _let_qt_work() -> None:
    QCoreApplication.processEvents()


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SelfTestFailed(otherwise)
