"""What Ctrl+K finds by what is typed."""

from __future__ import annotations

import pytest

from ui.kit.palette import fits


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("back now", "Back up now", True),
        ("backup", "Back up now", True),
        ("back-up", "Back up now", True),
        ("BACKUP now", "Back up now", True),
        ("pn", "Back up now", False),
        ("restore", "Back up now", False),
    ],
)
def test_words_are_found_written_as_one_or_as_two(typed: str, text: str, found: bool) -> None:
    """ "backup" finds "Back up now"."""
    assert fits(typed, text) is found
