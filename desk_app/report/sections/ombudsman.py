"""3. The Ombudsman: what the council counted, and apart from it what the Ombudsman's annual letter says."""

from __future__ import annotations

from desk_app.figures.ombudsman import Ombudsman
from desk_app.report import measures
from desk_app.report.blocks import Block, Heading, Table, plain
from desk_app.report.material import Material
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import count, number, percent, sentence, some, tally, were

LETTER = {
    "council_total_received": "Complaints about the council received",
    "council_total_decided": "Complaints about the council decided",
    "received_education_and_childrens": "Of them about education and children's services",
    "similar_authorities_average_share_pct": "Average share of such complaints at similar authorities, per cent",
}
LETTER_UNTIL_2023 = {
    "advice_given": "Advice given",
    "closed_after_initial_enquiries": "Closed after initial enquiries",
    "incomplete_or_invalid": "Incomplete or invalid",
    "referred_back": "Referred back for local resolution",
    "not_upheld": "Not upheld",
    "upheld": "Upheld",
}
LETTER_SINCE_2024 = {
    "not_for_us": "Not for us",
    "assessed_and_closed": "Assessed and closed",
    "investigated": "Investigated",
    "investigated_upheld": "Investigated and upheld",
    "uphold_rate_pct": "Upheld of those investigated, per cent",
    "similar_authorities_uphold_rate_pct": "Upheld at similar authorities, per cent",
    "compliance_pct": "Recommendations carried out, per cent",
}
"""Keys of what is typed in from the annual letter, in words; another key is printed as it is named.

The decisions are in the Ombudsman's words until 2023/24 and since 2024/25.
"""
EVERY_LETTER = LETTER | LETTER_UNTIL_2023 | LETTER_SINCE_2024


def asked_of_letter(year: str) -> dict[str, str]:
    """What the annual letter of that year ("2023/24") is asked for, in its vocabulary."""
    return LETTER | (LETTER_UNTIL_2023 if int(year[:4]) < 2024 else LETTER_SINCE_2024)


APART = {
    "Never answered": "Never answered: overdue when the Ombudsman decided without an answer to the request.",
    "No answer needed": "No answer needed: the Ombudsman decided without an answer to the request.",
}
"""What becomes of a request besides an answer, as a column where there is one; and what it means."""


def blocks(m: Material) -> tuple[Block, ...]:
    return (Heading("The Ombudsman", 2, "ombudsman"), *_counts(m), *_decisions(m), *_letter(m))


def _counts(m: Material) -> tuple[Block, ...]:
    o, old = m.now.ombudsman, m.before.ombudsman if m.before else None
    before = measures.total_before(m, "ombudsman_cases")
    compared = "" if before is None else f" ({some(before)} in {m.year_before})"
    rows = [
        ("Requests of the Ombudsman", o.answers, (o.not_answered, o.not_needed)),
        ("Agreed remedies due in the year", o.remedies, (0, 0)),
    ]
    apart = [column for column, n in zip(APART, rows[0][2], strict=True) if n]
    return (
        m.prose(
            "ombudsman.cases",
            sentence(
                f"the Ombudsman considered {count(o.cases, 'case')} of the service in {m.year}{compared}, counted by "
                "the day of the request"
            ),
            _answers(o),
        ),
        Table(
            f"Cases considered by the Ombudsman, {m.year}",
            ("Measure", m.year, *([m.year_before] if old else [])),
            (("Cases considered by the Ombudsman", number(o.cases), *([number(old.cases)] if old else [])),),
            align=to_the_right(3 if old else 2),
            key="ombudsman-cases",
        ),
        Table(
            f"Answers to the Ombudsman and agreed remedies, {m.year}",
            ("What was due", "On time", "Late", "Overdue", "Not yet due", *apart, "Total"),
            tuple(
                (label, *map(number, (p.on_time, p.late, p.overdue, p.pending,
                                      *(n for column, n in zip(APART, without, strict=True) if column in apart),
                                      p.n + sum(without))))
                for label, p, without in rows
            ),
            align=to_the_right(6 + len(apart)),
            note=" ".join(APART[column] for column in apart),
            key="ombudsman-answers",
        ),
    )  # fmt: skip


def _answers(o: Ombudsman) -> str:
    p, made = o.answers, o.answers.n + o.not_needed + o.not_answered
    if not p.n + o.not_answered:
        return "No requests needed an answer."
    overdue = f", {tally(p.overdue)} {'is' if p.overdue == 1 else 'are'} overdue" if p.overdue else ""
    never = f", {tally(o.not_answered)} never answered and overdue when it was decided" if o.not_answered else ""
    without = f", {tally(o.not_needed)} decided by the Ombudsman without an answer" if o.not_needed else ""
    return (
        f"{count(made, 'request').capitalize()} {were(made)} made: {tally(p.on_time)} answered on time, "
        f"{tally(p.late)} late{overdue}{never}{without}."
    )


def _decisions(m: Material) -> tuple[Block, ...]:
    o = m.now.ombudsman
    tables = [
        (o.decisions, "in the words that the Ombudsman used until 2023/24", "decisions"),
        (o.decisions_since_2024, "in the words that the Ombudsman uses since 2024/25", "decisions-since-2024"),
    ]
    out = [
        counted(
            f"Decisions of the Ombudsman recorded by the council in {m.year}, {words}",
            "Decision",
            pairs,
            year=m.year,
            key=f"ombudsman-{key}",
        )
        for pairs, words, key in tables
        if any(n for _, n in pairs)
    ]
    if not out:
        return (m.prose("ombudsman.decisions", f"No decision of the Ombudsman is recorded for {m.year}."),)
    return tuple(out)


def _letter(m: Material) -> tuple[Block, ...]:
    letter = m.now.ombudsman.letter
    heading = Heading("The Ombudsman's annual letter", 3, "annual-letter")
    if not letter:
        return (
            heading,
            m.prose(
                "ombudsman.letter",
                f"The figures of the Ombudsman's annual letter for {m.year}, and with them the comparison with similar "
                "authorities, are not recorded. The Ombudsman's numbers are of its own making and differ from the "
                "council's.",
            ),
        )
    sources = sorted({source for _, _, source in letter if source})
    return (
        heading,
        m.prose(
            "ombudsman.letter",
            "These numbers are the Ombudsman's own, from its annual letter to the council. It counts in another way "
            "and over other dates, so they differ from the numbers above.",
            _letter_share({key: value for key, value, _ in letter}),
        ),
        Table(
            f"From the Ombudsman's annual letter, {m.year}",
            ("Figure", "Value"),
            tuple((plain(_named(key)), plain(value)) for key, value, _ in letter),
            align=to_the_right(2),
            note=f"Source: {plain('; '.join(sources))}." if sources else "",
            key="annual-letter-table",
        ),
    )  # fmt: skip


def _named(key: str) -> str:
    return EVERY_LETTER.get(key, sentence(key.replace("_", " ")).rstrip("."))


def _letter_share(values: dict[str, str]) -> str:
    """The share is computed, never typed: 19 of 81 are 23%."""
    part, whole = values.get("received_education_and_childrens", ""), values.get("council_total_received", "")
    if not (part.isdigit() and whole.isdigit() and int(whole)):
        return ""
    similar = values.get("similar_authorities_average_share_pct", "")
    compared = f", against {similar}% on average at similar authorities" if similar else ""
    return (
        f"Education and children's services made up {number(int(part))} of {number(int(whole))} complaints about the "
        f"council ({percent(int(part), int(whole))}){compared}."
    )
