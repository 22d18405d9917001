"""Lucide icons tinted when they are painted: crisp at any scale, in the colours of the theme in force."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

import resources
from ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

APP_MARK = "message-square"


@cache
def _source(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text("utf-8")


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # not before the first icon is painted

    text = _source(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    return QSvgRenderer(QByteArray(text.encode()))


def draw(painter: QPainter, name: str, token: str, area: QRectF) -> None:
    """Paint an icon in the named colour."""
    _drawing(name, theme.current().colours[token]).render(painter, area)


class _Painted(QIconEngine):
    """An icon that is painted each time, at the size and scale it is asked for."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        if (size * scale).isEmpty():  # a button that has no room yet
            return QPixmap()
        image = QPixmap(size * scale)  # `size` is in device-independent pixels
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return image

    def key(self) -> str:
        return "painted"


class _Engine(_Painted):
    """An icon that looks its colour up each time it is painted."""

    def __init__(self, name: str, token: str, checked: str) -> None:
        super().__init__()
        self._name, self._token, self._checked = name, token, checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._checked if state == QIcon.State.On else self._token
        draw(painter, self._name, "disabledText" if mode == QIcon.Mode.Disabled else token, _square(QRectF(rect)))

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token, self._checked)


class _AppEngine(_Painted):
    """The application's own icon: the same in every theme."""

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        area = _square(QRectF(rect))
        side = area.width()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.themes()["light"].colour("primary"))
        painter.drawRoundedRect(area, side * 0.22, side * 0.22)
        edge = side * 0.2
        _drawing(APP_MARK, "#FFFFFF").render(painter, area.adjusted(edge, edge, -edge, -edge))
        painter.restore()

    def clone(self) -> QIconEngine:
        return _AppEngine()


def _square(area: QRectF) -> QRectF:
    """The largest square in the middle of an area: an icon is never stretched."""
    side = min(area.width(), area.height())
    return QRectF(area.x() + (area.width() - side) / 2, area.y() + (area.height() - side) / 2, side, side)


def icon(name: str, token: str = "text", checked: str = "primaryText") -> QIcon:
    """The icon of that file in resources/icons, in the named colours."""
    return QIcon(_Engine(name, token, checked))


def app_icon() -> QIcon:
    """The application's own icon."""
    return QIcon(_AppEngine())


class IconLabel(QLabel):
    """An icon that is only decoration, on a soft round badge if one is named."""

    def __init__(self, name: str, token: str = "muted", size: int = 18, badge: str = "") -> None:
        super().__init__()
        self._name, self._token, self._size, self._badge = name, token, size, badge
        side = size + (20 if badge else 0)
        self.setFixedSize(side, side)

    def show_icon(self, name: str, token: str, badge: str = "") -> None:
        """Another icon in the same place, and with it another badge if one is named."""
        self._name, self._token, self._badge = name, token, badge or self._badge
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._badge))
            painter.drawEllipse(self.rect())
        edge = (self.width() - self._size) / 2
        draw(painter, self._name, self._token, QRectF(edge, edge, self._size, self._size))
        painter.end()


class AppMark(QWidget):
    """The application's icon as part of a page, at the screen's own resolution."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _AppEngine().paint(painter, self.rect(), QIcon.Mode.Normal, QIcon.State.Off)
        painter.end()
