"""The real window, without a screen, on a real store. Nothing may be left open after a test."""

from __future__ import annotations

from tests.window import clean_qt, logged, preferences, themes, window

__all__ = ["clean_qt", "logged", "preferences", "themes", "window"]
