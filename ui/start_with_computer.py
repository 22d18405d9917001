"""Whether the window opens when somebody logs in to this computer: off until they switch it on.

Linux: a file in the autostart folder (XDG). Windows: a value of the user's own Run key; never tried there so far.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from desk_app import atomic
from desk_app.problems import Problem

NAME = "Feedback Desk"
FILE = "feedback-desk.desktop"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
SPECIAL = re.compile(r'(["`$\\])')


def is_possible() -> bool:
    """Whether it can be switched here."""
    return sys.platform == "win32" or sys.platform.startswith("linux")


def is_on() -> bool:
    """Whether it is switched on."""
    if sys.platform == "win32":
        return _run_value() is not None
    return _autostart_file().is_file()


def switch(*, on: bool) -> None:
    """Switch it on or off. Raises Problem where the system does not let us."""
    try:
        if sys.platform == "win32":
            _set_run_value(subprocess.list2cmdline(command()) if on else None)
        elif on:
            file = _autostart_file()
            file.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_bytes(file, entry(command()).encode("utf-8"))
        else:
            _autostart_file().unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            f"This computer did not let Feedback Desk change what it starts: {error.strerror or error}.",
            "Ask whoever looks after it, or open Feedback Desk by hand.",
        ) from error


def command() -> list[str]:
    """What starts the window."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("feedback-desk")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "ui"]


# --- Linux
def _autostart_file() -> Path:
    config = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if Path(config).is_absolute() else Path.home() / ".config"  # as its specification asks
    return folder / "autostart" / FILE


def entry(started: list[str]) -> str:
    """The desktop entry that starts this."""
    words = " ".join(f'"{_escaped(word)}"' for word in started)
    return (
        f"[Desktop Entry]\nType=Application\nName={NAME}\nComment=What is due, and everything about feedback\n"
        f"Exec={words}\nTerminal=false\n"
    )


def _escaped(word: str) -> str:
    """Within quotes of an Exec line, itself a string whose backslashes count twice."""
    quoted = SPECIAL.sub(r"\\\1", word).replace("%", "%%")
    return quoted.replace("\\", "\\\\")


# --- Windows: the whole of what is particular to it
def _run_value() -> str | None:
    if sys.platform != "win32":
        return None
    import winreg

    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, RUN_KEY, access=winreg.KEY_READ) as key:
        try:
            return str(winreg.QueryValueEx(key, NAME)[0])
        except FileNotFoundError:
            return None


def _set_run_value(value: str | None) -> None:
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, RUN_KEY, access=winreg.KEY_SET_VALUE) as key:
            if value is not None:
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, value)
            elif _run_value() is not None:
                winreg.DeleteValue(key, NAME)
