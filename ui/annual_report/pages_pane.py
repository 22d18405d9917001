"""The report's real pages beside a step: turning, zoom, go to a section."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice
from ui.kit.icons import IconLabel
from ui.kit.preview import PdfView
from ui.kit.widgets import Card, button, column_of, label, row_of, tool

DRAFT = "Draft as it reads now"
GO_TO = "Go to a section…"


class PagesPane(QWidget):
    """Shows pages, or in words why there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PdfView()
        self.view.page_changed.connect(lambda _: self.show_place())
        self.view.zoomed.connect(lambda _: self.show_place())
        box = column_of(self, spacing=8)
        self.tools = self._tools()
        box.addWidget(self.tools)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self.view)
        box.addWidget(self._stack, 1)

    def _tools(self) -> QWidget:
        box = QWidget()
        line = Flow(box, across=6, down=4)
        self.which = Choice((), none=DRAFT)
        self.which.setAccessibleName("Which pages are shown")
        self.which.setMinimumContentsLength(22)
        self.which.hide()
        line.addWidget(self.which)
        self.section = Choice((), none=GO_TO)
        self.section.setAccessibleName("Go to a section")
        self.section.setMinimumContentsLength(16)
        self.section.activated.connect(lambda _: self._go())
        self.place = label("", "muted")
        self.place.setMinimumWidth(self.place.fontMetrics().horizontalAdvance("Page 00 of 00") + 2)
        self.percent = label("", "muted")
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("000%") + 2)  # before there is a page
        view = self.view
        line.addWidget(self.section)
        turning = QWidget()
        row = row_of(turning, spacing=4)
        row.addWidget(tool("Previous page", "chevron-up", lambda: view.go_to(view.page() - 1)))
        row.addWidget(tool("Next page", "chevron-down", lambda: view.go_to(view.page() + 1)))
        row.addWidget(self.place)
        line.addWidget(turning)
        zoom = QWidget()
        row = row_of(zoom, spacing=4)
        row.addWidget(tool("Smaller", "zoom-out", view.zoom_out))
        row.addWidget(self.percent)
        row.addWidget(tool("Larger", "zoom-in", view.zoom_in))
        fit = button("Fit", view.fit)
        fit.setAccessibleName("Fit the width")
        fit.setToolTip("Fit the width (Ctrl+0)")
        row.addWidget(fit)
        line.addWidget(zoom)
        return box

    def _empty(self) -> QWidget:
        card = Card()
        card.box.addStretch(1)
        card.box.addWidget(IconLabel("file-text", "primaryText", 26, "primarySoft"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.explanation = label("", "muted", wrap=True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.box.addWidget(self.explanation)
        card.box.addStretch(2)
        return card

    def offer_published(self, on: date | None) -> None:
        """Offer the pages as they were published that day, and choose them; None: there are only those of the draft."""
        self.which.blockSignals(True)
        self.which.choose("")
        self.which.offer([f"As published on {short_date(on)}"] if on is not None else [])
        self.which.setCurrentIndex(1 if on is not None else 0)
        self.which.blockSignals(False)
        self.which.setVisible(on is not None)

    def show_pages(self, pdf: bytes, *, keep_place: bool) -> None:
        """Show these pages; the same report made anew stays where it was."""
        self.view.open(pdf, keep_place=keep_place)
        self.section.offer(dict.fromkeys(name for name, _, _ in self.view.places))
        self.section.choose("")
        self._stack.setCurrentIndex(1)
        self.tools.setEnabled(True)
        self.show_place()

    def explain(self, text: str) -> None:
        """Say why there are no pages."""
        self.explanation.setText(text)
        self._stack.setCurrentIndex(0)
        self.tools.setEnabled(False)

    def show_place(self) -> None:
        """Say which page is in sight, and how large it is."""
        view = self.view
        self.place.setText(f"Page {view.page() + 1} of {view.pages}" if view.pages else "")
        self.percent.setText(f"{view.percent}%")

    def _go(self) -> None:
        chosen = self.section.chosen()
        if chosen:
            self.view.show_place(chosen)
            self.view.setFocus()
