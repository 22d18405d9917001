"""The cards of a case: words, people and consent, facts, investigations, learning and actions, Ombudsman, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from desk_app.records import (
    Case,
    CaseFile,
    Consent,
    Extension,
    Investigation,
    Kind,
    Note,
    Outcome,
    Party,
    Pause,
    Person,
    Point,
    QualityCheck,
    Replaced,
    Role,
)
from ui.cases.folding import Folding
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, button, column_of, label, row_of

Pairs = Iterable[tuple[str, str]]
WIDEST_NAME = 180
"""Beneath a longer name the value beside it would have no room."""
SAID_IT = {Kind.COMPLIMENT: "Gave the compliment", Kind.COMMENT: "Made the comment", Kind.ENQUIRY: "Made the enquiry"}
"""What the complainant is called where nobody complains."""
OTHER = "other"
"""The relationship of the shipped list that says nothing by itself."""
OUTCOME_TONES = {Outcome.UPHELD: "primary", Outcome.PARTIALLY_UPHELD: "primary", Outcome.NOT_UPHELD: "ok"}


def pairs_grid(pairs: Pairs) -> QGridLayout:
    """Names and values; what is empty is left out."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(0, 118)
    grid.setColumnStretch(1, 1)
    for n, (name, value) in enumerate((name, value) for name, value in pairs if value):
        top = Qt.AlignmentFlag.AlignTop
        about = label(name, "muted", wrap=True)
        about.setMinimumWidth(min(WIDEST_NAME, about.fontMetrics().horizontalAdvance(name)))
        grid.addWidget(about, n, 0, top)
        grid.addWidget(label(value, wrap=True, selectable=True), n, 1, top)
    return grid


def words_card(file: CaseFile) -> Card:
    """What was said."""
    case = file.case
    titles = {Kind.COMPLAINT: "What happened", Kind.COMPLIMENT: "What was said"}
    card = Card(titles.get(case.kind, "In their words"))
    card.box.addWidget(label(case.words or "No words were recorded.", "words", wrap=True, selectable=True))
    if case.desired_outcome:
        card.box.addWidget(label("What they would like to happen", "h3"))
        card.box.addWidget(label(case.desired_outcome, wrap=True, selectable=True))
    return card


def people_card(file: CaseFile, asked: Callable[[int], object]) -> Card:
    """Who is on the case, and consent. A name leads to all about that person: `asked(person_id)`."""
    card = Card("People")
    people = {person.id: person for person in file.people}
    if file.case.kind is Kind.COMPLAINT and file.case.at_risk:
        card.box.addWidget(_at_risk())
    if not file.parties:
        card.box.addWidget(label("Nobody is named.", "muted"))
    for n, party in enumerate(file.parties):
        person = people.get(party.person_id)
        if person is not None:
            card.box.addWidget(_person(file.case.kind, party, person, asked, first=n == 0))
    pairs = list(_consent(file.case))
    if pairs:
        card.box.addLayout(pairs_grid(pairs))
    return card


def _at_risk() -> QFrame:
    """So that nobody reads over it: an icon, and bold."""
    made = QFrame()
    made.setProperty("role", "plain")
    line = row_of(made, spacing=8)
    line.addWidget(IconLabel("shield-alert", "danger", 20), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label("Child at risk: Yes", "h3", wrap=True), 1)
    return made


def role_of(kind: Kind, party: Party) -> str:
    """ "Complainant, foster carer". "Other" alone would not say other than what."""
    role = SAID_IT.get(kind, str(party.role)) if party.role is Role.COMPLAINANT else str(party.role)
    relationship = party.relationship.lower()
    if relationship == OTHER:
        return f"{role}, other relationship to the child"
    return f"{role}, {relationship}" if relationship else role


def _person(kind: Kind, party: Party, person: Person, asked: Callable[[int], object], *, first: bool) -> QFrame:
    row = QFrame()
    row.setProperty("role", "plain" if first else "row")
    box = column_of(row, margins=(0, 0 if first else 10, 0, 2), spacing=2)
    role = role_of(kind, party)
    name = button(person.name or "Name removed", lambda: asked(person.id), role="link")
    name.setAccessibleName(f"All about {person.name}" if person.name else "Name removed: all about this person")
    box.addWidget(name)
    box.addWidget(label(", ".join(filter(None, [role, party.job, party.team])), "hint", wrap=True))
    contact = [person.contact, person.email, person.telephone, person.address]
    if person.born_on:
        contact.append(f"Born {short_date(person.born_on)}")
    if said := "\n".join(filter(None, contact)):
        box.addWidget(label(said, wrap=True, selectable=True))
    return row


