"""Reports for the tests: one with every block and every difficulty, one of the size of a real annual report."""

import random
from datetime import date

from desk_app.report.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Cover,
    Diagram,
    Heading,
    KeyFigure,
    KeyFigures,
    Meta,
    PageBreak,
    Prose,
    Quote,
    Report,
    Step,
    Steps,
    Table,
)
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.diagrams import Box, DiagramSpec, Lane, Shortcut

MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
          "February", "March")  # fmt: skip
SHORT = tuple(month[:3] for month in MONTHS)
NOW = (17, 11, 16, 10, 15, 17, 24, 18, 14, 27, 29, 22)
BEFORE = (14, 18, 13, 15, 9, 16, 17, 19, 11, 21, 18, 24)
META = Meta(
    title="Customer Feedback Annual Report – Children’s Services 2023/24",
    created=date(2024, 9, 2),
    author="Example Council",
    subject="Compliments, comments and complaints",
    footer="Customer Feedback Annual Report – Children’s Services 2023/24",
)
COVER = Cover(
    title="Customer Feedback Annual Report",
    subtitle="Children’s Services",
    period="2023/24",
    lines=("Feedback and Insight Team, Example Council", "September 2024", "Figures as at 2 September 2024"),
)
LOREM = (
    "In 2023/24 there were 220 cases of feedback recorded for Children’s Services. Most were complaints, and most "
    "complaints were answered at stage 1. October, January and February were well above the average of 18 a month."
)


def by_area(title: str = "Complaint cases by service area, 2023/24") -> ChartSpec:
    names = ("Education, health and care plans", "Looked after children", "Child protection plans", "Child in need",
             "Contact arrangements", "Disabled children’s social work", "Fostering and adoption", "School transport",
             "Assessment delay")  # fmt: skip
    values = (52, 31, 28, 26, 19, 17, 12, 11, 8)
    return ChartSpec("hbar", title, names, (Series("2023/24", values),), unit="complaints", unit_one="complaint",
                     category="Service area", sort=True, highlight=names[:1])  # fmt: skip


def by_month(title: str = "Cases received by month") -> ChartSpec:
    series = (Series("2023/24", NOW), Series("2022/23", BEFORE))
    return ChartSpec("columns", title, MONTHS, series, unit="cases", unit_one="case", category="Month", labels=SHORT)


def outcomes(title: str = "Outcomes of stage 1 investigations") -> ChartSpec:
    years = ("2021/22", "2022/23", "2023/24")
    series = (
        Series("Upheld", (20, 25, 60)),
        Series("Partially upheld", (55, 56, 51)),
        Series("Not upheld", (61, 75, 62)),
        Series("Withdrawn or no finding", (9, 12, 9)),
    )
    return ChartSpec("stacked", title, years, series, unit="investigations", category="Year", share=True)


def by_team(title: str = "Complaints and compliments by team") -> ChartSpec:
    teams = ("Assessment North", "Assessment South", "Case Management Central", "Placements", "Special Needs")
    series = (Series("Complaints", (31, 12, 22, 0, 40)), Series("Compliments", (4, 9, None, 3, 1)))
    return ChartSpec("grouped", title, teams, series, unit="cases", unit_one="case", category="Team")


def three_years(title: str = "Mean days to close a stage 1 complaint") -> ChartSpec:
    series = (Series("All", (34.2, 31.0, 29.4)),)
    return ChartSpec("line", title, ("2021/22", "2022/23", "2023/24"), series, unit="working days", decimals=1,
                     category="Year", summing="mean", target=20)  # fmt: skip


def days_by_month(title: str = "Mean working days to close, by month and route") -> ChartSpec:
    series = (
        Series("Statutory", (21, 24, 18, None, 22, 30, 28, 26, 22, 25, 27, 24)),
        Series("Corporate", (31, 35, 30, 33, 38, 29, 31, 36, 34, 30, 28, 27)),
    )
    return ChartSpec("line", title, MONTHS, series, unit="working days", category="Month", labels=SHORT, summing="mean")


def procedure() -> DiagramSpec:
    """Four boxes in one lane, none in another, a way past it."""
    boxes = (Box("Acknowledge", "3 working days", "Feedback team"), Box("Listen"), Box("Look", who="A manager"))
    return DiagramSpec(
        "What happens to a complaint",
        "A complaint is received",
        (
            Lane("Stage 1", (*boxes, Box("Answer", "10 working days, 20 if it is complex", "Team manager"))),
            Lane("Stage 2", (), Box("If still not satisfied, go to the Ombudsman", "12 months")),
            Lane("Ombudsman", (Box("Decide"),), outside=True),
        ),
        Shortcut(0, 2, "At once, where everybody agrees"),
    )


def long_table(rows: int = 300) -> Table:
    """A register over many pages."""
    cells = tuple(
        (f"CF/2023-24/{n:04}", ("Statutory", "Corporate")[n % 2], f"Case {n} about contact arrangements", str(n % 40))
        for n in range(1, rows + 1)
    )
    return Table("A register over many pages", ("Reference", "Route", "About", "Days"), cells, key="register")


