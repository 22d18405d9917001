"""The pages that we make of a bundle: cover, index, the complaint, the chronology, contacts and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.bundle import chronology
from desk_app.bundle.items import Item, Part, Purpose
from desk_app.dates import in_words
from desk_app.records import CaseFile, Note, Role, Step
from desk_app.report.blocks import (
    Block,
    Callout,
    Cover,
    Heading,
    Inset,
    Leaf,
    Meta,
    PageBreak,
    Prose,
    Quote,
    Report,
    Table,
    plain,
)
from desk_app.settings import Settings

TITLES = {
    Purpose.OMBUDSMAN: "Bundle for the Ombudsman",
    Purpose.OFFICER: "Bundle for the investigating officer",
    Purpose.PANEL: "Bundle for the review panel",
}
PAGING = "Bundle page {number} of {count}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a bundle is made of, in its order. leaves: of the items that became pages; reasons: why others did not.

    beside: the names of the files that go beside the PDF, by item. All by the item's key.
    """

    file: CaseFile
    steps: tuple[Step, ...]
    settings: Settings
    purpose: Purpose
    recipient: str
    by: str
    today: date
    items: tuple[Item, ...]
    leaves: Mapping[str, tuple[Leaf, ...]]
    reasons: Mapping[str, str]
    beside: Mapping[str, str]


def compose(content: Content, pages: Mapping[str, tuple[int, int]], count: int) -> Report:
    """The bundle as blocks; `pages`: the first and last page of each item, as far as they are known."""
    title = f"{TITLES[content.purpose]}: {content.file.case.reference}"
    own = not content.leaves
    meta = Meta(title, content.today, content.settings.council, footer=title, paging=PAGING, claims_ua=own)
    blocks: list[Block] = [*_index(content, pages)]
    for number, item in enumerate(content.items, 1):
        if item.key not in content.reasons:
            blocks += _item(content, number, item)
    return Report(meta, _cover(content, count), tuple(blocks))


def _cover(content: Content, count: int) -> Cover:
    case, settings = content.file.case, content.settings
    matter = next((m for m in content.file.matters if m.reference), None)
    theirs = f"Ombudsman’s reference {matter.reference}" if matter and content.purpose is Purpose.OMBUDSMAN else ""
    lines = (
        f"For {plain(content.recipient)}" if content.recipient else "",
        f"Made on {in_words(content.today)} by {plain(content.by)}",
        f"{_counted(len(content.items), 'item')}, {_counted(count, 'page')}",
        plain(", ".join(part for part in (settings.council, settings.service) if part)),
    )
    return Cover(
        TITLES[content.purpose],
        f"{case.kind} {case.reference}",
        theirs and plain(theirs),
        tuple(line for line in lines if line),
        tuple(_notices(content)),
    )


def _notices(content: Content) -> Iterator[Callout]:
    yield Callout("Confidential", "It holds what is personal to the people it names. Give it to nobody else.")
    redacted = sum(item.redacted for item in content.items)
    if redacted:
        what = "1 document is a redacted copy: its original is" if redacted == 1 else ""
        what = what or f"{redacted} documents are redacted copies: their originals are"
        yield Callout("Redacted", f"{what} not in this bundle.")
    if content.reasons:
        yield Callout("Not all of it is on these pages", _where(content))


def _where(content: Content) -> str:
    count = len(content.reasons)
    what = "1 item is" if count == 1 else f"{count} items are"
    return f"{what} not among these pages. The index says why, and where to find {'it' if count == 1 else 'them'}."


