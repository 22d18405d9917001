"""Any number of people who are praised: name or role, job, team."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.desk.people import Known
from ui.kit.form_rows import Choice, Field
from ui.kit.widgets import button, column_of, label, row_of, tool
from ui.person_lookup import ById, Find, PersonLookup, in_order

SAME_TEAM = "The team above"


class Recipients(QWidget):
    """Rows that can be added and taken away. `changed` with every key typed, `grown` with every row."""

    changed = Signal()
    grown = Signal()

    def __init__(self, teams: Iterable[str], find: Find, by_id: ById) -> None:
        super().__init__()
        self._teams, self._find, self._by_id = list(teams), find, by_id
        self.rows: list[Row] = []
        box = column_of(self, spacing=10)
        box.addWidget(label("People", "label"))
        box.addWidget(label("By name, or by what they do. Enter adds another", "hint", wrap=True))
        rows = QWidget()
        self._box = column_of(rows, spacing=10)
        box.addWidget(rows)
        self.add_button = button("Add another person", self.add_and_go, role="link")
        self.back_button = button("", self._bring_back, role="link")
        self.back_button.hide()
        for made in (self.add_button, self.back_button):
            box.addWidget(made)
        self._removed: tuple[int, dict[str, Any]] = (0, {})
        self.add()

    # --- rows
    def add(self, place: int | None = None) -> Row:
        """One more row, at the end or at a place."""
        place = len(self.rows) if place is None else place
        row = Row(self._teams, self._find, self._by_id)
        row.changed.connect(self.changed)
        row.entered.connect(lambda: self._entered(row))
        row.remove.clicked.connect(lambda: self.remove(row))
        self.rows.insert(place, row)
        self._box.insertWidget(place, row)
        row.show()  # now, not with the next turn of the events: the keyboard goes there
        self._number()
        self.grown.emit()
        return row

    def add_and_go(self) -> None:
        """One more row, with the keyboard in it."""
        row = self.add()
        row.fields["name"].take_focus()
        self.changed.emit()

    def _entered(self, row: Row) -> None:
        """Enter in a row that has somebody: on to the next one."""
        if not row.values():
            return
        following = self.rows.index(row) + 1
        if following < len(self.rows):
            self.rows[following].fields["name"].take_focus()
        else:
            self.add_and_go()

    def remove(self, row: Row) -> None:
        """Take a row away; what stood in it can be brought back. The last row is only emptied."""
        place, values = self.rows.index(row), row.values()
        if len(self.rows) == 1:
            self.add()
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
        if values:
            self._removed = (place, values)
            name = str(values.get("name") or "the person")
            self.back_button.setText(f"Bring back {name}")
            self.back_button.setAccessibleName(f"Bring back {name}")
        self.back_button.setVisible(bool(values))
        self._number()
        self.rows[min(place, len(self.rows) - 1)].fields["name"].take_focus()
        self.changed.emit()

    def _bring_back(self) -> None:
        place, values = self._removed
        if len(self.rows) == 1 and not self.rows[0].values():
            row = self.rows[0]
        else:
            row = self.add(min(place, len(self.rows)))
        row.give(values)
        row.fields["name"].take_focus()
        self.back_button.hide()
        self.changed.emit()

    def _number(self) -> None:
        for n, row in enumerate(self.rows, 1):
            row.name(n, of=len(self.rows))
        self._order()

    def _order(self) -> None:
        in_order(*(widget for row in self.rows for widget in row.stops()), self.add_button, self.back_button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order()  # Qt forgets it when the form gets its place in the window

    # --- answers
    def fields(self) -> dict[str, Field]:
        """The fields by their key in the answers."""
        return {f"recipients.{n}.{key}": field for n, row in enumerate(self.rows) for key, field in row.fields.items()}

    def answers(self) -> dict[str, Any]:
        """What was entered; a row without anybody is left out."""
        rows = [row.values() for row in self.rows]
        named = [values for values in rows if values.get("name") or values.get("person_id")] or rows[:1]
        return {f"recipients.{n}.{key}": value for n, values in enumerate(named) for key, value in values.items()}

    def give(self, answers: Mapping[str, Any]) -> None:
        """Fill the rows from answers as `answers` gave them."""
        for key, value in answers.items():
            head, _, rest = key.partition(".")
            number, _, name = rest.partition(".")
            if head != "recipients" or not number.isdigit():
                continue
            while len(self.rows) <= int(number):
                self.add()
            self.rows[int(number)].give({name: value})


class Row(QWidget):
    """One person. `entered` when Enter was pressed."""

    changed = Signal()
    entered = Signal()

    def __init__(self, teams: list[str], find: Find, by_id: ById) -> None:
        super().__init__()
        name, job = QLineEdit(), QLineEdit()
        self.fields = {
            "name": Field("Name or role", name),
            "job": Field("Job", job),
            "team": Field("Team", Choice(teams, none=SAME_TEAM)),
        }
        self.lookup = PersonLookup(self.fields["name"], find, by_id)
        self.lookup.linked.connect(self._linked)
        self.lookup.changed.connect(self.changed)
        self.remove = tool("Remove", "x")
        box = column_of(self, spacing=4)
        line = QWidget()
        row = row_of(line, spacing=12)
        for field, share in zip(self.fields.values(), (7, 5, 8), strict=True):
            field.changed.connect(self.changed)
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        box.addWidget(line)
        box.addWidget(self.lookup)
        for edit in (name, job):
            edit.returnPressed.connect(self.entered)

    def name(self, number: int, *, of: int) -> None:
        """Say which of the people it is."""
        self.remove.setAccessibleName(f"Remove person {number}")
        self.remove.setToolTip(f"Remove person {number}")
        for field in self.fields.values():
            field.say_name(f"Person {number} of {of}: {field.name}" if of > 1 else field.name)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in the order of reading."""
        return [*(field.input for field in self.fields.values()), self.remove]

    def _linked(self, known: Known) -> None:
        """Job and team as they were the last time, where nothing was entered yet."""
        last = next((each for each in known.appearances if each.job or each.team), None)
        for key, value in (("job", last.job), ("team", last.team)) if last else ():
            if value and not self.fields[key].value():
                self.fields[key].set_value(value)

    def values(self) -> dict[str, Any]:
        """What was entered; {} for nothing."""
        found: dict[str, Any] = {key: field.value() for key, field in self.fields.items() if field.value()}
        return {**found, "person_id": self.lookup.person_id} if self.lookup.person_id else found

    def give(self, values: Mapping[str, Any]) -> None:
        """Fill it in."""
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].set_value(value)
        if values.get("person_id"):
            self.lookup.restore(int(values["person_id"]))
