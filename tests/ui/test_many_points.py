"""A case of many points: its response form is asked in parts, and is whole before anything is done with it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.offers import Verb
from desk_app.records import Point
from desk_app.store import Store
from tests.window import focusable
from ui.cases.case_screen import CaseScreen
from ui.cases.verb_form import AT_ONCE, VerbForm
from ui.main_window import MainWindow
from ui.pages import CASE

POINTS = 30


@pytest.fixture
def form(window: MainWindow, logged: Callable[..., Logged], store: Store) -> VerbForm:
    """The response of a complaint of thirty points, just opened."""
    case_id = logged().case_id
    item = store.case_file(case_id).investigations[0]
    with store.change("add points") as change:
        for n in range(POINTS):
            change.put(None, Point(case_id=case_id, investigation_id=item.id, number=n + 1, text=f"Point {n + 1}"))
    window.open_case(case_id)
    page = window.page(CASE)
    assert isinstance(page, CaseScreen)
    assert page.begin_verb(Verb.RESPOND)
    assert page.verb_form is not None
    return page.verb_form


def points(form: VerbForm) -> list[str]:
    return [key for key in form.fields if key.startswith("point")]


def test_the_first_questions_are_there_at_once_and_the_others_follow(form: VerbForm, qtbot: QtBot) -> None:
    """Down the page, with the buttons last; Tab goes the same way."""
    assert len(form.fields) == AT_ONCE
    qtbot.waitUntil(lambda: len(points(form)) == POINTS)
    tops = [field.mapTo(form, field.rect().topLeft()).y() for field in form.fields.values() if field.isVisible()]
    qtbot.waitUntil(lambda: form.save_button.mapTo(form, form.save_button.rect().topLeft()).y() > max(tops))
    stops = focusable(form)
    order: list[QWidget] = focusable(form.fields["on"])[:1]
    following = order[0].nextInFocusChain()
    while following is not None and order[-1] is not form.cancel:
        if following in stops:
            order.append(following)
        following = following.nextInFocusChain()
    heights = [stop.mapTo(form, stop.rect().topLeft()).y() for stop in order]
    assert all(above <= below for above, below in pairwise(heights))
    assert len(order) == len(stops)


def test_saving_at_once_asks_everything(form: VerbForm, store: Store) -> None:
    """What had not been asked yet is asked before it is saved: nothing is passed over."""
    form.fields["on"].set_value("today")
    for key in points(form):
        form.fields[key].set_value("Upheld")
    form.save()
    assert len(points(form)) == POINTS
    answered = [field for key, field in form.fields.items() if key.startswith("point")]
    assert [field.problem for field in answered[:3]] == ["", "", ""]


def test_what_was_typed_before_the_rest_came_is_a_draft(form: VerbForm, store: Store) -> None:
    """With all the questions; untouched there is none."""
    form.keep()
    assert store.drafts() == []
    form.fields["on"].set_value("20/11/2026")
    form.keep()
    [draft] = store.drafts()
    assert draft.data["answers"]["on"] == "20/11/2026"
    assert len(points(form)) == POINTS
