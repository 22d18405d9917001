"""PySide6 reads the source text of every module that is imported after it, to see whether that uses Qt.

It looks for the sake of `from __feature__ import snake_case`, which nothing here uses. Reading some two hundred files
costs a start 40 ms, and their text stays in memory: 6 MB.
"""

from __future__ import annotations

import builtins


def restore() -> None:
    """Let modules be imported as they were before PySide6 put its look between. Call it once PySide6 is imported."""
    before = getattr(builtins, "__orig_import__", None)  # where PySide6 keeps what it found
    if before is not None:
        builtins.__import__ = before
