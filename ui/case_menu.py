"""The menu of a case: the verbs that make sense now, each with its shortcut; what is rarer in menus by theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit import menus
from ui.kit.menus import Entry

if TYPE_CHECKING:
    from desk_app.offers import Verb

SHORTCUTS = {
    "ACKNOWLEDGE": "Ctrl+Shift+A",
    "ASSIGN": "Ctrl+Shift+G",
    "EXTEND": "Ctrl+Shift+E",
    "RESPOND": "Ctrl+R",
    "LEARN": "Ctrl+Shift+L",
    "ACT": "Ctrl+Shift+T",
    "CONTACT": "Ctrl+Shift+K",
    "NOTE": "Ctrl+Shift+M",
}
"""By the name of the verb: start-up does without the verbs."""
THEMES: dict[str, tuple[str, ...]] = {
    "&Investigation and decisions": (
        "ROUTE", "REROUTE", "REASSIGN", "ADD_TEAM", "POINT", "DRAFT_RECEIVED", "QUALITY_CHECKED", "SIGNED_OFF", "CHASE",
        "PAUSE", "RESUME", "NOT_HANDED_IN", "OUTCOME", "TELL", "DECIDE", "ORAL_RECORD",
    ),
    "&Later stages": (
        "TOLD_STAGE_2", "ESCALATE", "DECLINE", "ACKNOWLEDGE_REVIEW", "COMMISSION", "STATEMENT", "REPORTS", "ADJUDICATE",
        "PANEL", "PANEL_MET", "PANEL_REPORT",
    ),
    "The &Ombudsman": (
        "EARLY_REFERRAL", "MATTER", "REQUEST", "ANSWER_REQUEST", "DECISION", "COMPLETE_REMEDY", "TIE_MATTER",
        "REMOVE_MATTER",
    ),
    "&People and consent": ("CONSENT", "ADVOCATE", "PERSON", "LEAVE", "MONITOR", "ARRANGE"),
    "Learning, &actions and payments": ("LEARN", "LEARNING_FORM", "ACT", "COMPLETE_ACTION", "PAY"),
    "E&nding and re-opening": ("CLOSE", "WITHDRAW", "REFUSE", "ANOTHER_PROCESS", "REOPEN"),
}  # fmt: skip
"""Title of a menu within the menu -> the names of its verbs. The others, of most days, stand in the menu itself."""


class CaseMenu:
    """Fills `menu` when the first store is opened.

    `begin(Verb)` is called for a verb, `correct` for correcting, `write` for writing a letter, `bundle` for a bundle,
    `add` for adding documents, `hold` for a legal hold, `erase` for erasing the case.
    """

    def __init__(
        self,
        menu: QMenu,
        owner: QWidget,
        begin: Callable[[Verb], object],
        correct: Callable[[], object],
        write: Callable[[], object],
        add: Callable[[], object],
        bundle: Callable[[], object],
        hold: Callable[[], object],
        erase: Callable[[], object],
    ) -> None:
        from desk_app.offers import Verb

        def filled(into: QMenu, verbs: Iterable[Verb]) -> dict[Verb, QAction]:
            wanted = tuple(verbs)
            entries = [Entry(str(verb), SHORTCUTS.get(verb.name, ""), "", partial(begin, verb)) for verb in wanted]
            return dict(zip(wanted, (action for _, action in menus.fill(into, entries, owner)), strict=True))

        themed = {name for names in THEMES.values() for name in names}
        self.actions: dict[Verb, QAction] = filled(menu, (verb for verb in Verb if verb.name not in themed))
        menu.addSeparator()
        self.themes: dict[QAction, tuple[Verb, ...]] = {}
        for title, names in THEMES.items():
            within = menu.addMenu(title)
            made = filled(within, (verb for verb in Verb if verb.name in names))
            self.themes[within.menuAction()] = tuple(made)
            self.actions |= made
        more = [
            Entry("&Write a letter…", "Ctrl+Shift+W", "mail", write),
            Entry("Add &documents…", "Ctrl+Shift+D", "file-plus", add),
            Entry("Make a &bundle…", "Ctrl+Shift+B", "book-open", bundle),
            Entry("&Correct…", "Ctrl+E", "pencil", correct),
        ]
        last = [Entry("Legal &hold…", "", "lock", hold), Entry("&Erase this case…", "", "trash-2", erase)]
        always = menus.fill(menu, [None, *more, None, *last], owner)
        self.write, self.add, self.bundle, self.correct, self.hold, self.erase = (action for _, action in always)
        self.allow((), correct=False)

    def allow(self, verbs: Iterable[Verb], *, correct: bool, write: bool = False) -> None:
        """Only these make sense now."""
        allowed = set(verbs)
        for verb, action in self.actions.items():
            action.setEnabled(verb in allowed)
            action.setVisible(verb in allowed)
        for theme, verbs_within in self.themes.items():
            theme.setVisible(not allowed.isdisjoint(verbs_within))
        for action in (self.correct, self.add, self.bundle, self.hold, self.erase):
            action.setEnabled(correct)
        self.write.setEnabled(write)
