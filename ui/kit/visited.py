"""The folders that Qt's own file dialogs remember: kept in our folder, not in every program's, and thrown away there.

A folder may bear somebody's name. The file is removed unread, so that its words come into no fresh process. On Windows
and macOS the dialogs are the system's own.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings

FILE = "QtProject.conf"
"""As QFileDialog names it."""


def keep_in(folder: Path) -> None:
    """Let them be kept there, where the system keeps settings in files. Before the first dialog."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))


def forget(folder: Path) -> None:
    """Throw away what was kept there."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
