"""History: every change of the store, who made it and when, before and after."""

from ui.history.screen import HistoryScreen

__all__ = ["HistoryScreen"]
