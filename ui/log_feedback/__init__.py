"""Logging feedback: a form for each kind, its drafts, and the dates that follow."""

from ui.log_feedback.screen import LogScreen

__all__ = ["LogScreen"]
