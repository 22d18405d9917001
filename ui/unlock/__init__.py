"""The way into a store."""

from ui.unlock.screen import UnlockScreen

__all__ = ["UnlockScreen"]
