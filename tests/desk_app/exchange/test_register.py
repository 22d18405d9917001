"""The register import: the registers people really keep."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from desk_app import figures
from desk_app.exchange import exports, register, values
from desk_app.exchange.register import Result
from desk_app.figures import period
from desk_app.problems import Problem
from desk_app.records import (
    Case,
    EndedBefore,
    Extension,
    Investigation,
    Learning,
    ListEntry,
    Member,
    Outcome,
    Person,
    Route,
    Stage,
)
from desk_app.roles import NotAllowed
from desk_app.store import Store
from tests.desk_app.exchange.registers import HEADING, row, write

TODAY = date(2026, 11, 24)


def load(store: Store, path: Path, *, update: bool = False) -> Result:
    """Read, plan and carry out."""
    reading = register.read(path, today=TODAY)
    return register.carry_out(register.plan(reading, store, today=TODAY, update=update), store)


def one(store: Store) -> Case:
    """The only case."""
    [case] = store.all(Case)
    return case


# --- the sample -----------------------------------------------------------------------------------
def test_the_sample_register_becomes_its_cases(imported: Store) -> None:
    """716 rows: 623 cases, 546 investigations; 58 complaints ended before one was opened."""
    assert len(imported.all(Case)) == 623
    assert len(imported.all(Investigation)) == 546
    assert sum(case.ended_before is not None for case in imported.all(Case)) == 58


def test_importing_the_same_register_again_adds_nothing(store: Store) -> None:
    """Idempotent: the second time every row is there already, and no change is made."""
    path = resources.path("sample/register.csv")
    load(store, path)
    before = len(store.history(limit=100))
    again = load(store, path)
    assert (again.cases, again.investigations, again.same, again.differs) == (0, 0, 716, ())
    assert "Nothing new: 716 rows there already, as in the file." in again.warnings
    assert len(store.history(limit=100)) == before


def test_an_import_is_one_change_that_can_be_undone(store: Store) -> None:
    """Undo takes all of it away; redo brings it back."""
    load(store, resources.path("sample/register.csv"))
    undone = store.undo()
    assert store.all(Case) == []
    store.undo(change_id=undone.id)
    assert len(store.all(Case)) == 623


def test_what_is_exported_can_be_imported_with_the_same_figures(imported: Store, store: Store, tmp_path: Path) -> None:
    """A register out as XLSX and in again: every figure of every year is the same."""
    out = tmp_path / "out.xlsx"
    exports.write(imported, "cases", out, today=TODAY)
    result = load(store, out)
    assert result.rejected == ()
    for label in ("2021/22", "2022/23", "2023/24"):
        year = period.year(label)
        expected = figures.as_json(figures.gather(imported, year, TODAY))
        assert figures.as_json(figures.gather(store, year, TODAY)) == expected


# --- headings -------------------------------------------------------------------------------------
def test_other_headings_below_title_rows_are_understood(store: Store, tmp_path: Path) -> None:
    """Two title rows, a blank one, and a team's own names for things."""
    path = write(
        tmp_path / "r.csv",
        "Children's feedback log,,,,,,,,",
        "Printed 3 April,,,,,,,,",
        ",,,,,,,,",
        "Case no,Feedback type,Date rec'd,Complainant,YP name,Stat/Corp,Complaint stage,Response sent,Findings",
        "7/25,complaint,2 June 2025,Ada Testwell,Ben Testwell,Stat,S1,16.6.25,PART UPHELD",
    )
    result = load(store, path)
    assert (result.rows, result.cases, result.rejected) == (1, 1, ())
    [investigation] = store.all(Investigation)
    assert (investigation.route, investigation.stage) == (Route.STATUTORY, Stage.ONE)
    assert (investigation.responded_on, investigation.outcome) == (date(2025, 6, 16), Outcome.PARTIALLY_UPHELD)


def test_a_misspelt_heading_is_guessed_and_said_to_be_guessed(tmp_path: Path) -> None:
    """ "Date recieved" is like "Date received"."""
    path = write(tmp_path / "r.csv", HEADING.replace("Date received", "Date recieved"), row())
    assert register.read(path, today=TODAY).headings.guessed == {"received_on": "Date recieved"}


