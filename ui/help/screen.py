"""The guide: its contents and a search at the left, a page at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.help import topics, verbs
from ui.help.filling import fill
from ui.help.reader import STEP, Reader
from ui.kit import icons
from ui.kit.messages import announce
from ui.kit.widgets import PAGE_MARGINS, Heading, Page, column_of, label, row_of, tool

KEY = Qt.ItemDataRole.UserRole
WIDE, NARROW, NARROW_BELOW = 270, 200, 820
ACROSS, DOWN = 34, 22
"""Around the words of a line of the contents: padding and border of the style sheet, and what Qt leaves beside them."""


class _Contents(QListWidget):
    """Lines as high as their words need. Qt forgets the style sheet's padding, and would cut the last of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each line its height in this width."""
        room = QRect(0, 0, self.viewport().width() - ACROSS, 10_000)
        for row in range(self.count()):
            item = self.item(row)
            words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(0, words.height() + DOWN))


class HelpScreen(Page):
    """Shows a page with `show_topic`; `left` by Escape. It needs no store, so it can be had before one is open.

    Pages name the verbs of the menus of `owner`, by default of the window that this is in.
    """

    least_height = 420

    left = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__()
        self._owner = owner
        box = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 20), spacing=16)
        self.heading = Heading("Help", "How to do what, and what to do when something goes wrong")
        box.addWidget(self.heading)
        both = QWidget()
        row = row_of(both, spacing=16)
        row.addWidget(self._left())
        row.addWidget(self._right(), 1)
        box.addWidget(both, 1)
        self._been: list[str] = []
        self._at = -1
        self._list()
        self._ways()

    # --- building
    def _left(self) -> QWidget:
        self._side = QWidget()
        box = column_of(self._side, spacing=8)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the help")
        self.search.setAccessibleName("Search the help")
        self.search.setAccessibleDescription("The contents follow as you type; Enter opens the first page")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _: self._list())
        self.search.installEventFilter(self)
        self.contents = _Contents()
        self.contents.setAccessibleName("Contents of the help")
        self.contents.setProperty("role", "contents")
        self.contents.currentItemChanged.connect(lambda item, _: self._chosen(item))
        self.contents.itemActivated.connect(lambda _: self.reader.setFocus())
        self.found = label("", "hint", wrap=True)
        self.found.hide()
        box.addWidget(self.search)
        box.addWidget(self.found)
        box.addWidget(self.contents, 1)
        return self._side

    def _right(self) -> QWidget:
        right = QWidget()
        box = column_of(right, spacing=8)
        self.reader = Reader()
        self.reader.followed.connect(self.show_topic)
        self.back = tool("Previous page of the help", "arrow-left", lambda: self._turn(-1))
        self.forward = tool("Next page of the help", "arrow-right", lambda: self._turn(1))
        self.per_cent = label("100%", "muted")
        self.reader.zoomed.connect(lambda per_cent: self.per_cent.setText(f"{per_cent}%"))
        bar = row_of(top := QWidget(), spacing=4)
        bar.addWidget(self.back)
        bar.addWidget(self.forward)
        bar.addStretch(1)
        bar.addWidget(tool("Smaller", "zoom-out", lambda: self.reader.enlarge(-STEP)))
        bar.addWidget(self.per_cent)
        bar.addWidget(tool("Larger", "zoom-in", lambda: self.reader.enlarge(STEP)))
        box.addWidget(top)
        box.addWidget(self.reader, 1)
        return right

    # --- pages
    def show_topic(self, key: str, heading: str = "") -> None:
        """Show a page, from that heading on; one that does not exist is the first."""
        known = key if key in topics.topics() else topics.START
        if self.key != known:
            self._been = [*self._been[: self._at + 1], known]
            self._at += 1
        self._read()
        if heading:
            self.reader.show_heading(heading)

    @property
    def key(self) -> str:
        """The key of the page in sight, "" before the first."""
        return self._been[self._at] if self._been else ""

    def _turn(self, step: int) -> None:
        self._at += step
        self._read()

    def _read(self) -> None:
        topic = topics.topics()[self.key]
        self.reader.show_page(topic.title, self._filled(topic.text))
        if typed := self.search.text().split():
            self.reader.show_words(typed)
        self._light(topic.key)
        self._ways()
        announce(self.reader, topic.title)

    def _filled(self, text: str) -> str:
        """A page's text with the verbs of this window."""
        return fill(text, verbs.of_window(self._owner or self.window()))

    def _ways(self) -> None:
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._been))

    # --- contents
    def _list(self) -> None:
        """All pages, or those that have what was typed."""
        self.contents.blockSignals(True)
        self.contents.clear()
        typed = self.search.text().strip()
        hits = topics.find(typed, self._filled) if typed else []
        for hit in hits:
            self._add(hit.topic, f"{hit.topic.title}\n{hit.line}")
        for group in topics.contents() if not typed else ():
            head = QListWidgetItem(group.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addItem(head)
            for topic in group.topics:
                self._add(topic, topic.title)
        self.contents.fit()
        said = f"{len(hits)} page{'' if len(hits) == 1 else 's'}" if hits else "No page has these words. Use fewer."
        self.found.setText(said)
        self.found.setVisible(bool(typed))
        self.contents.blockSignals(False)
        if typed:
            announce(self.found, said)
        elif self.key:
            self._light(self.key)

    def _add(self, topic: topics.Topic, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(KEY, topic.key)
        self.contents.addItem(item)

    def _light(self, key: str) -> None:
        self.contents.blockSignals(True)
        rows = [row for row in range(self.contents.count()) if self.contents.item(row).data(KEY) == key]
        self.contents.setCurrentRow(rows[0] if rows else -1)
        self.contents.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(KEY):
            self.show_topic(item.data(KEY))

    # --- events
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line, Down goes into the list and Enter opens the first page found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            rows = [row for row in range(self.contents.count()) if self.contents.item(row).data(KEY)]
            if rows and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.contents.setCurrentRow(rows[0])
                (self.contents if event.key() == Qt.Key.Key_Down else self.reader).setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not isinstance(self.window(), QDialog):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def arrive(self) -> None:
        if not self.key:
            self.show_topic(topics.START)
        self.reader.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(NARROW if self.width() < NARROW_BELOW else WIDE)
