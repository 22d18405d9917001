"""The commands a developer calls: dev.py, and what calls it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house_rules.test_packaging import ROOT

COMMANDS = {"demo", "run", "test", "bench", "torture", "bundle", "gallery", "pdfua", "lint", "setup"}


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """dev.py as a module, with a folder of its own in place of the project's."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_without_a_command_the_commands_are_said() -> None:
    """`python dev.py` is wrong usage, and changes nothing."""
    done = subprocess.run([sys.executable, "dev.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert set(re.findall(r"\w+", done.stdout.rsplit("{", 1)[1])) == COMMANDS


def test_the_makefile_only_calls_dev() -> None:
    """Each target has the name of a command; there is one recipe."""
    text = (ROOT / "Makefile").read_text("utf-8")
    targets, recipes = re.search(r"^(.+):$", text, re.MULTILINE), re.findall(r"^\t(.+)$", text, re.MULTILINE)
    assert targets is not None
    assert set(targets[1].split()) == COMMANDS
    assert recipes == ["@$(PYTHON) dev.py $@ $(ARGS)"]


def test_another_package_asks_for_a_new_set_up(dev: ModuleType) -> None:
    """Then pip has to bring it."""
    before, project = dev._stamp(), dev.ROOT / "pyproject.toml"
    project.write_text(project.read_text("utf-8").replace('"icalendar>=6"', '"icalendar>=99"'), "utf-8")
    assert dev._stamp() != before


def test_a_setting_of_a_tool_asks_for_none(dev: ModuleType) -> None:
    """So that a changed line length does not need the network."""
    before, project = dev._stamp(), dev.ROOT / "pyproject.toml"
    project.write_text(project.read_text("utf-8").replace("line-length = 120", "line-length = 99"), "utf-8")
    assert dev._stamp() == before


@pytest.mark.parametrize("wish", ["CI", "DESK_OPEN"])
def test_the_demonstration_opens_no_window_where_none_is_wanted(
    dev: ModuleType, wish: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a display, but with CI=true or DESK_OPEN=0."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv(wish, {"CI": "true", "DESK_OPEN": "0"}[wish])
    dev._open_window(Path("Sample.desk"))
    assert "No window was opened" in capsys.readouterr().out


def test_the_bundle_has_a_licence_text_for_every_package_without_one() -> None:
    """The texts that installer/licences.py names are there."""
    named = re.findall(r'"([\w.-]+\.txt)"', (ROOT / "installer" / "licences.py").read_text("utf-8"))
    assert [name for name in named if name != "LICENSE.txt" and not (ROOT / "installer/licences" / name).exists()] == []
