"""The Ombudsman's matters: in a list, and each that is of none of our cases as a file of its own.

Such a file's "case" is no record (`CaseFile.without_case`). Its dates are worked out when they are asked for, not kept
with the steps of cases: there are few, and no case's dates depend on them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.answers import EARLIEST
from desk_app.records import Case, CaseFile, OmbudsmanMatter, OmbudsmanRequest, Remedy, Step
from desk_app.store import engine
from desk_app.store.rows import codec

NAME = "Ombudsman"
SHOWN = 40
"""Of what a matter is about, where that names it: so many characters."""
_ALONE = "SELECT id FROM ombudsman_matter m WHERE case_id IS NULL"
_WAITING = f"""{_ALONE} AND (
    EXISTS (
        SELECT 1 FROM ombudsman_request r WHERE r.matter_id = m.id AND r.sent_on IS NULL AND r.not_needed_on IS NULL
    )
    OR EXISTS (SELECT 1 FROM remedy d WHERE d.matter_id = m.id AND d.done_on IS NULL))"""
_LIST = """
SELECT m.id, m.case_id, coalesce(c.reference, ''), m.reference, m.about,
    coalesce(nullif(m.decision_since_2024, ''), m.decision), m.decided_on,
    (SELECT min(received_on) FROM ombudsman_request r WHERE r.matter_id = m.id),
    (SELECT min(coalesce(r.extended_to, r.due_on, date(r.received_on, '+28 days'))) FROM ombudsman_request r
        WHERE r.matter_id = m.id AND r.sent_on IS NULL AND r.not_needed_on IS NULL),
    EXISTS (SELECT 1 FROM remedy d WHERE d.matter_id = m.id AND d.done_on IS NULL)
FROM ombudsman_matter m LEFT JOIN feedback_case c ON c.id = m.case_id
ORDER BY 8 DESC, m.id DESC
"""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """What a list shows of a matter. `case_id` is None for one of none of our cases; `answer_by`: of what waits."""

    id: int
    case_id: int | None
    case_reference: str
    reference: str
    about: str
    decision: str
    decided_on: date | None
    asked_on: date | None
    answer_by: date | None
    has_remedy: bool  # one that is not done

    @property
    def is_open(self) -> bool:
        """Whether the Ombudsman has not decided, or something is still to be sent or done."""
        return self.decided_on is None or self.answer_by is not None or self.has_remedy


def lines(connection: engine.Connection) -> list[MatterLine]:
    """Every matter, the latest first."""
    return list(map(_line, connection.execute(_LIST)))


def _line(row: tuple[Any, ...]) -> MatterLine:
    matter_id, case_id, case_reference, reference, about, decision, decided, asked, answer_by, remedy = row
    return MatterLine(
        matter_id, case_id, case_reference, reference, about, decision, _day(decided), _day(asked), _day(answer_by),
        bool(remedy),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def one(connection: engine.Connection, matter_id: int) -> CaseFile | None:
    """The file of a matter that is of none of our cases; None where there is no such one."""
    kept = codec(OmbudsmanMatter)
    row = connection.execute(f"{kept.select} WHERE id = ? AND case_id IS NULL", (matter_id,)).fetchone()
    if row is None:
        return None
    matter = kept.from_row(row)
    requests, remedies = codec(OmbudsmanRequest), codec(Remedy)
    of_it = "WHERE matter_id = ? ORDER BY id"
    return CaseFile(
        case=Case(id=matter.id, reference=name_of(matter), received_on=EARLIEST, service_area=matter.service_area),
        matters=(matter,),
        requests=tuple(requests.from_rows(connection.execute(f"{requests.select} {of_it}", (matter_id,)).fetchall())),
        remedies=tuple(remedies.from_rows(connection.execute(f"{remedies.select} {of_it}", (matter_id,)).fetchall())),
        without_case=True,
    )


def to_begin() -> CaseFile:
    """The file of a matter that is only being recorded."""
    return CaseFile(case=Case(reference=NAME, received_on=EARLIEST), without_case=True)


def name_of(matter: OmbudsmanMatter) -> str:
    """What stands where a case's reference does: "Ombudsman 25 005 179", else "Ombudsman: Respite"."""
    if matter.about and not matter.reference:
        return f"{NAME}: {_shortened(matter.about)}"
    return _name_for_others(matter)


def _shortened(about: str) -> str:
    return about if len(about) <= SHOWN else f"{about[: SHOWN - 1].rstrip()}…"


def _name_for_others(matter: OmbudsmanMatter) -> str:
    return f"{NAME} {matter.reference}".strip()


def among(connection: engine.Connection, ids: Iterable[int]) -> frozenset[int]:
    """Which of these ids are of matters without a case."""
    sql = f"{_ALONE} AND id IN (SELECT value FROM json_each(?))"
    return frozenset(found for (found,) in connection.execute(sql, (json.dumps(list(ids)),)))


def waiting(
    connection: engine.Connection, steps_of: Callable[[CaseFile], Iterable[Step]], last: str, *, for_others: bool
) -> list[tuple[Step, str]]:
    """What is still to be sent or done for them, due up to `last` (ISO), each with what the matter is called.

    for_others: what is read outside the office does not say what the matter is about.
    """
    files = [one(connection, matter_id) for (matter_id,) in connection.execute(_WAITING).fetchall()]
    return [
        (step, _name_for_others(file.matters[0]) if for_others else file.case.reference)
        for file in files
        if file is not None
        for step in steps_of(file)
        if step.due_on and not step.done_on and not step.not_applicable and step.due_on.isoformat() <= last
    ]
