"""What the settings screen asks of the desk: reading the office's settings, lists and holidays, and changing them.

A verb here announces what it changed. Those that may take a while are for a job: `in_job` announces for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import working_days
from desk_app.desk import Desk, entries, holidays, office, profiles
from desk_app.desk.holidays import Effects
from desk_app.lists import Lists
from desk_app.problems import Problem
from desk_app.procedures import Profile
from desk_app.progress import Progress
from desk_app.records import Change, Holiday, ListEntry, ProfileRecord
from desk_app.roles import Task

if TYPE_CHECKING:
    from ui.kit.job import Job
    from ui.session import Session

ChangeWork = Callable[[Progress], Change | None]


class Office:
    """Of one session."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self._announce = session, announce
        self._desk: Desk = session.desk
        self.is_backing_up = False

    def in_job(self, work: ChangeWork, done: Callable[[Change | None], object], **more: Callable[..., object]) -> Job:
        """Do one of the verbs for a job off the window's thread, and announce it. `more` as for Session.job."""

        def finished(change: Change | None) -> None:
            self._announce(change)
            done(change)

        return self._session.job(work, finished, **more)

    # --- settings
    def change_settings(self, values: Mapping[str, Any], progress: Progress) -> Change | None:
        """Save settings by key; None if none differs. For a job."""
        return office.change_settings(self._desk.store, values, self._desk.member, progress)

    @property
    def guarded_settings(self) -> Mapping[str, Task]:
        """The settings that not everybody may change, and what changing them takes."""
        from desk_app.store.guarded import SETTINGS

        return SETTINGS

    # --- lists
    def lists(self) -> Lists:
        """The entries of every list, in their order, those out of use too."""
        return self._desk.store.lists()

    def entry_problems(self, entry: ListEntry) -> dict[str, str]:
        """What is wrong with an entry, by field."""
        return entries.problems(self._desk.store, entry)

    def uses(self, entry: ListEntry) -> int:
        """How many records of cases have its word. For a job."""
        return self._desk.store.uses(entry.list, entry.value)

    def can_go(self, entry: ListEntry) -> bool:
        """Whether nothing at all has its word. For a job."""
        return not self._desk.store.is_used(entry.list, entry.value)

    def add_entry(self, entry: ListEntry) -> Change:
        """Add an entry. Raises Problem."""
        change = entries.add(self._desk.store, entry, self._desk.member)
        self._announce(change)
        return change

    def change_entry(self, old: ListEntry, new: ListEntry, since: date | None, progress: Progress) -> Change | None:
        """Save an entry as it should be; renamed everywhere, or with `since` from that day on. For a job."""
        return entries.change_entry(
            self._desk.store, old, new, self._session.today, self._desk.member, since=since, progress=progress
        )

    def move_entry(self, entry: ListEntry, *, up: bool) -> Change | None:
        """Move an entry one place; None at the end of its list."""
        change = entries.move(self._desk.store, entry, self._desk.member, up=up)
        self._announce(change)
        return change

    def remove_entry(self, entry: ListEntry) -> Change:
        """Remove an entry that nothing has. Raises Problem."""
        change = entries.remove(self._desk.store, entry, self._desk.member)
        self._announce(change)
        return change

    # --- procedures and holidays
    def profiles(self) -> tuple[Profile, ...]:
        """The procedures: those shipped, then the council's own."""
        return tuple(self._desk.store.profiles().values())

    def own_profiles(self) -> dict[str, ProfileRecord]:
        """The council's own procedures by key."""
        return profiles.own(self._desk.store)

    def draft_profile(self, base: Profile, given: Mapping[str, object]) -> tuple[Profile, dict[str, str]]:
        """A version of a procedure as entered, and what is wrong, by field."""
        return profiles.drafted(self._desk.store, base, given, self._session.today)

    def what_follows(self, base: Profile, made: Profile) -> tuple[str, ...]:
        """What a version would change, and for whom."""
        return profiles.what_follows(self._desk.store, base, made)

    def add_profile(self, base: Profile, given: Mapping[str, object], progress: Progress) -> Change | None:
        """Save a version that has nothing wrong. For a job."""
        change, wrong = profiles.add(self._desk.store, base, given, self._session.today, self._desk.member, progress)
        for text in wrong.values():
            raise Problem(text)
        return change

    def may_take_back(self, record: ProfileRecord) -> bool:
        """Whether a version has not begun."""
        return profiles.may_take_back(record, self._session.today)

    def take_back(self, record: ProfileRecord, progress: Progress) -> Change:
        """Remove a version that has not begun. For a job. Raises Problem."""
        return profiles.take_back(self._desk.store, record, self._session.today, self._desk.member, progress)

    def own_holidays(self) -> list[Holiday]:
        """The days that were added here."""
        return self._desk.store.all(Holiday)

    def bank_holidays(self, year: int) -> dict[date, str]:
        """The bank holidays of a year that everybody knows, and their names."""
        return {day: name for day, name in working_days.bank_holidays().items() if day.year == year}

    def holiday_problems(self, holiday: Holiday) -> dict[str, str]:
        """What is wrong with a day to be added, by field."""
        return holidays.problems(self._desk.store, holiday)

    def effects(self, holiday: Holiday, progress: Progress) -> Effects:
        """What would move if this day were added; or, one that is kept, if it were removed. For a job."""
        ask = holidays.effects_of_removing if holiday.id else holidays.effects_of_adding
        return ask(self._desk.store, holiday, self._session.today, progress)

    def add_holiday(self, holiday: Holiday, progress: Progress) -> Change:
        """Add a day. For a job. Raises Problem."""
        return holidays.add(self._desk.store, holiday, self._desk.member, progress)

    def remove_holiday(self, holiday: Holiday, progress: Progress) -> Change:
        """Remove a day that was added. For a job."""
        return holidays.remove(self._desk.store, holiday, self._desk.member, progress)

    # --- folders
    @property
    def place_is_read_only(self) -> bool:
        """Whether nothing can be written where the store is, whoever has it open."""
        return self._desk.store.in_read_only_place

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return self._desk.store.path

    @property
    def member(self) -> str:
        """Who has it open."""
        return self._desk.member

    def begun_at(self) -> datetime | None:
        """When the store was made."""
        return self._desk.store.begun_at()

    def last_backup_at(self) -> datetime | None:
        """When the last backup was made of the store here."""
        return self._desk.store.last_backup_at()

    def wrong_pages(self, progress: Progress) -> list[str]:
        """What is wrong with the store's file, page by page. For a job. Nothing, if all is well."""
        from desk_app.store import verifying

        progress(0, 0, "Looking at every page of the store")
        return verifying.wrong_pages(self._desk.store)

    def last_good_backup(self, folder: Path | None) -> Path | None:
        """The latest backup that can be reached. For a job."""
        from desk_app.store import safekeeping

        return safekeeping.last_good(self._desk.store, folder)

    def last_backup_in(self, folder: Path, now: datetime) -> datetime | None:
        """When the last backup that was made by itself was put into a folder, in local time. For a job."""
        from desk_app.store import safekeeping

        known = safekeeping.by_itself(self._desk.store, folder, now)
        return known[0].at if known else None

    def back_up_by_itself(self, folder: Path, now: datetime, progress: Progress) -> Path:
        """Put a backup into a folder and remove those that need not be kept. For a job. Raises Problem."""
        from desk_app.store import safekeeping

        return safekeeping.back_up_by_itself(self._desk.store, folder, now, progress)

    def name_for_backup(self, folder: Path) -> Path:
        """A file in a folder for a backup of this minute."""
        from desk_app.store import backups

        return folder / backups.name_of(self.folder.stem, datetime.now())

    def back_up(self, out: Path, progress: Progress) -> Path:
        """Write a backup, whole or not at all. For a job. Raises Problem."""
        from desk_app.store import safekeeping

        self.is_backing_up = True
        try:
            safekeeping.backup(self._desk.store, out, progress)
        finally:
            self.is_backing_up = False
        return out
