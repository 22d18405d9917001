"""A month to pick a day from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from ui.kit import icons, theme
from ui.kit.widgets import column_of


class CalendarPopup(QFrame):
    """Opens over its field. `chosen(date)`; Escape or choosing closes it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setMinimumSize(328, 276)
        self._dress(day)
        column_of(self, margins=(4, 4, 4, 4)).addWidget(self.calendar)
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)

    def _dress(self, day: date) -> None:
        """Qt's own arrows and red weekends are for light windows only."""
        for name, icon, said in (
            ("qt_calendar_prevmonth", "chevron-left", "Previous month"),
            ("qt_calendar_nextmonth", "chevron-right", "Next month"),
        ):
            arrow = self.calendar.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(icons.icon(icon))
                arrow.setAccessibleName(said)
        weekend, head = QTextCharFormat(), QTextCharFormat()
        weekend.setForeground(theme.colour("muted"))
        head.setForeground(theme.colour("muted"))
        head.setFontWeight(QFont.Weight.DemiBold)
        for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(each, weekend)
        self.calendar.setHeaderTextFormat(head)
        today = QTextCharFormat()
        today.setFontWeight(QFont.Weight.Bold)
        self.calendar.setDateTextFormat(QDate(day.year, day.month, day.day), today)

    def _choose(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
