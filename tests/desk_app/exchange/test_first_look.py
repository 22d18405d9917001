"""What the import wizard asks of a register before anything is imported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from desk_app.exchange import existing, headings, lost_cells, register, tables
from desk_app.exchange.register import RegisterMapping, Word
from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Case, Investigation, Route
from desk_app.store import Store
from tests.desk_app.exchange.registers import HEADING, row, write

TODAY = date(2026, 11, 24)


def words(path: Path, mapping: RegisterMapping | None = None) -> dict[str, list[Word]]:
    """The words of a register by field."""
    reading = register.read(path, today=TODAY, mapping=mapping)
    return {key: reading.words.of(key) for key in reading.words.fields()}


# --- cells that Excel shows and a reader does not see
def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
    """An .xlsx as Excel would write it."""
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path


def test_errors_and_formulas_without_a_value_are_named(tmp_path: Path) -> None:
    """#REF! and #N/A read as blank, and said; a formula whose result is an empty text is a blank."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Log")
        sheet.write_row(0, 0, ["Type", "Date received", "Team", "Details", "Region"])
        sheet.write_row(1, 0, ["Comment", "02/06/2025", "Fostering", "Words"])
        sheet.write_formula(1, 2, "=Teams!#REF!", None, "#REF!")
        sheet.write_formula(1, 3, "=VLOOKUP(1,A:B,2)", None, "#N/A")
        sheet.write_formula(1, 4, '=IF(A2="","",A2)', None, " ")
        sheet.write_row(2, 0, ["Comment", "02/06/2025"])
        sheet.write_formula(2, 2, "=Teams!#REF!", None, "#REF!")

    path = workbook(tmp_path / "r.xlsx", fill)
    book = openpyxl.load_workbook(path)
    book["Log"]["D3"] = "=TODAY()"  # openpyxl writes formulas without their values
    unsaved = tmp_path / "unsaved.xlsx"
    book.save(unsaved)
    warnings = register.read(path, today=TODAY).warnings
    assert "Team: the error #REF! was read as blank in rows 2, 3." in warnings
    assert "Details: the error #N/A was read as blank in row 2." in warnings
    assert not any("Region" in warning for warning in warnings)
    assert any(
        w.startswith("Details: a formula that was never worked out was read as blank in rows 2, 3.")
        for w in register.read(unsaved, today=TODAY).warnings
    )


def test_an_error_written_out_in_a_csv_is_no_team(tmp_path: Path) -> None:
    """ "#REF!" saved as text."""
    reading = register.read(write(tmp_path / "r.csv", HEADING, row(Team="#REF!")), today=TODAY)
    assert not reading.rows[0]["team"]
    assert "Team: the error #REF! was read as blank in row 2." in reading.warnings


def test_lost_cells_are_found_across_the_pieces_a_large_sheet_is_read_in(tmp_path: Path) -> None:
    """One error far down, in a sheet of several megabytes."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Log")
        for number in range(9000):
            sheet.write_row(number, 0, [f"A long enough text {number} {n}" for n in range(8)])
        sheet.write_formula(8999, 3, "=#REF!", None, "#REF!")

    path = workbook(tmp_path / "r.xlsx", fill)
    assert lost_cells.find(path.read_bytes()) == {"Log": {(8999, 3): "#REF!"}}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive"])
def test_what_is_no_workbook_has_no_lost_cells(content: bytes) -> None:
    """The reader of spreadsheets says what is wrong."""
    assert lost_cells.find(content) == {}


def test_a_zip_that_is_no_workbook_has_no_lost_cells() -> None:
    """Such as a letter (.docx)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert lost_cells.find(content.getvalue()) == {}


