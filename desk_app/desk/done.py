"""What comes of a verb, and of a draft. Apart from the verbs themselves: the first page has none of them loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.records import CaseFile, Change, Step


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a verb: its change and the steps of the case after it; or the problems beside their fields.

    Without either it was so already, and nothing was written. Of a trial, `file` is the case as it would be.
    `asked`: what the answers raise, by the question that asks it, answered or not.
    """

    change: Change | None = None
    steps: tuple[Step, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    file: CaseFile | None = None
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of a draft: the case and the dates that follow, or the problems beside their fields."""

    reference: str = ""
    case_id: int = 0
    change: Change | None = None
    steps: tuple[Step, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    to_complete: tuple[str, ...] = ()
