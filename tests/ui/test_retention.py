"""Retention and erasing through the window: the review list, holds, erasing with a typed name, all about one person."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.erase import Plan
from desk_app.desk.retain import Shown
from desk_app.records import Case, Kind, Member, Party, Person
from desk_app.store import Store
from ui.cases.case_screen import CaseScreen
from ui.erase_form import EraseForm
from ui.keeper import Keeper
from ui.main_window import MainWindow
from ui.pages import CASE, PERSON, RETENTION
from ui.people import PersonScreen
from ui.people.access_form import AccessForm
from ui.retention import RetentionScreen
from ui.retention.decide_form import DecideForm


@pytest.fixture
def old(store: Store) -> list[int]:
    """Three compliments of 2019 from three people: past their date."""
    with store.change("log") as change:
        cases = []
        for n in range(1, 4):
            case = change.put(
                None,
                Case(
                    reference=f"CF/2019-20/000{n}", kind=Kind.COMPLIMENT, received_on=date(2019, 4, n), words="Zebra."
                ),
            )
            name = f"Pip Example {n}"
            person = change.put(None, Person(name=name, match_key=name.casefold()))
            change.put(None, Party(case_id=case.id, person_id=person.id))
            cases.append(case.id)
    return cases


def page_of(window: MainWindow, qtbot: QtBot) -> RetentionScreen:
    """The page, when its list has come."""
    page = window.go(RETENTION)
    assert isinstance(page, RetentionScreen)
    settled(page, qtbot)
    return page


def settled(page: RetentionScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._job is None, timeout=10_000)


def choose(page: RetentionScreen, *rows: int) -> None:
    """Select these rows."""
    flags = QItemSelectionModel.SelectionFlag
    page.table.clearSelection()
    for row in rows:
        page.table.selectionModel().select(page.model.index(row, 0), flags.Select | flags.Rows)


def cells(page: RetentionScreen) -> list[str]:
    return [str(page.model.data(page.model.index(row, 0))) for row in range(page.model.rowCount())]


def form_of(page: RetentionScreen | PersonScreen, qtbot: QtBot) -> EraseForm:
    qtbot.waitUntil(lambda: page.form is not None, timeout=20_000)
    assert isinstance(page.form, EraseForm)
    return page.form


def test_the_list_says_what_is_past_its_date_and_why(window: MainWindow, qtbot: QtBot, old: list[int]) -> None:
    """Six years after they came; nothing is erased by itself."""
    page = page_of(window, qtbot)
    assert cells(page) == ["CF/2019-20/0001", "CF/2019-20/0002", "CF/2019-20/0003"]
    row = page.model.row(0)
    assert row is not None
    assert (row.until_on, row.why) == (date(2025, 4, 1), "compliment: 6 years")
    assert page.chosen.text() == "3 cases, 1 selected."


def test_an_empty_list_says_so(window: MainWindow, qtbot: QtBot) -> None:
    """In a new store nothing is old."""
    page = page_of(window, qtbot)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "No case is past its date"
    assert not any(button.isEnabled() for button in page.buttons)


def test_several_are_erased_after_the_words_were_typed(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int]
) -> None:
    """Not before: what is typed wrong is said beside the field, and nothing has gone."""
    page = page_of(window, qtbot)
    choose(page, 0, 1)
    page.ask_to_erase()
    form = form_of(page, qtbot)
    form.why.set_value("They asked for it")
    form.typed.set_value("yes")
    form.erase()
    assert form.typed.problem == "Type erase 2."
    assert len([case for case in store.all(Case) if case.erased_on]) == 0
    form.why.set_value("They asked for it")
    form.typed.set_value("Erase 2")
    with qtbot.waitSignal(form.erased, timeout=20_000):
        form.erase()
    settled(page, qtbot)
    assert cells(page) == ["CF/2019-20/0003"]
    assert [bool(case.erased_on) for case in store.all(Case)] == [True, True, False]
    assert [person.name for person in store.all(Person)] == ["", "", "Pip Example 3"]


def test_keeping_longer_and_a_hold_take_cases_off_the_list(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int]
) -> None:
    """Each with a reason; both can be found again by what is shown, and undone."""
    page = page_of(window, qtbot)
    choose(page, 0)
    page.ask_to_keep()
    assert isinstance(page.form, DecideForm)
    page.form.save()
    assert page.form.fields["reason"].problem == "Say why."
    page.form.fields["until_on"].set_value("1/1/2028")
    page.form.fields["reason"].set_value("A claim is open")
    page.form.save()
    settled(page, qtbot)
    choose(page, 0)
    page.ask_to_hold()
    assert isinstance(page.form, DecideForm)
    page.form.fields["reason"].set_value("The inquiry asked")
    page.form.save()
    settled(page, qtbot)
    assert cells(page) == ["CF/2019-20/0003"]
    page.shown.choose(str(Shown.LONGER))
    page.shown.setCurrentText(str(Shown.LONGER))
    settled(page, qtbot)
    assert cells(page) == ["CF/2019-20/0001"]
    page.shown.setCurrentText(str(Shown.HELD))
    settled(page, qtbot)
    assert cells(page) == ["CF/2019-20/0002"]
    assert "The inquiry asked" in page.chosen.text()
    page.ask_to_erase()
    form = form_of(page, qtbot)
    assert not form.erase_button.isVisible()
    assert "on legal hold" in form.refused.accessibleName()
    form.leave()
    page.ask_to_release()
    assert isinstance(page.form, DecideForm)
    page.form.fields["reason"].set_value("It has ended")
    page.form.save()
    settled(page, qtbot)
    assert cells(page) == []


def test_an_officer_sees_why_nothing_can_be_decided(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int]
) -> None:
    """And may look at what an erasure would do."""
    from dataclasses import replace

    [member] = store.all(Member)
    with store.change("change member") as change:
        change.put(member, replace(member, role="officer"))
    page = page_of(window, qtbot)
    assert "Only a manager" in page.chosen.text()
    assert [button.isEnabled() for button in page.buttons] == [True, False, False, False]
    page.ask_to_erase()
    assert not form_of(page, qtbot).erase_button.isVisible()


def test_a_case_is_erased_from_its_menu(window: MainWindow, qtbot: QtBot, store: Store, old: list[int]) -> None:
    """Case, Erase this case…; the case's page then says that it was."""
    window.open_case(old[0])
    window.case_menu.erase.trigger()
    page = window.page(RETENTION)
    assert isinstance(page, RetentionScreen)
    form = form_of(page, qtbot)
    assert form.plan.typed == "CF/2019-20/0001"
    form.why.set_value("They asked for it")
    form.typed.set_value("cf/2019-20/0001")
    with qtbot.waitSignal(form.erased, timeout=20_000):
        qtbot.mouseClick(form.erase_button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    window.open_case(old[0])
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    texts = " ".join(label.text() for label in case.findChildren(QLabel))
    assert "Erased on Tuesday 24 November 2026" in texts
    assert "Zebra" not in texts
    assert not window.case_menu.erase.isEnabled()


def test_a_person_is_erased_from_their_page(window: MainWindow, qtbot: QtBot, store: Store, old: list[int]) -> None:
    """What goes, what stays, what still holds it; then their name is typed."""
    person = store.all(Person)[0]
    page = window.page(PERSON)
    assert isinstance(page, PersonScreen)
    page.show_person(person.id)
    window.go(PERSON)
    page.begin_erasing()
    form = form_of(page, qtbot)
    assert "What still holds it" in {label.text() for label in form.findChildren(QLabel)}
    form.why.set_value("They asked for it")
    form.typed.set_value("Pip Example 1")
    with qtbot.waitSignal(form.erased, timeout=20_000):
        form.erase()
    assert page.known is not None
    assert page.known.person.name == ""
    assert not [b for b in page.findChildren(QPushButton) if b.text() == "Erase…" and b.isVisible()]


def test_what_is_held_of_a_person_is_looked_for_beside_the_window(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every text of the store is read. Who goes elsewhere meanwhile is asked nothing there."""
    window_thread, seen = threading.current_thread(), list[threading.Thread]()
    real = Keeper.plan_for_person

    def look(keeper: Keeper, person_id: int) -> Plan:
        seen.append(threading.current_thread())
        return real(keeper, person_id)

    monkeypatch.setattr(Keeper, "plan_for_person", look)
    page = window.page(PERSON)
    assert isinstance(page, PersonScreen)
    page.show_person(store.all(Person)[0].id)
    window.go(PERSON)
    page.begin_erasing()
    assert page.looking.busy
    form_of(page, qtbot).left.emit()
    assert seen
    assert window_thread not in seen
    page.begin_erasing()
    window.go(RETENTION)
    qtbot.waitUntil(lambda: window.runner.busy == 0, timeout=20_000)
    assert page.form is None
    assert not page.looking.busy


def test_a_backup_is_made_before_and_opened_copies_go(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int], tmp_path: Path
) -> None:
    """Into the folder of the daily ones; what another program was shown is no longer in a temporary folder."""
    window.preferences.keep(daily_backups=str(tmp_path / "backups"))
    assert window.session is not None
    copy = window.session.open_copy("Letter.pdf", b"%PDF zebra")
    page = page_of(window, qtbot)
    choose(page, 0)
    page.ask_to_erase()
    form = form_of(page, qtbot)
    form.why.set_value("They asked for it")
    form.typed.set_value("CF/2019-20/0001")
    with qtbot.waitSignal(form.erased, timeout=30_000):
        form.erase()
    assert len(list((tmp_path / "backups").glob("*.backup"))) == 1
    assert not copy.exists()
    said = "\n".join(window.session.keeper.plan_for_cases([old[1]]).held)
    assert str(tmp_path / "backups") in said


def test_where_no_backup_can_be_made_nothing_is_erased(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int], tmp_path: Path
) -> None:
    """The folder's drive is not there: it is said, and the case is as it was."""
    (tmp_path / "file").write_text("no folder")
    window.preferences.keep(daily_backups=str(tmp_path / "file" / "backups"))
    page = page_of(window, qtbot)
    choose(page, 0)
    page.ask_to_erase()
    form = form_of(page, qtbot)
    form.why.set_value("They asked for it")
    form.typed.set_value("CF/2019-20/0001")
    form.erase()
    qtbot.waitUntil(lambda: form.erase_button.isEnabled(), timeout=20_000)
    assert form.summary.isVisible()
    assert [case for case in store.all(Case) if case.erased_on] == []


def test_all_about_a_person_is_written_from_their_page(
    window: MainWindow, qtbot: QtBot, store: Store, old: list[int], tmp_path: Path
) -> None:
    """A folder with a PDF and a workbook; the history notes it."""
    page = window.page(PERSON)
    assert isinstance(page, PersonScreen)
    page.show_person(store.all(Person)[0].id)
    window.go(PERSON)
    page.begin_access()
    assert isinstance(page.form, AccessForm)
    with qtbot.waitSignal(page.form.left, timeout=30_000):
        page.form.write_to(tmp_path / "All")
    assert sorted(path.name for path in (tmp_path / "All").iterdir()) == ["Everything.pdf", "Everything.xlsx"]
    assert store.history()[0][0].verb.startswith("export everything about one person")
    assert page.form is None
