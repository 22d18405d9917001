"""Verify adds up the figures of every year."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.__main__ import main
from desk_app.cli.passphrases import PASSPHRASE_VARIABLE
from desk_app.figures import Check, Figures, every_year
from desk_app.store import Store
from tests.conftest import PASSPHRASE


def test_of_a_store_that_is_whole_every_check_holds(
    imported: Store, today: date, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three years of a register; the command says so in a line."""
    assert list(every_year.failing(imported, today)) == []
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    assert main(["verify", str(imported.path)]) == 0
    assert "Figures: every check of every year holds" in capsys.readouterr().out


def test_what_does_not_add_up_is_named_with_its_year(
    imported: Store, today: date, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data have to be put right: the store itself is not called damaged."""
    broken = Check("kinds", "Cases by kind sum to all cases", 3, 4)
    monkeypatch.setattr(Figures, "checks", property(lambda _: (broken,)))
    found = list(every_year.failing(imported, today))
    assert ("2023/24", broken) in found
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    assert main(["verify", str(imported.path)]) == 0
    assert "; 2023/24: Cases by kind sum to all cases, 3 against 4" in capsys.readouterr().out
