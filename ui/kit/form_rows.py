"""Rows of a form, in GOV.UK's way: label, hint, input, and beside it what is wrong and how to put it right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from ui.kit.date_field import DateField
from ui.kit.icons import IconLabel
from ui.kit.messages import Message, tell_around
from ui.kit.passphrase import Passphrase
from ui.kit.typed_letters import OtherNames, Typed, found
from ui.kit.widgets import Tick, button, column_of, label, restyle, row_of, scrolling

CHOOSE = "Choose…"
POPUP_PADDING, POPUP_EDGE = 44, 24
_LINE_ENDS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029]+\s*")
"""What a paste brings into a line and no line can show. Spaces stay as they are: a path may have two."""
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
NARROW_LIST = 280
"""A list of boxes to tick never needs more than this; longer words end in an ellipsis."""
LAID_OUT_MILLISECONDS, FIELD_EDGE = 40, 24
"""After so long what was said above a form has its height; air around a field that is scrolled to."""


class TextArea(QPlainTextEdit):
    """Several lines of text. Tab leaves it, as people without a mouse expect."""

    def __init__(self, lines: int = 6) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(1)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # every word is wrapped
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)


class Choice(QComboBox):
    """One of a list, or none. The wheel scrolls the page, it never changes what was chosen. Letters choose: the
    beginning of an item as everywhere, else that of any word in it, or of one of its other `names`.
    """

    def __init__(self, items: Iterable[str], none: str = CHOOSE, names: OtherNames | None = None) -> None:
        super().__init__()
        self._typed, self._names = Typed(), names or {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._none = none
        self.currentTextChanged.connect(self.setToolTip)
        self.offer(items)

    def offer(self, items: Iterable[str]) -> None:
        """Other items; what was chosen stays chosen, even where it is not among them any more."""
        chosen = self.chosen()
        self.blockSignals(True)
        self.clear()
        self.addItem(self._none)
        self.addItems(list(items))
        self.blockSignals(False)
        self.choose(chosen)

    def chosen(self) -> str:
        """The chosen item, "" for none."""
        return self.currentText() if self.currentIndex() > 0 else ""

    def choose(self, text: str) -> None:
        """Choose an item; one that is not on the list joins it."""
        if text and self.findText(text, Qt.MatchFlag.MatchFixedString | Qt.MatchFlag.MatchCaseSensitive) < 0:
            self.addItem(text)
        self.setCurrentIndex(max(0, self.findText(text)) if text else 0)

    def showPopup(self) -> None:
        """As wide as its longest item and as the window allows, so that items that begin alike can be told apart."""
        view = self.view()
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        room = self.window().width() - self.mapTo(self.window(), QPoint(0, 0)).x() - POPUP_EDGE
        view.setMinimumWidth(max(self.width(), min(view.sizeHintForColumn(0) + POPUP_PADDING, room)))
        view.removeEventFilter(self)
        view.installEventFilter(self)
        super().showPopup()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        place = self._place_typed(e)
        if place < 0:
            super().keyPressEvent(e)
        else:
            self.setCurrentIndex(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same while the list is open."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.view():
            place = self._place_typed(event)
            if place >= 0:
                self.view().setCurrentIndex(self.model().index(place, self.modelColumn(), self.rootModelIndex()))
                return True
        return super().eventFilter(watched, event)

    def _place_typed(self, event: QKeyEvent) -> int:
        """Where the letters lead that no item begins with: those Qt knows to find. -1 for nowhere."""
        letters = self._typed.after(event)
        items = [self.itemText(n) for n in range(self.count())]
        if not letters or any(item.casefold().startswith(letters.casefold()) for item in items):
            return -1
        return found(letters, items, self._names)

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()


class _Answer(QRadioButton):
    """An arrow key chooses the answer it comes to, also the first time: Qt would only go there."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        group, there = self.group(), self.window().focusWidget()
        if event.key() in ARROWS and there is not self and isinstance(there, _Answer) and there.group() is group:
            there.setChecked(True)


