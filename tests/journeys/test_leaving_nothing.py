"""A day's work, then the lock: nothing readable is left in any folder, nor in the memory of the process that follows.

The words are looked for by this test itself, in every file under the user's folders and in /proc; in the same run they
have to be found where they are: in the memory of the process that worked, and in the copy while it was open.
"""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desk_app.settings import to_row
from desk_app.store import opening
from tests.conftest import PASSPHRASE

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc"),
    pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root may look into its memory"),
]

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("Quillfeather", "brindled taxicab", "haddockwise", "marzipan ledger", "ZQ7/2026-27/0001")
"""A name, what happened, what was half typed, what a document says, a reference."""
SESSION = """
import os, sys, time
from contextlib import suppress
from pathlib import Path
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from desk_app.records import Kind
from tests.journeys.test_leaving_nothing import found_in_memory, files_with
from ui.app import application, main
from ui.main_window import MainWindow
from ui.pages import CASE, CASES, LOG, REPORT

base, passphrase, outside = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
application()
opened = []
QDesktopServices.openUrl = lambda url: opened.append(url.toLocalFile()) or True

def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "too slow"
        QApplication.processEvents()
        time.sleep(0.01)

def work():
    [window] = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    until(lambda: window.unlock.open_form.place.value())
    window.unlock.unlock(base / "data" / "Team.desk", passphrase)
    until(lambda: window.session is not None)
    window.log(Kind.COMPLAINT)
    logged = []
    window.page(LOG).logged.connect(lambda case_id, _reference: logged.append(case_id))
    form = window.page(LOG).entry.form
    form.give({"received_on": "today", "words": "A brindled taxicab did not come.", "route.choice": "Statutory",
               "complainant.name": "Araminta Quillfeather", "team": "Fostering"})
    window.page(LOG).entry.save()
    until(lambda: logged)
    case = window.page(CASE)
    until(lambda: case.case_id == logged[0])
    paper = outside / "Letter of Quillfeather.txt"
    paper.write_text("The marzipan ledger of Araminta Quillfeather.")
    case.adding.add([paper], None)
    until(lambda: not case.adding.working.busy)
    [document] = window.session.desk.store.case_file(case.case_id).documents
    case.documents.open(document) if hasattr(case, "documents") else window.session.documents.open_copy(document)
    page = window.go(CASES)
    page.search.setText("Quillfeather")
    until(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)
    page.copy_references()
    dialog = QFileDialog(window, "Save", str(outside))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile("Quillfeather.pdf")
    dialog.show()
    dialog.accept()
    dialog.deleteLater()
    QApplication.processEvents()
    window.go(REPORT)
    def bug():
        told = "the words of Araminta Quillfeather: brindled taxicab"
        raise ValueError(told)
    QTimer.singleShot(0, bug)
    shown = []
    def close_report():
        for widget in QApplication.topLevelWidgets():
            if type(widget).__name__ == "CrashDialog" and widget.isVisible():
                widget.accept()
                shown.append(1)
        return shown
    until(close_report)
    window.log(Kind.COMPLIMENT)
    window.page(LOG).entry.form.give({"words": "They wrote haddockwise and"})
    print({"memory": sorted(found_in_memory(os.getpid())), "copies": len(files_with(base / "tmp"))}, flush=True)
    window.lock()

QTimer.singleShot(300, work)
sys.exit(main([]))
"""


def found_in_memory(process: int) -> set[str]:
    """Which of the words a process holds, as UTF-8 or as Qt keeps text."""
    wanted = {coded: word for word in WORDS for coded in (word.encode(), word.encode("utf-16-le"))}
    found = set()
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text("utf-8").splitlines():
            span, rights = line.split()[:2]
            if "r" not in rights or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            with suppress(OSError, ValueError, OverflowError):
                memory.seek(start)
                held = memory.read(end - start)
                found |= {word for coded, word in wanted.items() if coded in held}
    return found


def files_with(folder: Path) -> list[str]:
    """Files under a folder that hold one of the words, or bear it in their name."""
    wanted = [coded for word in WORDS for coded in (word.encode(), word.encode("utf-16-le"))]
    found = []
    for path in sorted(folder.rglob("*")):
        told = str(path.relative_to(folder)).encode() + (path.read_bytes() if path.is_file() else b"")
        if any(coded in told for coded in wanted):
            found.append(str(path.relative_to(folder)))
    return found


def fresh_process(store: Path, seconds: float = 60) -> int:
    """The process that took over: the one that was started for this store."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdecimal():
                    said = (entry / "cmdline").read_bytes().split(b"\0")
                    if b"--take-over" in said and str(store).encode() in said:
                        return int(entry.name)
        time.sleep(0.05)
    raise AssertionError("no process took over")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Path]:
    """The folders of a user of their own; what took over there ends with the test."""
    for name in ("config", "data", "cache", "tmp", "home", "run"):
        (tmp_path / name).mkdir(mode=0o700)
    yield tmp_path
    with suppress(OSError, AssertionError):
        os.kill(fresh_process(tmp_path / "data" / "Team.desk", 0.2), signal.SIGTERM)


def environment(base: Path) -> dict[str, str]:
    """As that user's session has it."""
    places = {
        "HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp",
    }  # fmt: skip
    return {
        **os.environ,
        **{name: str(base / folder) for name, folder in places.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }


def test_a_days_work_leaves_nothing_readable(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Logged, typed, opened, copied, searched, a bug, then locked: only the store's encrypted file has the words."""
    store, outside = base / "data" / "Team.desk", tmp_path_factory.mktemp("Quillfeather outside")
    made, _ = opening.create(store, member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made, made.change("set up", "Alex Example") as change:
        change.put(None, to_row("reference_prefix", "ZQ7"))  # no reference that stands in the program as an example
    (base / "config" / "feedback-desk").mkdir()
    (base / "config" / "feedback-desk" / "window.json").write_text(f'{{"recent": ["{store}"]}}', "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(base), PASSPHRASE, str(outside)],
        env=environment(base), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    worked = ast.literal_eval(done.stdout.strip().splitlines()[-1])
    assert worked["memory"] == sorted(WORDS)  # they can be found where they are
    assert worked["copies"] == 1
    assert files_with(outside)

    fresh = fresh_process(store)
    end = time.monotonic() + 30
    while files_with(base) and time.monotonic() < end:
        time.sleep(0.1)  # it sweeps a moment after it has shown itself
    assert found_in_memory(fresh) == set()
    assert files_with(base) == []
    said = Path(f"/proc/{fresh}/cmdline").read_text("utf-8") + Path(f"/proc/{fresh}/environ").read_text("utf-8")
    assert not any(word in said for word in (*WORDS, PASSPHRASE, "due"))
    with opening.open_store(store, PASSPHRASE) as again:  # the old process has let it go, with what was typed
        assert [draft.data["words"] for draft in again.drafts()] == ["They wrote haddockwise and"]
        assert again.verify().ok
