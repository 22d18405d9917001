"""Publishing a year for good: what is frozen, what stops it, what later years say of it, years typed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pytest

from desk_app.__main__ import main
from desk_app.cli.passphrases import PASSPHRASE_VARIABLE
from desk_app.desk import publish, report_texts
from desk_app.problems import Problem
from desk_app.records import Case, Change, Member, OmbudsmanMatter, PublishedFigure
from desk_app.report import blocks as b
from desk_app.report import contents, earlier, publishing
from desk_app.report.pdf import to_bytes
from desk_app.store import Store
from tests import tagged_reading
from tests.conftest import PASSPHRASE
from tests.desk_app.report.readings import lines
from tests.desk_app.store.samples import complaint

AS_AT, TODAY = date(2024, 9, 2), date(2024, 10, 7)
ME = "Alex Example"
YEAR, NEXT = "2023/24", "2024/25"

Publishing = Callable[..., Change]


@pytest.fixture
def two_years(store: Store) -> Store:
    """Three complaints of 2023/24, one of 2024/25."""
    for day in (date(2023, 5, 4), date(2023, 6, 1), date(2024, 1, 9), date(2024, 5, 2)):
        complaint(store, day)
    return store


@pytest.fixture
def published(two_years: Store) -> Store:
    """With 2023/24 published."""
    publishing.make(two_years, YEAR, AS_AT, TODAY, ME)
    return two_years


def table(report: b.Report, key: str) -> b.Table:
    (one,) = [block for block in report.blocks if isinstance(block, b.Table) and block.key == key]
    return one


def row(report: b.Report, label: str) -> tuple[str, ...]:
    (one,) = [row for row in table(report, "comparison").rows if row[0] == label]
    return one


def of_next(store: Store) -> b.Report:
    return contents.compose(store, NEXT, date(2025, 9, 1))


# --- frozen -------------------------------------------------------------------------------------------------
def test_a_published_report_says_draft_nowhere_and_is_accessible(published: Store, tmp_path: Path) -> None:
    """The PDF that is kept; what is composed afterwards is a draft again."""
    pdf = publish.pdf_of(published, publish.of(published, YEAR)[0])
    said = str(tagged_reading.read(pdf))
    assert "DRAFT" not in said
    assert "October 2024" in said
    file = tmp_path / "published.pdf"
    file.write_bytes(pdf)
    assert page.validate_pdf(str(file), profile="ua1").failures == []
    again = contents.compose(published, YEAR, AS_AT)
    assert again.draft
    assert "DRAFT" in str(tagged_reading.read(to_bytes(again)))


def test_figures_words_and_hash_are_kept(two_years: Store) -> None:
    """The author's own words as they were printed."""
    report_texts.write(two_years, YEAR, "volumes.kinds", "Marigold families wrote.", "", ME)
    publishing.make(two_years, YEAR, AS_AT, TODAY, ME)
    (kept,) = publish.of(two_years, YEAR)
    assert (kept.published_on, kept.published_by, kept.as_at) == (TODAY, ME, AS_AT)
    assert json.loads(kept.figures)["figures"]["feedback_cases"] == 3
    assert json.loads(kept.figures)["measures"]["complaints"] == 3
    assert json.loads(kept.texts)["volumes.kinds"] == "Marigold families wrote."
    assert kept.pdf_hash == hashlib.sha256(publish.pdf_of(two_years, kept)).hexdigest()


