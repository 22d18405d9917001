"""Everything a developer calls: demo, run, test, bench, torture, bundle, gallery, pdfua, lint, setup.

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
from collections.abc import Callable, Mapping, Sequence
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
WAYLAND_LIBRARIES = {"wayland-cursor": "libwayland-cursor0", "wayland-egl": "libwayland-egl1"}
"""And to take a bundle to a Wayland desktop."""


def main(arguments: Sequence[str]) -> int:
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "demo": demo,
        "run": window,
        "test": test,
        "bench": lambda more: run("-m", "tests.bench", *more, env=OFFSCREEN),
        "torture": lambda more: run("-m", "tests.torture", *more, env=OFFSCREEN),
        "bundle": bundle,
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
def window(more: Sequence[str]) -> int:
    """The application."""
    if os.environ.get("DISPLAY"):
        _system_libraries(DISPLAY_LIBRARIES)
    return run("-m", "ui", *more)


def demo(_: Sequence[str]) -> int:
    """A demonstration store and its annual report, built anew; the window on it if there is a display."""
    shutil.rmtree(DEMO, ignore_errors=True)
    status = run("-m", "desk_app", "demo", str(DEMO))
    if status == 0:
        _open_window(DEMO / "Sample.desk")
    return status


def _open_window(store: Path) -> None:
    display = not sys.platform.startswith("linux") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not display or os.environ.get("CI") or os.environ.get("DESK_OPEN") == "0":
        print("No window was opened (no display, or it was not wanted). Open it later with: make run")
        return
    if os.environ.get("DISPLAY"):
        _system_libraries(DISPLAY_LIBRARIES)
    detached = {"creationflags": 0x8} if WINDOWS else {"start_new_session": True}
    quiet = subprocess.DEVNULL
    command = [str(PYTHON), "-m", "ui", "--store", str(store)]
    subprocess.Popen(command, cwd=ROOT, stdin=quiet, stdout=quiet, stderr=quiet, **detached)
    print("The window is opening.")


def test(more: Sequence[str]) -> int:
    """The checks, then the whole suite without a screen."""
    return lint([]) or run("-m", "pytest", *(more or ("-n", "2", "-q")), env=OFFSCREEN)


def bundle(more: Sequence[str]) -> int:
    """One folder with both programs, which runs without Python."""
    if sys.platform == "linux":
        _bundling_tools()
    return run("installer/build.py", *more, env=OFFSCREEN)


def _bundling_tools() -> None:
    """What PyInstaller needs of a Linux system; Debian's Python comes without its own shared library."""
    missing = [] if shutil.which("objdump") and shutil.which("strip") else ["binutils"]
    library = sysconfig.get_config_var("INSTSONAME") or ""
    shared = Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib") / library
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    if not shared.exists() and not _has_library(version):
        missing.append(f"lib{version}")
    if missing:
        _install(missing, "tools for bundling")
    _system_libraries(DISPLAY_LIBRARIES | WAYLAND_LIBRARIES)


def lint(_: Sequence[str]) -> int:
    """Style and types."""
    style = run("-m", "ruff", "check", "-q", ".") or run("-m", "ruff", "format", "--check", "-q", ".")
    return style or run("-m", "mypy") or run("-m", "mypy", "dev.py", "installer")


# --- set-up --------------------------------------------------------------------------------------------
def set_up() -> None:
    """Make the environment, once for each state of pyproject.toml, each place and each Python."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what an old Python starts)
        sys.exit("Feedback Desk needs Python 3.11 or later.")
    wanted = _stamp()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return
    print("Setting up (once; this downloads what is needed) ...", flush=True)
    _system_libraries(QT_LIBRARIES | (DISPLAY_LIBRARIES if os.environ.get("DISPLAY") else {}))
    if not _is_sound():
        _make_environment()
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-warn-script-location", "-q"]
    if subprocess.call([*pip, "-e", ".[dev]"], cwd=ROOT) != 0:
        sys.exit("The packages in pyproject.toml could not be installed. Is there a network? Then run the same again.")
    STAMP.write_text(wanted, "utf-8")


def _stamp() -> str:
    """What an environment is made for: the packages asked for, the place, the Python; not the settings of tools."""
    import tomllib  # not before the check of the version

    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return hashlib.sha256(f"{asked['build-system']}{asked['project']}{ROOT}{sys.version}".encode()).hexdigest()


def _is_sound() -> bool:
    """Whether the environment is there, has pip, and is of the Python that runs this."""
    check = f"import sys, pip; sys.exit(sys.version != {sys.version!r})"
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL) == 0


def _make_environment() -> None:
    """A virtual environment with pip, also where Python comes without ensurepip (Debian)."""
    shutil.rmtree(VENV, ignore_errors=True)
    venv = [sys.executable, "-m", "venv"]
    if _has("venv", "ensurepip"):
        subprocess.check_call([*venv, str(VENV)])
    elif _has("venv", "pip"):
        subprocess.check_call([*venv, "--without-pip", str(VENV)])
        subprocess.check_call([sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "-q", "pip"])
    else:
        _install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv with ensurepip")
        subprocess.check_call([*venv, str(VENV)])


def _has(*modules: str) -> bool:
    """Whether the Python that runs this has these modules."""
    check = f"import {', '.join(modules)}"
    return subprocess.call([sys.executable, "-c", check], stderr=subprocess.DEVNULL) == 0


def _system_libraries(wanted: Mapping[str, str]) -> None:
    """System libraries on Linux: install what is missing where we may, else say exactly what."""
    if sys.platform != "linux":
        return
    missing = [package for name, package in wanted.items() if not _has_library(name)]
    if missing:
        _install(missing, "libraries of the system")


def _has_library(name: str) -> bool:
    """Whether the loader would find it. find_library needs ldconfig or a compiler; the folders are a second look."""
    if ctypes.util.find_library(name):
        return True
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [Path("/lib"), Path("/usr/lib"), Path("/lib64"), Path("/usr/lib64")]
    folders += [folder / machine for folder in folders[:2] if machine]
    return any(True for folder in folders for _ in folder.glob(f"lib{name}.so*"))


def _install(packages: list[str], what: str) -> None:
    """Through apt, as root or by a sudo that asks nothing; where that fails, say what to install and end."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    may = [] if root else ["sudo", "-n"] if shutil.which("sudo") else None
    if shutil.which("apt-get") and may is not None:
        print(f"Installing {what}: {' '.join(packages)}", flush=True)
        apt = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
        subprocess.call([*apt, "update"])
        if subprocess.call([*apt, "install", "-y", "--no-install-recommends", *packages]) == 0:
            return
    sys.exit(
        f"Missing: {what}. Please install them, then run the same again.\n"
        f"Debian and Ubuntu: apt install {' '.join(packages)}\n"
        "Elsewhere they are parts of packages with similar names."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
