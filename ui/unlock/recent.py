"""The stores opened last on this computer: which, where, when; those that are gone say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ui.kit.dates import short_date
from ui.kit.preferences import Recent
from ui.kit.widgets import OneLine, button, clear, column_of, label, row_of, tool

GONE = "Not found: it may have been moved or renamed, or its drive is not connected."


class RecentStores(QWidget):
    """`chosen(Path)` to open one, `sought(Path)` to look for one that is gone, `removed(Path)` to forget it."""

    chosen = Signal(object)
    sought = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[Path, _Row] = {}
        self._box = column_of(self, spacing=4)
        self._group = QButtonGroup(self)

    def show_stores(self, stores: Sequence[Recent], today: date) -> None:
        """Show these, the latest first."""
        clear(self._box)
        self.rows = {}
        for recent in stores:
            path = Path(recent.path)
            row = _Row(path, when(recent, today))
            row.pick.clicked.connect(lambda _=False, p=path: self.chosen.emit(p))
            row.seek.clicked.connect(lambda _=False, p=path: self.sought.emit(p))
            row.remove.clicked.connect(lambda _=False, p=path: self.removed.emit(p))
            self._group.addButton(row.pick)
            self.rows[path] = row
            self._box.addWidget(row)
        self.setVisible(bool(self.rows))

    def mark_gone(self, gone: Iterable[Path]) -> None:
        """These are not where they were."""
        for path in gone:
            if path in self.rows:
                self.rows[path].mark_gone()

    def light(self, path: Path) -> bool:
        """Show which one is chosen; whether it is one of these."""
        self._group.setExclusive(False)
        for other, row in self.rows.items():
            row.pick.setChecked(other == path)
        self._group.setExclusive(True)
        return path in self.rows

    def first_there(self) -> Path | None:
        """The latest that is not known to be gone."""
        return next((path for path, row in self.rows.items() if not row.is_gone), None)

    def in_order(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [widget for row in self.rows.values() for widget in (row.pick, row.remove, row.seek)]


class _Row(QWidget):
    """One store: a button with its name, where it is and when it was opened; a cross that forgets it."""

    def __init__(self, path: Path, when: str) -> None:
        super().__init__()
        self.is_gone = False
        self._path = path
        line = row_of(self, spacing=4)
        self.pick = QPushButton()
        self.pick.setCheckable(True)
        self.pick.setAutoDefault(False)
        self.pick.setProperty("role", "row")
        self.pick.setAccessibleName(f"{path.stem}, {when}, in {path.parent}")
        self.pick.setToolTip(str(path))
        words = QVBoxLayout(self.pick)
        words.setContentsMargins(12, 7, 12, 7)
        words.setSpacing(2)
        self._name = OneLine(path.stem, "h3")
        self._where = OneLine(f"{when} · {path.parent}", "hint")
        for text in (self._name, self._where):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(text)
        self._gone = QWidget()
        beneath = column_of(self._gone, margins=(12, 0, 12, 6), spacing=2)
        beneath.addWidget(label(GONE, "hint", wrap=True))
        self.seek = button("Look for it…", lambda: None, role="link")
        self.seek.setAccessibleName(f"Look for {path.stem}")
        beneath.addWidget(self.seek)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.pick)
        left.addWidget(self._gone)
        line.addLayout(left, 1)
        self.remove = tool(f"Take {path.stem} off this list", "x")
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
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
