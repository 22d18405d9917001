"""The wizard's figures with the cases behind them, years typed in, and the report published for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged, publish
from desk_app.records import Case, Kind, OmbudsmanMatter, Party, Person, Role
from desk_app.report import small_numbers
from desk_app.store import Store
from ui.annual_report import AnnualReportScreen
from ui.annual_report.approval import ApprovalStep
from ui.annual_report.figures_model import names_a_group
from ui.annual_report.figures_step import FiguresStep
from ui.annual_report.publish_step import KEPT, PublishStep
from ui.annual_report.step import State, Step
from ui.cases.case_screen import CaseScreen
from ui.main_window import MainWindow
from ui.pages import CASE, REPORT
from ui.session import Session

PATIENCE = 30_000
YEAR, BEFORE = "2025/26", "2024/25"
Log = Callable[..., Logged]
S = TypeVar("S", bound=Step)


@pytest.fixture
def screen(window: MainWindow, logged: Log, qtbot: QtBot) -> AnnualReportScreen:
    """The report of 2025/26, in which one complaint was received."""
    logged(received_on="3 Feb 2026")
    return made(window, qtbot)


def made(window: MainWindow, qtbot: QtBot) -> AnnualReportScreen:
    screen = window.go(REPORT)
    assert isinstance(screen, AnnualReportScreen)
    qtbot.waitUntil(lambda: screen.view.pages > 0, timeout=PATIENCE)
    return screen


def shown(screen: AnnualReportScreen, kind: type[S]) -> S:
    step = screen.show_step(kind.title)
    assert isinstance(step, kind)
    return step


def decided(window: MainWindow, store: Store) -> None:
    """The Ombudsman decided, but what is not recorded: a check that fails."""
    with store.change("the Ombudsman decided") as change:
        change.put(None, OmbudsmanMatter(decided_on=date(2025, 12, 1)))
    assert window.session is not None
    window.session.changed.emit(change.change)


def text_of(screen: AnnualReportScreen) -> str:
    return " ".join("".join(screen.view.text_of(n) for n in range(screen.view.pages)).split())


# --- figures ------------------------------------------------------------------------------------------------
def test_enter_on_a_number_lists_its_cases_and_enter_on_a_case_opens_it(
    screen: AnnualReportScreen, window: MainWindow, qtbot: QtBot
) -> None:
    """One complaint case."""
    step = shown(screen, FiguresStep)
    row = [row.name for row in step.model.rows].index("Complaint cases")
    assert step.model.rows[row].now == "1"
    step.table.setCurrentIndex(step.model.index(row, 0))
    with qtbot.waitSignal(step.cases_asked) as asked:
        qtbot.keyClick(step.table, Qt.Key.Key_Return)
    assert len(asked.args[0]) == 1
    assert step.behind.text() == "Complaint cases: one case. Enter opens one."
    qtbot.keyClick(step.cases, Qt.Key.Key_Return)
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.file is not None
    assert case.file.case.id == asked.args[0][0]


def test_among_all_figures_a_line_names_each_group_and_among_one_group_there_is_none(
    screen: AnnualReportScreen,
) -> None:
    """ "Statutory 0, Corporate 1" of what? Enter on the line lists nothing."""
    step = shown(screen, FiguresStep)
    lines = [row.name for row in step.model.rows if names_a_group(row)]
    assert lines[:2] == ["Compared over the years", "Totals"]
    assert "Investigations by procedure" in lines
    at = [row.name for row in step.model.rows].index("Investigations by procedure")
    assert step.model.data(step.model.index(at, 0), Qt.ItemDataRole.AccessibleTextRole).endswith("its numbers follow")
    step.show_cases(at)
    assert not step.behind.isVisible()
    step.group.choose("Investigations by procedure")
    assert not any(names_a_group(row) for row in step.model.rows)


def test_a_day_before_the_year_began_is_said_beside_its_field(screen: AnnualReportScreen) -> None:
    """As at 1 May 1999: no pages are made of it."""
    screen.as_at.set_text("1 May 1999")
    assert screen.wanted() is None
    assert screen.as_at_field.problem == "2025/26 had not begun on that day. Enter a day from 1 Apr 2025 on."


def test_a_number_without_a_way_to_its_cases_says_so(screen: AnnualReportScreen) -> None:
    """Learning points are not cases."""
    step = shown(screen, FiguresStep)
    row = [row.name for row in step.model.rows].index("People with four or more investigations")
    step.show_cases(row)
    assert step.behind.text().endswith("there is no list of cases behind this number.")
    assert not step.cases.isVisible()


def test_the_figures_say_whether_their_checks_agree_and_when_they_changed(
    screen: AnnualReportScreen, store: Store, logged: Log, window: MainWindow, qtbot: QtBot
) -> None:
    """Looked at; then another case comes in; then the Ombudsman decides, without a decision recorded."""
    step = shown(screen, FiguresStep)
    assert step.checks.accessibleName().startswith("All ")
    step.seen.click()
    qtbot.waitUntil(lambda: step.state() is State.DONE, timeout=PATIENCE)
    logged(received_on="4 Feb 2026")
    decided(window, store)
    qtbot.waitUntil(lambda: step.state() is State.CHANGED, timeout=PATIENCE)
    assert step.checks.accessibleName().startswith("1 of ")
    assert step.note() == "1 check fails"


def test_a_year_that_was_published_elsewhere_is_typed_in_and_printed(
    screen: AnnualReportScreen, store: Store, qtbot: QtBot
) -> None:
    """Without its source it is not saved."""
    step = shown(screen, FiguresStep)
    form = step.forms[0]
    form.fields["complaints"].set_value("1,180")
    form.save.click()
    assert form.source.problem == publish.SOURCE_FIRST
    assert publish.typed(store, BEFORE) == {}
    form.source.set_value("the report of 2024/25")
    form.save.click()
    assert publish.typed(store, BEFORE)["complaints"].value == "1180"
    qtbot.waitUntil(lambda: f"{BEFORE} (as published)" in text_of(screen), timeout=PATIENCE)
    rows = {row.name: row for row in step.model.rows}
    assert (rows["Complaint cases"].before, rows["Complaint cases"].direction) == ("1,180", "decreased")


def test_what_was_typed_is_saved_when_the_step_is_left(screen: AnnualReportScreen, store: Store) -> None:
    """The Ombudsman's letter, in the words since 2024/25."""
    step = shown(screen, FiguresStep)
    form = step.forms[-1]
    assert "letter.not_for_us" in form.fields
    assert "letter.advice_given" not in form.fields
    form.fields["letter.investigated"].set_value("6")
    form.source.set_value("Letter of July 2026")
    shown(screen, PublishStep)
    assert publish.typed(store, YEAR)["letter.investigated"].value == "6"


