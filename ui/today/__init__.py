"""Today: what needs doing."""

from ui.today.screen import TodayScreen

__all__ = ["TodayScreen"]
