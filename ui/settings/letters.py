"""The letters: as shipped or the team's own; saved to be edited in Word, put back, restored; the placeholders."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QMenu, QWidget

from desk_app import atomic
from desk_app.desk.letters import OwnTemplate
from desk_app.letters import GROUPS, LETTERS, Group, LetterKind
from desk_app.problems import Problem
from desk_app.records import Change, SettingRecord
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, button, clear, column_of, label, menu_button, row_of
from ui.session import Session
from ui.settings.section import Section, reveal

KIND = "Word document (*.docx)"
HOW = (
    "Save a copy, change its words and its look in Word, and put it back. Where something is filled in it says "
    "{{ complainant }}: leave the braces as they are. An edited letter is checked before it is taken.",
    "Letters that were written already stay as they are.",
)


class LettersSection(Section):
    """One row a letter."""

    title = "Letters"
    icon = "mail"
    about = "What letters are written from."

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session)
        self._preferences = preferences
        card = Card("The letters")
        for text in HOW:
            card.box.addWidget(label(text, "muted", wrap=True))
        rows = QWidget()
        self._rows = column_of(rows)
        card.box.addWidget(rows)
        self.box.addWidget(card)
        self.menus: dict[str, QMenu] = {}
        self.box.addWidget(self._placeholders())
        self.box.addStretch(1)
        self._fill()

    # --- the list
    def _fill(self) -> None:
        clear(self._rows)
        self.menus.clear()
        own = self.session.letters.own_templates()
        for n, kind in enumerate(LETTERS):
            self._rows.addWidget(self._row(kind, own.get(kind.key), first=n == 0))

    def _row(self, kind: LetterKind, own: OwnTemplate | None, *, first: bool) -> QFrame:
        row = QFrame()
        row.setProperty("role", "plain" if first else "row")
        box = column_of(row, margins=(0, 10, 0, 10), spacing=4)
        top = QWidget()
        line = row_of(top, spacing=10)
        line.addWidget(label(kind.name, "label", wrap=True), 1)
        line.addWidget(Chip("Your own", "primary") if own else Chip("As shipped", "info"))
        box.addWidget(top)
        box.addWidget(label(f"To {kind.to}. {kind.about}", "hint", wrap=True))
        if own is not None:
            said = f"{own.name}, put in by {own.put_by} on {short_date(own.put_on)}"
            box.addWidget(label(said, "hint", wrap=True))
        bar = QWidget()
        flow = Flow(bar)
        save = button("Save a copy…", partial(self.ask_where, kind))
        save.setAccessibleDescription(kind.name)
        flow.addWidget(save)
        if self.session.writable:
            menu = self.menus[kind.key] = QMenu(self)
            menu.addAction("Put an edited one in its place…", partial(self.ask_which, kind))
            if own is not None:
                menu.addAction("Restore the shipped one", partial(self.restore, kind))
            flow.addWidget(menu_button("Change", menu, name=f"Change: {kind.name}", icon="pencil"))
        box.addWidget(bar)
        return row

    def changed(self, change: Change) -> None:
        if SettingRecord.table in change.tables:
            self._fill()

    def arrive(self) -> None:
        self._fill()

    # --- placeholders
    def _placeholders(self) -> Card:
        card = Card("Placeholders")
        card.box.addWidget(
            label(
                "These can stand in a letter. {% if advocate %} … {% endif %} stands only where there is one; "
                "{% for point in points %} … {% endfor %} goes through a list. Write {%p … %} where the line itself "
                "should go, {%tr … %} for a row of a table.",
                "muted",
                wrap=True,
            )
        )
        self.show_them = button("Show the placeholders", self._show_them, role="link")
        card.box.addWidget(self.show_them)
        self._listed = card
        return card

    def _show_them(self) -> None:
        self.show_them.hide()
        for group in GROUPS:
            self._listed.box.addWidget(label(group.name, "h3", wrap=True))
            self._listed.box.addWidget(_grid(group))
        reveal(self.area, self._listed)

    # --- what can be done
    def ask_where(self, kind: LetterKind) -> None:
        """Ask for a file, and write the letter's template there."""
        start = Path(self._preferences.kept.folder or Path.home()) / f"{kind.name}.docx"
        path, _ = QFileDialog.getSaveFileName(self, "Save a copy", str(start), KIND)
        if path:
            self.save(kind, Path(path) if path.lower().endswith(".docx") else Path(f"{path}.docx"))

    def save(self, kind: LetterKind, path: Path) -> None:
        """Write the letter's template to a file: whole or not at all."""
        try:
            atomic.write_bytes(path, self.session.letters.template(kind))
        except Problem as problem:
            self.tell(problem)
            return
        self._preferences.keep(folder=str(path.parent))
        self.say("ok", f"Saved to {path}.", "Change it in Word, save it there, and put it back here.")

    def ask_which(self, kind: LetterKind) -> None:
        """Ask for the edited letter, and put it in place of the present one."""
        folder = self._preferences.kept.folder or str(Path.home())
        path, _ = QFileDialog.getOpenFileName(self, f"The edited letter: {kind.name}", folder, KIND)
        if path:
            self.put(kind, Path(path))

    def put(self, kind: LetterKind, path: Path) -> None:
        """Check an edited letter and put it in place of the present one."""

        def done(change: Change | None) -> None:
            if change is None:
                self.say("info", "It is the same letter, so nothing was changed.")
                return
            self.session.say(f"{kind.name}: letters are written from your own from now on.", change)

        self.change_in_job(
            f"Checking {path.name}", lambda progress: self.session.letters.put_template(kind, path, progress), done
        )

    def restore(self, kind: LetterKind) -> None:
        """Go back to the shipped letter."""

        def done(change: Change | None) -> None:
            self.session.say(f"{kind.name}: letters are written from the shipped one from now on.", change)

        self.change_in_job(f"Restoring: {kind.name}", partial(self.session.letters.restore, kind), done)


def _grid(group: Group) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 230)
    grid.setColumnStretch(1, 1)
    for n, placeholder in enumerate(group.placeholders):
        means = placeholder.means
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(placeholder.written, "label", selectable=True), n, 0, top)
        grid.addWidget(label(means[0].upper() + means[1:], wrap=True), n, 1, top)
    return made