# --- publish ------------------------------------------------------------------------------------------------
def published(screen: AnnualReportScreen, qtbot: QtBot) -> PublishStep:
    step = shown(screen, PublishStep)
    qtbot.waitUntil(lambda: step._material is not None, timeout=PATIENCE)
    assert not step.publish.isEnabled()
    step.sure.setChecked(True)
    step.knowingly.setChecked(True)
    step.publish.click()
    qtbot.waitUntil(lambda: step.state() is not State.TO_DO, timeout=PATIENCE)
    return step


def test_what_is_not_done_is_listed_and_published_only_knowingly(screen: AnnualReportScreen, qtbot: QtBot) -> None:
    """Nobody approved, nothing read: ticked as such; another list is ticked anew."""
    step = shown(screen, PublishStep)
    qtbot.waitUntil(lambda: "Nobody has approved the report." in step._left, timeout=PATIENCE)
    qtbot.waitUntil(lambda: any(said.startswith("Data check: ") for said in step._left), timeout=PATIENCE)
    assert step.undone.isVisible()
    assert step._left[-1] == "Nobody has said that they read the pages through."
    assert any(said.startswith("Words: ") and "not read as they are now" in said for said in step._left)
    step.sure.setChecked(True)
    assert not step.publish.isEnabled()
    step.knowingly.setChecked(True)
    assert step.publish.isEnabled()
    approval = next(step for step in screen.steps if isinstance(step, ApprovalStep))
    for name, value in (("body", "Director"), ("approved_by", "Dana Director")):
        approval.fields[name].set_value(value)
    approval.approve()
    qtbot.waitUntil(lambda: "Nobody has approved the report." not in step._left, timeout=PATIENCE)
    assert not step.publish.isEnabled()


