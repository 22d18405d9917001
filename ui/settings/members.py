"""Who can open the store: the members with their roles, one's own passphrase, the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.desk.members import Known
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Change, Member
from desk_app.roles import MANAGER, OFFICER, Task, why_not
from ui.kit.chips import Chip
from ui.kit.dates import moment
from ui.kit.flow import Flow
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, button, clear, column_of, label, row_of
from ui.remembering import Remembering
from ui.session import Session
from ui.settings.member_forms import ROLES, AddMember, AskPassphrase, CheckKey, MemberForm, SetPassphrase
from ui.settings.section import Section

OF_A_ROLE = (
    "A role keeps slips apart, not attackers. This program keeps to it, and the history names who did what. But every "
    "member’s passphrase opens the same file: somebody with a passphrase and a program of their own could change what "
    "their role does not cover."
)
REMEMBERED = (
    "In the password store of your account on this computer, off unless you choose it. Whoever can use that account "
    "can then open the store, also after it locked itself. It holds on this computer only."
)
REMEMBER, FORGET = "Remember the passphrase on this computer", "Remember the passphrase no more"
UNTIL_OPENED = (
    "The store gets a new key the next time it is opened, or now: then the window closes it for a moment. Until then "
    "an old copy of keys.json still opens it with what you replaced."
)
NEW_KEY = "Give it the new key now"
NO_KEY_YET = "has no passphrase yet: reset it, so that they can open the store."


class KeyCard(Protocol):
    """What shows a recovery key, once (ui/unlock/recovery_key.py)."""

    kept: SignalInstance

    def show_key(self, store: Path, member: str, recovery_key: str, made_on: date) -> None:
        """Show it."""

    def forget(self) -> None:
        """It is nowhere in the window any more."""


class MembersSection(Section):
    """The list; a form takes its place while something is entered."""

    title = "Members"
    icon = "user"
    about = "Members take turns at this store. Each has a passphrase and a role of their own."

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        key_card: Callable[[], QWidget],
    ) -> None:
        super().__init__(session)
        self._preferences = preferences
        self._why_not: str | None = None  # not known before the section is first shown
        self._key_card = key_card
        self.form: MemberForm | None = None
        self.key: QWidget | None = None
        self._asked = ""
        self.buttons: dict[str, QPushButton] = {}
        """By what a screen reader says of them."""
        self.show_list()

    def arrive(self) -> None:
        if self._why_not is None:
            self.session.job(lambda _: Remembering.of_this_computer().why_not, self._show_why_not)

    def _show_why_not(self, why_not: str) -> None:
        self._why_not = why_not
        if self.form is None and self.key is None:
            self._fill_remembered()

    # --- the list
    def show_list(self) -> None:
        """The members as they are."""
        self._clear()
        try:
            known = self.session.members.known()
        except Problem as problem:
            self.tell(problem)
            return
        for made in (self._members(known), self._own(), self._recovery()):
            self.box.addWidget(made)
            made.show()  # at once, so that the keyboard can go there
        card = Card("What a role can do, and what not")
        card.box.addWidget(label(OF_A_ROLE, wrap=True))
        self.box.addWidget(card)
        self.box.addStretch(1)

    def _clear(self) -> None:
        if self.key is not None:
            self.key.forget()  # type: ignore[attr-defined]
        self.form, self.key, self._asked = None, None, ""
        self.buttons.clear()
        clear(self.box)

    def _members(self, known: list[Known]) -> Card:
        card = Card("Members")
        card.box.setSpacing(14)
        may = self.session.members.may_manage()
        for each in known:
            card.box.addWidget(self._row(each, may))
        if may:
            card.box.addWidget(self._line(("Add a member…", "Add a member", self.begin_add, "primary", "plus")))
        elif self.session.writable:
            card.box.addWidget(label(why_not(Task.MEMBERS), "muted", wrap=True))
        return card

    def _row(self, each: Known, may: bool) -> QWidget:
        made = QWidget()
        box = column_of(made, spacing=6)
        head = QWidget()
        line = row_of(head, spacing=10)
        line.addWidget(label(f"{each.name} (you)" if each.is_me else each.name, "label", wrap=True), 1)
        tone = "primary" if each.role == MANAGER else "info"
        line.addWidget(Chip(each.role.capitalize(), tone), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(head)
        if not each.has_passphrase:
            box.addWidget(label(f"{each.name} {NO_KEY_YET}", "muted", wrap=True))
        if may:
            box.addWidget(self._verbs(each))
        return made

    def _verbs(self, each: Known) -> QWidget:
        other = OFFICER if each.role == MANAGER else MANAGER
        article = "an" if other == OFFICER else "a"
        verbs: list[tuple[str, str, Callable[[], object], str, str]] = [
            (
                f"Make {article} {other}",
                f"Make {each.name} {article} {other}",
                partial(self.set_role, each, other),
                "",
                "",
            )
        ]
        if not each.is_me:
            verbs += [
                ("Reset passphrase…", f"Reset the passphrase of {each.name}", partial(self.begin_reset, each), "", ""),
                ("Remove…", f"Remove {each.name}", partial(self.ask_remove, each), "", "trash-2"),
            ]
        return self._line(*verbs)

    def _line(self, *verbs: tuple[str, str, Callable[[], object], str, str]) -> QWidget:
        line = QWidget()
        flow = Flow(line)
        for text, name, call, role, icon in verbs:
            made = button(text, call, role=role, icon=icon)
            made.setAccessibleName(name)
            self.buttons[name] = made
            flow.addWidget(made)
        return line

    def _own(self) -> Card:
        card = Card("Your passphrase")
        if self.session.writable:
            card.box.addWidget(
                self._line(("Change your passphrase…", "Change your passphrase", self.begin_own, "", "key-round"))
            )
        else:
            card.box.addWidget(label("Open the store for writing to change it.", "muted", wrap=True))
        self._remembered = QWidget()
        column_of(self._remembered, spacing=8)
        card.box.addWidget(self._remembered)
        self._fill_remembered()
        return card

    @property
    def is_remembered(self) -> bool:
        """Whether this computer keeps the passphrase of who sits here."""
        members = self.session.members
        return self._preferences.kept.remembered.get(str(members.path)) == members.member

    def _fill_remembered(self) -> None:
        box = self._remembered.layout()
        assert box is not None
        for name in (REMEMBER, FORGET):
            self.buttons.pop(name, None)
        clear(box)
        box.addWidget(label("Remember it on this computer", "label"))
        box.addWidget(label(self._why_not or REMEMBERED, "muted", wrap=True))
        if self.is_remembered:
            box.addWidget(self._line(("Remember it no more", FORGET, self.forget, "", "")))
        elif self._why_not == "" and self.session.writable:
            name = REMEMBER
            box.addWidget(self._line(("Remember it…", name, self.begin_remember, "", "")))
        for each in self._remembered.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            each.show()

    def begin_remember(self) -> None:
        """Ask for the passphrase that shall be remembered."""
        form = AskPassphrase()
        self._show(form, lambda: self._keep(form))
        form.take_focus()

    def _keep(self, form: AskPassphrase) -> None:
        members, passphrase = self.session.members, str(form.passphrase.value())

        def work(progress: Progress) -> bool:
            if not members.is_own(passphrase, progress):
                return False
            Remembering.of_this_computer().remember(members.path, members.member, passphrase)
            return True

        def done(right: bool) -> None:
            if not right:
                form.passphrase.set_problem("This is not your passphrase.")
                form.take_focus()
                return
            self._note(members.member)
            self.show_list()
            self.say(
                "ok", "This computer remembers your passphrase.", "The first page offers to open the store with it."
            )

        self.ask_in_job("Asking this computer’s password store", work, done)

    def forget(self) -> None:
        """Keep it no longer."""
        members = self.session.members

        def work(_progress: Progress) -> None:
            Remembering.of_this_computer().forget(members.path, members.member)

        self._note("")
        self.ask_in_job("Forgetting the passphrase", work, lambda _: self._forgotten())

    def _forgotten(self) -> None:
        self.show_list()
        self.say("ok", "This computer remembers your passphrase no more.")

    def _note(self, member: str) -> None:
        kept = dict(self._preferences.kept.remembered)
        kept.pop(str(self.session.members.path), None)
        if member:
            kept[str(self.session.members.path)] = member
        self._preferences.keep(remembered=kept)

    def _recovery(self) -> Card:
        card = Card("Recovery key")
        at = self.session.members.recovery_made_at()
        self.made_at = label(
            f"The recovery key was made on {moment(at)}. It was tried at once: it opened the store."
            if at
            else "This store has no recovery key: a passphrase that is forgotten by everybody is the end of it.",
            wrap=True,
        )
        card.box.addWidget(self.made_at)
        card.box.addWidget(
            label(
                "Make a new one when a sheet was lost, or when somebody who could have read it has left. The earlier "
                "one then opens nothing any more, except backups and copies made before.",
                "muted",
                wrap=True,
            )
        )
        verbs: list[tuple[str, str, Callable[[], object], str, str]] = []
        if at:
            verbs.append(("Check the key you keep…", "Check the recovery key you keep", self.begin_check, "", ""))
        if self.session.members.may_manage():
            verbs.append(("Make a new recovery key", "Make a new recovery key", self.renew_recovery, "", "key-round"))
        if verbs:
            card.box.addWidget(self._line(*verbs))
        return card

    # --- forms
    def begin_add(self) -> None:
        """The form of a new member."""
        form = AddMember(self.session.members.wrong_new_name, self._known())
        self._show(form, lambda: self._add(form))
        form.take_focus()

    def begin_reset(self, each: Known) -> None:
        """The form of another's passphrase."""
        form = SetPassphrase(each.name, self._known(), own=False)
        self._show(form, lambda: self._reset(form))
        form.take_focus()

    def begin_own(self) -> None:
        """The form of one's own passphrase."""
        form = SetPassphrase(self.session.members.member, self._known(), own=True)
        self._show(form, lambda: self._change_own(form))
        form.take_focus()

    def begin_check(self) -> None:
        """The form that compares a recovery key."""
        form = CheckKey()
        self._show(form, lambda: self._check(form))
        form.take_focus()

    def _known(self) -> tuple[str, ...]:
        return self.session.members.tried_first()

    def _show(self, form: MemberForm, asked: Callable[[], object]) -> None:
        self._clear()
        self.message.hide()
        self.form = form
        form.asked.connect(asked)
        form.left.connect(self.back)
        self.box.addWidget(form)
        self.box.addStretch(1)
        form.show()
        self.area.verticalScrollBar().setValue(0)

    def back(self) -> None:
        """To the list, without saving."""
        self.show_list()
        self.take_focus()

    # --- verbs
    def _in_job(self, doing: str, work: Callable[..., Change], said: str, *, replaces: bool = False) -> None:
        def done(change: Change) -> None:
            self.session.members.announce(change)
            self.back()
            self._say_replaced(said) if replaces else self.say("ok", said)

        self.message.hide()
        self.ask_in_job(doing, work, done)

    def _add(self, form: AddMember) -> None:
        name, role = str(form.name.value()).strip(), form.role.value()
        self._in_job(
            "Adding the member",
            partial(self.session.members.add, name, ROLES[role], form.passphrase.value()),
            f"{name} can open the store now. They choose their name on the first page.",
        )

    def _reset(self, form: SetPassphrase) -> None:
        work = partial(self.session.members.reset, form.name, form.passphrase.value())
        self._in_job(
            "Setting the passphrase",
            work,
            f"{form.name} opens the store with the new passphrase from now on.",
            replaces=True,
        )

    def _change_own(self, form: SetPassphrase) -> None:
        work = partial(self.session.members.change_own, str(form.current.value()), form.passphrase.value())
        said = "Your passphrase is changed."
        if self.is_remembered:
            said += " This computer no longer remembers it: the one that it kept opens nothing."
            self._note("")
        self._in_job("Setting the passphrase", work, said, replaces=True)

    def _check(self, form: CheckKey) -> None:
        def done(right: bool) -> None:
            if right:
                self.show_list()
                self.say("ok", "This is the recovery key of this store.", "It would open it.")
            else:
                form.key.set_problem("This is another store’s recovery key, or an earlier one of this store.")
                form.key.take_focus()

        self.ask_in_job("Comparing", partial(self.session.members.is_recovery_key, str(form.key.value())), done)

    def renew_recovery(self) -> None:
        """Make a new recovery key and show it, once."""

        def done(made: Any) -> None:
            recovery_key, change = made
            self.session.members.announce(change)
            self._show_key(recovery_key)

        self.message.hide()
        self.ask_in_job("Making a new recovery key, and trying it", self.session.members.renew_recovery, done)

    def _show_key(self, recovery_key: str) -> None:
        self._clear()
        members = self.session.members
        made: Any = self._key_card()
        self.key = made
        made.show_key(members.path, members.member, recovery_key, self.session.today)
        made.kept.connect(self._kept)
        self.box.addWidget(made)
        self.box.addStretch(1)
        made.show()
        made.take_focus()

    def _kept(self) -> None:
        self.back()
        self._say_replaced("The new recovery key is kept. Destroy the sheet with the earlier one.")

    def _say_replaced(self, said: str) -> None:
        """Something that opened the store was replaced: a new key of the store is due."""
        self.say("ok", said, UNTIL_OPENED)
        self.message.add_line(button(NEW_KEY, self.renew_key, role="link"))

    def renew_key(self) -> None:
        """Close the store, give it the new key that is due, and open it again."""
        try:
            self.session.members.renew_key()
        except Problem as problem:
            self.tell(problem)

    def set_role(self, each: Known, role: str) -> None:
        """Make a member an officer or a manager."""
        try:
            self.session.members.set_role(each.name, role)
        except Problem as problem:
            self.tell(problem)
            return
        self.say("ok", f"{each.name} is {'an' if role == OFFICER else 'a'} {role} now.")

    def ask_remove(self, each: Known) -> None:
        """Say what will happen; a second button does it."""
        self._asked = each.name
        said = (
            f"{each.name} will open this store no more, nor any later backup. Its key is changed, so the window closes "
            "it for a moment. What they saved stays under their name. Backups and copies made before open with the "
            "passphrases of their day. If they could have read the recovery key, make a new one too."
        )
        self.say("warn", f"Remove {each.name}? This cannot be undone.", said)
        doing = button(f"Remove {each.name}", partial(self.remove, each), role="link")
        self.message.add_line(doing)
        doing.show()
        doing.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.verticalScrollBar().setValue(0)

    def remove(self, each: Known) -> None:
        """Close the store, remove the member, open it under its new key."""
        try:
            self.session.members.remove(each.name)
        except Problem as problem:
            self.tell(problem)

    # --- the section
    def changed(self, change: Change) -> None:
        if Member.table in change.tables and self.form is None and self.key is None:
            self.show_list()

    def while_working(self, *, busy: bool) -> None:
        if self.form is not None:
            self.form.setEnabled(not busy)
        for each in self.buttons.values():
            each.setEnabled(not busy)

    def let_go(self) -> None:
        super().let_go()
        self._clear()
