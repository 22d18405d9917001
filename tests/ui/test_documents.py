"""Documents of a case in the window: added, opened, renamed, marked, redacted, removed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged, open_copies
from desk_app.desk.documents import LARGEST
from desk_app.records import Document
from desk_app.store import Store
from tests.desk_app.bundle import papers
from ui import history_lines
from ui.cases.case_screen import CaseScreen
from ui.cases.documents import DocumentsCard
from ui.main_window import MainWindow
from ui.pages import CASE

Log = Callable[..., Logged]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What another program would have been asked to show."""
    found: list[Path] = []

    def open_url(url: QUrl) -> bool:
        assert url.isLocalFile()
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


@pytest.fixture
def page(window: MainWindow, logged: Log) -> CaseScreen:
    """The page of a complaint."""
    window.open_case(logged().case_id)
    made = window.page(CASE)
    assert isinstance(made, CaseScreen)
    return made


def card_of(page: CaseScreen) -> DocumentsCard:
    assert page.documents is not None
    return page.documents


def kept(store: Store) -> dict[str, Document]:
    return {document.name: document for document in store.all(Document)}


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def file(tmp_path: Path, name: str = "Letter.pdf", data: bytes = b"") -> Path:
    path = tmp_path / name
    path.write_bytes(data or papers.pdf("Dear all"))
    return path


def add(page: CaseScreen, qtbot: QtBot, *paths: Path, redacted_of: Document | None = None) -> None:
    page.adding.add(paths, redacted_of)
    qtbot.waitUntil(lambda: not page.adding.working.busy)


def test_a_case_without_documents_says_what_to_do(page: CaseScreen) -> None:
    """By button, or by dropping."""
    assert "None yet. Add files, or drop them anywhere on this page." in texts(card_of(page))
    assert {text for _, text in card_of(page).parts} == {"Add documents…", "Make a bundle…"}


def test_files_are_added_by_the_button_and_can_be_undone(
    page: CaseScreen, store: Store, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listed with kind, size, when and by whom."""
    paths = [str(file(tmp_path)), str(file(tmp_path, "Note.txt", b"Called back."))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (paths, ""))
    adding = card_of(page).parts[0, "Add documents…"]
    assert isinstance(adding, QPushButton)
    adding.click()
    qtbot.waitUntil(lambda: len(kept(store)) == 2)
    qtbot.waitUntil(lambda: "Note" not in texts(card_of(page)) and "12 bytes" in texts(card_of(page)))
    assert "Text  ·  12 bytes  ·  added 24 Nov 2026 by Alex Example" in texts(card_of(page))
    assert "added 2 documents" in texts(window)
    window.undo()
    assert kept(store) == {}
    assert "None yet" in texts(card_of(page))


def test_files_are_dropped_onto_the_page(page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    """While they are held over it, it says what letting go would do; an address from a browser is not taken."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(file(tmp_path)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, held, buttons, keys)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert "Let go to add it to the documents of CF/2026-27/0001." in texts(page.adding)
    page.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, held, buttons, keys, QEvent.Type.Drop))
    qtbot.waitUntil(lambda: list(kept(store)) == ["Letter.pdf"] and not page.adding.working.busy)
    qtbot.waitUntil(page.adding.isHidden)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.pdf")])
    other = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, web, buttons, keys)
    other.ignore()
    page.dragEnterEvent(other)
    assert not other.isAccepted()


