"""What the annual report's wizard asks of the desk: making the report, and keeping what its author types.

What is typed is kept in the store within a second, as a draft that leaves no trace; it becomes a change when its field
is left. So the history is readable, and a program that is killed loses a second of typing at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.answers import Given
from desk_app.desk import Done, accept_rows, approvals, recommendations, report_texts
from desk_app.desk.accept_rows import Accepted
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Approval, Change, Decision, Recommendation, ReportText
from ui.session import OF_A_REPORT

if TYPE_CHECKING:
    from desk_app.report.data_check import Row
    from desk_app.report.making import Made
    from desk_app.report.material import Material
    from ui.session import Session

OF_AN_APPROVAL = f"{OF_A_REPORT}approval-"
KEEP_AFTER, SAVE_AFTER = 400, 20_000  # milliseconds without a key


@dataclass(frozen=True, slots=True)
class Pages:
    """A report and its pages."""

    made: Made
    pdf: bytes


class Author(QObject):
    """Of one session. Verbs announce what they changed."""

    typed = Signal(str)  # the year whose report reads differently now

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        super().__init__(session)
        self._session, self._announce = session, announce
        self._store, self._by = session.desk.store, session.desk.member
        self._values: dict[str, dict[str, str]] = {}  # by year, then by key
        self._drafts: dict[str, Mapping[str, str]] = {}  # by year: the drafts that texts stand beside
        self._keep = self._timer(KEEP_AFTER, self.keep)
        self._save = self._timer(SAVE_AFTER, self.save_all)

    def _timer(self, milliseconds: int, call: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(lambda: call())
        return made

    # --- the report
    def make(self, year: str, as_at: date, known: Material | None, progress: Progress) -> Pages:
        """The report as it reads now, with its pages. For a job."""
        from desk_app.report import pdf, with_journal  # ReportLab is loaded by those who print
        from desk_app.report.making import make

        made = make(self._store, year, as_at, dict(self.values(year)), known, progress)
        return Pages(made, pdf.to_bytes(with_journal(self._store, made.report)))  # as it would be exported

    def check(self, year: str, as_at: date, progress: Progress) -> tuple[Row, ...]:
        """What would make a figure wrong or a section thin. For a job."""
        from desk_app.report import data_check

        return data_check.check(self._store, year, as_at, progress)

    def texts(self, year: str) -> dict[str, ReportText]:
        """What is stored of a year's report by key."""
        return report_texts.of(self._store, year)

    def drafts_are(self, year: str, drafts: Mapping[str, str]) -> None:
        """Tell what the drafts of a year say: texts are saved beside them."""
        self._drafts[year] = dict(drafts)

    # --- typing
    def values(self, year: str) -> dict[str, str]:
        """What was typed and is not a change yet; of an earlier day too, where the program was killed."""
        if year not in self._values:
            key = f"{OF_A_REPORT}{year}"
            found = next((d.data for d in self._store.drafts() if d.key == key), {})
            self._values[year] = {str(name): str(value) for name, value in found.items()}
        return self._values[year]

    def type(self, year: str, key: str, value: str) -> None:
        """Something is typed: kept in a moment, a change when `save` is called."""
        self.values(year)[key] = value
        if not self._keep.isActive():  # keys that go on do not put it off
            self._keep.start()
        self._save.start()
        self.typed.emit(year)

    def keep(self) -> None:
        """Keep now what was typed, as a draft."""
        self._keep.stop()
        if not self._session.writable or self._session.is_writing:
            return
        for year, values in self._values.items():
            if values:
                self._store.keep_draft(f"{OF_A_REPORT}{year}", "Report", values)

    def save_all(self) -> None:
        """Make changes of all that was typed."""
        self._keep.stop()
        self._save.stop()
        for year in list(self._values):
            self.save(year)

    def save(self, year: str) -> None:
        """Make changes of what was typed into a year's report. What cannot be saved stays kept, and it is said why."""
        values = self.values(year)
        if not values or not self._session.writable:
            return
        if self._session.is_writing:
            self._keep.start()
            return
        try:
            for key in list(values):
                self._save_one(year, key, values[key])
                del values[key]
            self._store.drop_draft(f"{OF_A_REPORT}{year}")
        except Problem as problem:
            self.keep()
            self._session.tell(problem)

    def _save_one(self, year: str, key: str, value: str) -> None:
        name, _, part = key.partition("/")
        if name == "recommendation":
            id, _, column = part.partition("/")
            change = recommendations.change_one(self._store, int(id), self._by, **{column: value.strip()})
        elif part or name.startswith((report_texts.OWN, report_texts.MEASURE, "code.")):
            change = self._save_beside(year, name, part, value)
        else:
            old = self.texts(year).get(
                name
            )  # until it is said that mine stays, it stands on the draft it was written on
            draft = report_texts.written_on(old) if old else self._drafts.get(year, {}).get(name, "")
            if not value.strip():
                change = report_texts.remove(self._store, year, (name,), "take the drafted words", self._by)
            else:
                change = report_texts.write(self._store, year, name, value, draft, self._by)
        self._announce(change)

    def _save_beside(self, year: str, name: str, part: str, value: str) -> Change | None:
        """A text without a draft, or one of the things kept beside it: "own.1/heading", "measure.1/values.2023/24"."""
        text = self.texts(year).get(name) or ReportText(year=year, key=name)
        new = report_texts.with_part(text, part, value) if part else replace(text, text=value)
        beside = report_texts.details(new)
        return report_texts.keep(self._store, year, name, new.text, beside, self._by, "write in the report")

    # --- words
    def leave_out(self, year: str, key: str, draft: str, *, out: bool) -> None:
        """Leave a paragraph out of the report, or take it in again; what was written stays."""
        self.save(year)
        old = self.texts(year).get(key)
        if not out and (old is None or old.text in ("", draft)):
            change = report_texts.remove(self._store, year, (key,), "take into the report", self._by)
        else:
            text = old.text if old else draft
            change = report_texts.write(self._store, year, key, text, draft, self._by, included=not out)
        self._announce(change)

    def keep_mine(self, year: str, key: str, text: str, draft: str) -> Change | None:
        """Keep the author's words although the figures under them have changed."""
        self.save(year)
        return self._told(report_texts.write(self._store, year, key, text, draft, self._by))

    def take_draft(self, year: str, key: str) -> Change | None:
        """Take the drafted words instead of the author's."""
        self.save(year)
        return self._told(report_texts.remove(self._store, year, (key,), "take the drafted words", self._by))

    def add(self, year: str, prefix: str, text: str, beside: Mapping[str, Any]) -> str:
        """A section or a row of the author's own; its key."""
        key = report_texts.next_key(self._store, year, prefix)
        self._announce(report_texts.keep(self._store, year, key, text, beside, self._by, "add to the report"))
        return key

    def remove(self, year: str, key: str) -> Change | None:
        """Let something of the author's own go."""
        self.save(year)
        return self._told(report_texts.remove(self._store, year, (key,), "remove from the report", self._by))

    def take_over(self, before: str, year: str) -> Change | None:
        """Begin with the sections and rows that the author added the year before; None if there are none."""
        return self._told(report_texts.take_over(self._store, before, year, self._by))

    def mark(self, year: str, step: str, seen: str) -> None:
        """Remember that a step was done, and on what."""
        self._announce(report_texts.mark(self._store, year, step, seen, self._by))

    def unmark(self, year: str, step: str) -> None:
        """Forget that a step was done."""
        key = f"{report_texts.MARK}{step}"
        self._announce(report_texts.remove(self._store, year, (key,), "go back in the report", self._by))

    # --- data check
    def accept(self, rows: Iterable[Row], reason: str) -> Change | None:
        """Accept rows of the data check as they are."""
        wanted = [Accepted(row.case_id, row.criterion, f"Accepted for the report: {row.rule.title}") for row in rows]
        return self._told(accept_rows.accept(self._store, wanted, reason, self._session.today, self._by))

    def look_again(self, decisions: Iterable[Decision]) -> Change | None:
        """Take back what was accepted."""
        return self._told(accept_rows.look_again(self._store, decisions, self._by))

    # --- recommendations and approvals
    def recommendations(self, year: str) -> list[Recommendation]:
        """Those of a year's report, in their order."""
        return recommendations.of(self._store, year)

    def recommend(self, year: str) -> None:
        """An empty recommendation more."""
        self._announce(recommendations.add(self._store, year, self._by))

    def recommend_again(self, old: Recommendation, year: str) -> Change | None:
        """Carry one of the year before over."""
        self.save(year)
        return self._told(recommendations.carry_over(self._store, old, year, self._by))

    def move_recommendation(self, year: str, id: int, *, up: bool) -> Change | None:
        """One place up or down."""
        self.save(year)
        return self._told(recommendations.move(self._store, id, self._by, up=up))

    def remove_recommendation(self, year: str, id: int) -> Change | None:
        """Recommend it no more."""
        self.save(year)
        return self._told(recommendations.remove(self._store, id, self._by))

    def approvals(self, year: str) -> list[Approval]:
        """Who approved a year's report."""
        return approvals.of(self._store, year)

    def approve(self, year: str, given: Given, words: str) -> Done:
        """Record an approval of what the report says now (`words`, its hash). Raises Problem."""
        self.save(year)
        done = approvals.approve(self._store, year, given, words, self._session.today, self._by)
        self._announce(done.change)
        return done

    def keep_approval(self, year: str, values: Mapping[str, str]) -> None:
        """Keep what is typed of an approval and not recorded; with nothing, what was kept goes."""
        if not self._session.writable or self._session.is_writing:
            return
        if values:
            self._store.keep_draft(f"{OF_AN_APPROVAL}{year}", "Report", values)
        elif self.approval_typed(year):
            self._store.drop_draft(f"{OF_AN_APPROVAL}{year}")

    def approval_typed(self, year: str) -> dict[str, str]:
        """What was typed of an approval and not recorded, by field."""
        found = next((d.data for d in self._store.drafts() if d.key == f"{OF_AN_APPROVAL}{year}"), {})
        return {str(name): str(value) for name, value in found.items()}

    def withdraw_approval(self, old: Approval) -> Change | None:
        """Take back an approval recorded by mistake."""
        return self._told(approvals.withdraw(self._store, old, self._by))

    def _told(self, change: Change | None) -> Change | None:
        self._announce(change)
        return change
