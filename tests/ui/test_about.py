"""What this is, and the licences of what is inside, read offline and by keyboard."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import resources
from desk_app import __version__
from tests.house_rules.test_packaging import ROOT
from ui import licences
from ui.about import AboutDialog, LicencesDialog
from ui.kit.theme import ThemeManager

BUNDLE = f"""Feedback Desk contains:

  alpha 1.0 (MIT)
  beta-lib 2.1 (BSD (3 clauses))


{"=" * 78}
alpha 1.0 (MIT)
{"=" * 78}

May be used.


{"=" * 78}
beta-lib 2.1 (BSD (3 clauses))
{"=" * 78}

Keep the notice.
"""


def test_about_says_what_and_which_version(qtbot: QtBot, themes: ThemeManager) -> None:
    """Enter closes it."""
    about = AboutDialog(__version__)
    qtbot.addWidget(about)
    about.open()
    texts = " ".join(label.text() for label in about.findChildren(QLabel))
    assert f"Version {__version__}" in texts
    assert "nothing is sent anywhere" in texts
    assert "LGPL" in texts
    qtbot.keyClick(about, Qt.Key.Key_Return)
    assert not about.isVisible()


def test_licences_are_read_by_keyboard(qtbot: QtBot, themes: ThemeManager) -> None:
    """Down shows the next part's; Tab leads into the text and on to Close."""
    about = AboutDialog(__version__)
    qtbot.addWidget(about)
    about.open()
    qtbot.waitExposed(about)
    qtbot.keyClick(about.licences, Qt.Key.Key_Space)
    shown = about.findChild(LicencesDialog)
    assert shown is not None
    qtbot.waitExposed(shown)
    assert "MIT" in shown.text.toPlainText()
    assert shown.focusWidget() is shown.parts
    seen = {shown.text.toPlainText()}
    for _ in range(shown.parts.count() - 1):
        qtbot.keyClick(shown.parts, Qt.Key.Key_Down)
        seen.add(shown.text.toPlainText())
    assert len(seen) == shown.parts.count() >= 5
    assert any("SIL OPEN FONT LICENSE" in text for text in seen)
    qtbot.keyClick(shown.parts, Qt.Key.Key_Tab)
    assert shown.focusWidget() is shown.text
    assert shown.text.accessibleName().startswith("Licence of ")
    shown.accept()
    about.accept()


def test_the_shipped_licence_is_the_projects_own() -> None:
    """The bundle has no file LICENSE beside its code."""
    assert resources.path("licence.txt").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")


def test_a_bundles_list_is_taken_apart() -> None:
    """As installer/licences.py writes it."""
    found = licences.in_text(BUNDLE)
    assert [(item.part, item.called, item.text) for item in found] == [
        ("alpha 1.0", "MIT", "May be used."),
        ("beta-lib 2.1", "BSD (3 clauses)", "Keep the notice."),
    ]


def test_in_a_bundle_all_of_its_licences_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file beside the program; without it, at least those of the fonts and icons."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "feedback-desk"))
    assert [item.part for item in licences.inside()][:2] == ["Feedback Desk", "DejaVu"]
    (tmp_path / licences.OF_BUNDLE).write_text(BUNDLE, "utf-8")
    assert [item.part for item in licences.inside()] == ["Feedback Desk", "alpha 1.0", "beta-lib 2.1"]
