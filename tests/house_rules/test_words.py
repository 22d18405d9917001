"""The words that people read are British."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house_rules.test_packaging import ROOT

AMERICAN = re.compile(
    r"\b(colors?|centers?|behaviors?|favorites?|canceled|labeled|fulfill"
    r"|(organ|recogn|apolog|summar|categor|prior|anonym|final|minim|maxim)iz\w+)\b",
    re.IGNORECASE,
)


STYLES = frozenset({"desk_app/report/html/looks.py"})
"""Style sheets: CSS itself is American."""


def sentences() -> Iterator[tuple[str, str]]:
    """(file, text) of every string with a space in it; docstrings too."""
    for package in ("desk_app", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() in STYLES:
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                    yield path.relative_to(ROOT).as_posix(), node.value


def documents() -> Iterator[tuple[str, str]]:
    """(file, text) of what is read outside the program."""
    for path in (*ROOT.glob("*.md"), *(ROOT / "resources" / "lists").glob("*")):
        yield path.name, Path(path).read_text("utf-8")


E_MAIL = re.compile(r"\be-mail", re.IGNORECASE)


def test_email_is_spelled_in_one_way() -> None:
    """Email, on screen, in the help, in letters and in the report."""
    helps = ((path.name, path.read_text("utf-8")) for path in (ROOT / "resources").rglob("*.md"))
    texts = (*sentences(), *documents(), *helps)
    assert [f"{file}: {text[:60]}" for file, text in texts if E_MAIL.search(text)] == []


def test_words_are_spelled_as_in_britain() -> None:
    """Colour, centre, organise, cancelled."""
    texts = (*sentences(), *documents())
    assert [f"{file}: {match[0]}" for file, text in texts for match in AMERICAN.finditer(text)] == []
