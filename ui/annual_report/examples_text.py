"""The text of an example with its marks: underlined, coloured, and each with what is decided of it in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk_app.redaction import Decision, Kind, Mark
from ui.kit import theme

LINES = {
    Decision.OPEN: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Decision.REPLACE: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Decision.KEEP: QTextCharFormat.UnderlineStyle.DotLine,
}
TONES = {Decision.OPEN: "warn", Decision.REPLACE: "primaryText", Decision.KEEP: "ok"}
GROUNDS = {Decision.OPEN: "warnSoft", Decision.REPLACE: "primarySoft", Decision.KEEP: "okSoft"}
KEYS = {Qt.Key.Key_R: "replace", Qt.Key.Key_K: "keep", Qt.Key.Key_T: "type", Qt.Key.Key_N: "next"}


def said(mark: Mark) -> str:
    """What is decided of a mark, in words."""
    if mark.decision is Decision.OPEN:
        return "to decide"
    return "kept" if mark.decision is Decision.KEEP else f"becomes “{mark.replacement}”"


class MarkedText(QTextEdit):
    """Read by cursor keys; words can be selected. R, K, T and N decide as in the list of marks.

    Beneath, the document holds a label after each marked word, so its positions are not those of the text.
    """

    pressed = Signal(str)  # "replace", "keep", "type", "next"
    mark_entered = Signal(int)  # the cursor came into this mark

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName("Text with its marks")
        self.setAccessibleDescription("After each marked word stands what is decided of it.")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pieces: list[tuple[int, int, int, str]] = []  # document start and end, text start, the piece of text
        self._places: list[tuple[int, int]] = []  # of the marks, in the document
        self._chosen = -1
        self._text, self._marks = "", tuple[Mark, ...]()

    def show_text(self, text: str, marks: Sequence[Mark], chosen: int) -> None:
        """Show a text with its marks; `chosen` is the one that the keys decide."""
        self._text, self._marks = text, tuple(marks)
        self._fill()
        self.choose(chosen)

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        cursor = self.textCursor()
        self._pieces, self._places = [], []
        at = 0
        for mark in self._marks:
            self._put(cursor, at, self._text[at : mark.start], QTextCharFormat())
            start = cursor.position()
            self._put(cursor, mark.start, mark.covered(self._text), self._format(mark))
            self._places.append((start, cursor.position()))
            cursor.insertText(f"\u00a0‹{_kind(mark)}: {said(mark)}›", _label())
            at = mark.end
        self._put(cursor, at, self._text[at:], QTextCharFormat())
        self.blockSignals(False)

    def _put(self, cursor: QTextCursor, at: int, piece: str, look: QTextCharFormat) -> None:
        if piece:
            start = cursor.position()
            cursor.insertText(piece, look)
            self._pieces.append((start, cursor.position(), at, piece))

    def _format(self, mark: Mark) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setUnderlineStyle(LINES[mark.decision])
        look.setUnderlineColor(theme.colour(TONES[mark.decision]))
        look.setBackground(theme.colour(GROUNDS[mark.decision]))
        look.setForeground(theme.colour(TONES[mark.decision]))
        return look

    def choose(self, chosen: int) -> None:
        """Frame this mark and bring it into sight."""
        self._chosen = chosen
        if not 0 <= chosen < len(self._places):
            self.setExtraSelections([])
            return
        start, end = self._places[chosen]
        frame = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        frame.cursor = cursor
        frame.format.setBackground(theme.colour("primary"))
        frame.format.setForeground(theme.colour("onPrimary"))
        frame.format.setFontWeight(QFont.Weight.Bold)
        self.setExtraSelections([frame])
        shown = self.cursorRect(cursor)
        if not self.viewport().rect().contains(shown):
            plain = self.textCursor()
            plain.setPosition(end)
            self.setTextCursor(plain)
            self.ensureCursorVisible()

    def selected(self) -> tuple[int, int]:
        """Where the selected words begin and end in the text; (0, 0) where none are. Labels count for nothing."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if first == last:
            return 0, 0
        start, end = -1, -1
        for begins, ends, at, piece in self._pieces:
            if ends <= first or begins >= last:
                continue
            here = at + len(_first_units(piece, max(0, first - begins)))
            there = at + len(_first_units(piece, min(ends, last) - begins))
            start = here if start < 0 else start
            end = there
        while 0 <= start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        return (start, end) if 0 <= start < end else (0, 0)

    def _enter_mark(self) -> None:
        if not self.textCursor().hasSelection():
            here = self.textCursor().position()
            found = next((n for n, (start, end) in enumerate(self._places) if start <= here <= end), -1)
            if found >= 0 and found != self._chosen:
                self.mark_entered.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = KEYS.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if name:
            self.pressed.emit(name)
            return
        super().keyPressEvent(event)
        self._enter_mark()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._enter_mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._text:
            self.show_text(self._text, self._marks, self._chosen)


def _label() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.colour("muted"))
    look.setProperty(QTextCharFormat.Property.FontPixelSize, 12)
    return look


def _kind(mark: Mark) -> str:
    return "Yours" if mark.kind is Kind.OWN else str(mark.kind)


def _first_units(piece: str, units: int) -> str:
    """The beginning of a piece that takes so many of Qt's units: a character beyond the first 65,536 takes two."""
    taken = 0
    for n, letter in enumerate(piece):
        if taken >= units:
            return piece[:n]
        taken += 2 if ord(letter) > 0xFFFF else 1
    return piece
