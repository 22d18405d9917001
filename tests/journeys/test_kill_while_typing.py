"""kill -9 while somebody types without a pause: a second of typing is lost at most, in every form that keeps drafts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk import Desk
from desk_app.store import opening
from tests.conftest import PASSPHRASE
from tests.window import COMPLAINT

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")

ROOT = Path(__file__).resolve().parents[2]
START = """
import os, signal, sys, time
from datetime import date
from pathlib import Path
from desk_app.store import opening
from ui.app import application
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow

app = application()
folder = Path(sys.argv[1])
window = MainWindow(ThemeManager(app), Preferences(folder), folder, lambda: date(2026, 11, 24))
window.open_store(opening.open_store(folder / "Team.desk", sys.argv[2]))
window.show()

def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "too slow"
        app.processEvents()
        time.sleep(0.005)

def type_into(edit):
    "For three seconds and thirty keys without a pause; how much was there a second before the end."
    begun, typed = time.monotonic(), []
    while time.monotonic() < begun + 3 or len(typed) < 30:
        edit.textCursor().insertText("on ")
        typed.append(time.monotonic())
        app.processEvents()
        time.sleep(0.05)
    end = time.monotonic()
    print(sum(at < end - 1 for at in typed), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
A_VERB = """
from desk_app.offers import Verb
from ui.kit.form_rows import TextArea
case_id = window.session.desk.store.case_id("CF/2026-27/0001")
window.open_case_for(case_id, Verb.NOTE)
from ui.cases.verb_form import VerbForm
form = window.findChild(VerbForm)
field = next(f for f in form.fields.values() if isinstance(f.input, TextArea))
type_into(field.input)
"""
A_CORRECTION = """
from ui.kit.form_rows import TextArea
window.open_case(window.session.desk.store.case_id("CF/2026-27/0001"))
window._correct()
from ui.cases.correct_form import CorrectForm
form = window.findChild(CorrectForm)
type_into(form.fields["words"].input)
"""
THE_REPORT = """
from ui.pages import REPORT
from ui.annual_report.words import WordsStep
page = window.go(REPORT)
until(lambda: any(isinstance(step, WordsStep) for step in page.steps))
step = page.show_step(WordsStep.title)
until(lambda: step.cards)
card = next(iter(step.cards.values()))
card.begin()
type_into(card.editor.area)
"""
FORMS = {"a note on a case": A_VERB, "a correction": A_CORRECTION, "words of the annual report": THE_REPORT}


@pytest.mark.parametrize("form", FORMS)
def test_a_kill_while_somebody_types_loses_a_second_at_most(form: str, tmp_path: Path) -> None:
    """The draft follows while the keys go on; afterwards the store is whole."""
    made, _ = opening.create(tmp_path / "Team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        assert not Desk(made, lambda: date(2026, 11, 24)).log(COMPLAINT).problems
    done = subprocess.run(
        [sys.executable, "-c", START + FORMS[form], str(tmp_path), PASSPHRASE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    with opening.open_store(tmp_path / "Team.desk", PASSPHRASE) as store:
        [draft] = store.drafts()
        assert str(draft.data).count("on ") >= int(done.stdout) > 10
        assert store.verify().ok
