"""What the system tells of its own lock screen and of sleep: Windows by messages to the window, Linux over D-Bus."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from ctypes import wintypes
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# winuser.h, wtsapi32.h
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, NOTIFY_FOR_THIS_SESSION = 0x02B1, 0
LOCKED, LOGGED_OFF, TAKEN_AWAY = 0x7, 0x6, (0x2, 0x4)  # another user's turn: at the console, or from afar
MESSAGES = frozenset({b"windows_generic_MSG", b"windows_dispatcher_MSG"})
LOCAL = "unix:"
"""How the address of a bus begins that is reached without any network."""


class SystemLocks(QObject):
    """`locked` when the screen is locked or another user's turn comes, `slept` just before the computer sleeps."""

    locked = Signal()
    slept = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: _Messages | None = None
        if sys.platform == "win32":
            self._listen_to_windows(int(window.winId()))
        elif sys.platform.startswith("linux"):
            self._listen_to_buses()

    # --- Windows
    def _listen_to_windows(self, window: int) -> None:
        self._filter = _Messages(self)
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self._filter)
        with suppress(OSError, AttributeError):  # a server without it: sleep is still told
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), NOTIFY_FOR_THIS_SESSION)  # type: ignore[attr-defined]

    def heard(self, message: int, what: int) -> None:
        """A message of Windows to the window, with its first parameter."""
        if message == WM_WTSSESSION_CHANGE and what in (LOCKED, LOGGED_OFF, *TAKEN_AWAY):
            self.locked.emit()
        elif message == WM_POWERBROADCAST and what == PBT_APMSUSPEND:
            self.slept.emit()

    # --- Linux
    def _listen_to_buses(self) -> None:
        """Of logind and of the desktop's screen saver, on buses that are files of this computer."""
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        if os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", LOCAL).startswith(LOCAL):
            logind = "org.freedesktop.login1"
            system = QDBusConnection.systemBus()
            system.connect("", "", f"{logind}.Manager", "PrepareForSleep", self, _slot("_going_to_sleep(bool)"))
            system.connect("", "", f"{logind}.Session", "Lock", self, _slot("_session_locked()"))
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS", "").startswith(LOCAL):
            session = QDBusConnection.sessionBus()
            for saver in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver"):
                session.connect("", "", saver, "ActiveChanged", self, _slot("_screen_saved(bool)"))

    @Slot(bool)
    def _going_to_sleep(self, begins: bool) -> None:
        if begins:
            self.slept.emit()

    @Slot()
    def _session_locked(self) -> None:
        self.locked.emit()

    @Slot(bool)
    def _screen_saved(self, is_so: bool) -> None:
        if is_so:
            self.locked.emit()


def _slot(signature: str) -> Any:
    """As `QDBusConnection.connect` takes it: text, whatever its types say."""
    return SLOT(signature)


class _Messages(QAbstractNativeEventFilter):
    """Looks at the messages of Windows on their way to the windows. None is held up."""

    def __init__(self, ears: SystemLocks) -> None:
        super().__init__()
        self._ears = ears

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        if bytes(kind) in MESSAGES and message:
            said = wintypes.MSG.from_address(int(message))
            if said.message in (WM_WTSSESSION_CHANGE, WM_POWERBROADCAST):
                self._ears.heard(said.message, said.wParam)
        return False, 0