def test_a_protected_spreadsheet_says_how_to_take_the_password_off(tmp_path: Path) -> None:
    """An encrypted .xlsx is an old container with a stream of that name."""
    path = tmp_path / "r.xlsx"
    path.write_bytes(tables.OLD_SPREADSHEET + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    with pytest.raises(Problem, match="password") as raised:
        register.open_file(path)
    assert "Encrypt with Password" in raised.value.remedy


def test_a_pdf_is_no_table(tmp_path: Path) -> None:
    """Also under the name of one."""
    (tmp_path / "r.csv").write_bytes(b"%PDF-1.7\n1 0 obj, 2, 3\n")
    with pytest.raises(Problem, match="not a table"):
        register.open_file(tmp_path / "r.csv")


# --- headings
def test_a_look_shows_each_column_with_examples(tmp_path: Path) -> None:
    """Title rows, a heading that is there twice, a column without a heading."""
    path = write(tmp_path / "r.csv", "Our log,,,,", "Type,Date received,Team,Team,", "Comment,2/6/25,A,B,lost")
    sheets = register.open_file(path)
    table, found = register.look(sheets, RegisterMapping())
    assert (found.row, found.names["team"], found.unknown) == (2, "Team", ("Team (2)",))
    shown = [(c.heading, c.examples) for c in register.columns(table, 2)]
    assert shown[2:] == [("Team", ("A",)), ("Team (2)", ("B",)), ("", ("lost",))]
    assert register.heading_rows(table)[:2] == [(1, "Our log"), (2, "Type, Date received, Team, Team")]


def test_a_mapping_of_last_year_finds_this_years_sheet(tmp_path: Path) -> None:
    """Another name of the sheet, one title row more."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "2026-27"
    for cells in (
        ["Log"],
        ["As at April"],
        ["Ref", "Type", "Date received", "How it ended"],
        ["1", "Comment", "1/4/26"],
    ):
        sheet.append(cells)
    book.save(tmp_path / "r.xlsx")
    mapping = RegisterMapping("2025-26", 2, {"outcome": "How it ended"})
    table, found = register.look(register.open_file(tmp_path / "r.xlsx"), mapping)
    assert (table.sheet, found.row, found.names["outcome"]) == ("2026-27", 3, "How it ended")


def test_headings_nobody_knows_are_still_a_row_of_headings(tmp_path: Path) -> None:
    """Welsh ones: the fullest row of words; reading it needs a mapping."""
    path = write(tmp_path / "r.csv", "Cofrestr", "Math,Dyddiad,Tîm", "Cwyn,02/06/2025,Maethu")
    _, found = register.look(register.open_file(path), RegisterMapping())
    assert (found.row, found.columns, found.unknown) == (2, {}, ("Math", "Dyddiad", "Tîm"))
    with pytest.raises(Problem, match="No heading row"):
        register.read(path, today=TODAY)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "empty"),
        ("\r\n \r\n", "empty"),
        ("A letter.\r\nTo you.", "no register"),
        ("Type,Date received,Team,Details\r\n,,,\r\n", "no row of feedback"),
    ],
)
def test_what_cannot_be_a_register_is_a_problem_at_first_sight(content: str, why: str, tmp_path: Path) -> None:
    """Before anybody is asked what its headings mean."""
    (tmp_path / "r.csv").write_text(content)
    with pytest.raises(Problem, match=why):
        register.look(register.open_file(tmp_path / "r.csv"), RegisterMapping())


def test_a_column_that_is_not_to_be_used_is_not_guessed_either(tmp_path: Path) -> None:
    """ "" in a mapping keeps a field free; a settled mapping is understood so and in no other way."""
    path = write(tmp_path / "r.csv", HEADING, row())
    [table] = register.open_file(path)
    chosen = {"kind": "Type", "received_on": "Date received", "responded_on": "Date opened", "route": "Procedure"}
    columns = register.settled(table, 1, chosen)
    assert columns["team"] == columns["outcome"] == ""
    found = headings.find(table, columns, 1)
    assert found.names == chosen
    reading = register.read(path, today=TODAY, mapping=RegisterMapping("", 1, columns))
    assert reading.mapping.columns == columns


def test_a_log_of_complaints_needs_no_column_for_the_kind(store: Store, tmp_path: Path) -> None:
    """The mapping says that every row is one."""
    path = write(tmp_path / "r.csv", "#,Date received,Resp sent", "7,02/06/2025,09/06/2025")
    mapping = RegisterMapping(
        columns={"reference": "#"}, values={"kind": {"": "Complaint"}, "route": {"": "Corporate"}}
    )
    reading = register.read(path, today=TODAY, mapping=mapping)
    register.carry_out(register.plan(reading, store, today=TODAY), store)
    [case], [investigation] = store.all(Case), store.all(Investigation)
    assert (case.reference, investigation.route) == ("7", Route.CORPORATE)


# --- words
def test_words_that_were_not_understood_are_counted_and_come_first(tmp_path: Path) -> None:
    """Also two in one row; an outcome of a compliment is nobody's business."""
    path = write(
        tmp_path / "r.csv",
        HEADING,
        row(),
        row(Ref="2", Outcome="Perhaps", Stage="Late"),
        row(Ref="3", Outcome="Perhaps"),
        row(Ref="4", Type="Compliment", Outcome="Perhaps"),
        row(Ref="5", **{"Date responded": "31/02/2025"}),
    )
    found = words(path)
    assert found["outcome"] == [Word("outcome", "Perhaps", None, 2), Word("outcome", "Upheld", "Upheld", 2)]
    assert found["stage"][0] == Word("stage", "Late", None, 1)
    assert found["responded_on"] == [Word("responded_on", "31/02/2025", None, 1)]


def test_words_are_mapped_and_a_blank_can_mean_something(tmp_path: Path) -> None:
    """As chosen in the wizard; "" as the meaning leaves a word blank."""
    path = write(
        tmp_path / "r.csv",
        HEADING,
        row(Outcome="Perhaps", Procedure=""),
        row(Ref="2", Type="Comment", Procedure="", Stage="", Outcome=""),
        row(Ref="3", Outcome="?"),
    )
    assert words(path)["route"] == [Word("route", "", None, 1), Word("route", "Corporate", "Corporate", 1)]
    mapping = RegisterMapping(
        values={"outcome": {"Perhaps": "Not upheld", "?": ""}, "route": {"": "Corporate"}},
    )
    reading = register.read(path, today=TODAY, mapping=mapping)
    assert reading.rejected == []
    assert reading.words.of("route")[0] == Word("route", "", "Corporate", 1)
    assert {(w.written, w.meant) for w in reading.words.of("outcome")} == {("Perhaps", "Not upheld"), ("?", "")}
    assert reading.rows[1]["route"] is None  # a comment has no procedure


def test_the_ombudsmans_decisions_are_known_in_their_stage_only(tmp_path: Path) -> None:
    """ "Advice given" is no outcome of stage 1."""
    cells = {"Date opened": "07/06/2025", "Outcome": "Advice given"}
    path = write(tmp_path / "r.csv", HEADING, row(Stage="Ombudsman", **cells), row(Ref="2", **cells))
    reading = register.read(path, today=TODAY)
    assert [r.row for r in reading.rejected] == [3]


def test_values_of_lists_are_counted_and_can_be_taken_as_others(tmp_path: Path) -> None:
    """One by one where a cell holds several; the same theme twice is one."""
    path = write(tmp_path / "r.csv", HEADING, row(Team="Night Team", Themes="Delay; Rudeness; Late"))
    assert words(path)["themes"] == [Word("themes", part, part, 1) for part in ("Delay", "Late", "Rudeness")]
    mapping = RegisterMapping(values={"team": {"Night Team": "Fostering"}, "themes": {"late": "Delay"}})
    reading = register.read(path, today=TODAY, mapping=mapping)
    assert reading.rows[0]["team"] == "Fostering"
    assert reading.rows[0]["themes"] == ("Delay", "Rudeness")
    assert reading.words.of("team") == [Word("team", "Night Team", "Fostering", 1)]


def test_a_value_is_taken_as_the_list_spells_it() -> None:
    """As the plan will: one edit in a long word, capitals and points; a value nobody knows joins."""
    found = [Word("team", written, written, 1) for written in ("fostering", "Fosterng", "Night Team")]
    taken = register.as_listed(found, ["Fostering"])
    assert taken == {"fostering": "Fostering", "Fosterng": "Fostering", "Night Team": "Night Team"}


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [("outcome", "PU", "Partially upheld"), ("outcome", "Advice given", "Advice given"), ("outcome", "Perhaps", None),
     ("stage", "n/a", ""), ("team", "Fostering", None)],
)  # fmt: skip
def test_what_a_word_means_without_a_mapping(key: str, written: str, meant: str | None) -> None:
    """What the wizard offers to go back to."""
    assert register.unaided(key, written) == meant


