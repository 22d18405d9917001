"""All about one person: their cases, how contact with them is managed, and who may be the same."""

from ui.people.screen import PersonScreen

__all__ = ["PersonScreen"]
