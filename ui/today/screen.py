"""The worklist, worst first, with cards that filter it."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.records import Change, Kind
from desk_app.reminders import Reminder
from ui import wording
from ui.kit.chips import Chip
from ui.kit.dates import long_date, short_date
from ui.kit.icons import IconLabel
from ui.kit.messages import Message
from ui.kit.widgets import (
    PAGE_MARGINS,
    Card,
    Heading,
    OneLine,
    Page,
    button,
    clear,
    column_of,
    label,
    row_of,
    scrolling,
)
from ui.session import CaseRow, Session
from ui.today.buckets import BUCKETS, Bucket

SHOWN_AT_ONCE = 40
CARD_LEAST = 172


class TodayScreen(Page):
    """`opened(case_id)`, `new_asked(Kind)`, `draft_asked(key)`."""

    opened = Signal(object)
    new_asked = Signal(object)
    draft_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._only: Bucket | None = None
        self._shown = SHOWN_AT_ONCE
        self.reminders: tuple[Reminder, ...] = ()
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=PAGE_MARGINS, spacing=18)
        self.heading = Heading("Today", long_date(session.today))
        self.new = button("New complaint", lambda: self.new_asked.emit(Kind.COMPLAINT), role="primary", icon="plus")
        self.heading.buttons.addWidget(self.new)
        box.addWidget(self.heading)
        self.drafts = Message()
        box.addWidget(self.drafts)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self.cards: dict[str, _BucketCard] = {}
        for bucket in BUCKETS:
            card = _BucketCard(bucket)
            card.clicked.connect(lambda _on=False, b=bucket: self.filter_by(b))
            self.cards[bucket.name] = card
        box.addLayout(self._grid)
        self.list = Card(margins=(20, 16, 14, 12))
        self.list.box.setSpacing(0)
        head = QWidget()
        line = row_of(head, margins=(0, 0, 6, 8), spacing=10)
        self.title = label("", "h2", wrap=True)
        line.addWidget(self.title, 1)
        self.show_all = button("Show everything", lambda: self.filter_by(None), role="link")
        line.addWidget(self.show_all)
        self.list.box.addWidget(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.list.box.addLayout(self._rows)
        box.addWidget(self.list)
        box.addStretch(1)
        session.changed.connect(self._changed)
        self._across = 0
        self._place_cards(5)
        self.reload()

    def arrive(self) -> None:
        if self._stale or self._day != self._session.today:
            self.reload()
        self._offer_drafts()
        self.heading.beneath.setText(long_date(self._session.today))
        self.cards[BUCKETS[0].name].setFocus()

    def _changed(self, _change: Change) -> None:
        """Now if it is in sight, else on arrival."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Work the list out again."""
        self._stale, self._day = False, self._session.today
        self.reminders = self._session.desk.worklist()
        for bucket in BUCKETS:
            self.cards[bucket.name].show_count(sum(bucket.holds(r) for r in self.reminders))
        self._fill()
        self._offer_drafts()

    def filter_by(self, bucket: Bucket | None) -> None:
        """Only what a card holds; the same card again shows everything."""
        self._only = None if bucket is self._only else bucket
        self._shown = SHOWN_AT_ONCE
        for name, card in self.cards.items():
            card.setChecked(self._only is not None and name == self._only.name)
        self._fill()

    def _offer_drafts(self) -> None:
        found = self._session.drafts()
        self.drafts.clear_lines()
        if not found:
            self.drafts.hide()
            return
        latest = found[0]
        self.drafts.say(
            "info",
            f"{wording.counted(len(found), 'draft')} not saved yet",
            "What was typed is kept, but nobody’s clock runs on a draft.",
        )
        self.drafts.offer(f"Go on with the latest {latest.kind.lower()}", lambda: self.draft_asked.emit(latest.key))

    # --- the list
    def _fill(self) -> None:
        clear(self._rows)
        wanted = [r for r in self.reminders if self._only is None or self._only.holds(r)]
        self.title.setText(f"{self._only.name if self._only else 'Needs attention'}: {len(wanted)}")
        self.show_all.setVisible(self._only is not None)
        shown = wanted[: self._shown]
        rows = self._session.rows_by_id(array("q", [r.step.case_id for r in shown]))
        for n, reminder in enumerate(shown):
            row = _Row(reminder, rows.get(reminder.step.case_id), first=n == 0)
            row.button.clicked.connect(lambda _on=False, i=reminder.step.case_id: self.opened.emit(i))
            self._rows.addWidget(row)
        if not wanted:
            text = (
                "Nothing here. Well done."
                if self.reminders
                else "Nothing is due. New cases appear here with their dates."
            )
            self._rows.addWidget(label(text, "muted", wrap=True))
        if len(wanted) > self._shown:
            self._rows.addWidget(button(f"Show {len(wanted) - self._shown} more", self._more, role="link"))

    def _more(self) -> None:
        self._shown += SHOWN_AT_ONCE * 5
        self._fill()

    # --- cards in as many columns as there is room for
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - PAGE_MARGINS[0] - PAGE_MARGINS[2]
        self._place_cards(max(2, min(len(BUCKETS), (room + 14) // (CARD_LEAST + 14))))

    def _place_cards(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for n, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, n // across, n % across)
        for column in range(len(BUCKETS)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)


class _BucketCard(QPushButton):
    def __init__(self, bucket: Bucket) -> None:
        super().__init__()
        self._name = bucket.name
        self.setProperty("role", "stat")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(CARD_LEAST)
        row = row_of(self, margins=(16, 14, 12, 14), spacing=12)
        token = "primaryText" if bucket.tone == "primary" else bucket.tone
        row.addWidget(IconLabel(bucket.icon, token, 18, f"{bucket.tone}Soft"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._count = label("0", "stat")
        words.addWidget(self._count)
        words.addWidget(label(bucket.name, "muted", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.setFixedHeight(104)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, number: int) -> None:
        """So many."""
        self._count.setText(f"{number:,}")
        self.setAccessibleName(f"{self._name}: {number:,}")
        self.setAccessibleDescription("Shows only these in the list beneath")


class _Row(QFrame):
    """One reminder; all of it is the button that opens its case."""

    def __init__(self, reminder: Reminder, row: CaseRow | None, *, first: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self.button = QPushButton()
        self.button.setProperty("role", "row")
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column_of(self, margins=(0, 1, 0, 1)).addWidget(self.button)
        line = row_of(self.button, margins=(6, 8, 6, 8), spacing=12)
        words = QVBoxLayout()
        words.setSpacing(2)
        summary = row.summary if row else ""
        words.addWidget(OneLine(f"{reminder.step.label}: {summary}" if summary else reminder.step.label, "label"))
        about = [reminder.reference, row.complainant if row else "", reminder.step.team]
        about.append(f"due {short_date(reminder.step.due_on)}")
        words.addWidget(OneLine("  ·  ".join(filter(None, about)), "hint"))
        line.addLayout(words, 1)
        how_long = wording.how_long(reminder.state, reminder.days, reminder.step.unit)
        tone = wording.STATE_TONES[reminder.state]
        line.addWidget(Chip(how_long[0].upper() + how_long[1:], tone))
        self.button.setFixedHeight(58)
        self.button.setAccessibleName(f"{reminder.reference}, {reminder.step.label}, {how_long}")
        self.button.setAccessibleDescription(f"{summary}. Opens the case")
        for child in self.button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