def test_short_forms_are_written_out_and_due_dates_are_not_responses(tmp_path: Path) -> None:
    """ "Resp sent" is a response, "Response due" is none."""
    path = write(tmp_path / "r.csv", "Type,Dt recd,Response due date,Resp sent,Ack'd", "Complaint,2/6/25,1/7/25,,")
    found = register.read(path, today=TODAY).headings
    assert found.names == {
        "kind": "Type",
        "received_on": "Dt recd",
        "responded_on": "Resp sent",
        "acknowledged_on": "Ack'd",
    }
    assert found.unknown == ("Response due date",)


def test_a_file_without_the_needed_columns_says_which(tmp_path: Path) -> None:
    """Nothing is imported from a table that is no register."""
    path = write(tmp_path / "r.csv", "Month,Spend", "April,7")
    with pytest.raises(Problem, match=r"“Type” and “Date received”"):
        register.read(path, today=TODAY)


def test_a_mapping_says_what_headings_and_values_mean(store: Store, tmp_path: Path) -> None:
    """Saved from one register, used for the next."""
    path = write(tmp_path / "r.csv", "A,B,C,D", "Complaint,02/06/2025,Zed,Corporate", encoding="utf-8")
    mapping = tmp_path / "m.json"
    mapping.write_text(
        json.dumps(
            {
                "sheet": "",
                "heading_row": 1,
                "columns": {"kind": "A", "received_on": "B", "outcome": "C", "route": "D"},
                "values": {"outcome": {"Zed": "Partially upheld"}},
            }
        )
    )
    given_mapping = register.load_mapping(mapping)
    reading = register.read(path, today=TODAY, mapping=given_mapping)
    assert reading.rows[0]["outcome"] is Outcome.PARTIALLY_UPHELD
    register.save_mapping(reading.mapping, tmp_path / "saved.json")
    again = register.read(path, today=TODAY, mapping=register.load_mapping(tmp_path / "saved.json"))
    assert again.rows == reading.rows


