"""Everything out and in again: the same figures, the same worklist, the same cases."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk_app import figures
from desk_app.desk import Desk
from desk_app.exchange import tables, whole
from desk_app.figures.period import year_of
from desk_app.problems import Problem
from desk_app.records import Case, CaseFile, Holiday, Investigation, Note
from desk_app.store import Store, opening
from tests.conftest import PASSPHRASE
from tests.desk_app.desk import sensible

BEGINS = date(2025, 9, 1)
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "Complaint", "route": {"choice": "Statutory", "reason": "Fostering."}, "team": "Fostering"},
    {"kind": "Complaint", "route": {"choice": "Corporate", "reason": "A bus pass."}, "team": "SEND Team"},
    {"kind": "Complaint"},
    {"kind": "Enquiry", "target_on": "2026-04-01"},
    {"kind": "Compliment", "recipients": [{"name": "Dee Example", "job": "Adviser"}]},
)


class Day:
    """A clock that the test moves."""

    now = BEGINS

    def __call__(self) -> date:
        return self.now


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which forty cases have lived through any verbs, with a holiday and a team of its own."""
    made, _ = opening.create(
        tmp_path_factory.mktemp("lived") / "lived.desk", member="Alex Example", passphrase=PASSPHRASE,
        weak_for_tests=True,
    )  # fmt: skip
    chance = random.Random(4)
    with made:
        with made.change("add a holiday") as change:
            change.put(None, Holiday(on=date(2026, 2, 3), name="A day off"))
        day = Day()
        desk = Desk(made, day)
        for n in range(40):
            day.now = BEGINS + timedelta(days=5 * n)
            draft = {"received_on": day.now.isoformat(), "words": f"Case {n}. Siân – “it’s late”.", "summary": "=1+1",
                     "complainant": {"name": f"Ada Testwell {n % 7}", "contact": "+44 1743 000000"}}  # fmt: skip
            case_id = desk.log({**KINDS[n % 5], **draft}).case_id
            for _ in range(chance.randrange(9)):
                day.now += timedelta(days=chance.randrange(15))
                file = desk.case_file(case_id)
                offer = chance.choice(desk.offers(file))
                assert not desk.do(offer, file, sensible.answers(file, offer, day.now, chance.randrange(999))).problems
        yield made


@pytest.fixture
def workbook(lived: Store, tmp_path: Path) -> Path:
    out = tmp_path / "everything.xlsx"
    whole.export(lived, out)
    return out


def worklist(store: Store, today: date) -> list[object]:
    return [reminder.as_json() for reminder in Desk(store, lambda: today).worklist()]


def plain(file: CaseFile) -> dict[str, object]:
    """A case's records without ids and versions."""
    found: dict[str, object] = {}
    for part in fields(file):
        value = getattr(file, part.name)
        many = value if isinstance(value, tuple) else (value,)
        found[part.name] = sorted(
            str(
                {
                    f.name: getattr(record, f.name)
                    for f in fields(record)
                    if f.name not in ("id", "version") and not f.name.endswith("_id")
                }
            )
            for record in many
        )
    return found


def test_taken_into_an_empty_store_everything_is_the_same(lived: Store, store: Store, workbook: Path) -> None:
    """Figures of both years, the worklist, each case with all its records; journal and derived tables are whole."""
    taken = whole.import_file(store, workbook)
    assert taken.cases == 40
    for start in (BEGINS, BEGINS + timedelta(days=365)):
        before, after = (figures.as_json(figures.gather(s, year_of(start), date(2026, 11, 24))) for s in (lived, store))
        assert after == before
    assert worklist(store, date(2026, 5, 1)) == worklist(lived, date(2026, 5, 1))
    for case in lived.all(Case):
        there = store.case_id(case.reference)
        assert there is not None
        assert plain(store.case_file(there)) == plain(lived.case_file(case.id))
    assert store.verify().ok


def test_taken_in_twice_nothing_is_new(store: Store, workbook: Path) -> None:
    """And undo takes all of it away again."""
    whole.import_file(store, workbook)
    again = whole.import_file(store, workbook)
    assert (again.cases, again.same, again.change) == (0, 40, None)
    Desk(store, lambda: date(2026, 11, 24)).undo()
    assert store.all(Investigation) == []


def test_what_is_here_stays_as_it_is(lived: Store, store: Store, workbook: Path) -> None:
    """A case of the same reference is left alone, whatever the workbook says of it."""
    case = lived.all(Case)[0]
    with store.change("log complaint") as change:
        change.put(None, replace(case, id=0, version=0, summary="Ours"))
    assert whole.import_file(store, workbook).same == 1
    there = store.case_id(case.reference)
    assert there is not None
    assert store.case_file(there).case.summary == "Ours"


def test_a_dry_run_writes_nothing(store: Store, workbook: Path) -> None:
    """It says what would come."""
    taken = whole.import_file(store, workbook, dry_run=True)
    assert taken.cases == 40
    assert store.all(Case) == []


def test_long_and_awkward_texts_come_back_as_they_were(store: Store, lived: Store, tmp_path: Path) -> None:
    """Longer than a cell holds, beginning with a quote or like a formula, with tabs and emoji."""
    awkward = ["x" * 70_000 + "end", "'=A1", "''", "=SUM(A1)", "\tTab", "Line\nbreak", "😟 Ŵyn", "-1", "007"]
    source, _ = opening.create(tmp_path / "source.desk", member="Alex", passphrase=PASSPHRASE, weak_for_tests=True)
    with source:
        case_id = Desk(source, lambda: BEGINS).log({"kind": "Comment", "received_on": "today", "words": "x"}).case_id
        with source.change("add notes") as change:
            for text in awkward:
                change.put(None, Note(case_id=case_id, text=text))
        whole.export(source, tmp_path / "awkward.xlsx")
    whole.import_file(store, tmp_path / "awkward.xlsx")
    assert [note.text for note in store.all(Note)] == awkward


def test_a_later_version_or_a_lacking_sheet_is_refused(store: Store, workbook: Path) -> None:
    """With what to do; nothing is imported."""
    found = tables.read(workbook)
    later = [replace(t, rows=[t.rows[0], ["", "9"]]) if t.sheet == whole.MARK else t for t in found]
    with pytest.raises(Problem, match="later version"):
        whole.plan(later, store)
    with pytest.raises(Problem, match="lacks its sheet investigation"):
        whole.plan([t for t in found if t.sheet != "investigation"], store)
    broken = [
        replace(t, rows=[t.rows[0], *([["x"] * len(t.rows[0])])]) if t.sheet == "feedback_case" else t for t in found
    ]
    with pytest.raises(Problem, match="Row 2 of the sheet feedback_case"):
        whole.plan(broken, store)


def test_the_command_line_takes_it_like_a_register(store: Store, workbook: Path, tmp_path: Path) -> None:
    """The same keys as for a register."""
    path = store.path
    store.close()
    key = tmp_path / "passphrase"
    key.write_text(PASSPHRASE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "desk_app", "import", str(path), str(workbook), "--json", "--passphrase-file", str(key)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cases"] == 40