def test_what_was_not_added_is_said_with_its_reason(
    page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """Too large, gone, the same twice; the good one is there."""
    large = tmp_path / "film.mp4"
    with large.open("wb") as opened:
        opened.truncate(LARGEST + 1)
    add(page, qtbot, file(tmp_path), file(tmp_path, "again.pdf"), tmp_path / "gone.pdf", large)
    assert list(kept(store)) == ["Letter.pdf"]
    said = texts(page.adding)
    assert "3 files were not added" in said
    for reason in ("again.pdf: This case has it already, as “Letter.pdf”.", "gone.pdf: It is not there any more.",
                   "film.mp4: It has 20.0 MB. A document may have up to 20 MB."):  # fmt: skip
        assert reason in said
    assert "3 files were not added" in page.adding.message.accessibleName()


def test_adding_can_be_cancelled(page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is added then, and the bytes are let go."""
    page.adding.add([file(tmp_path, f"{n}.bin", bytes([n + 1]) * LARGEST) for n in range(3)])
    page.adding.working.cancel.click()
    qtbot.waitUntil(lambda: not page.adding.working.busy)
    assert "Cancelled. No document was added." in texts(page.adding)
    assert (kept(store), store.read("SELECT count(*) FROM blob")) == ({}, [(0,)])


def test_opening_makes_a_private_copy_that_goes_with_the_store(
    page: CaseScreen, window: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    """Read-only, said so, and removed when the store is locked."""
    add(page, qtbot, file(tmp_path))
    opening = card_of(page).parts[kept(store)["Letter.pdf"].id, "open"]
    assert isinstance(opening, QPushButton)
    assert opening.accessibleName() == "Open Letter.pdf"
    opening.click()
    [copy] = opened
    assert copy.read_bytes().startswith(b"%PDF")
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parents[1].stat().st_mode) == 0o700
    assert copy.parents[1].name.startswith(open_copies.PREFIX)
    assert "It is removed when the store is locked or closed: what is changed in it is not kept." in texts(window)
    window.lock()
    assert not copy.parents[1].exists()


def test_a_program_is_not_opened(
    page: CaseScreen, window: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    """It may be saved, and the message says so."""
    add(page, qtbot, file(tmp_path, "setup.exe", b"MZ\x90"))
    card_of(page).open(kept(store)["setup.exe"])
    assert opened == []
    assert "a file of this kind can run as a program" in texts(window)


def test_a_copy_is_saved_and_noted(
    page: CaseScreen, window: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """The journal knows that it left."""
    add(page, qtbot, file(tmp_path))
    card_of(page).save(kept(store)["Letter.pdf"], tmp_path / "copy.pdf")
    qtbot.waitUntil(lambda: "This copy is not encrypted." in texts(window))
    assert (tmp_path / "copy.pdf").read_bytes() == (tmp_path / "Letter.pdf").read_bytes()
    assert store.history()[0][0].verb == "export document"


def test_a_document_is_renamed_by_keyboard(page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    """Its ending stays; an empty name is refused beside the field; the keyboard is at the document afterwards."""
    add(page, qtbot, file(tmp_path))
    document = kept(store)["Letter.pdf"]
    card_of(page).ask_name(document)
    renaming = card_of(page).renaming
    assert renaming is not None
    assert renaming.line.accessibleName() == "New name of Letter.pdf"
    renaming.line.setText(" ")
    qtbot.keyClick(renaming.line, Qt.Key.Key_Return)
    assert "A document needs a name" in renaming.field.problem
    renaming.line.setText("Letter of 3 March")
    qtbot.keyClick(renaming.line, Qt.Key.Key_Return)
    assert list(kept(store)) == ["Letter of 3 March.pdf"]
    card_of(page).ask_name(kept(store)["Letter of 3 March.pdf"])
    again = card_of(page).renaming
    assert again is not None
    qtbot.keyClick(again.line, Qt.Key.Key_Escape)
    assert card_of(page).renaming is None
    assert page.case_id  # Escape closed the line, not the page


def test_the_mark_is_a_check_box_and_the_keyboard_stays_on_it(
    page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """Though the page is read again."""
    add(page, qtbot, file(tmp_path))
    document = kept(store)["Letter.pdf"]
    box = card_of(page).parts[document.id, "mark"]
    assert isinstance(box, QCheckBox)
    assert (box.accessibleName(), box.isChecked()) == ("Letter.pdf goes into bundles", True)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not kept(store)["Letter.pdf"].include
    again = card_of(page).parts[document.id, "mark"]
    assert isinstance(again, QCheckBox)
    assert again is not box
    assert not again.isChecked()
    assert page.focusWidget() is again


def test_a_redacted_copy_stands_beneath_its_original(
    page: CaseScreen, window: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """Which says that bundles take the copy; removing the original takes it along, and says so."""
    add(page, qtbot, file(tmp_path))
    original = kept(store)["Letter.pdf"]
    add(page, qtbot, file(tmp_path, "Black.pdf", papers.pdf("Black")), redacted_of=original)
    said = texts(card_of(page))
    assert said.index("Bundles take its redacted copy instead.") < said.index("Redacted copy")
    card_of(page).remove(original)
    assert kept(store) == {}
    assert "Letter.pdf was removed with its redacted copy." in texts(window)
    window.undo()
    assert set(kept(store)) == {"Letter.pdf", "Black.pdf"}


def test_every_part_has_a_name_and_long_names_fit(page: CaseScreen, qtbot: QtBot, tmp_path: Path) -> None:
    """What is pressed says of which document it is."""
    add(page, qtbot, *(file(tmp_path, f"{'Very long name of a document ' * 7}{n}.txt", b"%d" % n) for n in range(3)))
    for part in card_of(page).parts.values():
        assert part.accessibleName()
    page.resize(640, 500)
    assert card_of(page).minimumSizeHint().width() <= 560


def test_the_history_says_it_in_words(page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    """No hashes and no bytes; that it is a redacted copy, and what was marked."""
    add(page, qtbot, file(tmp_path))
    add(page, qtbot, file(tmp_path, "Black.pdf", papers.pdf("Black")), redacted_of=kept(store)["Letter.pdf"])
    card_of(page).mark(kept(store)["Letter.pdf"], False)
    told = [line for _, rows in store.history()[:3] for line in history_lines.lines(rows)]
    assert told == [
        "Document, include: yes → no",
        "Document, name: Black.pdf", "Document, added: 24 Nov 2026", "Document, added: Alex Example",
        "Document, include: yes", "Document: a redacted copy",
        "Document, name: Letter.pdf", "Document, added: 24 Nov 2026", "Document, added: Alex Example",
        "Document, include: yes",
    ]  # fmt: skip


def test_the_latest_are_in_sight_and_the_others_come_when_asked_for(
    page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """A case may have a hundred: its page is still there at once. What was asked for stays in sight after a change."""
    add(page, qtbot, *(file(tmp_path, f"{n:02}.txt", b"%d" % n) for n in range(30)))
    opens = [part.accessibleName() for key, part in card_of(page).parts.items() if key[1] == "open"]
    assert opens == [f"Open {n:02}.txt" for n in range(29, 21, -1)]
    more = card_of(page).more
    assert more.text() == "Show 20 earlier of 30 documents"
    more.click()
    assert page.focusWidget() is card_of(page).parts[kept(store)["21.txt"].id, "open"]
    assert card_of(page).more.text() == "Show 2 earlier of 30 documents"
    card_of(page).mark(kept(store)["05.txt"], False)
    assert card_of(page).shown == 28
    card_of(page).more.click()
    assert not card_of(page).more.isVisibleTo(page)
    page.show_case(page.case_id)
    assert card_of(page).shown == 8


def test_the_menu_of_a_document_offers_what_makes_sense(
    page: CaseScreen, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """There is no redacted copy of a redacted copy."""
    add(page, qtbot, file(tmp_path))
    add(page, qtbot, file(tmp_path, "Black.pdf", papers.pdf("Black")), redacted_of=kept(store)["Letter.pdf"])
    offered = {}
    for name, document in kept(store).items():
        more = card_of(page).parts[document.id, "more"]
        assert isinstance(more, QPushButton)
        more.menu().aboutToShow.emit()
        offered[name] = [action.text() for action in more.menu().actions() if action.text()]
    assert offered["Letter.pdf"] == [
        "Open a copy to read", "Save a copy…", "Rename…", "Add a redacted copy…", "Remove",
    ]  # fmt: skip
    assert offered["Black.pdf"] == ["Open a copy to read", "Save a copy…", "Rename…", "Remove"]
