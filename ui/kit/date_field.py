"""A date, typed as people write it or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.dates import long_date
from ui.kit.widgets import column_of, label, row_of, tool

Parse = Callable[[str], date]
"""The date a text means. Raises an exception whose text says how to write one."""


class DateField(QWidget):
    """What is typed stays as typed; the day understood stands beneath, and is meant still when today is another day."""

    changed = Signal()

    def __init__(self, parse: Parse, today: Callable[[], date]) -> None:
        super().__init__()
        self._parse, self._today = parse, today
        self._typed_on = today()
        self._meant: date | None = None
        box = column_of(self, spacing=3)
        line = QWidget()
        row = row_of(line, spacing=4)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("3/4/2026, 3 Apr, today")
        self.picker = tool("Pick a date", "calendar", self.pick)
        row.addWidget(self.edit, 1)
        row.addWidget(self.picker)
        box.addWidget(line)
        self._understood = label("", "hint", wrap=True)
        self._understood.hide()
        box.addWidget(self._understood)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._typed)

    def text(self) -> str:
        """What was typed; if that was not today, the day that was meant then and stands beneath."""
        return self.edit.text().strip() if self._typed_on == self._today() else self.lasting()

    def set_text(self, text: str) -> None:
        """Type something in."""
        self.edit.setText(text)

    def day(self) -> date | None:
        """The day understood, if any."""
        try:
            return self._parse(self.text()) if self.text() else None
        except Exception:
            return None

    def lasting(self) -> str:
        """What was typed, or the day in full where the words ("yesterday", "3 Apr") will mean another one later."""
        typed, day = self.edit.text().strip(), self._meant
        return typed if day is None or str(day.year) in typed else f"{day.day} {day:%B %Y}"

    def wrong(self) -> str:
        """What is wrong with what was typed, and how to put it right; "" for nothing."""
        try:
            if self.text():
                self._parse(self.text())
        except Exception as problem:
            return str(problem)
        return ""

    def describe(self, name: str, said: str) -> None:
        """Names for a screen reader."""
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(said)
        self.picker.setAccessibleName(f"Pick a date for: {name}")

    def _typed(self) -> None:
        self._typed_on = self._today()
        self._meant = day = self.day()
        self._understood.setText(long_date(day) if day else "")
        self._understood.setVisible(day is not None)
        self.changed.emit()

    def pick(self) -> None:
        """Open the calendar; Escape or choosing a day closes it."""
        from ui.kit.calendar_popup import CalendarPopup  # not before one is opened: start-up

        popup = CalendarPopup(self, self.day() or self._today())
        popup.chosen.connect(self._picked)
        popup.move(self.mapToGlobal(QPoint(0, self.edit.height() + 4)))
        popup.show()
        popup.calendar.setFocus()

    def _picked(self, day: date) -> None:
        self.edit.setText(f"{day.day} {day:%B %Y}")
        self.edit.setFocus()
