"""Retention: what is past its date, kept longer, or on hold; and erasing, case by case or several at once."""

from ui.retention.screen import RetentionScreen

__all__ = ["RetentionScreen"]
