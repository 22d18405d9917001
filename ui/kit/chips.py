"""Words on a soft coloured ground. The words alone say it; the colour only helps the eye."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import theme

CHIP = Qt.ItemDataRole.UserRole + 1
"""The model's role for a chip: (text, tone), or None for plain text."""
HEIGHT, PADDING, PIXELS = 24, 10, 13
CELL_LEFT, CELL_BOTH = 8, 14
"""Left of a chip in a cell, and at both its sides."""
WHOLE = 160
"""A chip that needs no more than this is always whole."""


def chip_font(base: QFont) -> QFont:
    """The font of a chip."""
    font = QFont(base)
    font.setPixelSize(PIXELS)
    font.setWeight(QFont.Weight.Medium)
    return font


def chip_width(text: str, base: QFont) -> int:
    """How wide a chip is that shows all of its text."""
    return QFontMetrics(chip_font(base)).horizontalAdvance(text) + 2 * PADDING


def draw_chip(painter: QPainter, area: QRectF, text: str, tone: str) -> None:
    """Paint a chip into `area`; text that does not fit ends in an ellipsis."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.colour(tone)
    if theme.current().name != theme.Mode.HIGH_CONTRAST:  # there the edge is all that is seen of the chip
        edge.setAlphaF(0.35)  # parts it from a row that is selected in the same colour
    painter.setPen(edge)
    painter.setBrush(theme.colour(f"{tone}Soft"))
    inner = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
    painter.setPen(theme.colour("primaryText" if tone == "primary" else tone))
    room = int(area.width()) - 2 * PADDING + 2
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class Chip(QLabel):
    """A chip on a page."""

    def __init__(self, text: str, tone: str = "info") -> None:
        super().__init__(text)
        self.tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text(), self.font()), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(WHOLE, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(chip_font(self.font()))
        draw_chip(painter, QRectF(self.rect()), self.text(), self.tone)
        painter.end()


class ChipDelegate(QStyledItemDelegate):
    """Paints cells that have a chip."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chip = index.data(CHIP)
        if not chip:
            super().paint(painter, option, index)
            return
        text, tone = chip
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        rect: QRect = option.rect
        view = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
        font = chip_font(view.font())
        width = chip_width(text, view.font())
        top = rect.top() + (rect.height() - 1 - HEIGHT) / 2
        painter.save()
        painter.setFont(font)
        draw_chip(
            painter, QRectF(rect.left() + CELL_LEFT, top, min(width, rect.width() - CELL_BOTH), HEIGHT), text, tone
        )
        painter.restore()
