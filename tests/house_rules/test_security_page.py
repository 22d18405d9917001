"""The page for a data protection officer: every promise names a test that is there."""

from __future__ import annotations

import re

import resources
from tests.house_rules.test_packaging import ROOT

TEST = re.compile(r"\((tests/[\w/]+\.py)\)")
WITHOUT = "What it does not protect against"
"""Its points are no promises."""


def promises() -> list[str]:
    """The points of the page, each on one line."""
    text = resources.path("help/security.md").read_text("utf-8").split(f"## {WITHOUT}")[0]
    return [" ".join(point.split()) for point in re.findall(r"^- (.*(?:\n  .*)*)", text, re.MULTILINE)]


def test_every_promise_names_its_test() -> None:
    """A sentence or two, and in brackets the file."""
    found = promises()
    assert len(found) > 30
    assert [promise for promise in found if not TEST.search(promise)] == []


def test_every_test_that_is_named_is_there_and_tests() -> None:
    """A file that was moved or emptied would make an empty promise."""
    named = set(TEST.findall(resources.path("help/security.md").read_text("utf-8")))
    missing = [name for name in sorted(named) if not (ROOT / name).is_file()]
    assert missing == []
    assert [name for name in named if "\ndef test_" not in (ROOT / name).read_text("utf-8")] == []
