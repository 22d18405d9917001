"""Small registers for tests: written as people write them."""

from __future__ import annotations

from pathlib import Path

HEADING = "Ref,Type,Date received,Team,Customer,Child,Procedure,Stage,Date opened,Date responded,Outcome,Themes,Details"


def write(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A file of these lines."""
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def row(**cells: str) -> str:
    """A row under HEADING: a closed corporate complaint unless told otherwise."""
    usual = {
        "Ref": "CF/2025-26/0001",
        "Type": "Complaint",
        "Date received": "02/06/2025",
        "Team": "SEND Team",
        "Customer": "Ada Testwell",
        "Child": "Ben Testwell",
        "Procedure": "Corporate",
        "Stage": "Stage 1",
        "Date opened": "02/06/2025",
        "Date responded": "30/06/2025",
        "Outcome": "Upheld",
        "Themes": "EHC plan",
        "Details": "Too slow.",
    }
    unknown = cells.keys() - usual.keys()
    assert not unknown, unknown
    return ",".join({**usual, **cells}.values())
