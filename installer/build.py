"""Build the bundle (a folder that runs without Python), gather the licences, and try both programs in it.

usage: python installer/build.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import licences

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "dist" / "feedback-desk"
LARGEST_MB = 400


def main() -> int:
    build()
    licences.gather(ROOT / "build" / "desk", OUT / "THIRD-PARTY-LICENCES.txt")
    size = sum(path.stat().st_size for path in OUT.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6
    print(f"Bundle: {OUT} ({size:.0f} MB)")
    if size > LARGEST_MB:
        print(f"It is larger than {LARGEST_MB} MB: something came in that does not belong.")
        return 1
    return try_it()


def build() -> None:
    """Run PyInstaller on desk.spec, without what an earlier build left."""
    shutil.rmtree(ROOT / "build" / "desk", ignore_errors=True)
    work = ["--workpath", str(ROOT / "build"), "--distpath", str(ROOT / "dist")]
    quiet = ["--noconfirm", "--log-level", "ERROR"]
    spec = str(ROOT / "installer" / "desk.spec")
    subprocess.check_call([sys.executable, "-m", "PyInstaller", *quiet, *work, spec], cwd=ROOT)


def try_it() -> int:
    """The command line makes the demonstration; the window tests itself, and is used by keyboard on a screen in memory.

    All from the bundle alone.
    """
    ending = ".exe" if sys.platform == "win32" else ""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PATH": os.defpath}
    with tempfile.TemporaryDirectory() as folder:
        demo = subprocess.call([str(OUT / f"desk{ending}"), "demo", folder], env=env, cwd=folder)
        window = subprocess.call([str(OUT / f"feedback-desk{ending}"), "--self-test"], env=env, cwd=folder)
    journey = subprocess.call([sys.executable, "-m", "tests.bundle.journey", str(OUT)], cwd=ROOT)
    works = demo == window == journey == 0
    print("The bundle works." if works else "The bundle does not work.")
    return int(not works)


if __name__ == "__main__":
    sys.exit(main())
