"""Correcting what was recorded: what follows is said first, a date has its reason; every record can be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.desk.correct import KEPT
from desk_app.desk.same_name import SAME_PERSON
from desk_app.offers import Verb
from desk_app.records import CaseFile, DecisionKind
from tests.desk_app.desk import sensible
from ui.cases.case_screen import CaseScreen
from ui.cases.correct_form import CorrectForm
from ui.cases.corrections import PARTS, targets
from ui.main_window import MainWindow

Log = Callable[..., Logged]
CORPORATE = {"choice": "Corporate", "reason": "About a bus pass."}


def _form(window: MainWindow, case_id: int, record: object = None) -> CorrectForm:
    window.open_case(case_id)
    page = window.page("case")
    assert isinstance(page, CaseScreen)
    assert page.file is not None
    found = [target for target in targets(page.file) if record is None or target.record == record]
    page.correct(found[0])
    assert page.form is not None
    return page.form


def _texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def _do(window: MainWindow, case_id: int, verb: Verb, **answers: object) -> CaseFile:
    """Past the window; with sensible answers where none are given."""
    assert window.session is not None
    desk = window.session.desk
    file = desk.case_file(case_id)
    [offer, *_] = [offer for offer in desk.offers(file) if offer.verb is verb]
    done = desk.do(offer, file, answers or sensible.answers(file, offer, desk.today(), 1))
    assert not done.problems, done.problems
    return desk.case_file(case_id)


def test_the_form_says_what_would_follow_and_asks_why(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Received a day later it is another procedure and due earlier; without the reason nothing is saved."""
    done = logged(received_on="31 Mar 2026", route=CORPORATE)
    form = _form(window, done.case_id)
    assert form.fields["why"].isHidden()
    form.fields["received_on"].set_value("1 Apr 2026")
    qtbot.waitUntil(lambda: "due 24 Apr 2026 instead of 15 May 2026" in _texts(form))
    assert "another procedure" in _texts(form)
    assert not form.fields["why"].isHidden()
    assert form.fields["late_why"].isHidden()
    form.save()
    assert "Say why" in form.fields["why"].problem
    form.fields["why"].set_value("The stamp on the letter.")
    form.save()
    assert "due 24 Apr 2026 instead of 15 May 2026" in window.shell.message.accessibleName()
    assert window.session is not None
    [decision] = window.session.desk.case_file(done.case_id).decisions
    assert (decision.kind, decision.reason) == (DecisionKind.DATE_CORRECTED, "The stamp on the letter.")


