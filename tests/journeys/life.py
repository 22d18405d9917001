"""A complaint's life through the real window: logged in the form, then verb by verb from its page; the days go by."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel

from desk_app import deadlines
from desk_app.desk.quality import checklist
from desk_app.offers import Verb
from desk_app.records import CaseFile, Kind, Stage, State, Step
from tests.clock import Day
from ui.cases.case_screen import CaseScreen
from ui.log_feedback import LogScreen
from ui.main_window import MainWindow
from ui.pages import CASE, LOG, TODAY
from ui.today import TodayScreen
from ui.today.rows import ReminderRow


class Life:
    """One case in the window."""

    def __init__(self, window: MainWindow, day: Day) -> None:
        self.window, self.day = window, day
        assert window.session is not None
        self.session = window.session

    # --- logging
    def log(self, /, kind: Kind = Kind.COMPLAINT, **answers: Any) -> Life:
        """Fill in the form and save it. Keys with a dot are written with two underscores."""
        self.window.log(kind)
        page = self.window.page(LOG)
        assert isinstance(page, LogScreen)
        assert page.entry is not None
        page.entry.form.give({key.replace("__", "."): value for key, value in answers.items()})
        page.entry.save()
        assert page.entry is None, "the form was not saved"
        return self

    @property
    def page(self) -> CaseScreen:
        """The case's page, in sight after logging."""
        page = self.window.page(CASE)
        assert isinstance(page, CaseScreen)
        return page

    @property
    def case_id(self) -> int:
        return self.page.case_id

    @property
    def file(self) -> CaseFile:
        """The records of the case now."""
        return self.session.desk.case_file(self.case_id)

    def lines(self) -> list[ReminderRow]:
        """The lines of Today."""
        page = self.window.go(TODAY)
        assert isinstance(page, TodayScreen)
        page.reload()
        return page.rows

    # --- verbs
    def on(self, year: int, month: int, day: int) -> Life:
        """It is that day now."""
        self.day.now = date(year, month, day)
        self.page.show_case(self.case_id)
        return self

    def can(self, verb: Verb) -> bool:
        """Whether the page offers it."""
        return any(offer.verb is verb for offer in self.page.offers)

    def tries(self, verb: Verb, stage: Stage | None = None, of_team: str = "", **answers: Any) -> dict[str, str]:
        """Press a verb, answer its form, save. The problems that stand beside fields, none when it was done."""
        fitting = [
            offer
            for offer in self.page.offers
            if offer.verb is verb
            and (stage is None or (offer.investigation is not None and offer.investigation.stage is stage))
            and (not of_team or (offer.investigation is not None and offer.investigation.team == of_team))
        ]
        assert fitting, f"{verb} is not offered: {[str(offer.verb) for offer in self.page.offers]}"
        self.page.begin(fitting[0])
        form = self.page.verb_form
        assert form is not None
        for key, value in answers.items():
            assert key in form.fields, f"{verb} does not ask {key}: {list(form.fields)}"
            form.fields[key].set_value(value)
        form.save()
        if self.page.verb_form is None:
            return {}
        found = {key: field.problem for key, field in form.fields.items() if field.problem}
        form.cancelled()
        return found

    def does(self, verb: Verb, stage: Stage | None = None, of_team: str = "", **answers: Any) -> Life:
        """The same, when nothing may be wrong."""
        found = self.tries(verb, stage, of_team, **answers)
        assert not found, f"{verb}: {found}"
        return self

    def checks_draft(self, **answers: Any) -> Life:
        """The quality check, every line of it ticked."""
        return self.does(Verb.QUALITY_CHECKED, met=list(checklist(self.file, self.file.investigations[-1])), **answers)

    # --- what it looks like
    def step(self, key: str, stage: Stage | None = None) -> Step:
        """The step of that key, of the stage if several have one."""
        ids = {item.id for item in self.file.investigations if stage is None or item.stage is stage}
        return next(
            s
            for s in self.session.desk.steps(self.case_id)
            if s.key == key and (stage is None or s.investigation_id in ids)
        )

    def stands(self, key: str) -> State:
        return deadlines.state(self.step(key), self.day.now)

    def reads(self) -> str:
        """All that the page shows."""
        self.page.show_case(self.case_id)
        QApplication.processEvents()
        return "\n".join(made.text() for made in self.page.findChildren(QLabel) if made.isVisibleTo(self.page))

    def says(self) -> str:
        """The line above the page."""
        return self.window.shell.message.accessibleName()

    def today(self) -> set[str]:
        """The keys of the steps of this case that Today shows."""
        page = self.window.go(TODAY)
        assert isinstance(page, TodayScreen)
        page.reload()
        found = {row.reminder.step.key for row in page.rows if row.reminder.step.case_id == self.case_id}
        self.window.open_case(self.case_id)
        return found

    def late(self) -> set[str]:
        """The steps that were met late or are overdue, the office's own left out."""
        bad = (State.MET_LATE, State.OVERDUE)
        return {
            s.key
            for s in self.session.desk.steps(self.case_id)
            if not s.internal and not s.soft and deadlines.state(s, self.day.now) in bad
        }
