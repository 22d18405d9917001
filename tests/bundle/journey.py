"""The first day with the bundle itself, on a screen in memory, by keyboard: python -m tests.bundle.journey [BUNDLE]

A store and a member whose names are not ASCII; a compliment is logged, found again, and the annual report exported;
then the window is closed, started anew, and unlocked. Nothing of this project runs but the bundle: the keys come from
xdotool; what is waited for is the title of the window, or a file. Without xdotool or Xvfb it says that it was skipped.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

BUNDLE = Path(__file__).resolve().parents[2] / "dist" / "feedback-desk"
NEEDED = ("xdotool", "Xvfb")
STORE, COUNCIL, MEMBER = "Tîm Plant", "Cyngor Dychmygol", "Siân Ŵyn-Example"
PASSPHRASE = "four calm giraffes"
KEY = re.compile(r"(?:[A-Z2-7]{6}-){5}[A-Z2-7]{6}")
GIVER, WORDS = "Cai Ŷsbryd-Example", "Thank you for the calm helpful visits. Diolch o galon!"
PATIENCE_SECONDS = 90
SETTLED_SECONDS = 1.5


class Failed(Exception):  # noqa: N818
    """A step did not lead where it should."""


class Screen:
    """A screen in memory with the program on it, and hands on its keyboard."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)

    def _tool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout.strip()

    def title(self) -> str:
        """The title of the program's window in front."""
        window = self._tool("getwindowfocus")
        return self._tool("getwindowname", window) if window else ""

    def keys(self, *names: str) -> None:
        """Press keys or chords, one after the other: "Tab", "ctrl+s"."""
        self._tool("key", "--clearmodifiers", "--delay", "40", *names)

    def type(self, text: str) -> None:
        """Type a text, whatever its letters."""
        self._tool("type", "--clearmodifiers", "--delay", "60", text)

    def fill(self, text: str) -> None:
        """In place of what stands in the field."""
        self.keys("ctrl+a")
        self.type(text)

    def focus(self, pattern: str) -> bool:
        """Give the keyboard to the window of that title, where no window manager does; whether it is there."""
        found = self._tool("search", "--onlyvisible", "--name", pattern).split()
        for window in found[-1:]:
            self._tool("windowfocus", "--sync", window)
        return bool(found)

    def wait_title(self, part: str) -> None:
        """Until the window in front says where it is."""
        wait(lambda: self.focus(part) and part in self.title(), lambda: f"no {part!r}; there is {self.title()!r}")


