"""The menu of a case: the verbs that make sense now, each with its shortcut."""

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

        entries: list[Entry | None] = [
            Entry(str(verb), SHORTCUTS.get(verb.name, ""), "", partial(begin, verb)) for verb in Verb
        ]
        more = [
            Entry("&Write a letter…", "Ctrl+Shift+W", "mail", write),
            Entry("Add &documents…", "Ctrl+Shift+D", "file-plus", add),
            Entry("Make a &bundle…", "Ctrl+Shift+B", "book-open", bundle),
            Entry("&Correct…", "Ctrl+E", "pencil", correct),
        ]
        last = [Entry("Legal &hold…", "", "lock", hold), Entry("&Erase this case…", "", "trash-2", erase)]
        made = menus.fill(menu, [*entries, None, *more, None, *last], owner)
        self.write, self.add, self.bundle, self.correct, self.hold, self.erase = (action for _, action in made[-6:])
        self.actions: dict[Verb, QAction] = {verb: action for verb, (_, action) in zip(Verb, made[:-6], strict=True)}
        self.allow((), correct=False)

    def allow(self, verbs: Iterable[Verb], *, correct: bool, write: bool = False) -> None:
        """Only these make sense now."""
        allowed = set(verbs)
        for verb, action in self.actions.items():
            action.setEnabled(verb in allowed)
            action.setVisible(verb in allowed)
        for action in (self.correct, self.add, self.bundle, self.hold, self.erase):
            action.setEnabled(correct)
        self.write.setEnabled(write)
