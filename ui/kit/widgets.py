"""Small building blocks of every page: labels, cards, headings, scrolling."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit import icons
from ui.kit.keyboard import IconButton, PushButton

NARROWEST = 40
PIECE = 24
LINK_EDGES = 4
BESIDE_EDGE = 22
"""At the right of what is scrolled inside a page: its bar stands there, 6 pixels from the edge of the window."""
ZERO_WIDTH_SPACE = "\u200b"
WORD_JOINER = "\u2060"
_REFERENCE = re.compile(r"\b[^\W\d_]{1,8}/\d{4}-\d{2}/\d+\b")  # CF/2026-27/0004: read as one
_ENDLESS = re.compile(r"\w{41,}")  # never an address or a key: those are copied
PAGE_MARGINS = (28, 24, 28, 24)
LOW = 480
"""Windows lower than this, as a small screen at 200% is, have less around what is read."""
TITLE_LEAST = 190


def breakable(text: str) -> str:
    """The text with places to break inside words that are longer than any line has room for."""
    return _ENDLESS.sub(lambda found: ZERO_WIDTH_SPACE.join(_pieces(found[0])), text)


def unbroken(text: str) -> str:
    """The text with no place to break inside a reference, nor before a dot: none begins a line."""
    text = text.replace("  ·", "\u00a0\u00a0·")
    return _REFERENCE.sub(lambda found: re.sub(r"[/-]", rf"{WORD_JOINER}\g<0>{WORD_JOINER}", found[0]), text)


def _pieces(word: str) -> list[str]:
    return [word[i : i + PIECE] for i in range(0, len(word), PIECE)]


class _Wrapped(QLabel):
    """Text over several lines. Its height follows its width; Qt would ask for the height of the narrowest."""

    def __init__(self, text: str, *, copied: bool) -> None:
        super().__init__()
        self._copied = copied  # then it holds nothing that would be copied too
        self._said = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        before, self._said = self._said, text
        shown = breakable(text if self._copied else unbroken(text))
        super().setText(shown)
        if self.accessibleName() in ("", before):
            self.setAccessibleName(text if shown != text else "")

    def text(self) -> str:
        """As it was given, without the marks of where it may break."""
        return self._said

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.fontMetrics().height())


class OneLine(QLabel):
    """Text that ends in an ellipsis where there is no room for all of it. Its tool tip holds the whole."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class _Link(PushButton):
    """A button that looks like a link. It never makes its page wider, but ends in an ellipsis."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text

    def setText(self, text: str) -> None:
        self._whole = text
        super().setText(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        cut = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() - cut + self.fontMetrics().horizontalAdvance(self._whole), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - LINK_EDGES
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
        self.setToolTip("" if self.text() == self._whole else self._whole)


class Tick(QCheckBox):
    """A box to tick. Its words end in an ellipsis where there is no room for all of them: its tool tip has them."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.words = text  # all of them, whatever is shown
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        cut = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        hint = super().sizeHint()
        return QSize(hint.width() - cut + self.fontMetrics().horizontalAdvance(self.words), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - (self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.words))
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self.words else self.words)


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Plain text in one of the style sheet's roles. Never read as markup: it may be anybody's words."""
    made = _Wrapped(text, copied=selectable) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def whole_words(made: QLabel) -> QLabel:
    """A label that is never narrower than its longest word: for the columns of a table."""
    made.ensurePolished()
    made.setMinimumWidth(max(map(made.fontMetrics().horizontalAdvance, made.text().split()), default=0))
    return made


def button(text: str, pressed: Callable[[], object], *, role: str = "", icon: str = "") -> QPushButton:
    """A push button; role "primary" for the one thing a page is for, "link" for a step aside."""
    made = _Link(text) if role == "link" else PushButton(f" {text}" if icon else text)
    made.setAccessibleName(text)
    if role:
        made.setProperty("role", role)
    if icon:
        token = "onPrimary" if role == "primary" else "text"
        made.setIcon(icons.icon(icon, token, token))
    if role == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: pressed())
    return made


def menu_button(text: str, menu: QMenu, *, name: str = "", icon: str = "") -> QPushButton:
    """A push button that opens a menu; `name` is what a screen reader says, where the text alone says too little."""
    made = PushButton(f" {text}" if icon else text)
    made.setAccessibleName(name or text)
    if icon:
        made.setIcon(icons.icon(icon))
    made.setAutoDefault(False)
    made.setMenu(menu)
    return made


def tool(name: str, icon: str, pressed: Callable[[], object] | None = None, *, role: str = "ghost") -> QToolButton:
    """A button that is only an icon; its name is its tool tip and what a screen reader says."""
    made = IconButton()
    made.setIcon(icons.icon(icon, "muted" if role == "ghost" else "text"))
    made.setIconSize(QSize(20, 20) if role == "nav" else QSize(18, 18))
    made.setProperty("role", role)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())
    return made


class Card(QFrame):
    """A rounded surface on the page."""

    def __init__(self, title: str = "", *, margins: tuple[int, int, int, int] = (24, 20, 24, 22)) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*margins)
        self.box.setSpacing(12)
        if title:
            self.box.addWidget(label(title, "h2", wrap=True))


class Page(QWidget):
    """A page of the window: it has the page's background, and says what takes the focus on arrival."""

    least_height = 160
    """Where there is less room than this in the window, the page as a whole is scrolled. A page that scrolls itself can
    bear little; what has lists or a line of buttons at its foot needs more."""
    folds_reminder = False  # where people write for long: a reminder above keeps to its first line

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def arrive(self) -> None:
        """Called whenever the page is shown."""

    def leave(self) -> None:
        """Called before another page is shown or the store is closed: keep what was typed."""

    def let_go(self) -> None:
        """Called once, before the page is thrown away: close what it holds open."""


