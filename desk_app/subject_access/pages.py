"""Everything about one person as blocks of a report: who they are, each case, what is typed and not saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app import name_forms
from desk_app.dates import in_words
from desk_app.records import (
    CaseFile,
    ContactArrangement,
    Decision,
    Example,
    Investigation,
    OmbudsmanRequest,
    Person,
)
from desk_app.report.blocks import Block, Callout, Cover, Heading, Meta, Prose, Quote, Report, Table, plain
from desk_app.settings import Settings
from desk_app.subject_access.others import Eyes
from desk_app.subject_access.typed import Typed

MARK = "Other person: "
_SAID = frozenset({"Logged by", "How it came"})
"""The facts of a case in which somebody may be named."""
TITLE = "Everything recorded about one person"


@dataclass(frozen=True, slots=True)
class OfCase:
    """A case the person is on: as what, whether its words are theirs, and how its texts are read."""

    file: CaseFile
    roles: tuple[str, ...]
    is_theirs: bool
    eyes: Eyes
    papers: tuple[tuple[str, str], ...]  # (what it is, its name in the folder)
    examples: tuple[Example, ...]  # for a year's report, made of it


@dataclass(frozen=True, slots=True)
class Content:
    """All there is."""

    person: Person
    eyes: Eyes  # with which what is of no single case is read
    cases: tuple[OfCase, ...]
    arrangements: tuple[ContactArrangement, ...]
    drafts: tuple[Typed, ...]  # theirs
    drafts_of_others: int  # that name them
    named_in: tuple[tuple[str, str], ...]  # (case that they are not on, in what); or ("", what)
    not_searched: bool  # for the name, which is too short
    settings: Settings
    today: date
    by: str


def compose(content: Content) -> Report:
    """The blocks."""
    settings = content.settings
    meta = Meta(TITLE, content.today, settings.council, footer=TITLE, marking="Confidential")
    cover = Cover(
        TITLE, plain(content.person.name), "",
        (
            f"Made on {in_words(content.today)} by {plain(content.by)}",
            plain(", ".join(part for part in (settings.council, settings.service) if part)),
        ),
        (
            Callout(
                "Before it is given to anybody",
                "Other people are marked in brackets. Decide for each what may be given. Documents, letters "
                "and the workbook are not marked: look through each of them. Where this person is named in somebody "
                "else’s words, only the place is given: look there, and decide. Note what you left out, and why.",
                tone="warning",
            ),
        ),
    )  # fmt: skip
    return Report(meta, cover, tuple(_blocks(content)))


def _blocks(content: Content) -> Iterator[Block]:
    yield Heading("Who this is about")
    yield _facts("Details", _of_person(content.person, content.eyes))
    for each in content.arrangements:
        yield Heading("How contact is managed", 2)
        yield _facts("Contact arrangement", _of_arrangement(each, content.eyes))
    yield from _index(content.cases)
    for case in content.cases:
        yield from _case(case)
    if content.drafts:
        yield Heading("Typed and not saved yet")
        for draft in content.drafts:
            yield Heading(bracketed(draft.title, draft.eyes), 2)
            yield _facts("As it was typed", [(plain(name), marked(text, draft.eyes)) for name, text in draft.fields])
    yield from _of_others(content.drafts_of_others)
    yield from _elsewhere(content.named_in, not_searched=content.not_searched)


def _of_others(number: int) -> Iterator[Block]:
    """That others have typed something about them, and nothing of it: it is not theirs."""
    if number:
        yield Heading("Named in drafts of others")
        drafts = "A draft of another case names" if number == 1 else f"{number:,} drafts of other cases name"
        yield Prose(f"{drafts} this person. What somebody else typed is not given here. Look whether it is saved now.")


def _elsewhere(named_in: Sequence[tuple[str, str]], *, not_searched: bool) -> Iterator[Block]:
    """Where they are named in what is not theirs, and nothing of it: it may be somebody else's to see."""
    if named_in or not_searched:
        yield Heading("Named elsewhere")
    if not_searched:
        yield Prose(
            "This name is too short to be searched for in the words of other cases. Look there yourself, if you know "
            "where it may stand."
        )
    if named_in:
        yield Prose(
            "Their name, email or telephone number stands in what follows. These are words of others, so they are not "
            "given here. Look at each of them: decide whether it is about this person, and what of it may be given."
        )
        rows = tuple((plain(case or "No case"), plain(what)) for case, what in named_in)
        yield Table("Where else they are named", ("Case", "In"), rows, widths=(30, 70), numbered=False)


