"""Asking how the dates leave: as a calendar or a table, with names only where somebody wants them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from desk_app.records import Change
from ui.kit.preferences import Preferences
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import button, column_of, label, row_of
from ui.kit.working import Working
from ui.session import Session

CALENDAR = "Calendar (*.ics)"
KINDS = (CALENDAR, "Excel workbook (*.xlsx)", "CSV (*.csv)")
ABOUT = (
    "For Outlook or Thunderbird: a whole day for each date, with reminders before it. When you export again and open "
    "the new file there, what has moved is moved, and what is done is marked cancelled."
)


class ExportDates(QFrame):
    """`left` when one is done with it."""

    left = Signal()

    def __init__(self, session: Session, preferences: Preferences | None) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._session, self._place = session, Place(preferences)
        box = column_of(self, margins=(6, 2, 6, 14), spacing=8)
        box.addWidget(label(ABOUT, "hint", wrap=True))
        self.names = QCheckBox("With complainants’ names, and the words of actions")
        self.names.setAccessibleDescription("A calendar may be seen by others. Without it stand references only")
        box.addWidget(self.names)
        buttons = QWidget()
        row = row_of(buttons, spacing=8)
        self.save = button("Save…", self._ask, role="primary", icon="download")
        row.addWidget(self.save)
        self.leave = button("Leave it", self.left.emit)
        row.addWidget(self.leave)
        row.addStretch(1)
        box.addWidget(buttons)
        self.working = Working("Progress of the export of dates")
        box.addWidget(self.working)

    def _ask(self) -> None:
        if self.working.busy:
            return
        kinds = KINDS[:1] if self.names.isChecked() else KINDS
        name = f"Feedback dates {self._session.today:%Y-%m-%d}"
        path = ask_where(self, "Export the dates", self._place, name, kinds)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write to `path`: whole or not at all."""
        session, names = self._session, self.names.isChecked()

        def done(change: Change | None) -> None:
            self._place.remember(path)
            session.exported(change)
            session.say(f"Saved the dates to {path}.")
            self.left.emit()

        job = session.job(lambda progress: session.export_dates(path, names, progress), done)
        self.working.watch(f"Writing {path.name}", job)
