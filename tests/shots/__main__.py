"""Take the README's pictures anew: python -m tests.shots [FOLDER]. The sample store on the gallery's day, at 100%."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from desk_app.records import Kind
from tests import gallery
from ui.app import application
from ui.kit.theme import Mode, ThemeManager
from ui.session import Filter

HERE = Path(__file__).resolve().parent


def screens(window: Any, themes: ThemeManager) -> Iterator[str]:
    """Each yields its name when it is in sight."""
    window.go("today")
    yield "today"
    cases = window.go("cases")
    cases.filters.set(kind="Complaint")
    themes.set_mode(Mode.DARK)
    yield "cases-dark"
    themes.set_mode(Mode.LIGHT)
    open_ids = window.session.desk.all_case_ids(Filter(status="open"))
    window.open_case(open_ids[len(open_ids) // 3])
    yield "case"
    window.log(Kind.COMPLAINT)
    entry = window.page("log").entry
    entry.form.give({"words": "The taxi did not come three times this week.", "complainant.name": "Ida Bramble"})
    entry.preview()
    yield "complaint"
    report = window.go("report")
    end = time.monotonic() + 60
    while not report.view.pages and time.monotonic() < end:
        application().processEvents()
    yield "report"
    window.go("settings").go_to("Teams")
    yield "settings"


def main(out: Path) -> int:
    """Into the folder, as PNG of 256 colours."""
    app = application()
    themes = ThemeManager(app, Mode.LIGHT)
    with (
        tempfile.TemporaryDirectory() as folder,
        gallery._window(themes, Path(folder) / "s", "1", gallery._usual) as window,
    ):
        window.open_store(window._gallery_store())
        for name in screens(window, themes):
            for _ in range(4):
                gallery._settle(app)
            window.shell.reminder.dismiss()
            gallery._settle(app)
            picture = window.grab().toImage().convertToFormat(QImage.Format.Format_Indexed8)
            picture.save(str(out / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE))
