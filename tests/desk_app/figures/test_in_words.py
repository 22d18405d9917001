"""Figures in words: what a person reads is named as the report names it."""

from __future__ import annotations

from desk_app.figures import as_json, as_text, gather, in_words, period
from desk_app.store import Store
from tests.desk_app.figures.test_figures import AS_AT


def test_every_figure_has_a_name(imported: Store) -> None:
    """None is printed by its key."""
    found = as_json(gather(imported, period.year("2023/24"), AS_AT))
    assert not found.keys() - in_words.NAMES.keys() - {"period", "as_at", "checks"}


def test_a_terminal_reads_words(imported: Store) -> None:
    """No key, no empty braces, a line for each part."""
    said = as_text(gather(imported, period.year("2023/24"), AS_AT))
    assert "_" not in said
    assert "{" not in said
    assert "Responses and their time limits:\n    Statutory, Stage 1: " in said
    assert "\n    overdue by: none" in said


def test_values_are_as_the_report_prints_them() -> None:
    """A share is a whole number, days have one decimal, counts are counts."""
    assert in_words.value("stage1_outcome_pct", "33.2") == "33%"
    assert in_words.value("days_stage1", "28.55") == "28.6"
    assert in_words.value("learning_denominator", "116") == "116"
    assert in_words.value("days_stage1", "–") == "–"
