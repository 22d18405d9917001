"""What this computer remembers: the look, the files opened last, the place of the window. Nothing of any case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desk_app import this_computer

RECENT_AT_MOST = 6
FILE = this_computer.WINDOW
LARGEST = 1 << 20
"""Bytes: a file that is larger is none of ours."""
FARTHEST = 100_000
"""Pixels."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A file that was opened, and when: "" where an earlier version did not note it."""

    path: str
    opened_at: str = ""

    def moment(self) -> datetime | None:
        """When it was opened, in local time."""
        try:
            return datetime.fromisoformat(self.opened_at).astimezone()
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Kept:
    """The values that are remembered. The place is the window's corner, None before it was ever moved or closed."""

    mode: str = "system"
    recent: tuple[Recent, ...] = ()  # latest first
    place: tuple[int, int] | None = None
    width: int = 1280
    height: int = 820
    maximised: bool = False
    preview: bool = True  # of a case, beside the list
    folder: str = ""  # where something was saved last
    backups: str = ""  # where the last backup went
    daily_backups: str = ""  # the folder for those made by themselves; "" makes none
    remembered: Mapping[str, str] = field(default_factory=dict)
    """The store's folder -> the member whose passphrase the system's password store keeps."""
    drilled_on: str = ""  # the day a backup was last tried out, else the first day that this was asked
    stays: bool = False  # in the notification area when the window is closed


class Preferences:
    """Kept as a small file in `folder`; without it, or when it cannot be written, the window works all the same."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self.kept = _read(self._file)

    def keep(self, **values: Any) -> None:
        """Remember these values."""
        self.kept = replace(self.kept, **values)
        try:
            this_computer.make_private(self._file.parent)
            beside = self._file.with_suffix(".part")
            beside.write_text(json.dumps(asdict(self.kept), indent=1), "utf-8")
            beside.replace(self._file)
        except OSError:
            pass  # a comfort, never a reason to stop

    def remember_file(self, path: Path, at: datetime | None = None) -> None:
        """Put a file at the head of the recent ones; it was opened now, or at that moment."""
        opened = Recent(str(path), (at or datetime.now().astimezone()).isoformat(timespec="minutes"))
        self.keep(recent=(opened, *self._without(path))[:RECENT_AT_MOST])

    def forget_file(self, path: Path) -> None:
        """Take a file off the recent ones."""
        self.keep(recent=self._without(path))

    def _without(self, path: Path) -> tuple[Recent, ...]:
        return tuple(recent for recent in self.kept.recent if recent.path != str(path))


def _read(file: Path) -> Kept:
    try:
        if file.stat().st_size > LARGEST:
            return Kept()
        found = json.loads(file.read_text("utf-8"))
        return Kept(**{each.name: _READERS[each.name](found[each.name]) for each in fields(Kept) if each.name in found})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Kept()


def _of(kind: type) -> Any:
    def read(value: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"{kind.__name__} expected")
        return value

    return read


def _recent(value: Any) -> tuple[Recent, ...]:
    return tuple(_one_recent(item) for item in _of(list)(value)[:RECENT_AT_MOST])


def _one_recent(item: Any) -> Recent:
    if isinstance(item, Mapping):
        return Recent(_of(str)(item["path"]), _of(str)(item["opened_at"]))
    return Recent(_of(str)(item))  # as an earlier version kept it


def _place(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    x, y = value
    return _length(x), _length(y)


def _length(value: Any) -> int:
    """What a screen could have: Qt knows no larger numbers than 32 bits."""
    if isinstance(value, bool) or abs(_of(int)(value)) > FARTHEST:
        raise ValueError("no length on a screen")
    return int(value)


def _day(value: Any) -> str:
    return date.fromisoformat(_of(str)(value)).isoformat() if value else ""


_READERS: dict[str, Any] = {
    "mode": _of(str), "recent": _recent, "place": _place, "width": _length, "height": _length, "maximised": _of(bool),
    "preview": _of(bool), "folder": _of(str), "backups": _of(str), "daily_backups": _of(str), "stays": _of(bool),
    "drilled_on": _day,
    "remembered": lambda value: {str(path): _of(str)(name) for path, name in _of(dict)(value).items()},
}  # fmt: skip
