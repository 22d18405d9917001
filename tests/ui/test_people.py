"""All about one person: come to from a case, their cases, contact arrangements, and two records that become one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.records import ContactArrangement, Person, Role
from desk_app.store import Store
from ui import pages
from ui.arrangements import ArrangementNotice
from ui.cases.case_screen import CaseScreen
from ui.history_lines import MOVED, lines
from ui.main_window import MainWindow
from ui.pages import CASE, CASES, PERSON
from ui.people import PersonScreen
from ui.people.merge_form import MergeForm
from ui.session import HistoryFilter

Log = Callable[..., Logged]


def case_of(window: MainWindow, logged: Logged) -> CaseScreen:
    """A case's page."""
    window.open_case(logged.case_id)
    made = window.page(CASE)
    assert isinstance(made, CaseScreen)
    return made


def buttons(widget: QWidget, start: str) -> list[QAbstractButton]:
    """Those in sight whose name for a screen reader begins so."""
    QApplication.processEvents()
    return [b for b in widget.findChildren(QAbstractButton) if b.isVisible() and b.accessibleName().startswith(start)]


def press(widget: QWidget, name: str) -> None:
    """The button of that name."""
    [found] = buttons(widget, name)
    found.click()


def read(widget: QWidget) -> str:
    """All text in sight."""
    QApplication.processEvents()
    return "\n".join(made.text() for made in widget.findChildren(QLabel) if made.isVisible())


@pytest.fixture
def page(window: MainWindow, logged: Log) -> PersonScreen:
    """Siân, who complained twice under two spellings; the first case is being read."""
    first = logged(complainant={"name": "Siân Example", "email": "sian@example.org"})
    logged(complainant={"name": "Sian Example", "email": "s.example@example.org", "telephone": "01234 567890"})
    press(case_of(window, first), "All about Siân Example")
    made = window.page(PERSON)
    assert isinstance(made, PersonScreen)
    return made


def test_a_name_on_a_case_leads_to_all_about_the_person_and_back(
    page: PersonScreen, window: MainWindow, qtbot: QtBot
) -> None:
    """Their cases with role and date; Escape and Alt+Left go back to the case."""
    assert window.current() == PERSON
    text = read(page)
    assert "Complainant on CF/2026-27/0001, last contact 16 November 2026." in text
    assert "Complainant  ·  received 16 Nov 2026" in text
    assert "sian@example.org" in text
    assert window.focusWidget() is page.back
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert window.current() == CASE
    pages.open_person(window, page.person_id)
    window.back()
    assert window.current() == CASE
    pages.open_person(window, page.person_id)
    press(page, "Open CF/2026-27/0001")
    assert window.current() == CASE


def test_somebody_who_is_gone_is_said(page: PersonScreen, window: MainWindow) -> None:
    """The page of before stays."""
    pages.open_person(window, 17)
    assert window.current() == PERSON
    assert "no longer in the store" in window.shell.message.accessibleName()


def test_back_from_a_case_that_a_person_led_to_is_the_person_again(window: MainWindow, logged: Log) -> None:
    """And from there to the case one began with, and to the list that led to it: never round in a circle."""
    first, second = logged(), logged(summary="Another matter")
    window.go(CASES)
    case = case_of(window, first)
    assert case.file is not None
    pages.open_person(window, case.file.people[0].id)
    window.open_case(second.case_id)
    window.back()
    assert window.current() == PERSON
    window.back()
    assert (window.current(), case.case_id) == (CASE, first.case_id)
    window.back()
    assert window.current() == CASES


