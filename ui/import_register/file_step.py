"""Step 1: which file. A button, or dropped onto the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QWidget

from desk_app.exchange.tables import SPREADSHEETS
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, button, column_of, label, restyle, scrolling

KINDS = f"Registers (*.csv *.txt *.tsv {' '.join(f'*{ending}' for ending in SPREADSHEETS)});;All files (*)"
HELP = (
    "Each piece of feedback has a row, or a row for each stage or team of a complaint.",
    "Title rows above the headings, other names for the headings and dates in any British form are understood.",
    "You see what would happen before anything is written. An import can be undone as a whole.",
)


class FileStep(QWidget):
    """`chosen(Path)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path.home()
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, spacing=16)
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
        self.choose.setFocus()
