"""Numbers that were published and are typed in: years before the register, and the Ombudsman's annual letter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk_app.problems import Problem
from ui.kit.form_rows import Field
from ui.kit.widgets import Card, button, label, row_of
from ui.session import Session

SOURCE = "source"


class TypedForm(Card):
    """Fields for the figures of one year. `asked`: their names by key. Saved together, with their source."""

    def __init__(self, session: Session, year: str, title: str, about: str, asked: Mapping[str, str]) -> None:
        super().__init__(title)
        self._session, self._year = session, year
        self.box.addWidget(label(about, "muted", wrap=True))
        self.fields = {key: Field(name, QLineEdit()) for key, name in asked.items()}
        for field in self.fields.values():
            field.say_name(f"{field.name}, {year}")
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for at, field in enumerate(self.fields.values()):
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.box.addWidget(holder)
        self.source = Field("Where it was published", QLineEdit(), hint="Printed beside the numbers.")
        self.source.say_name(f"Where it was published, {year}: {title}")
        self.box.addWidget(self.source)
        line = QWidget()
        row = row_of(line)
        self.save = button("Save", self._save)
        self.save.setAccessibleName(f"Save: {title}")
        self.save.setEnabled(session.writable)
        row.addWidget(self.save)
        row.addStretch(1)
        self.box.addWidget(line)
        self._shown = self._typed()
        self.show_stored()

    def _typed(self) -> tuple[str, ...]:
        return tuple(str(field.value()) for field in (*self.fields.values(), self.source))

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self._typed() != self._shown

    def show_stored(self) -> None:
        """What is stored, unless something was typed that is not saved yet."""
        stored = self._session.publisher.typed(self._year)
        if self.is_changed:
            return
        for key, field in self.fields.items():
            field.set_value(stored[key].value if key in stored else "")
        self.source.set_value(next((stored[key].source for key in self.fields if key in stored), ""))
        self._shown = self._typed()

    def leave(self) -> None:
        """Save what was typed, where it is complete; what is not stays, with what is wrong beside it."""
        if self.is_changed and self._session.writable:
            self._keep()

    def _save(self) -> None:
        wrong = self._keep()
        if wrong is not None:
            wrong.take_focus()

    def _keep(self) -> Field | None:
        """Save; the first field with a problem, if there is one."""
        given = {key: str(field.value()) for key, field in self.fields.items()}
        try:
            done = self._session.publisher.type_in(self._year, given, str(self.source.value()))
        except Problem as problem:
            self._session.tell(problem)
            return None
        everything = {**self.fields, SOURCE: self.source}
        for key, field in everything.items():
            field.set_problem(done.problems.get(key, ""))
        if done.problems:
            return next(field for key, field in everything.items() if key in done.problems)
        self._shown = self._typed()
        if done.change is not None:
            self._session.say(f"The numbers of {self._year} are saved.", done.change)
        return None
