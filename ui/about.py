"""What this program is, and the licences of what is inside, to be read here without a network."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QDialog, QListWidget, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from ui import licences
from ui.kit.icons import AppMark
from ui.kit.widgets import as_high_as_its_text, button, column_of, label, row_of

WHAT = (
    "Logs compliments, comments and complaints about Children’s Services, keeps their clocks, and writes the annual "
    "report. All of it stays in one encrypted store on this computer; nothing is sent anywhere."
)
LICENCE = (
    "Free software under the MIT licence: you may use, copy and change it. It uses Qt under the LGPL version 3, and "
    "other free software."
)
MARGINS = (24, 20, 24, 20)
WIDTH = 500
LICENCE_PIXELS = 12


class AboutDialog(QDialog):
    """Name, version, what it is for, its licence; and the way to all licences."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Feedback Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = column_of(self, margins=MARGINS, spacing=14)
        head = QWidget()
        line = row_of(head, spacing=14)
        line.addWidget(AppMark(44))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Feedback Desk", "h2"))
        words.addWidget(label(f"Version {version}", "muted", selectable=True))
        line.addLayout(words, 1)
        box.addWidget(head)
        box.addWidget(label(WHAT, wrap=True))
        box.addWidget(label(LICENCE, wrap=True))
        box.addWidget(label(f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}", "hint"))
        row = QWidget()
        buttons = row_of(row, spacing=10)
        self.licences = button("Licences of what is inside", self._show_licences, icon="file-text")
        close = button("Close", self.accept, role="primary")
        close.setDefault(True)
        buttons.addWidget(self.licences)
        buttons.addStretch(1)
        buttons.addWidget(close)
        box.addWidget(row)
        as_high_as_its_text(self, WIDTH)
        close.setFocus()

    def _show_licences(self) -> None:
        LicencesDialog(self).open()


class LicencesDialog(QDialog):
    """The parts at the left, the text of the chosen one's licence at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Licences of what is inside")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(880, 540)
        self._licences = licences.inside()
        box = column_of(self, margins=MARGINS, spacing=14)
        box.addWidget(label("Licences of what is inside", "h2"))
        self.parts = QListWidget()
        self.parts.setAccessibleName("Parts")
        self.parts.setProperty("role", "parts")
        self.parts.addItems([licence.part for licence in self._licences])
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(_fixed())
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.parts)
        split.addWidget(self.text)
        split.setSizes([220, 640])
        box.addWidget(split, 1)
        close = button("Close", self.accept, role="primary")
        close.setDefault(True)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.parts.currentRowChanged.connect(self._show)
        self.parts.setCurrentRow(0)
        self.parts.setFocus()

    def _show(self, row: int) -> None:
        chosen = self._licences[row]
        self.text.setPlainText(f"{chosen.part}: {chosen.called}\n\n{chosen.text}")
        self.text.setAccessibleName(f"Licence of {chosen.part}")


def _fixed() -> QFont:
    """Licences are set in lines of 80 letters of one width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(LICENCE_PIXELS)
    return font
