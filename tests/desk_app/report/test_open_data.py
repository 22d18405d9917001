"""Figures as open data: read back by another library, cell by cell what the report prints."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from desk_app import report
from desk_app.desk import publish
from desk_app.figures import Figures
from desk_app.figures.numbers import Counts
from desk_app.report import blocks as b
from desk_app.report import definitions, open_data, publishing
from desk_app.report.blocks import Report
from desk_app.report.contents import compose_from
from desk_app.report.links import DRAFT_NOTICE
from desk_app.report.material import Material
from desk_app.report.pdf import to_bytes
from desk_app.store import Store
from tests import tagged_reading

SMALL: Counts = (("Girl", 30), ("Boy", 9), ("Other", 3), ("Not recorded", 150))


def with_genders(m: Material) -> Material:
    """The same year with a small number among the genders of children."""
    now = replace(m.now, who_complained=replace(m.now.who_complained, gender=SMALL))
    return replace(m, years={**m.years, m.year: now})


@pytest.fixture(scope="module")
def book(report_2023: Report, tmp_path_factory: pytest.TempPathFactory) -> CalamineWorkbook:
    out = tmp_path_factory.mktemp("open") / "figures.xlsx"
    open_data.write(report_2023, out)
    return CalamineWorkbook.from_path(str(out))


def rows(book: CalamineWorkbook, key: str) -> list[list[Any]]:
    [name] = [name for name in book.sheet_names if name.partition(" ")[2] == key]
    return book.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        ("by-kind", lambda f: f.volumes.feedback_cases),
        ("by-service-area-years", lambda f: f.volumes.feedback_cases),
        ("by-quarter", lambda f: f.volumes.feedback_cases),
        ("by-route", lambda f: f.volumes.investigations),
        ("by-region", lambda f: f.volumes.investigations),
        ("by-category", lambda f: f.volumes.complaints),
        ("by-channel", lambda f: f.volumes.complaints),
        ("consent", lambda f: f.volumes.complaints),
        ("by-relationship", lambda f: f.volumes.complaints),
        ("outcomes-stage-1", lambda f: f.outcomes.stage1_closed),
        ("fault", lambda f: f.outcomes.fault_found),
        ("due", lambda f: f.timeliness.due.n),
        ("ombudsman-decisions", lambda f: f.ombudsman.decided),
        ("learning-cases", lambda f: f.learning.cases.whole),
    ],
)
def test_a_sheet_sums_to_the_figure_it_is_of(book: CalamineWorkbook, year_2023: Material, key: str, whole: Any) -> None:
    """Numbers as numbers: the rows above the total sum to it, and it is the figure."""
    _, *found = rows(book, key)
    assert found[-1][:2] == ["Total", whole(year_2023.now)]
    assert sum(row[1] for row in found[:-1]) == whole(year_2023.now)


def test_shares_are_numbers_and_say_that_they_are_per_cents(book: CalamineWorkbook) -> None:
    """In the heading where the column holds nothing else, else in the name of the row; a dash is an empty cell."""
    head, first, *_ = rows(book, "by-kind")
    assert (head, first) == (["Kind", "2023/24", "Share (%)", "2022/23"], ["Complaints", 192, 87, 189])
    assert ["Stage 1 responses in time (%)", 42, 33, 41] in [row[:4] for row in rows(book, "comparison")]
    assert rows(book, "in-time-2")[-1] == ["Corporate", "", "", "", "", "", 0]


def test_a_share_that_is_printed_in_words_is_the_number_it_rounds_to(book: CalamineWorkbook) -> None:
    """One of 222 investigations, "less than 1%" in the report: 0 per cent, beside its count."""
    found = rows(book, "by-team")
    assert found[0][2] == "Share of investigations (%)"
    assert next(row[1:3] for row in found if row[0] == "Legal Services") == [1, 0]


def test_every_sheet_is_defined_with_period_and_day(book: CalamineWorkbook) -> None:
    """What it counts, the small numbers, the period, the day, and that it is a draft."""
    header, *found = book.get_sheet_by_name("Definitions").to_python()
    defined = {row[0]: dict(zip(header, row, strict=True)) for row in found if row[0] != "All"}
    assert list(defined) == book.sheet_names[1:]
    for row in defined.values():
        assert row["What it counts, by which rule"]
        assert row["Small numbers"] == "No number is hidden"
        assert row["Period"] == "2023/24: 1 April 2023 to 31 March 2024"
        assert row["As at"] == date(2024, 9, 2)
    assert DRAFT_NOTICE in str(found[0])


def test_the_rule_of_every_table_is_written_down(report_2023: Report) -> None:
    """A new table of the report needs its definition; none is left of a table that is gone."""
    keys = {block.key for block in report_2023.blocks if isinstance(block, b.Table) and block.key}
    of_figures = {key for key in keys if not key.startswith("steps-")}
    assert not [key for key in of_figures if not definitions.of(key)]
    assert set(definitions.BY_TABLE) - keys <= {"in-time-3", "panels", "refusals"}


def hidden(table: list[list[str]]) -> Iterator[tuple[str, int]]:
    """Where a table of words hides a cell."""
    yield from ((row[0], at) for row in table for at, cell in enumerate(row) if cell == "hidden")


def test_hidden_cells_are_those_of_the_pdf(year_2023: Material, tmp_path: Path) -> None:
    """3 of another gender, and 9 boys without whom they would follow, are words here too, in both kinds of file."""
    made = compose_from(with_genders(year_2023))
    open_data.write(made, tmp_path / "f.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "f.xlsx"))
    sheet = [[str(cell) for cell in row] for row in rows(book, "equality-gender-child")]
    places = set(hidden(sheet))
    assert places == {("Boy", 1), ("Boy", 2), ("Other", 1), ("Other", 2)}
    read = str(tagged_reading.read(to_bytes(made)))
    assert read.count("hidden") >= len(places)
    printed = next(t for t in made.blocks if isinstance(t, b.Table) and t.key == "equality-gender-child")
    assert set(hidden([list(row) for row in printed.rows])) == places
    open_data.write(made, tmp_path / "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        long = [row for row in csv.DictReader(file) if row["Title"] == printed.caption]
    assert {(row["Row"], row["Value"]) for row in long if row["Unit"] == "hidden"} == {
        ("Boy", "hidden"), ("Other", "hidden"),
    }  # fmt: skip
    assert {row["Value"] for row in long if row["Row"] == "Girl"} == {"30", "16"}


def test_a_name_that_a_spreadsheet_would_run_is_words(year_2023: Material, tmp_path: Path) -> None:
    """A channel called =1+1 is shown, not worked out."""
    odd: Figures = replace(
        year_2023.now,
        who_complained=replace(year_2023.now.who_complained, by_channel=(("=1+1", 191), ("Letter", 1))),
    )
    made = compose_from(replace(year_2023, years={**year_2023.years, year_2023.year: odd}))
    open_data.write(made, tmp_path / "f.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "f.xlsx"))
    assert rows(book, "by-channel")[1][0] == "'=1+1"
    open_data.write(made, tmp_path / "f.csv")
    assert ",'=1+1," in (tmp_path / "f.csv").read_text("utf-8-sig")


def test_each_export_is_noted_with_what_it_was(store: Store, tmp_path: Path) -> None:
    """Report, figures and words, by the file's ending."""
    for name in ("a.html", "a.xlsx", "a.csv", "a.docx"):
        report.export(store, "2023/24", date(2024, 9, 2), tmp_path / name)
    verbs = [change.verb for change, _ in store.history(None, limit=4)]
    assert sorted(verbs) == [
        "export annual report 2023/24",
        "export figures of the annual report 2023/24",
        "export figures of the annual report 2023/24",
        "export words of the annual report 2023/24",
    ]


def test_what_was_published_goes_out_without_draft(store: Store, tmp_path: Path) -> None:
    """The same blocks as the PDF that was frozen."""
    publishing.make(store, "2023/24", date(2024, 9, 2), date(2024, 10, 7), "Alex Example")
    kept = publish.standing(store, "2023/24")
    assert kept is not None
    publishing.export(store, kept, tmp_path / "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["Status"] for row in csv.DictReader(file)} == {"As published"}
