"""Step 1: which file. A button, or dropped onto the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QWidget

from desk_app.exchange.tables import SPREADSHEETS
from ui.kit.icons import IconLabel
from ui.kit.widgets import BESIDE_EDGE, Card, button, column_of, label, restyle, scrolling

KINDS = f"Registers (*.csv *.txt *.tsv *.zip {' '.join(f'*{ending}' for ending in SPREADSHEETS)});;All files (*)"
HELP = (
    "Each piece of feedback has a row, or a row for each stage or team of a complaint.",
    "Title rows above the headings, other names for the headings and dates in any British form are understood.",
    "What “Export everything” wrote of another store, a ZIP or a workbook, is taken in as it is.",
    "You see what would happen before anything is written. An import can be undone as a whole.",
)


class FileStep(QWidget):
    """`chosen(Path)`; `everything_asked` when what the file holds of another store is to be imported."""

    chosen = Signal(object)
    everything_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path.home()
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=(0, 0, BESIDE_EDGE, 0), spacing=16)
        self.drop = QFrame()
        self.drop.setProperty("role", "drop")
        self.drop.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inner = column_of(self.drop, margins=(24, 30, 24, 30), spacing=12)
        inner.addWidget(IconLabel("upload", "primaryText", 26, "primarySoft"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = label("Drop the spreadsheet here", "h2", wrap=True)
        self.beneath = label("Excel (.xlsx, .xls), OpenDocument (.ods) or CSV", "muted", wrap=True)
        for text in (self.title, self.beneath):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(text)
        self.choose = button("Choose a file…", self.ask, role="primary", icon="folder-open")
        inner.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.drop)
        self.everything = Card("Everything of another store")
        self.holds = label("", wrap=True)
        self.everything.box.addWidget(self.holds)
        self.take = button("Import everything", self.everything_asked.emit, role="primary")
        self.everything.box.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.everything.hide()
        box.addWidget(self.everything)
        self.help = Card("What is taken in")
        for line in HELP:
            self.help.box.addWidget(label(line, wrap=True))
        box.addWidget(self.help)
        box.addStretch(1)

    def show_file(self, name: str) -> None:
        """The file that is open."""
        self.title.setText(name or "Drop the spreadsheet here")
        self.beneath.setText(
            "This file is open. Drop or choose another to start again with that one."
            if name
            else "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV"
        )
        self.choose.setText(" Choose another file…" if name else " Choose a file…")
        self.choose.setAccessibleName(self.choose.text().strip())

    def show_everything(self, holds: Sequence[str], *, can_take: bool) -> None:
        """What the file holds of another store, a line each; none for any other file."""
        self.holds.setText("\n".join(holds))
        self.take.setVisible(can_take)
        self.take.setAccessibleDescription(" ".join(holds))
        self.everything.setVisible(bool(holds))

    def light(self, *, over: bool) -> None:
        """Show that a file held over the page can be let go."""
        self.drop.setProperty("over", over)
        restyle(self.drop)

    def ask(self) -> None:
        """Ask for the file."""
        path, _ = QFileDialog.getOpenFileName(self, "Choose the register", str(self.folder), KINDS)
        if path:
            self.folder = Path(path).parent
            self.chosen.emit(Path(path))

    def take_focus(self) -> None:
        """To the button."""
        (self.take if self.take.isVisibleTo(self) else self.choose).setFocus()