def _consent(case: Case) -> Iterator[tuple[str, str]]:
    if case.kind is not Kind.COMPLAINT:
        return
    if not case.at_risk:  # a yes stands above
        yield "Child at risk", "Not answered yet" if case.at_risk is None else "No"
    yield "Safeguarding concern", short_date(case.concern_on)
    if case.referred_on or case.referred_to:
        by = f"by {case.referred_by}" if case.referred_by else ""
        yield "Referred to", ", ".join(filter(None, [case.referred_to, short_date(case.referred_on), by]))
    if case.consent:
        given = case.consent in (Consent.GIVEN, Consent.ASKED, Consent.REFUSED)
        yield "Consent", f"{case.consent}{f', {short_date(case.consent_on)}' if given and case.consent_on else ''}"
    yield "Made by the child", _yes_no(case.made_by_child)
    yield "Looked after", str(case.looked_after or "")
    yield "Advocate offered", short_date(case.advocate_offered_on)
    yield "Advocate accepted", short_date(case.advocate_accepted_on)
    yield "Advocate appointed", short_date(case.advocate_appointed_on)


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else "Yes" if answer else "No"


def facts_card(file: CaseFile) -> Card:
    """Where it belongs and what it is about."""
    case = file.case
    card = Card("Details")
    card.box.addLayout(
        pairs_grid(
            [
                ("Received", short_date(case.received_on)),
                ("How", case.channel),
                ("Service area", case.service_area),
                ("Team", case.team),
                ("Category", " – ".join(filter(None, [case.category, case.subcategory]))),
                ("Themes", "\n".join(case.themes)),
                ("Procedure", str(case.route or "")),
                ("Why that one", case.route_reason),
                ("Events", short_date(case.events_on)),
                ("Became aware", short_date(case.aware_on)),
                ("Thanked", short_date(case.thanked_on)),
                ("Passed on", short_date(case.passed_on)),
                ("Answered", short_date(case.answered_on)),
                ("Kind of comment", str(case.comment_kind or "")),
                ("Kind of enquiry", str(case.enquiry_kind or "")),
                ("Ended", " ".join(filter(None, [str(case.ended_before or ""), short_date(case.ended_on)]))),
                ("Why it ended", case.ended_reason),
                ("Logged", " by ".join(filter(None, [short_date(case.logged_on), case.logged_by]))),
            ]
        )
    )
    return card


def later_cards(file: CaseFile) -> Iterator[Card]:
    """What there is of investigations, learning, Ombudsman and notes."""
    if file.investigations:
        card = Card("Investigations and outcomes")
        for n, investigation in enumerate(file.investigations):
            card.box.addWidget(_investigation(file, investigation, first=n == 0))
        yield card
    if file.refusals or file.decisions or file.other_processes:
        yield _decisions(file)
    if file.learning or file.actions:
        yield _learning(file)
    if file.matters:
        yield ombudsman_card(file)
    if file.notes:
        yield _notes(file)


def _notes(file: CaseFile) -> Card:
    """The log of contacts and the notes, latest first."""
    card = Card("Contacts and notes")
    card.box.setSpacing(0)
    ordered = sorted(file.notes, key=lambda note: (note.written_on or date.min, note.id), reverse=True)
    lines = [partial(_note, note, first=n == 0) for n, note in enumerate(ordered)]
    card.box.addWidget(Folding(lines, "contacts and notes"))
    return card


def _note(note: Note, *, first: bool) -> QFrame:
    row = QFrame()
    row.setProperty("role", "plain" if first else "row")
    box = column_of(row, margins=(0, 8, 0, 8), spacing=2)
    how = f"{note.channel} with {note.with_whom}" if note.channel else f"With {note.with_whom}"
    head = [short_date(note.written_on), how if note.is_contact else "Note", f"by {note.written_by}"]
    box.addWidget(label("  ·  ".join(filter(None, head)), "hint", wrap=True))
    box.addWidget(label(note.text, wrap=True, selectable=True))
    return row


