"""A field for formatted words: buttons put in the marks that a page can carry, misspelt words are underlined."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeySequence,
    QShortcut,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.flow import Flow
from ui.kit.form_rows import TextArea
from ui.kit.widgets import button, column_of

Place = tuple[int, int]
"""Where a word starts, and how long it is."""
Checker = Callable[[str], Iterable[Place]]
LEAST_LINES, MOST_LINES = 3, 18


class _Underlines(QSyntaxHighlighter):
    """Underlines what a checker finds in each paragraph; nothing until there is one."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.checker: Checker | None = None

    def highlightBlock(self, text: str) -> None:
        if self.checker is None:
            return
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(theme.colour("danger"))
        for start, length in self.checker(text):
            self.setFormat(start, length, look)


class _Area(TextArea):
    """As high as its text, within limits."""

    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(LEAST_LINES)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())

    def _grow(self) -> None:
        lines = max(LEAST_LINES, min(MOST_LINES, round(self.document().size().height()) + 1))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class MarkedText(QWidget):
    """`changed` as it is typed, `entered` and `left` with the focus. `text()` is plain text with its marks."""

    changed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        box = column_of(self, spacing=6)
        self.area = _Area()
        self.area.setAccessibleName(name)
        self.area.setAccessibleDescription(
            "Two stars around words make them bold, one makes them italic; a line that begins with a hyphen and a "
            "space is part of a list"
        )
        self.area.textChanged.connect(self.changed)
        self.area.entered.connect(self.entered)
        self.area.left.connect(self.left)
        self._lines = _Underlines(self.area.document())
        self.buttons = QWidget()
        row = Flow(self.buttons, across=4, down=4)
        for text, said, call, keys in (
            ("Bold", "Bold", lambda: self._around("**", "**"), "Ctrl+B"),
            ("Italic", "Italic", lambda: self._around("*", "*"), "Ctrl+I"),
            ("Link", "Link", self._link, "Ctrl+K"),
            ("List", "List of points", lambda: self._before("- "), "Ctrl+Shift+L"),
            ("Numbers", "Numbered list", lambda: self._before("1. "), "Ctrl+Shift+N"),
            ("Heading", "Heading", lambda: self._before("## "), "Ctrl+Shift+H"),
        ):
            made = button(text, call, role="small")
            made.setAccessibleName(f"{said}: {name}")
            if keys != "Ctrl+K":  # that goes to anything, everywhere
                made.setToolTip(f"{said} ({keys})")
                shortcut = QShortcut(QKeySequence(keys), self.area)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(call)
            row.addWidget(made)
        box.addWidget(self.buttons)
        box.addWidget(self.area)

    def text(self) -> str:
        """What was typed."""
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text in, without `changed`."""
        if text != self.text():
            self.area.blockSignals(True)
            self.area.setPlainText(text)
            self.area.blockSignals(False)

    def set_checker(self, checker: Checker | None) -> None:
        """Underline what this finds; called again when what it knows has changed."""
        self._lines.checker = checker
        self.area.blockSignals(True)  # underlining is no typing
        self._lines.rehighlight()
        self.area.blockSignals(False)

    def set_read_only(self, *, on: bool) -> None:
        """Only to be read."""
        self.area.setReadOnly(on)
        self.buttons.setEnabled(not on)

    def has_focus(self) -> bool:
        """Whether it is being typed into."""
        return self.area.hasFocus()

    def take_focus(self) -> None:
        """Put the keyboard in, at the end."""
        self.area.setFocus()
        self.area.moveCursor(QTextCursor.MoveOperation.End)

    def replace(self, start: int, word: str, by: str) -> None:
        """Put a word in another's place, as if it were typed."""
        cursor = self.area.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + len(word), QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == word:
            cursor.insertText(by)

    # --- marks
    def _around(self, before: str, after: str) -> None:
        cursor = self.area.textCursor()
        inside = cursor.selectedText().replace("\u2029", "\n")
        start = cursor.selectionStart()
        cursor.insertText(f"{before}{inside}{after}")
        if not inside:
            cursor.setPosition(start + len(before))
        self.area.setTextCursor(cursor)
        self.area.setFocus()

    def _link(self) -> None:
        self._around("[", "](https://)")

    def _before(self, mark: str) -> None:
        """Begin the lines of the selection with a mark, a blank line before the first where there is text above."""
        cursor = self.area.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        document = self.area.document()
        block, end = document.findBlock(first), document.findBlock(last).blockNumber()
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= end:
            QTextCursor(block).insertText(mark)
            block = block.next()
        cursor.endEditBlock()
        self.area.setFocus()
