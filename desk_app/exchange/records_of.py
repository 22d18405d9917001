"""From the rows of one case to its records, unsaved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk_app import procedures
from desk_app.exchange import values
from desk_app.exchange.reading import Row, yes
from desk_app.intake import match_key
from desk_app.procedures import Profile
from desk_app.records import (
    Action,
    Case,
    Consent,
    Ending,
    Extension,
    Investigation,
    Kind,
    Learning,
    OmbudsmanMatter,
    OmbudsmanRequest,
    Outcome,
    Record,
    Stage,
    YesNo,
)

Identity = tuple[str, str, str]
"""What makes a row the same row: stage, team, opened."""


@dataclass(slots=True)
class Built:
    """What one row says beyond its case: an investigation, or an enquiry of the Ombudsman."""

    row: Row
    investigation: Investigation | None = None
    matter: OmbudsmanMatter | None = None
    request: OmbudsmanRequest | None = None
    extension: Extension | None = None
    learning: list[Learning] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """All of them, what others refer to first."""
        singles: tuple[Record | None, ...] = (self.investigation, self.matter, self.request, self.extension)
        yield from (record for record in singles if record is not None)
        yield from self.learning
        yield from self.actions


def identity(row: Row) -> Identity:
    """The row's identity within its reference; ("", "", "") for a row that is about the case alone."""
    stage = row["stage"]
    if row["kind"] is not Kind.COMPLAINT or stage is None:
        return "", "", ""
    return str(stage), "" if stage == values.OMBUDSMAN else team_of(row), opened_of(row).isoformat()


def team_of(row: Row) -> str:
    """The team that the row's investigation is with."""
    return row["team"] or ""


def opened_of(row: Row) -> date:
    """Stage 1 is opened on the day of receipt; the others on the day of the request."""
    opened: date = row["opened_on"] or row["received_on"]
    return opened


def case_of(row: Row, today: date, by: str) -> Case:
    """The case, from the first row of its reference."""
    v = row.values
    complaint = v["kind"] is Kind.COMPLAINT
    ended = v.get("status") if complaint and v.get("stage") is None else None
    relationship = (v.get("relationship") or "").casefold()
    return Case(
        reference=row.reference,
        kind=v["kind"],
        received_on=v["received_on"],
        logged_on=today,
        logged_by=by,
        channel=v.get("channel") or "",
        service_area=v.get("service_area") or "",
        team=v.get("team") or "",
        region=v.get("region") or "",
        summary=v.get("summary") or "",
        words=v.get("words") or "",
        acknowledged_on=v.get("acknowledged_on") if v.get("stage") is None else None,
        made_by_child=relationship in ("child or young person", "child", "young person", "self")
        if complaint and relationship
        else None,
        looked_after=v.get("looked_after") if complaint else None,
        consent=_consent(row) if complaint else None,
        route=v.get("route") if complaint else None,
        category=v.get("category") or "" if complaint else "",
        subcategory=v.get("subcategory") or "" if complaint else "",
        themes=v.get("themes") or (),
        ended_before=ended,
        ended_on=v.get("responded_on") if ended else None,
    )


def _consent(row: Row) -> Consent | None:
    """ "On behalf of the child: no" is a complaint in one's own right."""
    if yes(row["consent"]):
        return Consent.GIVEN
    return Consent.NOT_NEEDED if row["on_behalf"] is YesNo.NO else None


def build(row: Row, case: Case, ids: Iterator[int], profiles: Iterable[Profile]) -> Built:
    """What the row adds to its case; ids come in order from `ids`."""
    built = Built(row)
    if row["kind"] is not Kind.COMPLAINT or row["stage"] is None:
        return built
    if row["stage"] == values.OMBUDSMAN:
        _enquiry(built, case, ids)
        return built
    built.investigation = _investigation(row, case, next(ids), profiles)
    if row["extended_to"]:
        stage = built.investigation.stage
        built.extension = Extension(
            id=next(ids), case_id=case.id, investigation_id=built.investigation.id, step=STEP[stage],
            to_on=row["extended_to"], imported=True,
        )  # fmt: skip
    _learning(built, case, ids)
    return built


STEP = {Stage.ONE: "stage_1_response", Stage.TWO: "stage_2_response", Stage.THREE: "stage_3_response"}


def _investigation(row: Row, case: Case, id: int, profiles: Iterable[Profile]) -> Investigation:
    outcome, ended = row["outcome"], row["responded_on"]
    withdrawn = outcome is Outcome.WITHDRAWN
    return Investigation(
        id=id,
        case_id=case.id,
        route=row["route"],
        stage=row["stage"],
        team=team_of(row),
        opened_on=opened_of(row),
        profile=procedures.in_force(row["route"], case.received_on, profiles).key,
        acknowledged_on=row["acknowledged_on"],
        responded_on=None if withdrawn else ended,
        ended_on=ended if withdrawn else None,
        ending=Ending.WITHDRAWN if withdrawn else None,
        outcome=outcome or (Outcome.NOT_RECORDED if ended else None),
        escalation_reason=row["escalation_reason"] or "",
        adjudicating_officer="",
    )


def _enquiry(built: Built, case: Case, ids: Iterator[int]) -> None:
    row, decision = built.row, built.row["decision"] or ""
    since_2024 = decision in values.DECISIONS_SINCE_2024
    matter = OmbudsmanMatter(
        id=next(ids), case_id=case.id, service_area=row["service_area"] or case.service_area,
        decision="" if since_2024 else decision, decision_since_2024=decision if since_2024 else "",
        decided_on=row["responded_on"] if decision else None,
    )  # fmt: skip
    built.matter = matter
    built.request = OmbudsmanRequest(
        id=next(ids), case_id=case.id, matter_id=matter.id, received_on=opened_of(row),
        extended_to=row["extended_to"], sent_on=row["responded_on"],
    )  # fmt: skip


def _learning(built: Built, case: Case, ids: Iterator[int]) -> None:
    """Learning category, Learning and Action hold parallel lists, paired by position."""
    row, inv = built.row, built.investigation
    assert inv is not None
    categories: Sequence[str] = row["learning_category"] or ()
    texts: Sequence[str] = row["learning"] or ()
    actions: Sequence[str] = row["action"] or ()
    for n in range(max(len(categories), len(texts))):
        built.learning.append(
            Learning(
                id=next(ids), case_id=case.id, investigation_id=inv.id, category=_at(categories, n),
                text=_at(texts, n),
            )
        )  # fmt: skip
    for n, kind in enumerate(actions):
        learning_id = built.learning[n].id if n < len(built.learning) else None
        built.actions.append(
            Action(
                id=next(ids), case_id=case.id, investigation_id=inv.id, learning_id=learning_id, kind=kind,
            )
        )  # fmt: skip


def _at(items: Sequence[str], n: int) -> str:
    return items[n] if n < len(items) else ""


def anonymous_key(row: Row) -> tuple[str, str, str, str]:
    """What identifies a row without a reference: received, kind, customer and words."""
    return (
        row["received_on"].isoformat(),
        str(row["kind"]),
        match_key(row["customer"] or ""),
        " ".join((row["words"] or "").split()).casefold(),
    )
