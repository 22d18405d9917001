"""Of what a draft is, by its key: the one place where the keys of a case's forms are made and read. Pure.

Erasing finds by the number after OF_A_CASE whose a draft is (store/drafts_about.py), so every key begins with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OF_A_CASE = "case-"
_OF_A_CASE = re.compile(rf"^{OF_A_CASE}(\d+)-")
_OF_A_CORRECTION = re.compile(rf"^{OF_A_CASE}(\d+)-CORRECT-([a-z_]+)-(\d+)$")
_OF_A_VERB = re.compile(rf"^{OF_A_CASE}(\d+)-([A-Z0-9_]+)-(\d+)$")


@dataclass(frozen=True, slots=True)
class OfVerb:
    """The form of a verb, by its name (offers.Verb); of the whole case where there is no investigation."""

    case_id: int
    verb: str
    investigation_id: int | None = None

    @property
    def key(self) -> str:
        """Under what it is kept."""
        return f"{OF_A_CASE}{self.case_id}-{self.verb}-{self.investigation_id or 0}"


@dataclass(frozen=True, slots=True)
class OfCorrection:
    """The form that corrects one record of a case."""

    case_id: int
    table: str
    record_id: int

    @property
    def key(self) -> str:
        """Under what it is kept."""
        return f"{OF_A_CASE}{self.case_id}-CORRECT-{self.table}-{self.record_id}"


def case_of(key: str) -> int | None:
    """The case (or the matter of the Ombudsman without one) whose form it is; None for anything else."""
    found = _OF_A_CASE.match(key)
    return int(found[1]) if found else None


def read(key: str) -> OfVerb | OfCorrection | None:
    """Of which form a draft is; None where it is of none of a case."""
    if found := _OF_A_CORRECTION.match(key):
        return OfCorrection(int(found[1]), found[2], int(found[3]))
    if found := _OF_A_VERB.match(key):
        return OfVerb(int(found[1]), found[2], int(found[3]) or None)
    return None
