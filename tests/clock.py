"""A clock that a test moves."""

from __future__ import annotations

from datetime import date


class Day:
    """The day it is: given to whatever asks for today, and set by the test."""

    def __init__(self, now: date) -> None:
        self.now = now

    def __call__(self) -> date:
        return self.now
