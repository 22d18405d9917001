"""The cards at the top of Today: how many, and a press shows only those."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.kit.icons import IconLabel
from ui.kit.keyboard import PushButton
from ui.kit.widgets import column_of, label, row_of
from ui.today.buckets import BUCKETS, Bucket

CARD_LEAST, GAP, HEIGHT = 148, 14, 104
CHOSEN = "circle-check"


class BucketCard(PushButton):
    """One card. Checked while it filters."""

    def __init__(self, bucket: Bucket) -> None:
        super().__init__()
        self._name = bucket.name
        self.setProperty("role", "stat")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(CARD_LEAST)
        box = column_of(self, margins=(14, 10, 10, 10), spacing=2)
        token = "primaryText" if bucket.tone == "primary" else bucket.tone
        above = QWidget()
        row = row_of(above, spacing=10)
        mark = IconLabel(bucket.icon, token, 18, f"{bucket.tone}Soft")
        # a frame is only where the keyboard is: what is chosen has another mark
        self.toggled.connect(lambda on: mark.show_icon(CHOSEN if on else bucket.icon, token))
        row.addWidget(mark)
        self._count = label("0", "stat")
        row.addWidget(self._count, 1)
        box.addWidget(above)
        box.addWidget(label(bucket.name, "muted", wrap=True))
        box.addStretch(1)
        self.setFixedHeight(HEIGHT)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, number: int) -> None:
        """So many."""
        self._count.setText(f"{number:,}")
        self.setAccessibleName(f"{self._name}: {number:,}")
        self.setAccessibleDescription("Shows only these in the list beneath")


class CardGrid(QWidget):
    """All cards, in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.cards = {bucket.name: BucketCard(bucket) for bucket in BUCKETS}
        self._across = 0
        self.fit(len(BUCKETS) * (CARD_LEAST + GAP))

    def fit(self, room: int) -> None:
        """Place them for so much room."""
        most = max(2, min(len(BUCKETS), (room + GAP) // (CARD_LEAST + GAP)))
        across = -(-len(BUCKETS) // -(-len(BUCKETS) // most))  # lines of equal length
        if across == self._across:
            return
        self._across = across
        for n, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, n // across, n % across)
        for column in range(len(BUCKETS)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
