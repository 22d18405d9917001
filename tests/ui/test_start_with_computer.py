"""Opening with the computer: an XDG autostart entry in a home of its own. Windows' Run key cannot be tried here."""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.problems import Problem
from ui import start_with_computer

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG autostart is of Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing was set up."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


def test_it_is_off_until_it_is_switched_on(home: Path) -> None:
    """On writes the entry, off takes it away; off twice is no trouble."""
    file = home / ".config" / "autostart" / "feedback-desk.desktop"
    assert start_with_computer.is_possible()
    assert not start_with_computer.is_on()
    start_with_computer.switch(on=True)
    assert start_with_computer.is_on()
    assert file.is_file()
    for _ in range(2):
        start_with_computer.switch(on=False)
        assert not file.exists()


def test_the_configured_folder_is_used_if_it_is_absolute(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the specification of base directories asks."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "own"))
    start_with_computer.switch(on=True)
    assert (home / "own" / "autostart" / "feedback-desk.desktop").is_file()
    monkeypatch.setenv("XDG_CONFIG_HOME", "own")
    assert not start_with_computer.is_on()


def test_the_entry_starts_the_window(home: Path) -> None:
    """What it starts is there, and says what it is."""
    start_with_computer.switch(on=True)
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(home / ".config" / "autostart" / "feedback-desk.desktop", "utf-8")
    section = parser["Desktop Entry"]
    assert (section["Type"], section["Name"], section["Terminal"]) == ("Application", "Feedback Desk", "false")
    started = shlex.split(section["Exec"])
    found = subprocess.run([*started, "--help"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert "--store" in found.stdout


def test_odd_places_are_quoted() -> None:
    """A folder with a space, a dollar, a quote, a backslash and a percent sign."""
    entry = start_with_computer.entry(['/opt/our "own" $desk\\100%/feedback-desk', "-m"])
    [line] = [line for line in entry.splitlines() if line.startswith("Exec=")]
    as_string = line.removeprefix("Exec=").replace("\\\\", "\\")  # first unescaped as any string of the file
    words = as_string.replace("%%", "%")  # quoted as a shell quotes
    found = subprocess.run(["sh", "-c", f"printf '%s\\n' {words}"], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines() == ['/opt/our "own" $desk\\100%/feedback-desk', "-m"]


def test_where_it_cannot_be_written_it_is_said(home: Path) -> None:
    """A file where the folder should be."""
    (home / ".config").write_text("in the way")
    with pytest.raises(Problem, match="did not let"):
        start_with_computer.switch(on=True)
    assert not start_with_computer.is_on()
