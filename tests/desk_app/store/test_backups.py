"""Which backups are kept: 7 days, 4 weeks, 12 months; nothing else in the folder is touched."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk_app.store import backups
from desk_app.store.backups import Kept

NOW = datetime(2026, 11, 24, 9, 15)


def daily(days: int) -> list[Kept]:
    """One a day, the latest today."""
    return [Kept(Path(f"{n}.backup"), NOW - timedelta(days=n)) for n in range(days)]


def test_two_years_of_daily_backups_leave_days_weeks_and_months() -> None:
    """The last seven days; the latest of each of four weeks; the latest of each of twelve months."""
    kept = backups.to_keep(daily(730))
    days = {k.at.date() for k in kept}
    assert {date(2026, 11, 24) - timedelta(days=n) for n in range(7)} <= days
    assert {date(2026, 11, 22), date(2026, 11, 15), date(2026, 11, 8)} <= days  # the Sundays before
    assert {date(2026, 10, 31), date(2026, 9, 30), date(2025, 12, 31)} <= days
    assert len(kept) <= 7 + 4 + 12


def test_of_one_day_the_latest_is_kept() -> None:
    """Before an import, and at the end of the day."""
    morning, evening = Kept(Path("a"), NOW), Kept(Path("b"), NOW + timedelta(hours=8))
    assert backups.to_keep([morning, evening]) == [evening]


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), min_size=1, max_size=60))
def test_the_latest_is_never_removed_and_keeping_twice_keeps_the_same(moments: list[datetime]) -> None:
    """Whatever there is."""
    known = [Kept(Path(f"{n}"), at.replace(second=0, microsecond=0)) for n, at in enumerate(moments)]
    kept = backups.to_keep(known)
    assert max(known, key=lambda k: (k.at, k.path.name)) in kept
    assert backups.to_keep(kept) == kept
    assert len(kept) <= 23


def test_only_own_files_are_removed(tmp_path: Path) -> None:
    """Another store's, and what somebody put there by hand, stay."""
    for n in range(40):
        (tmp_path / backups.name_of("Team", NOW - timedelta(days=n))).touch()
    others = [tmp_path / "Team by hand.backup", tmp_path / backups.name_of("Other", NOW), tmp_path / "notes.txt"]
    for other in others:
        other.touch()
    gone = backups.tidy(backups.found(tmp_path, "Team"))
    assert gone
    assert all(other.exists() for other in others)
    assert backups.found(tmp_path, "Team")[0].at == NOW
    assert backups.tidy(backups.found(tmp_path, "Team")) == []


def test_a_backup_is_due_once_a_day_and_old_after_a_week() -> None:
    """None at all is both."""
    today = NOW.date()
    assert backups.is_due(None, today)
    assert backups.is_due(today - timedelta(days=1), today)
    assert not backups.is_due(today, today)
    assert backups.is_old(None, today)
    assert not backups.is_old(today - timedelta(days=7), today)
    assert backups.is_old(today - timedelta(days=8), today)
