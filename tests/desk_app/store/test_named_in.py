"""Where somebody is named: every text of every record is looked at, and nobody else is taken for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_origin, get_type_hints

import pytest

from desk_app.records import (
    RECORDS,
    Action,
    Approval,
    Case,
    ContactArrangement,
    Decision,
    DecisionKind,
    Document,
    Example,
    Extension,
    Investigation,
    Learning,
    Letter,
    ListEntry,
    Note,
    OmbudsmanMatter,
    OtherProcess,
    Party,
    Pause,
    Person,
    Point,
    QualityCheck,
    Recommendation,
    Record,
    Refusal,
    Remedy,
    Replaced,
    ReportText,
    Route,
    SettingRecord,
    Snooze,
    Stage,
)
from desk_app.store import Store, named_in

DAY = date(2026, 11, 24)


@pytest.fixture
def person(store: Store) -> Person:
    """Who is looked for: the name they have, the one they had, and how they are reached."""
    with store.change("log") as change:
        made = change.put(None, Person(name="Ada Invented", match_key="ada invented"))
    reached = replace(made, email="ada.q@example.org", contact="or on 01743 555 019, evenings")
    with store.change("marry") as change:
        return change.put(made, replace(reached, name="Mrs Ada Quillon", match_key="mrs ada quillon"))


@pytest.fixture
def others(store: Store) -> dict[type[Record], Record]:
    """One record of every class, of somebody else's case or of none."""
    with store.change("work") as change:
        case = change.put(None, Case(reference="CF/2026-27/0002", received_on=DAY))
        somebody = change.put(None, Person(name="Bo Made-Up", match_key="bo made-up"))
        item = change.put(None, Investigation(case_id=case.id, route=Route.CORPORATE, stage=Stage.ONE, opened_on=DAY))
        own: dict[str, Any] = {"case_id": case.id}
        of_item: dict[str, Any] = {**own, "investigation_id": item.id}
        made: list[Record] = [
            Party(**own, person_id=somebody.id), ContactArrangement(person_id=somebody.id), OtherProcess(**own),
            Refusal(**own), Point(**of_item), Extension(**of_item, to_on=DAY), Pause(**own, from_on=DAY),
            Replaced(**of_item), Decision(**own, kind=DecisionKind.DECLINED), QualityCheck(**of_item),
            OmbudsmanMatter(**own), Remedy(**own),
            Learning(**of_item), Action(**own), Note(**own), Document(**own), Letter(**own),
            Snooze(**own, until_on=DAY), Example(**own, year="2026/27"), ReportText(year="2026/27"),
            Recommendation(year="2026/27"), Approval(year="2026/27"), SettingRecord(key="signature"),
        ]  # fmt: skip
        put = [case, somebody, item, *(change.put(None, each) for each in made)]
    return {type(each): each for each in put}


def places(store: Store, person: Person) -> list[named_in.Place]:
    """Where else they are named."""
    return named_in.elsewhere(store.connection, (), (person.id,))


def test_every_text_of_every_record_is_looked_at(
    store: Store, person: Person, others: dict[type[Record], Record]
) -> None:
    """A field that is added later is, too: the fields are those of the records themselves."""
    skipped = named_in._WITHOUT_WORDS | {ListEntry}
    assert set(RECORDS) - others.keys() - skipped == {c for c in RECORDS if not named_in.texts_of(c)} | {
        c for c in RECORDS if c.__name__ in ("Holiday", "OmbudsmanRequest")
    }
    assert places(store, person) == []
    looked_at = 0
    for cls, record in others.items():
        for name in named_in.texts_of(cls):
            is_tuple = get_origin(get_type_hints(cls)[name]) is tuple
            text = "with Ada Quillon."
            named: dict[str, Any] = {name: (text,) if is_tuple else text}
            with store.change("name them") as change:
                saved = change.put(record, replace(record, **named))
            assert places(store, person), f"{cls.__name__}.{name}"
            with store.change("take it out") as change:
                others[cls] = record = change.put(saved, replace(record, version=saved.version))
            looked_at += 1
    assert places(store, person) == []
    assert looked_at > 80


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quillon", "ADA QUILLON’S mother", "ada\u00a0quillon", "Quillon, Ada", "Ada\nQuillon", "Ada Invented",
        "ADA.Q@example.org", "ring 01743555019", "(01743) 555-019",
        "Quillon Ada", "Ada J. Quillon", "Ada Jane Quillon", "Ada_Quillon.pdf", "AdaQuillon", "Ada-Quillon",
        "Ada and Bo Quillon", "Ádá Quillon", "Ada Quill\u00adon", "+44 1743 555019", "+44 (0)1743 555019",
        "0044 1743 555 019", "01743/555019", "01743\u2013555\u2013019",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(
    store: Store, person: Person, others: dict[type[Record], Record], text: str
) -> None:
    """Also one that they had once, and by how they are reached."""
    note = others[Note]
    assert isinstance(note, Note)
    with store.change("name them") as change:
        change.put(note, replace(note, text=f"So {text}."))
    assert [(place.case_id, place.what) for place in places(store, person)] == [(note.case_id, "note")]
    assert list(named_in.sentences(store, (), (person.id,))) == [
        "Named also in: CF/2026-27/0002 (note). Correct it there"
    ]


