"""The lists from which staff choose when they log: all but the teams, which have a section of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from desk_app.records import ListName
from ui.kit.form_rows import Choice, Field
from ui.session import Session
from ui.settings.entries import EntriesSection

NAMES = {
    ListName.SERVICE_AREA: "Service areas",
    ListName.CHANNEL: "How feedback arrives",
    ListName.RELATIONSHIP: "Relationship to the child",
    ListName.CATEGORY: "Categories of complaint",
    ListName.SUBCATEGORY: "Sub-categories of complaint",
    ListName.THEME: "Themes",
    ListName.LEARNING_CATEGORY: "Categories of learning",
    ListName.ACTION_KIND: "Kinds of action",
    ListName.ESCALATION_REASON: "Reasons for going to stage 2",
    ListName.DELAY_REASON: "Reasons for delay",
    ListName.ENDED_REASON: "Reasons for ending without an investigation",
}
FIRST = ListName.SERVICE_AREA


class ListsSection(EntriesSection):
    """One list at a time."""

    title = "Lists"
    icon = "list"
    about = (
        "What can be chosen when a case is logged. Nothing that a case has is ever removed: it is taken out of use "
        "from a day on, and stays in figures and reports."
    )

    def __init__(self, session: Session) -> None:
        self.name = FIRST
        first, *others = NAMES.values()
        self.choice = Choice(others, none=first)
        super().__init__(session)
        self.choice.currentIndexChanged.connect(lambda _: self._chosen())

    def above_table(self, column: QBoxLayout) -> None:
        field = Field("List", self.choice)
        field.setMaximumWidth(420)
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)

    def choose(self, name: ListName) -> None:
        """Show a list."""
        self.choice.setCurrentIndex(list(NAMES).index(name))

    def _chosen(self) -> None:
        self.name = list(NAMES)[self.choice.currentIndex()]
        self.table.setAccessibleName(NAMES[self.name])
        self.reload()
