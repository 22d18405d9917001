"""Which column of a register holds what: headings matched by synonym and by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from desk_app.exchange.tables import Cell, Table
from desk_app.lists import fold
from desk_app.problems import Problem

FIELDS: dict[str, tuple[str, ...]] = {
    "reference": ("Ref", "Reference", "Case ref", "Case reference", "Case number", "Case no", "ID", "Log number",
                  "Complaint number", "Our ref", "Unique reference",
                  "URN", "Ref no", "Ref number", "Reference number", "Reference no"),
    "kind": ("Type", "Kind", "Feedback type", "Type of feedback", "Kind of feedback", "Type of contact",
             "Contact type", "Feedback"),
    "received_on": ("Date received", "Received", "Received on", "Date rec'd", "Rec'd", "Recd", "Date of receipt",
                    "Date in", "Receipt date", "Date of complaint", "Complaint received"),
    "channel": ("How received", "Channel", "Method", "Contact method", "Received via", "Received by", "Source",
                "How it arrived"),
    "service_area": ("Service area", "Service", "Directorate", "Area of service", "Division"),
    "team": ("Team", "Team complained about", "Team name", "Department", "Service team", "Responsible team",
             "Team/Service", "Service/Team"),
    "region": ("Region", "Locality", "Area office", "Patch"),
    "customer": ("Customer", "Complainant", "Name", "Customer name", "Complainant name", "Name of complainant",
                 "Name of customer", "From", "Made by", "Full name"),
    "relationship": ("Relationship to child", "Relationship", "Relation", "Relation to child", "Who complained",
                     "Complainant type", "Customer type", "Relationship to the child"),
    "child": ("Child", "Child name", "Child's name", "Name of child", "Young person", "YP name", "YP", "Child/YP"),
    "on_behalf": ("On behalf of child", "On behalf of", "On behalf", "Acting for child"),
    "consent": ("Consent received", "Consent", "Consent given", "Consent obtained"),
    "looked_after": ("Looked after child", "Looked after", "LAC", "CLA", "CiC", "Child in care", "Is LAC"),
    "route": ("Procedure", "Route", "Stat/Corp", "Statutory or corporate", "Statutory/Corporate", "Complaint type",
              "Complaint procedure", "Corp/Stat", "Process"),
    "stage": ("Stage", "Complaint stage", "Stage of complaint", "Stage no", "Level"),
    "acknowledged_on": ("Date acknowledged", "Acknowledged", "Acknowledged on", "Ack", "Ack date", "Ack sent",
                        "Acknowledgement", "Acknowledgement date", "Acknowledgement sent", "Date of acknowledgement"),
    "opened_on": ("Date opened", "Opened", "Opened on", "Start date", "Date started", "Investigation opened",
                  "Investigation start", "Date of request", "Stage start", "Stage started", "Stage opened"),
    "extended_to": ("Extended to", "Extension", "Extension date", "Extended until", "New due date", "Revised due date",
                    "Extension agreed to"),
    "responded_on": ("Date responded", "Responded", "Responded on", "Response date", "Response sent", "Reply date",
                     "Date of response", "Date closed", "Closed on", "Closed date", "Date completed", "Completed",
                     "Reply sent", "Date replied", "Replied", "Date of reply", "Date response sent",
                     "Date of final response"),
    "outcome": ("Outcome", "Finding", "Findings", "Decision", "Result", "Upheld?", "Complaint outcome",
                "Outcome of complaint", "Final outcome"),
    "category": ("Problem category", "Category", "Problem", "Complaint category", "Main category"),
    "subcategory": ("Problem sub-category", "Sub-category", "Sub category", "Secondary category"),
    "themes": ("Themes", "Theme", "Issues", "Issue", "Topic", "Topics"),
    "words": ("Details", "Description", "Details of complaint", "What happened", "Complaint details", "Comments",
              "Text", "Narrative", "Feedback details", "What was said", "Brief details"),
    "summary": ("Summary", "Subject", "Title", "Brief summary", "Brief description"),
    "escalation_reason": ("Escalation reason", "Reason for escalation", "Why escalated"),
    "learning_category": ("Learning category", "Learning type", "Type of learning"),
    "learning": ("Learning", "Lessons learnt", "Lessons learned", "Learning identified", "Learning points"),
    "action": ("Action", "Actions", "Action taken", "Actions taken", "Action type"),
    "status": ("Status", "Case status", "Current status", "State"),
}  # fmt: skip
"""What a register may hold, and how registers call it. The first name is the one that exports use."""

ON_SCREEN: dict[str, str] = {key: names[0] for key, names in FIELDS.items()} | {
    "reference": "Reference",
    "kind": "Kind of feedback",
    "channel": "How it arrived",
    "customer": "Complainant",
    "relationship": "Relationship to the child",
    "category": "Category",
    "subcategory": "Sub-category",
    "words": "What happened",
}
"""What the forms and lists of the program call each of them."""

CASE_FIELDS = (
    "kind", "received_on", "channel", "service_area", "team", "region", "customer", "relationship", "child",
    "on_behalf", "consent", "looked_after", "category", "subcategory", "themes", "words", "summary",
)  # fmt: skip
"""What belongs to the case: taken from the first row of its reference."""

LIKELY = 88
"""How alike a heading must be to a known one, out of 100."""
HEADINGS_WITHIN = 40
"""Rows among which the headings are looked for."""
NEEDED = ("kind", "received_on")

SHORT = {
    "ack": "acknowledged", "ackd": "acknowledged", "cat": "category", "comp": "complaint", "cust": "customer",
    "dt": "date", "no": "number", "recd": "received", "rec": "received", "rcvd": "received", "resp": "response",
    "subcat": "subcategory", "yp": "young person",
}  # fmt: skip
"""Words that headings shorten."""
DEADLINES = {"due", "target", "deadline", "sla"}
"""A heading with one of these is about a date that was set, not one on which something happened."""

_SYNONYMS = {fold(name): key for key, names in FIELDS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Headings:
    """What the heading row was taken to mean."""

    row: int  # 1 is the first row of the sheet
    columns: dict[str, int]  # field -> column, 0 is the first
    names: dict[str, str]  # field -> the heading as it stands there
    unknown: tuple[str, ...] = ()  # headings that nothing was made of
    guessed: dict[str, str] = field(default_factory=dict)  # field -> heading, where they were only alike


def look(table: Table, wanted: Mapping[str, str] | None = None, row: int | None = None) -> Headings | None:
    """The headings as far as they can be understood; what is needed may be missing. None of an empty table.

    `wanted` is field -> heading as in a mapping; "" for a field that no column stands for.
    """
    if row is not None and not 0 < row <= len(table.rows):
        raise Problem(f"The sheet has no row {row} for the headings.", "Correct heading_row in the mapping.")
    rows = range(min(len(table.rows), HEADINGS_WITHIN)) if row is None else [row - 1]
    tried = [(_understood(table.rows[n], n + 1, wanted or {}), table.rows[n]) for n in rows]
    return max(tried, key=_score)[0] if tried else None


def find(
    table: Table,
    wanted: Mapping[str, str] | None = None,
    row: int | None = None,
    given: Collection[str] = (),
) -> Headings:
    """The headings of a table: those of a mapping (`wanted`: field -> heading), the others by synonym and likeness.

    `given` are fields that the same is meant of in every row, so that no column is needed for them.
    """
    best = look(table, wanted, row)
    missing = [key for key in NEEDED if key not in given and (best is None or key not in best.columns)]
    if best is None or missing:
        names = " and ".join(f"“{FIELDS[key][0]}”" for key in missing)
        raise Problem(
            f"No heading row was found with {names}, so nothing was imported.",
            "Name the columns like that, or say in a mapping which columns they are.",
        )
    for key, heading in (wanted or {}).items():
        if heading and _folded(best.names.get(key, "")) != _folded(heading):
            raise Problem(f"The mapping names a column “{heading}” that is not there.", "Correct the mapping.")
    return best


def settled(table: Table, row: int, chosen: Mapping[str, str]) -> dict[str, str]:
    """`chosen` (field -> heading) as a mapping that is understood so and in no other way.

    A field that would be found without being chosen is kept free with "".
    """
    columns = {key: heading for key, heading in chosen.items() if heading}
    while True:
        found = look(table, columns, row)
        more = (found.columns.keys() if found else set()) - columns.keys()
        if not more:
            return columns
        columns |= dict.fromkeys(more, "")


def _score(tried: tuple[Headings, Sequence[Cell]]) -> tuple[int, int, int]:
    """Most understood; where nothing is, most words, as a heading row has more than a title."""
    headings, cells = tried
    known = len(headings.columns) - len(headings.guessed)
    words = sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells)
    return known, 0 if known else words, -headings.row


def _understood(cells: Sequence[Cell], row: int, wanted: Mapping[str, str]) -> Headings:
    names = names_of(cells)
    free = {key for key, heading in wanted.items() if not heading}
    folded_names = [_folded(name) for name in names]
    columns: dict[str, int] = {}
    guessed: dict[str, str] = {}
    for key, heading in wanted.items():
        if heading and _folded(heading) in folded_names:
            columns[key] = folded_names.index(_folded(heading))
    for position, name in enumerate(names):
        key = next((_SYNONYMS[f] for f in map(fold, _ways(name)) if f in _SYNONYMS), "")
        if key and key not in columns and key not in free and position not in columns.values():
            columns[key] = position
    for _, position, key in sorted(_likely(names, columns), reverse=True):
        if key not in columns and key not in free and position not in columns.values():
            columns[key] = position
            guessed[key] = names[position]
    unknown = tuple(n for position, n in enumerate(names) if n and position not in columns.values())
    return Headings(row, columns, {key: names[n] for key, n in columns.items()}, unknown, guessed)


def names_of(cells: Sequence[Cell]) -> list[str]:
    """The headings of a row; one that is there again is "Team (2)"."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for cell in cells:
        name = " ".join(cell.split()) if isinstance(cell, str) else ""
        seen[_folded(name)] += 1
        again = seen[_folded(name)]
        names.append(f"{name} ({again})" if name and again > 1 else name)
    return names


def _folded(name: str) -> str:
    return fold(name) or name.strip()  # "#" is a heading too


def _words(name: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in name.casefold().replace("'", "").replace("’", "")).split()


def _ways(name: str) -> tuple[str, ...]:
    """A heading as it stands, in full, and without what it says in brackets: "Outcome (U/PU/NU)"."""
    bare = re.sub(r"[(\[].*?[)\]]", " ", name)
    return name, _in_full(name), bare, _in_full(bare)


def _in_full(name: str) -> str:
    """A heading with its short forms written out: "Resp sent" is "response sent"."""
    return " ".join(SHORT.get(word, word) for word in _words(name))


def _likely(names: Sequence[str], taken: Mapping[str, int]) -> list[tuple[float, int, str]]:
    """(likeness, column, field) of the headings that resemble a known one closely."""
    found = []
    for position, name in enumerate(names):
        folded = fold(_ways(name)[-1])
        if len(folded) < 4 or position in taken.values() or DEADLINES & set(_words(name)):
            continue
        for synonym, key in _SYNONYMS.items():
            if key not in taken and len(synonym) >= 4:
                likeness = fuzz.ratio(folded, synonym)
                if likeness >= LIKELY:
                    found.append((likeness, position, key))
    return found
