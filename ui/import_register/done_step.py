"""Step 5: what was done, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import wording
from ui.import_register.check_step import left_out
from ui.import_register.listing import Listing
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.widgets import BESIDE_EDGE, Card, button, column_of, label, scrolling

if TYPE_CHECKING:
    from desk_app.exchange.register import Result


class DoneStep(QWidget):
    """`cases_asked()`, `undo_asked()`, `again_asked()`, `save_asked(Listed)`."""

    cases_asked = Signal()
    undo_asked = Signal()
    again_asked = Signal()
    save_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=(0, 0, BESIDE_EDGE, 0), spacing=14)
        card = Card(margins=(24, 24, 24, 24))
        self.icon = IconLabel("circle-check", "ok", 26, "okSoft")
        card.box.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignLeft)
        self.title = label("", "title", wrap=True)
        self.beneath = label("", "muted", wrap=True)
        card.box.addWidget(self.title)
        card.box.addWidget(self.beneath)
        line = QWidget()
        buttons = Flow(line, across=10)
        self.cases = button("Show the cases", self.cases_asked.emit, role="primary", icon="inbox")
        self.undo = button("Undo the import", self.undo_asked.emit, icon="undo-2")
        self.again = button("Import another register", self.again_asked.emit, icon="upload")
        for made in (self.cases, self.undo, self.again):
            buttons.addWidget(made)
        card.box.addWidget(line)
        box.addWidget(card)
        self.listing = Listing()
        self.listing.save_asked.connect(lambda: self.save_asked.emit(self.listing.model.listed))
        box.addWidget(self.listing)
        box.addStretch(1)

    def show_done(self, result: Result, *, too_late: bool) -> None:
        """What an import has written."""
        parts = [wording.counted(result.cases, "case")] if result.cases else []
        parts += [wording.counted(result.investigations, "investigation")] if result.investigations else []
        added = f"{' and '.join(parts)} added" if parts else ""
        changed = f"{wording.counted(result.updated, 'record')} changed" if result.updated else ""
        left = len(result.rejected)
        done = ", ".join(filter(None, [added, changed])) or "The lists were added to"
        self.title.setText(f"{done}, {wording.counted(left, 'row')} left out" if left else done)
        late = "It was too late to cancel: everything had been written. " if too_late else ""
        self.beneath.setText(f"{late}It is one change: Undo takes all of it back.")
        self.icon.show_icon("circle-check", "ok", "okSoft")
        self._offer(undone=False)
        title = f"{wording.counted(left, 'row')} left out. Correct them in the file and import it again"
        self.listing.show_list(left_out(result, title))
        self.listing.setVisible(bool(left))

    def show_undone(self) -> None:
        """The import was taken back."""
        self.title.setText("The import was undone")
        self.beneath.setText("Nothing of it is left in the store. Go back to change your choices and import again.")
        self.icon.show_icon("undo-2", "info", "infoSoft")
        self._offer(undone=True)
        self.listing.setVisible(False)

    def _offer(self, *, undone: bool) -> None:
        self.cases.setVisible(not undone)
        self.undo.setVisible(not undone)

    def take_focus(self) -> None:
        """To what one mostly wants next."""
        (self.cases if self.cases.isVisibleTo(self) else self.again).setFocus()
