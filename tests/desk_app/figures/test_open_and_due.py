"""What is open at the end of a period and what fell due in it: nothing is overdue before its day has come."""

from __future__ import annotations

from datetime import date

from desk_app import figures
from desk_app.figures import period
from desk_app.records import Case, Investigation, Route, Stage
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
