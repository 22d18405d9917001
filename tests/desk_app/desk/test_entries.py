"""The lists: added, renamed, ordered, taken out of use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app import lists
from desk_app.desk import Desk, entries
from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Case, ListEntry, ListName
from desk_app.store import Store

BY = "Alex Example"
TODAY = date(2026, 11, 24)


def entry(store: Store, name: ListName, value: str) -> ListEntry:
    """The entry of that word."""
    return next(each for each in store.lists()[name] if each.value == value)


def values(store: Store, name: ListName, parent: str = "") -> list[str]:
    """The words of a list in their order."""
    return [each.value for each in store.lists()[name] if not parent or each.parent == parent]


def log(store: Store, **answers: Any) -> int:
    """Log a complaint."""
    draft = {
        "kind": "Complaint", "received_on": "16 Nov 2026", "words": "Nobody rang back.", "at_risk": False,
        "route": {"choice": "Statutory", "reason": "About a looked after child."}, **answers,
    }  # fmt: skip
    done = Desk(store, lambda: TODAY).log(draft)
    assert not done.problems, done.problems
    return done.case_id


def test_an_entry_is_added_at_the_end_of_its_list(store: Store) -> None:
    """A channel after the channels, a team after those of its service area."""
    change = entries.add(store, ListEntry(list=ListName.CHANNEL, value=" Video  call "), BY)
    assert change.verb == "add channel: Video call"
    assert values(store, ListName.CHANNEL)[-1] == "Video call"
    entries.add(store, ListEntry(list=ListName.TEAM, value="Early Help Hub", parent="Early Help"), BY)
    assert values(store, ListName.TEAM, "Early Help") == ["Early Help Family Support", "Early Help Hub"]


@pytest.mark.parametrize(
    ("made", "field", "says"),
    [
        (ListEntry(list=ListName.CHANNEL, value=" - "), "value", "Enter the name"),
        (ListEntry(list=ListName.CHANNEL, value="E-mail"), "value", "on this list already"),
        (ListEntry(list=ListName.TEAM, value="New team"), "parent", "Choose the service area"),
        (ListEntry(list=ListName.SUBCATEGORY, value="New"), "parent", "Choose the category"),
        (
            ListEntry(list=ListName.CHANNEL, value="Fax", from_on=date(2026, 2, 1), until_on=date(2026, 1, 1)),
            "until_on",
            "before the first",
        ),
        (ListEntry(list=ListName.TEAM, value="New", parent="Early Help", email="nobody"), "email", "team@example"),
        (ListEntry(list=ListName.TEAM, value="New", parent="Early Help", successor="new"), "successor", "its own"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_by_field(store: Store, made: ListEntry, field: str, says: str) -> None:
    """And it is not saved."""
    assert says in entries.problems(store, made)[field]
    with pytest.raises(Problem):
        entries.add(store, made, BY)


def test_a_correction_goes_into_every_record_that_has_the_word(store: Store) -> None:
    """The case, its investigation and its party; searched and listed under the new word; undone as one."""
    case_id = log(store, team="Fostering", complainant={"name": "Ada Example"})
    old = entry(store, ListName.TEAM, "Fostering")
    change = entries.change_entry(store, old, replace(old, value="Fostering Team"), TODAY, BY)
    assert change is not None
    assert change.verb == "rename team: Fostering to Fostering Team (2 records)"
    file = store.case_file(case_id)
    assert (file.case.team, file.investigations[0].team) == ("Fostering Team", "Fostering Team")
    assert {step.team for step in store.steps(case_id)} == {"Fostering Team"}
    assert store.verify().ok
    store.undo(BY)
    assert store.case_file(case_id).case.team == "Fostering"
    assert "Fostering" in values(store, ListName.TEAM)
    assert store.verify().ok


def test_a_theme_among_others_is_renamed_where_it_stands(store: Store) -> None:
    """The other themes of the case stay, in their order."""
    themes = ["Child in need", "Direct payments"]
    case_id = log(store, themes=themes)
    old = entry(store, ListName.THEME, "Child in need")
    entries.change_entry(store, old, replace(old, value="Children in need"), TODAY, BY)
    assert store.case_file(case_id).case.themes == ("Children in need", "Direct payments")


def test_a_correction_takes_the_list_below_along(store: Store) -> None:
    """Teams of a service area belong to it under its new name; a category of the same name is another list."""
    entries.add(store, ListEntry(list=ListName.CATEGORY, value="Early Help"), BY)
    entries.add(store, ListEntry(list=ListName.SUBCATEGORY, value="Waiting", parent="Early Help"), BY)
    old = entry(store, ListName.SERVICE_AREA, "Early Help")
    entries.change_entry(store, old, replace(old, value="Early Years"), TODAY, BY)
    assert values(store, ListName.TEAM, "Early Years") == ["Early Help Family Support"]
    assert values(store, ListName.SUBCATEGORY, "Early Help") == ["Waiting"]


def test_a_correction_renames_the_successor_of_others(store: Store) -> None:
    """A team that ended names the team that took over by its present name."""
    ended, taking = entry(store, ListName.TEAM, "Adoption"), entry(store, ListName.TEAM, "Fostering")
    entries.change_entry(store, ended, replace(ended, until_on=TODAY, successor="Fostering"), TODAY, BY)
    entries.change_entry(store, taking, replace(taking, value="Family Finding"), TODAY, BY)
    assert entry(store, ListName.TEAM, "Adoption").successor == "Family Finding"


def test_a_new_name_from_a_day_on_leaves_records_as_they_are(store: Store) -> None:
    """The old entry ends the day before and names its successor; the new one is offered from the day."""
    case_id = log(store, team="Fostering")
    old = entry(store, ListName.TEAM, "Fostering")
    change = entries.change_entry(store, old, replace(old, value="Family Homes"), TODAY, BY, since=date(2026, 12, 1))
    assert change is not None
    assert change.verb == "rename team from 1 December 2026: Fostering to Family Homes"
    assert store.case_file(case_id).case.team == "Fostering"
    was, now = entry(store, ListName.TEAM, "Fostering"), entry(store, ListName.TEAM, "Family Homes")
    assert (was.until_on, was.successor) == (date(2026, 11, 30), "Family Homes")
    assert (now.from_on, now.parent, now.until_on) == (date(2026, 12, 1), old.parent, None)
    offered = [each.value for each in lists.in_use(store.lists()[ListName.TEAM], date(2026, 12, 1))]
    assert "Family Homes" in offered
    assert "Fostering" not in offered
    order = values(store, ListName.TEAM, old.parent)
    assert order.index("Family Homes") == order.index("Fostering") + 1


def test_a_new_name_cannot_begin_before_the_old_one(store: Store) -> None:
    """It would have no day of its own."""
    old = entry(store, ListName.CHANNEL, "Email")
    entries.change_entry(store, old, replace(old, from_on=TODAY), TODAY, BY)
    old = entry(store, ListName.CHANNEL, "Email")
    with pytest.raises(Problem, match="only from 24 November 2026"):
        entries.change_entry(store, old, replace(old, value="Post"), TODAY, BY, since=TODAY)


def test_details_of_a_team_are_one_change_that_names_them(store: Store) -> None:
    """Manager and email."""
    old = entry(store, ListName.TEAM, "Fostering")
    change = entries.change_entry(store, old, replace(old, manager="Dee Example", email="dee@example.org"), TODAY, BY)
    assert change is not None
    assert change.verb == "change team: Fostering (manager, email)"
    assert entries.change_entry(store, entry(store, ListName.TEAM, "Fostering"), _read(store), TODAY, BY) is None


def _read(store: Store) -> ListEntry:
    return entry(store, ListName.TEAM, "Fostering")


def test_entries_move_among_those_beside_them(store: Store) -> None:
    """Up, down, not past the ends; a team stays in its service area."""
    assert entries.move(store, entry(store, ListName.CHANNEL, "Email"), BY, up=True) is None
    entries.move(store, entry(store, ListName.CHANNEL, "Email"), BY, up=False)
    assert values(store, ListName.CHANNEL)[:2] == ["Telephone", "Email"]
    before = values(store, ListName.TEAM)
    entries.move(store, entry(store, ListName.TEAM, "SEND Team"), BY, up=True)
    assert values(store, ListName.TEAM, "Education and Achievement") == ["SEND Team", "Education Access"]
    assert entries.move(store, entry(store, ListName.TEAM, "SEND Team"), BY, up=True) is None
    store.undo(BY)
    assert values(store, ListName.TEAM) == before


def test_entries_that_share_a_place_can_be_ordered_all_the_same(store: Store) -> None:
    """Those that a register brought all had the same."""
    with store.change("import register") as change:
        change.put_many(ListEntry(list=ListName.CHANNEL, value=f"Way {n}", position=5) for n in range(3))
    for _ in range(3):
        entries.move(store, entry(store, ListName.CHANNEL, "Way 2"), BY, up=True)
    assert values(store, ListName.CHANNEL)[4:] == ["Way 2", "Online form", "Way 0", "Way 1"]


def test_only_what_nothing_has_can_be_removed(store: Store) -> None:
    """A channel of a case stays; a service area that has teams too."""
    log(store, channel="Letter")
    for name, value in ((ListName.CHANNEL, "Letter"), (ListName.SERVICE_AREA, "Early Help")):
        with pytest.raises(Problem, match="out of use"):
            entries.remove(store, entry(store, name, value), BY)
    entries.remove(store, entry(store, ListName.CHANNEL, "Telephone"), BY)
    assert "Telephone" not in values(store, ListName.CHANNEL)


def test_renaming_everywhere_can_be_stopped_and_leaves_nothing(store: Store) -> None:
    """Cancelled at the second record: the first has its old word."""
    for _ in range(3):
        log(store, channel="Letter")
    old = entry(store, ListName.CHANNEL, "Letter")

    def cancel(done: int, _total: int = 0, _text: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        entries.change_entry(store, old, replace(old, value="Post"), TODAY, BY, progress=cancel)
    assert {case.channel for case in store.all(Case)} == {"Letter"}
    assert "Post" not in values(store, ListName.CHANNEL)


def test_an_entry_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    """As it was read, so it must still be."""
    old = entry(store, ListName.CHANNEL, "Letter")
    entries.change_entry(store, old, replace(old, until_on=TODAY), TODAY, BY)
    with pytest.raises(Problem, match="meanwhile"):
        entries.change_entry(store, old, replace(old, from_on=TODAY), TODAY, BY)


def test_what_has_something_below_it_is_not_renamed_from_a_day_to_come(store: Store) -> None:
    """Until then no team could be chosen under the old name; from today on it goes, and its teams with it."""
    old = entry(store, ListName.SERVICE_AREA, "Early Help")
    with pytest.raises(Problem, match="cannot begin in the future"):
        entries.change_entry(store, old, replace(old, value="Early Years"), TODAY, BY, since=date(2026, 12, 1))
    entries.change_entry(store, old, replace(old, value="Early Years"), TODAY, BY, since=TODAY)
    assert values(store, ListName.TEAM, "Early Years") == ["Early Help Family Support"]
    assert entry(store, ListName.SERVICE_AREA, "Early Help").until_on == date(2026, 11, 23)
