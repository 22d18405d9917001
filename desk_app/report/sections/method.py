"""11. About these figures: definitions, clocks, rounding, checks, what was not recorded, refusals, contact."""

from __future__ import annotations

from desk_app.figures.numbers import NOT_RECORDED
from desk_app.figures.outcomes import REFUSED
from desk_app.records import Stage
from desk_app.report import small_numbers
from desk_app.report.blocks import Block, Bullets, Heading, Prose, Table, plain
from desk_app.report.material import Material
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import count, listed, number, on, sentence, were
from desk_app.settings import Settings


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("11. About these figures", key="method"),
        m.prose(
            "method.opening",
            f"Figures as at {on(m.as_at)}. They are counted from the council's register of feedback, each time in the "
            "same way, and no number is typed in by hand unless this report says so.",
        ),
        Heading("How things are counted", 2, "definitions"),
        Bullets(_DEFINITIONS),
        *_clocks(m),
        *_rounding(m),
        *_earlier(m),
        *_refusals(m),
        *_missing(m),
        *_checks(m),
        *_contact(m.settings),
    )


_DEFINITIONS = (
    "A **year** runs from 1 April to 31 March.",
    "A **feedback case** is counted in the year in which it was received.",
    "An **investigation** is one stage of one complaint answered by one team. It is counted in the year in which it "
    "was opened: stage 1 on the day the complaint was received, stages 2 and 3 on the day they were asked for. "
    "Enquiries of the Ombudsman are not investigations.",
    "A **closed** investigation is counted in the year in which it ended: the day of its response, or the day it was "
    "withdrawn, refused or ended without one. Outcomes, days to close and time limits are of closed investigations.",
    "**Days to close** are working days after receipt (stage 1) or after the request (stages 2 and 3), up to and "
    "including the last day. Days during which a case was paused are included. The average is the mean; the median is "
    "the middle one.",
    "**In time** means on or before the day first due under the procedure that the complaint follows.",
    "The **upheld rate** is the share of stage 1 investigations closed in the year.",
    "A case went **beyond stage 1** in the year in which its stage 2 was asked for.",
    "A **person** is known by their record in the register. Two records that were not joined count as two people, also "
    "where they look like one person’s. People who gave no name are never taken for the same person.",
    "**Learning** is counted for cases with at least one stage 1 investigation upheld in full or in part and closed in "
    "the year.",
)


def _clocks(m: Material) -> tuple[Block, ...]:
    s = m.settings
    stage_1 = "the day an advocate was appointed, if that is later" if s.stage_1_basis != "received" else "receipt"
    stage_2 = "the agreed written statement" if s.stage_2_basis != "requested" else "the request"
    return (
        Heading("Clocks used", 2, "clocks"),
        m.prose(
            "method.clocks",
            "The limits are those of the procedures in section 2. "
            f"The statutory stage 1 clock starts on {stage_1}, the statutory stage 2 clock on {stage_2}.",
            "Working days leave out Saturdays, Sundays and the bank holidays of England and Wales. "
            "Enquiries of the Ombudsman run in calendar days.",
            "A limit that is not published is not assessed.",
        ),
    )


def _rounding(m: Material) -> tuple[Block, ...]:
    return (
        Heading("Rounding and small numbers", 2, "rounding"),
        m.prose(
            "method.rounding",
            "Halves are rounded up. Per cents are whole numbers; a share that would read as none or as all is printed "
            "as less than 1% or more than 99%. Days are whole numbers in sentences and have one "
            "decimal in tables. Changes from year to year are judged on the numbers as they are printed, and a change "
            "of a per cent is given in percentage points.",
            small_numbers.method(m),
        ),
    )


def _earlier(m: Material) -> tuple[Block, ...]:
    anew = (
        "Numbers of earlier years are counted anew from the register as it stands now. They can differ from what "
        "was published at the time."
    )
    if not m.earlier:
        return (m.prose("method.earlier", anew),) if len(m.years) > 1 else ()
    whole = [year for year, was in m.earlier.items() if was.tables]
    parts = [year for year in m.earlier if year not in whole]
    counted = [year for year in m.years if year != m.year and year not in whole]
    return (
        m.prose(
            "method.earlier",
            f"Tables and sentences print the numbers of {listed(whole)} as they were published." if whole else "",
            f"Section 4, and sentences that compare, print the numbers of {listed(parts)} as they were published."
            if parts
            else "",
            "Where the register gives another number now, this is said.",
            f"Everything else of {listed(counted)} is counted anew from the register as it stands now."
            if counted
            else "",
        ),
    )


def _refusals(m: Material) -> tuple[Block, ...]:
    v = m.now.volumes
    total = sum(n for _, n in v.refused)
    late = sum(dict(pairs).get(REFUSED, 0) for _, pairs in m.now.outcomes.by_stage)
    begun = (
        "Where an investigation had begun when a complaint was refused, it counts as closed, with the days it took "
        f"and “Refused” as its outcome: {count(late, 'investigation')} in {m.year}."
        if late
        else ""
    )
    re_routed = f"{count(v.re_routed, 'investigation').capitalize()} {were(v.re_routed)} moved to the other procedure."
    if v.re_routed:
        re_routed += " What was moved is counted once, under the procedure that it moved to, and is in no other figure."
    return (
        Heading("Complaints refused or moved", 2, "refused"),
        m.prose(
            "method.refused",
            sentence(f"{count(total, 'refusal')} of a complaint or a part of one {were(total)} recorded in {m.year}"),
            begun,
            re_routed,
        ),
        *(
            [counted(f"Complaints refused in {m.year}, by type", "Type", v.refused, year=m.year, key="refusals")]
            if total
            else []
        ),
    )


