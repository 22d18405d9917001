"""The stores opened last on this computer: which, where, when; those that are gone say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.kit.dates import short_date
from ui.kit.icons import IconLabel
from ui.kit.keyboard import PushButton
from ui.kit.preferences import RECENT_AT_MOST, Recent
from ui.kit.widgets import OneLine, appear, button, column_of, label, row_of, tool

NEW_AT_MOST = 2
"""Stores that are likely to be opened for the first time in one run of the program."""
GONE = "Not found: moved or renamed, or its drive is not connected."


class RecentStores(QWidget):
    """`chosen(Path)` to open one, `sought(Path)` to look for one that is gone, `removed(Path)` to forget it.

    There is room for the `known` ones at the start and a few that come; of more the latest are shown.
    """

    chosen = Signal(object)
    sought = Signal(object)
    removed = Signal(object)

    def __init__(self, known: int) -> None:
        super().__init__()
        self.rows: dict[Path, _Row] = {}
        box = column_of(self, spacing=4)
        self._group = QButtonGroup(self)
        # all at once, so that Tab meets them in their order; and no more than needed, for they cost time at the start
        self._rows = [_Row() for _ in range(min(known + NEW_AT_MOST, RECENT_AT_MOST))]
        for row in self._rows:
            row.pick.clicked.connect(lambda _=False, r=row: self.chosen.emit(r.path))
            row.seek.clicked.connect(lambda _=False, r=row: self.sought.emit(r.path))
            row.remove.clicked.connect(lambda _=False, r=row: self.removed.emit(r.path))
            self._group.addButton(row.pick)
            box.addWidget(row)
            row.hide()

    def show_stores(self, stores: Sequence[Recent], today: date) -> None:
        """Show these, the latest first."""
        self.rows = {}
        for row, recent in zip(self._rows, stores, strict=False):
            row.show_store(Path(recent.path), when(recent, today))
            self.rows[row.path] = row
        for row in self._rows:
            row.setVisible(row in self.rows.values())
        appear(self, bool(self.rows))

    def mark_gone(self, gone: Iterable[Path]) -> None:
        """These are not where they were."""
        self._group.setExclusive(False)  # else the one that is chosen would stay so
        for path in gone:
            if path in self.rows:
                self.rows[path].mark_gone()
        self._group.setExclusive(True)

    def forget(self, path: Path) -> None:
        """This one is not offered any more."""
        self.rows.pop(path).hide()

    def light(self, path: Path) -> bool:
        """Show which one is chosen; whether it is one of these."""
        self._group.setExclusive(False)
        for row in self._rows:
            row.pick.setChecked(row.path == path and path in self.rows)
        self._group.setExclusive(True)
        return path in self.rows

    def first_there(self) -> Path | None:
        """The latest that is not known to be gone."""
        return next((path for path, row in self.rows.items() if not row.is_gone), None)


class _Row(QWidget):
    """One store: a button with its name, where it is and when it was opened; a cross that forgets it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_gone = False
        self.path = Path()
        line = row_of(self, spacing=4)
        self.pick = PushButton()
        self.pick.setCheckable(True)
        self.pick.setAutoDefault(False)
        self.pick.setProperty("role", "row")
        inside = row_of(self.pick, margins=(12, 7, 12, 7), spacing=8)
        words = QVBoxLayout()
        words.setSpacing(2)
        inside.addLayout(words, 1)
        chosen = IconLabel("check", "primaryText", 18)
        inside.addWidget(chosen)
        chosen.hide()
        self.pick.toggled.connect(chosen.setVisible)
        self._name, self._where = OneLine("", "h3"), OneLine("", "hint")
        for text in (self._name, self._where):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(text)
        self._gone = QWidget()
        beneath = column_of(self._gone, margins=(12, 0, 12, 6), spacing=2)
        beneath.addWidget(label(GONE, "hint", wrap=True))
        self.seek = button("Look for it…", lambda: None, role="link")
        beneath.addWidget(self.seek)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.pick)
        left.addWidget(self._gone)
        line.addLayout(left, 1)
        self.remove = tool("Take this store off the list", "x")
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
        self._gone.hide()

    def show_store(self, path: Path, when: str) -> None:
        """Show this store, as one that is there."""
        self.path, self.is_gone = path, False
        self._name.setText(path.stem)
        self._where.setText(f"{when} · {path.parent}")
        self.pick.setAccessibleName(f"{path.stem}, {when}, in {path.parent}")
        self.pick.setToolTip(str(path))
        self.pick.setEnabled(True)
        self.seek.setAccessibleName(f"Look for {path.stem}")
        self.remove.setAccessibleName(f"Take {path.stem} off this list")
        self.remove.setToolTip(self.remove.accessibleName())
        self._gone.hide()

    def mark_gone(self) -> None:
        """Greyed: it cannot be opened, only sought or forgotten."""
        self.is_gone = True
        self.pick.setChecked(False)
        self.pick.setEnabled(False)
        self._gone.show()


def when(recent: Recent, today: date) -> str:
    """ "opened today at 9:05", "opened yesterday", "opened 3 Nov 2026"."""
    moment = recent.moment()
    if moment is None:
        return "opened some time ago"
    if moment.date() == today:
        return f"opened today at {moment.hour}:{moment:%M}"
    if moment.date() == today - timedelta(days=1):
        return "opened yesterday"
    return f"opened {short_date(moment.date())}"
