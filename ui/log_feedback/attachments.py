"""The files that came with an email: kept with the draft, documents of the case once it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, OneLine, button, clear, label, row_of, tool

HEAD = "attachments"


class Attachments(Card):
    """A list to take files off again. Hidden while there are none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Attachments")
        self.items: list[dict[str, Any]] = []
        self.box.addWidget(label("They become documents of the case when you save.", "muted", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.box.addLayout(self._list)
        self._removed: tuple[int, dict[str, Any]] = (0, {})
        self.back_button = button("", self._bring_back, role="link")
        self.back_button.hide()
        self.box.addWidget(self.back_button)
        self.hide()

    def add(self, items: Sequence[Mapping[str, Any]]) -> None:
        """More files, each as a draft names it: name, media_type, size, file."""
        self.items += [dict(item) for item in items if item not in self.items]
        self._show()

    def drop(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Take these off the list."""
        self.items = [item for item in self.items if item not in items]
        self._show()

    def answers(self) -> dict[str, Any]:
        """As the draft's answers hold them."""
        return {f"{HEAD}.{n}.{key}": value for n, item in enumerate(self.items) for key, value in item.items()}

    def give(self, answers: Mapping[str, Any]) -> None:
        """Those of a draft."""
        found: dict[int, dict[str, Any]] = {}
        for key, value in answers.items():
            head, _, rest = key.partition(".")
            number, _, name = rest.partition(".")
            if head == HEAD and number.isdigit():
                found.setdefault(int(number), {})[name] = value
        self.add([found[n] for n in sorted(found)])

    def _show(self) -> None:
        clear(self._list)
        for item in self.items:
            name = str(item["name"])
            row = QWidget()
            line = row_of(row, spacing=10)
            line.addWidget(IconLabel("paperclip", "muted"))
            line.addWidget(OneLine(name), 1)
            size = QLocale().formattedDataSize(int(item.get("size") or 0), 1, QLocale.DataSizeFormat.DataSizeSIFormat)
            line.addWidget(label(size, "hint"))
            line.addWidget(tool(f"Take off {name}", "x", lambda i=item: self._take_off(i)))  # type: ignore[misc]
            self._list.addWidget(row)
        self.setVisible(bool(self.items) or not self.back_button.isHidden())

    def _take_off(self, item: dict[str, Any]) -> None:
        self._removed = (self.items.index(item), item)
        self.items.remove(item)
        self.back_button.setText(f"Bring back {item['name']}")
        self.back_button.setAccessibleName(f"Bring back {item['name']}")
        self.back_button.show()
        self._show()
        self.back_button.setFocus()
        self.changed.emit()

    def _bring_back(self) -> None:
        place, item = self._removed
        self.items.insert(place, item)
        self.back_button.hide()
        self._show()
        self.changed.emit()