def test_the_published_report_comes_first_and_the_draft_says_that_it_is_one(
    screen: AnnualReportScreen, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the pane, beside the heading and in Ctrl+E; typing shows the draft."""
    assert not screen.export_draft.isVisible()
    published(screen, qtbot)
    qtbot.waitUntil(lambda: screen.export_draft.isVisible(), timeout=PATIENCE)
    kept = publish.standing(store, YEAR)
    assert kept is not None
    screen.show_step("Preview and export")
    assert screen.pane.which.isVisible()
    assert screen.pane.which.chosen() == "As published on 24 Nov 2026"
    assert "DRAFT" not in text_of(screen)
    assert screen.export.text() == "Save the published report…"
    out = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    screen.ask_where()
    qtbot.waitUntil(out.is_file, timeout=PATIENCE)
    assert out.read_bytes() == publish.pdf_of(store, kept)
    assert isinstance(screen.step, PublishStep)
    screen.ask_where_draft()
    qtbot.waitUntil(lambda: out.read_bytes() != publish.pdf_of(store, kept), timeout=PATIENCE)
    session: Session = screen._session
    session.author.type(YEAR, "volumes.kinds", "Marigold families wrote.")
    qtbot.waitUntil(lambda: "Marigold families wrote." in text_of(screen), timeout=PATIENCE)
    assert "DRAFT" in text_of(screen)


def test_a_report_is_published_and_saved_as_it_went_out(
    screen: AnnualReportScreen, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    """Ticked, published, saved; it is said that every kind is kept."""
    step = published(screen, qtbot)
    kept = publish.standing(store, YEAR)
    assert kept is not None
    assert "published on 24 Nov 2026 by Alex Example" in step.said.text()
    out = tmp_path / "out.pdf"
    step.save_to(out)
    qtbot.waitUntil(lambda: step.message.accessibleName().startswith("Saved"), timeout=PATIENCE)
    assert out.read_bytes() == publish.pdf_of(store, kept)
    assert any(KEPT in said.text() for said in step.published.findChildren(QLabel))


def test_a_report_that_was_replaced_can_still_be_saved(
    screen: AnnualReportScreen, store: Store, window: MainWindow, logged: Log, qtbot: QtBot, tmp_path: Path
) -> None:
    """Published, a case came in, published again: the first PDF as it went out."""
    step = published(screen, qtbot)
    first = publish.standing(store, YEAR)
    assert first is not None
    assert step._replaced.count() == 0
    assert window.session is not None
    window.session.changed.emit(logged(received_on="9 Feb 2026").change)
    qtbot.waitUntil(lambda: step.state() is State.CHANGED, timeout=PATIENCE)
    step.sure.setChecked(True)
    step.knowingly.setChecked(True)
    step.publish.click()
    qtbot.waitUntil(lambda: len(publish.of(store, YEAR)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: step._replaced.count() == 1, timeout=PATIENCE)
    out = tmp_path / "first.pdf"
    step.save_to(out, first)
    qtbot.waitUntil(out.is_file, timeout=PATIENCE)
    assert out.read_bytes() == publish.pdf_of(store, first)
    step.save_to(out.with_suffix(".csv"), first)
    qtbot.waitUntil(out.with_suffix(".csv").is_file, timeout=PATIENCE)
    said = "Corrected: replaces the report published on 24 November 2026"
    qtbot.waitUntil(lambda: said in text_of(screen), timeout=PATIENCE)


def test_a_failing_check_asks_for_a_reason(
    screen: AnnualReportScreen, store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    """Without it the button stays grey."""
    decided(window, store)
    step = shown(screen, PublishStep)
    qtbot.waitUntil(lambda: list(step.reasons) == ["decisions"], timeout=PATIENCE)
    step.sure.setChecked(True)
    step.knowingly.setChecked(True)
    assert not step.publish.isEnabled()
    step.reasons["decisions"].set_value("The letter was lost in the flood.")
    assert step.publish.isEnabled()


def test_a_later_change_is_listed_as_restated_and_the_next_year_may_print_it(
    logged: Log, window: MainWindow, qtbot: QtBot
) -> None:
    """A late case of 2024/25: published 1, now 2. A year that is over compares with what was published."""
    logged(received_on="3 Feb 2025")
    logged(received_on="3 Feb 2026")
    screen = made(window, qtbot)
    screen.year.choose(BEFORE)
    step = published(screen, qtbot)
    assert window.session is not None
    window.session.changed.emit(logged(received_on="9 Feb 2025").change)
    qtbot.waitUntil(lambda: step.state() is State.CHANGED, timeout=PATIENCE)
    assert step.note().endswith("restated")
    screen.year.choose(YEAR)
    figures = next(step for step in screen.steps if isinstance(step, FiguresStep))
    assert figures.year == YEAR
    qtbot.waitUntil(lambda: not figures.restated.isHidden(), timeout=PATIENCE)
    rows = {row.name: row for row in figures.model.rows}
    assert rows["Complaint cases"].before == "1"
    ticks = {tick.accessibleName(): tick for tick in figures.restated.findChildren(QCheckBox)}
    ticks["Print the number of now: Complaint cases"].click()

    def before() -> str:
        return next(row.before for row in figures.model.rows if row.name == "Complaint cases")

    qtbot.waitUntil(lambda: before() == "2", timeout=PATIENCE)


# --- small numbers, and what goes out beside the PDF --------------------------------------------------------------
def monitored(store: Store, window: MainWindow) -> None:
    """One child of each of two genders, one of them among many: 6 girls, 3 boys."""
    with store.change("equality monitoring") as change:
        for number, gender in enumerate(("Girl",) * 6 + ("Boy",) * 3):
            child = change.put(None, Person(name=f"Child {number} Example", gender=gender))
            case = change.put(
                None, Case(reference=f"X/{number}", kind=Kind.COMPLAINT, received_on=date(2026, 2, 4), team="Fostering")
            )
            change.put(None, Party(case_id=case.id, person_id=child.id, role=Role.CHILD))
    assert window.session is not None
    window.session.changed.emit(change.change)


def test_the_author_chooses_what_is_printed_of_small_numbers_and_sees_what_is_masked(
    screen: AnnualReportScreen, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """Hidden at first; shown where the author says so; left out; the choice is undone with the others."""
    monitored(store, window)
    step = shown(screen, FiguresStep)
    said, choice = step.small._labels["equality-gender-child"], step.small.choices["equality-gender-child"]
    qtbot.waitUntil(lambda: "2 numbers are masked" in said.text(), timeout=PATIENCE)
    assert "Boy hidden; Girl hidden" in said.text()
    choice.choose("Show every number")
    qtbot.waitUntil(lambda: "Nothing is masked. Printed: Girl 6; Boy 3" in said.text(), timeout=PATIENCE)
    choice.choose("Leave the table out")
    qtbot.waitUntil(lambda: said.text() == small_numbers.LEFT_OUT, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Not printed at all: gender of the child" in text_of(screen), timeout=PATIENCE)
    choice.choose("")
    qtbot.waitUntil(lambda: "2 numbers are masked" in said.text(), timeout=PATIENCE)
    step.small._below.choose("Below 3")
    qtbot.waitUntil(lambda: "Nothing is masked" in said.text(), timeout=PATIENCE)
    assert store.settings().suppression_threshold == 3


def test_the_published_report_is_saved_as_a_web_page_and_as_open_data_too(
    screen: AnnualReportScreen, window: MainWindow, logged: Log, qtbot: QtBot, tmp_path: Path
) -> None:
    """None of them says DRAFT; after another case they still say what was published."""
    step = published(screen, qtbot)
    assert window.session is not None
    window.session.changed.emit(logged(received_on="9 Feb 2026").change)
    qtbot.waitUntil(lambda: step.state() is State.CHANGED, timeout=PATIENCE)
    for name in ("r.pdf", "r.html", "r.xlsx", "r.csv"):
        step.save_to(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).is_file, timeout=PATIENCE)
    assert "DRAFT" not in (tmp_path / "r.html").read_text("utf-8")
    assert "DRAFT" not in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_the_words_go_to_the_reviewers_from_the_approval_step(
    screen: AnnualReportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """A Word document, said beside its button; into a folder that is gone nothing is written, and it is said why."""
    step = shown(screen, ApprovalStep)
    step.save_words(tmp_path / "words.docx")
    qtbot.waitUntil(lambda: step.saved.isVisible(), timeout=PATIENCE)
    assert "DRAFT" in docx.Document(str(tmp_path / "words.docx")).sections[0].header.paragraphs[0].text
    qtbot.waitUntil(lambda: step._job is None, timeout=PATIENCE)
    step.save_words(tmp_path / "gone" / "words.docx")
    qtbot.waitUntil(lambda: step._job is None, timeout=PATIENCE)
    assert step.saved.isVisible()
    assert not (tmp_path / "gone").exists()
