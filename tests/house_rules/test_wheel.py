"""What `pip install` would bring."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house_rules.test_packaging import ROOT, tracked

PACKAGES = ("desk_app/", "ui/", "resources/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The project's wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_has_every_file_of_the_three_packages(wheel: zipfile.ZipFile) -> None:
    """Fonts, icons, lists and the sample are data: easily forgotten."""
    wanted = {name for name in tracked() if name.startswith(PACKAGES) and (ROOT / name).exists()}
    assert wanted - set(wheel.namelist()) == set()


def test_the_wheel_has_nothing_else(wheel: zipfile.ZipFile) -> None:
    """No tests, no installer."""
    others = {Path(name).parts[0] for name in wheel.namelist() if not name.startswith(PACKAGES)}
    assert {name.endswith(".dist-info") for name in others} == {True}


def test_the_wheel_brings_both_programs(wheel: zipfile.ZipFile) -> None:
    """`desk` on the command line, `feedback-desk` as a window."""
    entries = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    text = wheel.read(entries).decode()
    assert "desk = desk_app.__main__:main" in text
    assert "feedback-desk = ui.app:main" in text
