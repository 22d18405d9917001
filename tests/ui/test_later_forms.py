"""Forms of the later stages: what is odd is said beside the field before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit

from desk_app.desk import Logged
from desk_app.offers import Verb
from tests.ui.test_correcting import CORPORATE, _do, _texts
from ui.cases.case_screen import CaseScreen
from ui.cases.verb_form import VerbForm
from ui.kit.form_rows import DateField
from ui.main_window import MainWindow

Log = Callable[..., Logged]


def _form(window: MainWindow, case_id: int, verb: Verb) -> VerbForm:
    window.open_case(case_id)
    page = window.page("case")
    assert isinstance(page, CaseScreen)
    assert page.begin_verb(verb)
    assert page.verb_form is not None
    return page.verb_form


def _doubt(form: VerbForm, key: str, value: str) -> str:
    """What is said of an answer when its field is left."""
    field = form.fields[key]
    assert isinstance(field.input, DateField)
    field.set_value(value)
    field.input.edit.editingFinished.emit()
    assert not field.problem
    return field.doubt


def test_a_panel_booked_too_late_or_on_a_day_off_is_said(window: MainWindow, logged: Log, today: date) -> None:
    """Asked for on 24 November 2026: 30 working days are over on 8 January 2027. It can be saved all the same."""
    case_id = logged(received_on="2 Nov 2026").case_id
    for verb, answers in (
        (Verb.RESPOND, {"on": "10 Nov 2026", "outcome": "Not upheld"}),
        (Verb.ESCALATE, {"on": "11 Nov 2026", "reason": "Dissatisfied with outcome"}),
        (Verb.ADJUDICATE, {"on": "20 Nov 2026", "outcome": "Not upheld"}),
        (Verb.ESCALATE, {"on": "24 Nov 2026", "reason": "Dissatisfied with investigation"}),
    ):
        _do(window, case_id, verb, **answers)
    form = _form(window, case_id, Verb.PANEL)
    assert form.fields["meets_on"].hint.endswith("By Friday 8 January 2027 at the latest")
    assert not _doubt(form, "meets_on", "8 Jan 2027")
    assert "Saturday 9 January 2027 is not a working day" in _doubt(form, "meets_on", "9 Jan 2027")
    assert "has to meet by Friday 8 January 2027. This is 1 working day later" in _doubt(
        form, "meets_on", "11 Jan 2027"
    )
    assert "not a working day" in _doubt(form, "meets_on", "28 Dec 2026")  # a bank holiday in place of the 26th


def test_a_stage_3_without_a_panel_is_said_before_its_response(window: MainWindow, logged: Log) -> None:
    """The complainant has a right to one; with one nothing is said."""
    case_id = logged(received_on="2 Nov 2026").case_id
    for verb, answers in (
        (Verb.RESPOND, {"on": "10 Nov 2026", "outcome": "Not upheld"}),
        (Verb.ESCALATE, {"on": "11 Nov 2026", "reason": "Dissatisfied with outcome"}),
        (Verb.ADJUDICATE, {"on": "20 Nov 2026", "outcome": "Not upheld"}),
        (Verb.ESCALATE, {"on": "24 Nov 2026", "reason": "Dissatisfied with investigation"}),
    ):
        _do(window, case_id, verb, **answers)
    assert "No panel is recorded." in _texts(_form(window, case_id, Verb.RESPOND))
    panel = {"chair": "Lou Sample", "member_2": "Max Sample", "member_3": "Nia Sample"}
    _do(window, case_id, Verb.PANEL, **panel, meets_on="7 Dec 2026")
    assert "No panel is recorded." not in _texts(_form(window, case_id, Verb.RESPOND))


def test_what_stage_2_lacks_is_said_before_its_response(window: MainWindow, logged: Log) -> None:
    """Its officers, the statement, the reports (reg 17); what is there is not named, and with all nothing is said."""
    case_id = logged(received_on="2 Nov 2026").case_id
    _do(window, case_id, Verb.RESPOND, on="10 Nov 2026", outcome="Not upheld")
    _do(window, case_id, Verb.ESCALATE, on="11 Nov 2026", reason="Dissatisfied with outcome")
    assert (
        "Not recorded: the investigating officer, the independent person, the agreed statement, the investigating "
        "officer’s report and the independent person’s report."
    ) in _texts(_form(window, case_id, Verb.ADJUDICATE))
    officers = {"investigating_officer": "Jo Example", "independent_person": "Kit Sample"}
    _do(window, case_id, Verb.COMMISSION, **officers, officer_on="11 Nov 2026", person_on="11 Nov 2026")
    _do(window, case_id, Verb.STATEMENT, on="12 Nov 2026")
    _do(window, case_id, Verb.REPORTS, officer_report_on="19 Nov 2026")
    assert "Not recorded: the independent person’s report." in _texts(_form(window, case_id, Verb.ADJUDICATE))
    _do(window, case_id, Verb.REPORTS, independent_report_on="19 Nov 2026")
    assert "Not recorded" not in _texts(_form(window, case_id, Verb.ADJUDICATE))


def test_that_stage_2_is_a_right_is_said_before_it_is_refused(window: MainWindow, logged: Log) -> None:
    """Not at stage 1."""
    case_id = logged(received_on="2 Nov 2026").case_id
    assert "has a right" not in _texts(_form(window, case_id, Verb.REFUSE))
    _do(window, case_id, Verb.RESPOND, on="10 Nov 2026", outcome="Not upheld")
    _do(window, case_id, Verb.ESCALATE, on="11 Nov 2026", reason="Dissatisfied with outcome")
    assert "the complainant has a right to it (regulation 17)" in _texts(_form(window, case_id, Verb.REFUSE))


def test_a_member_of_the_office_is_refused_beside_the_panel(window: MainWindow, logged: Log) -> None:
    """With the reason; nothing is saved."""
    case_id = logged(received_on="2 Nov 2026").case_id
    _do(window, case_id, Verb.RESPOND, on="10 Nov 2026", outcome="Not upheld")
    _do(window, case_id, Verb.ESCALATE, on="11 Nov 2026", reason="Dissatisfied with outcome")
    form = _form(window, case_id, Verb.COMMISSION)
    form.fields["investigating_officer"].set_value("Jo Example")
    form.fields["independent_person"].set_value("Alex Example")
    form.save()
    assert "works with this store" in form.fields["independent_person"].problem
    assert "works with this store" in _texts(form)


def test_a_review_asks_who_did_it(window: MainWindow, logged: Log) -> None:
    """In the form of its response, and not at stage 1."""
    case_id = logged(received_on="2 Nov 2026", route=CORPORATE).case_id
    assert "investigator" not in _form(window, case_id, Verb.RESPOND).fields
    _do(window, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    _do(window, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    _do(window, case_id, Verb.ESCALATE, on="today", reason="")
    form = _form(window, case_id, Verb.RESPOND)
    form.save()
    assert form.fields["investigator"].problem == "Enter who reviewed it."
    assert isinstance(form.fields["investigator"].input, QLineEdit)
    form.fields["investigator"].set_value("Gil Example")
    form.save()
    assert "earlier stage" in form.fields["investigator"].problem


def test_a_panel_that_is_put_off_asks_why_and_keeps_it(window: MainWindow, logged: Log) -> None:
    """Only once a day was booked; the note says from when."""
    case_id = logged(received_on="2 Nov 2026").case_id
    for verb, answers in (
        (Verb.RESPOND, {"on": "10 Nov 2026", "outcome": "Not upheld"}),
        (Verb.ESCALATE, {"on": "11 Nov 2026", "reason": "Dissatisfied with outcome"}),
        (Verb.ADJUDICATE, {"on": "20 Nov 2026", "outcome": "Not upheld"}),
        (Verb.ESCALATE, {"on": "24 Nov 2026", "reason": "Dissatisfied with investigation"}),
    ):
        _do(window, case_id, verb, **answers)
    assert "put_off_reason" not in _form(window, case_id, Verb.PANEL).fields
    panel = {"chair": "Lou Sample", "member_2": "Max Sample", "member_3": "Nia Sample"}
    _do(window, case_id, Verb.PANEL, **panel, meets_on="7 Dec 2026")
    assert "put_off_reason" in _form(window, case_id, Verb.PANEL).fields
    file = _do(window, case_id, Verb.PANEL, **panel, meets_on="14 Dec 2026", put_off_reason="The chair is ill.")
    assert [note.text for note in file.notes] == ["The panel was put off from 7 December 2026: The chair is ill."]


def test_where_consent_is_refused_the_answer_warns_of_the_childs_data(window: MainWindow, logged: Log) -> None:
    """Not where the complainant may be given them all the same, which is asked beside the consent."""
    case_id = logged(received_on="2 Nov 2026").case_id
    warning = "leave personal information about the child out"
    assert warning not in _texts(_form(window, case_id, Verb.RESPOND))
    _do(window, case_id, Verb.CONSENT, state="Refused", on="3 Nov 2026")
    assert warning in _texts(_form(window, case_id, Verb.RESPOND))
    file = _do(window, case_id, Verb.CONSENT, state="Refused", on="3 Nov 2026", may_share_data="Yes")
    assert file.case.may_share_data is True
    assert warning not in _texts(_form(window, case_id, Verb.RESPOND))
    assert _form(window, case_id, Verb.CONSENT).fields["may_share_data"].value() == "Yes"