class InSight(QStackedWidget):
    """A stack that needs the room of the page in sight, not that of the widest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


class Heading(QWidget):
    """The title of a page with a line beneath, and room for buttons at its right; beneath it where there is none."""

    def __init__(self, title: str, beneath: str = "") -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.title = label(title, "title", wrap=True)
        self.beneath = label(beneath, "muted", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.beneath)
        self._box.addLayout(words, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._box.addLayout(self.buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() - self.buttons.sizeHint().width() > TITLE_LEAST
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)


def as_high_as_its_text(dialog: QWidget, width: int) -> None:
    """That wide, and so high that all of its text is seen; Qt would stop at two thirds of a small screen."""
    layout = dialog.layout()
    room = dialog.screen().availableSize()
    width = min(width, room.width())
    if layout is not None:
        dialog.resize(width, min(layout.totalHeightForWidth(width), room.height()))


class _Scrolled(QScrollArea):
    """Its bar stands in the margin at the right of what is scrolled, where that is wide enough: then edges stay in line
    with what stands above and beneath, whether there is a bar or not.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self._margin: int | None = None  # of the body's layout, which it may get later
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        layout = self._body.layout()
        if layout is not None:
            margins = layout.contentsMargins()
            if self._margin is None:
                self._margin = margins.right()
            bar = self.width() - event.size().width()  # the event is of what is within its bars
            if self._margin > bar:
                margins.setRight(self._margin - bar)
                layout.setContentsMargins(margins)
        super().resizeEvent(event)


def scrolling(body: QWidget) -> QScrollArea:
    """A scrolling view of `body` that does not take the focus itself."""
    body.setObjectName("scrollBody")
    area = _Scrolled(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def column_of(parent: QWidget, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0) -> QVBoxLayout:
    """A column of widgets in `parent`."""
    box = QVBoxLayout(parent)
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    return box


def row_of(parent: QWidget, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0) -> QHBoxLayout:
    """A row of widgets in `parent`."""
    box = QHBoxLayout(parent)
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def appear(widget: QWidget, there: bool) -> None:
    """Show or hide a part of a page. Before the page is in sight, what was not hidden waits to appear with it: shown at
    once it would be styled and laid out twice.
    """
    parent = widget.parentWidget()
    may_wait = not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if there and may_wait and (parent is None or not parent.isVisible()):
        return
    widget.setVisible(there)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again. It has yet to look at what was not shown."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Columns(QWidget):
    """Two columns side by side, one above the other where there is no room for two."""

    def __init__(self, left: QWidget, right: QWidget, *, least: int, shares: tuple[int, int] = (3, 2)) -> None:
        super().__init__()
        self._least = least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(left, shares[0], Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(right, shares[1], Qt.AlignmentFlag.AlignTop)

    def fit(self, width: int) -> None:
        """Choose side by side or one above the other for that width."""
        wide = width >= self._least
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
