"""Writing the listed or the selected cases to a file, as a job."""

from __future__ import annotations

from array import array
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk_app.progress import Progress
from desk_app.records import Change
from ui import wording
from ui.kit import collector
from ui.kit.saving import Place, ask_where
from ui.kit.working import Working
from ui.session import Exported, Filter, Session

KINDS = ("Excel workbook (*.xlsx)", "CSV (*.csv)")
OF_EVERYTHING = ("ZIP with documents and letters (*.zip)", "Excel workbook without them (*.xlsx)")
NONE_LISTED = "No case is listed, so none was exported."


class Export(QObject):
    """One export at a time; its progress is shown in `working`."""

    def __init__(self, session: Session, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._place, self._parent = session, place, parent
        self.working = Working("Progress of the export")

    def ask(self, filter: Filter, ids: array[int] | None, count: int) -> None:
        """Ask for a file, then write `count` cases to it: these, or all of the filter."""
        if self.working.busy or not count:
            self._session.say("An export is running already." if count else NONE_LISTED, tone="info")
            return
        title = f"Export {wording.counted(count, 'case')}"
        path = ask_where(self._parent, title, self._place, f"Cases {self._session.today:%Y-%m-%d}", KINDS)
        if path is not None:
            self.write(filter, ids, path)

    def write(self, filter: Filter, ids: array[int] | None, path: Path) -> None:
        """Write the cases to `path`: whole or not at all."""

        def work(progress: Progress) -> Exported:
            with collector.resting():
                return self._session.export_cases(filter, ids, path, progress)

        def done(result: Exported) -> None:
            count, change = result
            self._place.remember(path)
            self._session.exported(change)
            self._session.say(f"Saved {wording.counted(count, 'case')} to {path}.")

        job = self._session.job(work, done)
        job.finished.connect(collector.look_again)
        job.cancelled.connect(lambda: self._session.say("Cancelled. Nothing was written.", tone="info"))
        self.working.watch(f"Writing {path.name}", job)

    def ask_everything(self) -> None:
        """Ask for a file, then write all records of all cases to it, to be imported elsewhere."""
        if self.working.busy:
            self._session.say("An export is running already.", tone="info")
            return
        name = f"Everything {self._session.today:%Y-%m-%d}"
        path = ask_where(self._parent, "Export everything", self._place, name, OF_EVERYTHING)
        if path is not None:
            self.write_everything(path)

    def write_everything(self, path: Path) -> None:
        """Write everything to `path`: whole or not at all."""

        def done(change: Change | None) -> None:
            self._place.remember(path)
            self._session.exported(change)
            self._session.say(f"Saved everything to {path}. Keep it as safe as the store: it is not encrypted.")

        job = self._session.job(lambda progress: self._session.export_everything(path, progress), done)
        job.cancelled.connect(lambda: self._session.say("Cancelled. Nothing was written.", tone="info"))
        self.working.watch(f"Writing {path.name}", job)
