"""3. Teams: complaint investigations opened beside compliments received; team groups and regions."""

from __future__ import annotations

from desk_app.figures.numbers import NOT_RECORDED
from desk_app.report import small_numbers
from desk_app.report.bars import MOST, shortened
from desk_app.report.blocks import Block, Chart, Heading, Prose, Table, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.material import Material
from desk_app.report.tables import to_the_right
from desk_app.report.words import largest, listed, not_recorded, number, percent, rounding_note, share, top


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading("Teams and regions", 2, "teams")
    rows = m.now.compliments.beside_investigations
    if not rows:
        return (heading, m.prose("teams.none", f"No team had an investigation or a compliment in {m.year}."))
    return (heading, *_teams(m, rows), *_groups(m), *_regions(m))


def _teams(m: Material, rows: tuple[tuple[str, int, int], ...]) -> tuple[Block, ...]:
    v = m.now.volumes
    title = f"Complaint investigations and compliments by team, {m.year}"
    drawn = rows[:MOST]
    spec = ChartSpec(
        "grouped",
        shortened(title, len(rows)),
        tuple(team for team, _, _ in drawn),
        (
            Series("Complaint investigations opened", tuple(n for _, n, _ in drawn)),
            Series("Compliments received", tuple(n for _, _, n in drawn)),
        ),
        summing="sum" if len(drawn) == len(rows) else "none",
        category="Team",
    )
    leading = largest(dict(v.investigations_by_team), 1)
    praised = top(dict(m.now.compliments.by_team), 2)
    return (
        m.prose(
            "teams.teams",
            "An investigation belongs to the team that answers. Teams differ in size and in the work they do, so a "
            "large number does not by itself mean a poor service.",
            f"The most investigations were opened for {plain(leading[0][0])}: "
            f"{share(leading[0][1], v.investigations, 'investigation')}."
            if len(leading) == 1
            else "",
            f"The most compliments were for {plain(praised)}." if praised else "",
        ),
        Chart.of(spec, key="by-team"),
        Table(
            f"{title}: the numbers",
            ("Team", "Investigations", "Share of investigations", "Compliments"),
            (
                *((plain(t), number(n), percent(n, v.investigations), number(c)) for t, n, c in rows),
                (
                    "Total",
                    number(v.investigations),
                    percent(v.investigations, v.investigations),
                    number(m.now.compliments.compliments),
                ),
            ),
            align=to_the_right(4),
            total=True,
            note=rounding_note([n for _, n, _ in rows], v.investigations),
            key="by-team-table",
        ),
    )


def _groups(m: Material) -> tuple[Block, ...]:
    v = m.now.volumes
    teams = dict(v.investigations_by_team)
    groups = [(group, n) for group, n in v.investigations_by_group if teams.get(group) != n]
    if not groups:
        return ()
    said = [f"the teams of {plain(group)} had {share(n, v.investigations, 'investigation')}" for group, n in groups]
    return (m.prose("teams.groups", f"Taken together, {listed(said)}."),)


def _regions(m: Material) -> tuple[Block, ...]:
    v = m.now.volumes
    missing = dict(v.investigations_by_region).get(NOT_RECORDED, 0)
    if missing == v.investigations:
        return (Prose(f"The region was {not_recorded(missing, v.investigations, 'investigation')}."),)
    table = small_numbers.table(m, small_numbers.REGION, f"Investigations opened in {m.year}, by region")
    return (
        m.prose("teams.regions", f"The region was {not_recorded(missing, v.investigations, 'investigation')}."),
        *((table,) if table else ()),
    )