def test_a_mapping_is_written_over_nothing_but_a_mapping(tmp_path: Path) -> None:
    """Not over the keys of a store, a backup, or a table; and only as .json."""
    mapping = register.RegisterMapping()
    for name in ("keys.json", "settings.json", "mon.backup", "cases.csv"):
        (tmp_path / name).write_text('{"format": "of something else"}', "utf-8")
        with pytest.raises(Problem, match=r"is no mapping|is no name for a mapping"):
            register.save_mapping(mapping, tmp_path / name)
        assert "something else" in (tmp_path / name).read_text("utf-8")
    for _ in range(2):
        register.save_mapping(mapping, tmp_path / "own.json")
    assert register.load_mapping(tmp_path / "own.json") == mapping


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"colour": 1}', "colour"),
        ('{"columns": {"nonsense": "A"}}', "no fields nonsense"),
        ('{"heading_row": 0}', "number of a row"),
        ('{"columns": {"kind": "Nowhere"}}', "Nowhere"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(text: str, why: str, tmp_path: Path) -> None:
    """Each mistake has its own words."""
    (tmp_path / "m.json").write_text(text)
    path = write(tmp_path / "r.csv", HEADING, row())
    with pytest.raises(Problem, match=why):
        register.read(path, today=TODAY, mapping=register.load_mapping(tmp_path / "m.json"))


# --- files ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter_is_read(encoding: str, delimiter: str, store: Store, tmp_path: Path) -> None:
    """Siân Pennyroyal keeps her accent."""
    lines = [line.replace(",", delimiter) for line in (HEADING, row(Customer="Siân Pennyroyal"))]
    load(store, write(tmp_path / "r.csv", *lines, encoding=encoding))
    assert "Siân Pennyroyal" in {person.name for person in store.all(Person)}


def test_a_spreadsheet_with_real_dates_and_serial_numbers_is_read(store: Store, tmp_path: Path) -> None:
    """A date cell, a moment, a serial number; numbers as references; a second sheet that is no register."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    sheet.append(["Feedback log 2025"])
    sheet.append([])
    sheet.append(["Ref", "Type", "Date received", "Procedure", "Stage", "Date acknowledged", "Date responded", "LAC?"])
    sheet.append([17, "Complaint", datetime(2025, 6, 2), "corp", 1, datetime(2025, 6, 3, 14, 30), 45838, True])
    book.create_sheet("Notes").append(["Nothing here"])
    book.save(tmp_path / "r.xlsx")
    assert load(store, tmp_path / "r.xlsx").rejected == ()
    [investigation] = store.all(Investigation)
    assert one(store).reference == "17"
    assert investigation.acknowledged_on == date(2025, 6, 3)
    assert investigation.responded_on == date(2025, 6, 30)
    assert str(one(store).looked_after) == "Yes"


def test_the_row_number_is_the_one_a_spreadsheet_shows(store: Store, tmp_path: Path) -> None:
    """Blank rows count in the number, and not as rows."""
    path = write(tmp_path / "r.csv", "Title", "", HEADING, row(), "", row(Ref="X", Outcome="Perhaps"))
    result = load(store, path)
    assert result.rows == 2
    assert [(r.row, r.column) for r in result.rejected] == [(6, "Outcome")]


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0 nothing", b"%PDF-1.7"])
@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_a_file_that_is_no_table_is_a_problem(content: bytes, name: str, tmp_path: Path) -> None:
    """Never a crash."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem):
        register.read(tmp_path / name, today=TODAY)


def test_more_columns_than_a_register_has_are_refused_and_blank_ones_are_not(tmp_path: Path) -> None:
    """20,000 headings; blanks as far as somebody coloured the sheet before it was saved as CSV."""
    with pytest.raises(Problem, match=r"wide\.csv has more than 500 columns"):
        register.read(write(tmp_path / "wide.csv", ",".join(["Reference"] * 20_000)), today=TODAY)
    blanks = "," * 16_000
    assert len(register.read(write(tmp_path / "ok.csv", HEADING + blanks, row() + blanks), today=TODAY).rows) == 1


def test_a_cell_longer_than_anybody_writes_is_refused(tmp_path: Path) -> None:
    """Excel takes 32,767 letters; what a program writes may be longer."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Ref", "Kind", "Date received"])
    book.active.append(["x", "Comment", "01/11/2026"])
    path = tmp_path / "long.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b"<t>x</t>", b"<t>" + b"x" * 1_000_000 + b"</t>"))
    with pytest.raises(Problem, match="a cell of more than 131,072 letters in row 2"):
        register.read(path, today=TODAY)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(Problem, match="nowhere"):
        register.read(tmp_path / "nowhere.csv", today=TODAY)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400))
def test_whatever_bytes_a_file_holds_there_is_no_crash(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A reading or a problem."""
    path = tmp_path_factory.mktemp("fuzz") / "r.csv"
    path.write_bytes(HEADING.encode() + b"\n" + content)
    with suppress(Problem):
        register.read(path, today=TODAY)


# --- values ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"Date received": "31/02/2025"}, "Date received", "not a date"),
        ({"Date received": "24/11/2027"}, "Date received", "in the future"),
        ({"Date received": ""}, "Date received", "no date received"),
        ({"Type": ""}, "Type", "no kind"),
        ({"Type": "Grumble"}, "Type", "not a kind"),
        ({"Outcome": "Perhaps"}, "Outcome", "not an outcome"),
        ({"Stage": "Stage 9"}, "Stage", "not a stage"),
        ({"Procedure": "Sideways"}, "Procedure", "not a procedure"),
        ({"Procedure": ""}, "Procedure", "no procedure"),
        ({"Date opened": "01/06/2025"}, "Date opened", "before the date received"),
        ({"Date responded": "01/06/2025"}, "Date responded", "before the date received"),
        ({"Date opened": "20/06/2025", "Date responded": "10/06/2025"}, "Date responded", "before it was opened"),
        ({"Date responded": "01/01/2027"}, "Date responded", "in the future"),
        ({"Stage": "Stage 3"}, "Stage", "no stage 3"),
    ],
)
def test_what_cannot_be_is_rejected_with_its_reason(
    cells: dict[str, str], column: str, why: str, store: Store, tmp_path: Path
) -> None:
    """The row goes whole; the others go in."""
    path = write(tmp_path / "r.csv", HEADING, row(**cells), row(Ref="Good"))
    result = load(store, path)
    assert [(r.row, r.column) for r in result.rejected] == [(2, column)]
    assert why in result.rejected[0].problem
    assert one(store).reference == "Good"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Partly upheld", Outcome.PARTIALLY_UPHELD),
        ("PART UPHELD", Outcome.PARTIALLY_UPHELD),
        ("P/U", Outcome.PARTIALLY_UPHELD),
        ("not upheld", Outcome.NOT_UPHELD),
        ("UPHELD", Outcome.UPHELD),
        ("No outcome recorded", Outcome.NOT_RECORDED),
        ("w/d", Outcome.WITHDRAWN),
    ],
)
def test_outcomes_are_understood_as_written(written: str, meant: Outcome) -> None:
    """Case, spaces and the usual short forms."""
    assert values.outcome(written) is meant