def test_a_request_that_becomes_late_is_asked_about(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """The window for stage 2 moves with the response; the late request is said and needs its own reason."""
    done = logged(received_on="2 Mar 2026")
    _do(window, done.case_id, Verb.RESPOND, on="13 Mar 2026", outcome="Not upheld")
    file = _do(window, done.case_id, Verb.ESCALATE, on="10 Apr 2026", reason="Dissatisfied with outcome")
    form = _form(window, done.case_id, file.investigations[0])
    form.fields["responded_on"].set_value("9 Mar 2026")
    qtbot.waitUntil(lambda: not form.fields["late_why"].isHidden())
    assert "due 6 Apr 2026 instead of 10 Apr 2026; 10 Apr 2026 is late" in _texts(form)
    form.fields["why"].set_value("The copy in the file.")
    form.save()
    assert "the time for it ended on 6 April 2026" in form.fields["late_why"].problem


def test_a_date_out_of_order_is_said_beside_its_field(window: MainWindow, logged: Log) -> None:
    """Received after it was acknowledged; nothing is saved."""
    done = logged(received_on="16 Nov 2026")
    _do(window, done.case_id, Verb.ACKNOWLEDGE, on="16 Nov 2026")
    form = _form(window, done.case_id)
    form.fields["received_on"].set_value("17 Nov 2026")
    form.fields["why"].set_value("Its stamp.")
    form.save()
    assert "it was acknowledged on 16 November 2026, which is before this" in form.fields["received_on"].problem


LIFE = (
    Verb.PAUSE, Verb.RESUME, Verb.EXTEND, Verb.POINT, Verb.CONTACT, Verb.NOTE, Verb.ACT, Verb.MATTER, Verb.REFUSE,
    Verb.DECISION, Verb.DECIDE, Verb.RESPOND, Verb.ESCALATE, Verb.COMMISSION, Verb.STATEMENT, Verb.REPORTS,
    Verb.ADJUDICATE,
)  # fmt: skip


@pytest.fixture
def long_life(window: MainWindow, logged: Log) -> CaseFile:
    """A complaint on which much was recorded."""
    case_id = logged(received_on="16 Nov 2026").case_id
    for verb in LIFE:
        file = _do(window, case_id, verb)
    return file


def test_everything_that_was_recorded_can_be_corrected(window: MainWindow, long_life: CaseFile) -> None:
    """Each kind of record has its form; opened and saved as it is, it changes nothing and says nothing wrong."""
    found = list(targets(long_life))
    kinds = {type(target.record).__name__ for target in found}
    assert {
        "Case", "Investigation", "Person", "Party", "Extension", "Pause", "Refusal", "Decision", "OmbudsmanMatter",
        "OmbudsmanRequest", "Remedy", "Point", "Action", "Note",
    } <= kinds  # fmt: skip
    for target in found:
        form = _form(window, long_life.case.id, target.record)
        form.save()
        assert not any(field.problem for field in form.fields.values()), target.name
        assert window.shell.message.accessibleName().startswith("Nothing was changed"), target.name


def test_a_mistyped_request_for_stage_2_is_put_right_later(window: MainWindow, long_life: CaseFile) -> None:
    """Money and names too, each with its problem beside it."""
    item = next(item for item in long_life.investigations if item.stage == "Stage 2")
    form = _form(window, long_life.case.id, item)
    form.fields["cost_pence"].set_value("about 300")
    form.save()
    assert "amount in pounds" in form.fields["cost_pence"].problem
    form.fields["cost_pence"].set_value("1,300")
    form.fields["independent_person"].set_value("Alex Example")
    form.save()
    assert "works with this store" in form.fields["independent_person"].problem
    form.fields["independent_person"].set_value("Kit Examplar")
    form.save()
    assert window.session is not None
    now = window.session.desk.case_file(long_life.case.id).investigations
    assert (1_300_00, "Kit Examplar") in {(each.cost_pence, each.independent_person) for each in now}


def test_a_corrected_name_that_is_like_somebodys_is_asked(window: MainWindow, long_life: CaseFile) -> None:
    """Beneath what follows; answered, it is saved."""
    item = next(item for item in long_life.investigations if item.stage == "Stage 2")
    form = _form(window, long_life.case.id, item)
    form.fields["independent_person"].set_value("Alec Example")
    form.save()
    question = form.fields[SAME_PERSON]
    assert not question.isHidden()
    assert question.hint == "Is Alec Example the same person as Alex Example, who works with this store?"
    assert "same person" in question.problem
    question.set_value("A different person")
    form.save()
    assert window.session is not None
    now = window.session.desk.case_file(long_life.case.id).investigations
    assert "Alec Example" in {each.independent_person for each in now}


def test_the_menu_of_corrections_is_grouped(window: MainWindow, long_life: CaseFile) -> None:
    """The case and its stages first; the many in menus of their own."""
    window.open_case(long_life.case.id)
    page = window.page("case")
    assert isinstance(page, CaseScreen)
    assert page.head is not None
    menu = page.head.correct.menu()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    assert names[:3] == ["This complaint", "Stage 1, Fostering", "Stage 2, Fostering"]
    assert {"People", "Extensions and pauses", "The Ombudsman", "Contacts and notes"} <= set(names)


def test_the_table_of_corrections_names_fields_that_there_are() -> None:
    """And none that nobody corrects."""
    for record, parts in PARTS.items():
        known = {field.name for field in fields(record)} - KEPT
        assert {part.name for part in parts} <= known, record


def test_the_panel_is_corrected_a_name_on_each_line(window: MainWindow, long_life: CaseFile) -> None:
    """Three people, none of whom took part before."""
    assert window.session is not None
    case_id = long_life.case.id
    _do(window, case_id, Verb.ESCALATE)
    file = _do(window, case_id, Verb.PANEL)
    panel = next(item for item in file.investigations if item.stage == "Stage 3")
    form = _form(window, case_id, panel)
    officer = next(item.investigating_officer for item in file.investigations if item.stage == "Stage 2")
    for typed, said in ((f"{officer}\nMax Sample\nNia Sample", "investigating officer at stage 2"),
                        ("Max Sample\nNia Sample", "three names")):  # fmt: skip
        form.fields["panel_members"].set_value(typed)
        form.save()
        assert said in form.fields["panel_members"].problem
    form.fields["panel_members"].set_value("Ona Sample\nMax Sample\nNia Sample")
    form.save()
    now = window.session.desk.case_file(case_id).investigations
    assert ("Ona Sample", "Max Sample", "Nia Sample") in {item.panel_members for item in now}
