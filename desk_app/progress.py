"""Reporting progress is also the cancel point."""

from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818
    """Raised by a progress call when the user has asked to stop. Nothing half done may be left."""


Progress = Callable[[int, int, str], None]
"""Called as progress(done, total, text); total 0 means "not known yet". May raise Cancelled."""


def silent(done: int, total: int = 0, text: str = "") -> None:
    """For callers that neither show progress nor cancel."""


def part(progress: Progress, first: int, last: int) -> Progress:
    """For one of several parts of some work: from `first` to `last` per cent of the whole, and never back."""
    reached = first

    def report(done: int, total: int = 0, text: str = "") -> None:
        nonlocal reached
        if total:
            reached = max(reached, first + (last - first) * done // total)
        progress(reached, 100, text)

    return report
