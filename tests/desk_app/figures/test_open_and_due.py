"""What is open at the end of a period and what fell due in it: nothing is overdue before its day has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app import figures
from desk_app.figures import period
from desk_app.records import Case, Ending, Investigation, Outcome, Pause, Route, Stage
from desk_app.store import Store

YEAR = period.year("2026/27")
RECEIVED = date(2026, 11, 2)  # statutory: 10 working days end on 16 November 2026
BEFORE_DUE, AFTER_DUE = date(2026, 11, 10), date(2026, 11, 24)


def opened(store: Store, team: str = "Fostering") -> None:
    """One statutory complaint at stage 1 that nobody has answered."""
    with store.change("log complaint") as change:
        case = change.put(None, Case(reference=f"T/{team}", received_on=RECEIVED, team=team, at_risk=False))
        change.put(
            None,
            Investigation(
                case_id=case.id, route=Route.STATUTORY, stage=Stage.ONE, team=team, opened_on=RECEIVED,
                profile="statutory",
            ),
        )  # fmt: skip


def test_in_a_year_that_runs_nothing_is_overdue_before_its_day(store: Store) -> None:
    """Due on 16 November, looked at on 10 November: open, not overdue, though 31 March is long after."""
    opened(store)
    found = figures.gather(store, YEAR, BEFORE_DUE).timeliness
    assert (found.open_at_end.open, found.open_at_end.overdue) == (1, 0)


def test_in_a_year_that_runs_overdue_is_counted_as_at_the_day(store: Store) -> None:
    """Due on 16 November, looked at on 24 November: six working days over, not four months."""
    opened(store)
    found = figures.gather(store, YEAR, AFTER_DUE).timeliness.open_at_end
    assert (found.overdue, [n for _, n in found.bands]) == (1, [1, 0, 0])


def test_what_is_not_due_yet_is_not_unanswered(store: Store) -> None:
    """It is counted once its day has passed."""
    opened(store)
    assert figures.gather(store, YEAR, BEFORE_DUE).timeliness.due.unanswered == 0
    assert figures.gather(store, YEAR, AFTER_DUE).timeliness.due.unanswered == 1


def test_overdue_work_without_a_team_stays_overdue(store: Store) -> None:
    """A row "Not recorded" of one open and one overdue; "" would be the row of all teams."""
    opened(store, team="")
    found = figures.gather(store, YEAR, AFTER_DUE).timeliness
    assert found.open_at_end.by_team == (("Not recorded", 1, 1),)
    assert [row.label for row in found.due_by_team] == ["Not recorded"]


# --- pauses and withdrawals -----------------------------------------------------------------------------------
LAST_YEAR, BEFORE_YEAR_END = period.year("2025/26"), date(2026, 3, 2)  # due on 16 March 2026
PAUSED_ON, MAY = date(2026, 3, 2), date(2026, 5, 6)


def put(store: Store, *pauses: Pause, **changes: object) -> Case:
    """A complaint of 2 March 2026 that nobody has answered, with these pauses; changes to its investigation."""
    reference = f"T/{len(store.read('SELECT id FROM feedback_case')) + 1}"
    with store.change("log complaint") as change:
        case = change.put(None, Case(reference=reference, received_on=BEFORE_YEAR_END, team="Fostering", at_risk=False))
        item = Investigation(
            case_id=case.id, route=Route.STATUTORY, stage=Stage.ONE, team="Fostering", opened_on=BEFORE_YEAR_END,
            profile="statutory",
        )  # fmt: skip
        item = change.put(None, replace(item, **changes))  # type: ignore[arg-type]
        for pause in pauses:
            change.put(None, replace(pause, case_id=case.id, investigation_id=item.id))
    return case


def counted(store: Store, year: figures.Period, as_at: date) -> tuple[int, int, int]:
    """Open, of them overdue, and unanswered of what fell due."""
    found = figures.gather(store, year, as_at).timeliness
    assert sum(n for _, n in found.open_at_end.bands) == found.open_at_end.overdue
    return found.open_at_end.open, found.open_at_end.overdue, found.due.unanswered


@pytest.mark.parametrize(
    "pause",
    [
        Pause(case_id=0, from_on=PAUSED_ON, reason="Court"),
        Pause(case_id=0, from_on=date(2026, 3, 16), reason="Court"),
        Pause(case_id=0, from_on=PAUSED_ON, reason="Court", ended_on=date(2026, 3, 9), resubmit_by=date(2027, 3, 9)),
    ],
    ids=["never ended", "from the day it was due", "may be handed in again"],
)
def test_what_is_paused_is_open_and_not_overdue_on_any_day(store: Store, pause: Pause) -> None:
    """As the screen says; at the end of the last year and today."""
    put(store, pause)
    assert counted(store, LAST_YEAR, MAY) == (1, 0, 0)
    assert counted(store, YEAR, MAY) == (1, 0, 0)


def test_what_was_overdue_before_it_was_paused_stays_overdue(store: Store) -> None:
    """A pause forgives nothing."""
    put(store, Pause(case_id=0, from_on=date(2026, 3, 17), reason="Court"))
    assert counted(store, LAST_YEAR, MAY) == (1, 1, 1)


def test_a_pause_that_ended_since_was_there_at_the_end_of_the_year(store: Store) -> None:
    """Resumed on 20 April, ten working days later due: overdue only from then."""
    put(store, Pause(case_id=0, from_on=PAUSED_ON, reason="Court", ended_on=date(2026, 4, 20),
                     resumed_on=date(2026, 4, 20)))  # fmt: skip
    assert counted(store, LAST_YEAR, MAY) == (1, 0, 0)
    assert counted(store, YEAR, MAY) == (1, 1, 1)


def test_withdrawing_what_was_paused_changes_nothing_in_the_last_year(store: Store) -> None:
    """It was open and not overdue on 31 March, and its response never fell due."""
    put(store, Pause(case_id=0, from_on=PAUSED_ON, reason="Court", resumed_on=MAY),
        ended_on=MAY, ending=Ending.WITHDRAWN, outcome=Outcome.WITHDRAWN)  # fmt: skip
    assert counted(store, LAST_YEAR, MAY) == (1, 0, 0)
    assert counted(store, YEAR, MAY) == (0, 0, 0)


@pytest.mark.parametrize("ending", [Ending.WITHDRAWN, Ending.REFUSED, Ending.WITHOUT_RESPONSE])
@pytest.mark.parametrize(("ended", "unanswered"), [(date(2026, 3, 16), 0), (MAY, 1)])
def test_a_response_that_was_overdue_when_its_investigation_ended_fell_due(
    store: Store, ending: Ending, ended: date, unanswered: int
) -> None:
    """Due on 16 March: ended that day it fell away, in May it had been unanswered for weeks.

    However it ended: withdrawn, refused, or taken to stage 2 because stage 1 was late.
    """
    put(store, ended_on=ended, ending=ending, outcome=Outcome.NOT_RECORDED)
    assert figures.gather(store, LAST_YEAR, MAY).timeliness.due.unanswered == unanswered


# --- review panels ------------------------------------------------------------------------------------------------
def test_a_panel_that_met_late_and_reported_late_is_counted_beside_the_response(store: Store) -> None:
    """Asked for on 1 June 2026: to meet by 13 July. One met a day late and reported on the sixth day; one never met."""
    for met, report in ((date(2026, 7, 14), date(2026, 7, 22)), (None, None)):
        put(store, opened_on=date(2026, 6, 1), stage=Stage.THREE, panel_met_on=met, panel_report_on=report)
    found = figures.gather(store, YEAR, AFTER_DUE).timeliness.panels
    assert [(p.step, p.in_time, p.late, p.not_done) for p in found] == [
        ("Panel met", 0, 1, 1),
        ("Panel’s report came", 0, 1, 0),
    ]


def test_a_panel_that_met_on_its_day_is_in_time_and_one_that_is_not_due_is_in_no_figure(store: Store) -> None:
    """As at the day before its limit nothing is said of the meeting."""
    put(store, opened_on=date(2026, 6, 1), stage=Stage.THREE)
    assert figures.gather(store, YEAR, date(2026, 7, 10)).timeliness.panels == ()
    put(store, opened_on=date(2026, 6, 1), stage=Stage.THREE, panel_met_on=date(2026, 7, 13))
    [found] = figures.gather(store, YEAR, date(2026, 7, 14)).timeliness.panels
    assert (found.in_time, found.late, found.not_done) == (1, 0, 1)
