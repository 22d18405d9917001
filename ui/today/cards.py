"""The cards at the top of Today: how many, and a press shows only those."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.icons import IconLabel
from ui.kit.widgets import label, row_of
from ui.today.buckets import BUCKETS, Bucket

CARD_LEAST, GAP = 172, 14


class BucketCard(QPushButton):
    """One card. Checked while it filters."""

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
