"""The annual report over weeks: three years in sequence, as an author writes them in the real window; and a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import page
import pytest
from pytestqt.qtbot import QtBot

import resources
from desk_app import settings
from desk_app.exchange import register
from desk_app.records import Approval, Recommendation, ReportText
from desk_app.store import Store, opening
from tests.conftest import PASSPHRASE
from ui.annual_report import AnnualReportScreen
from ui.annual_report.approval import ApprovalStep
from ui.annual_report.data_check import DataCheckStep
from ui.annual_report.pages import PagesStep
from ui.annual_report.recommendations import RecommendationsStep
from ui.annual_report.step import State, Step
from ui.annual_report.words import WordsStep
from ui.kit.preferences import Preferences
from ui.kit.tables import go_to_row
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow
from ui.pages import REPORT

PATIENCE = 60_000
YEARS = ("2021/22", "2022/23", "2023/24")
RECOMMENDED = {
    "2021/22": "Ring back within a day",
    "2022/23": "Write shorter letters",
    "2023/24": "Ask for learning in each answer",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped three-year register, imported into a store."""
    store, _ = opening.create(tmp_path / "Team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with store:
        with store.change("change settings") as change:
            for key, value in (("council", "Exampleshire Council"), ("email", "feedback@example.gov.uk")):
                change.put(None, settings.to_row(key, value))
        day = date(2026, 11, 24)
        reading = register.read(resources.path("sample/register.csv"), today=day)
        register.carry_out(register.plan(reading, store, today=day), store)
    return tmp_path


@pytest.fixture
def sit_down(folder: Path, themes: ThemeManager, qtbot: QtBot) -> Iterator[Callable[[date], MainWindow]]:
    """Open the window on a day; whatever was open before is closed first, as at the end of a day."""
    opened: list[MainWindow] = []

    def close() -> None:
        for window in opened:
            window.close()
            window.deleteLater()
        opened.clear()

    def sit(day: date) -> MainWindow:
        close()
        window = MainWindow(themes, Preferences(folder / "config"), folder / "data", lambda: day)
        window.resize(1366, 768)
        window.show()
        window.open_store(opening.open_store(folder / "Team.desk", PASSPHRASE))
        opened.append(window)
        return window

    yield sit
    close()


class Author:
    """Somebody who writes the report of a year in the window."""

    def __init__(self, window: MainWindow, year: str, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        made = window.go(REPORT)
        assert isinstance(made, AnnualReportScreen)
        self.screen = made
        made.year.choose(year)
        self.wait(lambda: made.view.pages > 0 and made.steps[1].year == year and self.check._rows is not None)

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    def step(self, kind: type[Step]) -> Step:
        found = self.screen.show_step(kind.title)
        assert isinstance(found, kind)
        return found

    @property
    def check(self) -> DataCheckStep:
        found = self.screen.steps[1]
        assert isinstance(found, DataCheckStep)
        return found

    def accept_all(self) -> None:
        """Everything that is left to look at is accepted, kind by kind."""
        check = self.step(DataCheckStep)
        assert isinstance(check, DataCheckStep)
        while check.model.rows:
            before = len(check.model.rows)
            go_to_row(check.table, check.model.index(0, 0))
            check.accept_kind.click()
            self.wait(lambda: len(check.model.rows) < before)  # noqa: B023
        assert check.state() is State.DONE

    def write(self, section: str, key: str, text: str) -> None:
        words = self.step(WordsStep)
        assert isinstance(words, WordsStep)
        words.choose(section)
        words.cards[key].begin()
        editor = words.cards[key].editor
        assert editor is not None
        editor.area.setPlainText(text)

    def read_all_sections(self) -> None:
        words = self.step(WordsStep)
        assert isinstance(words, WordsStep)
        for section in [section.key for section in words.sections]:
            words.choose(section)
            if not words.is_read.isChecked():
                words.is_read.setChecked(True)
        self.wait(lambda: words.state() is State.DONE)

    def recommend(self, text: str, progress: str) -> None:
        step = self.step(RecommendationsStep)
        assert isinstance(step, RecommendationsStep)
        for field in step.progress.values():
            field.set_value(progress)
        step.add.click()
        step.fields[max(step.fields)][0].set_value(text)
        step.fields[max(step.fields)][1].set_value("Head of Quality")
        self.wait(lambda: step.state() is State.DONE and text in self.text())

    def text(self) -> str:
        """The words of the pages in sight."""
        view = self.screen.view
        return " ".join("".join(view.text_of(n) for n in range(view.pages)).split())

    def approve(self, by: str) -> None:
        step = self.step(ApprovalStep)
        assert isinstance(step, ApprovalStep)
        step.fields["body"].set_value("Director")
        step.fields["approved_by"].set_value(by)
        step.save.click()
        self.wait(lambda: step.state() is State.DONE)

    def read_and_export(self, out: Path) -> str:
        """The exported file is accessible; its words."""
        step = self.step(PagesStep)
        assert isinstance(step, PagesStep)
        self.wait(lambda: self.screen._job is None)
        step.read.click()
        self.wait(lambda: step.state() is State.DONE)
        self.screen.export_to(out)
        self.wait(self.screen.message.isVisible)
        assert self.screen.message.property("tone") == "ok", self.screen.message.accessibleName()
        assert page.validate_pdf(str(out), profile="ua1").failures == []
        return self.text()


def test_three_years_are_written_one_after_the_other(
    sit_down: Callable[[date], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    """Each summer another; what one recommends comes back in the next with its progress. Begun, left, resumed."""
    for n, year in enumerate(YEARS):
        summer = date(2022 + n, 7, 4)
        first = Author(sit_down(summer), year, qtbot)
        first.accept_all()
        first.write("introduction", "introduction.purpose", f"In {year} we listened.\n\n- to children\n- to carers")
        # three weeks later, the program started anew
        author = Author(sit_down(summer.replace(day=25)), year, qtbot)
        assert author.check.state() is State.DONE
        author.recommend(RECOMMENDED[year], f"Done by {summer:%B %Y}")
        author.read_all_sections()
        author.approve("Dee Bramble")
        text = author.read_and_export(folder / f"{n}.pdf")
        assert f"In {year} we listened." in text
        assert RECOMMENDED[year] in text
        if n:
            assert f"{RECOMMENDED[YEARS[n - 1]]} Head of Quality Done by July {2022 + n}" in text
        else:
            assert "No recommendations of the report for 2020/21 are recorded" in text
        states = {step.title: step.state() for step in author.screen.steps}
        ours = (
            "Year and scope",
            "Data check",
            "Words",
            "Progress and recommendations",
            "Approval",
            "Preview and export",
        )
        assert {title: states[title] for title in ours} == dict.fromkeys(ours, State.DONE)
    sit_down(date(2026, 11, 24)).close()
    with opening.open_store(folder / "Team.desk", PASSPHRASE) as store:
        _is_kept(store)


def _is_kept(store: Store) -> None:
    made = sorted(store.all(Recommendation), key=lambda r: r.year)
    assert [(r.year, r.text) for r in made] == [(year, RECOMMENDED[year]) for year in YEARS]
    assert [bool(r.progress) for r in made] == [True, True, False]
    assert len(store.all(Approval)) == 3
    assert len([t for t in store.all(ReportText) if t.key == "introduction.purpose"]) == 3
    assert store.drafts() == []
    assert store.verify().ok


# --- killed -----------------------------------------------------------------------------------------------
TYPES_ON = """
import os, signal, sys, time
from datetime import date
from pathlib import Path
from ui.app import application
from ui.kit.preferences import Preferences
from ui.kit.tables import go_to_row
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow
from ui.pages import REPORT
from desk_app.store import opening

app = application()
folder = Path(sys.argv[1])
window = MainWindow(ThemeManager(app), Preferences(folder), folder, lambda: date(2026, 11, 24))
window.open_store(opening.open_store(folder / "Team.desk", sys.argv[2]))
window.show()
screen = window.go(REPORT)
end = time.monotonic() + 60
while not screen.view.pages and time.monotonic() < end:
    app.processEvents()
step = screen.show_step("Words")
step.choose("introduction")
card = step.cards["introduction.purpose"]
card.begin()
card.editor.area.clear()
end = time.monotonic() + 3
typed = 0
while time.monotonic() < end:  # without a pause
    card.editor.area.insertPlainText("on ")
    typed += time.monotonic() < end - 1
    app.processEvents()
    time.sleep(0.02)
print(typed, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_kill_while_the_author_types_loses_a_second_at_most(folder: Path) -> None:
    """kill -9 in the middle of a word, while pages are being made."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", TYPES_ON, str(folder), PASSPHRASE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False, cwd=root, timeout=120,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    typed_in_time = int(done.stdout)
    with opening.open_store(folder / "Team.desk", PASSPHRASE) as store:
        [draft] = store.drafts()
        assert draft.data["introduction.purpose"].count("on") >= typed_in_time > 10
        assert store.verify().ok
