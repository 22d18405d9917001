"""Help: the guide, offline, by screen."""

from ui.help.screen import HelpScreen

__all__ = ["HelpScreen"]