def every_block(draft: bool = True, rows: int = 300) -> Report:
    """Each kind of block, with what is hard about it."""
    blocks: list[Block] = [
        Contents(depth=3),
        PageBreak(),
        Heading("1. Introduction", 1, "introduction"),
        Prose(
            f"{LOREM}\n\nThis report covers **1 April 2023 to 31 March 2024**. The law is in the *Children Act 1989* "
            "and the [Representations Procedure (England) Regulations 2006](https://example.gov.uk/uksi/2006/1738). "
            "Write to [feedback@example.gov.uk](mailto:feedback@example.gov.uk). See [](#areas) and [](#areas-table), "
            "and [the outcomes](#outcomes) in section 3. A link [to nowhere](#nowhere) is only words."
        ),
        Heading("What we count", 2),
        Bullets(("A **complaint** is an expression of dissatisfaction.", "A compliment is praise.", LOREM)),
        Bullets(("First, tell us.", "Then we look into it.", "Then we answer."), numbered=True),
        Heading("Words from everywhere", 3),
        Prose("Welsh: ŵ ŷ Ŵ. Polish: Łukasz Żółć. Greek: Ωμέγα. Arrow → and tick ✓ and phone ☎. Thanks 😀 🌈 👩‍👧."),
        Prose(
            f"A long word: {'Donaudampfschifffahrtsgesellschaft' * 6} and https://example.gov.uk/{'path/' * 40} end."
        ),
        Callout("How to read these figures", "They are of cases received in the year.", ("One", "Two")),
        Heading("2. The complaints process", 1, "process"),
        Diagram.of(procedure(), "procedure"),
        Steps(
            "The statutory procedure",
            (
                Step("We acknowledge your complaint", "3 working days", who="Feedback and Insight Team"),
                Step("Stage 1: local resolution", "10 working days, 20 if it is complex", LOREM, "Team manager"),
                Step("Stage 2: independent investigation", "25 working days, 65 at most", who="Investigating officer"),
                Step("Stage 3: review panel", "30 working days", who="Three independent people"),
                Step("Local Government and Social Care Ombudsman"),
            ),
        ),
        Heading("3. Feedback in the year", 1, "feedback"),
        KeyFigures(
            (
                KeyFigure("220", "cases of feedback", "180 the year before"),
                KeyFigure("192", "complaint cases"),
                KeyFigure("25", "compliments"),
                KeyFigure("29 days", "average to close a stage 1 complaint"),
            )
        ),
    ]
    for spec, key in ((by_area(), "areas"), (by_month(), "months"), (outcomes(), "outcomes"), (by_team(), "teams"),
                      (three_years(), "years"), (days_by_month(), "days")):  # fmt: skip
        chart = Chart.of(spec, key=key)
        blocks += [Heading(spec.title, 2), Prose(LOREM), chart, chart.table(key=f"{key}-table")]
    blocks += [
        Heading("4. Examples", 1),
        Quote("Thank you for everything.\n\nYou listened to us.", "A parent, about the Placements team"),
        Table(
            "Ombudsman decisions",
            ("Decision", "2022/23", "2023/24"),
            (
                ("Upheld: fault and injustice", "2", "3"),
                ("Closed after initial enquiries", "4", "1"),
                ("All", "6", "4"),
            ),
            total=True,
            note="The Ombudsman’s own figures are in its annual letter.",
        ),
        Heading("5. Nothing to show", 1),
        Chart.of(ChartSpec("hbar", "Nothing at all", (), ())),
        Table("No rows", ("Reason", "Number"), ()),
        Bullets(()),
        Prose(""),
        KeyFigures(()),
        PageBreak(),
        PageBreak(),
        Heading("6. A long table", 1),
        long_table(rows),
    ]
    notices = (
        Callout(
            "These checks fail", items=("By kind 219, by month 220.", "Two cases have no outcome."), tone="warning"
        ),
    )
    cover = Cover(COVER.title, COVER.subtitle, COVER.period, COVER.lines, notices if draft else ())
    return Report(META, cover, tuple(blocks), draft)


def annual(charts: int = 10, tables: int = 25) -> Report:
    """The size of a real annual report: about 25 pages."""
    dice = random.Random(1)
    specs = (by_area, by_month, outcomes, by_team, three_years, days_by_month)
    blocks: list[Block] = [Contents(), PageBreak()]
    made = 0
    for number in range(charts):
        spec = specs[number % len(specs)](f"Figure of section {number + 1}")
        chart = Chart.of(spec)
        blocks += [Heading(f"{number + 1}. Section", 1), Prose(f"{LOREM} {LOREM}"), chart, Prose(LOREM), chart.table()]
        made += 1
        blocks += [Heading(f"Detail {number + 1}", 2), Bullets((LOREM, "One line.", LOREM))]
        while made < tables * (number + 1) / charts:
            rows = tuple(
                (f"Team or category {row}", *(str(dice.randrange(200)) for _ in range(4))) for row in range(12)
            )
            header = ("Category", "Received", "Closed", "Open", "Overdue")
            blocks += [Prose(LOREM), Table(f"Numbers {made}", header, rows, total=True, note="Rounded half up.")]
            made += 1
    return Report(META, COVER, tuple(blocks))
