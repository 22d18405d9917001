"""People found by their traces among many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import people_alike
from desk_app.intake import match_key
from desk_app.people_alike import Asked
from desk_app.records import Person
from desk_app.store import Store, likely_people, opening, traces
from tests.conftest import PASSPHRASE
from tests.desk_app.store.samples import FORENAMES, SURNAMES

NAMES = ("Zoë Corbett", "Corbett Zimmer", "Zoë Corbett-Jones", "100% Wrong", "Anonymous", "", "William Abbott")


def add(store: Store, *names: str, **more: str) -> list[Person]:
    """People of these names."""
    with store.change("add people") as change:
        return [change.put(None, Person(name=name, match_key=match_key(name), **more)) for name in names]  # type: ignore[arg-type]


def found(store: Store, name: str, email: str = "", telephone: str = "", begun: bool = True) -> list[str]:
    """The names of those who may be it."""
    return [each.person.name for each in likely_people.likely(store, Asked(name, email, telephone, begun=begun))]


def test_people_are_found_by_any_of_their_names(store: Store) -> None:
    """For look-up when logging: the exact name first, never the anonymous."""
    add(store, *NAMES)
    assert found(store, " ZOË  corbett ") == ["Zoë Corbett", "Zoë Corbett-Jones"]
    assert found(store, "zoe corbet", begun=False) == ["Zoë Corbett-Jones", "Zoë Corbett"]
    assert found(store, "z cor") == ["Zoë Corbett-Jones", "Corbett Zimmer", "Zoë Corbett"]
    for name in ("bill abbot", "bill abb", "abbott will"):
        assert found(store, name) == ["William Abbott"]
    assert found(store, "bill") == []  # of one word alone the other forms would be too many
    assert found(store, "100%") == ["100% Wrong"]
    assert found(store, "anon") == []
    for nothing in ("_", "  ", "", "%", "*", "Ünknown Sörgel"):
        assert found(store, nothing) == []


def test_people_are_found_by_how_they_are_reached(store: Store) -> None:
    """Whatever their name; members of staff apart."""
    add(store, "Ada Abbott", contact="07700 900123 after six")
    add(store, "Ben Downes", email="Home@Example.org")
    add(store, "Cai Downes", email="home@example.org")
    assert found(store, "", telephone="+44 7700 900123") == ["Ada Abbott"]
    assert found(store, "Ida", "home@example.org") == ["Cai Downes", "Ben Downes"]
    assert likely_people.likely(store, Asked("Ada Abbott"), staff=True) == []
    [ada] = [each.person for each in likely_people.likely(store, Asked("Ada Abbott"), staff=False)]
    assert likely_people.likely(store, Asked("Ada Abbott"), besides=ada.id) == []


def test_traces_follow_every_change_its_undo_and_erasure(store: Store) -> None:
    """A new name is found, the old one is not; undone, the other way round; and the store is whole."""
    [ada] = add(store, "Ada Abbott")
    with store.change("correct person", "Alex") as change:
        change.put(ada, replace(ada, name="Ida Downes", match_key="ida downes"))
    assert (found(store, "ada abb"), found(store, "ida dow")) == ([], ["Ida Downes"])
    store.undo("Alex")
    assert (found(store, "ada abb"), found(store, "ida dow")) == (["Ada Abbott"], [])
    assert store.verify().findings == []
    again = store.get(Person, ada.id)
    assert again is not None
    with store.change("erase person") as change:
        change.put(again, replace(again, name="", match_key="", erased_on=date(2026, 11, 24)))
    assert store.read("SELECT * FROM person_trace") == []


def test_a_trace_that_was_lost_is_a_finding(store: Store) -> None:
    """What is derived is proved equal to the people."""
    add(store, "Ada Abbott")
    with store._connections.writing() as connection:
        connection.execute("DELETE FROM person_trace WHERE trace = 'abbott'")
    assert store.verify().findings == ["what people are found by is not what their records give"]


def test_a_store_of_an_earlier_program_gets_its_traces_when_it_is_opened(store: Store) -> None:
    """As if they had always been kept."""
    add(store, *NAMES)
    kept = traces.kept(store.connection)
    with store._transaction() as connection:
        connection.execute("DELETE FROM person_trace")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'rules'")
    store.close()
    path: Path = store.path
    with opening.open_store(path, PASSPHRASE) as again:
        assert traces.kept(again.connection) == kept


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_looking_through_traces_loses_nobody_whose_name_has_one_slip(store: Store, data: st.DataObject) -> None:
    """Any name with a letter of one of its words left out after the third, or with its words swapped."""
    if not store.read("SELECT 1 FROM person"):
        add(store, *(f"{one} {two}" for one in FORENAMES for two in SURNAMES))
    name = f"{data.draw(st.sampled_from(FORENAMES))} {data.draw(st.sampled_from(SURNAMES))}"
    words = name.split()
    at = data.draw(st.integers(0, 1))
    place = data.draw(st.integers(1, len(words[at]) - 1))
    words[at] = words[at][:place] + words[at][place + 1 :]
    asked = Asked(" ".join(reversed(words) if data.draw(st.booleans()) else words))
    plain = people_alike.likenesses(asked, store.all(Person))
    assert [e.person.name for e in plain] == [e.person.name for e in likely_people.likely(store, asked)]
