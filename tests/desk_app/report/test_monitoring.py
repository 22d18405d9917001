"""The monitoring sheet: a team's figures are its own, sums over teams give the whole, small numbers can be hidden."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from python_calamine import CalamineWorkbook

from desk_app import figures
from desk_app.exchange import monitoring_tables
from desk_app.figures import drill, monitored, monitoring, period
from desk_app.figures.monitoring import HIDDEN, FigureTable, Sheet
from desk_app.figures.numbers import total
from desk_app.problems import Problem
from desk_app.report import monitoring as sheets
from desk_app.report.blocks import Heading, Prose, Table
from desk_app.report.pdf import to_bytes
from desk_app.store import Store
from tests import tagged_reading

AS_AT = date(2024, 9, 2)
QUARTER = period.quarter(2023, 3)


def table(sheet: Sheet, key: str) -> FigureTable:
    return next(one for one in sheet.tables if one.key == key)


def test_sums_over_teams_are_the_whole(imported: Store) -> None:
    """Cases by their own team, investigations by the team that answers: nothing is lost and nothing counted twice."""
    whole = monitored.gather(imported, QUARTER, AS_AT)
    each = [monitored.gather(imported, QUARTER, AS_AT, team) for team in monitored.teams(imported)]
    assert whole.volumes.feedback_cases > 0
    assert whole.timeliness.due.n > 0
    for of in (
        lambda m: m.volumes.feedback_cases,
        lambda m: m.volumes.complaints,
        lambda m: m.volumes.investigations,
        lambda m: m.timeliness.open_at_end.open,
        lambda m: m.timeliness.open_at_end.overdue,
        lambda m: m.timeliness.due.n,
        lambda m: m.timeliness.due.late,
        lambda m: m.timeliness.days_stage1.total,
        lambda m: m.timeliness.acknowledged.n,
        lambda m: m.outcomes.stage1_closed,
        lambda m: m.outcomes.fault_found,
        lambda m: total(m.themes.by_category),
        lambda m: total(m.themes.by_theme),
        lambda m: m.compliments.compliments,
    ):
        assert sum(of(m) for m in each) == of(whole)


def test_the_whole_service_is_counted_as_in_the_annual_report(imported: Store) -> None:
    """The sheet of a year and its report cannot differ."""
    year = period.year("2023/24")
    one, other = monitored.gather(imported, year, AS_AT), figures.gather(imported, year, AS_AT)
    assert (one.volumes, one.timeliness, one.outcomes) == (other.volumes, other.timeliness, other.outcomes)


def test_a_number_of_a_team_leads_to_its_cases(imported: Store) -> None:
    """As many cases as the cell counts."""
    team = next(iter(dict(monitored.gather(imported, QUARTER, AS_AT).volumes.by_team)))
    sheet = monitoring.gather(imported, QUARTER, AS_AT, team)
    [label, cells] = next(row for row in table(sheet, "by-kind").rows if row[1][0])
    assert len(drill.cases(imported, QUARTER, "by_kind", label, team)) == cells[0]
    assert len(drill.cases(imported, QUARTER, "by_kind", label)) > int(str(cells[0]))


def test_a_period_that_runs_is_compared_with_the_same_dates(imported: Store) -> None:
    """On 14 February the month before it is the first half of February of last year, seen at the same distance."""
    sheet = monitoring.gather(imported, period.month(2024, 2), date(2024, 2, 14))
    assert sheet.now.period.label == "February 2024, up to 14 February 2024"
    assert sheet.before is not None
    assert (sheet.before.period.start, sheet.before.period.end) == (date(2023, 2, 1), date(2023, 2, 14))
    assert sheet.before.as_at == date(2023, 2, 14)


def test_there_is_no_comparison_with_dates_before_the_register(imported: Store) -> None:
    """The register begins in April 2021: a zero of 2020 would be a claim."""
    sheet = monitoring.gather(imported, period.quarter(2021, 1), AS_AT)
    assert sheet.before is None
    assert all(monitoring.BEFORE not in one.columns for one in sheet.tables)


def test_there_is_no_comparison_with_dates_that_the_register_leaves_out(imported: Store) -> None:
    """2025: nothing was recorded in 2024 either, which is no number to compare with."""
    assert monitoring.gather(imported, period.quarter(2025, 3), date(2026, 11, 24)).before is None


def test_the_year_before_is_seen_from_the_same_day_of_that_year(imported: Store) -> None:
    """As at 24 November 2024, across a 29 February: 24 November 2023, not the 25th."""
    before = monitoring.gather(imported, period.quarter(2023, 4), date(2024, 11, 24)).before
    assert before is not None
    assert before.as_at == date(2023, 11, 24)


def test_a_period_that_has_not_begun_is_refused(imported: Store) -> None:
    """Nobody can have counted it."""
    with pytest.raises(Problem, match="has not begun"):
        monitoring.gather(imported, period.month(2024, 10), AS_AT)


def test_small_numbers_are_hidden_in_public_alone(imported: Store) -> None:
    """Internally every number is shown; in public a category of 1 to 4 is not, nor drawn; procedural counts stay."""
    inside, public = (monitoring.gather(imported, QUARTER, AS_AT, public=p) for p in (False, True))
    assert not any(HIDDEN in cells for one in inside.tables for _, cells in one.rows)
    shown = [cell for one in public.tables if one.key == "by-theme" for _, cells in one.rows for cell in cells]
    assert HIDDEN in shown
    assert not [cell for cell in shown if isinstance(cell, int) and 0 < cell < public.threshold]
    assert sheets.chart(table(public, "by-theme")) is None
    assert table(public, "due") == table(inside, "due")


def test_a_public_sheet_says_what_is_hidden_and_what_is_not(imported: Store) -> None:
    """Of a small team, small numbers of what was received stand in full: its introduction does not deny it."""
    sheet = monitoring.gather(imported, QUARTER, AS_AT, "SEND Team", public=True)
    hidden = {one.key for one in sheet.tables for _, cells in one.rows if HIDDEN in cells}
    in_full = {one.key for one in sheet.tables for _, cells in one.rows for n in cells if n in (1, 2, 3, 4)}
    said = sheets.introduction(sheet, imported.settings())
    assert hidden <= {"by-category", "by-theme", "points"}
    assert in_full - {"by-category", "by-theme", "points"}
    assert "Of what complaints were about, and of learning points, a number from 1 to 4 is hidden" in said
    assert "Every other number is printed in full" in said
    shown = sheets.introduction(monitoring.gather(imported, QUARTER, AS_AT, "SEND Team"), imported.settings())
    assert "hidden" not in shown


def test_outcomes_of_one_team_are_not_published(imported: Store) -> None:
    """Team by outcome is for inside."""
    for public in (False, True):
        sheet = monitoring.gather(imported, QUARTER, AS_AT, "Fostering", public=public)
        assert any(one.key == "outcomes" for one in sheet.tables) is not public


def test_each_page_says_who_may_see_it_and_the_file_is_always_the_same(imported: Store) -> None:
    """Read out once; the public sheet has no marking."""
    sheet = monitoring.gather(imported, QUARTER, AS_AT)
    report = sheets.compose(sheet, imported.settings())
    data = to_bytes(report)
    assert data == to_bytes(report)
    assert str(tagged_reading.read(data)).count(monitoring.MARKING) == 1
    pages = pypdfium2.PdfDocument(data)
    assert all(monitoring.MARKING in page.get_textpage().get_text_range() for page in pages)
    assert (
        sheets.compose(monitoring.gather(imported, QUARTER, AS_AT, public=True), imported.settings()).meta.marking == ""
    )


def test_an_empty_period_says_so(imported: Store, tmp_path: Path) -> None:
    """No charts, no tables of zeros."""
    report = sheets.export(imported, period.month(2010, 5), AS_AT, tmp_path / "empty.pdf")
    assert report.blocks[-1] == Prose("Nothing was received, opened, answered, due or open in this period.")


def test_the_workbook_has_a_sheet_for_each_table_with_the_same_numbers(imported: Store, tmp_path: Path) -> None:
    """Read back by another library: numbers as numbers, totals those of the figures, every table defined."""
    sheet = monitoring_tables.export(imported, QUARTER, AS_AT, tmp_path / "q3.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "q3.xlsx"))
    assert book.sheet_names == ["Definitions", *(one.sheet for one in sheet.tables)]
    found = figures.gather(imported, QUARTER, AS_AT)
    for name, whole in (
        ("Received by kind", found.volumes.feedback_cases),
        ("Received by month", found.volumes.feedback_cases),
        ("Open and overdue", found.timeliness.open_at_end.open),
        ("Outcomes of stage 1", found.outcomes.stage1_closed),
        ("Problem categories", found.volumes.complaints),
    ):
        rows = book.get_sheet_by_name(name).to_python()
        assert rows[-1][:2] == ["Total", whole]
        assert sum(float(str(row[1])) for row in rows[1:-1]) == whole
    said = {row[0]: row[1] for row in book.get_sheet_by_name("Definitions").to_python()}
    assert said["Marking"] == monitoring.MARKING
    assert all(said[f"{one.sheet}: {one.title}"] for one in sheet.tables)


# --- on paper -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("of", "team"),
    [
        (period.month(2024, 1), ""),
        (QUARTER, ""),
        (period.year("2023/24"), ""),
        (QUARTER, "Fostering"),
        (period.year("2023/24"), "SEND Team"),
    ],
)
@pytest.mark.parametrize("public", [False, True])
def test_a_sheet_is_two_to_four_pages(imported: Store, of: period.Period, team: str, public: bool) -> None:
    """Of a month as of a year, of all teams as of one."""
    sheet = monitoring.gather(imported, of, AS_AT, team, public=public)
    assert 2 <= len(pypdfium2.PdfDocument(to_bytes(sheets.compose(sheet, imported.settings())))) <= 4


def on_paper(sheet: Sheet, store: Store) -> dict[str, Table]:
    """The tables of the sheet as they are printed, by key."""
    return {block.key: block for block in sheets.compose(sheet, store.settings()).blocks if isinstance(block, Table)}


def test_what_is_put_together_on_paper_is_every_number_of_the_tables(imported: Store) -> None:
    """Counts by team, the totals compared, the time limits with their days: each row as in the table it comes from."""
    sheet = monitoring.gather(imported, QUARTER, AS_AT)
    made = on_paper(sheet, imported)
    teams = {row[0]: row[1:] for row in made["teams-table"].rows}
    opened, due, praised = (dict(table(sheet, key).rows) for key in ("open", "due", "compliments"))
    assert set(teams) == {*opened, *due, *praised}
    for team, cells in teams.items():
        numbers = tuple(int(cell) for cell in cells)
        assert numbers == (*opened.get(team, (0, 0))[:2], *due.get(team, (0,) * 5), praised.get(team, (0,))[0])
    compared = {row[:2]: row[2:] for row in made["in-numbers-table"].rows}
    for key, subject in (("by-kind", "Received"), ("due-compared", "Due"), ("learning", "Upheld cases")):
        for label, pair in table(sheet, key).rows:
            assert compared[subject, label] == tuple(str(cell) for cell in pair)
    months = made["by-month-table"]
    assert [row[1:] for row in months.rows] == [
        tuple(str(cells[at]) for _, cells in table(sheet, "by-month").rows) for at in (0, 1)
    ]
    stage_1 = {row[0]: row[1:] for row in made["stage-1-table"].rows}
    for label, of_limits in table(sheet, "in-time").rows:
        assert stage_1[label][: len(of_limits)] == tuple(str(cell) for cell in of_limits)


def test_no_section_of_a_sheet_is_empty(imported: Store) -> None:
    """What there was none of is said in one paragraph at the end."""
    sheet = monitoring.gather(imported, period.month(2024, 5), AS_AT, "Adoption")
    blocks = sheets.compose(sheet, imported.settings()).blocks
    for block, follows in pairwise(blocks):
        assert not (isinstance(block, Heading) and isinstance(follows, Heading))
