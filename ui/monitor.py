"""What the page of monitoring asks of the desk: a sheet of figures, the cases behind a number, a file."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.figures import drill, monitored, monitoring
from desk_app.figures.monitoring import Sheet
from desk_app.figures.period import Period

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from desk_app.records import Change
    from desk_app.store.search import CaseRow
    from ui.session import Session

PDF = ".pdf"


class Monitor:
    """Of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store = session.desk.store

    def teams(self) -> list[str]:
        """Every team there is or was."""
        return monitored.teams(self._store)

    def sheet(self, period: Period, team: str, public: bool, progress: Progress) -> Sheet:
        """The figures of a period, as at today. For a job. Raises Problem."""
        return monitoring.gather(
            self._store, period, self._session.today, team, public=public, progress=progress
        )  # fmt: skip

    def cases(self, sheet: Sheet, key: str, label: str) -> list[CaseRow]:
        """The cases behind a number of the first column."""
        found = drill.cases(self._store, sheet.now.period, key, label, sheet.now.team)
        return self._session.desk.case_rows(array("q", found))

    def export(self, period: Period, team: str, public: bool, out: Path, progress: Progress) -> Change | None:
        """Write the sheet as a PDF or a workbook. For a job; the session's `exported` afterwards. Raises Problem."""
        from desk_app.exchange import exports, monitoring_tables
        from desk_app.report import monitoring as on_paper

        write = on_paper.export if out.suffix.lower() == PDF else monitoring_tables.export
        write(self._store, period, self._session.today, out, team=team, public=public, progress=progress)
        return exports.noted(self._store, f"monitoring {period.label}")
