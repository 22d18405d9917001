"""Bring in the register that was kept in a spreadsheet so far."""

from ui.import_register.screen import ImportScreen

__all__ = ["ImportScreen"]
