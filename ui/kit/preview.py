"""The real pages of a PDF, rendered as they come into sight.

PDFium is not safe for threads, so pages are rendered on the window's thread, one a turn of the event loop.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ui.kit import theme

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

GAP = 18
ZOOMS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
PIXELS_A_POINT = 96 / 72
MEGAPIXELS_KEPT = 60


class PdfView(QAbstractScrollArea):
    """Pages one beneath the other. Page Up and Page Down turn pages, Ctrl with plus and minus zooms, Ctrl+0 fits."""

    page_changed = Signal(int)  # from 0
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._document: pypdfium2.PdfDocument | None = None
        self._sizes: list[tuple[float, float]] = []  # in points
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._older: dict[int, QImage] = {}  # of the pages before these, until the new ones are painted
        self.places: list[tuple[str, int, float]] = []  # the outline: title, page, points from its top
        self._zoom = 0.0  # 0: fits the width
        self._said = -1
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._render_next)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- what is shown
    def open(self, pdf: bytes, *, keep_place: bool = False) -> None:
        """Show the pages of a PDF, from the first or, if it is the same one made anew, where one was."""
        import pypdfium2  # not before there is something to show

        place = self.verticalScrollBar().value() if keep_place else 0
        older = dict(self._images) if keep_place else {}
        self.close_document()
        self._older = older
        self._document = pypdfium2.PdfDocument(pdf)
        self._sizes = [self._document.get_page_size(n) for n in range(len(self._document))]
        self.places = list(self._outline())
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._scrolled()

    def _outline(self) -> Iterator[tuple[str, int, float]]:
        assert self._document is not None
        for mark in self._document.get_toc():
            target = mark.get_dest()
            page = target.get_index() if target is not None else None
            if page is None or page >= len(self._sizes):
                continue
            _, view = target.get_view()
            top = self._sizes[page][1] - view[1] if len(view) > 1 else 0.0
            yield mark.get_title(), page, max(0.0, top)

    def show_place(self, title: str) -> bool:
        """Scroll to what the outline calls so; False if it has no such place."""
        for name, page, top in self.places:
            if name == title:
                rect = self._rects()[page]
                self.verticalScrollBar().setValue(rect.top() - GAP + round(top * self.scale))
                return True
        return False

    def close_document(self) -> None:
        """Let the document go."""
        if self._document is not None:
            self._document.close()
        self._document, self._sizes, self._said = None, [], -1
        self.places = []
        self._images.clear()
        self._older = {}
        self.viewport().update()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        tops = [rect.top() for rect in self._rects()]
        return max((n for n, top in enumerate(tops) if top <= middle), default=0)

    def go_to(self, page: int) -> None:
        """Scroll to a page."""
        rects = self._rects()
        if rects:
            self.verticalScrollBar().setValue(rects[max(0, min(page, len(rects) - 1))].top() - GAP)

    def text_of(self, page: int) -> str:
        """The words of a page, for a screen reader."""
        if self._document is None:
            return ""
        sheet = self._document[page]
        words = sheet.get_textpage()
        text = str(words.get_text_range())
        words.close()
        sheet.close()
        return text

    # --- zoom
    @property
    def scale(self) -> float:
        """Device-independent pixels a point."""
        if self._zoom:
            return self._zoom * PIXELS_A_POINT
        widest = max((width for width, _ in self._sizes), default=595.0)
        return max(0.3, min(2.2, (self.viewport().width() - 2 * GAP) / widest))

    @property
    def percent(self) -> int:
        """The zoom in per cent of the size on paper."""
        return round(self.scale / PIXELS_A_POINT * 100)

    def zoom_in(self) -> None:
        """The next larger size."""
        now = self.scale / PIXELS_A_POINT
        self.set_zoom(next((z for z in ZOOMS if z > now * 1.02), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller size."""
        now = self.scale / PIXELS_A_POINT
        self.set_zoom(next((z for z in reversed(ZOOMS) if z < now * 0.98), ZOOMS[0]))

    def fit(self) -> None:
        """As wide as the view."""
        self.set_zoom(0.0)

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the size on paper, 0 fits the width. The page in sight stays in sight."""
        page = self.page()
        self._zoom = zoom
        self._images.clear()
        self._older = {}
        self._lay_out()
        self.go_to(page)
        self.zoomed.emit(self.scale)

    # --- laying out
    def _rects(self) -> list[QRect]:
        """Where the pages are, from the top of the whole."""
        scale, top, room = self.scale, GAP, self.viewport().width()
        rects = []
        for width, height in self._sizes:
            w, h = round(width * scale), round(height * scale)
            rects.append(QRect(max(GAP, (room - w) // 2), top, w, h))
            top += h + GAP
        return rects

    def _lay_out(self) -> None:
        rects = self._rects()
        bottom = rects[-1].bottom() + GAP if rects else 0
        right = max((rect.width() for rect in rects), default=0) + 2 * GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, bottom - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, right - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        sight = QRect(self._offset(), self.viewport().size())
        return [n for n, rect in enumerate(self._rects()) if rect.intersects(sight)]

    def _scrolled(self) -> None:
        self.viewport().update()
        page = self.page()
        if self.pages and page != self._said:
            self._said = page
            self.setAccessibleName(f"Preview, page {page + 1} of {self.pages}")
            self.page_changed.emit(page)

    # --- painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("desk"))
        rects, offset = self._rects(), self._offset()
        waiting = False
        for n in self._in_sight():
            area = rects[n].translated(-offset)
            painter.fillRect(area, theme.colour("page"))
            image = self._images.get(n)
            waiting = waiting or image is None
            shown = image or self._older.get(n)
            if shown is not None:
                painter.drawImage(QRectF(area), shown)
        if self.hasFocus():
            painter.setPen(theme.colour("primary"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()
        if waiting and not self._turn.isActive():
            self._turn.start(0)

    def _render_next(self) -> None:
        missing = [n for n in self._in_sight() if n not in self._images]
        if not missing or self._document is None:
            return
        image = self._render(missing[0])
        self._images[missing[0]] = image
        self._older.pop(missing[0], None)
        room = MEGAPIXELS_KEPT * 1_000_000 // max(1, image.width() * image.height())
        while len(self._images) > max(3, room):
            self._images.popitem(last=False)
        self.viewport().update()

    def _render(self, number: int) -> QImage:
        """A page at the screen's own resolution."""
        assert self._document is not None
        ratio = self.devicePixelRatioF()
        page = self._document[number]
        bitmap = page.render(scale=self.scale * ratio, rev_byteorder=False)
        shapes = {3: QImage.Format.Format_BGR888, 4: QImage.Format.Format_RGB32}
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shapes[bitmap.n_channels]).copy()
        bitmap.close()
        page.close()
        image.setDevicePixelRatio(ratio)
        return image

    # --- events
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._zoom and event.size().width() != event.oldSize().width():
            self._images.clear()
            self._older = {}
        page = self._said
        self._lay_out()
        if page > 0:
            self.go_to(page)
        self.zoomed.emit(self.scale)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, control = self.verticalScrollBar(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        moves = {
            Qt.Key.Key_PageDown: lambda: self.go_to(self.page() + 1),
            Qt.Key.Key_PageUp: lambda: self.go_to(self.page() - 1),
            Qt.Key.Key_Down: lambda: bar.setValue(bar.value() + bar.singleStep()),
            Qt.Key.Key_Up: lambda: bar.setValue(bar.value() - bar.singleStep()),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        zooms = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
        }
        act = (zooms if control else moves).get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
