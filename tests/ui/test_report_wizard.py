"""The annual report's wizard: steps with their state, rows that open cases, words that are kept, pages that keep up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged, report_texts
from desk_app.records import Approval, Decision, Recommendation, ReportText, SettingRecord
from desk_app.report.data_check import Row
from desk_app.settings import to_row
from desk_app.store import Store
from ui.annual_report import AnnualReportScreen
from ui.annual_report.approval import ApprovalStep
from ui.annual_report.carried_line import CarriedLine
from ui.annual_report.check_model import FOLDED_FROM, Folded
from ui.annual_report.data_check import DataCheckStep
from ui.annual_report.own_cards import OwnMeasureCard, OwnSectionCard
from ui.annual_report.pages import PagesStep
from ui.annual_report.recommendations import RecommendationsStep
from ui.annual_report.step import State, Step
from ui.annual_report.words import WordsStep
from ui.cases.case_screen import CaseScreen
from ui.kit.marked_text import MarkedText
from ui.main_window import MainWindow
from ui.pages import CASE, REPORT, SETTINGS

PATIENCE = 30_000
YEAR = "2025/26"
Log = Callable[..., Logged]
S = TypeVar("S", bound=Step)


@pytest.fixture
def screen(window: MainWindow, store: Store, logged: Log, qtbot: QtBot) -> AnnualReportScreen:
    """The report of 2025/26, in which one complaint was received; its pages are there, its data are checked."""
    with store.change("change settings") as change:
        change.put(None, to_row("council", "Exampleshire Council"))
        change.put(None, to_row("telephone", "01632 960000"))
    logged(received_on="3 Feb 2026")
    made = window.go(REPORT)
    assert isinstance(made, AnnualReportScreen)
    qtbot.waitUntil(lambda: made.view.pages > 0, timeout=PATIENCE)
    check = made.steps[1]
    assert isinstance(check, DataCheckStep)
    qtbot.waitUntil(lambda: check._rows is not None, timeout=PATIENCE)
    return made


def shown(screen: AnnualReportScreen, kind: type[S]) -> S:
    """The step of that kind, in sight."""
    step = screen.show_step(kind.title)
    assert isinstance(step, kind)
    return step


def text_of(screen: AnnualReportScreen) -> str:
    return " ".join("".join(screen.view.text_of(n) for n in range(screen.view.pages)).split())


# --- steps ------------------------------------------------------------------------------------------------
def test_each_step_says_how_far_it_is(screen: AnnualReportScreen) -> None:
    """In words, for the eye and for a screen reader."""
    said = [screen.list.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(screen.list.count())]
    assert said[0] == "Year and scope, Done: 2025/26"
    assert said[1].startswith("Data check, To do: ")
    assert [step.title for step in screen.steps][:2] == ["Year and scope", "Data check"]
    assert screen.steps[-1].title in {"Preview and export", "Publish"}


def test_where_the_steps_are_numbers_the_title_names_the_one_in_sight(
    screen: AnnualReportScreen, window: MainWindow, qtbot: QtBot
) -> None:
    """As at 150 % on a laptop; the others are named by tool tips and for a screen reader."""
    window.resize(910, 512)
    qtbot.waitUntil(lambda: screen.list.item(0).text() == "1")
    assert screen.heading.title.text() == f"Step 1 of {len(screen.steps)}: Year and scope"
    screen.next.click()
    assert screen.heading.title.text() == f"Step 2 of {len(screen.steps)}: Data check"
    assert screen.list.item(2).toolTip().startswith(screen.steps[2].title)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: screen.heading.title.text() == "Data check")


def test_next_and_back_go_through_the_steps(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """With the buttons, and with the keyboard."""
    for step in screen.steps[1:]:
        screen.next.click()
        assert screen.step is step
    assert not screen.next.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert screen.step is screen.steps[-2]


def test_another_year_has_steps_of_its_own(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Nothing of the year before is left in them."""
    before = list(screen.steps)
    screen.year.choose("2026/27")
    assert [step.year for step in screen.steps[1:]] == ["2026/27"] * len(before[1:])
    assert screen.steps[0] is before[0]
    qtbot.waitUntil(lambda: "2026/27" in text_of(screen), timeout=PATIENCE)


