"""How hard a passphrase is to guess: honest, in words."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from desk_app.strength import EASY, FAIR, STRONG, VERY_STRONG, estimate
from ui.kit.strength import StrengthMeter
from ui.kit.theme import ThemeManager


@pytest.mark.parametrize(
    "guessable",
    ["password1234", "1234567890", "aaaaaaaaaaaa", "Summer2026!", "qwertyuiop", "liverpoolfc1"],
)
def test_what_everybody_uses_does_not_protect_a_store(guessable: str) -> None:
    """However many kinds of signs are in it."""
    assert not estimate(guessable).enough
    assert estimate(guessable).advice


@pytest.mark.parametrize("good", ["four calm giraffes", "tri chath du cysglyd", "correct horse battery staple"])
def test_a_few_unrelated_words_do(good: str) -> None:
    """In any language, without a capital or a digit."""
    assert estimate(good).level >= STRONG
    assert not estimate(good).advice


def test_short_ones_say_how_much_is_missing() -> None:
    """Ten letters at least; nothing is said of nothing."""
    assert estimate("") == estimate("", ["Ada"])
    assert estimate("").words == ""
    assert estimate("kX9#mmq").words == "Too short: 3 more letters."
    assert estimate("kX9#mmqz7").words == "Too short: 1 more letter."


def test_what_is_known_of_the_team_makes_it_easier() -> None:
    """The store's own name is tried first."""
    assert estimate("Exampleshire team", ["Exampleshire team"]).level == EASY
    assert not estimate("Feedback2026", ["feedback desk"]).enough


def test_levels_follow_the_time_it_would_take() -> None:
    """From too easy to very strong."""
    levels = [estimate(p).level for p in ("password1234", "giraffe lorry", "giraffes lorry 7", "four calm giraffes")]
    assert levels == sorted(levels)
    assert levels[0] == EASY
    assert FAIR in levels or STRONG in levels
    assert levels[-1] == VERY_STRONG


@pytest.mark.parametrize("odd", ["x" * 5000, "👩‍👩‍👧‍👦" * 40, "a\u0301" * 30, "\u202e" * 12, "   ".ljust(40), "ﷺ" * 20])
def test_odd_ones_are_counted_too(odd: str) -> None:
    """Very long, emoji, combining marks: an answer, and soon enough for each letter typed."""
    began = time.perf_counter()
    assert estimate(odd).words
    assert time.perf_counter() - began < 2  # a hang, not a speed


def test_the_meter_is_there_while_something_is_typed(qtbot: QtBot, themes: ThemeManager) -> None:
    """The words say what the bar shows."""
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.show_strength(estimate("four calm giraffes"))
    assert meter.isVisible()
    assert meter.words.text().startswith("Very strong: ")
    assert not meter.grab().toImage().isNull()
    meter.show_strength(estimate(""))
    assert not meter.isVisible()