# --- what would happen
def test_before_it_is_done_nothing_was_changed(store: Store, tmp_path: Path) -> None:
    """ "would be changed" in a dry run, "changed" afterwards; one row is one row."""
    first = register.read(write(tmp_path / "r.csv", HEADING, row()), today=TODAY)
    result = register.carry_out(register.plan(first, store, today=TODAY), store)
    assert "1 row: 1 case and 1 investigation added, 0 rows already there" in register.describe(first, result)
    again = register.read(write(tmp_path / "s.csv", HEADING, row(Outcome="Not upheld")), today=TODAY)
    plan = register.plan(again, store, today=TODAY, update=True)
    assert any("would be changed" in warning for warning in register.outcome(plan).warnings)
    done = register.carry_out(plan, store)
    assert any(warning.endswith("; changed.") for warning in done.warnings)
    assert register.plan(first, store, today=TODAY).differs == [
        existing.Differs(2, "CF/2025-26/0001", "Outcome", "Not upheld", "Upheld", False)
    ]


def test_a_plan_leaves_the_reading_as_it_was(store: Store, tmp_path: Path) -> None:
    """It can be planned again, with or without changing what differs."""
    reading = register.read(write(tmp_path / "r.csv", HEADING, row(Team="send team")), today=TODAY)
    register.plan(reading, store, today=TODAY)
    assert reading.rows[0]["team"] == "send team"


