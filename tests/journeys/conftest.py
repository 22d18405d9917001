"""Journeys go through the real window."""

from __future__ import annotations

from tests.window import clean_qt, logged, preferences, themes, window

__all__ = ["clean_qt", "logged", "preferences", "themes", "window"]