def _investigation(file: CaseFile, item: Investigation, *, first: bool) -> QFrame:
    row = QFrame()
    row.setProperty("role", "plain" if first else "row")
    box = column_of(row, margins=(0, 0 if first else 12, 0, 4), spacing=8)
    top = QFrame()
    top.setProperty("role", "plain")
    line = row_of(top, spacing=10)
    line.addWidget(label(f"{item.stage}, {str(item.route).lower()}", "label"))
    ended = str(item.ending or item.outcome or ("" if item.closed_on is None else Outcome.NOT_RECORDED))
    tone = OUTCOME_TONES.get(item.outcome, "info") if item.outcome else "info"
    line.addWidget(Chip(ended or "Open", tone if ended else "primary"))
    line.addStretch(1)
    box.addWidget(top)
    box.addLayout(
        pairs_grid(
            [
                ("Team", item.team),
                ("Opened", short_date(item.opened_on)),
                ("Acknowledged", short_date(item.acknowledged_on)),
                ("Investigator", item.investigator or item.investigating_officer),
                ("Independent person", item.independent_person),
                ("Statement agreed", short_date(item.statement_agreed_on)),
                ("Adjudicating officer", item.adjudicating_officer),
                ("Panel", "\n".join(item.panel_members)),
                ("Panel meets", short_date(item.panel_met_on or item.panel_meets_on)),
                ("Came along", item.attended_with),
                ("Panel’s report", short_date(item.panel_report_on)),
                ("Responded", short_date(item.responded_on)),
                ("What was agreed", item.resolution_terms),
                ("Payment", _payment(item)),
                ("Cost", _pounds(item.cost_pence)),
                ("Ended", short_date(item.ended_on)),
                ("Why", item.ended_reason or item.escalation_reason),
            ]
        )
    )
    for each in (r for r in file.replaced if r.investigation_id == item.id):
        box.addWidget(label(_was(each), wrap=True, selectable=True))
    for extension in (e for e in file.extensions if e.investigation_id == item.id):
        box.addWidget(label(_extended(extension), wrap=True))
    for pause in (p for p in file.pauses if p.investigation_id in (None, item.id)):
        part = f" in part ({pause.part})" if pause.part else ""
        since = f"Paused{part} from {short_date(pause.from_on)}{_until(pause, item)}"
        box.addWidget(label(f"{since}: {pause.reason}", wrap=True, selectable=True))
    if points := [partial(_point, p) for p in file.points if p.investigation_id == item.id]:
        box.addWidget(Folding(points, "points", spacing=8))
    for check in (c for c in file.checks if c.investigation_id == item.id):
        box.addWidget(label(_checked(check), wrap=True, selectable=True))
    return row


def _was(each: Replaced) -> str:
    """ "Independent person until 8 Mar 2026: Kit Sample"."""
    what = each.part.capitalize()
    return f"{SIGNED_OFF if each.field == 'signed_off_by' else what}{_until_day(each)}: {each.name}"


SIGNED_OFF = "Signed off the first response"


def _until_day(each: Replaced) -> str:
    return f" until {short_date(each.until_on)}" if each.until_on and each.field != "signed_off_by" else ""


def _point(point: Point) -> QLabel:
    outcome = f" ({point.outcome})" if point.outcome else ""
    about = point.text or " – ".join(filter(None, [point.category, point.theme]))
    return label(f"Point {point.number}: {about}{outcome}", wrap=True, selectable=True)


def _until(pause: Pause, item: Investigation) -> str:
    """How long it was, what it waits for, or that it was waited for in vain."""
    if pause.over_on:
        return f" to {short_date(pause.over_on)}"
    if pause.resubmit_by and item.closed_on and not (pause.part and item.responded_on):
        return f", not handed in again (until {short_date(pause.resubmit_by)})"
    return f", may be handed in again until {short_date(pause.resubmit_by)}" if pause.resubmit_by else ""


def _pounds(pence: int | None, what_for: str = "") -> str:
    """ "£1,250.50, for the distress"."""
    return "" if pence is None else ", ".join(filter(None, [f"£{pence / 100:,.2f}", what_for]))


def _payment(item: Investigation) -> str:
    """ "£300.00, for the distress, paid 3 Apr 2026"."""
    if item.payment_pence is None:
        return ""
    paid = f", paid {short_date(item.paid_on)}" if item.paid_on else ", no day of payment recorded"
    return f"{_pounds(item.payment_pence, item.payment_reason)}{paid}"


def _checked(check: QualityCheck) -> str:
    """How a quality check of the draft went."""
    head = f"Quality check {short_date(check.checked_on)}, {check.checked_by}: "
    if not check.not_met:
        return f"{head}all {len(check.met)} lines of the checklist ticked"
    return f"{head}the draft went back. {check.to_put_right}\nNot ticked: {'; '.join(check.not_met)}"


