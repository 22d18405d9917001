"""The weekly team list: what each team still has to do, without a name."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from desk_app.desk import Desk
from desk_app.exchange import cells, chase, exports
from desk_app.exchange.values import text
from desk_app.problems import Problem
from desk_app.records import Action, ListEntry, ListName, Note
from desk_app.store import Store

Log = Callable[..., str]
NAMES = ("Ada", "Ben", "Zoë", "Example")


@pytest.fixture
def log(store: Store, today: date) -> Log:
    """Log a complaint of Ada Example; its reference."""

    def made(**answers: Any) -> str:
        draft: dict[str, Any] = {
            "kind": "Complaint",
            "received_on": "16 Nov 2026",
            "team": "Fostering",
            "words": "The allowance is late.",
            "complainant": {"name": "Ada Example"},
            "child": {"name": "Ben Example"},
            "at_risk": False,
            "route": {"choice": "Statutory"},
            **answers,
        }
        done = Desk(store, lambda: today).log(draft)
        assert not done.problems, done.problems
        return done.reference

    return made


def test_each_team_has_its_open_steps_most_overdue_first(store: Store, log: Log, today: date) -> None:
    """Acknowledged late, answer due on Monday; another team's case; days in words."""
    old, new = log(received_on="2 Nov 2026"), log(received_on="16 Nov 2026")
    log(team="Adoption", received_on="24 Nov 2026")
    listed = chase.team_list(store, today)
    assert [team.team for team in listed.teams] == ["Adoption", "Fostering"]
    fostering = listed.teams[1]
    assert [(i.reference, i.what, i.in_words) for i in fostering.items][:4] == [
        (old, "Acknowledge", "13 working days overdue"),
        (old, "Draft due from the investigator", "9 working days overdue"),
        (old, "Stage 1 response", "6 working days overdue"),
        (new, "Acknowledge", "3 working days overdue"),
    ]
    assert (fostering.items[-1].in_words, fostering.items[-1].due_on) == ("in 4 working days", date(2026, 11, 30))
    assert fostering.counted == "6 dates in 2 cases, 4 of them overdue"


def test_the_text_is_plain_lines_for_an_e_mail(store: Store, log: Log, today: date) -> None:
    """Grouped by team, dates in words, no signs that need a fixed font."""
    reference = log(received_on="16 Nov 2026", acknowledged_on="17 Nov 2026")
    assert chase.as_text(chase.team_list(store, today)) == (
        "Feedback that is open or overdue on Tuesday 24 November 2026\n"
        "\n"
        "Fostering: 2 dates in 1 case, none overdue\n"
        f"  - {reference}: Draft due from the investigator, due 25 November 2026 (in 1 working day)\n"
        f"  - {reference}: Stage 1 response, due 30 November 2026 (in 4 working days)\n"
        "\n"
        "Please tell the feedback team how each of these stands. References only: no names are given here.\n"
    )


def test_no_name_and_no_words_of_a_case_leave_with_it(store: Store, log: Log, today: date) -> None:
    """Not even in an action, whose text is anybody's words; nor that a child may be at risk."""
    log(at_risk=None)
    case_id = store.case_id(log())
    assert case_id is not None
    with store.change("add action") as change:
        change.put(None, Action(case_id=case_id, text="Ring Zoë Example back", due_on=date(2026, 11, 20)))
        change.put(None, Note(case_id=case_id, text="Zoë Example rang"))
    listed = chase.team_list(store, today)
    said = chase.as_text(listed) + repr(list(chase.rows(listed)))
    assert "Action" in said
    assert not [name for name in NAMES if name in said]
    assert "safeguarding" not in said.lower()


def test_what_waits_for_the_complainant_is_nobodys_task(store: Store, log: Log, today: date) -> None:
    """An answered complaint can go to stage 2 for a while: a window, no step of the team."""
    case_id = store.case_id(log(received_on="2 Nov 2026", acknowledged_on="3 Nov 2026"))
    assert case_id is not None
    [item] = store.case_file(case_id).investigations
    with store.change("respond") as change:
        change.put(item, replace(item, responded_on=date(2026, 11, 12)))
    assert store.open_steps()
    assert "Fostering" not in chase.as_text(chase.team_list(store, today))


def test_one_team_is_chosen_by_its_name_never_by_a_guess(store: Store, log: Log, today: date) -> None:
    """Case and spaces do not matter; two names that differ only in these have to be written exactly."""
    log()
    log(team="Adoption")
    assert [team.team for team in chase.team_list(store, today, " fostering").teams] == ["Fostering"]
    assert "Nothing is open for Leaving Care" in chase.as_text(chase.team_list(store, today, "Leaving Care"))
    with pytest.raises(Problem, match="no team “Fosterin”"):
        chase.team_list(store, today, "Fosterin")
    with store.change("add team") as change:
        change.put(None, ListEntry(list=ListName.TEAM, value="Early Help - East"))
        change.put(None, ListEntry(list=ListName.TEAM, value="Early Help (East)"))
    with pytest.raises(Problem) as caught:
        chase.team_list(store, today, "early help east")
    assert "“Early Help (East)” or “Early Help - East”" in caught.value.remedy
    assert chase.known_team(store, "Early Help (East)") == "Early Help (East)"


def test_nothing_open_is_said(store: Store, today: date) -> None:
    """Of an empty store."""
    assert chase.as_text(chase.team_list(store, today)) == "Nothing is open on Tuesday 24 November 2026.\n"


def test_the_three_files_say_the_same(store: Store, log: Log, today: date, tmp_path: Path) -> None:
    """Text, CSV and XLSX, through the same door as every export; each is noted in the journal."""
    log(team="Adoption", received_on="2 Nov 2026")
    log()
    for name in ("list.txt", "list.csv", "list.xlsx"):
        change = exports.write(store, "chase", tmp_path / name, today=today, team="Adoption")
        assert change is not None
        assert change.verb == "export team list"
    listed = chase.team_list(store, today, "Adoption")
    assert (tmp_path / "list.txt").read_text("utf-8") == chase.as_text(listed)
    table = list(csv.reader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig"))))
    assert table[0] == list(chase.HEADER)
    assert table[1] == [
        "Adoption",
        "CF/2026-27/0001",
        "Acknowledge",
        "05/11/2026",
        "13 working days overdue",
        "Overdue",
    ]
    sheet = CalamineWorkbook.from_path(tmp_path / "list.xlsx").get_sheet_by_name("Team list").to_python()
    assert [row[:3] for row in sheet] == [row[:3] for row in table]
    with pytest.raises(Problem, match=r"list\.pdf"):
        exports.write(store, "chase", tmp_path / "list.pdf", today=today)


@pytest.mark.parametrize("start", "=+-@＝＋－＠")
def test_words_that_look_like_a_formula_are_only_words(start: str, tmp_path: Path) -> None:
    """In a CSV a quote stands before them, which reading takes off again; in XLSX no cell is a formula."""
    words = f"{start}HYPERLINK(1)"
    for suffix in (".csv", ".xlsx"):
        out = tmp_path / f"cells{suffix}"
        cells.write(out, [("Cells", ("Words",), [(words,), ("{=1}",), ("https://example.org",)])])
        if suffix == ".csv":
            table: Sequence[Sequence[object]] = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
        else:
            table = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
            with zipfile.ZipFile(out) as packed:
                assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
        said = str(table[1][0])
        assert said == f"'{words}"
        assert text(said) == words
