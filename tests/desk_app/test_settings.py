"""Office settings and lists."""

from __future__ import annotations

from dataclasses import fields

import resources
from desk_app import lists, sample, settings
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


def test_a_new_office_is_nobody_elses() -> None:
    """No name, no telephone number, no address that somebody would read in a report of another council."""
    new = Settings()
    assert not any(getattr(new, field.name) for field in settings.of_group(settings.Group.CONTACT)[:5])
    assert (new.council, new.directorate, new.council_wide_report) == ("", "", "")
    assert (new.council_in_words, new.written_by) == ("the council", "Feedback Team")
    assert new.missing == ("the name of the council", "how people reach you")
    assert Settings(council="Exampleshire Council").missing == ("how people reach you",)
    assert Settings(council="Exampleshire Council", web_form="https://example.org").missing == ()


def test_only_the_sample_has_the_model_councils_facts() -> None:
    """Each is a setting that there is, and differs from what a new office has."""
    rows = [row for row in sample.model_council(lists.grouped(())) if isinstance(row, SettingRecord)]
    new, model = Settings(), from_rows(rows)
    assert model.council == "Shropshire Council"
    assert model.missing == ()
    assert all(getattr(model, row.key) != getattr(new, row.key) for row in rows)
    assert "hropshire" not in resources.path("lists/shipped.toml").read_text("utf-8")


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