def _decisions(file: CaseFile) -> Card:
    """What was refused, decided with its reason, or left to another process."""
    card = Card("Decisions")
    card.box.setSpacing(0)
    for n, (what, when, why) in enumerate(_decided(file)):
        row = QFrame()
        row.setProperty("role", "plain" if n == 0 else "row")
        box = column_of(row, margins=(0, 8, 0, 8), spacing=2)
        box.addWidget(label(what, "label", wrap=True))
        for text, role in ((when, "hint"), (why, "")):
            if text:
                box.addWidget(label(text, role, wrap=True, selectable=True))
        card.box.addWidget(row)
    return card


def _decided(file: CaseFile) -> Iterator[tuple[str, str, str]]:
    """(what, by whom and when and who was told, why) of each."""
    for refusal in file.refusals:
        what = f"Refused in part: {refusal.part}" if refusal.part else "Refused"
        told = [
            _when("told", refusal.told_on) or "not told yet",
            _when("the Ombudsman’s details given", refusal.ombudsman_details_on),
        ]
        by = " by ".join(filter(None, [short_date(refusal.refused_on), refusal.refused_by]))
        yield f"{what} ({str(refusal.kind).lower()})", ", ".join(filter(None, [by, *told])), refusal.reason
    for process in file.other_processes:
        what = f"Answered by another process in part: {process.part}" if process.part else "Answered by another process"
        how = ", ".join(filter(None, [_when("told", process.told_on), process.told_by, process.told_how]))
        yield f"{what} ({process.process[:1].lower()}{process.process[1:]})", how, ""
    for decision in file.decisions:
        by = " by ".join(filter(None, [short_date(decision.decided_on), decision.decided_by]))
        when = ", ".join(filter(None, [by, _when("told", decision.told_on)]))
        yield decision.in_words, when, "\n".join(filter(None, [decision.reason, *decision.criteria]))


def _when(what: str, on: date | None) -> str:
    return f"{what} {short_date(on)}" if on else ""


def _learning(file: CaseFile) -> Card:
    card = Card("Learning and actions")
    for item in file.learning:
        if item.category:
            card.box.addWidget(label(item.category, "h3", wrap=True))
        if item.text:
            card.box.addWidget(label(item.text, wrap=True, selectable=True))
    for action in file.actions:
        stands = f"done {short_date(action.done_on)}" if action.done_on else f"due {short_date(action.due_on)}"
        if not action.done_on and not action.due_on:
            stands = "no date"
        what = ": ".join(filter(None, [action.kind, action.text]))
        owner = f", {action.owner}" if action.owner else ""
        card.box.addWidget(label(f"Action: {what} ({stands}{owner})", wrap=True, selectable=True))
    return card


def _extended(extension: Extension) -> str:
    """ "Extended to 1 May 2026, told 17 Apr 2026, with the Ombudsman’s details: many files"."""
    told = f", told {short_date(extension.told_on)}" if extension.told_on else ", nobody told"
    given = ", with the Ombudsman’s details" if extension.ombudsman_details_given else ""
    why = f": {extension.reason}" if extension.reason else ""
    return f"Extended to {short_date(extension.to_on)}{'' if extension.imported else told}{given}{why}"


def ombudsman_card(file: CaseFile) -> Card:
    """What the Ombudsman asked, decided and agreed."""
    card = Card("Ombudsman")
    for matter in file.matters:
        decision = matter.decision_since_2024 or matter.decision
        card.box.addLayout(
            pairs_grid(
                [
                    ("Reference", matter.reference),
                    ("About", matter.about),
                    ("Decision", " ".join(filter(None, [decision, short_date(matter.decided_on)]))),
                    *(
                        (str(r.kind), f"received {short_date(r.received_on)}"
                         + (f", sent {short_date(r.sent_on)}" if r.sent_on else "")
                         + (f", no answer needed since {short_date(r.not_needed_on)}" if r.not_needed_on else ""))
                        for r in file.requests if r.matter_id == matter.id
                    ),
                    *(
                        ("Remedy", ", ".join(filter(None, [
                            r.what, _pounds(r.amount_pence), _when("due", r.due_on), _when("done", r.done_on)])))
                        for r in file.remedies if r.matter_id == matter.id
                    ),
                    ("Corrected", matter.corrections),
                ]
            )
        )  # fmt: skip
    return card