@pytest.mark.parametrize("written", ["1", "S1", "Stage 1", "stage one", 1.0, "STAGE1", "st 1"])
def test_stages_are_understood_as_written(written: str | float) -> None:
    """Also as a number."""
    assert values.stage(written) is Stage.ONE


@pytest.mark.parametrize("written", ["Y", "yes", "TRUE", True, 1.0, "✓", "x"])
def test_yes_is_understood_as_written(written: str | float | bool) -> None:
    """Also as a truth value."""
    assert str(values.yes_no(written)) == "Yes"


@given(
    day=st.dates(date(1990, 1, 1), TODAY),
    form=st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %b %Y", "%A %d %B %Y", "%Y-%m-%d", "%d-%b-%y", "%d/%m/%Y %H:%M"]),
)
def test_a_date_in_any_british_form_is_that_day(day: date, form: str) -> None:
    """Two-digit years are of this century, so only those are tried."""
    if "%y" in form and day.year < 2000:
        return
    assert values.day(day.strftime(form), TODAY) == day


@given(day=st.dates(date(1990, 1, 1), TODAY))
def test_a_spreadsheet_serial_is_its_day(day: date) -> None:
    """45383 is 1 April 2024."""
    serial = (day - date(1899, 12, 30)).days
    assert values.day(float(serial), TODAY) == day
    assert values.day(str(serial), TODAY) == day


# --- rows into cases ------------------------------------------------------------------------------
def test_rows_of_one_reference_are_one_case(store: Store, tmp_path: Path) -> None:
    """Two teams and a stage 2: one case, three investigations; the first row gives the case its team."""
    path = write(
        tmp_path / "r.csv",
        HEADING,
        row(),
        row(Team="Fostering", Details=""),
        row(Stage="2", **{"Date opened": "07/07/2025", "Date responded": ""}, Outcome=""),
    )
    load(store, path)
    assert one(store).team == "SEND Team"
    assert [(str(i.stage), i.team) for i in store.all(Investigation)] == [
        ("Stage 1", "SEND Team"),
        ("Stage 1", "Fostering"),
        ("Stage 2", "SEND Team"),
    ]


def test_a_repeated_row_counts_once_and_says_so(store: Store, tmp_path: Path) -> None:
    """The first of them counts, also when the file comes again, and where the other has nothing that it has not."""
    path = write(tmp_path / "r.csv", HEADING, row(), row(), row(Outcome=""))
    result = load(store, path)
    assert "Row 3 repeats row 2; row 2 counts." in result.warnings
    assert "Row 4 repeats row 2; row 2 counts." in result.warnings
    assert result.rejected == ()
    again = load(store, path)
    assert (again.differs, again.same) == ((), 3)
    assert store.all(Investigation)[0].outcome is Outcome.UPHELD


def test_a_row_that_would_be_lost_under_anothers_reference_is_left_out_and_said_to_be(
    store: Store, tmp_path: Path
) -> None:
    """Another outcome of the same answer, another day of a compliment, another kind: none is dropped in silence."""
    thanks = {"Ref": "D1", "Type": "Compliment", "Stage": "", "Outcome": "", "Date opened": "", "Date responded": ""}
    path = write(
        tmp_path / "r.csv",
        HEADING,
        row(),
        row(Outcome="Not upheld"),
        row(**thanks),
        row(**thanks, **{"Date received": "03/06/2025"}),
        row(**{**thanks, "Ref": "CF/2025-26/0001"}, **{"Date received": "04/06/2025"}),
    )
    result = load(store, path)
    ref = "Give another case its own reference; write what belongs together into one row."
    assert [(r.row, r.column, r.problem) for r in result.rejected] == [
        (3, "Ref", f"Row 2 has the reference CF/2025-26/0001, too, but another Outcome. {ref}"),
        (5, "Ref", f"Row 4 has the reference D1, too, but another Date received. {ref}"),
        (6, "Ref", f"Row 2 has the reference CF/2025-26/0001, too, but another Type and Date received. {ref}"),
    ]
    again = load(store, path)
    assert (len(again.rejected), again.same, again.cases) == (3, 2, 0)


