"""A line for a passphrase, with a button that shows it and a warning when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.icons import IconLabel
from ui.kit.messages import announce
from ui.kit.widgets import column_of, label, row_of, tool

CAPS_LOCK = "Caps Lock is on"


class Passphrase(QWidget):
    """Hidden until somebody asks to see it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = column_of(self, spacing=4)
        line = QWidget()
        row = row_of(line, spacing=4)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self.show_it = tool("Show the passphrase", "eye", self._toggle)
        self.show_it.setCheckable(True)
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_it)
        box.addWidget(line)
        self.caps_hint = QWidget()
        hint = row_of(self.caps_hint, spacing=6)
        hint.addWidget(IconLabel("triangle-alert", "warn", 15))
        hint.addWidget(label(CAPS_LOCK, "hint"), 1)
        box.addWidget(self.caps_hint)
        self.caps_hint.hide()
        self._caps = _CapsLock(self.edit)
        self._caps.told.connect(self._caps_lock)
        self._said = ""
        self.setFocusProxy(self.edit)

    def describe(self, name: str, said: str) -> None:
        """Names for a screen reader."""
        self._said = said
        self.edit.setAccessibleName(name)
        caps = f"{CAPS_LOCK}." if self.caps_hint.isVisibleTo(self) else ""
        self.edit.setAccessibleDescription(f"{caps} {said}".strip())

    def hide_it(self) -> None:
        """Dots again, whatever was shown."""
        self.show_it.setChecked(False)
        self._toggle()

    def _caps_lock(self, on: bool) -> None:
        if on != self.caps_hint.isVisibleTo(self):
            self.caps_hint.setVisible(on)
            self.describe(self.edit.accessibleName(), self._said)
            announce(self.edit, CAPS_LOCK if on else "Caps Lock is off")

    def _toggle(self) -> None:
        shown = self.show_it.isChecked()
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_it.setToolTip("Hide the passphrase" if shown else "Show the passphrase")


class _CapsLock(QObject):
    """Tells from the letters typed whether Caps Lock is on: Qt itself cannot be asked."""

    told = Signal(bool)

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._on: bool | None = None
        edit.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._learn(event)
        elif event.type() == QEvent.Type.FocusOut:
            self._tell(None)  # it may be pressed meanwhile
        return False

    def _learn(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._tell(None if self._on is None else not self._on)
        elif len(text) == 1 and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(text.isupper() != shift)

    def _tell(self, on: bool | None) -> None:
        self._on = on
        self.told.emit(bool(on))
