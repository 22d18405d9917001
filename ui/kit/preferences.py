"""What this computer remembers: the look, the files opened last, the size of the window. Nothing of any case."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

RECENT_AT_MOST = 6
FILE = "window.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """The values that are remembered."""

    mode: str = "system"
    recent: tuple[str, ...] = ()  # latest first
    width: int = 1280
    height: int = 820
    maximised: bool = False


class Preferences:
    """Kept as a small file in `folder`; without it, or when it cannot be written, the window works all the same."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self.kept = _read(self._file)

    def keep(self, **values: Any) -> None:
        """Remember these values."""
        self.kept = replace(self.kept, **values)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(".part")
            beside.write_text(json.dumps(asdict(self.kept), indent=1), "utf-8")
            beside.replace(self._file)
        except OSError:
            pass  # a comfort, never a reason to stop

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [text for text in self.kept.recent if text != str(path)]
        self.keep(recent=(str(path), *others)[:RECENT_AT_MOST])

    def forget_file(self, path: Path) -> None:
        """Take a file off the recent ones."""
        self.keep(recent=tuple(text for text in self.kept.recent if text != str(path)))


def _read(file: Path) -> Kept:
    try:
        found = json.loads(file.read_text("utf-8"))
        known: dict[str, Any] = {f.name: found[f.name] for f in fields(Kept) if f.name in found}
        kinds = {"mode": str, "width": int, "height": int, "maximised": bool, "recent": list}
        if not all(isinstance(value, kinds[name]) for name, value in known.items()):
            return Kept()
        if "recent" in known:
            known["recent"] = tuple(str(text) for text in known["recent"])
        return Kept(**known)
    except (OSError, ValueError, TypeError):
        return Kept()
