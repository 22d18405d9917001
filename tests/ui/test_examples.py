"""Examples of the annual report: chosen, each mark decided by keyboard, signed off; what is not is not printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged, examples
from desk_app.records import Example
from ui.annual_report.examples import ExamplesStep
from ui.annual_report.step import State
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow

Log = Callable[..., Logged]
YEAR = "2026/27"
WORDS = "Angela Firth was kind to Carys 😀. Ring 07700 900123, or Mrs Abernathy in Mill Cottage."
COMPLIMENT: dict[str, Any] = {
    "kind": "Compliment",
    "words": WORDS,
    "summary": "Thanks for the visits",
    "complainant": {"name": "Carys Pugh", "relationship": "Foster carer"},
    "recipients": [{"name": "Angela Firth", "job": "Social worker"}],
    "child": None,
    "at_risk": None,
    "route": None,
}


def compliment(logged: Log, **answers: Any) -> int:
    """Logged past the window."""
    return logged(**{**COMPLIMENT, **answers}).case_id


@pytest.fixture
def step(window: MainWindow, logged: Log, qtbot: QtBot) -> Iterator[ExamplesStep]:
    """The step of 2026/27, with a compliment and a complaint to choose from."""
    logged()
    compliment(logged)
    assert window.session is not None
    made = ExamplesStep(window.session, YEAR)
    made.resize(820, 760)
    made.show()
    qtbot.waitExposed(made)
    made.arrive()
    qtbot.waitUntil(lambda: made.session.examples.prepared)
    yield made
    made.let_go()
    made.close()
    made.deleteLater()


@pytest.fixture
def editing(step: ExamplesStep, qtbot: QtBot) -> ExamplesStep:
    """Its compliment chosen with the keyboard, and open."""
    step.cases.setFocus()
    qtbot.keyClick(step.cases, Qt.Key.Key_Return)
    assert step.editor.isVisible()
    return step


def stored(step: ExamplesStep) -> Example:
    [found] = step.session.examples.of(YEAR)
    return found


def printed(step: ExamplesStep) -> str:
    return step.editor.preview.text()


def rows(step: ExamplesStep) -> list[str]:
    listed = step.editor.list
    return [listed.item(n).text() for n in range(listed.count())]


# --- choosing
def test_only_cases_of_the_kind_and_year_can_be_chosen(step: ExamplesStep, logged: Log) -> None:
    """A compliment among compliments; found by a word; used once."""
    assert [step.cases.item(n).text().splitlines()[1] for n in range(step.cases.count())] == ["Thanks for the visits"]
    step.search.set_value("visits")
    step._show_candidates()
    assert step.cases.count() == 1
    step.search.set_value("nowhere")
    step._show_candidates()
    assert step.count.text() == "No case has these words."
    step.search.set_value("")
    step.sets.give("Complaints")
    step.show_all()
    assert [step.cases.item(n).text().splitlines()[1] for n in range(step.cases.count())] == ["Allowance paid late"]


def test_the_step_says_how_many_are_ready_and_how_many_wait(editing: ExamplesStep) -> None:
    """First none, then one that waits, then one that is ready."""
    assert (editing.state(), editing.note()) == (State.TO_DO, "1 waiting")
    sign(editing, "Bea Sample")
    assert (editing.state(), editing.note()) == (State.DONE, "1 ready")


def sign(step: ExamplesStep, second: str) -> None:
    """Everything replaced, signed off here, and by another member past the window."""
    step.editor.rest.click()
    step.editor.sign_off.sign.click()
    assert not step.editor.message.isVisible(), step.editor.message.accessibleName()
    store = step.session.desk.store
    change = examples.sign_off(store, stored(step), examples.known(store), step.session.today, second)
    step.session.changed.emit(change)


# --- deciding by keyboard
def test_marks_are_decided_by_keys(editing: ExamplesStep, qtbot: QtBot) -> None:
    """R replaces, K keeps, each goes on to the next; N leaves one for later; T types another text."""
    editor = editing.editor
    assert len(editor.marks) == 5
    editor.list.setFocus()
    qtbot.keyClick(editor.list, Qt.Key.Key_R)
    assert editor.list.currentRow() == 1
    qtbot.keyClick(editor.list, Qt.Key.Key_N)
    assert editor.list.currentRow() == 2
    qtbot.keyClick(editor.list, Qt.Key.Key_K)
    qtbot.keyClick(editor.list, Qt.Key.Key_T)
    assert isinstance(editor.other.input, QLineEdit)
    editor.other.input.setText("our neighbour")
    qtbot.keyClick(editor.other.input, Qt.Key.Key_Return)
    assert (
        printed(editing)
        == "[name removed] was kind to [name removed] 😀. Ring 07700 900123, or our neighbour in [address]."
    )
    assert editor.left.text() == "5 marks, 2 to decide"
    assert stored(editing).text == WORDS


def test_the_same_keys_decide_in_the_text(editing: ExamplesStep, qtbot: QtBot) -> None:
    """The mark that the cursor comes into is the one in hand."""
    text = editing.editor.text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index("Carys") + 1)
    text.setTextCursor(cursor)
    qtbot.keyClick(text, Qt.Key.Key_Right)
    assert editing.editor.list.currentRow() == 1
    qtbot.keyClick(text, Qt.Key.Key_K)
    assert rows(editing)[1] == "Carys\nName, kept"


def test_what_is_decided_stands_in_words_in_text_and_list(editing: ExamplesStep) -> None:
    """Never by colour alone."""
    assert "Angela Firth ‹Name: to decide›" in editing.editor.text.toPlainText()
    editing.editor.buttons["keep"].click()
    assert "Angela Firth ‹Name: kept›" in editing.editor.text.toPlainText()
    assert rows(editing)[:2] == ["Angela Firth\nName, kept", "Carys\nName, to decide"]


def test_selected_words_are_marked_by_hand(editing: ExamplesStep) -> None:
    """Also behind a character that takes two of Qt's places, and across a label; the mark can be taken away."""
    editor = editing.editor
    shown = editor.text.toPlainText()
    cursor = editor.text.textCursor()
    document = editor.text.document()
    found = document.find("kind")
    cursor.setPosition(found.selectionStart())
    cursor.setPosition(found.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    editor.text.setTextCursor(cursor)
    editor.mark_words.click()
    assert "kind\nYour own mark, becomes “[removed]”" in rows(editing)
    assert "was [removed] to" in printed(editing)
    assert editor.unmark.isVisible()
    editor.unmark.click()
    assert "was kind to" in printed(editing)
    assert editor.text.toPlainText() == shown
    found = document.find("Ring")
    assert found.selectionStart() > 0
    editor.text.setTextCursor(found)
    editor.mark_words.click()
    assert "Ring\nYour own mark, becomes “[removed]”" in rows(editing)


def test_without_a_selection_nothing_is_marked(editing: ExamplesStep) -> None:
    """It says what to do."""
    editing.editor.mark_words.click()
    assert "No words are selected" in editing.editor.message.accessibleName()
    assert len(editing.editor.marks) == 5


# --- text, caption, sign-off
def test_another_text_keeps_the_decisions_on_the_same_words(editing: ExamplesStep) -> None:
    """The case keeps its own."""
    editor = editing.editor
    editor.buttons["keep"].click()
    editor.change.click()
    editor.edit.setPlainText("Angela Firth and Zoltan Kern helped Carys.")
    editor.keep_text.click()
    assert rows(editing) == [
        "Angela Firth\nName, kept", "Zoltan Kern\nName, to decide", "Carys\nName, to decide",
    ]  # fmt: skip
    file = editing.session.desk.case_file(stored(editing).case_id or 0)
    assert file.case.words == WORDS


def test_what_is_typed_is_kept_when_the_step_is_left(editing: ExamplesStep) -> None:
    """Closing the wizard loses nothing."""
    editing.editor.caption.set_value("A carer")
    editing.editor.change.click()
    editing.editor.edit.setPlainText("Somebody was kind.")
    editing.leave()
    assert (stored(editing).caption, stored(editing).text) == ("A carer", "Somebody was kind.")


def test_what_is_typed_survives_a_program_that_is_killed(editing: ExamplesStep, qtbot: QtBot) -> None:
    """Kept within a second, offered again, and gone once it is saved."""
    example = stored(editing)
    editing.editor.change.click()
    editing.editor.edit.setPlainText("Somebody was kind.")
    qtbot.waitUntil(lambda: editing.session.examples.typed(example) == {"text": "Somebody was kind."})
    again = ExamplesStep(editing.session, YEAR)
    qtbot.addWidget(again)
    again.open_example(example)
    assert again.editor.edit.toPlainText() == "Somebody was kind."
    again.editor.keep_text.click()
    assert stored(editing).text == "Somebody was kind."
    assert editing.session.examples.typed(stored(editing)) == {}


def test_signing_off_needs_every_decision_and_another_member(editing: ExamplesStep) -> None:
    """The button is off until then, and says why."""
    sign_off = editing.editor.sign_off
    assert not sign_off.sign.isEnabled()
    assert sign_off.sign.accessibleDescription() == "5 marks are to be decided first."
    editing.editor.rest.click()
    assert sign_off.sign.isEnabled()
    sign_off.sign.click()
    assert stored(editing).signed_by == "Alex Example"
    assert not sign_off.sign.isEnabled()
    assert sign_off.state.text().endswith("It waits for another member than you to sign it off.")


def test_a_change_after_the_sign_off_takes_it_away(editing: ExamplesStep, qtbot: QtBot) -> None:
    """Seen at once."""
    sign(editing, "Bea Sample")
    assert editing.editor.sign_off.state.text().endswith("It will be printed.")
    editing.editor.list.setCurrentRow(0)
    qtbot.keyClick(editing.editor.list, Qt.Key.Key_K)
    assert stored(editing).signed_by == ""
    assert editing.editor.sign_off.state.text().startswith("All marks are decided.")


def test_a_change_that_takes_the_sign_off_back_says_so(editing: ExamplesStep) -> None:
    """A comma in the caption is enough; taking it back oneself needs no word."""
    editor = editing.editor
    sign(editing, "Bea Sample")
    editor.caption.set_value("A carer, Fostering")
    editor._keep_caption()
    assert stored(editing).signed_by == ""
    assert editor.message.isVisible()
    assert editor.message.accessibleName().startswith("This change has taken the sign-off back.")
    sign(editing, "Bea Sample")
    assert not editor.message.isVisible()
    editor.sign_off.take_back.click()
    assert stored(editing).signed_by == ""
    assert not editor.message.isVisible()


def test_a_name_in_the_caption_is_said_when_signing(editing: ExamplesStep) -> None:
    """And nothing is signed."""
    editing.editor.rest.click()
    editing.editor.caption.set_value("Mother of Carys")
    editing.editor.keep()
    editing.editor.sign_off.sign.click()
    assert "“Carys” would stand in the printed caption." in editing.editor.message.accessibleName()
    assert stored(editing).signed_by == ""


# --- the list
def test_examples_are_ordered_and_removed(step: ExamplesStep, logged: Log) -> None:
    """Back in the list; the case can be chosen again."""
    compliment(logged, words="Thank you.", summary="A card")
    step.show_all()
    for _ in range(2):
        step.use.click()
        step.editor.back.click()
    texts = [step.chosen.item(n).text().splitlines()[1] for n in range(2)]
    step.chosen.setCurrentRow(1)
    step.up.click()
    assert [step.chosen.item(n).text().splitlines()[1] for n in range(2)] == texts[::-1]
    step.remove.click()
    assert step.chosen.count() == 1
    assert step.cases.count() == 1


def test_everything_that_takes_the_focus_has_a_name(editing: ExamplesStep) -> None:
    """In the editor and in the list, and the marks say which of how many they are."""
    for widget in editing.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            interface = QAccessible.queryAccessibleInterface(widget)
            named = interface is not None and bool(interface.text(QAccessible.Text.Name))
            assert named or (isinstance(widget, QAbstractButton) and widget.text()), widget
    spoken = editing.editor.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Angela Firth. Name, to decide. The name of somebody on the case. Mark 1 of 5"


def test_nothing_is_cut_off_in_a_narrow_step(editing: ExamplesStep, themes: ThemeManager) -> None:
    """At 520 pixels the buttons go on in another line; in the dark the marks are still marked."""
    editing.resize(520, 700)
    body = editing.editor.area.widget()
    assert body is not None
    assert body.width() <= editing.editor.area.viewport().width()
    themes.set_mode(Mode.DARK)
    assert "‹Name: to decide›" in editing.editor.text.toPlainText()
    themes.set_mode(Mode.LIGHT)
