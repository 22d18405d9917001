"""The page for a data protection officer: every promise names the test that proves it, and that test is there."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import resources
from tests.house_rules.test_packaging import ROOT

TEST = re.compile(r"\((tests/[\w/]+\.py)::(test_\w+)\)")
A_FILE = re.compile(r"tests/[\w/]+\.py(?!::test_)\b")
WITHOUT = "What it does not protect against"
"""Its points are no promises."""
EXAMPLE = "pytest tests/desk_app/store/test_keys.py"
"""How to run one, at the head of the page."""


def page() -> str:
    """The page without its example."""
    return resources.path("help/security.md").read_text("utf-8").replace(EXAMPLE, "")


def promises() -> list[str]:
    """The points of the page, each on one line."""
    text = page().split(f"## {WITHOUT}")[0]
    return [" ".join(point.split()) for point in re.findall(r"^- (.*(?:\n  .*)*)", text, re.MULTILINE)]


@cache
def named_in(file: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    if not (ROOT / file).is_file():
        return frozenset()
    body = ast.parse((ROOT / file).read_text("utf-8")).body
    return frozenset(each.name for each in body if isinstance(each, ast.FunctionDef))


def test_every_promise_names_its_test() -> None:
    """A sentence or two, and in brackets the file and the name of the test: a file of sixty tests would say nothing."""
    found = promises()
    assert len(found) > 60
    assert [promise for promise in found if not TEST.search(promise)] == []
    assert A_FILE.findall(page()) == []


def test_every_test_that_is_named_is_there() -> None:
    """One that was renamed or removed would make an empty promise."""
    assert [f"{file}::{name}" for file, name in TEST.findall(page()) if name not in named_in(file)] == []


def test_no_promise_is_given_twice() -> None:
    """Neither in the same words nor by the same test."""
    words = Counter(TEST.sub("", promise).strip() for promise in promises())
    assert [each for each, times in words.items() if times > 1] == []
    assert [each for each, times in Counter(TEST.findall(page())).items() if times > 1] == []
