"""What the annual report's figures and its publication ask of the desk. Verbs announce what they changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.answers import Given
from desk_app.desk import Done, office, publish, report_texts
from desk_app.figures import drill, period
from desk_app.progress import Progress
from desk_app.records import Change, Publication, PublishedFigure

if TYPE_CHECKING:
    from desk_app.report.publishing import Restated
    from desk_app.store.search import CaseRow
    from ui.session import Session


class Publisher:
    """Of one session."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self._announce = session, announce
        self._store, self._by = session.desk.store, session.desk.member

    # --- figures
    def cases_behind(self, year: str, key: str, label: str) -> tuple[CaseRow, ...]:
        """The cases that a figure counts, in the order they were made. Raises Problem."""
        ids = drill.cases(self._store, period.year(year), key, label)
        return tuple(self._session.desk.case_rows(array("q", ids)))

    def typed(self, year: str) -> dict[str, PublishedFigure]:
        """Figures of a year that were typed in, by key; those of the Ombudsman's letter begin with "letter."."""
        return publish.typed(self._store, year)

    def type_in(self, year: str, given: Mapping[str, str], source: str) -> Done:
        """Keep figures of a year as they were published. With problems nothing is saved. Raises Problem."""
        self._session.refuse_to_wait()
        done = publish.type_in(self._store, year, given, source, self._by)
        self._announce(done.change)
        return done

    def restate(self, year: str, measure: str, *, anew: bool) -> None:
        """Print earlier years of a measure as they are counted now, or as they were published. Raises Problem."""
        self._session.refuse_to_wait()
        step = f"restated.{measure}"
        if anew:
            self._announce(report_texts.mark(self._store, year, step, "anew", self._by))
        else:
            key = (f"{report_texts.MARK}{step}",)
            self._announce(report_texts.remove(self._store, year, key, "print as published", self._by))

    def print_of(self, year: str, table: str, choice: str) -> None:
        """Choose what is printed of a table of small numbers ("": what is usual). Raises Problem."""
        from desk_app.report import small_numbers

        self._session.refuse_to_wait()
        step = f"{small_numbers.STEP}{table}"
        if choice:
            self._announce(report_texts.mark(self._store, year, step, choice, self._by))
        else:
            key = (f"{report_texts.MARK}{step}",)
            self._announce(report_texts.remove(self._store, year, key, "print as usual", self._by))

    def hide_below(self, threshold: int) -> None:
        """Hide counts below that in what is published; 0 shows every count. Raises Problem."""
        self._session.refuse_to_wait()
        self._announce(office.change_settings(self._store, {"suppression_threshold": threshold}, self._by))

    # --- publishing
    @property
    def may_override(self) -> bool:
        """Whether who sits here may publish although a check fails."""
        return publish.is_manager(self._store, self._by)

    def standing(self, year: str) -> Publication | None:
        """The publication of a year that stands."""
        return publish.standing(self._store, year)

    def replaced(self, year: str) -> tuple[Publication, ...]:
        """The publications of a year that a later one has replaced, in their order."""
        return tuple(publish.of(self._store, year)[:-1])

    def pdf_of(self, publication: Publication) -> bytes:
        """The pages as they were published, byte for byte. Raises Problem when the store is damaged."""
        return publish.pdf_of(self._store, publication)

    def publish(self, year: str, as_at: date, reasons: Given, progress: Progress) -> Change:
        """Publish a year's report as it reads now. For a job; `published` afterwards. Raises Problem."""
        from desk_app.report import publishing

        given = {key: str(reason) for key, reason in reasons.items()}
        return publishing.make(self._store, year, as_at, self._session.today, self._by, given, progress)

    def published(self, change: Change) -> None:
        """Tell every screen."""
        self._announce(change)

    def write(self, publication: Publication, out: Path, *, archive: bool = False) -> Path:
        """Write the report as it was published. For a job. Raises Problem."""
        from desk_app.report import publishing

        publishing.export(self._store, publication, out, archive=archive)
        return out

    def restated(self, publication: Publication) -> tuple[Restated, ...]:
        """What the register says differently now. For a job."""
        from desk_app.report import publishing

        return publishing.restated(self._store, publication)
