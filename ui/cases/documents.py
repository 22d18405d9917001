"""The documents of a case: each with what it is, who added it when, and whether it goes into bundles."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QVBoxLayout, QWidget

from desk_app import media_types
from desk_app.desk.documents import redacted_copies
from desk_app.file_names import ending
from desk_app.problems import Problem
from desk_app.records import CaseFile, Change, Document
from ui.cases.renaming import Renaming
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import Card, button, column_of, label, menu_button, row_of
from ui.session import Session

NONE_YET = "None yet. Add files, or drop them anywhere on this page."
OPENED = (
    "Opened a copy of {name} that can only be read. It is removed when the store is locked or closed: what is changed "
    "in it is not kept."
)
INDENT, WORDS_AT = 34, 26
AT_FIRST, AT_ONCE = 8, 20
"""So many documents are in sight; so many more at once when they are asked for."""
T = TypeVar("T")
Key = tuple[int, str]
"""(id of a document, what is pressed): by which the keyboard finds its place again."""


class DocumentsCard(Card):
    """`add_asked(Document or None)`: of which a redacted copy is to be added; `bundle_asked` for making a bundle."""

    add_asked = Signal(object)
    bundle_asked = Signal()

    def __init__(self, session: Session, place: Place, file: CaseFile, shown: int = AT_FIRST) -> None:
        super().__init__("Documents")
        self._session, self._place, self._file = session, place, file
        self.parts: dict[Key, QWidget] = {}
        self.renaming: Renaming | None = None
        self._boxes: dict[int, QVBoxLayout] = {}
        self._originals = [document for document in reversed(file.documents) if document.redacted_of is None]
        self.shown = 0
        if not self._originals:
            self.box.addWidget(label(NONE_YET if session.writable else "None.", "muted", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.box.addLayout(self._rows)
        self.more = button("", self._show_more, role="link")
        self.box.addWidget(self.more)
        self._show(shown)
        if session.writable:
            self.box.addWidget(self._foot())

    def _show(self, count: int) -> None:
        """The latest so many, each with its redacted copies."""
        for n, document in enumerate(self._originals[self.shown : count], self.shown):
            copies = redacted_copies(self._file, document)
            self._rows.addWidget(self._row(document, first=n == 0, replaced=bool(copies)))
            for copy in reversed(copies):
                self._rows.addWidget(self._row(copy, first=True, replaced=copy is not copies[-1]))
        self.shown = count
        left = len(self._originals) - count
        self.more.setVisible(left > 0)
        text = f"Show {min(left, AT_ONCE)} earlier of {len(self._originals)} documents"
        self.more.setText(text)
        self.more.setAccessibleName(text)

    def _show_more(self) -> None:
        """Earlier ones; the keyboard goes to the first of them."""
        first = self._originals[self.shown]
        self._show(self.shown + AT_ONCE)
        self.parts[first.id, "open"].setFocus()

    def _foot(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar)
        for text, pressed, icon in (
            ("Add documents…", partial(self.add_asked.emit, None), "file-plus"),
            ("Make a bundle…", self.bundle_asked.emit, "book-open"),
        ):
            made = button(text, pressed, icon=icon)
            self.parts[0, text] = made
            flow.addWidget(made)
        return bar

    def _row(self, document: Document, *, first: bool, replaced: bool) -> QFrame:
        is_copy = document.redacted_of is not None
        row = QFrame()
        row.setProperty("role", "plain" if first else "row")
        box = column_of(row, margins=(INDENT if is_copy else 0, 0 if first else 10, 0, 4), spacing=4)
        self._boxes[document.id] = box
        top = QWidget()
        line = row_of(top, spacing=10)
        line.addWidget(IconLabel("eye-off" if is_copy else "paperclip", "muted", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        opening = button(document.name, partial(self.open, document), role="link")
        opening.setAccessibleName(f"Open {document.name}")
        words.addWidget(opening)
        words.addWidget(label(described(document), "hint", wrap=True))
        if replaced and not is_copy:
            words.addWidget(label("Bundles take its redacted copy instead.", "hint", wrap=True))
        if replaced and is_copy:
            words.addWidget(label("Bundles take the newer redacted copy.", "hint", wrap=True))
        line.addLayout(words, 1)
        if is_copy:
            line.addWidget(Chip("Redacted copy", "info"), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(top)
        marked = QCheckBox("Goes into bundles")
        marked.setAccessibleName(f"{document.name} goes into bundles")
        marked.setChecked(document.include)
        marked.setEnabled(self._session.writable)
        marked.toggled.connect(partial(self.mark, document))
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(self._fill_menu, menu, document))
        more = menu_button("More", menu, name=f"More: {document.name}", icon="ellipsis")
        beneath = QWidget()
        flow = row_of(beneath, margins=(WORDS_AT, 0, 0, 0), spacing=20)
        flow.addWidget(marked)
        flow.addWidget(more)
        flow.addStretch(1)
        box.addWidget(beneath)
        self.parts.update({
            (document.id, "open"): opening, (document.id, "mark"): marked, (document.id, "more"): more,
        })  # fmt: skip
        return row

    def _fill_menu(self, menu: QMenu, document: Document) -> None:
        """What can be done with a document; not before it is asked for: a case may have a hundred."""
        menu.clear()
        menu.addAction("Open a copy to read", partial(self.open, document))
        menu.addAction("Save a copy…", partial(self.ask_where, document))
        if self._session.writable:
            menu.addAction("Rename…", partial(self.ask_name, document))
            if document.redacted_of is None:
                menu.addAction("Add a redacted copy…", partial(self.add_asked.emit, document))
            menu.addSeparator()
            menu.addAction("Remove", partial(self.remove, document))

    # --- the keyboard's place
    def place_of(self, widget: QWidget) -> Key | None:
        """Where the keyboard is, None if it is elsewhere."""
        return next((key for key, part in self.parts.items() if part is widget or part.isAncestorOf(widget)), None)

    def return_to(self, key: Key) -> bool:
        """Go back there; to the buttons at the foot where it is gone."""
        there = self.parts.get(key) or self.parts.get((0, "Add documents…"))
        if there is not None:
            there.setFocus()
        return there is not None

    # --- what can be done
    def open(self, document: Document) -> None:
        """Show a copy that can only be read, in the program of this computer."""
        path = self._tried(lambda: self._session.documents.open_copy(document))
        if path is None:
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.say(OPENED.format(name=document.name))
        else:
            self._session.tell(
                Problem(
                    f"No program opened “{document.name}”.", "Save a copy, and open that with a program you choose."
                )
            )

    def ask_where(self, document: Document) -> None:
        """Ask for a file, and write a copy there."""
        end = ending(document.name)
        kinds = (f"{media_types.in_words(document.media_type)} (*{end or '.*'})",) if end else ("Any file (*.bin)",)
        path = ask_where(self, "Save a copy", self._place, document.name, kinds)
        if path is not None:
            self.save(document, path)

    def save(self, document: Document, path: Path) -> None:
        """Write a copy: whole or not at all."""

        def done(change: Change | None) -> None:
            self._place.remember(path)
            self._session.exported(change)
            self._session.say(f"Saved to {path}. This copy is not encrypted.")

        job = self._session.job(lambda progress: self._session.documents.save(document, path, progress), done)
        self._session.working.emit(f"Saving {path.name}", job)

    def mark(self, document: Document, include: bool) -> None:
        """Mark whether it goes into bundles."""
        change = self._tried(lambda: self._session.documents.mark(document, include))
        if change is not None:
            said = "goes into bundles" if include else "is left out of bundles"
            self._session.say(f"{document.name} {said}.", change)

    def remove(self, document: Document) -> None:
        """Take it off the case; that can be undone."""
        copies = redacted_copies(self._file, document)
        change = self._tried(lambda: self._session.documents.remove(document, self._file))
        if change is not None:
            with_copies = (
                " with its redacted copy" if len(copies) == 1 else " with its redacted copies" if copies else ""
            )
            self._session.say(f"{document.name} was removed{with_copies}.", change)

    def ask_name(self, document: Document) -> None:
        """Ask for a new name, beneath the document."""
        self._stop_renaming()
        self.renaming = Renaming(document, partial(self._rename, document), partial(self._stop_renaming, document))
        self._boxes[document.id].addWidget(self.renaming)
        self.renaming.line.setFocus()
        self.renaming.line.selectAll()

    def _rename(self, document: Document, name: str) -> str:
        """What is wrong with a name, "" after renaming."""
        try:
            change = self._session.documents.rename(document, name)
        except Problem as problem:
            return str(problem)
        if change is None:
            self._stop_renaming(document)
        else:
            self._session.say(f"{document.name} was renamed.", change)
        return ""

    def _stop_renaming(self, document: Document | None = None) -> None:
        if self.renaming is not None:
            self.renaming.hide()
            self.renaming.deleteLater()
            self.renaming = None
        if document is not None:
            self.parts[document.id, "more"].setFocus()

    def _tried(self, do: Callable[[], T]) -> T | None:
        """Do it; a Problem is told."""
        try:
            return do()
        except Problem as problem:
            self._session.tell(problem)
            return None


def described(document: Document) -> str:
    """ "PDF  ·  1.2 MB  ·  added 3 Nov 2026 by Alex Example"."""
    size = QLocale().formattedDataSize(document.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    added = f"added {short_date(document.added_on)}" if document.added_on else ""
    by = f"by {document.added_by}" if document.added_by else ""
    return "  ·  ".join(filter(None, [media_types.in_words(document.media_type), size, f"{added} {by}".strip()]))
