"""Reporting progress is also the cancel point."""

from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818
    """Raised by a progress call when the user has asked to stop. Nothing half done may be left."""


Progress = Callable[[int, int, str], None]
"""Called as progress(done, total, text); total 0 means "not known yet". May raise Cancelled."""


def silent(done: int, total: int = 0, text: str = "") -> None:
    """For callers that neither show progress nor cancel."""
