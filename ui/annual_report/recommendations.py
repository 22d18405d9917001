"""Progress and recommendations: how far last year's have come, and what this year's report recommends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.problems import Problem
from desk_app.records import Change, Recommendation
from ui.annual_report.carried_line import CarriedLine
from ui.annual_report.step import State, Step
from ui.kit.form_rows import Field, TextArea
from ui.kit.widgets import Card, button, clear, column_of, label, row_of, scrolling, tool
from ui.session import Session


class RecommendationsStep(Step):
    """Last year's come over by themselves; this year's become next year's."""

    title = "Progress and recommendations"
    short = "Recommendations"
    about = "Sections 9 and 10. What is recommended now comes back in next year’s report, to say how far it has come."
    shows_pages = True

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self.year_before = _before(year)
        self.progress: dict[int, Field] = {}
        self.fields: dict[int, tuple[Field, Field]] = {}
        self._words_before: dict[int, Field] = {}  # of those whose words are not known yet
        self._shown: tuple[tuple[int, ...], tuple[int, ...]] | None = None
        body = QWidget()
        box = column_of(body, margins=(0, 0, 12, 12), spacing=16)
        last = _titled(f"How far the recommendations of {self.year_before} have come")
        self.none_before = label(f"No recommendations of {self.year_before} are recorded.", "muted", wrap=True)
        last.box.addWidget(self.none_before)
        self._before = _column(last)
        more = button(f"Add one that the report for {self.year_before} made", self._add_before, role="link")
        more.setEnabled(session.writable)
        last.box.addWidget(more)
        box.addWidget(last)
        now = _titled(f"What the report for {year} recommends")
        self.none_now = label("Nothing is recommended yet.", "muted", wrap=True)
        now.box.addWidget(self.none_now)
        self._now = _column(now)
        line = QWidget()
        row = row_of(line)
        self.add = button("Add a recommendation", self._add, icon="plus")
        self.add.setEnabled(session.writable)
        row.addWidget(self.add)
        row.addStretch(1)
        now.box.addWidget(line)
        box.addWidget(now)
        box.addStretch(1)
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)
        session.changed.connect(self._changed)
        self.show_all()

    # --- showing
    def _changed(self, change: Change) -> None:
        if "recommendation" in change.tables:
            self.show_all()

    def show_all(self) -> None:
        """Show what is stored, and what was typed since; a field that is being typed into is left alone."""
        author = self.session.author
        before, now = author.recommendations(self.year_before), author.recommendations(self.year)
        shown = (tuple(r.id for r in before), tuple(r.id for r in now))
        if shown != self._shown:
            self._shown = shown
            clear(self._before)
            clear(self._now)
            carried = {r.carried_from for r in now}
            self.progress, self.fields, self._words_before = {}, {}, {}
            for at, made in enumerate(before, 1):
                self._before.addWidget(self._last_year(at, made, again=made.id not in carried))
            for at, made in enumerate(now, 1):
                self._now.addWidget(self._this_year(at, made, last=at == len(now)))
        self._fill({r.id: r for r in (*before, *now)})
        self.none_before.setVisible(not before)
        self.none_now.setVisible(not now)
        self.state_changed.emit()

    def _fill(self, stored: dict[int, Recommendation]) -> None:
        for id, field in self.progress.items():
            self._give(field, id, "progress", stored[id].progress)
        for id, (text, owner) in self.fields.items():
            self._give(text, id, "text", stored[id].text)
            self._give(owner, id, "owner", stored[id].owner)

    def _give(self, field: Field, id: int, column: str, stored: str) -> None:
        value = self.session.author.values(self.year).get(_key(id, column), stored)
        if field.value() != value.strip() and not field.input.hasFocus():
            field.blockSignals(True)
            field.set_value(value)
            field.blockSignals(False)

    def _last_year(self, at: int, made: Recommendation, *, again: bool) -> QWidget:
        holder = QWidget()
        box = column_of(holder, spacing=6)
        owner = f" ({made.owner})" if made.owner else ""
        if made.text.strip():
            box.addWidget(label(f"{at}. {made.text}{owner}", wrap=True))
        else:
            words = self._typed_field(box, made, f"Recommendation {at} of {self.year_before}", "text", TextArea(2))
            self._words_before[made.id] = words
        field = self._typed_field(box, made, "Progress", "progress", TextArea(3))
        field.say_name(f"Progress of recommendation {at} of {self.year_before}")
        self.progress[made.id] = field
        if again:
            more = button("Recommend it again", lambda: self._do(self._recommend_again, made), role="link")
            more.setEnabled(self.session.writable)
            box.addWidget(more)
        return holder

    def _this_year(self, at: int, made: Recommendation, *, last: bool) -> QWidget:
        holder = QWidget()
        box = column_of(holder, spacing=6)
        head = QWidget()
        row = row_of(head, spacing=2)
        row.addWidget(label(f"Recommendation {at}", "label"), 1)
        author = self.session.author
        up = tool(f"Move recommendation {at} up", "chevron-up", lambda: self._move(made.id, up=True))
        down = tool(f"Move recommendation {at} down", "chevron-down", lambda: self._move(made.id, up=False))
        gone = tool(
            f"Remove recommendation {at}",
            "trash-2",
            lambda: self._do(
                lambda r: author.remove_recommendation(self.year, r.id), made, "The recommendation is removed."
            ),
        )
        up.setEnabled(at > 1 and self.session.writable)
        down.setEnabled(not last and self.session.writable)
        gone.setEnabled(self.session.writable)
        for each in (up, down, gone):
            row.addWidget(each)
        box.addWidget(head)
        text = self._typed_field(box, made, "What is recommended", "text", TextArea(3))
        text.say_name(f"What recommendation {at} says")
        owner = self._typed_field(box, made, "Who sees to it", "owner", QLineEdit())
        owner.say_name(f"Who sees to recommendation {at}")
        self.fields[made.id] = (text, owner)
        return holder

    def _typed_field(
        self, box: QVBoxLayout, made: Recommendation, name: str, column: str, widget: TextArea | QLineEdit
    ) -> Field:
        """A field in `box`, with what the pages cannot carry of it beneath."""
        field, carried = Field(name, widget), CarriedLine(marks=False)
        widget.setReadOnly(not self.session.writable)
        key = _key(made.id, column)
        field.changed.connect(lambda: self._typed(key, field))
        field.changed.connect(lambda: carried.show_of(str(field.value())))
        box.addWidget(field)
        box.addWidget(carried)
        return field

    # --- doing
    def _typed(self, key: str, field: Field) -> None:
        self.session.author.type(self.year, key, str(field.value()))
        this_year = any(field in pair for pair in self.fields.values())
        self.section_wanted.emit(
            f"10. Actions and recommendations for {_after(self.year)}" if this_year else "9. Progress update"
        )
        self.state_changed.emit()

    def _add(self) -> None:
        self.session.author.save(self.year)
        self.session.author.recommend(self.year)
        if self.fields:
            newest = self.fields[max(self.fields)][0]
            newest.take_focus()
            QTimer.singleShot(40, newest, lambda: self.area.ensureWidgetVisible(newest, 0, 24))

    def _add_before(self) -> None:
        self.session.author.save(self.year)
        self.session.author.recommend(self.year_before)
        if self._words_before:
            self._words_before[max(self._words_before)].take_focus()

    def _recommend_again(self, made: Recommendation) -> Change | None:
        return self.session.author.recommend_again(made, self.year)

    def _move(self, id: int, *, up: bool) -> None:
        try:
            self.session.author.move_recommendation(self.year, id, up=up)
        except Problem as problem:
            self.session.tell(problem)

    def _do(
        self,
        verb: Callable[[Recommendation], Change | None],
        made: Recommendation,
        said: str = "It is recommended again.",
    ) -> None:
        try:
            change = verb(made)
        except Problem as problem:
            self.session.tell(problem)
            return
        self._shown = None
        self.show_all()
        self.session.say(said, change)

    # --- the wizard
    def state(self) -> State:
        missing = [f for f in self.progress.values() if not f.value()]
        written = [text for text, _ in self.fields.values() if text.value()]
        return State.DONE if written and not missing else State.TO_DO

    def note(self) -> str:
        missing = sum(not field.value() for field in self.progress.values())
        if missing:
            return f"{missing} without progress"
        return "" if any(text.value() for text, _ in self.fields.values()) else "none yet"

    def left(self) -> tuple[str, ...]:
        missing = sum(not field.value() for field in self.progress.values())
        said = (
            f"Recommendations: {missing} of the year before {'has' if missing == 1 else 'have'} no progress recorded."
            if missing else "",
            "" if any(text.value() for text, _ in self.fields.values()) else "There are no recommendations.",
        )  # fmt: skip
        return tuple(filter(None, said))

    def arrive(self) -> None:
        self.show_all()
        first = next(iter(self.progress.values()), None) or next((t for t, _ in self.fields.values()), None)
        if first is not None:
            first.take_focus()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.session.author.save(self.year)


def _titled(title: str) -> Card:
    made = Card()
    made.box.addWidget(label(title, "h2", wrap=True))
    return made


def _column(card: Card) -> QVBoxLayout:
    holder = QWidget()
    box = column_of(holder, spacing=18)
    card.box.addWidget(holder)
    return box


def _key(id: int, column: str) -> str:
    return f"recommendation/{id}/{column}"


def _before(year: str) -> str:
    first = int(year[:4]) - 1
    return f"{first}/{(first + 1) % 100:02d}"


def _after(year: str) -> str:
    first = int(year[:4]) + 1
    return f"{first}/{(first + 1) % 100:02d}"
