"""What the first picture of Today may load. `make bench` measures how long it takes; this keeps what was gained."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

from desk_app.desk import Desk
from desk_app.store import Store
from tests.conftest import PASSPHRASE

NOT_NEEDED = {
    "reportlab", "pypdfium2", "openpyxl", "xlsxwriter", "holidays", "sqlite_utils", "numpy", "docx", "rapidfuzz",
    "PySide6.QtNetwork", "PySide6.QtPrintSupport",
    "desk_app.report", "desk_app.figures", "desk_app.exchange", "desk_app.redaction", "desk_app.letters",
    "desk_app.intake", "desk_app.date_order", "desk_app.desk.doing", "desk_app.desk.correct", "desk_app.desk.log",
    "desk_app.store.safekeeping", "desk_app.store.undo", "desk_app.store.changes",
    "ui.cases", "ui.log_feedback", "ui.learning", "ui.annual_report", "ui.monitoring", "ui.people", "ui.settings",
    "ui.import_register", "ui.history", "ui.help", "ui.retention",
}  # fmt: skip
SAYS_WHAT_IS_LOADED = (
    "import sys; from pathlib import Path; from ui import first_paint\n"
    "first_paint._resident_mb = lambda: print(*sys.modules, sep='\\n') or 0.0\n"
    "first_paint.run(Path(sys.argv[1]))"
)
"""The run of the bench, where memory is measured when Today was painted."""


def test_today_is_painted_before_anything_it_does_not_show_is_loaded(store: Store) -> None:
    """One complaint, acknowledged by nobody yet: no verb, no other page, no figure, nothing that writes a file."""
    Desk(store, date.today).log({"kind": "Complaint", "received_on": "today", "words": "Nobody rang.", "at_risk": "No"})
    loaded = _said(SAYS_WHAT_IS_LOADED, store)
    assert "ui.today.worklist" in loaded
    assert loaded & NOT_NEEDED == set()


def test_the_text_of_our_modules_is_not_read(store: Store) -> None:
    """PySide6 would read it of each module that is imported after it, and keep it: ui/kit/plain_imports.py."""
    read = _said(SAYS_WHAT_IS_LOADED.replace("*sys.modules", "*__import__('linecache').cache"), store)
    assert not [path for path in read if path.endswith(("desk_app/records.py", "ui/main_window.py"))]


def _said(code: str, store: Store) -> set[str]:
    """The lines that a process of its own says when it has painted Today of the store, which is closed for it."""
    store.close()
    command = [sys.executable, "-c", code, str(store.path)]
    return set(
        subprocess.run(command, input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=True).stdout.split()
    )