def test_a_cancelled_import_writes_nothing(store: Store, tmp_path: Path) -> None:
    """Stopped between the first records and the last."""
    lines = [row(Ref=f"A{n}", Customer=f"Person {n}") for n in range(600)]
    reading = register.read(write(tmp_path / "r.csv", HEADING, *lines), today=TODAY)
    plan = register.plan(reading, store, today=TODAY)
    seen: list[int] = []

    def stop(done: int, total: int, text: str) -> None:
        seen.append(done)
        if done > 600:
            raise Cancelled

    with pytest.raises(Cancelled):
        register.carry_out(plan, store, progress=stop)
    assert max(seen) > 600
    assert store.all(Case) == []
    assert [change.verb for change, _ in store.history()] == ["set up"]


def test_once_it_is_written_nobody_can_cancel(store: Store, tmp_path: Path) -> None:
    """Cancelled must mean that nothing was written."""
    reading = register.read(write(tmp_path / "r.csv", HEADING, row()), today=TODAY)
    plan = register.plan(reading, store, today=TODAY)

    def stop_at_the_end(done: int, total: int, text: str) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        register.carry_out(plan, store, progress=stop_at_the_end)
    assert store.all(Case) == []


def test_what_was_left_out_is_saved_as_a_table(tmp_path: Path) -> None:
    """For whoever corrects the spreadsheet."""
    reading = register.read(write(tmp_path / "r.csv", HEADING, row(Outcome="Perhaps")), today=TODAY)
    rows = [(str(r.row), r.column, r.problem) for r in reading.rejected]
    register.save_list("Left out", ("Row", "Column", "Reason"), rows, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0] == "Row,Column,Reason"
    assert "“Perhaps” is not an outcome" in (tmp_path / "out.csv").read_text("utf-8-sig")
