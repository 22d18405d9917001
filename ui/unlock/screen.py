"""Choose a store and open it, make a new one, or open the sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from ui import stores
from ui.kit.icons import AppMark
from ui.kit.job import Job, JobRunner, start
from ui.kit.messages import Message
from ui.kit.preferences import Preferences
from ui.kit.widgets import Page, appear, column_of, label, row_of, scrolling
from ui.unlock.open_form import OpenForm
from ui.unlock.waiting import Waiting

if TYPE_CHECKING:
    from desk_app.store import Store
    from ui.unlock.new_store import NewStoreForm
    from ui.unlock.recover_form import RecoverForm
    from ui.unlock.restore_form import RestoreForm

WIDTH = 540
FOCUS_MARGIN = 70
"""Room around what has the keyboard, for its label and what is wrong with it."""
SAMPLE_FOLDER = "Sample"
READ_FOLDER = "Backup being read"
T = TypeVar("T")


class UnlockScreen(Page):
    """The first page. `opened(Store)` when there is a store to work with."""

    opened = Signal(object)

    def __init__(self, runner: JobRunner, preferences: Preferences, data: Path, today: Callable[[], date]) -> None:
        super().__init__()
        self._runner, self._preferences, self._data, self._today = runner, preferences, data, today
        self._job: Job | None = None
        self._warned_of_key = False
        body = QWidget()
        self._area = scrolling(body)
        column_of(self).addWidget(self._area)
        outer = row_of(body, margins=(20, 32, 20, 32))
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        outer.addStretch(1)
        outer.addWidget(middle, 100)
        outer.addStretch(1)
        box = column_of(middle, spacing=18)
        box.addStretch(1)
        box.addLayout(_brand())
        self.standing = label("", "muted", wrap=True)
        box.addWidget(self.standing)
        self.standing.hide()
        self.message = Message(can_go=True)
        box.addWidget(self.message)
        self.open_form = OpenForm(preferences, data)
        self._new_form: NewStoreForm | None = None
        self._recover_form: RecoverForm | None = None
        self._restore_form: RestoreForm | None = None
        self._new_place, self._recover_place, self._restore_place = QWidget(), QWidget(), QWidget()
        self.waiting = Waiting()
        self._forms: tuple[QWidget, ...] = (
            self.open_form, self._new_place, self._recover_place, self._restore_place, self.waiting,
        )  # fmt: skip
        for form in self._forms:
            box.addWidget(form)
        box.addStretch(2)
        self.open_form.asked.connect(lambda path, member, secret: self.unlock(path, secret, member=member))
        self.open_form.taken.connect(self._look_who)
        self.open_form.remembered.connect(self._unlock_remembered)
        self.open_form.forgotten.connect(self.offer_recovery)
        self.open_form.sample_asked.connect(self.open_sample)
        self.open_form.new_asked.connect(self.offer_new)
        self.open_form.restore_asked.connect(self.offer_restore)
        self.waiting.cancelled.connect(self._cancel)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._back_to: Callable[[], None] = self.offer_open
        self._show(self.open_form)

    # --- which form
    def arrive(self) -> None:
        """What is known of this computer; the keyboard goes where typing begins."""
        self.message.hide()
        self.open_form.refresh(self._today())
        self.offer_open()
        self._look_for_gone()

    def show_standing(self, sentence: str) -> None:
        """How much is due, or that it has to be unlocked. Not on the first day."""
        self.standing.setText(sentence)
        self.standing.setVisible(bool(self._preferences.kept.recent))
        self.open_form.setAccessibleDescription(self.standing.text())

    def offer_open(self) -> None:
        """The form that opens a store."""
        self._show(self.open_form)
        self.open_form.take_focus()

    def offer_new(self) -> None:
        """The form that makes a store."""
        self.message.hide()
        form = self.new_form  # built before it is shown, else it would come a moment later and without the keyboard
        self._show(self._new_place)
        form.take_focus()

    def offer_recovery(self, path: Path) -> None:
        """The form for the recovery key of a store, if there is one."""

        def begin(members: tuple[str, ...]) -> None:
            self.recover_form.begin(path, members)
            self._show_recovery()

        self._start(
            "Looking at the store…", lambda _: stores.members_of(path), begin, self._not_opened, self.offer_open
        )

    def offer_store(self, path: Path) -> None:
        """A store named from outside: the sample opens at once, others ask for their passphrase."""
        from desk_app.sample import NAME as SAMPLE

        path = stores.folder_of(path)
        if self._job is not None or self._shows_key():
            self.tell(Problem(f"{path.stem} was not opened: something is under way here.", "Finish that first."))
            return
        if path.name == SAMPLE:
            self.try_sample(path)
            return
        self._start(
            "Looking at the store…",
            lambda _: stores.members_of(path),
            lambda _: self._choose(path),
            lambda problem: self._cannot_choose(path, problem),
            self.offer_open,
        )

    def _shows_key(self) -> bool:
        """Whether a new store's recovery key is in sight: it is shown only once."""
        return self._new_form is not None and self._new_form.key.isVisibleTo(self._new_form)

    def _choose(self, path: Path) -> None:
        self._show(self.open_form)
        self.open_form.choose(path)

    def _cannot_choose(self, path: Path, problem: Problem) -> None:
        self._choose(path)
        self._not_opened(problem)
        self.open_form.place.take_focus()

    def _show_recovery(self) -> None:
        self._show(self._recover_place)
        self.recover_form.take_focus()

    @property
    def new_form(self) -> NewStoreForm:
        """The form that makes a store, built when it is first asked for."""
        if self._new_form is None:
            from ui.unlock.new_store import NewStoreForm

            self._new_form = NewStoreForm(self._data)
            column_of(self._new_place).addWidget(self._new_form)
            self._new_form.asked.connect(self._create)
            self._new_form.left.connect(self._leave_form)
            self._new_form.finished.connect(self.opened)
        return self._new_form

    @property
    def recover_form(self) -> RecoverForm:
        """The form for a recovery key, built when it is first asked for."""
        if self._recover_form is None:
            from ui.unlock.recover_form import RecoverForm

            self._recover_form = RecoverForm()
            column_of(self._recover_place).addWidget(self._recover_form)
            self._recover_form.asked.connect(self._recover)
            self._recover_form.left.connect(self._leave_form)
        return self._recover_form

    @property
    def restore_form(self) -> RestoreForm:
        """The form for a backup, built when it is first asked for."""
        if self._restore_form is None:
            from ui.unlock.restore_form import RestoreForm

            self._restore_form = RestoreForm(self._data)
            column_of(self._restore_place).addWidget(self._restore_form)
            self._restore_form.looked.connect(self._look_at_backup)
            self._restore_form.asked.connect(self._restore)
            self._restore_form.only_read.connect(self._read_backup)
            self._restore_form.left.connect(self._leave_form)
        return self._restore_form

    def offer_restore(self) -> None:
        """The form that restores a backup."""
        form = self.restore_form
        self.message.hide()
        form.suggest(stores.last_backup(self._preferences.kept.daily_backups))
        self._show(self._restore_place)
        form.take_focus()

    def _look_at_backup(self, backup: Path, store: Path, passphrase: str, today: str = "") -> None:
        def done(said: str) -> None:
            self._preferences.keep(drilled_on=self._today().isoformat())  # it was opened and checked
            self.offer_restore()
            self.restore_form.show_found(said)

        self._start(
            "Opening and checking the backup…",
            lambda p: stores.look_at_backup(backup, store, passphrase, today, p), done,
            self._not_restored, self.offer_restore,
        )  # fmt: skip

    def _restore(self, backup: Path, store: Path, passphrase: str, today: str = "") -> None:
        def done(said: str) -> None:
            self._preferences.keep(drilled_on=self._today().isoformat())
            self.restore_form.forget()
            self._preferences.remember_file(store)
            self.open_form.refresh(self._today())
            self._choose(store)
            self.message.clear_lines()
            self.message.say("ok", f"{store.stem} is restored", said)
            self.message.announce(said)

        self._start(
            "Restoring…", lambda p: stores.restore_backup(backup, store, passphrase, today, p), done,
            self._not_restored, self.offer_restore,
        )  # fmt: skip

    def _not_restored(self, problem: Problem) -> None:
        self.restore_form.look_again()  # what was found before may be true no more
        if stores.needs_todays_passphrase(problem):
            self.restore_form.ask_for_today()
        self.offer_restore()
        self.tell(problem)

    def _leave_form(self) -> None:
        self.message.hide()
        if self._new_form is not None:
            self._new_form.forget_passphrase()
        if self._recover_form is not None:
            self._recover_form.forget()
        if self._restore_form is not None:
            self._restore_form.forget()
        self.offer_open()

    def _show(self, form: QWidget) -> None:
        focused = self.focusWidget()
        if focused is not None and not form.isAncestorOf(focused):
            focused.clearFocus()  # else it would wander on to whatever button comes next, and that would be said
        for other in self._forms:
            appear(other, other is form)
        self._area.verticalScrollBar().setValue(0)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the keyboard is in sight, also in a small window."""
        if now is not None and self._area.isAncestorOf(now):
            QTimer.singleShot(0, now, partial(self._bring_into_sight, now))

    def _bring_into_sight(self, widget: QWidget) -> None:
        if self._area.isAncestorOf(widget) and widget.hasFocus():
            self._area.ensureWidgetVisible(widget, 0, FOCUS_MARGIN)

    def may_close(self) -> bool:
        """Whether the window may be closed now. A recovery key that nobody has kept is warned of, once."""
        if not self._shows_key() or self.new_form.key.noted.isChecked() or self._warned_of_key:
            return True
        self._warned_of_key = True
        self.message.clear_lines()
        self.message.say(
            "warn",
            "The recovery key is not kept yet",
            "Print, save or copy it now: it is not shown again. Close once more to go without it.",
        )
        self.message.announce("The recovery key is not kept yet. Close once more to go without it.")
        return False

    def let_go(self) -> None:
        """A store that was made and not yet shown is closed."""
        if self._new_form is not None:
            self._new_form.let_go()

    def _look_for_gone(self) -> None:
        paths = [Path(recent.path) for recent in self._preferences.kept.recent]
        if paths:
            start(self._runner, lambda p: stores.missing(paths, p), self.open_form.mark_gone, self.tell)

    def _look_who(self, path: Path) -> None:
        if self._runner.is_over:
            return  # the line was left because its window closes
        start(
            self._runner, lambda p: stores.names_in(path, p), lambda names: self.open_form.show_members(path, names),
            self.tell,
        )  # fmt: skip

    # --- opening
    def unlock(self, path: Path, passphrase: str, *, member: str = "", read_only: bool = False) -> None:
        """Open a store in a job: the key takes a moment to make."""

        def work(progress: Progress) -> Store:
            return stores.open_store(path, passphrase, read_only=read_only, progress=progress, member=member)

        self._start("Unlocking…", work, self._opened, self._not_opened, self.offer_open)

    def _unlock_remembered(self, path: Path, member: str) -> None:
        def work(progress: Progress) -> Store:
            from ui.remembering import Remembering  # not before it is asked for: start-up

            passphrase = Remembering.of_this_computer().recall(path, member)
            return stores.open_store(path, passphrase, read_only=False, progress=progress, member=member)

        self._start("Unlocking…", work, self._opened, self._not_opened, self.offer_open)

    def carry_out(self, doing: str, work: Callable[[Progress], Any]) -> None:
        """Do what needs a store closed that was just open; show the store that it gives back, or say what it says."""

        def done(result: Any) -> None:
            if not isinstance(result, str):
                self._opened_sample(result)
                return
            self.open_form.refresh(self._today())
            self.offer_open()
            self._say_done(result)

        self._start(doing, work, done, self._not_opened, self.offer_open)

    def _say_done(self, said: str) -> None:
        self.message.clear_lines()
        self.message.say("ok", "Done", said)
        self.message.announce(said)

    def _read_backup(self, backup: Path, passphrase: str) -> None:
        def work(progress: Progress) -> Store:
            return stores.open_backup(backup, self._data / READ_FOLDER, passphrase, progress)

        def done(store: Store) -> None:
            self.restore_form.forget()
            self._opened_sample(store)

        self._start("Opening and checking the backup…", work, done, self._not_restored, self.offer_restore)

    def open_sample(self) -> None:
        """Open the sample store, made first where there is none of this day."""
        folder, today = self._data / SAMPLE_FOLDER, self._today()

        def work(progress: Progress) -> Store:
            return stores.open_sample(folder, today, progress)

        self._start("Making the sample store…", work, self._opened_sample, self._not_opened, self.offer_open)

    def try_sample(self, path: Path) -> None:
        """Open a store that looks like the sample with its public passphrase; ask, if that does not open it."""

        def work(progress: Progress) -> Store:
            return stores.open_as_sample(path, progress)

        self._start("Unlocking…", work, self._opened_sample, lambda problem: self._ask(path, problem), self.offer_open)

    def _ask(self, path: Path, problem: Problem) -> None:
        self._choose(path)
        if not stores.is_wrong_passphrase(problem):
            self._not_opened(problem)

    def _recover(self, path: Path, recovery_key: str, member: str, new_passphrase: str) -> None:
        def work(progress: Progress) -> Store:
            return stores.open_with_recovery_key(path, recovery_key, member, new_passphrase, progress)

        def done(store: Store) -> None:
            self.recover_form.forget()
            self._opened(store)

        def failed(problem: Problem) -> None:
            self._show_recovery()
            if isinstance(problem, stores.WrongRecoveryKey):
                self.recover_form.wrong_key(str(problem))
            else:
                self.tell(problem)

        self._start("Unlocking…", work, done, failed, self._show_recovery)

    def _create(self, path: Path, member: str, passphrase: str, council: str) -> None:
        def work(progress: Progress) -> tuple[Store, str]:
            return stores.make_store(path, member, passphrase, council, progress)

        def done(made: tuple[Store, str]) -> None:
            store, recovery_key = made
            self._preferences.remember_file(path)
            self._show(self._new_place)
            self.new_form.show_key(store, recovery_key, self._today())

        def failed(problem: Problem) -> None:
            self.offer_new()
            self.tell(problem)

        self._start("Making the store…", work, done, failed, self.offer_new)

    def _start(
        self,
        doing: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Problem], object],
        back_to: Callable[[], None],
    ) -> None:
        """Do it in a job, with progress; `back_to` shows the form again if the user cancels."""
        self.message.hide()
        self._back_to = back_to
        self._show(self.waiting)
        self.waiting.begin(doing)
        self._job = start(self._runner, work, done, failed, self.waiting.show_progress, self._finished)

    def _finished(self) -> None:
        self._job = None
        if self.waiting.isVisibleTo(self):
            self._back_to()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _opened(self, store: Store) -> None:
        self._preferences.remember_file(store.path)
        self._opened_sample(store)

    def _opened_sample(self, store: Store) -> None:
        self.open_form.forget_passphrase()
        self._show(self.open_form)
        self.opened.emit(store)

    def _not_opened(self, problem: Problem) -> None:
        self.offer_open()
        if stores.is_wrong_passphrase(problem):
            self.open_form.wrong_passphrase(str(problem))
        else:
            self.tell(problem)

    def tell(self, problem: Problem) -> None:
        """Show a problem and its remedy."""
        self.message.clear_lines()
        self.message.say("danger", problem.message, problem.remedy)
        if stores.can_be_read(problem):
            path, passphrase = self.open_form.entered()
            member = self.open_form.member
            if passphrase:
                again = partial(self.unlock, path, passphrase, member=member, read_only=True)
                self.message.offer("Open it for reading only", again)
        self.message.announce(str(problem))
        self._area.verticalScrollBar().setValue(0)


def _brand() -> QVBoxLayout:
    line = QWidget()
    row = row_of(line, spacing=14)
    row.addWidget(AppMark(44))
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label("Feedback Desk", "title"))
    words.addWidget(label("Compliments, comments and complaints about Children’s Services", "muted", wrap=True))
    row.addLayout(words, 1)
    box = QVBoxLayout()
    box.addWidget(line, 0, Qt.AlignmentFlag.AlignTop)
    return box
