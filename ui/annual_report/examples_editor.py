"""One example: its marks decided one by one, its text and caption, how it will be printed, and the sign-off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedWidget, QWidget

from desk_app.problems import Problem
from ui.annual_report.examples_marks import MarkList
from ui.annual_report.examples_sign_off import SignOff
from ui.annual_report.examples_text import MarkedText, said
from ui.examples import Decision, Example, Examples, Mark
from ui.kit.flow import Flow
from ui.kit.form_rows import Field, TextArea
from ui.kit.messages import Message, announce
from ui.kit.widgets import Card, button, column_of, label, row_of, scrolling
from ui.session import Session

TEXT_HEIGHT = 250
BESIDE_FROM = 720
KEEP_AFTER = 400  # milliseconds after a key
UNSIGNED = (
    "This change has taken the sign-off back.",
    "What is printed is not what was signed. The example is not in the report until it is signed off again.",
)


class ExampleEditor(QWidget):
    """Nothing is held back: each decision is saved when it is taken. `closed` leads back to the list."""

    closed = Signal()
    case_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._examples: Examples = session.examples
        self.example: Example | None = None
        self.marks: tuple[Mark, ...] = ()
        body = QWidget()
        box = column_of(body, margins=(0, 0, 12, 12), spacing=14)
        self.message = Message(can_go=True)
        box.addWidget(self._head())
        box.addWidget(self.message)
        box.addWidget(self._deciding())
        box.addWidget(self._printed())
        self.sign_off = SignOff(session)
        self.sign_off.asked.connect(lambda: self._do(self._examples.sign_off))
        self.sign_off.withdrawn.connect(lambda: self._do(self._examples.withdraw))
        box.addWidget(self.sign_off)
        box.addStretch(1)
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(KEEP_AFTER)
        self._typed.timeout.connect(self._keep_typed)
        self.edit.textChanged.connect(self._note_typing)
        self.caption.changed.connect(self._note_typing)

    # --- building
    def _head(self) -> QWidget:
        line = QWidget()
        row = row_of(line, spacing=12)
        self.back = button("All examples", self._close, icon="arrow-left")
        row.addWidget(self.back)
        self.what = label("", "h2", wrap=True)
        row.addWidget(self.what, 1)
        self.open_case = button("Open the case", self._open_case, role="link")
        row.addWidget(self.open_case)
        return line

    def _deciding(self) -> QWidget:
        card = Card()
        self.left = label("", "label", wrap=True)
        card.box.addWidget(self.left)
        self._both = QWidget()
        self._beside = row_of(self._both, spacing=12)
        self._stack = QStackedWidget()
        self.text = MarkedText()
        self.text.pressed.connect(self._pressed)
        self.text.mark_entered.connect(self.choose)
        self.edit = TextArea(10)
        self.edit.setAccessibleName("Text of the example")
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.edit)
        self._stack.setMinimumWidth(1)
        self._beside.addWidget(self._stack, 5)
        self.list = MarkList()
        self.list.pressed.connect(self._pressed)
        self.list.moved.connect(self.choose)
        self.list.setMinimumWidth(1)
        self._beside.addWidget(self.list, 4)
        self._both.setFixedHeight(TEXT_HEIGHT)
        card.box.addWidget(self._both)
        self.why = label("", "muted", wrap=True)
        card.box.addWidget(self.why)
        card.box.addWidget(self._keys())
        card.box.addWidget(self._other_text())
        card.box.addWidget(self._text_buttons())
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The marks beside the text; beneath it where both would be too narrow to be read."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_FROM
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across if beside else down)
        self._both.setFixedHeight(TEXT_HEIGHT if beside else 2 * TEXT_HEIGHT - 100)

    def _keys(self) -> QWidget:
        self._deciders = QWidget()
        row = Flow(self._deciders)
        self.buttons = {}
        for name, words, key in (
            ("replace", "Replace", "R"),
            ("keep", "Keep", "K"),
            ("type", "Type another", "T"),
            ("next", "Next open mark", "N"),
        ):
            made = button(words, partial(self._pressed, name))
            made.setToolTip(f"{key}, in the text or the list of marks")
            self.buttons[name] = made
            row.addWidget(made)
        self.rest = button("Replace all that are open", self._replace_rest)
        row.addWidget(self.rest)
        return self._deciders

    def _other_text(self) -> QWidget:
        self._typing = QWidget()
        row = row_of(self._typing, spacing=8)
        self.other = Field("Print this instead", QLineEdit())
        assert isinstance(self.other.input, QLineEdit)
        self.other.input.returnPressed.connect(self._use_other)
        row.addWidget(self.other, 1)
        for made in (button("Use it", self._use_other), button("Leave it", self._leave_other)):
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
        self._typing.hide()
        return self._typing

    def _text_buttons(self) -> QWidget:
        line = QWidget()
        row = Flow(line)
        self.mark_words = button("Mark selected words", self._mark_words)
        self.unmark = button("Take my mark away", self._unmark)
        self.change = button("Change the text", self._edit, icon="pencil")
        self.keep_text = button("Keep this text", self._keep_text, role="primary")
        self.leave_text = button("Leave it as it was", self._leave_text)
        for made in (self.mark_words, self.unmark, self.change, self.keep_text, self.leave_text):
            row.addWidget(made)
        return line

    def _printed(self) -> QWidget:
        card = Card("As it will be printed")
        self.caption = Field("Whose words they are", QLineEdit(), hint="By role and team, never by name.")
        assert isinstance(self.caption.input, QLineEdit)
        self.caption.input.editingFinished.connect(self._keep_caption)
        card.box.addWidget(self.caption)
        self.preview = label("", "words", wrap=True, selectable=True)
        self.preview.setAccessibleName("As it will be printed")
        self.source = label("", "muted", wrap=True)
        card.box.addWidget(self.preview)
        card.box.addWidget(self.source)
        return card

    # --- showing
    def show_example(self, example: Example) -> None:
        """Open an example at its first open mark."""
        self.example = example
        self.message.hide()
        self._stack.setCurrentWidget(self.text)
        self._typing.hide()
        self.marks = self._examples.marks(example)
        self.refresh(self._next_open(-1))
        (self.list if self.marks else self.text).setFocus(Qt.FocusReason.OtherFocusReason)
        self._take_up(self._examples.typed(example))

    def _take_up(self, typed: dict[str, str]) -> None:
        """Go on with what was typed when the program ended."""
        if not typed or not self._session.writable:
            return
        if "caption" in typed:
            self.caption.set_value(typed["caption"])
        if "text" in typed:
            self._edit()
            self.edit.setPlainText(typed["text"])
        self.message.say(
            "info", "What you typed last is here.", "It was not saved yet. Keep it, or leave it as it was."
        )

    def _note_typing(self) -> None:
        is_typing = self.caption.input.hasFocus() or self._stack.currentWidget() is self.edit
        if self.example is not None and is_typing and not self._typed.isActive():  # keys that go on do not put it off
            self._typed.start()

    def _keep_typed(self) -> None:
        """Keep what is typed and not saved."""
        self._typed.stop()
        example = self.example
        if example is None:
            return
        values = {}
        if self._stack.currentWidget() is self.edit and self.edit.toPlainText() != example.text:
            values["text"] = self.edit.toPlainText()
        if self.caption.value() != example.caption:
            values["caption"] = str(self.caption.value())
        if values:
            self._examples.keep_typed(example, values)
        else:
            self._examples.drop_typed(example)

    def again(self) -> None:
        """What is stored has changed: show it, at the same mark."""
        if self.example is None:
            return
        now = self._examples.get(self.example.id)
        if now is None:
            self._close()
            return
        self.example = now
        self.marks = self._examples.marks(now)
        self.refresh(self.list.currentRow())

    def refresh(self, chosen: int) -> None:
        """Show the example in hand, with this mark chosen."""
        example = self.example
        assert example is not None
        chosen = min(max(chosen, 0), len(self.marks) - 1)
        reference = self._examples.reference(example)
        self.what.setText(f"Example from {reference}" if reference else "Example of a case that is gone")
        self.open_case.setVisible(bool(reference))
        open_ = sum(not mark.decided for mark in self.marks)
        self.left.setText(_left(len(self.marks), open_))
        self.text.show_text(example.text, self.marks, chosen)
        self.list.show_marks(example.text, self.marks, chosen)
        self._show_why(chosen)
        if not self.caption.input.hasFocus():
            self.caption.set_value(example.caption)
        self.preview.setText(self._examples.as_printed(example, self.marks))
        self.source.setText(example.caption)
        self.source.setVisible(bool(example.caption))
        self.sign_off.show_example(example, self.marks)
        self._offer(chosen)

    def _show_why(self, chosen: int) -> None:
        if not 0 <= chosen < len(self.marks):
            self.why.setText("Nothing was found in this text. Read it all the same: a name can look like a word.")
            return
        mark = self.marks[chosen]
        self.why.setText(f"{mark.reason} Proposed: “{mark.replacement}”.")

    def _offer(self, chosen: int) -> None:
        editing = self._stack.currentWidget() is self.edit
        can = self._session.writable and not editing
        has = 0 <= chosen < len(self.marks)
        for made in self.buttons.values():
            made.setEnabled(can and has)
        open_ = any(not mark.decided for mark in self.marks)
        self.rest.setEnabled(can and open_)
        self.buttons["next"].setEnabled(has and open_)
        self.unmark.setVisible(not editing and has and self.marks[chosen].kind.name == "OWN")
        self.mark_words.setVisible(not editing)
        self.mark_words.setEnabled(can)
        self.change.setVisible(not editing)
        self.change.setEnabled(can)
        self.keep_text.setVisible(editing)
        self.leave_text.setVisible(editing)
        self.caption.setEnabled(self._session.writable)

    def choose(self, row: int) -> None:
        """Take this mark in hand."""
        if row != self.list.currentRow():
            self.list.blockSignals(True)
            self.list.setCurrentRow(row)
            self.list.blockSignals(False)
        self.text.choose(row)
        self._typing.hide()
        self._show_why(row)
        self._offer(row)

    def _next_open(self, after: int) -> int:
        """The next mark that is not decided, from the start again after the last; the same if there is none."""
        order = [*range(after + 1, len(self.marks)), *range(after + 1)]
        return next((row for row in order if not self.marks[row].decided), after)

    # --- deciding
    def _pressed(self, name: str) -> None:
        row = self.list.currentRow()
        if self.example is None or not 0 <= row < len(self.marks):
            return
        if name == "next":
            self.choose(self._next_open(row))
        elif not self._session.writable:
            return
        elif name == "type":
            self.other.set_value(self.marks[row].replacement)
            self._typing.show()
            self.other.take_focus()
        else:
            self._decide([row], Decision.KEEP if name == "keep" else Decision.REPLACE)

    def _decide(self, rows: list[int], decision: Decision, replacement: str | None = None) -> None:
        last = rows[-1]
        marks = self.marks
        if self._do(lambda example: self._examples.decide(example, marks, rows, decision, replacement)):
            after = self._next_open(last)
            self.choose(after)
            left = sum(not mark.decided for mark in self.marks)
            announce(self, f"{said(self.marks[last]).capitalize()}. {_left(len(self.marks), left)}")

    def _replace_rest(self) -> None:
        rows = [n for n, mark in enumerate(self.marks) if not mark.decided]
        if rows:
            self._decide(rows, Decision.REPLACE)

    def _use_other(self) -> None:
        text = str(self.other.value()).strip()
        if not text:
            self.other.set_problem("Enter the words to print instead.")
            return
        self.other.set_problem("")
        self._typing.hide()
        self._decide([self.list.currentRow()], Decision.REPLACE, text)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_other(self) -> None:
        self._typing.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_words(self) -> None:
        start, end = self.text.selected()
        marks = self.marks
        if self._do(lambda example: self._examples.mark(example, marks, start, end)):
            self.choose(next((n for n, mark in enumerate(self.marks) if mark.start == start), 0))

    def _unmark(self) -> None:
        row, marks = self.list.currentRow(), self.marks
        self._do(lambda example: self._examples.unmark(example, marks, row))

    # --- text and caption
    def _edit(self) -> None:
        assert self.example is not None
        self.edit.setPlainText(self.example.text)
        self._stack.setCurrentWidget(self.edit)
        self._offer(self.list.currentRow())
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_text(self) -> None:
        text = self.edit.toPlainText()
        if self._do(lambda example: self._examples.write(example, text)):
            self._leave_text()
            self.choose(self._next_open(-1))

    def _leave_text(self) -> None:
        self._stack.setCurrentWidget(self.text)
        self._keep_typed()
        self._offer(self.list.currentRow())

    def _keep_caption(self) -> None:
        caption = str(self.caption.value())
        if self.example is not None and " ".join(caption.split()) != self.example.caption:
            self._do(lambda example: self._examples.change_caption(example, caption))
        self._keep_typed()

    def keep(self) -> None:
        """Keep at once what is being typed."""
        if self.example is None:
            return
        self._keep_caption()
        if self._stack.currentWidget() is self.edit:
            self._keep_text()

    # --- doing
    def _do(self, verb: Callable[[Example], object]) -> bool:
        """Do a verb to the example; whether it went well. What went wrong stands in a line."""
        if self.example is None:
            return False
        signed = verb != self._examples.withdraw and self._examples.signed_now(self.example)
        try:
            verb(self.example)
        except Problem as problem:
            self.message.say("danger", problem.message, problem.remedy)
            self.message.announce(f"{problem.message} {problem.remedy}")
            self.area.ensureWidgetVisible(self.message)
            return False
        self.message.hide()
        self.again()
        if signed and self.example is not None and not self._examples.signed_now(self.example):
            self.message.say("warn", *UNSIGNED)
            self.message.announce(" ".join(UNSIGNED))
        return True

    def _close(self) -> None:
        self.keep()
        self.example = None
        self.closed.emit()

    def _open_case(self) -> None:
        if self.example is not None and self.example.case_id is not None:
            self.case_wanted.emit(self.example.case_id)


def _left(marks: int, open_: int) -> str:
    if not marks:
        return "No marks"
    whole = "1 mark" if marks == 1 else f"{marks} marks"
    return f"{whole}, all decided" if not open_ else f"{whole}, {open_} to decide"
