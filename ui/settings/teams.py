"""The teams: who manages them, where they belong, when they are in use."""

from __future__ import annotations

from desk_app.records import ListEntry, ListName
from ui.settings.entries import EntriesSection


class TeamsSection(EntriesSection):
    """All teams, by service area."""

    title = "Teams"
    icon = "users"
    name = ListName.TEAM
    about = (
        "Teams that answer complaints. A new store has none: add yours, or import your register, which brings its "
        "teams along. A team that ends keeps its cases and figures; name the team that took over its "
        "work as its successor."
    )

    def columns(self) -> list[str]:
        return [*super().columns(), "Manager"]

    def row(self, entry: ListEntry) -> list[str]:
        return [*super().row(entry), entry.manager]
