"""What the page of learning and actions asks of the desk, and its verb."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.desk import Done
from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.store import lessons
from desk_app.store.lessons import ActionFilter, ActionRow, LearnedFilter, LearnedRow, Shown

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from desk_app.records import Change
    from ui.session import Session

__all__ = ["ActionFilter", "ActionRow", "LearnedFilter", "LearnedRow", "Lessons", "Shown"]


class Lessons:
    """Of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store = session.desk.store

    # --- reading
    def actions(self, filter: ActionFilter, limit: int) -> tuple[list[ActionRow], int]:
        """The first actions of a filter, and how many there are."""
        return lessons.actions(self._store, filter, limit)

    def counts(self) -> dict[Shown, int]:
        """How many actions are open, overdue, without a plan, done."""
        return lessons.counts(self._store, self._session.today)

    def learned(self, filter: LearnedFilter, limit: int) -> tuple[list[LearnedRow], int]:
        """The latest learning of a filter, and how much there is."""
        return lessons.learned(self._store, filter, limit)

    def owners(self) -> list[str]:
        """Who has actions."""
        return lessons.owners(self._store)

    def teams(self) -> list[str]:
        """Which teams have actions."""
        return lessons.teams(self._store)

    def categories(self) -> list[str]:
        """The categories that occur, the most frequent first."""
        return [category for category in lessons.categories(self._store) if category]

    def years(self) -> list[str]:
        """The reporting years of learning, the latest first."""
        return lessons.years(self._store)

    def case_called(self, text: str) -> int:
        """The case of a reference, of which the end is enough where it is the only one. Raises Problem."""
        from ui.session import Filter

        asked = text.strip()
        exact = self._store.case_id(asked) if asked else None
        if exact is not None:
            return exact
        found = self._session.desk.list_cases(Filter(text=asked)) if asked else None
        fitting = [
            row.id
            for row in (self._session.rows_by_id(found.ids).values() if found else ())
            if row.reference.casefold().endswith(f"/{asked.rpartition('/')[2].rjust(4, '0')}".casefold())
        ]
        if len(fitting) != 1:
            raise Problem(
                f"There is no case {asked}." if not fitting else f"Several cases end in {asked}.",
                "Enter its reference, for example CF/2026-27/0001.",
            )
        return fitting[0]

    # --- verbs
    def mark_done(self, action: ActionRow) -> Done:
        """The action was done today. Raises Problem."""
        file = self._session.desk.case_file(action.case_id)
        offer = next((o for o in self._session.desk.offers(file) if o.verb is Verb.COMPLETE_ACTION), None)
        if offer is None:
            raise Problem("This action is not open any more.", "The list shows how it is now.")
        return self._session.do(offer, file, {"action": str(action.id), "done_on": "today"})

    # --- out of here
    def export(self, out: Path, progress: Progress) -> Change | None:
        """Write all of it to a .csv or .xlsx. For a job; `session.exported` afterwards. Raises Problem."""
        from desk_app.exchange import exports

        return exports.write(self._store, "learning", out, today=self._session.today, progress=progress)
