"""Which store, and its passphrase; on the first day, how to begin."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from ui.kit import icons
from ui.kit.form_rows import Choice, Field
from ui.kit.passphrase import Passphrase
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, appear, button, column_of, label, restyle, row_of
from ui.unlock.recent import RecentStores

NO_PLACE = "Choose the folder of the store."


class OpenForm(QWidget):
    """`asked(Path, member, passphrase)`, `forgotten(Path)` for the recovery key, and what else may be wanted.

    `taken(Path)`: a store was chosen; `show_members` then says who can open it. `remembered(Path, member)`: open it
    with the passphrase that this computer keeps.
    """

    asked = Signal(object, str, str)
    taken = Signal(object)
    remembered = Signal(object, str)
    forgotten = Signal(object)
    sample_asked = Signal()
    new_asked = Signal()
    restore_asked = Signal()

    def __init__(self, preferences: Preferences, data: Path) -> None:
        super().__init__()
        self._preferences, self._data = preferences, data
        self._remembered = ""
        box = column_of(self, spacing=16)
        self._first_day = _Begin("How do you want to begin?", primary=True)
        self._later = _Begin("No store yet?", primary=False)
        box.addWidget(self._first_day)
        box.addWidget(self._build_card())
        box.addWidget(self._later)
        for begin in (self._first_day, self._later):
            begin.new.clicked.connect(self.new_asked)
            begin.sample.clicked.connect(self.sample_asked)
            begin.hide()

    # --- building
    def _build_card(self) -> Card:
        card = Card()
        self._title = label("", "h2", wrap=True)
        card.box.addWidget(self._title)
        self.recent = RecentStores(len(self._preferences.kept.recent))
        self.recent.chosen.connect(self.choose)
        self.recent.sought.connect(lambda _path: self._browse())
        self.recent.removed.connect(self._forget)
        card.box.addWidget(self.recent)
        self.another = button("Another store…", self._ask_for_another, role="link")
        card.box.addWidget(self.another)
        self.place = Field("Store", QLineEdit(), hint="The folder whose name ends in .desk", needed=True)
        self.browse = button("Choose a folder…", self._browse, icon="folder-open")
        self._place = QWidget()
        place = column_of(self._place, spacing=10)
        place.addWidget(self.place)
        place.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(self._place)
        self.who = Field("Your name", Choice(()), needed=True)
        self.who.hide()
        card.box.addWidget(self.who)
        self.passphrase = Passphrase()
        self.secret = Field("Passphrase", self.passphrase, needed=True)
        card.box.addWidget(self.secret)
        row = QWidget()
        line = row_of(row, spacing=16)
        self.open = button("Open", self.ask, icon="lock-open")
        self.without = button("", self._open_remembered, icon="key-round")
        self.without.hide()
        card.box.addWidget(self.without, 0, Qt.AlignmentFlag.AlignLeft)
        self.forgot = button("Passphrase forgotten?", self._forgotten, role="link")
        line.addWidget(self.open)
        line.addWidget(self.forgot)
        self.restore = button("Restore a backup…", self.restore_asked.emit, role="link")
        line.addWidget(self.restore)
        line.addStretch(1)
        card.box.addWidget(row)
        for edit in (self.place.input, self.passphrase.edit):
            assert isinstance(edit, QLineEdit)
            edit.returnPressed.connect(self.ask)
        self.place.left.connect(self._place_left)
        for field in (self.place, self.who, self.secret):
            field.changed.connect(partial(field.set_problem, ""))
        return card

    @property
    def new(self) -> QPushButton:
        """The button in sight that makes a store."""
        return (self._later if self._first_day.isHidden() else self._first_day).new

    # --- what is known of this computer
    def refresh(self, today: date) -> None:
        """Show the stores opened last; on the first day, how to begin stands first."""
        recent = self._preferences.kept.recent
        first_day = not recent
        self.secret.set_problem("")  # of an earlier time
        self.recent.show_stores(recent, today)
        self._title.setText("Have a store already?" if first_day else "Open your team’s store")
        appear(self._first_day, first_day)
        appear(self._later, not first_day)
        _weigh(self.open, "lock-open", primary=not first_day)
        appear(self.another, not first_day)
        known = self.recent.first_there()
        if known is not None:
            self._take(known)
        else:
            self._show_place(True)

    def mark_gone(self, gone: list[Path]) -> None:
        """These stores are not where they were; another takes the place of a chosen one."""
        self.recent.mark_gone(gone)
        if Path(self.place.value()) in gone:
            there = self.recent.first_there()
            if there is not None:
                self._take(there)
            else:
                self.place.set_value("")
                self._show_place(True)

    def _forget(self, path: Path) -> None:
        self._preferences.forget_file(path)
        self.recent.forget(path)
        was_chosen = self.place.value() == str(path)
        there = self.recent.first_there()
        if was_chosen and there is not None:
            self._take(there)
        elif there is None:
            self.place.set_value("" if was_chosen else self.place.value())
            appear(self.another, bool(self.recent.rows))
            self._show_place(True)
        self.take_focus()

    # --- choosing
    def choose(self, path: Path) -> None:
        """Take a store; the passphrase is next."""
        self._take(path)
        self.passphrase.edit.setFocus()

    def _take(self, path: Path) -> None:
        self.place.set_value(str(path))
        self.place.set_problem("")
        self._show_place(not self.recent.light(path))
        self.show_members(path, ())
        self.taken.emit(path)

    def show_members(self, path: Path, names: tuple[str, ...]) -> None:
        """Who can open the chosen store: where there are several, one says who one is."""
        if path != self.entered()[0]:
            return  # another was chosen meanwhile
        choice = self.who.input
        assert isinstance(choice, Choice)
        before = self.member
        several = len(names) > 1
        choice.offer(names if several else ())
        if before in names:
            self.who.set_value(before)
        self.who.setVisible(several)
        if several and not self.member and self.passphrase.edit.hasFocus() and not self.passphrase.edit.text():
            self.who.take_focus()
        name = self._preferences.kept.remembered.get(str(path), "")
        self.without.setVisible(bool(name))
        self.without.setText(f"Open as {name}, without typing")
        self._remembered = name

    @property
    def member(self) -> str:
        """The name that was chosen, "" where none has to be."""
        return str(self.who.value() or "")

    def _place_left(self) -> None:
        if self.place.value():
            self.taken.emit(self.entered()[0])

    def _open_remembered(self) -> None:
        self.remembered.emit(self.entered()[0], self._remembered)

    def _show_place(self, shown: bool) -> None:
        """The line for a path, where the store is none of those above it."""
        appear(self._place, shown)

    def _ask_for_another(self) -> None:
        self.recent.light(Path())
        self.place.set_value("")
        self._show_place(True)
        self.place.take_focus()

    def _browse(self) -> None:
        start = self.place.value() or str(self._data)
        chosen = QFileDialog.getExistingDirectory(self, "Choose the store’s folder", start)
        if chosen:
            self.choose(Path(chosen))

    # --- asking
    def entered(self) -> tuple[Path, str]:
        """The store and the passphrase as they stand."""
        return Path(self.place.value()).expanduser(), self.passphrase.edit.text()

    def take_focus(self) -> None:
        """To what is to be done next."""
        if self.place.value():
            (self.secret if self.who.isHidden() or self.member else self.who).take_focus()
        elif self.recent.rows:
            self.place.take_focus()
        else:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_passphrase(self) -> None:
        """It does not stay in the form."""
        self.passphrase.edit.clear()
        self.passphrase.hide_it()
        self.secret.set_problem("")

    def wrong_passphrase(self, problem: str) -> None:
        """Say so beside the field; what was typed stays, selected."""
        self.secret.set_problem(problem)
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def ask(self) -> None:
        """Ask to open, if both lines are filled."""
        path, passphrase = self.entered()
        self._ask_for_place()
        unnamed = not self.who.isHidden() and not self.member
        self.who.set_problem("Choose your name." if unnamed else "")
        self.secret.set_problem("" if passphrase else "Enter the passphrase.")
        if self.place.problem:
            self.place.take_focus()
        elif unnamed:
            self.who.take_focus()
        elif self.secret.problem:
            self.secret.take_focus()
        else:
            self.asked.emit(path, self.member, passphrase)

    def _forgotten(self) -> None:
        self.secret.set_problem("")
        self._ask_for_place()
        if self.place.problem:
            self.place.take_focus()
        else:
            self.forgotten.emit(self.entered()[0])

    def _ask_for_place(self) -> None:
        self.place.set_problem("" if self.place.value() else NO_PLACE)
        if self.place.problem:
            self._show_place(True)


class _Begin(Card):
    """For who has no store: make one, or look around in the sample. Once above the way in, once beneath it."""

    def __init__(self, title: str, *, primary: bool) -> None:
        super().__init__(title)
        self.box.addWidget(
            label(
                "Make the store that your team will work in, or look around first in one with fictional people.",
                "muted",
                wrap=True,
            )
        )
        row = QWidget()
        line = row_of(row, spacing=10)
        self.new = button("Make a store", lambda: None, role="primary" if primary else "", icon="folder-plus")
        self.sample = button("Open the sample store", lambda: None, icon="users")
        line.addWidget(self.new)
        line.addWidget(self.sample)
        line.addStretch(1)
        self.box.addWidget(row)


def _weigh(made: QPushButton, icon: str, *, primary: bool) -> None:
    """Make a button the one thing that the page is for, or one beside it."""
    made.setProperty("role", "primary" if primary else "")
    token = "onPrimary" if primary else "text"
    made.setIcon(icons.icon(icon, token, token))
    restyle(made)
