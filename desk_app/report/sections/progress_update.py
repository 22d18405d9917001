"""9. Progress update: what the last report recommended, and how far that has come."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading, Prose, Table, plain
from desk_app.report.material import Material
from desk_app.report.words import count


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading("9. Progress update", key="progress")
    made = m.recommended(m.year_before)
    if not made:
        return (
            heading,
            Prose(
                f"No recommendations of the report for {m.year_before} are recorded, so there is no progress to report."
            ),
        )
    silent = sum(1 for r in made if not r.progress.strip())
    remark = f"For {count(silent, 'of them', 'of them')} no progress was recorded." if silent else ""
    return (
        heading,
        m.prose(
            "progress.opening",
            f"The report for {m.year_before} made {count(len(made), 'recommendation')}. "
            "This is how far the council has come.",
            remark,
        ),
        Table(
            f"Recommendations of {m.year_before} and their progress",
            ("Number", "Recommendation", "Owner", "Progress"),
            tuple(
                (str(at), plain(r.text), plain(r.owner) or "Not recorded", plain(r.progress) or "Not recorded")
                for at, r in enumerate(made, 1)
            ),
            align=("left", "left", "left", "left"),
            widths=(1.1, 3.3, 1.6, 3.2),
            key="progress-table",
        ),
    )
