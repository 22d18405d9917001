"""Step 4: what would happen. Nothing has been written yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.exchange.register import ONE_PERSON
from ui import wording
from ui.import_register.listing import Listed, Listing
from ui.kit.icons import IconLabel
from ui.kit.keyboard import PushButton
from ui.kit.messages import Message
from ui.kit.widgets import BESIDE_EDGE, Card, column_of, label, row_of, scrolling

if TYPE_CHECKING:
    from desk_app.exchange.register import Plan, Result

LEFT_OUT, DIFFERENT, NEW, PEOPLE, WARNINGS = "left out", "different", "new", "people", "warnings"
TILE_LEAST, BETWEEN = 158, 12


@dataclass(frozen=True, slots=True)
class TileSpec:
    """What a tile counts, how it looks when there is some, and what to do where there is none."""

    key: str
    name: str
    icon: str
    tone: str


TILES = (
    TileSpec(LEFT_OUT, "Rows left out", "circle-x", "danger"),
    TileSpec(DIFFERENT, "Values that differ", "arrow-up-down", "warn"),
    TileSpec(NEW, "New on lists", "list", "primary"),
    TileSpec(PEOPLE, "People in several cases", "users", "primary"),
    TileSpec(WARNINGS, "Warnings", "triangle-alert", "warn"),
)


class CheckStep(QWidget):
    """`update_chosen(bool)`, `save_asked(Listed)`."""

    update_chosen = Signal(bool)
    save_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)
        box = column_of(body, margins=(0, 0, BESIDE_EDGE, 0), spacing=14)
        self.message = Message()
        box.addWidget(self.message)
        box.addWidget(self._summary_card())
        self._grid = QGridLayout()
        self._grid.setSpacing(BETWEEN)
        self.tiles: dict[str, Tile] = {}
        for spec in TILES:
            tile = Tile(spec)
            tile.clicked.connect(lambda _on=False, k=spec.key: self.show_list(k))
            self.tiles[spec.key] = tile
        box.addLayout(self._grid)
        self.listing = Listing()
        self.listing.save_asked.connect(lambda: self.save_asked.emit(self.listing.model.listed))
        box.addWidget(self.listing, 1)
        self._lists: dict[str, Listed] = {}
        self._across = 0
        self._place_tiles(len(TILES))

    def _summary_card(self) -> Card:
        card = Card(margins=(20, 16, 20, 16))
        card.box.setSpacing(6)
        self.title = label("", "h2", wrap=True)
        self.beneath = label("", "muted", wrap=True)
        self.update_box = QCheckBox("Also change what differs here")
        self.update_box.setAccessibleDescription("What was edited in this program is never changed")
        self.update_hint = label("What was edited in this program is kept in any case.", "hint", wrap=True)
        self.update_box.toggled.connect(self.update_chosen.emit)
        for widget in (self.title, self.beneath, self.update_box, self.update_hint):
            card.box.addWidget(widget)
        return card

    def show_plan(self, plan: Plan, result: Result) -> None:
        """Show what a plan would do."""
        self.title.setText(_what(result))
        rows = f"The file has {wording.counted(result.rows, 'row')}. {_there(result.same)}"
        self.beneath.setText(rows)
        self.update_box.blockSignals(True)
        self.update_box.setChecked(plan.update)
        self.update_box.blockSignals(False)
        differs = bool(result.differs)
        self.update_box.setVisible(differs)
        self.update_hint.setVisible(differs)
        self._lists = lists_of(plan, result)
        for key, tile in self.tiles.items():
            tile.show_count(len(self._lists[key].rows))
        self._say(result)
        first = next((key for key in self.tiles if self._lists[key].rows), LEFT_OUT)
        self.show_list(first)

    def _say(self, result: Result) -> None:
        if result.rejected:
            self.message.say(
                "warn",
                f"{wording.counted(len(result.rejected), 'row')} would be left out",
                "The reasons stand below. Go back to explain words or columns, or correct the spreadsheet and choose it"
                " again: what is there already is not added twice.",
            )
        elif not (result.cases or result.investigations or result.updated):
            self.message.say("info", "There is nothing new to import", "Everything in the file is here already.")
        else:
            self.message.hide()

    def show_list(self, key: str) -> None:
        """One of the lists."""
        for other, tile in self.tiles.items():
            tile.setChecked(other == key)
        self.listing.show_list(self._lists[key])

    def take_focus(self) -> None:
        """To the first tile that has something."""
        tile = next((t for k, t in self.tiles.items() if self._lists and self._lists[k].rows), None)
        (tile or self.tiles[LEFT_OUT]).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit = (self.width() + BETWEEN) // (TILE_LEAST + BETWEEN)
        self._place_tiles(min(max(fit, 2), len(TILES)))

    def _place_tiles(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // across, place % across)


class Tile(PushButton):
    """So many of something; pressed, the list beneath shows them."""

    def __init__(self, spec: TileSpec) -> None:
        super().__init__()
        self._spec = spec
        self.setProperty("role", "stat")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(TILE_LEAST)
        row = row_of(self, margins=(16, 14, 12, 14), spacing=12)
        self._icon = IconLabel("check", "info", 18, "infoSoft")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._count = label("0", "stat")
        words.addWidget(self._count)
        words.addWidget(label(spec.name, "muted", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.setFixedHeight(104)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, number: int) -> None:
        """So many; none is nothing to look at."""
        tone = self._spec.tone if number else "info"
        token = "primaryText" if tone == "primary" else tone
        self._icon.show_icon(self._spec.icon if number else "check", token, f"{tone}Soft")
        self._count.setText(f"{number:,}")
        self.setAccessibleName(f"{self._spec.name}: {number:,}")
        self.setAccessibleDescription("Shows them in the list beneath")


def lists_of(plan: Plan, result: Result) -> dict[str, Listed]:
    """What a plan would do, as lists."""
    done = result.change is not None
    differs = [
        (f"{d.row:,}", d.reference, d.column, d.stored or "blank", d.file or "blank",
         d.fate(update=plan.update, done=done))
        for d in result.differs
    ]  # fmt: skip
    new = [(_list_name(name), value, wording.counted(rows, "row")) for name, value, rows in plan.joined_lists]
    elsewhere = {d.in_words(update=plan.update, done=done) for d in result.differs}
    joined = {f"“{value}” is new and joins the list" for _, value, _ in plan.joined_lists}
    warnings = [
        (warning,)
        for warning in result.warnings
        if not (warning in elsewhere or warning.startswith(ONE_PERSON) or any(words in warning for words in joined))
    ]
    return {
        LEFT_OUT: left_out(result, "Rows that are left out"),
        DIFFERENT: Listed(
            "Values that differ",
            "Values that differ from what is here",
            ("Row", "Case", "Column", "Here", "In the file", "What happens"),
            (60, 150, 130, 140, 140),
            differs,
        ),
        NEW: Listed("New on lists", "New values that join their list", ("List", "Value", "In"), (190, 330), new),
        PEOPLE: Listed(
            "People",
            "Taken as one person each, because the names are the same",
            ("Name", "Complaints"),
            (330,),
            [(name, wording.counted(cases, "case")) for name, cases in result.joined_people.items()],
        ),
        WARNINGS: Listed("Warnings", "What to know before importing", ("Warning",), (), warnings),
    }


def left_out(result: Result, title: str) -> Listed:
    """The rows that are left out, with their reasons."""
    rows = [(f"{r.row:,}", r.column, r.problem) for r in result.rejected]
    return Listed("Rows left out", title, ("Row", "Column", "Why"), (70, 170), rows)


def _list_name(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _what(result: Result) -> str:
    """What would be added, as a sentence."""
    parts = []
    if result.cases:
        parts.append(wording.counted(result.cases, "new case"))
    if result.investigations:
        parts.append(wording.counted(result.investigations, "investigation"))
    added = f"{' with '.join(parts)} would be added" if parts else "No case would be added"
    changed = f", and {wording.counted(result.updated, 'record')} changed" if result.updated else ""
    left = len(result.rejected)
    left_out = f"; {wording.counted(left, 'row')} would be left out" if left else ""
    return f"{added}{changed}{left_out}."


def _there(same: int) -> str:
    if not same:
        return "None of them is here already."
    return f"{wording.counted(same, 'row')} {'is' if same == 1 else 'are'} here already, with the same values."