def test_two_records_become_one_and_undo_brings_them_back(
    page: PersonScreen, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """The other record stays, with the name and the email that were chosen; the page is its page then."""
    first = page.person_id
    assert "Same name, written differently. Complainant on CF/2026-27/0002" in read(page)
    press(page, "Merge with Sian Example")
    form = page.form
    assert isinstance(form, MergeForm)
    assert list(form.fields) == ["name", "email"]
    assert form.fields["name"].value() == "Siân Example"
    one, other = form._texts
    assert other.startswith("Sian Example: complainant on CF/2026-27/0002")
    form.which.set_value(other)
    assert form.fields["name"].value() == "Sian Example"
    form.fields["name"].set_value("Siân Example")
    assert "One record is left, with 2 cases." in form.follows.text()
    form.save()
    assert page.form is None
    assert page.person_id != first
    [person] = [each for each in store.all(Person) if "Example" in each.name and each.telephone]
    assert (person.name, person.email) == ("Siân Example", "s.example@example.org")
    assert store.get(Person, first) is None
    said = window.shell.message.accessibleName()
    assert said.startswith("Sian Example and Siân Example are one person now: Complainant on CF/2026-27/0002 and")
    assert window.session is not None
    latest = window.session.list_history(HistoryFilter()).ids[0]
    assert MOVED in list(lines(window.session.changed_rows(latest, 0, 20)))
    press(window.shell.message, "Undo")
    assert store.get(Person, first) is not None
    assert "Complainant on CF/2026-27/0002, last" in read(page)
    assert one


def test_undoing_a_merge_from_elsewhere_leaves_nobody_on_a_page_of_nobody(
    page: PersonScreen, window: MainWindow, store: Store
) -> None:
    """The record one reads goes: back to the case."""
    other = next(each for each in store.all(Person) if each.name == "Sian Example")
    assert window.session is not None
    known = window.session.people.known(other.id)
    assert known is not None
    assert page.known is not None
    window.session.people.merge(known.person, page.known.person, set())
    assert window.current() == CASE


def test_cancel_and_a_record_changed_meanwhile_change_nothing(
    page: PersonScreen, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """What is wrong stands at the top of the form; Escape goes back to the person, read again."""
    press(page, "Merge with Sian Example")
    form = page.form
    assert isinstance(form, MergeForm)
    other = next(each for each in store.all(Person) if each.name == "Sian Example")
    assert window.session is not None
    window.session.correct(other, {"telephone": "01234 000000"})
    form.save()
    assert "changed meanwhile" in form.summary.accessibleName()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.form is None
    assert len(store.all(Person)) == 4
    press(page, "Merge with Sian Example")
    assert isinstance(page.form, MergeForm)
    page.form.save()
    assert len(store.all(Person)) == 3


def test_two_on_one_case_are_warned_of(window: MainWindow, logged: Log) -> None:
    """A parent and a child of one name are two people, most likely."""
    case_of(window, logged(complainant={"name": "Ada Example"}, child={"name": "Ada Example", "looked_after": "Yes"}))
    case = window.page(CASE)
    buttons(case, "All about Ada Example")[0].click()
    page = window.page(PERSON)
    assert isinstance(page, PersonScreen)
    press(page, "Merge with Ada Example")
    assert isinstance(page.form, MergeForm)
    assert page.form.warning.accessibleName() == (
        "Both are on one case. Are they one person? CF/2026-27/0001: complainant and child."
    )


def test_contact_arrangements_stand_on_the_case_and_are_reviewed_and_ended_there(
    window: MainWindow, logged: Log, store: Store, qtbot: QtBot
) -> None:
    """What is wrong is said beside the day; what ended is on the person's page."""
    case = case_of(window, logged())
    assert case.file is not None
    person = case.file.person(Role.COMPLAINANT)
    assert person is not None
    with store.change("arrange") as change:
        change.put(None, ContactArrangement(person_id=person.id, what="One named officer", review_on=date(2026, 12, 1)))
    case.show_case(case.case_id)

    def notice() -> ArrangementNotice:
        QApplication.processEvents()
        [found] = [n for n in case.findChildren(ArrangementNotice) if n.isVisible()]
        return found

    assert notice().accessibleName() == (
        "There is a contact arrangement with Ada Example One named officer. Review due 1 Dec 2026."
    )
    notice().review.click()
    form = notice().form
    assert form is not None
    form.fields["review_on"].set_value("1/11/2026")
    form.save.click()
    assert form.fields["review_on"].problem == "Enter a day to come."
    form.fields["review_on"].set_value("1/6/2027")
    form.save.click()
    assert "Review due 1 Jun 2027." in notice().accessibleName()
    notice().end.click()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not [n for n in case.findChildren(ArrangementNotice) if n.isVisible()]
    pages.open_person(window, person.id)
    page = window.page(PERSON)
    assert "One named officer. Review due 1 Jun 2027. Ended 24 Nov 2026." in read(page)
    window.undo()
    assert "There is a contact arrangement with Ada Example" in read(page)
    window.go(CASES)


def test_people_are_found_by_go_to_anything(window: MainWindow, logged: Log) -> None:
    """Their page, with what they are to which cases beside the name."""
    logged(complainant={"name": "Siân Example"})
    [hit] = pages.people_found(window, "sian")
    assert (hit.text, hit.beside[:29]) == ("Siân Example", "Complainant on CF/2026-27/000")
    hit.call()
    assert window.current() == PERSON
    assert pages.people_found(window, "si") == []