def _index(content: Content, pages: Mapping[str, tuple[int, int]]) -> Iterator[Block]:
    yield Heading("What is in this bundle")
    rows = []
    for number, item in enumerate(content.items, 1):
        name = plain(item.title.replace("[", "(").replace("]", ")"))
        reason = content.reasons.get(item.key)
        about = "redacted copy, as pictures of its pages" if item.redacted and not reason else ""
        about = "redacted copy" if item.redacted and reason else about
        if reason:
            file = content.beside.get(item.key)
            where = f"It is beside this file: {file}" if file else "Ask us for it"
            about = ", ".join(filter(None, [about, f"not merged: {reason}. {where}"]))
        linked = name if reason else f"[{name}](#{item.key})"
        rows.append((
            str(number),
            f"{linked} ({plain(about)})" if about else linked,
            in_words(item.on) if item.on else "",
            "Not merged" if reason else _span(*pages.get(item.key, (0, 0))),
        ))  # fmt: skip
    yield Table(
        "Index", ("No.", "Item", "Recorded", "Pages"), tuple(rows), align=("left", "left", "left", "right"),
        widths=(8, 62, 25, 19), numbered=False,
    )  # fmt: skip
    if content.leaves:
        yield Prose(
            "Documents stand here as they were given to us: their pages were not made by us and may not be accessible "
            "to everybody. Ask us if you need one in another form."
        )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _item(content: Content, number: int, item: Item) -> list[Block]:
    title = f"{number}. {plain(item.title)}"
    if item.key in content.leaves:
        return [Inset(title, content.leaves[item.key], item.key)]
    made = {
        Part.COMPLAINT: _complaint,
        Part.CHRONOLOGY: _chronology,
        Part.CONTACTS: _contacts,
        Part.NOTES: _notes,
    }[item.part]
    return [PageBreak(), Heading(title, key=item.key), *made(content)]


# --- ours -------------------------------------------------------------------------------------------------
def _complaint(content: Content) -> Iterator[Block]:
    file, case = content.file, content.file.case
    complainant, child = file.person(Role.COMPLAINANT), file.person(Role.CHILD)
    facts = [
        ("Reference", case.reference),
        ("Received", in_words(case.received_on)),
        ("How", case.channel),
        ("From", complainant.name if complainant else ""),
        ("About", child.name if child else ""),
        ("Service", case.service_area),
        ("Team", case.team),
        ("Procedure", str(case.route or "")),
        ("In short", case.summary),
    ]
    rows = tuple((name, plain(value)) for name, value in facts if value)
    yield Table("The case", ("What", "As recorded"), rows, widths=(24, 76), numbered=False)
    if case.words:
        yield Heading("What was said", 2)
        yield Quote(plain(case.words))
    if case.desired_outcome:
        yield Heading("What they would like to happen", 2)
        yield Quote(plain(case.desired_outcome))
    if file.points:
        stages = {item.id: f"{item.stage}{f', {item.team}' if item.team else ''}" for item in file.investigations}
        points = tuple(
            (
                str(point.number), plain(point.text or point.category), plain(stages.get(point.investigation_id, "")),
                str(point.outcome or "Not decided yet"),
            )
            for point in file.points
        )  # fmt: skip
        yield Table("Points of complaint", ("Point", "What it says", "Looked at in", "Outcome"), points, numbered=False,
                    widths=(9, 49, 22, 20))  # fmt: skip


def _chronology(content: Content) -> Iterator[Block]:
    found = chronology.events(content.file, content.steps, content.today)
    rows = tuple((in_words(e.on) if e.on else "Not recorded", plain(e.what)) for e in found)
    until = f"What was recorded up to {in_words(content.today)}."
    yield Prose(until)
    yield Table("Chronology", ("Date", "What happened"), rows, widths=(24, 76), numbered=False)


def _contacts(content: Content) -> Iterator[Block]:
    for note in _in_order([note for note in content.file.notes if note.is_contact]):
        how = " with ".join(filter(None, [note.channel or "Contact", note.with_whom]))
        yield from _entry(note, how)


def _notes(content: Content) -> Iterator[Block]:
    for note in _in_order([note for note in content.file.notes if not note.is_contact]):
        yield from _entry(note, "Note")


def _in_order(notes: Sequence[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (note.written_on or date.min, note.id))


def _entry(note: Note, what: str) -> Iterator[Block]:
    day = in_words(note.written_on) if note.written_on else "No date"
    yield Heading(plain(f"{day}: {what}"), 2)
    yield Prose(plain(note.text))
    if note.written_by:
        yield Prose(f"*Recorded by {plain(note.written_by)}*")


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
