"""3. Who complained, for whom and how; advocacy, consent, equality monitoring: with what was not recorded."""

from __future__ import annotations

from desk_app.figures.numbers import NOT_RECORDED, Counts
from desk_app.figures.who_complained import WhoComplained
from desk_app.records import YesNo
from desk_app.report import small_numbers
from desk_app.report.bars import bars
from desk_app.report.blocks import Block, Heading, Table
from desk_app.report.material import Material
from desk_app.report.small_numbers import Breakdown
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import count, not_recorded, number, sentence, share, were


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading("Who complained", 2, "who-complained")
    if not m.now.who_complained.complaints:
        return (heading, m.prose("who.none", f"There were no complaints in {m.year}."), _advocacy(m), *_monitoring(m))
    return (heading, *_relationships(m), *_children(m), *_channels(m), *_repeat(m), *_support(m), *_monitoring(m))


def _relationships(m: Material) -> tuple[Block, ...]:
    w = m.now.who_complained
    title = f"Complaints received in {m.year}, by who made them"
    return (
        bars(title, "Relationship to the child", w.by_relationship, "complaint", "by-relationship"),
        counted(
            f"{title}: the numbers",
            "Relationship to the child",
            w.by_relationship,
            year=m.year,
            before=m.before.who_complained.by_relationship if m.before else None,
            year_before=m.year_before,
            key="by-relationship-table",
        ),
    )


def _children(m: Material) -> tuple[Block, ...]:
    w, old = m.now.who_complained, m.before.who_complained if m.before else None
    rows = (
        ("Complaints about looked after children", w.looked_after, old.looked_after if old else None),
        ("Complaints made by children and young people", w.made_by_children, old.made_by_children if old else None),
    )
    about = share(w.looked_after, w.complaints, "complaint")
    unknown = dict(w.by_looked_after).get(YesNo.NOT_KNOWN, 0) + dict(w.by_looked_after).get(NOT_RECORDED, 0)
    recorded = "recorded as " if unknown else ""
    return (
        Heading("Children and young people", 3),
        m.prose(
            "who.children",
            f"{about.capitalize()} {were(w.looked_after, w.complaints)} {recorded}about a looked after child."
            if unknown < w.complaints
            else "",
            f"{count(w.made_by_children, 'complaint').capitalize()} {were(w.made_by_children)} made by a child or "
            "young person.",
            f"Whether the child was looked after was not known or {not_recorded(unknown, w.complaints, 'complaint')}."
            if unknown
            else "",
        ),
        Table(
            "Looked after children, and complaints made by children",
            ("Measure", m.year, *([m.year_before] if old else [])),
            tuple((label, number(n), *([number(o or 0)] if old else [])) for label, n, o in rows),
            align=to_the_right(3 if old else 2),
            key="children",
        ),
    )


def _channels(m: Material) -> tuple[Block, ...]:
    return (
        Heading("How complaints arrived", 3),
        *_printed(m, small_numbers.CHANNEL, f"Complaints received in {m.year}, by how they arrived"),
    )


def _repeat(m: Material) -> tuple[Block, ...]:
    w, old = m.now.who_complained, m.before.who_complained if m.before else None
    heavy = count(w.heavy_people, "person", "people").capitalize() if w.heavy_people else "Nobody"
    rows = (
        ("Complaints from people who made more than one", w.repeat_cases, old.repeat_cases if old else None),
        ("People who made more than one complaint", w.repeat_people, old.repeat_people if old else None),
        ("People with four or more investigations", w.heavy_people, old.heavy_people if old else None),
    )
    return (
        Heading("People who complained more than once", 3),
        m.prose(
            "who.repeat",
            f"{count(w.repeat_people, 'person', 'people').capitalize()} made more than one complaint in the year; "
            f"together they made {share(w.repeat_cases, w.complaints, 'complaint')}."
            if w.repeat_people
            else f"Nobody made more than one complaint in {m.year}.",
            f"{heavy} had four or more investigations opened.",
        ),
        Table(
            "People who complained more than once",
            ("Measure", m.year, *([m.year_before] if old else [])),
            tuple((label, number(n), *([number(o or 0)] if old else [])) for label, n, o in rows),
            align=to_the_right(3 if old else 2),
            key="repeat",
        ),
    )


def _advocacy(m: Material) -> Block:
    w = m.now.who_complained
    offered = w.advocate_offered
    said = (
        f"The offer of an advocate was {not_recorded(offered.whole - offered.part, offered.whole, 'complaint')}. "
        f"An advocate was accepted in {count(w.advocate_accepted, 'complaint')} and appointed in "
        f"{number(w.advocate_appointed)}."
        if offered.part
        else f"Advocacy was {not_recorded(offered.whole, offered.whole, 'complaint')}."
    )
    return m.prose("who.advocacy", said)


def _support(m: Material) -> tuple[Block, ...]:
    caption = f"Consent of the child, complaints received in {m.year}"
    return (
        Heading("Advocacy and consent", 3),
        _advocacy(m),
        *_printed(m, small_numbers.CONSENT, caption),
    )


# --- equality monitoring ------------------------------------------------------------------------------------
def _characteristics(w: WhoComplained) -> tuple[tuple[str, Counts, Counts], ...]:
    return (
        ("Age", w.age, w.complainant_age),
        ("Gender", w.gender, w.complainant_gender),
        ("Disability", w.disability, w.complainant_disability),
        ("Ethnicity", w.ethnicity, w.complainant_ethnicity),
    )


def _monitoring(m: Material) -> tuple[Block, ...]:
    w = m.now.who_complained
    kinds = _characteristics(w)
    return (
        Heading("Age, gender, disability and ethnicity", 3, "equality"),
        m.prose(
            "who.monitoring",
            "The guidance on the statutory procedure asks for these. The table says for how many complaints each was "
            "not recorded.",
        ),
        Table(
            f"Equality monitoring: complaints of {m.year} for which it was not recorded",
            ("Characteristic", "Of the child", "Of the person who complained"),
            tuple((what, _missing(child, w.complaints), _missing(adult, w.complaints)) for what, child, adult in kinds),
            align=("left", "left", "left"),
            key="equality-table",
        ),
        *(table for each in small_numbers.PEOPLE for table in _printed(m, each)),
    )


def _missing(pairs: Counts, complaints: int) -> str:
    """Of a table, so with both numbers, however many were not recorded."""
    missing = dict(pairs).get(NOT_RECORDED, 0)
    if missing == complaints > 1:
        return f"Not recorded for {number(missing)} of {number(complaints)} cases"
    return sentence(not_recorded(missing, complaints, "case")).rstrip(".")


def _printed(m: Material, breakdown: Breakdown, caption: str = "") -> tuple[Table, ...]:
    """The table as its author lets the public see it; () where nothing of it may be printed."""
    found = small_numbers.table(m, breakdown, caption)
    return (found,) if found else ()
