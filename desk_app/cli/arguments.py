"""What can be wrong with what was typed on the command line before any command looks at it: as plain Problems."""

from __future__ import annotations

import argparse
import errno
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from desk_app.problems import Problem

LARGEST_NUMBER = 2**63 - 1
"""Which a store can look for."""
EARLIEST, LATEST = 1900, 2200
"""Years that a day on the command line may be of: its working days and the same day a year before can be worked out."""
_OF_NAMES = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.EILSEQ)


def refuse_unreadable(given: Iterable[str]) -> None:
    """Bytes that are no text of this system (Python keeps them as single surrogates) can be stored and shown nowhere.

    Raises Problem.
    """
    for text in given:
        if not is_text(text):
            shown = text.encode("utf-8", "replace").decode()
            raise Problem(
                f"“{shown[:60]}” holds signs that are no text (UTF-8).", "Type it anew, or rename the file or folder."
            )


def is_text(text: str) -> bool:
    """Whether it can be written down: no half of a pair of signs."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def of_name(error: OSError) -> Problem | None:
    """What an error means that comes from a file's or a folder's name; None where it means something else."""
    if error.filename is None or error.errno not in _OF_NAMES:
        return None
    name = Path(str(error.filename)).name
    return Problem(
        f"“{name[:60]}{'…' if len(name) > 60 else ''}” cannot be used here ({error.strerror}).",
        "Look at the name and the folder it is in, or choose a shorter one.",
    )


def refuse_standard_output(out: object) -> None:
    """Where a file has to be named. Raises Problem."""
    if str(out) == "-":
        raise Problem("This cannot be written to standard output.", "Name a file or folder after --out.")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """The type of an argument that is a number."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = most + 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"“{text[:30]}” is no whole number from {least} to {most}")
        return number

    return read


def day(text: str) -> date:
    """The type of an argument that is a date."""
    from desk_app.dates import parse_date

    try:
        found = parse_date(text, date.today())
    except Problem as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem
    if not EARLIEST <= found.year <= LATEST:
        raise argparse.ArgumentTypeError(f"“{text}” is not between {EARLIEST} and {LATEST}.")
    return found


def json_value(text: str) -> Any:
    """What a JSON text says. ValueError also for what no store can hold: too deep, half a pair of signs, too large."""
    try:
        found = json.loads(text, parse_int=_number)
        whole = is_text(json.dumps(found, ensure_ascii=False))
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if not whole:
        raise ValueError("it holds signs that are no text (half of a pair, such as \\ud800)")
    return found


def _number(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_NUMBER:
        raise ValueError(f"{text[:30]} is too large a number")
    return number