def test_without_references_the_same_feedback_with_another_answer_is_left_out_too(store: Store, tmp_path: Path) -> None:
    """And no value of what is left out joins a list."""
    path = write(tmp_path / "r.csv", HEADING, row(Ref=""), row(Ref="", Themes="Lifts", Outcome="Not upheld"))
    result = load(store, path)
    [left] = result.rejected
    assert (left.row, left.column) == (3, "Outcome")
    assert left.problem.startswith("Row 2 is the same feedback with another Outcome and Themes.")
    assert "Lifts" not in [entry.value for entry in store.all(ListEntry)]


def test_what_is_not_used_or_lost_is_said(store: Store, tmp_path: Path) -> None:
    """Columns nobody understood, a compliment with a response, references alike but for capitals, no rows."""
    lines = (f"{HEADING},Moon phase", f"{row(Ref='a')},full", f"{row(Ref='A', Type='Compliment')},new")
    warnings = load(store, write(tmp_path / "r.csv", *lines)).warnings
    assert "Columns that were not used: Moon phase." in warnings
    assert any(w.startswith("Row 3: a compliment has no Stage, Procedure") for w in warnings)
    assert "A and a differ only in capitals, so they are two cases. Check them." in warnings
    empty = register.read(write(tmp_path / "e.csv", HEADING), today=TODAY)
    assert empty.warnings == ["There are no rows below the headings."]


def test_a_mapping_can_say_what_a_missing_column_means(store: Store, tmp_path: Path) -> None:
    """A register of corporate complaints alone; and brackets in a heading."""
    path = write(tmp_path / "r.csv", "Type,Date received,Outcome (U/PU/NU),Resp sent", "Complaint,2/6/25,PU,9/6/25")
    assert "say what a blank means" in register.read(path, today=TODAY).rejected[0].problem
    mapping = register.RegisterMapping(values={"route": {"": "Corporate"}})
    reading = register.read(path, today=TODAY, mapping=mapping)
    register.carry_out(register.plan(reading, store, today=TODAY), store)
    [investigation] = store.all(Investigation)
    assert (investigation.route, investigation.outcome) == (Route.CORPORATE, Outcome.PARTIALLY_UPHELD)


def test_a_later_stage_with_its_own_date_received_was_opened_then(store: Store, tmp_path: Path) -> None:
    """The case keeps its receipt; the stage 2 has the day of its request."""
    second = row(Stage="2", **{"Date received": "07/07/2025", "Date opened": "", "Date responded": ""}, Outcome="")
    load(store, write(tmp_path / "r.csv", HEADING, row(), second))
    assert one(store).received_on == date(2025, 6, 2)
    assert store.all(Investigation)[1].opened_on == date(2025, 7, 7)


def test_blank_case_fields_come_from_the_first_row(store: Store, tmp_path: Path) -> None:
    """A second row that gives only what is new."""
    path = write(
        tmp_path / "r.csv",
        HEADING,
        row(),
        "CF/2025-26/0001,,,Fostering,,,Corporate,1,02/06/2025,09/06/2025,Not upheld,,",
    )
    result = load(store, path)
    assert (result.rejected, result.investigations) == ((), 2)


def test_a_later_disagreement_about_the_case_is_a_warning(store: Store, tmp_path: Path) -> None:
    """The first row counts."""
    path = write(tmp_path / "r.csv", HEADING, row(), row(Team="Fostering", Customer="Somebody Else"))
    result = load(store, path)
    assert any("Customer differs from the first row" in w for w in result.warnings)


def test_a_rejected_row_leaves_its_case_incomplete_and_joins_it_later(store: Store, tmp_path: Path) -> None:
    """The corrected register adds what was missing."""
    path = write(tmp_path / "r.csv", HEADING, row(), row(Team="Fostering", Outcome="Perhaps"))
    result = load(store, path)
    assert any(w.startswith("Case incomplete: CF/2025-26/0001") for w in result.warnings)
    result = load(store, write(path, HEADING, row(), row(Team="Fostering", Outcome="Not upheld")))
    assert (result.cases, result.investigations, result.same) == (0, 1, 1)


