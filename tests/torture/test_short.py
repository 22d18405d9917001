"""A little of each script of torture, so that they stay true. The whole of it: `make torture`."""

from __future__ import annotations

import pytest

from tests.torture import bit_flips, fuzz, kills, soak, tasks, write_failures


def test_every_task_survives_a_kill(capsys: pytest.CaptureFixture[str]) -> None:
    """Each of the seven once."""
    assert kills.run(len(tasks.TASKS), seed=7) == 0, capsys.readouterr().out


def test_damage_is_noticed_or_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten of each file."""
    assert bit_flips.run(10 * len(bit_flips.FILES), seed=7) == 0, capsys.readouterr().out


def test_a_write_that_fails_loses_nothing_that_was_acknowledged(capsys: pytest.CaptureFixture[str]) -> None:
    """The first three write calls, with each error."""
    assert write_failures.run(3, seed=7) == 0, capsys.readouterr().out


def test_broken_registers_and_stores_are_refused_or_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """Forty of them."""
    assert fuzz.run(40, seed=7) == 0, capsys.readouterr().out


def test_the_worklist_is_right_at_each_verb(capsys: pytest.CaptureFixture[str]) -> None:
    """A hundred and twenty verbs: too few to say anything of memory."""
    soak.run(120, seed=7)
    assert "worklist wrong 0 times" in capsys.readouterr().out
