"""Settings: one change that names what changed, undone as one; dates follow in the same change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk_app import settings
from desk_app.desk import office
from desk_app.progress import Cancelled
from desk_app.records import Case, SettingRecord, Step
from desk_app.settings import Settings
from desk_app.store import Store
from tests.desk_app.store.samples import complaint, many

BY = "Alex Example"


def test_settings_saved_together_are_one_change_that_names_them(store: Store) -> None:
    """Council and telephone; undone together."""
    change = office.change_settings(store, {"council": "Fieldham Council", "telephone": "01234 567890"}, BY)
    assert change is not None
    assert change.verb == "change settings: Council, Telephone"
    assert store.settings().council == "Fieldham Council"
    store.undo(BY)
    assert store.settings() == Settings()


def test_nothing_is_saved_where_nothing_differs(store: Store) -> None:
    """No empty line in the history."""
    assert office.change_settings(store, {"council": Settings().council}, BY) is None
    assert len(store.history()) == 1  # the set-up


def test_a_setting_that_is_changed_twice_and_back_is_its_default_again(store: Store) -> None:
    """Only what differs from the default is kept."""
    for days in (5, 7, Settings().draft_days):
        office.change_settings(store, {"draft_days": days}, BY)
        assert store.settings().draft_days == days
    assert store.all(SettingRecord) == []
    assert store.verify().ok


@pytest.fixture(scope="module")
def values() -> dict[str, object]:
    """Another value for each setting that dates depend on."""
    return {
        "stage_1_basis": "advocate_appointed", "stage_2_basis": "statement_agreed", "draft_days": 6,
        "learning_form_days": 4, "consent_days": 3,
    }  # fmt: skip


def stored_and_ruled(store: Store) -> tuple[list[tuple[Step, ...]], list[tuple[Step, ...]]]:
    """The steps of every case as they are kept, and as the rule has them."""
    ids = [case.id for case in store.all(Case)]
    rules = store.rules()
    return [store.steps(each) for each in ids], [rules.steps(file) for file in store.case_files(ids)]


def test_dates_of_two_thousand_cases_follow_a_setting_in_the_same_change(
    store: Store, values: dict[str, object]
) -> None:
    """What is kept is what the rule says, case by case, after the change and after its undo."""
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(20_000), start=date(2026, 3, 1), days=260))
    before, _ = stored_and_ruled(store)
    assert len(before) == 2000
    office.change_settings(store, values, BY)
    kept, ruled = stored_and_ruled(store)
    assert kept == ruled
    assert sum(was != now for was, now in zip(before, kept, strict=True)) > 20
    store.undo(BY)
    assert stored_and_ruled(store) == (before, before)


def test_a_change_of_the_clocks_can_be_stopped_and_leaves_nothing(store: Store) -> None:
    """Cancelled while the dates are worked out: the setting and every date are as before."""
    for n in range(3):
        complaint(store, date(2026, 11, 2) + timedelta(days=n))
    before = stored_and_ruled(store)

    def cancel(_done: int, _total: int = 0, _text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        office.change_settings(store, {"draft_days": 9}, BY, cancel)
    assert store.settings().draft_days == Settings().draft_days
    assert stored_and_ruled(store) == before


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("council", "  Cyngor  Sir Gâr ", "Cyngor Sir Gâr"),
        ("email", "", ""),
        ("email", "feedback@example.gov.uk", "feedback@example.gov.uk"),
        ("web_form", "https://example.gov.uk/feedback", "https://example.gov.uk/feedback"),
        ("ways_to_complain", "letter\n\n letter \nphone", ("letter", "phone")),
        ("reference_prefix", "cf", "CF"),
        ("lead_days", "1, 3 and 5", (5, 3, 1)),
        ("lead_days", "", ()),
        ("draft_days", " 4 ", 4),
        ("stage_2_basis", "statement_agreed", "statement_agreed"),
    ],
)
def test_what_is_typed_is_understood(key: str, typed: str, value: object) -> None:
    """Spaces folded, doubles dropped, numbers in order."""
    assert settings.understood({key: typed}) == ({key: value}, {})


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("council", " ", "cannot be empty"),
        ("council", "x" * 201, "longer than 200"),
        ("email", "feedback at example", "feedback@example.gov.uk"),
        ("web_form", "www.example.gov.uk", "https://"),
        ("reference_prefix", "C/F", "one to eight letters"),
        ("lead_days", "3, soon", "from 0 to 60"),
        ("draft_days", "-1", "from 0 to 60"),
        ("draft_days", "61", "from 0 to 60"),
        ("draft_days", "", "from 0 to 60"),
        ("stage_1_basis", "whenever", "Choose one"),
    ],
)
def test_what_cannot_be_understood_says_how_to_put_it_right(key: str, typed: str, says: str) -> None:
    """Beside the field, with an example."""
    values, problems = settings.understood({key: typed})
    assert says in problems[key]
    assert key not in values or settings.label(key)


def test_what_is_shown_is_understood_as_what_it_was() -> None:
    """Every setting of the screen, typed as it is shown, is the same again."""
    defaults = Settings(council="Exampleshire Council")  # the only one without which nothing can be saved
    keys = [f.name for group in settings.Group for f in settings.of_group(group)]
    texts = {key: settings.as_typed(getattr(defaults, key)) for key in keys}
    assert settings.understood(texts) == ({key: getattr(defaults, key) for key in keys}, {})
    assert {"sample", "second_sign_off", "suppression_threshold"}.isdisjoint(keys)
