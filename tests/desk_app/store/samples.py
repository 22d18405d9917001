"""Made-up records, few or many, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from desk_app.records import (
    Action,
    Case,
    Extension,
    Investigation,
    Kind,
    Learning,
    Outcome,
    Party,
    Person,
    Record,
    Role,
    Route,
    Stage,
)
from desk_app.store import Store
from desk_app.store.lines import year_of

FORENAMES = ("Asha", "Bronwen", "Callum", "Dilys", "Emeka", "Fiona", "Gareth", "Hana", "Idris", "Josie", "Kofi", "Zoë")
SURNAMES = ("Abbott", "Baptiste", "Corbett", "Downes", "Evason", "Farley", "Griffiths", "Hotchkiss", "Ingram", "Jukes")
TEAMS = ("Assessment North", "Assessment South", "Case Management", "Fostering", "Leaving Care", "Early Help")
AREAS = ("Safeguarding", "Looked after children", "Early Help")
THEMES = ("Communication", "Delay", "Staff attitude", "Decision", "Information")
VERBS = ("did not ring back", "came late", "lost the letter", "changed the plan", "would not listen", "was very kind")
THINGS = (
    "the social worker",
    "the review meeting",
    "our contact visit",
    "the care plan",
    "the taxi to school",
    "the form",
)


def complaint(store: Store, received_on: date, words: str = "Nobody rang back.", name: str = "Zoë Corbett") -> int:
    """Log one statutory complaint; returns the case's id."""
    with store.change("log complaint") as change:
        case = change.put(
            None,
            Case(
                reference=store.next_reference(received_on, change), received_on=received_on, words=words, at_risk=False
            ),
        )
        person = change.put(None, Person(name=name, match_key=name.casefold()))
        change.put(None, Party(case_id=case.id, person_id=person.id))
        change.put(
            None,
            Investigation(
                case_id=case.id, route=Route.STATUTORY, stage=Stage.ONE, opened_on=received_on, profile="statutory"
            ),
        )
    return case.id


def many(ids: Sequence[int], first: int = 1, start: date = date(2021, 4, 1), days: int = 1800) -> Iterator[Record]:
    """len(ids) / 10 cases with people, investigations, extensions and learning, in the order an import puts them.

    `first` numbers their references.
    """
    count = len(ids) // 10
    chance = random.Random(first)
    received = sorted(start + timedelta(days=chance.randrange(days)) for _ in range(count))
    people, cases, parties, investigations, others = [], [], [], [], []
    for at, day in enumerate(received):
        mine = ids[at * 10 : at * 10 + 10]
        name = f"{chance.choice(FORENAMES)} {chance.choice(SURNAMES)}"
        people.append(Person(id=mine[0], name=name, match_key=name.casefold()))
        cases.append(_case(chance, mine[1], first + at, day))
        parties.append(Party(id=mine[2], case_id=mine[1], person_id=mine[0], role=Role.COMPLAINANT))
        if cases[-1].kind is Kind.COMPLAINT:
            investigation = _investigation(chance, mine[3], cases[-1])
            investigations.append(investigation)
            others += _others(chance, mine[4:], investigation)
    yield from (*people, *cases, *parties, *investigations)
    yield from sorted(others, key=lambda record: type(record).__name__)


def _happened(chance: random.Random) -> str:
    return f"{chance.choice(THINGS)} {chance.choice(VERBS)}"


def _case(chance: random.Random, case_id: int, number: int, day: date) -> Case:
    kind = chance.choices((Kind.COMPLAINT, Kind.COMPLIMENT, Kind.COMMENT), (5, 4, 1))[0]
    words = " ".join(f"{_happened(chance).capitalize()}, and {_happened(chance)}." for _ in range(chance.randint(1, 5)))
    return Case(
        id=case_id,
        reference=f"CF/{year_of(day).replace('/', '-')}/{number:04}",
        kind=kind,
        received_on=day,
        logged_on=day,
        logged_by="Alex Example",
        channel=chance.choice(("E-mail", "Telephone", "Web form")),
        team=chance.choice(TEAMS),
        service_area=chance.choice(AREAS),
        summary=_happened(chance).capitalize(),
        words=words,
        at_risk=False if kind is Kind.COMPLAINT else None,
        route=Route.STATUTORY if kind is Kind.COMPLAINT else None,
        themes=tuple(chance.sample(THEMES, 2)) if kind is Kind.COMPLAINT else (),
    )


def _investigation(chance: random.Random, row_id: int, case: Case) -> Investigation:
    answered = case.received_on + timedelta(days=chance.randrange(5, 40))
    closed = chance.random() < 0.95
    return Investigation(
        id=row_id,
        case_id=case.id,
        route=chance.choice((Route.STATUTORY, Route.CORPORATE)),
        stage=Stage.ONE,
        team=case.team,
        opened_on=case.received_on,
        acknowledged_on=case.received_on + timedelta(days=chance.randrange(5)),
        responded_on=answered if closed else None,
        outcome=chance.choice((Outcome.UPHELD, Outcome.PARTIALLY_UPHELD, Outcome.NOT_UPHELD)) if closed else None,
    )


def _others(chance: random.Random, ids: Sequence[int], investigation: Investigation) -> list[Record]:
    found: list[Record] = []
    case_id, row_id, opened = investigation.case_id, investigation.id, investigation.opened_on
    if chance.random() < 0.3:
        to_on = opened + timedelta(days=28)
        found.append(
            Extension(id=ids[0], case_id=case_id, investigation_id=row_id, to_on=to_on, told_on=opened, imported=True)
        )
    if chance.random() < 0.25:
        text = "Ring back within a day."
        found.append(Learning(id=ids[1], case_id=case_id, investigation_id=row_id, category="Communication", text=text))
        found.append(
            Action(
                id=ids[2], case_id=case_id, investigation_id=row_id, learning_id=ids[1], kind="Apology", text="Sorry."
            )
        )
    return found
