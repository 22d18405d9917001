"""What is typed into a field of the office's settings becomes a value, or a Problem that says how to put it right."""

from __future__ import annotations

import re

from desk_app.problems import Problem

LONGEST_DAYS = 60
LONGEST_LINE = 200
LONGEST_YEARS = 120
LONGEST_MINUTES = 120
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def needed(text: str) -> str:
    """One line that cannot be left empty."""
    if not text.strip():
        raise Problem("This cannot be empty.", "Enter it.")
    return line(text)


def line(text: str) -> str:
    """One line, its spaces folded."""
    folded = " ".join(text.split())
    if len(folded) > LONGEST_LINE:
        raise Problem(f"This is longer than {LONGEST_LINE} letters.", "Shorten it.")
    return folded


def lines(text: str) -> tuple[str, ...]:
    """Several lines, none twice."""
    return tuple(dict.fromkeys(line(each) for each in text.splitlines() if each.strip()))


def paragraph(text: str) -> str:
    """Any text."""
    return text.strip()


def email(text: str) -> str:
    """An email address, or nothing."""
    if text.strip() and not EMAIL.fullmatch(text.strip()):
        raise Problem("This is not an email address.", "Enter it like feedback@example.gov.uk.")
    return line(text)


def web_address(text: str) -> str:
    """A web address, or nothing."""
    if text.strip() and not re.fullmatch(r"https?://[^\s/.]+\.\S+", text.strip()):
        raise Problem("This is not a web address.", "Enter it like https://www.example.gov.uk/feedback.")
    return line(text)


def prefix(text: str) -> str:
    """The start of a reference, in capitals."""
    if not re.fullmatch(r"[A-Za-z0-9]{1,8}", text.strip()):
        raise Problem("A reference starts with one to eight letters or digits.", "Enter it like CF.")
    return text.strip().upper()


def number(text: str) -> int:
    """A number of working days."""
    if not text.strip().isdecimal() or int(text) > LONGEST_DAYS:
        raise Problem(f"This is not a number of working days from 0 to {LONGEST_DAYS}.", "Enter it like 3.")
    return int(text)


def years(text: str) -> int:
    """A number of years; 0 is for good."""
    if not text.strip().isdecimal() or int(text) > LONGEST_YEARS:
        raise Problem(f"This is not a number of years from 0 to {LONGEST_YEARS}.", "Enter it like 6. 0 keeps for good.")
    return int(text)


def minutes(text: str) -> int:
    """A number of minutes, at least one."""
    if not text.strip().isdecimal() or not 1 <= int(text) <= LONGEST_MINUTES:
        raise Problem(f"This is not a number of minutes from 1 to {LONGEST_MINUTES}.", "Enter it like 10.")
    return int(text)


def numbers(text: str) -> tuple[int, ...]:
    """Numbers of working days, the largest first; none is allowed."""
    parts = re.split(r"[,;\s]+|\band\b", text)
    return tuple(sorted({number(part) for part in parts if part}, reverse=True))
