"""What pages ask of the desk about keeping and erasing: the review list, holds, erasures, all about one person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.desk import Desk, erase, retain
from desk_app.desk.erase import Erased, Plan, Why
from desk_app.desk.retain import Due, Outcome, Shown
from desk_app.records import Change
from desk_app.roles import Task, may, why_not

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from desk_app.subject_access import Written
    from ui.session import Session


class Keeper:
    """Of one session."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self._announce = session, announce
        self._desk: Desk = session.desk

    @property
    def why_not(self) -> str:
        """Why whoever has the store open may not decide here, "" if they may."""
        if not self._session.writable:
            return "This store is open for reading only."
        return "" if may(self._desk.store.role, Task.ERASE) else why_not(Task.ERASE)

    def reference(self, case_id: int) -> str:
        """The reference of a case."""
        return self._desk.store.reference(case_id)

    # --- the review list
    def review(self, shown: Shown) -> list[Due]:
        """The cases of a part of the list. For a job."""
        return retain.review(self._desk.store, self._session.today, shown)

    def hold_of(self, case_id: int) -> str:
        """Why a case is on hold, "" if it is not."""
        return retain.holds(self._desk.store, case_id)

    def keep_longer(self, case_ids: Collection[int], given: Mapping[str, object]) -> Outcome:
        """Keep them until a later day; or what is wrong, by field. Raises Problem."""
        return self._told(retain.keep_longer, case_ids, given)

    def hold(self, case_ids: Collection[int], given: Mapping[str, object]) -> Outcome:
        """Put them on legal hold. Raises Problem."""
        return self._told(retain.hold, case_ids, given)

    def release(self, case_ids: Collection[int], given: Mapping[str, object]) -> Outcome:
        """End their hold. Raises Problem."""
        return self._told(retain.release, case_ids, given)

    def _told(self, verb: Callable[..., Outcome], case_ids: Collection[int], given: Mapping[str, object]) -> Outcome:
        self._session.refuse_to_wait()
        outcome = verb(self._desk.store, case_ids, given, self._session.today, self._desk.member)
        self._announce(outcome[0])
        return outcome

    # --- erasing
    def plan_for_person(self, person_id: int) -> Plan:
        """What erasing a person would do. Raises Problem."""
        return erase.plan_for_person(self._desk.store, person_id)

    def plan_for_cases(self, case_ids: Collection[int]) -> Plan:
        """What erasing cases would do."""
        return erase.plan_for_cases(self._desk.store, case_ids)

    def erase(self, plan: Plan, why: Why, progress: Progress) -> Erased:
        """Back up where a folder for backups is chosen, then erase for good. For a job; `erased` afterwards.

        Raises Problem, also when the backup cannot be made: then nothing is erased.
        """
        self._session.before_import(progress)
        return erase.erase(self._desk.store, plan, self._session.today, self._desk.member, why, progress)

    def erased(self, done: Erased) -> None:
        """Announce what was erased. Copies of documents that other programs show go too."""
        self._session.forget_copies()
        self._announce(done.change)

    # --- subject access
    def write_all_about(self, person_id: int, folder: Path, progress: Progress) -> Written:
        """Write all about one person into a new folder. For a job; the session's `exported` afterwards."""
        from desk_app import subject_access

        return subject_access.write(
            self._desk.store, person_id, folder, self._session.today, self._desk.member, progress
        )