@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        ("Sean O'Neill", "Sean O\u2019Neill\u2019s son"), ("Sean O\u2019Neill", "Sean O'Neill"),
        ("Sean O'Neill", "Sean ONeill"), ("Sean ONeill", "Sean O'Neill"),
        ("Ada Jane Quillon", "Ada Quillon"), ("Ada Jane Quillon", "Ada J. Quillon"),
        ("Cllr Ada Quillon", "Ada Quillon"), ("Dr. Ada Quillon MBE", "Ada Quillon"),
        ("Ada Quillon (mother)", "Ada Quillon"), ("Quillon, Ada", "Ada Quillon"),
        ("Ada Quillon, mother", "Ada Quillon"),
        ("Ada Quillon and Bob Quillon", "Bob Quillon"), ("Ada & Bob Quillon", "Ada Quillon"),
        ("Zoë Smith-Jones", "Zoe\u0308 Smith-Jones"), ("Zoë Smith-Jones", "Zoe Smith\u2011Jones"),
        ("Zoë Smith-Jones", "Zoë Smith Jones"), ("Zoe Gomez", "Zoë Gómez"), ("Łukasz Żak", "Lukasz Zak"),
        ("Lukasz Zak", "ŁUKASZ ŻAK"),
        ("Mary O'Neill", "Mary O Neill"), ("Mary ONeill", "Mary O Neill"), ("Annmarie Smith", "Ann-Marie Smith"),
        ("Annmarie Ng", "Ann Marie Ng"), ("Ann-Marie Smith", "Annmarie Smith"),
        ("Mary (Molly) Smith", "Molly Smith"), ('Mary "Molly" Smith', "Molly Smith"),
        ("Mary 'Molly' O'Hara", "Molly O Hara"),
        ("Mary ‘Molly’ Smith", "Mary Smith"), ("Mary Smith [Molly]", "Molly Smith"),
        ("Mary Smith known as Molly", "Molly Smith"), ("Mary Smith aka Molly Brown", "Molly Brown"),
        ("Mary Smith-Jones", "Mary Smith"), ("Mary Smith-Jones", "Mary Jones"), ("Smith-Jones, Mary", "Mary Jones"),
        ("Mary Smith (née Brown)", "Mary Brown"), ("Mary Smith nee Brown", "Mary Smith"),
        ("Mary Smith née Brown", "Mary Brown"), ("Mary Smith (formerly Mary Brown)", "Mary Brown"),
        ("Father Tom Smith", "Tom Smith"), ("Lady Mary Smith", "Mary Smith"), ("Dr Mary Smith BSc MA", "Mary Smith"),
        ("Ada Quillon mother of Ben", "Ada Quillon"), ("Ada Quillon 01743 555019", "Ada Quillon"),
        ("Ada Quillon - foster carer", "Ada Quillon"), ("Ada Quillon (foster carer)", "Ada Quillon"),
        ("John MacDonald", "John McDonald"), ("John McDonald", "John Mac Donald"), ("John Mc Donald", "John MacDonald"),
        ("Jörg Müller", "Joerg Mueller"), ("Joerg Mueller", "Jörg Müller"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_recorded(
    store: Store, others: dict[type[Record], Record], recorded: str, text: str
) -> None:
    """With a title, with who they are, two in one field; and with the signs of a word processor on either side."""
    note = others[Note]
    assert isinstance(note, Note)
    with store.change("name them") as change:
        somebody = change.put(None, Person(name=recorded, match_key=recorded.lower()))
        change.put(note, replace(note, text=f"So {text} said."))
    assert [(place.case_id, place.what) for place in places(store, somebody)] == [(note.case_id, "note")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quillonby",
        "Canada Quillon",
        "Ada. Mr Quillon",
        "I told Ada. Bo Quillon left",
        "101743555019",
        "q@example.org",
        "Mrs Quillon",
        "Quillonby Ada",
    ],
)
def test_nobody_else_is_taken_for_them(
    store: Store, person: Person, others: dict[type[Record], Record], text: str
) -> None:
    """A name that only holds theirs, another of the family, a longer number."""
    note = others[Note]
    assert isinstance(note, Note)
    with store.change("name others") as change:
        change.put(note, replace(note, text=text))
    assert places(store, person) == []


@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        ("Mary Smith-Jones", "Bo Smith"), ("Mary (Molly) Smith", "Molly"), ("Mary Smith (mother)", "the mother Smith"),
        ("Mary Smith, foster mother", "a foster mother"), ("Mary Smith née Brown", "Bo Brown"),
        ("Annmarie Smith", "Ann Smith"), ("Mary Smith mother of Ben", "Ben Smith"), ("Major Smith", "the Smiths"),
    ],
)  # fmt: skip
def test_a_part_of_a_name_alone_is_nobodys(
    store: Store, others: dict[type[Record], Record], recorded: str, text: str
) -> None:
    """Half a surname, a short name or who they are finds others, where nothing stands beside it."""
    note = others[Note]
    assert isinstance(note, Note)
    with store.change("name others") as change:
        somebody = change.put(None, Person(name=recorded, match_key=recorded.lower()))
        change.put(note, replace(note, text=f"So {text} said."))
    assert places(store, somebody) == []


def test_that_a_name_is_too_short_to_be_searched_for_is_said(store: Store, others: dict[type[Record], Record]) -> None:
    """Nothing was found is not what it means."""
    with store.change("log") as change:
        made = [change.put(None, Person(name=name, match_key=name.lower())) for name in ("Mr Ng", "Li Wu", "")]
    said = [list(named_in.sentences(store, (), (person.id,))) for person in made]
    assert said == [
        ["The name “Mr Ng” is too short to be searched for: look yourself where other cases may name them"], [], [],
    ]  # fmt: skip


def test_somebody_without_a_name_is_nowhere_else(store: Store, others: dict[type[Record], Record]) -> None:
    """An anonymous person is known by nothing."""
    with store.change("log") as change:
        nobody = change.put(None, Person())
    assert places(store, nobody) == []
