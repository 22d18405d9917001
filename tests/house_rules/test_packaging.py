"""What the project promises to those who install it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    "desk_app", "ui", "resources", "installer", "tests", "pyproject.toml", "README.md", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", "Makefile", "dev.py", ".ci", ".gitignore", ".gitattributes",
}  # fmt: skip


def tracked() -> list[str]:
    """The files of the project; the test is skipped outside a checkout."""
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout")
    return listed.stdout.splitlines()


def test_the_top_level_is_the_given_one() -> None:
    """Nothing is added at the top."""
    assert {name.split("/")[0] for name in tracked()} <= TOP_LEVEL


def test_pyside_is_held_to_what_works_on_each_python() -> None:
    """6.12.0 on Python 3.11 aborts after some thousand calls."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [d for d in project["dependencies"] if d.startswith("PySide6")]
    assert wanted == [
        "PySide6-Essentials>=6.12,<6.13; python_version>='3.12'",
        "PySide6-Essentials>=6.11.3,<6.12; python_version<'3.12'",
    ]


def test_a_call_into_qt_takes_no_reference_off_none() -> None:
    """The guard: a setter that returns None, 500 times, in a process of its own."""
    script = (
        "import sys\nfrom PySide6.QtCore import QObject\no = QObject()\nbefore = sys.getrefcount(None)\n"
        "for _ in range(500): o.setObjectName('x')\nprint(before - sys.getrefcount(None))"
    )
    lost = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert int(lost) < 100


def test_the_command_line_needs_no_qt() -> None:
    """`desk` must run where Qt's system libraries are missing."""
    script = "import sys\nsys.modules['PySide6'] = None\nfrom desk_app.__main__ import main\nmain(['--version'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Feedback Desk ")


def test_no_file_names_a_machine_or_an_account() -> None:
    """Paths of a workplace have no place in the project."""
    marks = ("/" + "root/", "/" + "work/", "/" + "home/", "C:\\" + "Users")
    found = []
    for name in tracked():
        path = ROOT / name
        if path.suffix in {".py", ".toml", ".md", ".qss", ".spec", ".sh", ".txt"} or path.name in {"Makefile", "run"}:
            text = path.read_text("utf-8", errors="replace")
            found += [f"{name}: {mark}" for mark in marks if mark in text]
    assert found == []


def test_every_shipped_font_and_icon_set_has_its_licence() -> None:
    """Inter, Source Sans 3, DejaVu, Lucide."""
    licences = {path.name for path in (ROOT / "resources/licences").iterdir()}
    assert {"Inter-OFL.txt", "SourceSans3-OFL.txt", "DejaVu.txt", "Lucide-ISC.txt"} <= licences
