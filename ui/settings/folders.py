"""Where things are on this computer, and the backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from ui.kit.dates import moment
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.session import Session
from ui.settings.section import Section
from ui.stores import data_folder

ENDING = ".backup"
WHAT_IS_IN_IT = (
    "A backup is one file with all that is in this store now: cases, people, notes and documents, lists and settings, "
    "the whole history, and what is typed and not saved yet. It is encrypted as the store is, and opens with the "
    "passphrases and the recovery key of today. Without one of them nobody can open it.",
    "What is not in it: reports and lists that you exported, and how the window looks on this computer.",
    "Keep it on another disk than the store. To restore it, lock the store (Ctrl+L) and choose “Restore a backup”: it "
    "is checked first, says what would be lost, and keeps the store that is there beside it.",
)


class FoldersSection(Section):
    """The store, where new ones and exports go, the last backup and a new one."""

    title = "Folders and backup"
    icon = "folder-open"

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session)
        self._preferences = preferences
        self.box.addWidget(self._backup())
        self.box.addWidget(self._daily())
        card = Card("Folders")
        card.box.setSpacing(16)
        card.box.addWidget(_folder("This store", session.office.folder))
        card.box.addWidget(_folder("Where new stores go, unless you choose another place", data_folder()))
        last = preferences.kept.folder
        card.box.addWidget(_folder("Where exports are offered to go: the folder used last", Path(last or Path.home())))
        self.box.addWidget(card)
        self.box.addWidget(self._handing_over())
        self.box.addStretch(1)
        self.arrive()

    def _backup(self) -> Card:
        card = Card("Backup")
        self.last = label("", wrap=True)
        card.box.addWidget(self.last)
        row = QWidget()
        line = row_of(row, spacing=10)
        self.now = button("Back up now", self.back_up_now, role="primary", icon="save")
        line.addWidget(self.now)
        self.back_up = button("Back up to another place…", self.ask_where, icon="folder-open")
        line.addWidget(self.back_up)
        line.addStretch(1)
        card.box.addWidget(row)
        for text in WHAT_IS_IN_IT:
            card.box.addWidget(label(text, "muted", wrap=True))
        return card

    def _daily(self) -> Card:
        card = Card("A backup every day")
        card.box.addWidget(
            label(
                "Made by itself while the store is open, and before a register is imported. Of the earlier ones the "
                "latest of 7 days, 4 weeks and 12 months are kept. The folder is remembered on this computer.",
                "muted",
                wrap=True,
            )
        )
        self.daily = label("", wrap=True, selectable=True)
        card.box.addWidget(self.daily)
        row = QWidget()
        line = row_of(row, spacing=10)
        self.choose_daily = button("Choose a folder…", self.ask_daily, icon="folder-open")
        self.stop_daily = button("Stop daily backups", lambda: self.set_daily(""))
        line.addWidget(self.choose_daily)
        line.addWidget(self.stop_daily)
        line.addStretch(1)
        card.box.addWidget(row)
        return card

    def _handing_over(self) -> Card:
        card = Card("Move to another computer")
        card.box.addWidget(
            label(
                "A copy for the other computer is written and checked, on a stick or a network drive for example. This "
                "store is closed and only read here from then on, and says where the copy went, so that nobody works "
                "in two of them. On the other computer choose “Restore a backup”.",
                "muted",
                wrap=True,
            )
        )
        self.hand_over = button("Hand over to another computer…", self.ask_where_to_hand, icon="folder-open")
        self.hand_over.setEnabled(self.session.writable)
        row = QWidget()
        line = row_of(row)
        line.addWidget(self.hand_over)
        line.addStretch(1)
        card.box.addWidget(row)
        return card

    def ask_where_to_hand(self) -> None:
        """Ask for the file of the copy, then hand the store over."""
        if self.working.busy:
            return
        start = Path.home() / f"{self.session.office.folder.stem} handed over{ENDING}"
        chosen, _ = QFileDialog.getSaveFileName(self, "The copy for the other computer", str(start), f"*{ENDING}")
        if chosen:
            self.hand_over_to(Path(chosen if chosen.endswith(ENDING) else f"{chosen}{ENDING}"))

    def hand_over_to(self, out: Path) -> None:
        """Close the store, write and check the copy, set this one aside."""
        try:
            self.session.members.hand_over(out)
        except Problem as problem:
            self.tell(problem)

    def ask_daily(self) -> None:
        """Ask for the folder."""
        start = self._preferences.kept.daily_backups or self._preferences.kept.backups or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Where daily backups go", start)
        if chosen:
            self.set_daily(chosen)

    def set_daily(self, folder: str) -> None:
        """Put daily backups there; "" makes none."""
        if folder and Path(folder).is_relative_to(self.session.office.folder):
            self.say(
                "danger", "A backup inside the store would go with it.", "Choose another folder, best on another disk."
            )
            return
        self._preferences.keep(daily_backups=folder)
        self.arrive()
        self.say(
            "ok", "Saved.", "The first one is made within minutes." if folder else "No backup is made by itself now."
        )

    def arrive(self) -> None:
        folder = self._preferences.kept.daily_backups
        self.daily.setText(f"They go to {folder}." if folder else "None is made by itself so far.")
        self.stop_daily.setVisible(bool(folder))
        at = self.session.office.last_backup_at()
        self.last.setText(
            f"The last backup was made on {moment(at)}." if at else "No backup has been made of this store yet."
        )

    # --- a backup
    def suggested(self) -> Path:
        """Where and under what name a backup is offered."""
        name = f"{self.session.office.folder.stem}-{self.session.today.isoformat()}{ENDING}"
        before = self._preferences.kept.backups
        return (Path(before) if before else Path.home()) / name

    def back_up_now(self) -> None:
        """At once, where backups go already; else it asks for the place."""
        if self.working.busy:
            return
        kept = self._preferences.kept
        folder = kept.daily_backups or kept.backups
        if folder and Path(folder).is_dir():
            self.back_up_to(self.session.office.name_for_backup(Path(folder)))
        else:
            self.ask_where()

    def ask_where(self) -> None:
        """Ask for the file, then write it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Back up this store", str(self.suggested()), f"Backup (*{ENDING})"
        )
        if chosen:
            self.back_up_to(Path(chosen if chosen.endswith(ENDING) else f"{chosen}{ENDING}"))

    def back_up_to(self, out: Path) -> None:
        """Write a backup to `out` in a job; whole or not at all."""
        if self.working.busy:
            return
        self.message.hide()
        office = self.session.office

        def work(progress: Progress) -> Path:
            return office.back_up(out, progress)

        job = self.session.job(work, self._backed_up, failed=self.tell)
        job.cancelled.connect(self._stopped)
        self.watch("Backing up", job)

    def _stopped(self) -> None:
        self.say("info", "Stopped. No backup was written.", "Earlier ones are as they were.")

    def _backed_up(self, out: Path) -> None:
        self._preferences.keep(backups=str(out.parent))
        self.arrive()
        self.say("ok", f"Backed up to {out}.", "It was read back and checked.")

    def while_working(self, *, busy: bool) -> None:
        self.now.setEnabled(not busy)
        self.back_up.setEnabled(not busy)


def _folder(name: str, path: Path) -> QWidget:
    """A folder's name and place, and a button that shows it in the system's file manager."""
    made = QWidget()
    row = row_of(made, spacing=14)
    words = QWidget()
    column = column_of(words, spacing=3)
    column.addWidget(label(name, "label", wrap=True))
    column.addWidget(label(str(path), "muted", wrap=True, selectable=True))
    row.addWidget(words, 1)
    show = button("Show", lambda: _show(path))
    show.setAccessibleName(f"Show the folder: {name}")
    row.addWidget(show)
    return made


def _show(path: Path) -> None:
    """Open a folder in the system's file manager; one that is not there yet, where it will be."""
    there = next(each for each in (path, *path.parents) if each.exists())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
