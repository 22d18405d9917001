"""Office settings and lists."""

from __future__ import annotations

from dataclasses import fields

from desk_app import lists, settings
from desk_app.records import ListName, SettingRecord
from desk_app.settings import Settings, from_rows, to_row


def test_every_setting_has_a_label() -> None:
    """The settings screen prints it."""
    for field in fields(Settings):
        assert field.metadata["label"]


def test_what_the_office_changed_goes_before_the_default() -> None:
    """The others keep theirs; a key of a later version is ignored."""
    rows = [to_row("council", "Fieldham Council"), to_row("lead_days", (5,)), SettingRecord(key="later", value="1")]
    changed = from_rows(rows)
    assert (changed.council, changed.lead_days, changed.team) == ("Fieldham Council", (5,), Settings().team)


def test_settings_are_kept_as_json() -> None:
    """Also with accents."""
    assert to_row("council", "Cyngor Sir Gâr").value == '"Cyngor Sir Gâr"'
    assert settings.from_rows([to_row("sample", True)]).sample is True


def test_the_shipped_lists_hang_together() -> None:
    """Every team is of a listed service area, every sub-category of a listed category; nothing twice."""
    grouped = lists.grouped(lists.shipped())
    areas = {entry.value for entry in grouped[ListName.SERVICE_AREA]}
    categories = {entry.value for entry in grouped[ListName.CATEGORY]}
    assert {entry.parent for entry in grouped[ListName.TEAM]} <= areas
    assert {entry.parent for entry in grouped[ListName.SUBCATEGORY]} <= categories
    assert all(grouped[name] for name in ListName)
    for entries in grouped.values():
        folded = [lists.fold(entry.value) for entry in entries]
        assert len(folded) == len(set(folded))
