"""What a diagram of a procedure shows: lanes from top to bottom, in each boxes from left to right, arrows between them.

All texts are plain, without marks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """What happens, within what time, who does it."""

    title: str
    limit: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage: its boxes follow one another.

    onward: what stands beside the arrow to the next lane, None = only the arrow. outside: it is not the council's.
    """

    name: str
    boxes: tuple[Box, ...]
    onward: Box | None = None
    outside: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a lane needs a name")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A dashed arrow past the lanes between two, by their places (from 0)."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class DiagramSpec:
    """title: what is drawn. start: the event that it begins with."""

    title: str
    start: str
    lanes: tuple[Lane, ...]
    shortcut: Shortcut | None = None

    def __post_init__(self) -> None:
        if not self.lanes:
            raise ValueError(f"a diagram without a lane: {self.title}")
        cut = self.shortcut
        if cut is not None and not 0 <= cut.start < cut.end < len(self.lanes):
            raise ValueError(f"a shortcut from {cut.start} to {cut.end} in {len(self.lanes)} lanes: {self.title}")