class OneOf(QWidget):
    """A short choice with every answer in sight. No answer is an answer too, until one was given."""

    answered = Signal()

    def __init__(self, answers: Iterable[str], *, across: bool = True) -> None:
        super().__init__()
        box = row_of(self, spacing=20) if across else column_of(self, spacing=4)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for answer in answers:
            made = _Answer(answer)
            self.buttons[answer] = made
            self._group.addButton(made)
            box.addWidget(made)
        box.addStretch(1)
        self._group.buttonToggled.connect(lambda _button, on: self.answered.emit() if on else None)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def answer(self) -> str:
        """The answer given, "" for none."""
        checked = self._group.checkedButton()
        return checked.text() if checked else ""

    def give(self, answer: str) -> None:
        """Check an answer, or with "" none."""
        self._group.setExclusive(False)
        for text, made in self.buttons.items():
            made.setChecked(text == answer)
        self._group.setExclusive(True)


class SomeOf(QWidget):
    """Any number of a list: check boxes in two columns, in one where there is no room."""

    answered = Signal()

    def __init__(self, items: Iterable[str]) -> None:
        super().__init__()
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2)
        self.boxes: dict[str, Tick] = {}
        for item in items:
            self._add(item)

    def _add(self, item: str) -> None:
        made = Tick(item)
        made.toggled.connect(lambda _on: self.answered.emit())
        place = len(self.boxes)
        self.boxes[item] = made
        self._grid.addWidget(made, place // self._columns, place % self._columns)
        if place == 0:
            self.setFocusProxy(made)

    def _widest(self) -> int:
        return max((box.sizeHint().width() for box in self.boxes.values()), default=40)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._widest(), NARROW_LIST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= 2 * self._widest() + self._grid.horizontalSpacing() else 1
        if columns != self._columns:
            self._columns = columns
            for place, box in enumerate(self.boxes.values()):
                self._grid.addWidget(box, place // columns, place % columns)

    def chosen(self) -> list[str]:
        """What is ticked, in the list's order."""
        return [item for item, box in self.boxes.items() if box.isChecked()]

    def choose(self, items: Iterable[str]) -> None:
        """Tick these; what is not on the list joins it."""
        wanted = list(items)
        for item in wanted:
            if item not in self.boxes:
                self._add(item)
        for item, box in self.boxes.items():
            box.setChecked(item in wanted)


Input = QLineEdit | TextArea | Choice | OneOf | SomeOf | DateField | Passphrase


Doubt = Callable[[str], str]
"""What is odd about a text that is taken all the same; "" for nothing."""


class Field(QWidget):
    """A labelled input. `value()` is text, a list of texts for SomeOf; "" or [] when nothing was entered.

    `mark` says "(needed)" in the label, for forms in which most questions may be left open. A line or a date that is
    `left` says at once that it is no date, or what is odd about it; it stops saying so when it is typed in again.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        widget: Input,
        *,
        hint: str = "",
        needed: bool = False,
        mark: bool = False,
        doubt: Doubt | None = None,
    ) -> None:
        super().__init__()
        self._doubts, self.doubt, self._said_when_left = doubt, "", ""
        self.name, self.input, self.hint, self.needed = name, widget, hint, needed
        self._said = name
        self.problem = ""
        self._beside: Field | None = None
        box = column_of(self, spacing=5)
        self._label = label(f"{name} (needed)" if needed and mark else name, "label", wrap=True)
        box.addWidget(self._label)
        self._hint = label(hint, "hint", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # after it has a parent: before, it would be a window of its own
        box.addWidget(widget)
        self._problem = label("", "error", wrap=True)
        self._problem_row = QWidget()
        row = row_of(self._problem_row, spacing=6)
        row.addWidget(IconLabel("circle-alert", "danger", 15), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._problem, 1)
        self._problem_row.hide()
        box.addWidget(self._problem_row)
        if not isinstance(widget, OneOf | SomeOf):
            self._label.setBuddy(widget)
        self._doubt_row = _noted(self, box) if doubt is not None else None
        self._describe()
        edit = widget.edit if isinstance(widget, DateField | Passphrase) else widget
        if isinstance(edit, QLineEdit):
            edit.editingFinished.connect(self._left)
            edit.textChanged.connect(self._typed_again)
        _when_changed(widget, self.changed.emit)

    def value(self) -> Any:
        """What was entered."""
        return _value(self.input)

    def set_value(self, value: Any) -> None:
        """Put something in, as `value` gave it."""
        _set_value(self.input, value)

    def set_problem(self, problem: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        if problem == self.problem:
            return
        self.problem = problem
        self._problem.setText(problem)
        self._problem_row.setVisible(bool(problem))
        target = self._target()
        target.setProperty("invalid", bool(problem))
        restyle(target)
        self._describe()
        if problem:
            tell_around(self)

    def say_when_left(self, problem: str) -> None:
        """Say what is wrong until it is typed in again, unless something was said of it already."""
        if problem and not self.problem:
            self._said_when_left = problem
            self.set_problem(problem)

    def _left(self) -> None:
        if isinstance(self.input, DateField):
            self.say_when_left(self.input.wrong())
        if self._doubts is not None:
            self._say_doubt(self._doubts(self.value()))
        self.left.emit()

    def _typed_again(self) -> None:
        if self._said_when_left and self.problem == self._said_when_left:
            self.set_problem("")
        self._said_when_left = ""
        self._say_doubt("")

    def _say_doubt(self, doubt: str) -> None:
        if self._doubt_row is not None and doubt != self.doubt:
            self.doubt = doubt
            self._doubt_row.say(doubt)
            self._describe()

    def set_hint(self, hint: str) -> None:
        """Say something else beneath the label."""
        self.hint = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def stand_level_with(self, beside: Field) -> None:
        """The hints of two neighbours are equally high, over however many lines either goes."""
        for one, other in ((self, beside), (beside, self)):
            one._beside = other
            one._hint.setVisible(bool(self.hint or beside.hint))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._beside is not None:
            pair = (self, self._beside)
            needed = max(0, *(field._hint.heightForWidth(field.width()) for field in pair))
            for field in pair:
                field._hint.setMinimumHeight(needed)

    def take_focus(self) -> None:
        """Put the keyboard into the input."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_focus_into_sight(self) -> None:
        """Scroll to this field if the keyboard is in it, as after saving what has a problem here."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            _bring_into_sight(self, FIELD_EDGE)

    def say_name(self, name: str) -> None:
        """Another name for a screen reader, where the label alone would say too little."""
        self._said = name
        self._describe()

    def _target(self) -> QWidget:
        return self.input.edit if isinstance(self.input, DateField | Passphrase) else self.input

    def _describe(self) -> None:
        """What a screen reader says of the input: its name, then its problem and its hint."""
        name = f"{self._said}, required" if self.needed else self._said
        said = " ".join(filter(None, [f"Error: {self.problem}" if self.problem else "", self.doubt, self.hint]))
        inside: Iterable[QWidget]
        if isinstance(self.input, OneOf):
            inside = self.input.buttons.values()
        elif isinstance(self.input, SomeOf):
            inside = self.input.boxes.values()
        else:
            inside = ()
        for part in inside:
            assert isinstance(part, QAbstractButton)
            words = part.words if isinstance(part, Tick) else part.text().replace("&&", "&")
            part.setAccessibleName(f"{name}: {words}")
            part.setAccessibleDescription(said)
        self.input.setAccessibleName(name)
        self.input.setAccessibleDescription(said)
        if isinstance(self.input, DateField | Passphrase):
            self.input.describe(name, said)


def enter_does(call: Callable[[], object], fields: Iterable[Field]) -> None:
    """Enter in a line of these fields does what their form is for."""
    for field in fields:
        edit = field.input.edit if isinstance(field.input, DateField | Passphrase) else field.input
        if isinstance(edit, QLineEdit):
            edit.returnPressed.connect(lambda: call())


class _Noted(QWidget):
    """A line that is no error: worth a second look."""

    def __init__(self) -> None:
        super().__init__()
        row = row_of(self, spacing=6)
        row.addWidget(IconLabel("info", "muted", 15), 0, Qt.AlignmentFlag.AlignTop)
        self._text = label("", "hint", wrap=True)
        row.addWidget(self._text, 1)

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))


def _noted(parent: QWidget, box: QBoxLayout) -> _Noted:
    made = _Noted()
    made.setParent(parent)  # before it is hidden: else it would be a window of its own
    made.hide()
    box.addWidget(made)
    return made


def _when_changed(widget: Input, call: Callable[[], object]) -> None:
    if isinstance(widget, QLineEdit | TextArea):
        widget.textChanged.connect(lambda *_: call())
    elif isinstance(widget, Choice):
        widget.currentIndexChanged.connect(lambda *_: call())
    elif isinstance(widget, DateField | Passphrase):
        widget.changed.connect(lambda: call())
    else:
        widget.answered.connect(lambda: call())


def _value(widget: Input) -> Any:
    if isinstance(widget, QLineEdit):
        return _LINE_ENDS.sub(" ", widget.text()).strip()
    if isinstance(widget, TextArea):
        return widget.toPlainText().strip()
    if isinstance(widget, Choice):
        return widget.chosen()
    if isinstance(widget, OneOf):
        return widget.answer()
    if isinstance(widget, Passphrase):
        return widget.edit.text()  # with its spaces
    return widget.chosen() if isinstance(widget, SomeOf) else widget.text()


def _set_value(widget: Input, value: Any) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(_LINE_ENDS.sub(" ", value))
    elif isinstance(widget, TextArea):
        widget.setPlainText(value)
    elif isinstance(widget, Choice):
        widget.choose(value)
    elif isinstance(widget, OneOf):
        widget.give(value)
    elif isinstance(widget, SomeOf):
        widget.choose(value or ())
    elif isinstance(widget, Passphrase):
        widget.edit.setText(value)
    else:
        widget.set_text(value)


def lasting(fields: Mapping[str, Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they are kept to be taken up another day: a date says which day it is."""
    dates = {key: field.input for key, field in fields.items() if isinstance(field.input, DateField)}
    return {key: dates[key].lasting() if value and key in dates else value for key, value in answers.items()}


class ProblemSummary(Message):
    """What has to be put right, at the top of a form; each line leads to its field."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[QWidget] = []
        self._shown: tuple[dict[Field, str], list[str]] = ({}, [])

    def show_problems(self, title: str, problems: Mapping[Field, str], other: Iterable[str] = ()) -> None:
        """Show these problems; with none, go away. `other` are problems without a field."""
        lines = list(other)
        if (dict(problems), lines) == self._shown:
            return  # no flicker, and nothing is read out twice
        self._shown = (dict(problems), lines)
        self.clear_lines()
        self.links = []
        if not problems and not lines:
            self.hide()
            return
        self.say("danger", title, " ".join(lines))
        for field, problem in problems.items():
            link = button(f"{field.name}: {problem}", field.take_focus, role="link")
            self.links.append(link)
            self.add_line(link)
        self.announce(f"{title}. {'. '.join(problems.values())}")
        _bring_into_sight(self)
        for field in tuple(problems)[:1]:
            QTimer.singleShot(LAID_OUT_MILLISECONDS, field, field.bring_focus_into_sight)


def _bring_into_sight(widget: QWidget, edge: int = 50) -> None:
    """Scroll to a widget of a form, where it is in something that scrolls."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, edge, edge)
            return
        around = around.parentWidget()


__all__ = [
    "CHOOSE",
    "Choice",
    "DateField",
    "Field",
    "Input",
    "OneOf",
    "ProblemSummary",
    "SomeOf",
    "TextArea",
    "lasting",
    "scrolling",
]
