"""What is around the pages: the side bar, a banner, a line for messages, and the page in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.kit.icons import IconLabel
from ui.kit.messages import HearsProblems, Message
from ui.kit.side_bar import SideBar
from ui.kit.widgets import LOW, Page, column_of, label, row_of, scrolling
from ui.kit.working import Working

LOW_FOR_WORDS = 640
"""Windows lower than this have no room for two messages above a list."""


class _Pages(QStackedWidget):
    """The pages, as low as the one in sight can bear. Qt would want the height that the highest of all would like to
    have, and where that is not there the window would get a scroll bar beside the page's own.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()


class Shell(QWidget, HearsProblems):
    """Shows one page at a time in `stack`. In a low window what is said has the room of one line and its words, and
    a message stands in place of the reminder until it is closed: the page comes first.
    """

    def __init__(self, side: SideBar, banner: str) -> None:
        super().__init__()
        self.side = side
        self.message = Message(can_go=True)
        self.stack = _Pages()
        self.banner = _banner(banner)
        self._around = QWidget()
        self._around.setObjectName("page")
        self._around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column_of(self._around).addWidget(self.message)
        self._around.hide()
        self.message.dismissed.connect(self._room_for_what_is_said)
        self.reminder = Message(can_go=True)
        self._around_reminder = QWidget()
        column_of(self._around_reminder).addWidget(self.reminder)
        self._around_reminder.hide()
        self.reminder.dismissed.connect(self._room_for_what_is_said)
        self.working = Working("Progress")
        self.working.setContentsMargins(28, 12, 28, 0)
        across = row_of(self)
        across.addWidget(side)
        right = QWidget()
        down = column_of(right)
        down.addWidget(self.banner)
        whole = QWidget()
        inside = column_of(whole)
        for above in (self._around_reminder, self._around, self.working):
            inside.addWidget(above)
        inside.addWidget(self.stack, 1)
        whole.setMinimumWidth(1)
        self._room = scrolling(whole)  # for what needs more height than a low window has
        self.stack.currentChanged.connect(self._fit)
        down.addWidget(self._room, 1)
        across.addWidget(right, 1)

    def _fit(self) -> None:
        """The page in sight may be as low as it can bear; beneath that it is scrolled."""
        page = self.stack.currentWidget()
        self.stack.setMinimumSize(1, page.least_height if isinstance(page, Page) else 1)
        self._room.verticalScrollBar().setValue(0)
        self._room_for_what_is_said()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = 2 if self.height() < LOW else 7
        layout = self.banner.layout()
        if layout is not None:
            layout.setContentsMargins(28, edge, 28, edge)
        self._room_for_what_is_said()

    @property
    def low(self) -> bool:
        """Whether there is so little height that the page comes first, before what is said."""
        return self.height() < LOW_FOR_WORDS

    def _room_for_what_is_said(self) -> None:
        said, reminded = not self.message.isHidden(), not self.reminder.isHidden()
        self._around.setVisible(said)
        self._around_reminder.setVisible(reminded and not (said and self.low))
        for around, line in ((self._around, self.message), (self._around_reminder, self.reminder)):
            layout = around.layout()
            if layout is not None:
                layout.setContentsMargins(28, 4 if self.low else 14, 28, 0)
            page = self.stack.currentWidget()
            folded = self.low or (isinstance(page, Page) and page.folds_reminder)
            line.fit(low=self.low, title_alone=folded and line is self.reminder)

    def say(self, tone: str, title: str, text: str = "") -> None:
        """A message above the page, in place of the one before."""
        self.message.clear_lines()
        self.message.say(tone, title, text)
        self._room_for_what_is_said()
        self._room.verticalScrollBar().setValue(0)
        self.message.announce(f"{title} {text}".strip())

    def remind(self, title: str, lines: Iterable[str], text: str, pressed: Callable[[], object]) -> None:
        """A reminder above the message, until it is closed; `text` is its button."""
        self.reminder.clear_lines()
        self.reminder.say("warn", title, "  ·  ".join(lines))
        self.reminder.offer(text, pressed)
        self._room_for_what_is_said()
        self.reminder.announce(self.reminder.accessibleName())

    @property
    def is_saying(self) -> bool:
        """Whether a message stands there: something done with its Undo, or what is wrong."""
        return not self.message.isHidden()

    def problem_came(self) -> None:
        """What was said of something done does not stand beside what is wrong now."""
        if self.message.property("tone") == "ok":
            self.quiet()

    def quiet(self) -> None:
        """No message any more."""
        self.message.dismiss()


def _banner(text: str) -> QFrame:
    banner = QFrame()
    banner.setProperty("role", "banner")
    row = row_of(banner, margins=(28, 7, 28, 7), spacing=8)
    row.addWidget(IconLabel("info", "warn", 16))
    row.addWidget(label(text), 1)
    banner.hide()
    return banner
