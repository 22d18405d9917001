"""A monitoring sheet as tables of figures: the same on paper, in a workbook and in the window.

A cell is a number (None: there is none), or `HIDDEN` where a public sheet may not show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from desk_app.figures import monitored, suppression
from desk_app.figures.monitored import Monitored
from desk_app.figures.numbers import Counts, Days, total
from desk_app.figures.period import Period
from desk_app.figures.timeliness import DueInPeriod
from desk_app.progress import Progress, silent
from desk_app.records import Route, Stage

if TYPE_CHECKING:
    from desk_app.store import Store

HIDDEN: Final = "hidden"
Cell = int | Fraction | Literal["hidden"] | None
Row = tuple[str, tuple[Cell, ...]]
NOW, BEFORE = "This period", "A year before"
MARKING = "OFFICIAL-SENSITIVE, not for publication"
LEFT_OUT = "Too few to be published."
Charted = Literal["", "hbar", "columns"]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Rows of numbers under a head; every row has as many cells as there are columns.

    sheet: its name in a workbook. definition: what is counted. total: the last row sums up the others. drill: the key
    by which `figures.drill` leads from a row's label, in the first column, to cases. chart: of which columns, how.
    """

    key: str
    sheet: str
    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    definition: str
    total: bool = True
    note: str = ""
    drill: str = ""
    chart: Charted = ""
    charted: tuple[str, ...] = ()
    unit: tuple[str, str] = ("", "")  # what is counted: one, many
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Tables on one subject; `nothing` is said where there are none."""

    title: str
    tables: tuple[FigureTable, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A monitoring sheet. threshold: counts below it are hidden in a public sheet."""

    now: Monitored
    before: Monitored | None
    public: bool
    threshold: int
    sections: tuple[Section, ...]

    @property
    def tables(self) -> tuple[FigureTable, ...]:
        return tuple(table for section in self.sections for table in section.tables)

    @property
    def empty(self) -> bool:
        return self.now.empty


def gather(
    store: Store, period: Period, as_at: date, team: str = "", *, public: bool = False, progress: Progress = silent
) -> Sheet:
    """The sheet of a period, of one team or ("") of the whole service. Problem if the period has not begun."""
    wanted = monitored.so_far(period, as_at)
    with store.reading():
        progress(0, 3, f"Figures of {wanted.label}")
        now = monitored.gather(store, wanted, as_at, team)
        progress(1, 3, "Figures of the same dates a year before")
        before = monitored.year_before(store, now)
        threshold = store.settings().suppression_threshold
    progress(2, 3, "Tables")
    return of(now, before, public=public, threshold=threshold)


def of(now: Monitored, before: Monitored | None, *, public: bool, threshold: int) -> Sheet:
    """The sheet of these figures. Pure."""
    made = _Making(now, before, threshold if public else 0)
    sections = (
        Section("Feedback received", made.received(), "No feedback was received."),
        Section("Open and overdue", made.open(), "No investigation was open at the end."),
        Section("Due in the period", made.due(), "No response fell due."),
        Section("Outcomes of stage 1", *made.outcomes(hide=public and bool(now.team))),
        Section("Timeliness", made.timeliness(), "No stage 1 investigation was closed."),
        Section(
            "What complaints were about",
            made.themes(),
            LEFT_OUT if now.themes.complaints else "There were no complaints.",
        ),
        Section("Learning and actions", made.learning(), "No complaint was upheld, so there was no learning to count."),
        Section(
            "Compliments",
            made.compliments(),
            LEFT_OUT if now.compliments.compliments else "There were no compliments.",
        ),
    )
    return Sheet(now, before, public, threshold if public else 0, sections)


