"""The line of a stage: what it says to those who see it, and to those who do not."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desk_app import deadlines
from desk_app.procedures import shipped_by_key
from desk_app.records import Case, CaseFile, Investigation, Pause, Route, Stage
from desk_app.settings import Settings
from desk_app.working_days import calendar
from ui.cases.stage_bar import APART, EDGE, StageBar, StageLine, Stretch, stage_line

OPENED, TODAY = date(2026, 11, 2), date(2026, 11, 24)


def line_of(**values: Any) -> tuple[CaseFile, Investigation]:
    item = Investigation(id=2, version=1, case_id=1, route=Route.STATUTORY, stage=Stage.ONE, opened_on=OPENED, **values)
    return CaseFile(case=Case(id=1, version=1, received_on=OPENED), investigations=(item,)), item


def drawn(file: CaseFile, item: Investigation, today: date = TODAY) -> StageLine:
    steps = deadlines.steps_for(file, shipped_by_key(), calendar(()), Settings())
    return stage_line(file, item, steps, today)


@pytest.mark.parametrize(
    ("values", "today", "stretches"),
    [
        ({}, date(2026, 11, 9), [Stretch(OPENED, date(2026, 11, 9), "primary")]),
        ({}, TODAY, [Stretch(OPENED, date(2026, 11, 16), "primary"), Stretch(date(2026, 11, 16), TODAY, "danger")]),
        ({"responded_on": date(2026, 11, 12)}, TODAY, [Stretch(OPENED, date(2026, 11, 12), "ok")]),
        (
            {"responded_on": date(2026, 11, 18)},
            TODAY,
            [Stretch(OPENED, date(2026, 11, 16), "ok"), Stretch(date(2026, 11, 16), date(2026, 11, 18), "danger")],
        ),
    ],
)
def test_what_is_late_is_a_stretch_of_its_own(values: dict[str, Any], today: date, stretches: list[Stretch]) -> None:
    """Due on 16 November: running, overdue, answered in time, answered late."""
    file, item = line_of(**values)
    line = drawn(file, item, today)
    assert list(line.stretches) == stretches


def test_a_screen_reader_is_told_the_days_in_order() -> None:
    """Late is said in days."""
    file, item = line_of(acknowledged_on=date(2026, 11, 3), responded_on=date(2026, 11, 18))
    bar = StageBar(drawn(file, item))
    assert bar.accessibleDescription() == (
        "Opened 2 Nov 2026; Acknowledged 3 Nov 2026; Due 16 Nov 2026; Response 18 Nov 2026; late by 2 calendar days"
    )


def test_what_happened_on_one_day_stands_side_by_side(qtbot: QtBot) -> None:
    """No dot hides another, none leaves the bar, and their order is that of the days."""
    day = date(2026, 11, 3)
    file, item = line_of(acknowledged_on=day, assigned_on=day, draft_received_on=date(2026, 11, 16))
    bar = StageBar(drawn(file, item, date(2026, 11, 16)))
    qtbot.addWidget(bar)
    bar.resize(320, bar.height())
    names, places = zip(*((mark.name, x) for mark, x in bar.dots()), strict=True)
    assert names == ("Opened", "Acknowledged", "Assigned", "Draft", "Due")
    assert all(later - before >= APART for before, later in pairwise(places))
    assert places[0] >= EDGE
    assert places[-1] <= bar.width() - EDGE


def test_a_pause_is_seen_and_everything_can_be_painted(qtbot: QtBot) -> None:
    """Also where there is hardly any room."""
    file, item = line_of(acknowledged_on=OPENED, assigned_on=OPENED)
    pause = Pause(id=3, case_id=1, investigation_id=2, from_on=date(2026, 11, 4), ended_on=date(2026, 11, 6),
                  resumed_on=date(2026, 11, 6))  # fmt: skip
    file = CaseFile(case=file.case, investigations=(item,), pauses=(pause,))
    line = drawn(file, item)
    assert Stretch(date(2026, 11, 4), date(2026, 11, 6), "warn") in line.stretches
    bar = StageBar(line)
    qtbot.addWidget(bar)
    for width in (60, 120, 900):
        bar.resize(width, bar.height())
        assert not bar.grab().isNull()
