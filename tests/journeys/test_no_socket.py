"""Nothing opens a socket: a session of the real window, and the command line, watched by Python itself.

Python raises an audit event before any of its sockets is made, bound, connected or asked for a name; those of a library
written in C are seen in /proc, where the kernel lists what the process holds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
WATCH = """
import os, sys

NETWORK = ("socket.", "ssl.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.")
seen = []
sys.addaudithook(lambda event, _: seen.append(event) if event.startswith(NETWORK) else None)

def sockets():
    "Of this process, those of the network: local ones lead to the display and to other programs of this computer."
    if not os.path.isdir("/proc/self/net"):
        return []
    held = [f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")]
    mine = {os.readlink(path) for path in held if os.path.islink(path)}
    found = []
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        try:
            lines = open(f"/proc/self/net/{kind}").read().splitlines()[1:]
        except OSError:
            continue
        found += [kind for line in lines if f"socket:[{line.split()[9]}]" in mine]
    return found
"""
WINDOW = (
    WATCH
    + """
from ui import self_test
assert self_test.run() == 0
print("SEEN", seen, sockets())
"""
)
COMMANDS = (
    WATCH
    + """
from pathlib import Path
from desk_app.__main__ import main
folder = Path(sys.argv[1])
os.environ["FEEDBACK_DESK_PASSPHRASE"] = sys.argv[2]
store = str(folder / "Team.desk")
register = sys.argv[3]
for words in (
    ["new", store, "--member", "Alex Example"],
    ["import", store, register],
    ["due", store],
    ["figures", store, "--year", "2023/24"],
    ["report", store, "--year", "2023/24", "--out", str(folder / "r.pdf")],
    ["export", store, "cases", "--out", str(folder / "cases.xlsx")],
    ["export", store, "deadlines", "--out", str(folder / "due.ics")],
    ["backup", store, "--out", str(folder / "b.backup")],
    ["restore", str(folder / "b.backup"), "--out", str(folder / "N.desk")],
    ["verify", store],
    ["history", store],
):
    assert main(words) == 0, words
print("SEEN", seen, sockets())
"""
)
CONTROL = (
    WATCH
    + """
import socket
held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
held.bind(("127.0.0.1", 0))
print("SEEN", seen, sockets())
"""
)


def _run(code: str, *arguments: str) -> str:
    """Run it in a process of its own; what it saw."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return next(line for line in done.stdout.splitlines() if line.startswith("SEEN"))


def test_a_session_of_the_window_opens_no_socket() -> None:
    """As the self-test has it: logging, searching, a verb, a letter, a bundle, every page, a register, the report."""
    assert _run(WINDOW) == "SEEN [] []"


def test_the_command_line_opens_no_socket(tmp_path: Path) -> None:
    """From a new store over an import to a report, a backup and back."""
    register = ROOT / "resources" / "sample" / "register.csv"
    assert _run(COMMANDS, str(tmp_path), PASSPHRASE, str(register)) == "SEEN [] []"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_socket_would_be_seen() -> None:
    """By both ways of looking."""
    seen = _run(CONTROL)
    assert "socket.__new__" in seen
    assert "['udp']" in seen