def test_rows_without_a_reference_get_the_next_number_once(store: Store, tmp_path: Path) -> None:
    """They are known again by day, kind, customer and words."""
    path = write(tmp_path / "r.csv", HEADING, row(Ref=""), row(Ref="", Details="Something else."))
    assert load(store, path).cases == 2
    assert {case.reference for case in store.all(Case)} == {"CF/2025-26/0001", "CF/2025-26/0002"}
    assert load(store, path).cases == 0


def test_a_withdrawn_investigation_has_no_response(store: Store, tmp_path: Path) -> None:
    """Its date is the day it ended."""
    load(store, write(tmp_path / "r.csv", HEADING, row(Outcome="Withdrawn")))
    [investigation] = store.all(Investigation)
    assert (investigation.responded_on, investigation.ended_on) == (None, date(2025, 6, 30))


def test_a_status_can_say_that_no_investigation_was_opened(store: Store, tmp_path: Path) -> None:
    """ "Withdrawn before investigation"."""
    path = write(
        tmp_path / "r.csv",
        "Ref,Type,Date received,Procedure,Status",
        "A,Complaint,2/6/25,Corp,Withdrawn before investigation",
    )
    load(store, path)
    assert one(store).ended_before is EndedBefore.WITHDRAWN
    assert store.all(Investigation) == []


def test_learning_and_actions_are_paired_by_position(store: Store, tmp_path: Path) -> None:
    """Parallel lists separated by bars."""
    path = write(
        tmp_path / "r.csv",
        f"{HEADING},Learning category,Learning,Action",
        f"{row()},Service quality | Delivery of service,First. | Second.,Apology | Process changed",
    )
    load(store, path)
    assert [(one.category, one.text) for one in store.all(Learning)] == [
        ("Service quality", "First."),
        ("Delivery of service", "Second."),
    ]


def test_an_extension_counts_as_told(store: Store, tmp_path: Path) -> None:
    """Registers do not say when the complainant was told."""
    path = write(tmp_path / "r.csv", f"{HEADING},Extended to", f"{row()},14/07/2025")
    load(store, path)
    assert [(e.to_on, e.imported) for e in store.all(Extension)] == [(date(2025, 7, 14), True)]


# --- lists ----------------------------------------------------------------------------------------
def test_new_values_join_their_list_and_are_reported(store: Store, tmp_path: Path) -> None:
    """A team nobody had heard of."""
    result = load(store, write(tmp_path / "r.csv", HEADING, row(Team="Music Service")))
    assert any("“Music Service” is new" in w for w in result.warnings)
    assert load(store, write(tmp_path / "q.csv", HEADING, row(Ref="2", Team="Music Service"))).warnings == (
        "Taken as one person each, because the names are the same: Ada Testwell (2 cases).",
    )


@pytest.mark.parametrize("written", ["send team", "SEND  Team", "Send-Team"])
def test_a_value_that_is_only_spelt_otherwise_is_the_known_one(written: str, store: Store, tmp_path: Path) -> None:
    """Case, spaces and punctuation make no new team."""
    result = load(store, write(tmp_path / "r.csv", HEADING, row(Team=written)))
    assert one(store).team == "SEND Team"
    assert any("was taken as “SEND Team”" in w for w in result.warnings) or written == "SEND  Team"


def test_one_slip_in_a_long_word_is_forgiven_with_a_warning(store: Store, tmp_path: Path) -> None:
    """ "Fosterng" is "Fostering"; "Assessment North" is not "Assessment South"."""
    result = load(
        store, write(tmp_path / "r.csv", HEADING, row(Team="Fosterng"), row(Ref="2", Team="Assessment Norths"))
    )
    assert {case.team for case in store.all(Case)} == {"Fostering", "Assessment North"} or any(
        "Norths" in w for w in result.warnings
    )
    assert "Fosterng" not in {case.team for case in store.all(Case)}


def test_two_frequent_values_stay_apart(store: Store, tmp_path: Path) -> None:
    """Three rows each: both are meant."""
    lines = [row(Ref=f"A{n}", Team="Meadow Centre") for n in range(3)]
    lines += [row(Ref=f"B{n}", Team="Meadow Centra") for n in range(3)]
    load(store, write(tmp_path / "r.csv", HEADING, *lines))
    assert {case.team for case in store.all(Case)} == {"Meadow Centre", "Meadow Centra"}


