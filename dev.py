"""Everything a developer calls: demo, run, test, bench, bundle, gallery, pdfua, lint, setup.

Needs only Python 3.11 or later. The first call sets everything up; later calls need no network.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "set-up"
DEMO = ROOT / "build" / "demo"

QT_LIBRARIES = {
    "GL": "libgl1",
    "EGL": "libegl1",
    "glib-2.0": "libglib2.0-0",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "xkbcommon": "libxkbcommon0",
}
"""What Qt needs of a bare Debian or Ubuntu: the library's name, and the package that has it."""
DISPLAY_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
}
"""And to open a window on a display."""


def main(arguments: Sequence[str]) -> int:
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "demo": demo,
        "run": lambda more: run("-m", "ui", *more),
        "test": test,
        "bench": lambda more: run("-m", "tests.bench", *more, env=OFFSCREEN),
        "bundle": lambda more: run("installer/build.py", *more, env=OFFSCREEN),
        "gallery": lambda more: run("-m", "tests.gallery", *more, env=OFFSCREEN),
        "pdfua": lambda more: run("-m", "tests.pdfua", *more),
        "lint": lint,
        "setup": lambda _: 0,
    }
    if not arguments or arguments[0] not in commands:
        print(f"{__doc__}\nusage: python dev.py {{{','.join(commands)}}}")
        return 2
    set_up()
    return commands[arguments[0]](arguments[1:])


OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def run(*arguments: str, env: dict[str, str] | None = None) -> int:
    """Run the project's own Python; the exit status."""
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env={**os.environ, **(env or {})})


# --- commands -----------------------------------------------------------------------------------------
def demo(_: Sequence[str]) -> int:
    """A demonstration store and its annual report, built anew; the window on it if there is a display."""
    shutil.rmtree(DEMO, ignore_errors=True)
    status = run("-m", "desk_app", "demo", str(DEMO))
    if status == 0:
        _open_window(DEMO / "Sample.desk")
    return status


def _open_window(store: Path) -> None:
    display = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not display or os.environ.get("CI") or os.environ.get("DESK_OPEN") == "0":
        print("No window was opened (no display, or it was not wanted). Open it later with: make run")
        return
    detached = {"creationflags": 0x8} if WINDOWS else {"start_new_session": True}
    quiet = subprocess.DEVNULL
    command = [str(PYTHON), "-m", "ui", "--store", str(store)]
    subprocess.Popen(command, cwd=ROOT, stdin=quiet, stdout=quiet, stderr=quiet, **detached)  # type: ignore[call-overload]
    print("The window is opening.")


def test(more: Sequence[str]) -> int:
    """The checks, then the whole suite without a screen."""
    return lint([]) or run("-m", "pytest", *(more or ("-n", "2", "-q")), env=OFFSCREEN)


def lint(_: Sequence[str]) -> int:
    """Style and types."""
    return run("-m", "ruff", "check", ".") or run("-m", "ruff", "format", "--check", "-q", ".") or run("-m", "mypy")


# --- set-up --------------------------------------------------------------------------------------------
def set_up() -> None:
    """Make the environment, once for each state of pyproject.toml and each Python."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what an old Python starts)
        sys.exit("Feedback Desk needs Python 3.11 or later.")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Setting up (once; this downloads what is needed) ...", flush=True)
    _system_libraries()
    if not PYTHON.exists() or not _has_pip():
        _make_environment()
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    subprocess.check_call([*pip, "-e", ".[dev]"], cwd=ROOT)
    STAMP.write_text(wanted)


def _has_pip() -> bool:
    return subprocess.call([str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0


def _make_environment() -> None:
    """A virtual environment with pip, also where Python comes without ensurepip (Debian)."""
    shutil.rmtree(VENV, ignore_errors=True)
    if not _can_make_environments():
        _install(["python3-venv"], "Python's venv module with ensurepip")
    subprocess.check_call([sys.executable, "-m", "venv", str(VENV)])


def _can_make_environments() -> bool:
    check = "import ensurepip, venv"
    return subprocess.call([sys.executable, "-c", check], stderr=subprocess.DEVNULL) == 0


def _system_libraries() -> None:
    """Qt's system libraries on Linux: install what is missing where we may, else say exactly what."""
    if sys.platform != "linux":
        return
    wanted = dict(QT_LIBRARIES)
    if os.environ.get("DISPLAY"):
        wanted |= DISPLAY_LIBRARIES
    missing = [package for name, package in wanted.items() if not _has_library(name)]
    if missing:
        _install(missing, "libraries that Qt needs")


def _has_library(name: str) -> bool:
    """Whether the loader would find it. find_library needs ldconfig or a compiler; the folders are a second look."""
    if ctypes.util.find_library(name):
        return True
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [Path("/lib"), Path("/usr/lib"), Path("/lib64"), Path("/usr/lib64")]
    folders += [folder / machine for folder in folders[:2] if machine]
    return any(True for folder in folders for _ in folder.glob(f"lib{name}.so*"))


def _install(packages: list[str], what: str) -> None:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    may = [] if root else ["sudo", "-n"] if shutil.which("sudo") else None
    if shutil.which("apt-get") and may is not None:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        update = subprocess.call([*may, "apt-get", "update", "-qq"], env=env)
        if update == 0 and subprocess.call([*may, "apt-get", "install", "-y", "-qq", *packages], env=env) == 0:
            return
    sys.exit(
        f"Missing: {what}. Please install: {' '.join(packages)}\n(Debian, Ubuntu: apt install {' '.join(packages)})"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
