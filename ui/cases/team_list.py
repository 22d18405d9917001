"""The weekly team list: choose the teams, read what would be sent, copy it into an email or save it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk_app.problems import Problem
from desk_app.records import Change
from ui.kit import clipboard
from ui.kit.filter_chip import ChoiceChip
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import Card, button, label, row_of
from ui.session import Session

if TYPE_CHECKING:
    from desk_app.exchange.chase import TeamList

KINDS = ("Excel workbook (*.xlsx)", "Text (*.txt)", "CSV (*.csv)")
ALL = "All teams"


class TeamListPanel(Card):
    """`left` when one goes back to the cases."""

    left = Signal()

    def __init__(self, session: Session, place: Place) -> None:
        super().__init__()
        self._session, self._place = session, place
        self._listed: TeamList | None = None
        self._job: Job | None = None
        self.box.addWidget(label("Team list", "h2"))
        about = "What each team still has to do, without any names: ready to be sent to the teams, once a week."
        self.box.addWidget(label(about, "muted", wrap=True))
        top = QWidget()
        line = row_of(top, spacing=10)
        self.team = ChoiceChip("Team", self._teams, ALL)
        self.team.changed.connect(self._narrow)
        line.addWidget(self.team)
        self.counted = label("", "muted")
        line.addWidget(self.counted, 1)
        self.box.addWidget(top)
        self.message = Message(can_go=True)
        self.box.addWidget(self.message)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Team list, as it will be copied")
        self.box.addWidget(self.text, 1)
        foot = QWidget()
        buttons = row_of(foot, spacing=10)
        self.copy_button = button("Copy as email text", self.copy, role="primary", icon="copy")
        self.save_button = button("Save…", self.save, icon="download")
        self.back_button = button("Back to the cases", self.left.emit)
        for made in (self.copy_button, self.save_button, self.back_button):
            buttons.addWidget(made)
            made.setEnabled(made is self.back_button)
        buttons.addStretch(1)
        self.box.addWidget(foot)
        session.changed.connect(self._changed)

    def _teams(self) -> list[str]:
        """The teams that have something to do."""
        return [team.team for team in self._listed.teams if team.team] if self._listed else []

    def arrive(self) -> None:
        """Ask for the list, and put the keyboard on the choice of a team."""
        self.message.hide()
        self.refresh()
        self.team.setFocus()

    def refresh(self) -> None:
        """Ask for the list as it is now: in a job, since it looks through every open case."""
        if self._job is not None:
            self._job.cancel()
        if self._listed is None:
            self.counted.setText("Reading what is open…")
        self._job = self._session.job(lambda _: self._session.team_list(), self._show)

    def _show(self, listed: TeamList) -> None:
        self._job = None
        self._listed = listed
        self._narrow()

    def _narrow(self) -> None:
        """Show what the chosen team has to do, or all of them."""
        if self._listed is None:
            return
        listed = self._listed.of(self.team.value())
        self.text.setPlainText(self._session.team_list_text(listed))
        for made in (self.copy_button, self.save_button):
            made.setEnabled(True)
        number = sum(len(team.items) for team in listed.teams)
        late = sum(item.overdue for team in listed.teams for item in team.items)
        self.counted.setText(f"{number:,} dates, {late:,} of them overdue" if number else "Nothing is open")

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.tables:
            self.refresh()

    # --- out of here
    def copy(self) -> None:
        """Put the text on the clipboard."""
        clipboard.copy(self.text.toPlainText())
        self.message.say("ok", "Copied. Paste it into an email.")
        self.message.announce("Copied. Paste it into an email.")

    def save(self) -> None:
        """Ask for a file and write it."""
        path = ask_where(self, "Save the team list", self._place, self._name(), KINDS)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the list: .xlsx, .txt or .csv."""
        if self._listed is None:
            return
        try:
            self._session.save_team_list(self._listed.of(self.team.value()), path)
        except Problem as problem:
            self.message.say("danger", problem.message, problem.remedy)
            self.message.announce(f"{problem.message} {problem.remedy}")
            return
        self._place.remember(path)
        self.message.say("ok", f"Saved {path}.")

    def _name(self) -> str:
        today = self._session.today
        whose = f" {self.team.value()[:60]}" if self.team.value() else ""
        return f"Team list{whose} {today:%Y-%m-%d}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