def _index(cases: Sequence[OfCase]) -> Iterator[Block]:
    yield Heading("The cases they are on")
    if not cases:
        yield Prose("None.")
        return
    rows = tuple(
        (of.file.case.reference or "Without reference", str(of.file.case.kind), in_words(of.file.case.received_on),
         plain(", ".join(of.roles)))
        for of in cases
    )  # fmt: skip
    yield Table("Cases", ("Case", "Kind", "Received", "As"), rows, widths=(22, 20, 28, 30), numbered=False)


def _case(of: OfCase) -> Iterator[Block]:
    case = of.file.case
    yield Heading(f"Case {plain(case.reference or 'without reference')}")
    if not of.is_theirs:
        yield Prose(
            "The words of this case are somebody else’s. Only what the team wrote is given here, where it has the "
            "whole name of this person."
        )
    yield _facts(f"Case {plain(case.reference or 'without reference')}: the facts", _of_case(of))
    if of.is_theirs:
        given = [*_said(of), *_recorded(of)]
    else:
        yield from _to_decide(of)
        given = [(title, text) for title, text in _recorded(of) if _names(of, text)]
    for title, text in given:
        yield Heading(bracketed(title, of.eyes), 2)
        yield Quote(marked(text, of.eyes))
    if of.papers:
        rows = tuple((plain(what), marked(name, of.eyes)) for what, name in of.papers)
        yield Table("Documents and letters, in the folder beside this file", ("What", "File"), rows, widths=(30, 70),
                    numbered=False)  # fmt: skip


def _to_decide(of: OfCase) -> Iterator[Block]:
    """Where somebody else's words name them, and nothing of it: an officer decides."""
    if places := [f"“{title}”" for title, text in _said(of) if _names(of, text)]:
        reference = plain(of.file.case.reference or "a case without reference")
        yield Callout(
            "To decide",
            f"Named in the words of {reference}, see with the team: {plain(', '.join(places))}. "
            "They are somebody else’s words, so they are not given here.",
            tone="warning",
        )


def _names(of: OfCase, text: str) -> bool:
    """Whether the person is named: by the whole name in any form, or the first name and the surname's initial.

    A surname alone is somebody else's, too.
    """
    said = name_forms.folded(text)
    return any(re.search(form, said) for name in name_forms.names(of.eyes.person.name) for form in _whole(name))


def _whole(name: tuple[str, ...]) -> Iterator[str]:
    yield from name_forms.of_name(name)
    if len(name) > 1:
        yield rf"\b{re.escape(name[0])} {re.escape(name[-1][0])}\b"


def _with_text(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(title, text) for title, text in found if text.strip()]


def _said(of: OfCase) -> list[tuple[str, str]]:
    """What the case says in the words of who gave the feedback, or close to them, with what it is."""
    file, case = of.file, of.file.case
    found = [
        ("In short", case.summary), ("What was said", case.words), ("What they would like", case.desired_outcome),
    ]  # fmt: skip
    found += [(f"Point {point.number}", point.text) for point in file.points]
    found += [(f"Example for the annual report of {e.year}", f"{e.caption}\n\n{e.text}".strip()) for e in of.examples]
    return _with_text(found)


def _recorded(of: OfCase) -> list[tuple[str, str]]:
    """Every other text of the case, with what it is: what the team wrote."""
    file, case = of.file, of.file.case
    found = [
        ("Why this procedure", case.route_reason), ("Why the decision is frozen", case.decision_frozen_reason),
    ]  # fmt: skip
    found += [(_dated(note.written_on, f"{'Contact' if note.is_contact else 'Note'} {note.with_whom}"), note.text)
              for note in file.notes]  # fmt: skip
    found += [(_dated(d.decided_on, f"Decision: {d.what or d.kind}"), d.reason) for d in file.decisions]
    found += [(_dated(r.refused_on, f"Refusal: {r.kind}"), f"{r.part}\n\n{r.reason}".strip()) for r in file.refusals]
    found += [(f"Extension to {in_words(e.to_on)}", e.reason) for e in file.extensions]
    found += [(f"Pause from {in_words(p.from_on)}", p.reason) for p in file.pauses]
    found += [(f"{i.stage}: {what}", text) for i in file.investigations for what, text in (
        ("why it started then", i.started_reason), ("terms of the resolution", i.resolution_terms),
        ("what was paid for", i.payment_reason), ("with whom they came to the panel", i.attended_with),
    )]  # fmt: skip
    found += [(f"What the Ombudsman looked at {matter.reference}".strip(), matter.about) for matter in file.matters]
    found += [("Remedy", remedy.what) for remedy in file.remedies]
    found += [(f"Learning: {learning.category}", learning.text) for learning in file.learning]
    found += [(f"Action: {action.kind}", action.text) for action in file.actions]
    found += [("Quality check: to put right", check.to_put_right) for check in file.checks]
    return _with_text(found)