def test_a_published_year_is_exported_byte_for_byte_after_its_cases_changed(published: Store, tmp_path: Path) -> None:
    """A late case of 2023/24 is entered; loose files are let go; the report is the one that went out."""
    kept = publish.of(published, YEAR)[0]
    before = publish.pdf_of(published, kept)
    complaint(published, date(2024, 2, 1))
    published.forget_loose_files()
    publishing.export(published, kept, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == before


KINDS = ("report.html", "report.xlsx", "report.csv", "archive.pdf")


def test_every_kind_of_a_published_report_is_the_same_after_its_cases_changed(published: Store, tmp_path: Path) -> None:
    """Web page, workbook, CSV and the archive's PDF are kept when it is published, and are no loose files."""

    def saved(folder: str) -> list[bytes]:
        (tmp_path / folder).mkdir()
        files = [tmp_path / folder / name for name in KINDS]
        for file in files:
            publishing.export(published, kept, file, archive=file.stem == "archive")
        return [file.read_bytes() for file in files]

    kept = publish.of(published, YEAR)[0]
    before = saved("before")
    assert all(b"DRAFT \xe2\x80\x93" not in file for file in before)
    complaint(published, date(2024, 2, 1))
    published.forget_loose_files()
    assert saved("after") == before
    assert page.validate_pdf(str(tmp_path / "after" / "archive.pdf"), profile="ua1").failures == []
    assert published.verify().findings == []


def test_a_corrected_report_says_which_one_it_replaces_on_its_cover_and_in_its_files(
    published: Store, tmp_path: Path
) -> None:
    """The first one says nothing of the kind; nor does a draft."""
    complaint(published, date(2024, 2, 1))
    assert "Corrected" not in lines(contents.compose(published, YEAR, AS_AT))
    publishing.make(published, YEAR, AS_AT, date(2024, 11, 1), ME)
    first, second = publish.of(published, YEAR)
    said = "Corrected: replaces the report published on 7 October 2024"
    for kind in ("pdf", "html"):
        for publication, corrected in ((first, False), (second, True)):
            out = tmp_path / f"{publication.id}.{kind}"
            publishing.export(published, publication, out)
            read = str(tagged_reading.read(out.read_bytes())) if kind == "pdf" else out.read_text("utf-8")
            assert (said in read) is corrected
    assert f'2023/24. {said}">' in read  # what the page says about itself
    assert "(corrected)</title>" in read


def test_a_web_page_of_a_report_of_an_earlier_version_says_what_its_pdf_says_or_is_not_written(
    published: Store, tmp_path: Path
) -> None:
    """It kept the PDF alone: made again as long as the blocks are those that went out."""
    kept = replace(publish.of(published, YEAR)[0], files_hash="")
    out = tmp_path / "report.html"
    publishing.export(published, kept, out)
    before = out.read_text("utf-8")
    assert "October 2024" in before
    assert "DRAFT –" not in before
    complaint(published, date(2024, 2, 1))
    with pytest.raises(Problem, match="can no longer be made"):
        publishing.export(published, kept, out)
    assert out.read_text("utf-8") == before


def test_what_was_published_cannot_be_undone(published: Store) -> None:
    """It is out. A corrected one stands beside it."""
    with pytest.raises(Problem, match="published report"):
        published.undo(ME, publishing.make(published, YEAR, AS_AT, TODAY, ME).id)
    complaint(published, date(2024, 2, 1))
    publishing.make(published, YEAR, AS_AT, date(2024, 11, 1), ME)
    stands = publish.standing(published, YEAR)
    assert stands is not None
    assert stands.published_on == date(2024, 11, 1)
    assert len(publish.of(published, YEAR)) == 3


# --- what stops it --------------------------------------------------------------------------------------------
@pytest.fixture
def failing(two_years: Store) -> Store:
    """The Ombudsman decided, but what is not recorded: one matter decided against none with a decision."""
    with two_years.change("the Ombudsman decided") as change:
        change.put(None, OmbudsmanMatter(decided_on=date(2023, 12, 1)))
    return two_years


def test_a_failing_check_stops_publishing_and_names_itself(failing: Store) -> None:
    """Nothing is kept."""
    with pytest.raises(Problem, match="0 against 1"):
        publishing.make(failing, YEAR, AS_AT, TODAY, ME)
    with pytest.raises(Problem, match="0 against 1"):
        publishing.make(failing, YEAR, AS_AT, TODAY, ME, {"decisions": "  "})
    assert publish.of(failing, YEAR) == []


def test_a_manager_publishes_all_the_same_and_the_reason_is_printed(failing: Store) -> None:
    """In section 11; the first page says where."""
    publishing.make(failing, YEAR, AS_AT, TODAY, ME, {"decisions": "The letter was lost in the flood."})
    (kept,) = publish.of(failing, YEAR)
    said = str(tagged_reading.read(publish.pdf_of(failing, kept)))
    assert "The letter was lost in the flood." in said
    assert "Why it is published all the same is said in section 11." in said
    assert "cannot be published" not in said
    assert "This is why the report is a draft" not in said
    assert json.loads(kept.overrides)[0]["reason"] == "The letter was lost in the flood."


def test_an_officer_cannot_override_a_check(failing: Store) -> None:
    """Only a manager's reason counts."""
    with failing.change("add member") as change:
        change.put(None, Member(name="Bo Officer"))
    with pytest.raises(Problem, match="Only a manager"):
        publishing.make(failing, YEAR, AS_AT, TODAY, "Bo Officer", {"decisions": "Lost."})


def test_a_year_that_is_not_over_is_not_published(two_years: Store) -> None:
    """Figures as at a day within it."""
    with pytest.raises(Problem, match="as at a day in 2024/25"):
        publishing.make(two_years, NEXT, AS_AT, TODAY, ME)


# --- restated -------------------------------------------------------------------------------------------------
def test_nothing_is_restated_while_nothing_changes(published: Store) -> None:
    """Nor by time alone."""
    assert publishing.restated(published, publish.of(published, YEAR)[0]) == ()


def test_a_later_change_to_a_published_year_is_listed_with_both_values(published: Store) -> None:
    """A late complaint of February 2024."""
    complaint(published, date(2024, 2, 1))
    found = {
        r.key: (r.label, r.published, r.now) for r in publishing.restated(published, publish.of(published, YEAR)[0])
    }
    assert found["feedback_cases"] == ("Feedback cases", "3", "4")
    assert found["by_kind/Complaint"] == ("Feedback by kind: Complaint", "3", "4")


def test_the_next_report_prints_what_was_published_with_a_note_of_the_present_figure(published: Store) -> None:
    """3 were published; the register now gives 4."""
    complaint(published, date(2024, 2, 1))
    report = of_next(published)
    assert table(report, "comparison").header[1] == f"{YEAR} (as published)"
    assert row(report, "Complaint cases") == ("Complaint cases", "3", "1", "neither", "decreased")
    note = table(report, "comparison").note
    assert note.startswith("2023/24: as published on 7 October 2024.")
    assert "Complaint cases, 2023/24: 3 as published; the register now gives 4." in note
    assert "decreased from 3 to 1" in lines(report)
    assert "Tables and sentences print the numbers of 2023/24 as they were published." in lines(report)


def notes(report: b.Report) -> dict[str, str]:
    """What stands under each key figure."""
    return {item.label: item.note for block in report.blocks if isinstance(block, b.KeyFigures) for item in block.items}


def test_key_figures_and_section_3_compare_with_what_was_published(published: Store) -> None:
    """3 were published, the register gives 4: sentences, tables and the chart say 3, and notes what it is now."""
    assert "gives other numbers" not in lines(of_next(published))
    complaint(published, date(2024, 2, 1))
    report = of_next(published)
    assert notes(report)["complaint"] == "down from 3 in 2023/24"
    assert notes(report)["investigation opened"] == "down from 3 in 2023/24"
    assert "one investigation was opened, 2 fewer than in 2023/24" in lines(report)
    said = "The register as it stands now gives other numbers: Complaint cases, 4 (published as 3); Complaint inv"
    assert said in lines(report)
    by_kind = table(report, "by-kind")
    assert [row[-1] for row in by_kind.rows] == ["3", "0", "0", "0", "3"]
    assert by_kind.note == "2023/24 as published on 7 October 2024; the register now gives Complaints 4 and Total 4."
    assert dict(zip(*(column(table(report, "by-month-table"), at) for at in (0, 2)), strict=True))["February"] == "0"
    (chart,) = [b_ for b_ in report.blocks if isinstance(b_, b.Chart) and b_.key == "by-month"]
    assert [s.values[10] for s in chart.spec.series if s.name == YEAR] == [0]


def column(of: b.Table, at: int) -> list[str]:
    return [row[at] for row in of.rows]


def test_a_row_that_only_the_published_table_had_still_stands(published: Store) -> None:
    """A problem category of last year that was renamed since: its number stays, so that the column sums."""
    with published.change("rename") as change:
        for case in published.all(Case):
            change.put(case, replace(case, category="Renamed since"))
    rows = {row[0]: row[1:] for row in table(of_next(published), "by-category").rows}
    assert rows["Renamed since"][-1] == "0"
    assert rows["Total"][-1] == "3"
    assert [row for name, row in rows.items() if name != "Total" and row[-1] != "0"] == [("0", "0%", "3")]


def test_a_year_that_was_typed_in_is_compared_with_too(two_years: Store) -> None:
    """The register has nothing of 2022/23; 1,180 complaints were published."""
    publish.type_in(two_years, "2022/23", {"complaints": "1,180"}, "the report of 2022/23", ME)
    said = notes(contents.compose(two_years, YEAR, AS_AT))
    assert said["complaints"] == "down from 1,180 in 2022/23"
    assert said["compliments"] == ""


def test_what_was_typed_of_a_year_stands_in_its_tables_too(two_years: Store) -> None:
    """The register has 3 complaints of 2023/24; 10 were published elsewhere. Its months are those of the register."""
    publish.type_in(two_years, YEAR, {"complaints": "10"}, "the report of 2023/24", ME)
    report = of_next(two_years)
    by_kind = table(report, "by-kind")
    assert [row[-1] for row in by_kind.rows] == ["10", "0", "0", "0", "10"]
    assert by_kind.note == (
        "2023/24 as published in the report of 2023/24; the register now gives Complaints 3 and Total 3."
    )
    assert sum(int(row[-1]) for row in table(report, "by-month-table").rows) == 3
    assert "Everything else of 2023/24 is counted anew" in lines(report)


def test_the_author_may_print_a_measure_as_it_is_counted_now(published: Store) -> None:
    """Then the note gives what was published."""
    complaint(published, date(2024, 2, 1))
    report_texts.mark(published, NEXT, "restated.complaints", "yes", ME)
    report = of_next(published)
    assert row(report, "Complaint cases")[1] == "4"
    assert notes(report)["complaint"] == "down from 4 in 2023/24"
    assert table(report, "by-kind").rows[0][-1] == "4"
    assert table(report, "by-route").rows[-1][-1] == "3"
    assert row(report, "Complaint investigations")[1] == "3"
    assert "2023/24: 4, as the register gives it now; published as 3." in table(report, "comparison").note


# --- typed ----------------------------------------------------------------------------------------------------
def test_typed_years_stand_in_the_comparison_with_their_source(two_years: Store, tmp_path: Path) -> None:
    """2022/23 has no case in the register; its measures that nobody typed are not known."""
    done = publish.type_in(two_years, "2022/23", {"complaints": "1,180", "upheld": "15%"}, "the report of 2022/23", ME)
    assert not done.problems
    report = contents.compose(two_years, YEAR, AS_AT)
    assert row(report, "Complaint cases")[1:] == ("1,180", "3", "neither", "decreased")
    assert row(report, "Compliments")[1] == "–"
    assert table(report, "comparison").note == "2022/23: as published in the report of 2022/23."
    file = tmp_path / "typed.pdf"
    file.write_bytes(to_bytes(report))
    assert page.validate_pdf(str(file), profile="ua1").failures == []


def test_typed_figures_are_changed_and_removed_in_one_change(store: Store) -> None:
    """What is left empty goes."""
    publish.type_in(store, "2021/22", {"complaints": "144", "compliments": "39"}, "Report", ME)
    publish.type_in(store, "2021/22", {"complaints": "145", "compliments": ""}, "Report", ME)
    assert {k: f.value for k, f in publish.typed(store, "2021/22").items()} == {"complaints": "145"}
    assert publish.type_in(store, "2021/22", {"complaints": "145", "compliments": ""}, "Report", ME).change is None


@pytest.mark.parametrize(
    ("given", "source", "wrong"),
    [
        ({"complaints": "many"}, "Report", {"complaints"}),
        ({"complaints": "-3"}, "Report", {"complaints"}),
        ({"complaints": "3.5"}, "Report", {"complaints"}),
        ({"in_time": "142%"}, "Report", {"in_time"}),
        ({"in_time": "17.55"}, "Report", {"in_time"}),
        ({"letter.uphold_rate_pct": "101"}, "Letter", {"letter.uphold_rate_pct"}),
        (
            {"letter.council_total_decided": "10", "letter.upheld": "6", "letter.not_upheld": "5"},
            "Letter",
            {"letter.council_total_decided"},
        ),
        ({"letter.investigated": "3", "letter.investigated_upheld": "4"}, "Letter", {"letter.investigated"}),
        ({"complaints": "3"}, " ", {"source"}),
    ],
)
def test_typed_figures_need_numbers_that_can_be_and_a_source(
    store: Store, given: dict[str, str], source: str, wrong: set[str]
) -> None:
    """With problems nothing is saved."""
    assert set(publish.type_in(store, "2021/22", given, source, ME).problems) == wrong
    assert store.all(PublishedFigure) == []


def test_days_and_per_cents_may_have_a_decimal_and_are_compared_in_whole_numbers(store: Store) -> None:
    """As the report prints its own: 33.5 days are 34; decisions about children's services are some of the council's."""
    given = {"days": "33.5", "in_time": "17.4%", "complaints": "144"}
    assert publish.type_in(store, "2022/23", given, "Report", ME).problems == {}
    assert earlier.of(store, ["2022/23"])["2022/23"].values == {"days": 34, "in_time": 17, "complaints": 144}
    letter = {
        "letter.council_total_decided": "24", "letter.upheld": "6", "letter.not_upheld": "13",
        "letter.similar_authorities_average_share_pct": "26.5",
    }  # fmt: skip
    assert publish.type_in(store, "2022/23", letter, "Letter of July 2023", ME).problems == {}


def test_the_annual_letter_is_kept_apart_from_the_years(store: Store) -> None:
    """A letter alone makes no year to compare with."""
    complaint(store, date(2023, 5, 4))
    publish.type_in(store, "2022/23", {"letter.upheld": "6"}, "Letter of July 2023", ME)
    assert earlier.of(store, ["2022/23"]) == {}
    publish.type_in(store, YEAR, {"letter.upheld": "6"}, "Letter of July 2024", ME)
    report = contents.compose(store, YEAR, AS_AT)
    assert table(report, "annual-letter-table").rows == (("Upheld", "6"),)
    assert "Letter of July 2024" in table(report, "annual-letter-table").note


# --- the command ----------------------------------------------------------------------------------------------
def test_desk_report_gives_a_published_year_as_it_was(
    published: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a draft anew with --draft; another day is refused."""
    pdf = publish.pdf_of(published, publish.of(published, YEAR)[0])
    complaint(published, date(2024, 2, 1))
    path = published.path
    published.close()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    out = tmp_path / "r.pdf"
    command = ["report", str(path), "--year", YEAR, "--out", str(out)]
    assert main(command) == 0
    assert out.read_bytes() == pdf
    assert "as it was published on 07/10/2024" in capsys.readouterr().out
    assert main([*command, "--as-at", "2024-12-01"]) == 1
    assert "--draft" in capsys.readouterr().err
    assert main([*command, "--draft", "--as-at", "2024-12-01"]) == 0
    assert "DRAFT" in str(tagged_reading.read(out.read_bytes()))
