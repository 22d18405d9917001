"""A page of the guide: scrolled, followed and enlarged by keyboard. It shows shipped text and reaches nothing else."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from ui.help.dressing import MARGIN, dress

MEASURE = 700
"""The widest a line gets, in pixels at 100%."""
LEAST, MOST, STEP = 0.8, 2.0, 0.2
FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_KEYS = {
    Qt.Key.Key_Plus: STEP,
    Qt.Key.Key_Equal: STEP,
    Qt.Key.Key_Minus: -STEP,
    Qt.Key.Key_0: 0.0,
}


class Reader(QTextBrowser):
    """`followed(key)`: a link to another page. `zoomed(per cent)`."""

    followed = Signal(str)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "guide")
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        self._text, self.zoom = "", 1.0

    def show_page(self, title: str, text: str) -> None:
        """Show Markdown from its top."""
        self._text = text
        self.setAccessibleName(title)
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: float) -> None:
        """Enlarge: 1 is 100%."""
        self.zoom = min(MOST, max(LEAST, round(zoom, 1)))
        self._again()
        self.zoomed.emit(round(self.zoom * 100))

    def enlarge(self, step: float) -> None:
        """By a step, or back to 100% with none."""
        self.set_zoom(self.zoom + step if step else 1.0)

    def show_words(self, words: list[str]) -> None:
        """Mark every place of these words, and go to the first beneath the title."""
        marked, first = [], self.document().characterCount()
        for word in words:
            found = self.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = found
                mark.format.setBackground(self._colour(QPalette.ColorRole.Highlight))
                mark.format.setForeground(self._colour(QPalette.ColorRole.HighlightedText))
                marked.append(mark)
                if found.block().blockNumber():
                    first = min(first, found.selectionStart())
                found = self.document().find(word, found)
        self.setExtraSelections(marked)
        if first < self.document().characterCount():
            there = self.textCursor()
            there.setPosition(first)
            self.setTextCursor(there)
            self.ensureCursorVisible()

    def show_heading(self, words: str) -> None:
        """Go to the part of the page under that heading; what has no such heading stays at its top."""
        block = self.document().begin()
        while block.isValid() and not (block.blockFormat().headingLevel() and block.text() == words):
            block = block.next()
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top))

    def _colour(self, role: QPalette.ColorRole) -> Any:
        return QApplication.palette().color(role)

    # --- dressing
    def _dress(self) -> None:
        self.document().setMarkdown(self._text, FEATURES)
        dress(self.document(), QApplication.palette(), self.zoom)
        self.setExtraSelections([])
        self._fit()

    def _again(self) -> None:
        """The same page at the same place."""
        bar = self.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._dress()
        bar.setValue(round(part * bar.maximum()))

    def _fit(self) -> None:
        self.setLineWrapColumnOrWidth(min(round((MEASURE + 2 * MARGIN) * self.zoom), self.viewport().width()))

    # --- events
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    def changeEvent(self, e: QEvent) -> None:
        """Another theme: other colours, at once."""
        super().changeEvent(e)
        if e.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and self._text:
            self._again()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(e.key()))
        if step is not None and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(step)
        else:
            super().keyPressEvent(e)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(STEP if e.angleDelta().y() > 0 else -STEP)
        else:
            super().wheelEvent(e)

    def loadResource(self, _type: int, _name: QUrl | str) -> Any:
        """Nothing: neither pictures nor other files are fetched, from wherever."""
        return None