def wait(until: Callable[[], object], otherwise: Callable[[], str]) -> None:
    """Ask again until it holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not until():
        if time.monotonic() > end:
            raise Failed(otherwise())
        time.sleep(0.1)


def settled(folder: Path) -> bool:
    """Whether a folder is there and nothing was written into it for a moment."""
    files = [folder, *folder.glob("*")] if folder.is_dir() else []
    return len(files) > 2 and time.time() - max(file.stat().st_mtime for file in files) > SETTLED_SECONDS


# --- the journey
def first_run(screen: Screen, data: Path) -> Path:
    """Make a store; the path of it."""
    screen.wait_title("Feedback Desk")
    screen.keys("space")  # Make a store
    screen.type(COUNCIL)
    screen.keys("shift+Tab")
    screen.fill(STORE)
    screen.keys("Tab", "Tab")
    screen.fill(MEMBER)
    screen.keys("Tab")
    screen.fill(str(data))
    screen.keys("Tab", "Tab")
    screen.type(PASSPHRASE)
    screen.keys("Tab", "Tab")
    screen.type(PASSPHRASE)
    screen.keys("Return")
    store = data / f"{STORE}.desk"
    wait(
        lambda: settled(store),
        lambda: f"{store} was not made",
    )
    keep_the_key(screen, data.parent / "allwedd ŵ.txt")
    screen.wait_title(f"Today – {STORE}")
    return store


def keep_the_key(screen: Screen, kept: Path) -> None:
    """Save the recovery key, prove with its end that it can be read, and go on."""
    screen.keys("Tab", "Tab", "space")  # Print, Save
    wait(lambda: screen.focus("Save the recovery key"), lambda: "the window did not ask where to save the recovery key")
    screen.fill(str(kept))
    screen.keys("Return")
    wait(lambda: kept.exists() and KEY.search(kept.read_text("utf-8")), lambda: "the recovery key was not saved")
    key = KEY.search(kept.read_text("utf-8"))
    assert key
    screen.wait_title("Feedback Desk")
    screen.keys("Tab", "Tab")  # Copy, the end of the key
    screen.type(key[0].rpartition("-")[2])
    screen.keys("Tab", "space", "Tab", "space")  # kept, open


def log_a_compliment(screen: Screen) -> str:
    """The title of its page, which begins with its reference."""
    screen.keys("ctrl+shift+n")
    screen.wait_title("Log feedback –")
    screen.type("e")  # it came by email
    screen.keys("Tab")
    screen.type(GIVER)
    screen.keys(*["Tab"] * 4)
    screen.type("earl")  # the service area; a new store has no teams yet
    screen.keys("Tab", "Tab")
    screen.type("Dee Example")
    screen.keys(*["Tab"] * 5)
    screen.type(WORDS)
    screen.keys("ctrl+s")
    screen.wait_title("CF/")
    return screen.title()


def find_it(screen: Screen, title: str) -> None:
    """By its words, and into its page."""
    screen.keys("ctrl+f")
    screen.wait_title("Cases –")
    screen.type("diolch calon")
    screen.keys("Down", "Return")
    screen.wait_title(title)


def export_the_report(screen: Screen, out: Path) -> None:
    """The annual report of the year that runs, through the window that asks where."""
    screen.keys("ctrl+5")
    screen.wait_title("Annual report –")

    def asked() -> bool:
        screen.focus("Annual report –")
        screen.keys("ctrl+e")
        return screen.focus("Export|Save")

    wait(asked, lambda: "the window did not ask where to put the report")
    screen.fill(str(out))
    screen.keys("Return")
    wait(lambda: out.exists() and out.read_bytes().startswith(b"%PDF"), lambda: "the report was not written")


def open_again(screen: Screen) -> None:
    """The store made last is offered: the passphrase is enough."""
    screen.wait_title("Feedback Desk")
    screen.type(PASSPHRASE)
    screen.keys("Return")
    screen.wait_title(f"Today – {STORE}")


def check(bundle: Path, store: Path, environment: Mapping[str, str]) -> None:
    """What the command line reads of the store."""
    out = store.parent / "cases.csv"
    done = subprocess.run(
        [bundle / "desk", "export", store, "cases", "--out", out],
        env={**environment, "FEEDBACK_DESK_PASSPHRASE": PASSPHRASE}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"the command line cannot read the store: {done.stderr}")
    text = out.read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    if len(rows) != 2 or any(wanted not in text for wanted in (GIVER, WORDS, "Early Help", "Email")):
        raise Failed(f"not what was typed: {text}")


# --- around it
@contextmanager
def screen_in_memory() -> Iterator[str]:
    """The number of a new screen, as DISPLAY has it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def program(bundle: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The window, ended however the journey ends."""
    window = subprocess.Popen([bundle / "feedback-desk"], env=environment)
    try:
        yield window
    finally:
        if window.poll() is None:
            window.kill()
        window.wait(20)


def travel(bundle: Path, folder: Path, display: str) -> None:
    """All of it."""
    environment = {
        "PATH": os.defpath, "HOME": str(folder), "DISPLAY": display, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(folder),
    }  # fmt: skip
    screen = Screen(environment)
    with program(bundle, environment) as window:
        store = first_run(screen, folder / "Dogfennau")
        title = log_a_compliment(screen)
        find_it(screen, title)
        export_the_report(screen, folder / "adroddiad ŵ.pdf")
        screen.wait_title("Annual report –")
        screen.keys("ctrl+q")
        wait(lambda: window.poll() is not None, lambda: "Ctrl+Q did not end the program")
        if window.returncode:
            raise Failed(f"the program ended with {window.returncode}")
    with program(bundle, environment) as window:
        open_again(screen)
        screen.keys("ctrl+q")
        wait(lambda: window.poll() is not None, lambda: "Ctrl+Q did not end the program started again")
    check(bundle, store, environment)


def main(bundle: Path) -> int:
    """0 when the whole journey was made, or could not begin for want of a tool; 1 after saying where it ended."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if sys.platform != "linux" or missing:
        print(f"The journey with the bundle was skipped: there is no {' and no '.join(missing) or 'Linux'}.")
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, screen_in_memory() as display:
        try:
            travel(bundle, Path(folder), display)
        except Failed as failure:
            if os.environ.get("JOURNEY_PICTURE") and shutil.which("import"):
                picture = ["import", "-window", "root", os.environ["JOURNEY_PICTURE"]]
                subprocess.run(picture, env={**os.environ, "DISPLAY": display}, check=False)
            print(f"The journey with the bundle ended early: {failure}")
            return 1
    print("The journey with the bundle was made: first run, compliment, search, report, second start.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else BUNDLE))