def marked(text: str, eyes: Eyes) -> str:
    """The text with everybody else in bold and brackets, as a block's text."""
    return _marked(text, eyes, "**")


def bracketed(text: str, eyes: Eyes) -> str:
    """The same for a heading, which is bold as it is."""
    return _marked(text, eyes, "")


def _marked(text: str, eyes: Eyes, bold: str) -> str:
    parts, done = [], 0
    for mark in eyes.others(text):
        parts += [plain(text[done : mark.start]), f"{bold}{plain(f'[{MARK}{mark.covered(text)}]')}{bold}"]
        done = mark.end
    return "".join([*parts, plain(text[done:])])


def _facts(caption: str, facts: Sequence[tuple[str, str]]) -> Table:
    rows = tuple((name, value) for name, value in facts if value) or (("Nothing", "is recorded"),)
    return Table(caption, ("What", "As recorded"), rows, widths=(30, 70), numbered=False)


def _of_person(person: Person, eyes: Eyes) -> list[tuple[str, str]]:
    own = [
        ("Name", person.name), ("Email", person.email), ("Telephone", person.telephone), ("Address", person.address),
        ("Born", _day(person.born_on)), ("Age", person.age_band), ("Gender", person.gender),
        ("Ethnicity", person.ethnicity), ("Disability", person.disability),
        ("Member of staff", "Yes" if person.is_staff else ""),
    ]  # fmt: skip
    said = [("How to reach", person.contact), ("Best reached", person.preferred_contact), ("Notes", person.notes)]
    return [*((name, plain(value)) for name, value in own), *((name, marked(value, eyes)) for name, value in said)]


def _of_arrangement(each: ContactArrangement, eyes: Eyes) -> list[tuple[str, str]]:
    named = [
        ("What", each.what), ("Why", each.reason), ("Decided", f"{_day(each.decided_on)} {each.decided_by}".strip()),
        ("Told", _day(each.told_on)), ("Appeal", each.appeal), ("Review", _day(each.review_on)),
        ("Ended", _day(each.ended_on)),
    ]  # fmt: skip
    return [(name, marked(value, eyes)) for name, value in named]


def _of_case(of: OfCase) -> list[tuple[str, str]]:
    case, eyes = of.file.case, of.eyes
    named = [
        ("They are", ", ".join(of.roles)), ("Kind", str(case.kind)), ("Received", _day(case.received_on)),
        ("How it came", case.channel), ("Service area", case.service_area), ("Team", case.team),
        ("Category", case.category), ("Themes", ", ".join(case.themes)), ("Logged by", case.logged_by),
        ("Consent", str(case.consent or "")), ("Looked after", str(case.looked_after or "")),
    ]  # fmt: skip
    facts = [(name, marked(value, eyes) if name in _SAID else plain(value)) for name, value in named]
    if of.is_theirs:
        people = {person.id: person.name for person in of.file.people}
        facts += [
            (str(party.role), marked(people.get(party.person_id, ""), eyes))
            for party in of.file.parties
            if party.person_id != eyes.person.id
        ]
        facts += [
            (f"{item.stage}, {item.route}".lower().capitalize(), marked(_of_investigation(item), eyes))
            for item in of.file.investigations
        ]
        facts += [("Asked for by the Ombudsman", plain(_of_request(each))) for each in of.file.requests]
        facts += [(_decided(each), marked(each.decided_by, eyes)) for each in of.file.decisions]
    return facts


def _of_request(item: OmbudsmanRequest) -> str:
    sent = f"answered {_day(item.sent_on)}" if item.sent_on else ""
    return "; ".join(part for part in (str(item.kind), f"received {_day(item.received_on)}", sent) if part)


def _decided(item: Decision) -> str:
    return f"{item.kind}, decided by"


def _of_investigation(item: Investigation) -> str:
    answered = f"answered {_day(item.responded_on)}" if item.responded_on else ""
    parts = (item.team, f"opened {_day(item.opened_on)}", answered, str(item.outcome or ""), item.investigator)
    return "; ".join(part for part in parts if part)


def _dated(day: date | None, what: str) -> str:
    return f"{in_words(day)}: {what.strip()}" if day else what.strip()


def _day(day: date | None) -> str:
    return in_words(day) if day else ""