# --- people ---------------------------------------------------------------------------------------
def test_a_complainant_is_one_person_however_the_name_is_spaced(store: Store, tmp_path: Path) -> None:
    """Trimmed, spaces folded, case folded; the import names who was joined."""
    path = write(tmp_path / "r.csv", HEADING, row(), row(Ref="2", Customer=" ada   TESTWELL "))
    result = load(store, path)
    assert result.joined_people == {"Ada Testwell": 2}
    assert sum(person.match_key == "ada testwell" for person in store.all(Person)) == 1


def test_nobody_is_never_the_same_person_twice(store: Store, tmp_path: Path) -> None:
    """Blank and anonymous."""
    lines = [row(Ref=f"{n}", Customer=name, Child="") for n, name in enumerate(["", "", "Anonymous", "anonymous"])]
    assert load(store, write(tmp_path / "r.csv", HEADING, *lines)).joined_people == {}
    assert store.all(Person) == []


# --- again, with other values ---------------------------------------------------------------------
def test_other_values_differ_and_are_changed_only_when_asked(store: Store, tmp_path: Path) -> None:
    """Reported first; with --update changed."""
    load(store, write(tmp_path / "r.csv", HEADING, row()))
    changed = write(tmp_path / "s.csv", HEADING, row(Outcome="Not upheld"))
    result = load(store, changed)
    assert [(d.column, d.edited_here) for d in result.differs] == [("Outcome", False)]
    assert store.all(Investigation)[0].outcome is Outcome.UPHELD
    assert load(store, changed, update=True).updated == 1
    assert store.all(Investigation)[0].outcome is Outcome.NOT_UPHELD


def test_another_date_opened_is_told_and_no_second_investigation(store: Store, tmp_path: Path) -> None:
    """The case is the same, and its stage, team, procedure and answer: its date differs, whoever corrected the file."""
    load(store, write(tmp_path / "r.csv", HEADING, row()))
    dates = {"Date received": "03/06/2025", "Date opened": "03/06/2025"}
    moved = write(tmp_path / "s.csv", HEADING, row(**dates))
    result = load(store, moved)
    assert (result.investigations, result.same) == (0, 0)
    assert [(d.column, d.stored, d.file) for d in result.differs] == [
        ("Date received", "02/06/2025", "03/06/2025"), ("Date opened", "02/06/2025", "03/06/2025")
    ]  # fmt: skip
    assert len(store.all(Investigation)) == 1
    assert load(store, moved, update=True).updated == 2
    [item] = store.all(Investigation)
    assert (item.opened_on, one(store).received_on) == (date(2025, 6, 3), date(2025, 6, 3))
    assert load(store, moved).same == 1


def test_an_open_one_that_is_answered_in_the_next_register_is_not_added_under_another_date(
    store: Store, tmp_path: Path
) -> None:
    """Nor left open for ever: its date and answer differ, and are taken in when asked. An earlier answer is another."""
    unanswered = {"Date responded": "", "Outcome": ""}
    load(store, write(tmp_path / "r.csv", HEADING, row(**unanswered)))
    next_month = write(tmp_path / "s.csv", HEADING, row(**{"Date opened": "03/06/2025"}))
    result = load(store, next_month)
    assert (result.investigations, [d.column for d in result.differs]) == (
        0, ["Date opened", "Date responded", "Outcome"]
    )  # fmt: skip
    assert load(store, next_month, update=True).investigations == 0
    [item] = store.all(Investigation)
    assert (item.opened_on, item.responded_on) == (date(2025, 6, 3), date(2025, 6, 30))
    load(store, write(tmp_path / "t.csv", HEADING, row(Ref="CF/2025-26/0099", **unanswered)))
    dates = {"Date received": "01/05/2025", "Date opened": "01/05/2025", "Date responded": "30/05/2025"}
    before = row(Ref="CF/2025-26/0099", **dates)
    assert load(store, write(tmp_path / "u.csv", HEADING, before)).investigations == 1