@dataclass(frozen=True, slots=True)
class _Making:
    now: Monitored
    before: Monitored | None
    threshold: int

    # --- shapes
    def _compared(
        self, key: str, sheet: str, title: str, head: str, now: Counts, before: Counts | None, definition: str,
        *, total: bool = True, note: str = "", drill: str = "", chart: Charted = "", unit: tuple[str, str],
        people: bool = False,
    ) -> FigureTable | None:  # fmt: skip
        """Labels with the counts of this period and of a year before. people: small numbers may point at somebody."""
        seen, old = self._shown(now, people), self._shown(before or (), people)
        if seen is None or old is None:
            return None  # not even the labels may be printed
        once = dict(old)
        labels = [label for label, _ in seen]
        labels += [label for label, n in old if label not in dict(seen) and n != 0]
        columns = (NOW, BEFORE) if before is not None else (NOW,)
        rows = [
            (label, (dict(seen).get(label, 0), *([once.get(label, 0)] if before is not None else ())))
            for label in labels
        ]
        hides = any(HIDDEN in cells for _, cells in rows)
        if total and rows:
            rows.append(("Total", (_sum(now), *([_sum(before)] if before is not None else ()))))
        notes = (note, suppression.Explained(self.threshold).note if hides else "")
        return FigureTable(
            key, sheet, title, head, columns, tuple(rows), definition, total, " ".join(filter(None, notes)), drill,
            "" if hides else chart, (NOW,) if chart == "hbar" else columns, unit,
        )  # fmt: skip

    def _shown(self, pairs: Counts, people: bool) -> tuple[tuple[str, Cell], ...] | None:
        if not people or self.threshold < 2:
            return pairs
        found = suppression.printable(pairs, self.threshold)
        return None if found is None else tuple((label, HIDDEN if n is None else n) for label, n in found)

    # --- subjects
    def received(self) -> tuple[FigureTable, ...]:
        v, old = self.now.volumes, self.before.volumes if self.before else None
        if not v.feedback_cases and not (old and old.feedback_cases):
            return ()
        unit = ("case", "cases")
        kinds = self._compared(
            "by-kind", "Received by kind", "Feedback received, by kind", "Kind",
            v.by_kind, old.by_kind if old else None,
            "Cases received in the period, by kind.", drill="by_kind", unit=unit,
        )  # fmt: skip
        months = self._compared(
            "by-month", "Received by month", "Feedback received, by month", "Month", v.by_month,
            _as_months(v.by_month, old.by_month) if old else None,
            "Cases received in each month of the period, cut to its dates. A year before: in the same month.",
            chart="columns", unit=unit,
        ) if len(v.by_month) > 1 else None  # fmt: skip
        return tuple(table for table in (kinds, months) if table)

    def open(self) -> tuple[FigureTable, ...]:
        found, old = self.now.timeliness.open_at_end, self.before.timeliness.open_at_end if self.before else None
        if not found.open and not (old and old.open):
            return ()
        earlier = {team: (n, over) for team, n, over in old.by_team} if old else {}
        rows: list[Row] = [
            (team, (n, over, *(earlier.pop(team, (0, 0)) if old else ()))) for team, n, over in found.by_team
        ]
        rows += [(team, (0, 0, *cells)) for team, cells in earlier.items()]
        rows.append(("Total", (found.open, found.overdue, *((old.open, old.overdue) if old else ()))))
        bands = "; ".join(f"{n} by {band}" for band, n in found.bands if n)
        return (
            FigureTable(
                "open", "Open and overdue", "Investigations open at the end of the period, by team", "Team",
                ("Open", "Overdue", *(("Open before", "Overdue before") if old else ())), tuple(rows),
                "Investigations of any stage opened by the last day of the period and not ended then; overdue where "
                "the date of the response had passed by then. Before: the same dates a year earlier.",
                note=f"Overdue: {bands}." if found.overdue else "",
                unit=("investigation", "investigations"),
            ),
        )  # fmt: skip

    def due(self) -> tuple[FigureTable, ...]:
        t = self.now.timeliness
        if not t.due.n:
            return ()
        columns = ("In time", "Extended", "Late", "Unanswered")
        rows: list[Row] = [(d.label, (*_answers(d), d.n)) for d in t.due_by_team]
        rows.append(("Total", (*_answers(t.due), t.due.n)))
        by_team = FigureTable(
            "due", "Due in the period", "Responses that fell due in the period, by team", "Team",
            (*columns, "Due"), tuple(rows),
            "Responses of any stage by the day they were due: sent by the first date, by the date of an agreed "
            "extension, later, or not at all. A response that was never sent counts here.",
            unit=("response", "responses"),
        )  # fmt: skip
        old = self.before.timeliness.due if self.before else None
        compared = self._compared(
            "due-compared", "Due, compared", "Responses that fell due in the period", "What became of them",
            tuple(zip(columns, _answers(t.due), strict=True)),
            tuple(zip(columns, _answers(old), strict=True)) if old else None,
            "The totals of the table by team, beside those of the same dates a year before.", unit=by_team.unit,
        )  # fmt: skip
        return tuple(table for table in (compared, by_team) if table)

    def outcomes(self, *, hide: bool) -> tuple[tuple[FigureTable, ...], str]:
        if hide:
            return (), "The outcomes of one team are not published."
        o, old = self.now.outcomes, self.before.outcomes if self.before else None
        if not o.stage1_closed and not (old and old.stage1_closed):
            return (), "No stage 1 investigation was closed."
        made = self._compared(
            "outcomes", "Outcomes of stage 1", "Outcomes of stage 1 investigations closed in the period", "Outcome",
            o.stage1, old.stage1 if old else None,
            "Stage 1 investigations that ended in the period, by outcome, withdrawn ones and those without an outcome "
            "included.", drill="stage1_outcomes", chart="hbar", unit=("investigation", "investigations"),
        )  # fmt: skip
        return ((made,) if made else ()), ""

    def timeliness(self) -> tuple[FigureTable, ...]:
        t, old = self.now.timeliness, self.before.timeliness if self.before else None
        if not t.days_stage1.n and not (old and old.days_stage1.n):
            return ()
        columns = ("In time", "Extended", "Late", "Not assessed", "No response", "Closed")
        rows: list[Row] = []
        for i in (i for i in t.in_time if i.stage == Stage.ONE):
            cells = (i.in_time, i.in_extension, i.late, i.not_assessed, i.without_response)
            rows.append((i.route, (*cells, sum(cells))))
        sums = tuple(sum(int(str(cells[n])) for _, cells in rows) for n in range(len(columns)))
        rows.append(("Total", sums))
        took = [("Both", t.days_stage1, old.days_stage1 if old else None)]
        took += [
            (Route.CORPORATE.value, t.days_stage1_corporate, old.days_stage1_corporate if old else None),
            (Route.STATUTORY.value, t.days_stage1_statutory, old.days_stage1_statutory if old else None),
        ]
        return (
            FigureTable(
                "in-time", "In time", "Stage 1 investigations closed in the period, and their time limits", "Procedure",
                columns, tuple(rows),
                "By the clock of each procedure. An extension counts if it had a reason, the person was told in time, "
                "and it kept to the longest time allowed. Not assessed: the procedure has no published limit.",
                unit=("response", "responses"),
            ),
            FigureTable(
                "days", "Days to close", "Working days to close stage 1", "Procedure",
                ("Average", "Median", *(("Average a year before",) if old else ())),
                tuple((label, (*_days(now), *([before.mean] if before else []))) for label, now, before in took),
                "Working days after receipt up to and including the day of the end, of stage 1 investigations closed "
                "in the period, withdrawn ones included.",
                total=False, unit=("working day", "working days"), decimals=1,
            ),
        )  # fmt: skip

    def themes(self) -> tuple[FigureTable, ...]:
        t, old = self.now.themes, self.before.themes if self.before else None
        if not t.complaints:
            return ()
        unit = ("complaint", "complaints")
        categories = self._compared(
            "by-category", "Problem categories", "Complaints received, by problem category", "Problem category",
            _above_zero(t.by_category), _above_zero(old.by_category) if old else None,
            "Complaints received in the period, by the main thing each is about.",
            drill="by_problem", chart="hbar", unit=unit,
            people=True,
        )  # fmt: skip
        by_theme = self._compared(
            "by-theme", "Themes", "Complaints received, by theme", "Theme", t.by_theme, old.by_theme if old else None,
            "Complaints received in the period, by the subjects that run through them. A complaint with several themes "
            "is counted under each.", total=False, drill="by_theme", unit=unit, people=True,
        ) if t.by_theme else None  # fmt: skip
        return tuple(table for table in (categories, by_theme) if table)

    def learning(self) -> tuple[FigureTable, ...]:
        found, old = self.now.learning, self.before.learning if self.before else None
        if not found.cases.whole:
            return ()
        of_team = " A case upheld for two teams is counted for both." if self.now.team else ""
        cases = self._compared(
            "learning", "Learning", "Cases upheld in full or in part, with and without learning", "Cases",
            _with_learning(found.cases.part, found.cases.whole),
            _with_learning(old.cases.part, old.cases.whole) if old else None,
            f"Distinct cases with a stage 1 upheld or partially upheld and closed in the period.{of_team}",
            unit=("case", "cases"),
        )  # fmt: skip
        points = self._compared(
            "points", "Learning points", "Learning points of these cases, by category", "Category of learning",
            _above_zero(found.points), _above_zero(old.points) if old else None,
            "All learning points of those cases; one case can give several.",
            unit=("learning point", "learning points"), people=True,
        ) if found.points_total else None  # fmt: skip
        states = ("Done", "Overdue", "Not done, no date passed or set")
        actions = self._compared(
            "actions", "Actions", "Actions of these cases, done or due", "State",
            tuple(zip(states, (found.actions_done, found.actions_overdue, found.actions_due), strict=True)),
            tuple(zip(states, (old.actions_done, old.actions_overdue, old.actions_due), strict=True)) if old else None,
            "Actions that followed from those cases, by whether they were done on the day of the figures.",
            unit=("action", "actions"),
        )  # fmt: skip
        return tuple(table for table in (cases, points, actions) if table)

    def compliments(self) -> tuple[FigureTable, ...]:
        found, old = self.now.compliments, self.before.compliments if self.before else None
        if not found.compliments and not (old and old.compliments):
            return ()
        made = self._compared(
            "compliments", "Compliments", "Compliments received, by team", "Team", found.by_team,
            old.by_team if old else None, "Compliments received in the period, by the team they are about.",
            unit=("compliment", "compliments"),
        )  # fmt: skip
        return (made,) if made else ()


def _sum(pairs: Counts | None) -> int:
    return total(pairs or ())


def _above_zero(pairs: Counts) -> Counts:
    return tuple(pair for pair in pairs if pair[1])


def _answers(d: DueInPeriod) -> tuple[int, int, int, int]:
    return d.in_time, d.in_extension, d.late, d.unanswered


def _days(days: Days) -> tuple[Fraction | None, Fraction | None]:
    return days.mean, days.median


def _with_learning(part: int, whole: int) -> Counts:
    return (("Learning recorded", part), ("No learning recorded", whole - part))


def _as_months(now: Counts, before: Sequence[tuple[str, int]]) -> Counts:
    """The months of a year before under the names of this period's."""
    return tuple((label, n) for (label, _), (_, n) in zip(now, before, strict=False))


__all__ = ["BEFORE", "HIDDEN", "MARKING", "NOW", "Cell", "FigureTable", "Section", "Sheet", "gather", "of"]
