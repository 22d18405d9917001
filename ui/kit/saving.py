"""Where something is saved: the folder of the last time, a name that any system takes, an ending that says how."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.preferences import Preferences

NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_ENDING = re.compile(r"\*(\.\w+)")


class Place:
    """The folder that was used last, remembered on this computer where it can be."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        self._preferences = preferences
        self._folder = preferences.kept.folder if preferences else ""

    @property
    def folder(self) -> Path:
        """The folder of the last time, if it is still there; else the home folder."""
        last = Path(self._folder) if self._folder else None
        return last if last is not None and last.is_dir() else Path.home()

    def remember(self, file: Path) -> None:
        """Begin there the next time."""
        self._folder = str(file.parent)
        if self._preferences is not None:
            self._preferences.keep(folder=self._folder)


def ask_where(parent: QWidget, title: str, place: Place, name: str, kinds: tuple[str, ...]) -> Path | None:
    """The file that was named; None for none. `kinds` are those of a file dialog: "Excel workbook (*.xlsx)"."""
    clean = NOT_IN_NAMES.sub("-", name)
    start = str(place.folder / with_ending(clean, kinds[0]))
    path, kind = QFileDialog.getSaveFileName(parent, title, start, ";;".join(kinds))
    return _not_another(Path(path), Path(with_ending(path, kind or kinds[0], kinds))) if path else None


def _not_another(named: Path, meant: Path) -> Path:
    """Where an ending was added, the dialog has not asked whether a file of that name may be replaced: it is not."""
    number = 2
    free = meant
    while free != named and free.exists():
        free = meant.with_stem(f"{meant.stem} ({number})")
        number += 1
    return free


def with_ending(path: str, kind: str, kinds: tuple[str, ...] = ()) -> str:
    """The path with the ending of its kind, if it has none of `kinds` yet."""
    if any(path.lower().endswith(ending) for each in kinds for ending in _ENDING.findall(each)):
        return path
    return path + str(_ENDING.findall(kind)[0])