# --- data check ---------------------------------------------------------------------------------------------
def test_a_row_opens_its_case(screen: AnnualReportScreen, window: MainWindow, qtbot: QtBot) -> None:
    """Enter on the first row."""
    step = shown(screen, DataCheckStep)
    row = step.model.rows[0]
    assert isinstance(row, Row)
    qtbot.keyClick(step.table, Qt.Key.Key_Return)
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.isVisible()
    assert case.file is not None
    assert case.file.case.reference == row.reference


def test_accepting_by_kind_is_kept_with_who_and_can_be_undone(
    screen: AnnualReportScreen, store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    """The rows go; undo brings them back."""
    step = shown(screen, DataCheckStep)
    before = len(step.model.rows)
    step.table.setCurrentIndex(step.model.index(0, 0))
    step.accept_kind.click()
    qtbot.waitUntil(lambda: len(step.model.rows) < before, timeout=PATIENCE)
    assert {decision.decided_by for decision in store.all(Decision)} == {"Alex Example"}
    step.accepted.setChecked(True)
    assert len(step.model.rows) == before
    assert window.session is not None
    window.session.undo()
    qtbot.waitUntil(lambda: all(row.accepted is None for row in step._rows or ()), timeout=PATIENCE)


def test_a_kind_with_many_rows_is_one_line_and_enter_lists_them(
    screen: AnnualReportScreen, logged: Log, window: MainWindow, qtbot: QtBot
) -> None:
    """Else they drown the others; accepted together."""
    step = shown(screen, DataCheckStep)
    assert window.session is not None
    change = None
    for day in range(1, FOLDED_FROM + 1):
        change = logged(received_on=f"{day} Jun 2025").change
    window.session.changed.emit(change)
    qtbot.waitUntil(lambda: len(step._rows or ()) > FOLDED_FROM, timeout=PATIENCE)
    at, line = next((n, line) for n, line in enumerate(step.model.rows) if isinstance(line, Folded))
    assert step.model.data(step.model.index(at, 0)) == f"{len(line.rows)} rows"
    assert len(step.model.rows) < len(step._rows or ())
    step.table.setCurrentIndex(step.model.index(at, 0))
    assert not step.open.isEnabled()
    qtbot.keyClick(step.table, Qt.Key.Key_Return)
    assert step.kind.chosen().startswith(line.rule.title)
    assert step.model.rows == list(line.rows)
    step.kind.choose("")
    step.table.setCurrentIndex(step.model.index(at, 0))
    step.accept.click()
    qtbot.waitUntil(
        lambda: all(row.accepted for row in step._rows or () if row.rule.key == line.rule.key), timeout=PATIENCE
    )


def test_all_accepted_is_done(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Several selected at once."""
    step = shown(screen, DataCheckStep)
    step.table.selectAll()
    step.accept.click()
    qtbot.waitUntil(lambda: step.state() is State.DONE, timeout=PATIENCE)
    assert step.said.text().startswith("Nothing is left to do")


def test_a_council_without_a_telephone_number_is_told_so(
    screen: AnnualReportScreen, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """The report prints nobody else's: the check says what is missing, is not done, and leads to Settings."""
    step = shown(screen, DataCheckStep)
    assert not step.council.isVisible()
    before = step.note()
    with store.change("change settings") as change:
        for row in store.all(SettingRecord):
            change.put(row, None)
    step.arrive()
    assert step.council.isVisible()
    assert step.council.accessibleName() == "The report does not say the name of the council or how people reach you"
    assert step.state() is State.TO_DO
    assert step.note() != before
    step.council.findChildren(QPushButton)[0].click()
    assert window.current() == SETTINGS
    with store.change("change settings") as change:
        change.put(None, to_row("telephone", "01632 960000"))
        change.put(None, to_row("council", "Exampleshire Council"))
    step.arrive()
    assert not step.council.isVisible()


# --- words ----------------------------------------------------------------------------------------------------
def writing(step: WordsStep, section: str, key: str) -> MarkedText:
    """The editor of a paragraph, begun."""
    step.choose(section)
    step.cards[key].begin()
    editor = step.cards[key].editor
    assert editor is not None
    return editor


def test_what_is_typed_is_on_the_page_before_it_is_saved(
    screen: AnnualReportScreen, store: Store, qtbot: QtBot
) -> None:
    """And kept in the store within a second, without a change for each key."""
    step = shown(screen, WordsStep)
    editor = writing(step, "feedback", "volumes.kinds")
    editor.area.setPlainText("Marigold families wrote.")
    qtbot.waitUntil(lambda: "Marigold families wrote." in text_of(screen), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(store.drafts()), timeout=PATIENCE)
    assert store.drafts()[0].data == {"volumes.kinds": "Marigold families wrote."}
    assert store.all(ReportText) == []


def test_leaving_a_field_makes_one_change_of_it(screen: AnnualReportScreen, store: Store) -> None:
    """The draft goes, the history has one line."""
    step = shown(screen, WordsStep)
    editor = writing(step, "feedback", "volumes.kinds")
    for letter in "Families wrote.":
        QApplication.processEvents()
        editor.area.insertPlainText(letter)
    step.section.setFocus()
    (text,) = store.all(ReportText)
    assert text.text.endswith("Families wrote.")
    assert report_texts.written_on(text).startswith("The service received one piece of feedback")
    assert store.drafts() == []


def test_a_page_made_anew_stays_where_it_was(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Typing does not turn pages."""
    step = shown(screen, WordsStep)
    editor = writing(step, "feedback", "volumes.kinds")
    page = screen.view.page()
    assert page > 2
    editor.area.setPlainText("Marigold.")
    qtbot.waitUntil(lambda: "Marigold." in text_of(screen), timeout=PATIENCE)
    assert screen.view.page() == page


def test_changed_figures_are_said_with_both_values_and_decided(
    screen: AnnualReportScreen, store: Store, logged: Log, window: MainWindow, qtbot: QtBot
) -> None:
    """Written on one piece of feedback; then another case comes in. Mine stays, or the new draft does."""
    step = shown(screen, WordsStep)
    editor = writing(step, "feedback", "volumes.kinds")
    editor.area.setPlainText("Only one family wrote.")
    step.section.setFocus()
    qtbot.waitUntil(lambda: step.cards["volumes.kinds"].paragraph.text is not None, timeout=PATIENCE)
    assert window.session is not None
    window.session.changed.emit(logged(received_on="4 Feb 2026").change)
    card = step.cards["volumes.kinds"]
    qtbot.waitUntil(card.message.isVisible, timeout=PATIENCE)
    assert step.state() is State.CHANGED
    lines = " ".join(
        card.message._lines.itemAt(n).widget().text()  # type: ignore[union-attr]
        for n in range(card.message._lines.count())
        if hasattr(card.message._lines.itemAt(n).widget(), "wordWrap")  # type: ignore[union-attr]
    )
    assert "one piece" in lines
    assert "2 pieces" in lines
    mine = next(b for b in card.message.findChildren(QPushButton) if b.accessibleName() == "Keep mine")
    mine.click()
    qtbot.waitUntil(lambda: not card.message.isVisible(), timeout=PATIENCE)
    assert store.all(ReportText)[0].text == "Only one family wrote."


def test_the_draft_can_be_taken_again(screen: AnnualReportScreen, store: Store, qtbot: QtBot) -> None:
    """And the editor is gone."""
    step = shown(screen, WordsStep)
    writing(step, "feedback", "volumes.kinds").area.setPlainText("Marigold.")
    step.section.setFocus()
    assert store.all(ReportText)
    step.cards["volumes.kinds"].take_draft.click()
    assert store.all(ReportText) == []
    qtbot.waitUntil(lambda: "Marigold" not in text_of(screen), timeout=PATIENCE)
    assert step.cards["volumes.kinds"].editor is None


def test_a_paragraph_can_be_left_out_and_put_in_again(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """It says so in its place."""
    step = shown(screen, WordsStep)
    step.choose("introduction")
    card = step.cards["introduction.law"]
    card.leave_out.click()
    qtbot.waitUntil(lambda: "Regulation 13" not in text_of(screen), timeout=PATIENCE)
    qtbot.waitUntil(card.put_in.isVisible, timeout=PATIENCE)
    assert card.draft.text().startswith("Left out of the report.")
    card.put_in.click()
    qtbot.waitUntil(lambda: "Regulation 13" in text_of(screen), timeout=PATIENCE)


def test_a_section_that_was_read_says_when_it_has_changed(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Ticked, then written in."""
    step = shown(screen, WordsStep)
    step.choose("introduction")
    step.is_read.setChecked(True)
    qtbot.waitUntil(lambda: step.section.currentText() == "1. Introduction: read", timeout=PATIENCE)
    writing(step, "introduction", "introduction.law").area.setPlainText("The law asks for it.")
    qtbot.waitUntil(lambda: step.section.currentText() == "1. Introduction: changed since", timeout=PATIENCE)


def test_an_own_section_and_an_own_figure_are_printed(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Heading, text and place; a name and a value."""
    step = shown(screen, WordsStep)
    step.choose("")
    step.add_section()
    card = next(card for card in step.own.values() if isinstance(card, OwnSectionCard))
    card.heading.set_value("Advocates in the year")
    card.editor.area.setPlainText("We paid for two.")
    step.add_measure()
    row = next(card for card in step.own.values() if isinstance(card, OwnMeasureCard))
    row.name.set_value("Hours of advocacy")
    row.values[YEAR].set_value("1,350")
    qtbot.waitUntil(lambda: "1,350" in text_of(screen), timeout=PATIENCE)
    text = text_of(screen)
    assert "Advocates in the year We paid for two." in text
    assert "Hours of advocacy 1,350" in text


def test_marks_are_put_around_what_is_selected(screen: AnnualReportScreen) -> None:
    """Bold; a list of the lines."""
    step = shown(screen, WordsStep)
    editor = writing(step, "feedback", "volumes.kinds")
    editor.area.setPlainText("one\ntwo")
    editor.area.selectAll()
    editor.buttons.findChildren(QPushButton)[3].click()
    assert editor.text() == "- one\n- two"
    editor.area.selectAll()
    editor.buttons.findChildren(QPushButton)[0].click()
    assert editor.text() == "**- one\n- two**"


def test_misspelt_words_are_listed_replaced_and_learnt(
    screen: AnnualReportScreen, window: MainWindow, qtbot: QtBot
) -> None:
    """Beneath the editor, each with a menu of what may have been meant."""
    step = shown(screen, WordsStep)
    qtbot.waitUntil(lambda: step.speller.is_ready, timeout=PATIENCE)
    editor = writing(step, "feedback", "volumes.kinds")
    card = step.cards["volumes.kinds"]
    editor.area.setPlainText("We recieved a telecaare box.")
    spelling = card.spelling
    assert spelling is not None
    qtbot.waitUntil(lambda: spelling.words == ["recieved", "telecaare"], timeout=PATIENCE)
    menu = spelling.findChildren(QMenu)[0]
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "received").trigger()
    assert editor.text() == "We received a telecaare box."
    step.speller.add("telecaare")
    qtbot.waitUntil(lambda: spelling.words == [], timeout=PATIENCE)
    assert window.session is not None
    assert window.session.settings().own_words == ("telecaare",)


def test_what_was_typed_before_a_crash_is_taken_up(window: MainWindow, logged: Log, store: Store, qtbot: QtBot) -> None:
    """A draft of the report is there when its page is first visited; it is no draft of a case."""
    logged(received_on="3 Feb 2026")
    store.keep_draft(f"report-{YEAR}", "Report", {"volumes.kinds": "Marigold families."})
    assert window.session is not None
    assert window.session.every_draft() == []
    screen = window.go(REPORT)
    assert isinstance(screen, AnnualReportScreen)
    qtbot.waitUntil(lambda: screen.view.pages > 0 and "Marigold families." in text_of(screen), timeout=PATIENCE)
    step = shown(screen, WordsStep)
    step.choose("feedback")
    editor = step.cards["volumes.kinds"].editor
    assert editor is not None
    assert editor.text() == "Marigold families."
    window.go("today")
    assert [text.text for text in store.all(ReportText)] == ["Marigold families."]


# --- recommendations -------------------------------------------------------------------------------------------
def test_last_year_s_recommendations_come_with_their_progress(
    window: MainWindow, logged: Log, store: Store, qtbot: QtBot
) -> None:
    """Typed here, printed in section 9; recommended again, in section 10."""
    logged(received_on="3 Feb 2026")
    with store.change("recommend") as change:
        change.put(None, Recommendation(year="2024/25", position=1, text="Ring back at once", owner="Dee Bramble"))
    screen = window.go(REPORT)
    assert isinstance(screen, AnnualReportScreen)
    qtbot.waitUntil(lambda: screen.view.pages > 0, timeout=PATIENCE)
    step = shown(screen, RecommendationsStep)
    assert (step.state(), step.note()) == (State.TO_DO, "1 without progress")
    (field,) = step.progress.values()
    field.set_value("Done since Marigold Day")
    qtbot.waitUntil(lambda: "Done since Marigold Day" in text_of(screen), timeout=PATIENCE)
    again = next(b for b in step.findChildren(QPushButton) if b.accessibleName() == "Recommend it again")
    again.click()
    assert [(r.year, r.text) for r in store.all(Recommendation)] == [
        ("2024/25", "Ring back at once"),
        (YEAR, "Ring back at once"),
    ]
    assert store.all(Recommendation)[0].progress == "Done since Marigold Day"
    assert step.state() is State.DONE


def test_stars_in_a_recommendation_are_said_to_be_printed(screen: AnnualReportScreen) -> None:
    """It is words alone: said beneath, and gone with the stars."""
    step = shown(screen, RecommendationsStep)
    step.add.click()
    text = step.fields[max(step.fields)][0]
    text.set_value("See the *appendix*")
    line = next(line for line in step.findChildren(CarriedLine) if line.said)
    assert not line.isHidden()
    assert line.said[0].startswith("Bold, italic and links cannot be carried here")
    text.set_value("See the appendix")
    assert line.isHidden()


def test_recommendations_are_typed_ordered_and_removed(screen: AnnualReportScreen, store: Store) -> None:
    """Typed into two, the second goes up, the first is removed."""
    step = shown(screen, RecommendationsStep)
    for text in ("Answer sooner", "Write shorter"):
        step.add.click()
        step.fields[max(step.fields)][0].set_value(text)
    second = max(step.fields)
    step._move(second, up=True)
    assert [r.text for r in sorted(store.all(Recommendation), key=lambda r: r.position)] == [
        "Write shorter",
        "Answer sooner",
    ]
    QApplication.processEvents()
    gone = next(
        b for b in step.findChildren(QToolButton) if b.isVisible() and b.accessibleName() == "Remove recommendation 1"
    )
    gone.click()
    assert [r.text for r in store.all(Recommendation)] == ["Answer sooner"]


def test_a_section_without_a_heading_is_named_beside_it(screen: AnnualReportScreen) -> None:
    """It would be printed nowhere; with a heading it is."""
    step = shown(screen, WordsStep)
    step.choose("")
    step.add_section()
    (card,) = step.own.values()
    assert isinstance(card, OwnSectionCard)
    card.editor.area.setPlainText("Advocates met twice.")
    card.editor.left.emit()
    assert card.heading.problem == "Give it a heading: it is not printed yet."
    assert any("without a heading" in said for said in step.left())
    card.heading.set_value("Advocates")
    assert card.heading.problem == ""
    card.editor.left.emit()
    assert not any("without a heading" in said for said in step.left())


def test_a_cell_for_a_number_takes_no_words(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Said beside it, and printed as nothing."""
    step = shown(screen, WordsStep)
    step.choose("")
    step.add_measure()
    (card,) = step.own.values()
    assert isinstance(card, OwnMeasureCard)
    card.name.set_value("Advocates paid")
    field = card.values[YEAR]
    field.set_value("plenty")
    field.left.emit()
    assert field.problem.startswith("Enter a number")
    qtbot.waitUntil(lambda: "Advocates paid" in text_of(screen), timeout=PATIENCE)
    assert "plenty" not in text_of(screen)
    field.set_value("1,5")
    field.left.emit()
    assert field.problem
    field.set_value("12.5")
    field.left.emit()
    assert field.problem == ""


def test_an_emptied_text_says_that_the_draft_is_printed(screen: AnnualReportScreen) -> None:
    """And what cannot be carried over is said, too."""
    step = shown(screen, WordsStep)
    area = writing(step, "feedback", "volumes.kinds").area
    card = step.cards["volumes.kinds"]
    assert card.blank.isHidden()
    area.setPlainText(" ")
    assert not card.blank.isHidden()
    area.setPlainText("Team\tNo.")
    assert card.blank.isHidden()
    assert not card.carried.isHidden()
    area.setPlainText("Families wrote.")
    assert card.carried.isHidden()


# --- approval ---------------------------------------------------------------------------------------------------
def approve(screen: AnnualReportScreen) -> ApprovalStep:
    step = shown(screen, ApprovalStep)
    step.fields["body"].set_value("Director")
    step.fields["approved_by"].set_value("Dee Bramble")
    step.fields["comments"].set_value("Shorter, please.")
    step.save.click()
    return step


def test_an_approval_is_recorded_and_says_when_the_report_has_changed(
    screen: AnnualReportScreen, store: Store, qtbot: QtBot
) -> None:
    """Approved, then written in: changed since."""
    step = approve(screen)
    assert [(a.body, a.approved_by, a.approved_on) for a in store.all(Approval)] == [
        ("Director", "Dee Bramble", date(2026, 11, 24))
    ]
    qtbot.waitUntil(lambda: step.state() is State.DONE, timeout=PATIENCE)
    words = shown(screen, WordsStep)
    writing(words, "feedback", "volumes.kinds").area.setPlainText("Marigold.")
    qtbot.waitUntil(lambda: step.state() is State.CHANGED, timeout=PATIENCE)
    shown(screen, ApprovalStep)
    assert "changed since it was last approved" in step.message.accessibleName()


def test_what_is_typed_of_an_approval_is_kept_until_it_is_recorded(screen: AnnualReportScreen, store: Store) -> None:
    """Left half way, the form made anew has it; recorded, nothing is left over."""
    step = shown(screen, ApprovalStep)
    step.fields["approved_by"].set_value("Dee Bramble")
    step.fields["comments"].set_value("Shorter, please.")
    shown(screen, PagesStep)
    again = ApprovalStep(screen._session, YEAR)
    assert [again.fields[name].value() for name in ("approved_by", "comments")] == ["Dee Bramble", "Shorter, please."]
    again.deleteLater()
    approve(screen)
    assert [draft for draft in store.drafts() if "approval" in draft.key] == []


def test_an_approval_that_lacks_something_says_so_beside_the_field(screen: AnnualReportScreen, store: Store) -> None:
    """Nothing is saved."""
    step = shown(screen, ApprovalStep)
    step.save.click()
    assert step.fields["body"].problem == "Choose who approved it."
    assert step.fields["approved_by"].problem
    assert store.all(Approval) == []


# --- pages ------------------------------------------------------------------------------------------------------
def test_reading_the_pages_pins_their_day_and_says_when_they_change(
    screen: AnnualReportScreen, store: Store, qtbot: QtBot
) -> None:
    """Next week the report is still as at today."""
    step = shown(screen, PagesStep)
    step.read.click()
    qtbot.waitUntil(lambda: step.state() is State.DONE, timeout=PATIENCE)
    assert report_texts.of(store, YEAR)["mark.as_at"].draft_hash == "2026-11-24"
    words = shown(screen, WordsStep)
    writing(words, "feedback", "volumes.kinds").area.setPlainText("Marigold.")
    qtbot.waitUntil(lambda: step.state() is State.CHANGED, timeout=PATIENCE)


def test_go_to_a_section_shows_it(screen: AnnualReportScreen) -> None:
    """Chosen from the list of them."""
    shown(screen, PagesStep)
    screen.pane.section.choose("11. About these figures")
    screen.pane._go()
    assert "11. About these figures" in screen.view.text_of(screen.view.page())


# --- the Code ----------------------------------------------------------------------------------------------------
def test_the_code_s_section_comes_with_its_tick(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """And its questions are answered among the words."""
    screen.scope.code.setChecked(True)
    qtbot.waitUntil(lambda: "12. The Complaint Handling Code" in text_of(screen), timeout=PATIENCE)
    step = shown(screen, WordsStep)
    step.choose("handling-code")
    answer, how = step.code[0].fields["definition"]
    answer.set_value("No")
    answer.changed.emit()
    how.set_value("Marigold policy")
    qtbot.waitUntil(lambda: "Marigold policy" in text_of(screen), timeout=PATIENCE)
    assert "does not fully comply under" in text_of(screen)


# --- only to be read ------------------------------------------------------------------------------------------------
def test_a_store_open_for_reading_only_shows_every_step_and_changes_nothing(
    window: MainWindow, store: Store, logged: Log, qtbot: QtBot
) -> None:
    """Everything can be read; nothing that would be refused is offered."""
    logged(received_on="3 Feb 2026")
    store.read_only = True
    try:
        screen = window.go(REPORT)
        assert isinstance(screen, AnnualReportScreen)
        qtbot.waitUntil(lambda: screen.view.pages > 0, timeout=PATIENCE)
        words = shown(screen, WordsStep)
        words.choose("introduction")
        assert not words.cards["introduction.law"].write.isEnabled()
        assert not words.is_read.isEnabled()
        check = shown(screen, DataCheckStep)
        qtbot.waitUntil(lambda: bool(check.model.rows), timeout=PATIENCE)
        assert check.open.isEnabled()
        assert not check.accept.isEnabled()
        assert not shown(screen, RecommendationsStep).add.isEnabled()
        assert not shown(screen, ApprovalStep).save.isEnabled()
        assert not shown(screen, PagesStep).read.isEnabled()
        window.go("today")
    finally:
        store.read_only = False
    assert store.all(ReportText) == []
