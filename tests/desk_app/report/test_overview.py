"""All figures in one list."""

from __future__ import annotations

from desk_app.figures import as_text, drill
from desk_app.report import overview
from desk_app.report.material import Material
from desk_app.store import Store


def test_each_figure_stands_with_the_year_before_and_its_direction(year_2023: Material) -> None:
    """The values of the published report of 2023/24 and the year before."""
    rows = {(row.group, row.name): row for row in overview.rows(year_2023)}
    upheld = rows[overview.COMPARED, "Stage 1 upheld in full"]
    assert (upheld.now, upheld.before, upheld.direction) == ("33%", "15%", "increased")
    total = rows["Totals", "Feedback cases"]
    assert (total.now, total.key) == ("220", "feedback_cases")
    assert rows["Feedback by kind", "Compliment"].label == "Compliment"


def test_regions_are_named_with_what_is_counted(year_2023: Material) -> None:
    """Of feedback, and of investigations as the report prints them: each under its name, here and in a terminal."""
    found = {(row.group, row.name): row.now for row in overview.rows(year_2023)}
    assert (found["Feedback by region", "North"], found["Investigations by region", "North"]) == ("42", "48")
    said = as_text(year_2023.now)
    assert "Feedback by region:\n    North: 42\n" in said
    assert "Investigations by region:\n    North: 48\n" in said


def test_a_number_that_counts_cases_leads_to_as_many(imported: Store, year_2023: Material) -> None:
    """Each kind, service area and channel of the year; nothing that says it leads to cases fails to."""
    for row in overview.rows(year_2023):
        if not row.key:
            continue
        found = drill.cases(imported, year_2023.now.period, row.key, row.label)
        if row.key in ("by_kind", "by_service_area", "by_channel", "by_problem", "by_theme", "feedback_cases"):
            assert len(found) == int(row.now), row