def test_an_answer_that_is_corrected_with_the_date_of_opening_adds_no_investigation(
    store: Store, tmp_path: Path
) -> None:
    """Its days overlap with those of the one that is there, which is in no other row: both dates differ."""
    load(store, write(tmp_path / "r.csv", HEADING, row()))
    both = write(tmp_path / "s.csv", HEADING, row(**{"Date opened": "09/06/2025", "Date responded": "04/07/2025"}))
    result = load(store, both)
    assert (result.investigations, [d.column for d in result.differs]) == (0, ["Date opened", "Date responded"])
    assert load(store, both, update=True).investigations == 0
    [item] = store.all(Investigation)
    assert (item.opened_on, item.responded_on) == (date(2025, 6, 9), date(2025, 7, 4))
    assert load(store, both).same == 1


def test_another_investigation_of_the_same_stage_is_added(store: Store, tmp_path: Path) -> None:
    """By another team, begun after the answer of the one that is there, or beside it."""
    load(store, write(tmp_path / "r.csv", HEADING, row()))
    again = {"Date opened": "16/06/2025"}
    files = (
        [row(**{"Date opened": "09/06/2025"}, Team="Fostering")],
        [row(**{"Date opened": "01/07/2025", "Date responded": "21/07/2025"})],
        [row(), row(**again)],
    )
    for n, lines in enumerate(files):
        result = load(store, write(tmp_path / f"{n}.csv", HEADING, *lines))
        assert (result.investigations, [d.column for d in result.differs if d.column == "Date opened"]) == (1, [])


def test_only_a_manager_corrects_dates_by_a_register(store: Store, tmp_path: Path) -> None:
    """An officer is refused before anything is written; other values they may update."""
    load(store, write(tmp_path / "r.csv", HEADING, row()))
    with store.change("add member") as change:
        change.put(None, Member(name="Bo Officer"))
    store.member = "Bo Officer"
    later = write(tmp_path / "s.csv", HEADING, row(**{"Date responded": "01/07/2025"}))
    with pytest.raises(NotAllowed, match="correct a date"):
        load(store, later, update=True)
    opened = write(tmp_path / "u.csv", HEADING, row(**{"Date opened": "03/06/2025"}))
    with pytest.raises(NotAllowed, match="correct a date"):
        load(store, opened, update=True)
    assert load(store, write(tmp_path / "t.csv", HEADING, row(Outcome="Not upheld")), update=True).updated == 1
    store.member = "Alex Example"
    assert load(store, later, update=True).updated == 1


def test_an_update_never_touches_what_was_edited_here(store: Store, tmp_path: Path) -> None:
    """The officer's correction stays."""
    load(store, write(tmp_path / "r.csv", HEADING, row()))
    case = one(store)
    from desk_app.desk import Desk

    Desk(store, lambda: TODAY).correct(case, words="What she really said.")
    result = load(
        store, write(tmp_path / "s.csv", HEADING, row(Details="Much too slow.", Outcome="Not upheld")), update=True
    )
    assert one(store).words == "What she really said."
    assert store.all(Investigation)[0].outcome is Outcome.NOT_UPHELD
    assert {(d.column, d.edited_here) for d in result.differs} == {("Details", True), ("Outcome", False)}


def test_a_row_is_known_again_after_its_team_was_corrected_here(store: Store, tmp_path: Path) -> None:
    """Its identity is what it was when it was imported."""
    path = write(tmp_path / "r.csv", HEADING, row())
    load(store, path)
    from desk_app.desk import Desk

    [investigation] = store.all(Investigation)
    Desk(store, lambda: TODAY).correct(investigation, team="Fostering")
    assert load(store, path).investigations == 0


def test_a_formula_comes_in_and_goes_out_as_text(store: Store, tmp_path: Path) -> None:
    """ "=1+1" in a case is never a formula in a spreadsheet, and comes back as it was."""
    load(store, write(tmp_path / "r.csv", HEADING, row(Details="=1+1")))
    exports.write(store, "cases", tmp_path / "out.csv", today=TODAY)
    assert "'=1+1" in (tmp_path / "out.csv").read_text("utf-8-sig")
    exports.write(store, "cases", tmp_path / "out.xlsx", today=TODAY)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert "'=1+1" in {str(cell.value) for cells in book.worksheets[0].iter_rows() for cell in cells}
    assert register.read(tmp_path / "out.xlsx", today=TODAY).rows[0]["words"] == "=1+1"
