"""Ids are 64 bits wide; Qt's int has 32. So ids go through signals as objects."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parents[2]
SMALL = {
    ("ui/kit/job.py", "progressed"): "how many of how many",
    ("ui/kit/preview.py", "page_changed"): "a page of a report",
    ("ui/kit/preview.py", "zoomed"): "a factor",
    ("ui/help/reader.py", "zoomed"): "a size of text",
    ("ui/annual_report/examples_marks.py", "moved"): "a row of marks",
    ("ui/annual_report/examples_text.py", "mark_entered"): "which mark of a text",
}
"""The signals with numbers, and what they count: none of them is an id."""
NUMBERS = {"int", "float"}


def _signals() -> Iterator[tuple[str, str, list[str]]]:
    """(file, signal, its types) of every signal and slot that the window declares."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                call, name = node.value, getattr(node.targets[0], "id", "")
            elif isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("Slot"):
                        yield _place(path), node.name, [ast.unparse(arg) for arg in decorator.args]
                continue
            else:
                continue
            if ast.unparse(call.func).endswith("Signal"):
                yield _place(path), name, [ast.unparse(arg) for arg in call.args]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_signal_carries_an_id_as_a_number_of_qt() -> None:
    """A signal with an int stands in SMALL with what it counts; whatever else may be an id is an object."""
    found = {(file, name) for file, name, types in _signals() if NUMBERS & set(types)}
    assert found == SMALL.keys()


def test_the_look_at_signals_finds_them() -> None:
    """So that the test above cannot pass by finding nothing."""
    found = {(file, name): types for file, name, types in _signals()}
    assert found["ui/session.py", "changed"] == ["object"]
    assert found["ui/today/screen.py", "opened"] == ["object"]
    assert len(found) > 60


def test_an_object_comes_through_whole() -> None:
    """The largest id that the store could mint, and more than JavaScript could hold."""

    class Sender(QObject):
        asked = Signal(object)

    sender = Sender()
    came: list[int] = []
    sender.asked.connect(came.append)
    for number in (2**63 - 1, 2**53 + 1):
        sender.asked.emit(number)
    assert came == [2**63 - 1, 2**53 + 1]
