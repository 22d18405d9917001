"""Making a bundle in the window: whom it is for, what goes in, in which order, as what, and where to."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged, documents
from desk_app.records import Document, Note
from desk_app.store import Store
from tests.desk_app.bundle import papers
from ui.cases.bundle_form import ZIP, BundleForm
from ui.cases.case_screen import CaseScreen
from ui.kit.form_rows import Field
from ui.main_window import MainWindow
from ui.pages import CASE

Log = Callable[..., Logged]


@pytest.fixture
def page(window: MainWindow, logged: Log, store: Store, tmp_path: Path) -> CaseScreen:
    """A case with a letter and a workbook."""
    case_id = logged().case_id
    for name, data in (("Letter.pdf", papers.pdf("One", "Two")), ("Plan.xlsx", b"PK\x03\x04")):
        give(store, case_id, tmp_path, name, data)
    window.open_case(case_id)
    made = window.page(CASE)
    assert isinstance(made, CaseScreen)
    return made


def give(
    store: Store, case_id: int, tmp_path: Path, name: str, data: bytes, redacted_of: Document | None = None
) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    done = documents.add(
        store, store.case_file(case_id), [path], date(2026, 11, 24), "Alex Example", redacted_of=redacted_of
    )
    return done.documents[0]


def form_of(page: CaseScreen) -> BundleForm:
    page.make_bundle()
    assert page.bundle_form is not None
    return page.bundle_form


def field(form: BundleForm, key: str) -> Field:
    found = form.fields[key]
    assert isinstance(found, Field)
    return found


def titles(form: BundleForm) -> list[str]:
    return [row.item.title for row in form.items.rows]


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def test_it_asks_before_it_makes_anything(page: CaseScreen, tmp_path: Path) -> None:
    """Whom it is for; at least one item; no day to come; whom it was sent to."""
    form = form_of(page)
    form.items.none.click()
    field(form, "sent_on").set_value("tomorrow")
    form.make(tmp_path / "b.pdf")
    assert field(form, "purpose").problem == "Choose whom it is for."
    assert "in the future" in field(form, "sent_on").problem
    assert "Tick at least one item." in texts(form.summary)
    field(form, "sent_on").set_value("today")
    form.make(tmp_path / "b.pdf")
    assert "Enter whom it was sent to" in field(form, "recipient").problem
    assert not (tmp_path / "b.pdf").exists()
    assert not form.working.busy


def test_items_are_moved_by_keyboard_and_by_buttons(page: CaseScreen, qtbot: QtBot) -> None:
    """Alt and an arrow; the keyboard goes along, and Tab follows the order that is seen."""
    form = form_of(page)
    assert titles(form) == ["The complaint as it was received", "Chronology", "Letter.pdf", "Plan.xlsx"]
    box = form.items.rows[1].box
    qtbot.waitUntil(box.isVisible)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(form)[1:3] == ["Letter.pdf", "Chronology"]
    assert form.focusWidget() is box
    qtbot.keyClick(box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # there is no higher
    assert titles(form)[0] == "Chronology"
    assert not form.items.rows[0].up.isEnabled()
    assert form.items.rows[0].down.accessibleName() == "Move Chronology down"
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.items.rows[0].down
    form.items.rows[3].up.click()
    assert titles(form)[2] == "Plan.xlsx"
    assert form.focusWidget() is form.items.rows[2].up
    form.items.rows[2].down.setFocus()
    qtbot.keyClick(form.items.rows[2].down, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.items.rows[3].box


def test_a_pdf_is_made_and_recorded_as_sent(
    page: CaseScreen, window: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """In the order of the form, without what was not ticked; it stands in the contacts, and that can be undone."""
    form = form_of(page)
    field(form, "purpose").set_value("The Ombudsman")
    assert field(form, "recipient").value() == "Local Government and Social Care Ombudsman"
    form.items.rows[0].box.setChecked(False)
    form.items.shift(form.items.rows[2], -1)
    field(form, "sent_on").set_value("today")
    form.make(tmp_path / "b.pdf")
    qtbot.waitUntil(lambda: page.bundle_form is None, timeout=20_000)
    said = texts(window)
    assert f"a bundle of 3 items on 5 pages was saved to {tmp_path / 'b.pdf'}" in said
    assert "1 item could not be merged: the index says why." in said
    document = pypdfium2.PdfDocument(tmp_path / "b.pdf")
    index = document[1].get_textpage().get_text_bounded()
    document.close()
    assert index.index("Letter.pdf") < index.index("Chronology") < index.index("Plan.xlsx")
    [note] = store.all(Note)
    assert (note.is_contact, note.channel, note.with_whom, note.written_on, note.text) == (
        True, "Bundle sent", "Local Government and Social Care Ombudsman", date(2026, 11, 24),
        "Bundle (The Ombudsman), 3 items on 5 pages: Letter.pdf; Chronology; Plan.xlsx.",
    )  # fmt: skip
    verbs = [change.verb for change, _ in store.history()[:2]]
    assert verbs == ["record a bundle as sent", "export bundle of CF/2026-27/0001"]
    window.undo()
    assert store.all(Note) == []


def test_without_a_day_it_is_not_recorded_as_sent(page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    """But the journal knows that it was made; a ZIP holds the workbook beside."""
    form = form_of(page)
    field(form, "purpose").set_value("Review panel")
    assert "Choose the ZIP to have them along: Plan.xlsx." in form.apart.text()
    field(form, "format").set_value(ZIP)
    assert "beside the PDF: Plan.xlsx." in form.apart.text()
    form.make(tmp_path / "b.zip")
    qtbot.waitUntil(lambda: page.bundle_form is None, timeout=20_000)
    with zipfile.ZipFile(tmp_path / "b.zip") as made:
        assert made.namelist() == ["b.pdf", "Not merged/04 Plan.xlsx"]
    assert store.all(Note) == []
    assert store.history()[0][0].verb == "export bundle of CF/2026-27/0001"


def test_the_form_follows_the_case(page: CaseScreen, store: Store, window: MainWindow, tmp_path: Path) -> None:
    """A document marked out goes, a redacted copy comes instead of its original; the order and the ticks stay."""
    form = form_of(page)
    form.items.shift(form.items.rows[1], 1)
    form.items.rows[0].box.setChecked(False)
    [letter, plan] = store.case_file(page.case_id).documents
    assert window.session is not None
    window.session.documents.mark(plan, False)
    assert page.bundle_form is form
    assert form.left_out.text() == "Marked to be left out: Plan.xlsx."
    give(store, page.case_id, tmp_path, "Black.pdf", papers.pdf("Black"), letter)
    form.show_again(store.case_file(page.case_id))
    assert titles(form) == ["The complaint as it was received", "Chronology", "Black.pdf"]
    assert [row.box.isChecked() for row in form.items.rows] == [False, True, True]
    assert "the original is left out" in form.items.rows[2].box.accessibleName()


def test_a_failure_is_said_in_the_form_and_nothing_is_lost(page: CaseScreen, qtbot: QtBot, tmp_path: Path) -> None:
    """A folder that is gone: what was chosen is still chosen."""
    form = form_of(page)
    field(form, "purpose").set_value("Investigating officer")
    form.make(tmp_path / "gone" / "b.pdf")
    qtbot.waitUntil(lambda: "is not there" in texts(form.summary), timeout=20_000)
    qtbot.waitUntil(form.save_button.isEnabled)
    assert page.bundle_form is form
    assert len(form.items.chosen()) == 4


def test_cancel_stops_what_runs_and_then_leaves(page: CaseScreen, qtbot: QtBot, tmp_path: Path) -> None:
    """The first leaves the form as it is, the second takes it away."""
    form = form_of(page)
    field(form, "purpose").set_value("Investigating officer")
    form.make(tmp_path / "b.pdf")
    form.cancelled()
    qtbot.waitUntil(form.save_button.isEnabled, timeout=20_000)
    assert "Cancelled. Nothing was written." in texts(form.summary)
    assert not (tmp_path / "b.pdf").exists()
    form.cancelled()
    assert page.bundle_form is None


def test_every_part_has_a_name_and_the_menu_offers_it(page: CaseScreen, window: MainWindow) -> None:
    """Ctrl+Shift+B, and Ctrl+K finds it."""
    action = window.case_menu.bundle
    assert action.isEnabled()
    action.trigger()
    form = page.bundle_form
    assert form is not None
    for widget in form.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(form):
            assert widget.accessibleName(), widget
