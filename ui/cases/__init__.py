"""Cases: the list, and one case read in full."""

from ui.cases.list_screen import CasesScreen

__all__ = ["CasesScreen"]
