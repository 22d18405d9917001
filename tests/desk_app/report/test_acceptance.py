"""The report of 2023/24 in its tagged reading says what was published, and none of what did not add up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desk_app.report.readings import tables, value
from tests.tagged_reading import Reading

PUBLISHED: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "data" / "published-2023-24.json").read_text(encoding="utf-8")
)
NOW: dict[str, Any] = PUBLISHED["2023/24"]
YEAR = "2023/24"

CELLS = [
    ("by kind", "Total", YEAR, "feedback_cases", ""),
    ("by kind", "Compliments", YEAR, "compliments", ""),
    ("by kind", "Comments", YEAR, "comments_and_other_enquiries", ""),
    ("by kind", "Complaints", YEAR, "complaint_cases", ""),
    ("by kind", "Complaints", "Share", "complaints_share_of_feedback_pct", "%"),
    ("Investigations opened in 2023/24, by procedure", "Total", YEAR, "investigations", ""),
    ("Investigations opened in 2023/24, by procedure", "Corporate", YEAR, "investigations_corporate", ""),
    ("Investigations opened in 2023/24, by procedure", "Statutory", YEAR, "investigations_statutory", ""),
    ("Investigations opened in 2023/24, by procedure", "Corporate", "Share", "investigations_corporate_pct", "%"),
    ("Investigations opened in 2023/24, by procedure", "Statutory", "Share", "investigations_statutory_pct", "%"),
    ("by procedure and stage", "Total", "Stage 1", "stage1_investigations", ""),
    ("Outcomes of stage 1 investigations closed", "Upheld", "Share", "stage1_upheld_pct", "%"),
    ("Outcomes of stage 1 investigations closed", "Partially upheld", "Share", "stage1_partially_upheld_pct", "%"),
    ("Outcomes of stage 1 investigations closed", "Not upheld", "Share", "stage1_not_upheld_pct", "%"),
    ("Annual comparison", "Average working days to close stage 1", YEAR, "stage1_average_working_days", ""),
    ("Complaint investigations and compliments by team", "SEND Team", "Share of investigations",
     "send_share_of_investigations_pct", "%"),
    ("Complaint investigations and compliments by team", "Legal Services", "Investigations",
     "legal_services_investigations", ""),
    ("Looked after children", "Complaints about looked after children", YEAR,
     "complaints_about_looked_after_children", ""),
    ("Looked after children", "Complaints made by children and young people", YEAR, "complaints_made_by_children", ""),
    ("complained more than once", "Complaints from people who made more than one", YEAR,
     "complaints_by_customers_with_more_than_one", ""),
    ("complained more than once", "People with four or more investigations", YEAR,
     "complainants_with_four_or_more_investigations", ""),
    ("Cases beyond stage 1", "Cases with a stage 2 opened in the year", YEAR, "cases_progressed_beyond_stage1", ""),
    ("Cases considered by the Ombudsman", "Cases considered by the Ombudsman", YEAR,
     "cases_considered_by_ombudsman", ""),
    ("with and without learning", "Learning recorded", YEAR, "cases_with_learning_recorded", ""),
]  # fmt: skip


@pytest.mark.parametrize(("caption", "row", "column", "key", "suffix"), CELLS, ids=[cell[3] for cell in CELLS])
def test_a_published_figure_is_in_a_cell_with_its_label(
    reading_2023: Reading, caption: str, row: str, column: str, key: str, suffix: str
) -> None:
    """220 stands in the row "Total" under 2023/24 in the table by kind."""
    assert value(reading_2023, caption, row, column) == f"{NOW[key]}{suffix}"


def text_of(reading: Reading) -> str:
    return "\n".join(e.text for e in reading.elements)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was 30 working days for corporate complaints and 18 working days for statutory complaints.",
        "the teams of Case Management had 42 of 222 investigations (19%)",
        "51 of 116 cases (44%)",
        "33 of 192 complaints (17%) were about a looked after child.",
        "October (25), January (40) and February (24) were well above the average.",
        "May (10) and July (10) were the quietest.",
        "Quarter 4 (January to March) brought the most",
        "decreased from 33 to 29 working days",
        "increased from 180 to 222 (23%)",
        "increased from 15% to 33% (18 percentage points)",
        "Figures as at 2 September 2024",
        "Advocacy was not recorded for any of the 192 complaints.",
    ],
)
def test_a_published_statement_is_drafted_from_the_figures(reading_2023: Reading, sentence: str) -> None:
    """Corporate 30 days, statutory 18; the busy and the quiet months by name."""
    assert sentence in text_of(reading_2023)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("Compliments", "compliments"),
        ("Complaint investigations", "investigations"),
        ("Average working days to close stage 1", "stage1_average_working_days"),
        ("Stage 1 upheld in full", "stage1_upheld_pct"),
        ("Cases beyond stage 1", "cases_progressed_beyond_stage1"),
    ],
)
def test_three_years_stand_side_by_side_as_they_were_published(reading_2023: Reading, row: str, key: str) -> None:
    """Investigations: 144, 180, 222."""
    for year, published in PUBLISHED["comparison"][key].items():
        shown = value(reading_2023, "Annual comparison", row, year)
        assert shown == f"{published}{'%' if key.endswith('_pct') else ''}"


def test_learning_is_shared_out_as_published(reading_2023: Reading) -> None:
    """35%, 31%, 31% and 2% of the learning points."""
    for category, percent in NOW["learning_points_pct"].items():
        name = category[0].upper() + category[1:]
        assert value(reading_2023, "Learning points of 2023/24", name, "Share") == f"{percent}%"


def test_what_the_law_asks_for_is_there_if_only_as_not_recorded(reading_2023: Reading) -> None:
    """Age, gender, disability, ethnicity: not recorded for 192 of 192 cases."""
    for characteristic in ("Age", "Gender", "Disability", "Ethnicity"):
        said = value(reading_2023, "Equality monitoring", characteristic, "Of the child")
        assert said == "Not recorded for 192 of 192 cases"
    captions = [table.caption for table in tables(reading_2023)]
    assert any("Stage 1 responses" in caption and "time limits" in caption for caption in captions)
    assert any("Stage 2 responses" in caption and "time limits" in caption for caption in captions)


# --- what does not add up ---------------------------------------------------------------------------------
def test_the_monthly_average_is_the_mean_of_the_months(reading_2023: Reading) -> None:
    """220 cases over 12 months are 18.3, not 12."""
    text = text_of(reading_2023)
    assert "On average 18.3 were received a month." in text
    assert "average 12" not in text
    assert "average of 12" not in text


def test_learning_is_not_said_to_be_84_per_cent(reading_2023: Reading) -> None:
    """51 are 44% of 116; 84% is only the corporate share of investigations."""
    rows = [row for table in tables(reading_2023) for row, cells in table.rows.items() if "84%" in cells.values()]
    assert set(rows) == {"Corporate"}
    assert not [e.text for e in reading_2023.elements if "84%" in e.text and "learning" in e.text.lower()]


def test_no_share_of_the_ombudsman_is_typed_in(reading_2023: Reading) -> None:
    """22% of 81 was printed for 19 of 81, which are 23%; nothing of the kind is in the register."""
    elements = list(reading_2023.elements)
    start = max(i for i, e in enumerate(elements) if e.role == "H2" and e.text.strip() == "The Ombudsman")
    end = next(i for i, e in enumerate(elements) if e.role == "H1" and e.text.startswith("4."))
    assert "22%" not in "".join(e.text for e in elements[start:end])


def test_recommendations_are_for_the_coming_year(reading_2023: Reading) -> None:
    """Headed 2024/25, in the report of 2023/24."""
    (heading,) = [e.text.strip() for e in reading_2023.elements if e.role == "H1" and e.text.startswith("10.")]
    assert heading == "10. Actions and recommendations for 2024/25"


def test_headings_of_the_sections_follow_one_another(reading_2023: Reading) -> None:
    """1 to 11, each a heading of the first level."""
    numbered = [e.text.split(".")[0] for e in reading_2023.elements if e.role == "H1" and e.text[0].isdigit()]
    assert numbered == [str(n) for n in range(1, 12)]