# --- what was not recorded --------------------------------------------------------------------------------
def _missing(m: Material) -> tuple[Block, ...]:
    rows = [gap for gap in _gaps(m) if gap[1]]
    heading = Heading("What was not recorded", 2, "not-recorded")
    if not rows:
        return (heading, m.prose("method.missing", "Nothing that these figures need was left out of the register."))
    return (
        heading,
        m.prose("method.missing", "Each of these was left blank in the register for some of the cases, or for all."),
        Table(
            f"Not recorded, {m.year}",
            ("What", "Not recorded", "Of"),
            tuple((what, number(n), f"{number(of)} {things[0 if of == 1 else 1]}") for what, n, of, things in rows),
            align=("left", "right", "left"),
            key="not-recorded-table",
        ),
    )


def _gaps(m: Material) -> list[tuple[str, int, int, tuple[str, str]]]:
    v, w, o, t = m.now.volumes, m.now.who_complained, m.now.outcomes, m.now.timeliness
    """What, for how many it is blank, of how many of which things."""
    c, f = ("complaint", "complaints"), ("feedback case", "feedback cases")
    s1 = ("stage 1 investigation", "stage 1 investigations")

    def blank(pairs: tuple[tuple[str, int], ...]) -> int:
        return dict(pairs).get(NOT_RECORDED, 0)

    later = sum(d.days.n for d in t.days if d.stage != Stage.ONE and d.route)
    return [
        ("Service area", blank(v.by_service_area), v.feedback_cases, f),
        ("How the feedback arrived", blank(v.by_channel), v.feedback_cases, f),
        ("Region", blank(v.by_region), v.feedback_cases, f),
        ("Problem category", blank(m.now.themes.by_category), w.complaints, c),
        ("Theme", m.now.themes.without_theme, w.complaints, c),
        ("Who complained (relationship to the child)", blank(w.by_relationship), w.complaints, c),
        ("Whether the child is looked after", blank(w.by_looked_after), w.complaints, c),
        ("Whether the child complained themself", blank(w.by_made_by_child), w.complaints, c),
        ("Consent", blank(w.consent), w.complaints, c),
        ("Offer of an advocate", w.advocate_offered.whole - w.advocate_offered.part, w.complaints, c),
        ("Age of the child", blank(w.age), w.complaints, c),
        ("Gender of the child", blank(w.gender), w.complaints, c),
        ("Disability of the child", blank(w.disability), w.complaints, c),
        ("Ethnicity of the child", blank(w.ethnicity), w.complaints, c),
        ("Outcome", dict(o.stage1).get("No recorded outcome", 0), o.stage1_closed, s1),
        ("Acknowledgement", t.acknowledged.not_acknowledged, t.acknowledged.n, s1),
        (
            "Cost of stages 2 and 3",
            later - m.now.escalation.later_stages_with_cost,
            later,
            ("investigation", "investigations"),
        ),
    ]


# --- checks -------------------------------------------------------------------------------------------------
def _checks(m: Material) -> tuple[Block, ...]:
    checks, failing = m.now.checks, m.now.failing
    held = len(checks) - len(failing)
    return (
        Heading("Checks", 2, "checks"),
        m.prose(
            "method.checks",
            f"Totals that must agree are computed in two ways each time this report is made. {number(held)} of "
            f"{number(len(checks))} agree.",
            "This is why the report is a draft." if failing and m.draft else "",
        ),
        Table(
            "Checks of these figures",
            ("Check", "One way", "The other", "Result"),
            tuple((plain(c.label), number(c.one), number(c.other), "agrees" if c.holds else "DIFFERS") for c in checks),
            align=(*to_the_right(3), "left"),
            widths=(5, 1.2, 1.2, 1.2),
            key="checks-table",
        ),
        *_overridden(m),
    )


def _overridden(m: Material) -> tuple[Block, ...]:
    labels = {check.key: check.label for check in m.now.checks}
    if not m.overrides:
        return ()
    return (
        Prose("The report is published although not all of them agree. A manager decided so, for these reasons:"),
        Bullets(tuple(f"{plain(labels[key])}: {plain(reason)}" for key, reason in m.overrides.items())),
    )


def _contact(s: Settings) -> tuple[Block, ...]:
    ways = [
        f"[{plain(s.telephone)}](tel:{s.telephone.replace(' ', '')})" if s.telephone else "",
        f"[{plain(s.email)}](mailto:{s.email})" if s.email else "",
    ]
    reach = " or ".join(way for way in ways if way)
    return (
        Heading("Contact", 2, "contact"),
        Prose(
            f"This report was written by the {', '.join(plain(p) for p in (s.team, s.directorate, s.council) if p)}."
            f"{f' Questions about it: {reach}.' if reach else ''}"
        ),
        Prose(
            f"The parts that the Ombudsman's Complaint Handling Code asks for, such as the self-assessment, are in the "
            f"council's *{plain(s.council_wide_report)}*."
            if s.council_wide_report and not s.report_code
            else ""
        ),
    )
