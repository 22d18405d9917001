"""The office's settings, and those of this computer."""

from ui.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
