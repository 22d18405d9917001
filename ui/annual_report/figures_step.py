"""Figures: all of them with the year before, the checks, the cases behind a number, and years typed in."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableView,
    QWidget,
)

from desk_app.problems import Problem
from desk_app.report import earlier, measures, overview
from desk_app.report.material import Material
from desk_app.report.sections.ombudsman import asked_of_letter
from desk_app.report.words import shown
from ui.annual_report.figures_model import BEFORE, DIRECTION, FIGURE, NOW, FiguresModel, names_a_group, with_groups
from ui.annual_report.small_numbers_card import SmallNumbersCard
from ui.annual_report.step import State, Step
from ui.annual_report.typed_form import TypedForm
from ui.author import Pages
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice
from ui.kit.messages import Message
from ui.kit.tables import by_rows
from ui.kit.widgets import Card, button, clear, column_of, label, scrolling
from ui.session import Session

MARK = "figures"
NARROW_BELOW = 520
ROW_HEIGHT, TABLE_HEIGHT, CASES_HEIGHT = 34, 380, 200


class FiguresStep(Step):
    """Enter on a number lists its cases; Enter on a case opens it. `cases_asked(ids)` tells which were listed."""

    title = "Figures"
    about = "Every number of the year with the year before. Enter on a number shows the cases behind it."
    cases_asked = Signal(object)

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        first = int(year[:4])
        self._before = [f"{first - back}/{(first - back + 1) % 100:02d}" for back in (1, 2)]
        self._material: Material | None = None
        self._rows: tuple[overview.Row, ...] = ()
        body = QWidget()
        box = column_of(body, margins=(0, 0, 12, 12), spacing=16)
        self.checks = Message()
        box.addWidget(self.checks)
        box.addWidget(self._figures())
        self.restated = Card("Earlier years that the register gives differently now")
        holder = QWidget()
        self._ticks = column_of(holder, spacing=8)
        self.restated.box.addWidget(holder)
        box.addWidget(self.restated)
        self.restated.hide()
        self.small = SmallNumbersCard(session, year)
        box.addWidget(self.small)
        self.forms = [
            *(
                TypedForm(
                    session, each, f"{each}, if it was published before",
                    "For a year that the register does not have, or does not have as it was published. These numbers "
                    "are marked as published in section 4.",
                    {measure.key: measure.name for measure in measures.MEASURES},
                )
                for each in self._before
            ),
            TypedForm(
                session, year, f"The Ombudsman’s annual letter for {year}",
                "The Ombudsman’s own numbers. They are printed apart from what the council counted.",
                {f"letter.{key}": name for key, name in asked_of_letter(year).items()},
            ),
        ]  # fmt: skip
        for form in self.forms:
            box.addWidget(form)
        box.addStretch(1)
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)

    def _figures(self) -> QWidget:
        card = Card()
        top = QWidget()
        line = Flow(top, across=10)
        self.group = Choice((), none="All figures")
        self.group.setAccessibleName("Show one kind of figure")
        self.group.setMinimumContentsLength(24)
        self.group.currentIndexChanged.connect(lambda _: self._filter())
        line.addWidget(self.group)
        self.seen = button("I have looked at these figures", self._looked, icon="check")
        self.seen.setEnabled(False)
        line.addWidget(self.seen)
        card.box.addWidget(top)
        card.box.addWidget(self._table())
        self.behind = label("", "muted", wrap=True)
        card.box.addWidget(self.behind)
        self.cases = QListWidget()
        self.cases.setAccessibleName("Cases behind the number")
        self.cases.setAccessibleDescription("Enter opens the case")
        self.cases.setMinimumHeight(CASES_HEIGHT)
        self.cases.itemActivated.connect(lambda item: self.case_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))
        card.box.addWidget(self.cases)
        self.behind.hide()
        self.cases.hide()
        return card

    def _table(self) -> QWidget:
        self.model = FiguresModel(self.year, self._before[0])
        self.table = table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Figures of the year")
        table.setAccessibleDescription("Enter shows the cases behind a number")
        by_rows(table, ROW_HEIGHT)
        table.setMinimumHeight(TABLE_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(FIGURE, QHeaderView.ResizeMode.Stretch)
        for column in (NOW, BEFORE, DIRECTION):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        table.activated.connect(lambda index: self.show_cases(index.row()))
        table.clicked.connect(lambda index: self.show_cases(index.row()) if index.column() == NOW else None)
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, which figure it is matters more than a word for its direction."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self.table.setColumnHidden(DIRECTION, narrow)
        for column, width in ((NOW, 74 if narrow else 90), (BEFORE, 74 if narrow else 90), (DIRECTION, 134)):
            self.table.setColumnWidth(column, width)

    # --- what is shown
    def take(self, pages: Pages) -> None:
        self._material = m = pages.made.material
        self._rows = overview.rows(m)
        chosen = self.group.chosen()
        self.group.blockSignals(True)
        self.group.offer(list(dict.fromkeys(row.group for row in self._rows)))
        self.group.choose(chosen)
        self.group.blockSignals(False)
        self._filter()
        self._say_checks(m)
        self._show_restated(m)
        self.small.show_of(m)
        for form in self.forms:
            form.show_stored()
        self.seen.setEnabled(self.session.writable and self.state() is not State.DONE)
        self.state_changed.emit()

    def _filter(self) -> None:
        wanted = self.group.chosen()
        rows = [row for row in self._rows if row.group == wanted] if wanted else with_groups(list(self._rows))
        if rows != self.model.rows:
            self.model.show_rows(rows)

    def _say_checks(self, m: Material) -> None:
        self.checks.clear_lines()
        failing, of = m.now.failing, len(m.now.checks)
        if not failing:
            self.checks.say("ok", f"All {of} checks of these figures agree.")
            return
        self.checks.say("warn", f"{len(failing)} of {of} checks of these figures do not agree.",
                        "The report can be drafted, but not published.")  # fmt: skip
        for check in failing:
            self.checks.add_line(label(f"{check.label}: {check.one} against {check.other}", wrap=True))

    def _show_restated(self, m: Material) -> None:
        found = [
            (measure, year, was, now)
            for measure in measures.MEASURES
            for year in self._before
            for was, now in [(measures.published(m, measure, year), measures.counted_now(m, measure, year))]
            if was is not None and now is not None and was != now
        ]
        if self.restated.isVisible() and any(tick.hasFocus() for tick in self.restated.findChildren(QCheckBox)):
            return
        clear(self._ticks)
        self.restated.setVisible(bool(found))
        for measure in {m.key: m for m, *_ in found}.values():
            said = "; ".join(
                f"{year}: {shown(was, measure.unit)} as published, {shown(now, measure.unit)} now"
                for of, year, was, now in found
                if of is measure
            )
            self._ticks.addWidget(label(f"{measure.name}. {said}.", wrap=True))
            tick = QCheckBox("Print the number of now")
            tick.setAccessibleName(f"Print the number of now: {measure.name}")
            tick.setChecked(f"{earlier.RESTATED}{measure.key}" in m.texts)
            tick.setEnabled(self.session.writable)
            tick.toggled.connect(lambda on, key=measure.key: self._restate(key, on))
            self._ticks.addWidget(tick)

    def _restate(self, measure: str, anew: bool) -> None:
        try:
            self.session.publisher.restate(self.year, measure, anew=anew)
        except Problem as problem:
            self.session.tell(problem)

    # --- the cases behind a number
    def show_cases(self, row: int) -> None:
        """List the cases behind the number of a row, beneath the table."""
        figure = self.model.rows[row]
        if names_a_group(figure):
            return
        self.cases.clear()
        self.behind.show()
        if not figure.key:
            self.cases.hide()
            self.behind.setText(f"{figure.name}: there is no list of cases behind this number.")
            return
        try:
            found = self.session.publisher.cases_behind(self.year, figure.key, figure.label)
        except Problem as problem:
            self.session.tell(problem)
            return
        self.behind.setText(_counted(figure.name, len(found)))
        for case in found:
            item = QListWidgetItem(f"{case.reference}   {short_date(case.received_on)}   {case.summary}")
            item.setData(Qt.ItemDataRole.UserRole, case.id)
            self.cases.addItem(item)
        self.cases.setVisible(bool(found))
        if found:
            self.cases.setCurrentRow(0)
            self.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_behind)  # when the list has its place
        self.cases_asked.emit(array("q", [case.id for case in found]))

    def _show_behind(self) -> None:
        self.area.ensureWidgetVisible(self.cases if self.cases.isVisible() else self.behind)

    # --- how far
    def _looked(self) -> None:
        self.session.author.mark(self.year, MARK, self._hash())
        self.seen.setEnabled(False)
        self.settled.emit()

    def _hash(self) -> str:
        from desk_app.desk.report_texts import hash_of

        return hash_of(repr(self._rows))

    def state(self) -> State:
        mark = self.session.author.texts(self.year).get(f"mark.{MARK}")
        if mark is None:
            return State.TO_DO
        return State.DONE if not self._rows or mark.draft_hash == self._hash() else State.CHANGED

    def note(self) -> str:
        failing = len(self._material.now.failing) if self._material is not None else 0
        return f"{failing} {'check fails' if failing == 1 else 'checks fail'}" if failing else ""

    def left(self) -> tuple[str, ...]:
        unsaved = any(form.is_changed for form in self.forms)
        said = (
            {State.TO_DO: "Nobody has said that they looked at the figures.",
             State.CHANGED: "The figures have changed since somebody looked at them."}.get(self.state(), ""),
            "Figures: numbers were typed in that are not saved." if unsaved else "",
        )  # fmt: skip
        return tuple(filter(None, said))

    def leave(self) -> None:
        for form in self.forms:
            form.leave()

    def arrive(self) -> None:
        self.table.setFocus()


def _counted(name: str, cases: int) -> str:
    said = "no cases" if not cases else "one case" if cases == 1 else f"{cases} cases"
    return f"{name}: {said}. Enter opens one." if cases else f"{name}: {said}."
