"""The command line as its user meets it: real processes' entry point, real stores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import page
import pytest

import resources
from desk_app.__main__ import main
from desk_app.cli.passphrases import PASSPHRASE_VARIABLE
from desk_app.store import keys, opening
from desk_app.this_computer import config_folder
from tests.desk_app.exchange.registers import HEADING, row, write
from ui.kit.preferences import Preferences

PASSPHRASE = "correct horse battery staple"
HOLD_OPEN = f"""
import sys
from pathlib import Path
from desk_app.store import opening
with opening.open_store(Path(sys.argv[1]), {PASSPHRASE!r}):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, its passphrase in the environment."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    path = tmp_path / "team.desk"
    assert main(["new", str(path), "--member", "Ana Officer", "--council", "Exampleshire Council"]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    """Exit status, standard output as JSON if it is JSON, standard error."""
    capsys.readouterr()
    status = main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    try:
        return status, json.loads(out), err
    except ValueError:
        return status, out, err


def draft(path: Path, **fields: object) -> Path:
    """A draft file."""
    values = {"kind": "Complaint", "received_on": "2026-11-02", "words": "Too slow.", "route": {"choice": "Statutory"}}
    path.write_text(json.dumps({**values, **fields}), "utf-8")
    return path


def test_a_logged_complaint_is_due_and_in_the_figures(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """log, then due, figures and history tell of it; undo takes it back."""
    status, logged, _ = run(capsys, "log", store, "--json", draft(tmp_path / "d.json"))
    assert status == 0
    assert {"step": "stage_1_response", "due_on": "2026-11-16"} in logged["due"]
    _, due, _ = run(capsys, "due", store, "--on", "2026-11-24", "--json")
    first = next(d for d in due if d["step"] == "stage_1_response")
    assert (first["reference"], first["state"], first["days"]) == (logged["reference"], "overdue", -6)
    _, figures, _ = run(capsys, "figures", store, "--year", "2026/27", "--json")
    assert figures["by_kind"] == {"Complaint": 1}
    _, history, _ = run(capsys, "history", store, logged["reference"], "--json")
    assert history[0]["verb"] == "log complaint"
    assert run(capsys, "undo", store)[0] == 0
    assert run(capsys, "figures", store, "--year", "2026/27", "--json")[1]["feedback_cases"] == 0


def test_an_example_draft_can_be_logged_as_it_is(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `--example` prints is a draft that works, for each kind."""
    for kind in ("complaint", "compliment", "comment", "enquiry"):
        _, example, _ = run(capsys, "log", "--example", kind)
        (tmp_path / "e.json").write_text(json.dumps(example), "utf-8")
        status, logged, err = run(capsys, "log", store, "--json", tmp_path / "e.json")
        assert (status, logged["problems"]) == (0, {}), err


def test_a_draft_with_a_problem_is_refused_with_its_field(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown key is a problem, exit status 1, nothing saved."""
    status, logged, _ = run(capsys, "log", store, "--json", draft(tmp_path / "d.json", colour="blue"))
    assert status == 1
    assert "colour" in logged["problems"]
    assert run(capsys, "figures", store, "--year", "2026/27", "--json")[1]["feedback_cases"] == 0


def test_the_wrong_passphrase_says_so(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1, message and remedy on standard error."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "wrong")
    status, out, err = run(capsys, "due", store)
    assert (status, out) == (1, "")
    assert "passphrase" in err.lower()


def test_without_a_passphrase_or_a_terminal_there_is_no_prompt(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that forgot it gets exit status 1."""
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    status, _, err = run(capsys, "due", store)
    assert status == 1
    assert "No passphrase was given." in err


def test_a_passphrase_file_goes_before_the_environment(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file's line end is not part of the passphrase."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "wrong")
    (tmp_path / "p.txt").write_text(PASSPHRASE + "\n", "utf-8")
    assert run(capsys, "due", store, "--passphrase-file", tmp_path / "p.txt")[0] == 0


def test_wrong_usage_is_exit_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    """No command, or an option that does not exist."""
    for arguments in ([], ["due"], ["due", "x", "--nonsense"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_a_bug_is_exit_status_70_and_shows_no_case_text(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report names the place, never the message, which could hold what somebody said."""
    from desk_app.desk import Desk

    def broken(self: Desk, within: int | None = None) -> None:
        raise ValueError("Ada Testwell said this")

    monkeypatch.setattr(Desk, "worklist", broken)
    status, _, err = run(capsys, "due", store)
    assert status == 70
    assert "Testwell" not in err
    assert "ValueError" in err


def test_a_report_for_an_archive(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`desk report --archive`: PDF/A-2a; a web page is none, and nothing is written."""
    out, web = tmp_path / "report.pdf", tmp_path / "report.html"
    asked = ("report", store, "--year", "2023/24", "--as-at", "2024-09-02", "--archive", "--out")
    assert run(capsys, *asked, out)[0] == 0
    assert page.is_pdf_compliant(str(out), profile="pdfa-2a")
    status, _, err = run(capsys, *asked, web)
    assert status == 1
    assert "Only a PDF" in err
    assert not web.exists()


def test_a_report_of_a_year_that_has_not_begun_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `desk monitor` refuses it: a sentence, and no file."""
    out = tmp_path / "report.pdf"
    status, _, said = run(capsys, "report", store, "--year", "2031/32", "--out", out, "--as-at", "2026-11-24")
    assert (status, out.exists()) == (1, False)
    assert said.startswith("2031/32 had not begun on 24 November 2026.")


def test_a_report_is_written_and_verified(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report of an empty year is a report; the store verifies afterwards; a backup is written."""
    out = tmp_path / "r.pdf"
    assert run(capsys, "report", store, "--year", "2025/26", "--out", out, "--as-at", "2026-11-24")[0] == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert run(capsys, "verify", store)[0] == 0
    assert run(capsys, "backup", store, "--out", tmp_path / "b.zip")[0] == 0


def test_the_demonstration_stands_and_is_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`desk demo`: a store with all states of a worklist, a report, and the register's figures unchanged."""
    from desk_app import sample

    monkeypatch.setenv(PASSPHRASE_VARIABLE, sample.PASSPHRASE)
    assert run(capsys, "demo", tmp_path)[0] == 0
    store = tmp_path / sample.NAME
    _, due, _ = run(capsys, "due", store, "--json")
    assert {"overdue", "due today", "running", "paused"} <= {d["state"] for d in due}
    assert {"acknowledge", "stage_1_response", "stage_2_response", "ombudsman_answer", "consent", "action"} <= {
        d["step"] for d in due
    }
    expected = json.loads((Path(__file__).parents[1] / "data/expected-figures.json").read_text("utf-8"))
    for year, figures in expected.items():
        _, got, _ = run(capsys, "figures", store, "--year", year, "--json")
        assert {key: got[key] for key in figures} == figures
    assert run(capsys, "verify", store)[0] == 0
    assert run(capsys, "demo", tmp_path)[0] == 0, "built anew in the same place"


def test_today_is_a_parameter_of_due(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--on takes any British date; --within counts working days and includes what is overdue."""
    run(capsys, "log", store, "--json", draft(tmp_path / "d.json", acknowledged_on="3/11/2026"))
    _, due, _ = run(capsys, "due", store, "--on", "9/11/2026", "--within", "4", "--json")
    assert "stage_1_response" not in {d["step"] for d in due}
    _, due, _ = run(capsys, "due", store, "--on", date(2026, 11, 9), "--within", "5", "--json")
    assert [d["days"] for d in due if d["step"] == "stage_1_response"] == [5]


def test_the_team_list_goes_to_a_mail_or_a_file(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`desk export STORE chase`: to standard output nothing but the list; one team; no other export goes there."""
    for team in ("Fostering", "Adoption"):
        _, logged, _ = run(capsys, "log", store, "--json", draft(tmp_path / "d.json", team=team))
    status, text, _ = run(capsys, "export", store, "chase", "--out", "-")
    assert status == 0
    assert text.startswith("Feedback that is open or overdue on ")
    assert "Fostering: " in text
    status, text, _ = run(capsys, "export", store, "chase", "--team", "adoption", "--out", "-")
    assert logged["reference"] in text
    assert "Fostering" not in text
    out = tmp_path / "list.xlsx"
    assert run(capsys, "export", store, "chase", "--out", out)[:2] == (0, f"Wrote {out}\n")
    assert out.stat().st_size > 1000
    for wrong in (
        ("chase", "--team", "Nobody", "--out", "-"),
        ("cases", "--out", "-"),
        ("cases", "--team", "Fostering", "--out", out),
    ):
        status, _, err = run(capsys, "export", store, *wrong)
        assert (status, bool(err)) == (1, True), wrong


def test_a_calendar_remembers_what_the_last_one_said(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`desk export STORE deadlines --out FILE.ics`: what is undone is called off in the next; names on request."""
    run(capsys, "log", store, "--json", draft(tmp_path / "d.json", complainant={"name": "Ada Testwell"}))
    out = tmp_path / "dates.ics"
    assert run(capsys, "export", store, "deadlines", "--out", out)[:2] == (0, f"Wrote {out}\n")
    assert "STATUS:CANCELLED" not in out.read_text("utf-8")
    assert "Testwell" not in out.read_text("utf-8")
    run(capsys, "export", store, "deadlines", "--names", "--out", out)
    assert "Testwell" in out.read_text("utf-8")
    _, history, _ = run(capsys, "history", store, "--json")
    [logged] = [change["change"] for change in history if change["verb"] == "log complaint"]
    run(capsys, "undo", store, logged)
    run(capsys, "export", store, "deadlines", "--out", out)
    assert "STATUS:CANCELLED" in out.read_text("utf-8")
    assert "STATUS:CONFIRMED" not in out.read_text("utf-8")


def test_a_calendar_is_written_while_somebody_has_the_store_open(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that the next one will not know of it."""
    run(capsys, "log", store, "--json", draft(tmp_path / "d.json"))
    out = tmp_path / "dates.ics"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == "open\n"
        status, said, _ = run(capsys, "export", store, "deadlines", "--out", out)
        holder.stdin.close()
    assert status == 0
    assert "open elsewhere" in said
    assert out.is_file()


def test_learning_and_actions_are_one_table(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`desk export STORE learning`."""
    out = tmp_path / "learning.csv"
    assert run(capsys, "export", store, "learning", "--out", out)[0] == 0
    assert out.read_text("utf-8-sig").startswith("Reference,Received,Year,Team,Learning category,")


def test_an_exported_report_is_in_the_history(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who took it out, and when."""
    status, _, said = run(capsys, "report", store, "--year", "2025/26", "--out", tmp_path / "report.pdf")
    assert status == 0
    assert "does not say how people reach you" in said
    assert "the name of the council" not in said
    status, out, _ = run(capsys, "history", store)
    assert status == 0
    assert "export annual report 2025/26" in str(out)


def test_every_export_and_backup_is_noted(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the store that can be written to: none goes out without a line in the history, or in the log of backups."""
    run(capsys, "log", store, "--json", draft(tmp_path / "d.json"))
    for what, name in (
        ("cases", "cases.xlsx"), ("chase", "chase.xlsx"), ("chase", "-"), ("deadlines", "due.csv"),
        ("learning", "learning.csv"), ("everything", "all.zip"),
    ):  # fmt: skip
        out = name if name == "-" else tmp_path / name
        assert run(capsys, "export", store, what, "--out", out)[0] == 0
        [latest, *_] = run(capsys, "history", store, "--json")[1]
        assert (latest["verb"], latest["by"]) == (f"export {'team list' if what == 'chase' else what}", "Ana Officer")
    count = len(run(capsys, "history", store, "--json")[1])
    assert count == 2 + 6
    assert run(capsys, "backup", store, "--out", tmp_path / "team.backup")[0] == 0
    with opening.open_store(store, PASSPHRASE, read_only=True) as opened:
        assert opened.last_backup_at() is not None
        assert str(tmp_path / "team.backup") in {path for (path,) in opened.read("SELECT path FROM backup_log")}


def test_a_store_that_is_only_read_says_that_nothing_is_noted(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While somebody else has it open."""
    with opening.open_store(store, PASSPHRASE):
        assert "does not note" in run(capsys, "export", store, "cases", "--out", tmp_path / "cases.xlsx")[2]
        assert "does not note" in run(capsys, "backup", store, "--out", tmp_path / "team.backup")[2]


def test_the_figures_of_a_year_go_out_as_open_data_and_its_words_to_reviewers(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`desk report` by the file's ending; `desk export figures --year` is the same, other dates are plain figures."""
    for command in (("report", store), ("export", store, "figures")):
        out = tmp_path / f"{command[0]}.csv"
        assert run(capsys, *command, "--year", "2025/26", "--out", out)[0] == 0
        assert out.read_text("utf-8-sig").startswith("Table,Title,Section,Row,Column,Value,Unit,Period,As at,Status,")
    assert run(capsys, "report", store, "--year", "2025/26", "--out", tmp_path / "words.docx")[0] == 0
    assert (tmp_path / "words.docx").read_bytes().startswith(b"PK")
    out = tmp_path / "quarter.csv"
    dates = ("--from", "2026-01-01", "--to", "2026-03-31")
    assert run(capsys, "export", store, "figures", *dates, "--out", out)[0] == 0
    assert out.read_text("utf-8-sig").startswith("Figure,Of,Value")
    for wrong in ("figures.pdf", "-"):
        status, _, err = run(capsys, "export", store, "figures", "--year", "2025/26", "--out", wrong)
        assert (status, "End its name with .xlsx or .csv." in err) == (1, True)


def test_monitor_writes_a_sheet_of_any_period_and_notes_it(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PDF or a workbook by the file's ending; a team that nobody knows is a problem and writes nothing."""
    run(capsys, "log", store, "--json", draft(tmp_path / "d.json", team="Fostering"))
    asked = ("monitor", store, "--from", "2026-11-01", "--to", "2026-11-30")
    for name in ("november.pdf", "november.xlsx"):
        assert run(capsys, *asked, "--team", "Fostering", "--out", tmp_path / name)[0] == 0
        assert (tmp_path / name).stat().st_size > 1000
    _, history, _ = run(capsys, "history", store, "--json")
    assert [entry["verb"] for entry in history][:2] == ["export monitoring November 2026"] * 2
    for wrong in (
        (*asked, "--team", "Fosterin", "--out", tmp_path / "no.pdf"),
        (*asked, "--out", tmp_path / "no.docx"),
        ("monitor", store, "--from", "2040-11-01", "--to", "2040-11-30", "--out", tmp_path / "no.pdf"),
    ):
        status, _, err = run(capsys, *wrong)
        assert status == 1
        assert err
    assert not list(tmp_path.glob("no.*"))


def test_changes_that_went_missing_are_told(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """store.db was put back as it was before a complaint: what the store knows of its last change does not fit."""
    before = (store / "store.db").read_bytes()
    run(capsys, "log", store, "--json", draft(tmp_path / "d.json"))
    (store / "store.db").write_bytes(before)
    status, _, err = run(capsys, "due", store, "--on", "2026-11-24")
    assert status == 0
    assert "The last change is missing" in err


def test_a_member_is_added_acts_under_their_name_and_is_removed(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo may look who is there, manages nobody, and is gone after `remove`."""
    of_bo = store.parent / "bo.txt"
    of_bo.write_text("seven warm walruses\n", "utf-8")
    bo = ("--member", "Bo Officer", "--passphrase-file", of_bo)
    added = ("members", store, "add", "Bo Officer", "--new-passphrase-file", of_bo)
    assert run(capsys, *added)[0] == 0
    assert run(capsys, "members", store, "--json", *bo)[1] == [
        {"name": "Ana Officer", "role": "manager", "has_passphrase": True},
        {"name": "Bo Officer", "role": "officer", "has_passphrase": True},
    ]
    status, _, told = run(capsys, "members", store, "role", "Bo Officer", "--role", "manager", *bo)
    assert status == 1
    assert "Only a manager can" in told
    monkeypatch.setenv("FEEDBACK_DESK_NEW_PASSPHRASE", "nine brave bananas")
    assert run(capsys, "passphrase", store, *bo)[0] == 0
    assert run(capsys, "members", store, *bo)[0] == 1  # the earlier one
    status, _, told = run(capsys, "members", store, "remove", "Bo Officer")
    assert status == 1
    assert "say who you are" in told
    status, said, _ = run(capsys, "members", store, "remove", "Bo Officer", "--member", "Ana Officer")
    assert status == 0
    assert "new key" in said
    assert run(capsys, "members", store, *bo)[0] == 1
    assert run(capsys, "verify", store)[0] == 0


def test_a_new_recovery_key_is_printed_once_and_its_day_is_said(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens the store at once."""
    assert "was made on" in run(capsys, "recovery-key", store)[1]
    _, said, _ = run(capsys, "recovery-key", store, "--new")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, said.splitlines()[0].rpartition(": ")[2])
    assert run(capsys, "due", store)[0] == 0


def test_a_store_that_was_handed_over_is_only_read(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There it is restored and worked in; here it says where it went."""
    copy = tmp_path / "for-the-other.backup"
    assert run(capsys, "hand-over", store, "--out", copy)[0] == 0
    log = ("log", store, "--json", draft(tmp_path / "d.json"))
    status, _, told = run(capsys, *log)
    assert status == 1
    assert str(copy) in told
    assert run(capsys, "due", store)[0] == 0
    there = tmp_path / "there.desk"
    assert run(capsys, "restore", copy, "--out", there)[0] == 0
    assert run(capsys, "log", there, *log[2:])[0] == 0


def test_only_the_first_line_of_a_passphrase_file_counts(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As its help says; also one that an editor of Windows wrote."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "wrong")
    for text in (f"{PASSPHRASE}\nfor the team's store\n", f"\ufeff{PASSPHRASE}\r\nof November\r\n"):
        (tmp_path / "p.txt").write_bytes(text.encode())
        assert run(capsys, "due", store, "--passphrase-file", tmp_path / "p.txt")[0] == 0


def test_a_passphrase_that_is_easy_to_guess_is_refused_as_in_the_window(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new store's, a new member's, a new one of one's own: nothing is made or changed."""
    before = (store / "keys.json").read_bytes()
    for easy in ("a", "password1234", "Summer2026!", "anaofficer2026", "password password"):
        monkeypatch.setenv("FEEDBACK_DESK_NEW_PASSPHRASE", easy)
        for command in (("members", store, "add", "Bo Officer"), ("members", store, "reset", "Ana Officer"),
                        ("passphrase", store)):  # fmt: skip
            status, _, told = run(capsys, *command)
            assert (status, "does not protect a store" in told) == (1, True)
    assert (store / "keys.json").read_bytes() == before
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "password1234")
    assert run(capsys, "new", tmp_path / "other.desk")[0] == 1
    assert not (tmp_path / "other.desk").exists()


def test_before_an_import_a_backup_is_made_where_the_window_has_a_folder_for_them(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not of a store without a case, nor for a dry run; it is the store as it was before."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "backups"
    Preferences(config_folder()).keep(daily_backups=str(folder))
    one, five = _begin_of_register(tmp_path, 1), _begin_of_register(tmp_path, 5)
    assert run(capsys, "import", store, one)[0] == 0
    assert run(capsys, "import", store, five, "--dry-run")[0] == 0
    assert not folder.exists()
    assert run(capsys, "import", store, five)[0] == 0
    [made] = folder.iterdir()
    assert run(capsys, "restore", made, "--out", tmp_path / "before.desk")[0] == 0
    with opening.open_store(tmp_path / "before.desk", PASSPHRASE, read_only=True) as before:
        assert before.read("SELECT count(*) FROM feedback_case") == [(1,)]


def _begin_of_register(folder: Path, rows: int) -> Path:
    """The first rows of the model council's."""
    lines = resources.path("sample/register.csv").read_text("utf-8").splitlines(keepends=True)
    made = folder / f"{rows}.csv"
    made.write_text("".join(lines[: rows + 1]), "utf-8")
    return made


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks in the way of Linux")
@pytest.mark.parametrize("entry", ["desk_app.__main__", "ui.app"])
def test_the_memory_of_the_program_is_written_to_no_core_file(entry: str) -> None:
    """Nor may another program of the same account look into it, whatever the account allows."""
    script = (
        "import ctypes, resource\n"
        f"from {entry} import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    command = f'ulimit -c "$(ulimit -Hc)"; exec "{sys.executable}" -c "$0"'
    done = subprocess.run(["sh", "-c", command, script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "(0, 0) 0"


# --- what no command can do anything with is a plain problem, never a bug -------------------------------------
@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store that opens in no time."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    path = tmp_path / "team.desk"
    opening.create(path, member="Ana Officer", passphrase=PASSPHRASE, weak_for_tests=True)[0].close()
    return path


def test_keys_that_something_else_changed_are_told_by_a_command_that_only_reads(
    quick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was asked for comes all the same."""
    assert "keys.json" not in run(capsys, "due", quick)[2]
    keys.write(quick, replace(keys.read(quick), seal=b""))
    status, _, told = run(capsys, "due", quick)
    assert status == 0
    assert "keys.json" in told
    assert "changed by something else" in told


@pytest.mark.parametrize(
    "command",
    [
        ["restore", "{folder}", "--out", "{folder}/n.desk"],
        ["restore", "{backup}", "--out", f"{{folder}}/{'x' * 300}.desk"],
        ["restore", "{backup}", "--out", f"{{folder}}/{'x' * 248}.desk"],
        ["restore", "{backup}", "--out", "{folder}/file.desk/in.desk"],
        ["new", f"{{folder}}/{'y' * 300}.desk", "--member", "Bo Example"],
        ["due", f"{{folder}}/{'y' * 300}.desk"],
        ["verify", f"{{folder}}/{'y' * 300}.desk"],
        ["backup", "{store}", "--out", f"{{folder}}/{'y' * 252}"],
        ["backup", "{store}", "--out", f"{{folder}}/{'y' * 400}"],
        ["backup", "{store}", "--out", "-"],
        ["hand-over", "{store}", "--out", "-"],
        ["subject", "{store}", "9" * 23, "--out", "{folder}/q"],
        ["subject", "{store}", "\udcff", "--out", "{folder}/q"],
        ["history", "{store}", "\udcff"],
        ["log", "{store}", "--json", "{folder}/deep.json"],
        ["log", "{store}", "--json", "{folder}/half.json"],
        ["log", "{store}", "--json", "{folder}/large.json"],
        ["backup", "{store}", "--out", "{folder}/pipe"],
        ["export", "{store}", "cases", "--out", "{folder}/pipe.csv"],
        ["restore", "{folder}/pipe", "--out", "{folder}/n.desk"],
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="pipes, and names as Linux takes them")
def test_what_cannot_be_used_is_said_with_a_remedy(
    quick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """A folder as a backup, names that are too long, signs that are no text, a pipe in a file's place."""
    backup = tmp_path / "b.backup"
    assert main(["backup", str(quick), "--out", str(backup)]) == 0
    (tmp_path / "file.desk").write_text("x", "utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    draft(tmp_path / "half.json", words="\ud800 x")
    draft(tmp_path / "large.json", complainant={"person_id": 10**22, "name": "Q"})
    for name in ("pipe", "pipe.csv"):
        os.mkfifo(tmp_path / name)
    before = sorted(path.name for path in tmp_path.iterdir())
    given = [part.format(store=quick, folder=tmp_path, backup=backup) for part in command]
    status, _, error = run(capsys, *given)
    assert status == 1
    assert len(error.strip().splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert all((tmp_path / name).is_fifo() for name in ("pipe", "pipe.csv"))
    assert run(capsys, "due", quick)[0] == 0


@pytest.mark.parametrize(
    "command",
    [
        ["undo", "{store}", "9" * 23],
        ["due", "{store}", "--within", "99999999999"],
        ["monitor", "{store}", "--from", "0001-01-01", "--to", "9999-12-31", "--out", "{store}/../m.xlsx"],
    ],
)
def test_a_number_or_day_out_of_reach_is_wrong_usage(
    quick: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """Exit status 2, with what it may be."""
    with pytest.raises(SystemExit) as stopped:
        run(capsys, *(part.format(store=quick) for part in command))
    assert stopped.value.code == 2
    assert run(capsys, "due", quick, "--within", "999")[0] == 0


def test_a_store_is_not_replaced_through_a_link(
    quick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the link would be put aside, and the store it leads to would go on."""
    backup, link = tmp_path / "b.backup", tmp_path / "link.desk"
    assert main(["backup", str(quick), "--out", str(backup)]) == 0
    link.symlink_to(quick, target_is_directory=True)
    for more in ([], ["--replace"], ["--replace", "--dry-run"]):
        status, _, error = run(capsys, "restore", backup, "--out", link, *more)
        assert (status, str(quick) in error) == (1, True)
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.glob("*.desk")) == ["link.desk", "team.desk"]


def test_a_dry_run_writes_no_mapping_and_nothing_is_written_into_a_store(
    capsys: pytest.CaptureFixture[str], quick: Path, tmp_path: Path
) -> None:
    """A mapping over its keys would lock everybody out; a table in it could be read by whoever gets the folder."""
    load = write(tmp_path / "register.csv", HEADING, row())
    before = {path.name: path.read_bytes() for path in quick.iterdir()}
    saved = tmp_path / "mapping.json"
    assert run(capsys, "import", quick, load, "--dry-run", "--save-mapping", saved)[0] == 0
    assert not saved.exists()
    assert run(capsys, "import", quick, load, "--save-mapping", quick / "keys.json")[0] == 1
    assert run(capsys, "import", quick, load, "--save-mapping", quick / "mapping.json")[0] == 1
    assert run(capsys, "export", quick, "cases", "--out", quick / "store.db.csv")[0] == 1
    assert {path.name for path in quick.iterdir()} <= before.keys() | {"store.db-wal", "store.db-shm"}
    assert (quick / "keys.json").read_bytes() == before["keys.json"]
    assert run(capsys, "import", quick, load, "--save-mapping", saved)[0] == 0
    assert saved.exists()
