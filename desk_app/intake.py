"""From a draft, as a form or `desk log` gives it, to records: all validation lives here.

A complaint is accepted with kind, date and words alone; what else a case should have is listed as "to complete".
A list value that is not on its list yet joins it, as in an import.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from desk_app import clean, dates, lists, routing
from desk_app.answers import wrong_day, wrong_name
from desk_app.lists import Lists
from desk_app.problems import Problem
from desk_app.procedures import Profile, in_force
from desk_app.records import (
    Case,
    CommentKind,
    Consent,
    DecisionKind,
    Document,
    EnquiryKind,
    Investigation,
    Kind,
    ListEntry,
    ListName,
    Party,
    Person,
    Role,
    Route,
    Stage,
    YesNo,
)
from desk_app.spoken_dates import typed_date

E = TypeVar("E", bound=StrEnum)
Draft = Mapping[str, object]

PERSON_KEYS = frozenset({"person_id", "name", "contact", "email", "telephone", "address"})
KEYS: dict[str, frozenset[str]] = {
    "complainant": PERSON_KEYS | {"relationship"},
    "child": PERSON_KEYS | {"looked_after", "born_on"},
    "advocate": PERSON_KEYS | {"offered_on"},
    "consent": frozenset({"state", "on"}),
    "route": frozenset({"choice", "reason", "answers"}),
    "recipients": frozenset({"person_id", "name", "job", "team"}),
    "attachments": frozenset({"name", "media_type", "size", "file"}),
}
"""The keys of a draft that hold others."""
SEVERAL = frozenset({"recipients", "attachments"})
"""Those of them that hold a list."""
PLAIN_KEYS = frozenset(
    {
        "kind",
        "received_on",
        "channel",
        "service_area",
        "team",
        "region",
        "summary",
        "words",
        "anonymous",
        "made_by_child",
        "may_share_data",
        "category",
        "subcategory",
        "themes",
        "desired_outcome",
        "acknowledged_on",
        "events_on",
        "aware_on",
        "at_risk",
        "referred_to",
        "referred_by",
        "referred_on",
        "thanked_on",
        "passed_on",
        "comment_kind",
        "enquiry_kind",
        "target_on",
        "answered_on",
    }
)
_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody known already can be reached now, as far as it was given: field -> value. `key` is of the draft."""

    key: str
    person_id: int
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewCase:
    """A draft understood: unsaved records, ids 0. A party whose person is None links an existing person."""

    case: Case
    investigation: Investigation | None = None
    parties: tuple[tuple[Party, Person | None], ...] = ()
    joins: tuple[ListEntry, ...] = ()
    documents: tuple[Document, ...] = ()  # their bytes are kept already
    contacts: tuple[Contact, ...] = ()
    to_complete: tuple[str, ...] = ()

    def people(self) -> Iterator[tuple[Party, Person | None]]:
        """Each party with the person to save; one object for two roles of one person."""
        return iter(self.parties)


def check(
    draft: Draft, today: date, on_lists: Lists, profiles: Iterable[Profile]
) -> tuple[NewCase | None, dict[str, str]]:
    """The case a draft describes, or None and its problems by field ("complainant.name" for a field inside)."""
    reader = _Reader(draft, today, on_lists)
    case = reader.case()
    if case is None or reader.problems:
        return None, reader.problems
    investigation = stage_1(case, reader.day("acknowledged_on"), profiles)
    if investigation is None:
        case = replace(case, acknowledged_on=reader.day("acknowledged_on"))
    parties = tuple(reader.parties(case))
    documents = tuple(reader.documents())
    if reader.problems:
        return None, reader.problems
    return NewCase(
        case,
        investigation,
        parties,
        tuple(reader.joins),
        documents,
        tuple(reader.contacts()),
        tuple(to_complete(case, {party.role for party, _ in parties})),
    ), {}


def match_key(name: str) -> str:
    """What makes two spellings of a name one: trimmed, spaces folded, case folded. "" for anonymous."""
    key = " ".join(name.split()).casefold()
    return "" if key in ("anonymous", "anon", "unknown", "not known", "n/a", "-") else key


def reference_key(reference: str) -> str:
    """What makes two spellings of the Ombudsman's reference one: "25 005 179" is "25005179". "" for none."""
    return "".join(match_key(reference).split())


def stage_1(case: Case, acknowledged_on: date | None, profiles: Iterable[Profile]) -> Investigation | None:
    """The stage 1 investigation of a complaint whose route is known: opened on the day of receipt."""
    if case.kind is not Kind.COMPLAINT or case.route is None:
        return None
    return Investigation(
        case_id=0, route=case.route, stage=Stage.ONE, team=case.team, opened_on=case.received_on,
        acknowledged_on=acknowledged_on, profile=in_force(case.route, case.received_on, profiles).key,
    )  # fmt: skip


OVER_A_YEAR = "the decision to look into what is over a year ago"


def is_over_a_year(case: Case) -> bool:
    """Whether a complaint came over a year after the events, or after the person became aware of them (reg 9)."""
    known = case.aware_on or case.events_on
    if case.kind is not Kind.COMPLAINT or known is None:
        return False
    return (case.received_on.year - 1, case.received_on.month, case.received_on.day) > (
        known.year, known.month, known.day,
    )  # fmt: skip


def to_complete(case: Case, roles: Collection[Role], decided: Collection[DecisionKind] = ()) -> Iterator[str]:
    """What the case should have and has not, in words; `roles` are those that somebody on the case has, `decided` the
    kinds of decisions that were recorded."""
    wanted: list[tuple[bool, str]] = [(bool(case.service_area), "service area"), (bool(case.team), "team")]
    if case.kind is Kind.COMPLAINT:
        wanted += [
            (case.at_risk is not None, "whether a child is at risk"),
            (Role.COMPLAINANT in roles, "who complains"),
            (Role.CHILD in roles, "the child concerned"),
            (case.route is not None, "the procedure"),
            (not is_over_a_year(case) or DecisionKind.OVER_A_YEAR in decided, OVER_A_YEAR),
            (case.looked_after is not None, "whether the child is looked after"),
            (bool(case.category), "problem category"),
            (bool(case.themes), "themes"),
            (case.route is not Route.STATUTORY or case.consent is not None or bool(case.made_by_child), "consent"),
            (not case.made_by_child or _has_advocate(case, roles), "whether an advocate was offered"),
        ]
    return (label for there, label in wanted if not there)


def _has_advocate(case: Case, roles: Collection[Role]) -> bool:
    """Whether an advocate was offered, as a child or young person who complains has to be (reg 11)."""
    days = (case.advocate_offered_on, case.advocate_accepted_on, case.advocate_appointed_on)
    return Role.ADVOCATE in roles or any(days)


@dataclass
class _Reader:
    """Reads a draft field by field and gathers its problems."""

    draft: Draft
    today: date
    on_lists: Lists
    problems: dict[str, str] = field(default_factory=dict)
    joins: list[ListEntry] = field(default_factory=list)

    # --- values
    def get(self, key: str) -> object:
        """The value at "a" or "a.b"; "" where there is none."""
        value: object = self.draft
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return "" if value is None else value

    def text(self, key: str) -> str:
        value = self.get(key)
        if isinstance(value, str | int | float):
            return clean.words(str(value))
        self.problems[key] = "Enter text."
        return ""

    def line(self, key: str) -> str:
        """What stands in lists and beside other answers: one line."""
        return clean.one_line(self.text(key))

    def day(self, key: str, *, ahead: bool = False) -> date | None:
        value = self.get(key)
        if isinstance(value, date) or value == "":
            found = value or None
        else:
            try:
                found = typed_date(str(value), self.today, ahead=ahead)
            except Problem as problem:
                self.problems[key] = str(problem)
                return None
        assert found is None or isinstance(found, date)
        if found is not None and (wrong := wrong_day(found, self.today, ahead=ahead, key=key.rpartition(".")[2])):
            self.problems[key] = wrong
        return found

    def name(self, key: str) -> str:
        """What a person is called: one line, its spaces folded."""
        name = self.line(key)
        if wrong := wrong_name(name):
            self.problems[key] = wrong
        return name

    def yes_no(self, key: str) -> bool | None:
        value = self.get(key)
        if isinstance(value, bool) or value == "":
            return None if value == "" else bool(value)
        text = str(value).strip().lower()
        if text in _YES | _NO:
            return text in _YES
        self.problems[key] = "Answer yes or no."
        return None

    def choice(self, key: str, kind: type[E]) -> E | None:
        """A member of a fixed set, by its words or their beginning: "Not needed" is "Not needed (own right)"."""
        text = self.text(key)
        if not text:
            return None
        wanted = lists.fold(text)
        folded = {lists.fold(member): member for member in kind}
        near = [member for name, member in folded.items() if name.startswith(wanted)]
        if wanted in folded:
            return folded[wanted]
        if len(near) == 1:
            return near[0]
        self.problems[key] = f"Choose one of: {', '.join(kind)}."
        return None

    def listed(self, key: str, name: ListName, *, text: str | None = None, parent: str = "") -> str:
        """A value of an editable list as the list spells it; a new value joins the list."""
        text = clean.one_line(self.text(key) if text is None else text)
        if not text:
            return ""
        entries = (*self.on_lists.get(name, ()), *(e for e in self.joins if e.list is name))
        found = lists.find(entries, text)
        if found is None:
            found = ListEntry(list=name, value=text, parent=parent, position=len(entries) + 1)
            self.joins.append(found)
        return found.value

    # --- the whole
    def case(self) -> Case | None:
        self._unknown_keys()
        kind = self.choice("kind", Kind)
        if kind is None and "kind" not in self.problems:
            self.problems["kind"] = f"Choose the kind of feedback: {', '.join(Kind)}."
        received_on = self.day("received_on")
        if received_on is None and "received_on" not in self.problems:
            self.problems["received_on"] = "Enter the date it was received, like 3/4/2024 or today."
        words = self.text("words")
        if not words and "words" not in self.problems:
            self.problems["words"] = "Enter what was said, in the person’s own words where you can."
        if kind is None or received_on is None:
            return None
        area = self.listed("service_area", ListName.SERVICE_AREA)
        category = self.listed("category", ListName.CATEGORY)
        team = self.listed("team", ListName.TEAM, parent=area)
        entry = lists.find(self.on_lists.get(ListName.TEAM, ()), team) if team else None
        case = Case(
            kind=kind,
            received_on=received_on,
            words=words,
            summary=self.line("summary"),
            channel=self.listed("channel", ListName.CHANNEL),
            service_area=area or (entry.parent if entry else ""),
            team=team,
            region=self.line("region") or (entry.region if entry else ""),
            at_risk=self.yes_no("at_risk"),
            referred_to=self.name("referred_to"),
            referred_by=self.name("referred_by"),
            referred_on=self.day("referred_on"),
            thanked_on=self.day("thanked_on"),
            passed_on=self.day("passed_on"),
            comment_kind=self.choice("comment_kind", CommentKind),
            enquiry_kind=self.choice("enquiry_kind", EnquiryKind),
            target_on=self.day("target_on", ahead=True),
            answered_on=self.day("answered_on"),
            events_on=self.day("events_on"),
            aware_on=self.day("aware_on"),
            made_by_child=self.yes_no("made_by_child"),
            advocate_offered_on=self.day("advocate.offered_on"),
            looked_after=self.choice("child.looked_after", YesNo),
            consent=self.choice("consent.state", Consent),
            consent_on=self.day("consent.on"),
            may_share_data=self.yes_no("may_share_data"),
            route=self.choice("route.choice", Route),
            route_reason=self.text("route.reason"),
            route_answers=self._texts("route.answers"),
            category=category,
            subcategory=self.listed("subcategory", ListName.SUBCATEGORY, parent=category),
            themes=tuple(dict.fromkeys(self.listed("themes", ListName.THEME, text=t) for t in self._texts("themes"))),
            desired_outcome=self.text("desired_outcome"),
        )
        self._order(case)
        self._fits_kind(case)
        self._has_its_reason(case)
        return case

    def parties(self, case: Case) -> Iterator[tuple[Party, Person | None]]:
        """The people on the case. A child's own complaint needs no second name: complainant and child are one."""
        complainant = None if self.yes_no("anonymous") else self._person("complainant")
        if complainant is not None or self._person_id("complainant"):
            relationship = self.listed("complainant.relationship", ListName.RELATIONSHIP)
            yield self._party("complainant", Role.COMPLAINANT, relationship=relationship), complainant
        child = self._person("child")
        if child is not None or self._person_id("child"):
            own = complainant is not None and child is not None and child.match_key == complainant.match_key
            same = complainant if own and self.yes_no("made_by_child") else child
            yield self._party("child", Role.CHILD), same
        elif case.made_by_child and (complainant is not None or self._person_id("complainant")):
            yield Party(case_id=0, person_id=self._person_id("complainant"), role=Role.CHILD), complainant
        advocate = self._person("advocate")
        if advocate is not None or self._person_id("advocate"):
            yield self._party("advocate", Role.ADVOCATE), advocate
        for n, recipient in enumerate(self._several("recipients")):
            name, team = clean.one_line(str(recipient.get("name") or "")), str(recipient.get("team") or case.team)
            if wrong := wrong_name(name):
                self.problems[f"recipients.{n}.name"] = wrong
            party = Party(
                case_id=0, person_id=_id(recipient), role=Role.RECIPIENT,
                job=clean.one_line(str(recipient.get("job") or "")),
                team=self.listed(f"recipients.{n}.team", ListName.TEAM, text=team),
            )  # fmt: skip
            if name or party.person_id:
                person = None if party.person_id else Person(name=name, match_key=match_key(name), is_staff=True)
                yield party, person

    def _party(self, key: str, role: Role, *, relationship: str = "") -> Party:
        return Party(case_id=0, person_id=self._person_id(key), role=role, relationship=relationship)

    def _person_id(self, key: str) -> int:
        value = self.get(key)
        return _id(value) if isinstance(value, Mapping) else 0

    def _person(self, key: str) -> Person | None:
        name = self.name(f"{key}.name")
        if self._person_id(key) or not name:
            return None
        born = self.day("child.born_on") if key == "child" else None
        return Person(
            name=name,
            match_key=match_key(name),
            born_on=born,
            contact=self.text(f"{key}.contact"),
            email=self.line(f"{key}.email"),
            telephone=self.line(f"{key}.telephone"),
            address=self.text(f"{key}.address"),
        )

    def contacts(self) -> Iterator[Contact]:
        """What was given of people who are known already."""
        for key in ("complainant", "child", "advocate"):
            person_id = 0 if key == "complainant" and self.yes_no("anonymous") else self._person_id(key)
            if person_id:
                given = {name: self.text(f"{key}.{name}") for name in ("contact", "email", "telephone", "address")}
                yield Contact(key, person_id, {name: text for name, text in given.items() if text})

    def documents(self) -> Iterator[Document]:
        """The files brought along, such as the attachments of an email."""
        for item in self._several("attachments"):
            name, file, size = (item.get(key) for key in ("name", "file", "size"))
            if not (isinstance(file, str) and file):
                self.problems["attachments"] = "Each attachment needs the file that it names. Attach it again."
                continue
            yield Document(
                case_id=0, name=str(name or "attachment"), media_type=str(item.get("media_type") or ""),
                size=size if isinstance(size, int) else 0, blob_hash=file, added_on=self.today,
            )  # fmt: skip

    def _several(self, key: str) -> list[Mapping[str, object]]:
        value = self.get(key)
        if value == "":
            return []
        if isinstance(value, list | tuple) and all(isinstance(v, Mapping) for v in value):
            return list(value)
        self.problems[key] = f"Give {key} as a list of objects with: {', '.join(sorted(KEYS[key]))}."
        return []

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        if isinstance(value, str):
            return tuple(t.strip() for t in value.split(";") if t.strip())
        if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            return tuple(v.strip() for v in value if v.strip())
        self.problems[key] = "Give a list of texts."
        return ()

    # --- checks
    def _unknown_keys(self) -> None:
        known = ", ".join(sorted(PLAIN_KEYS | KEYS.keys()))
        for key, value in self.draft.items():
            if key not in PLAIN_KEYS and key not in KEYS:
                self.problems[str(key)] = f"There is no field of this name. The fields are: {known}."
            inside: Iterable[object] = value if isinstance(value, list | tuple) and key in SEVERAL else (value,)
            for item in inside:
                if key not in KEYS or value is None or value == "":
                    continue
                if not isinstance(item, Mapping):
                    form = "a list of objects" if key in SEVERAL else "an object"
                    self.problems[key] = f"Give {key} as {form} with: {', '.join(sorted(KEYS[key]))}."
                    continue
                for name in item.keys() - KEYS[key]:
                    self.problems[f"{key}.{name}"] = (
                        f"There is no such field. There are: {', '.join(sorted(KEYS[key]))}."
                    )

    def _order(self, case: Case) -> None:
        """Dates that cannot be before, or after, the day of receipt."""
        after: tuple[tuple[str, date | None], ...] = (
            ("acknowledged_on", self.day("acknowledged_on")),
            ("advocate.offered_on", case.advocate_offered_on),
            ("thanked_on", case.thanked_on),
            ("passed_on", case.passed_on),
            ("target_on", case.target_on),
            ("answered_on", case.answered_on),
        )
        received = dates.in_words(case.received_on)
        for key, day in after:
            if day is not None and day < case.received_on and key not in self.problems:
                self.problems[key] = f"This is before it was received on {received}. Check both dates."
        for key, day in (("events_on", case.events_on), ("aware_on", case.aware_on)):
            if day is not None and day > case.received_on and key not in self.problems:
                self.problems[key] = f"This is after it was received on {received}. Check both dates."
        if case.aware_on and case.events_on and case.aware_on < case.events_on and "aware_on" not in self.problems:
            self.problems["aware_on"] = "This is before the events. Check both dates."

    def _has_its_reason(self, case: Case) -> None:
        """Another procedure than the answers point to is the officer's to choose, and to give a reason for."""
        pointed = routing.suggest(case.route_answers).route
        if case.route and pointed and case.route is not pointed and not case.route_reason:
            self.problems.setdefault(
                "route.reason",
                f"What you ticked points to the {pointed.lower()} procedure. Say why it is {case.route.lower()}.",
            )

    def _fits_kind(self, case: Case) -> None:
        """A field of another kind of feedback would be lost: say so instead."""
        for key, kind in ONLY_FOR.items():
            if self.get(key) not in ("", {}, [], ()) and case.kind not in kind and key not in self.problems:
                self.problems[key] = f"A {case.kind.lower()} has no such field. Leave it out."


ONLY_FOR: dict[str, tuple[Kind, ...]] = {
    "recipients": (Kind.COMPLIMENT,),
    "thanked_on": (Kind.COMPLIMENT,),
    "passed_on": (Kind.COMPLIMENT,),
    "comment_kind": (Kind.COMMENT,),
    "enquiry_kind": (Kind.ENQUIRY,),
    "target_on": (Kind.ENQUIRY,),
    "answered_on": (Kind.ENQUIRY,),
    "route": (Kind.COMPLAINT, Kind.ENQUIRY),
    "acknowledged_on": (Kind.COMPLAINT, Kind.ENQUIRY),
    "consent": (Kind.COMPLAINT,),
    "made_by_child": (Kind.COMPLAINT,),
    "advocate": (Kind.COMPLAINT,),
    "category": (Kind.COMPLAINT, Kind.ENQUIRY),
    "subcategory": (Kind.COMPLAINT, Kind.ENQUIRY),
}


def _id(item: Mapping[str, object]) -> int:
    value = item.get("person_id")
    return value if isinstance(value, int) else 0


_COMMON: dict[str, object] = {"received_on": "today", "channel": "Email"}
_EXAMPLES: dict[Kind, Callable[[], dict[str, object]]] = {
    Kind.COMPLAINT: lambda: {
        "service_area": "Children's Social Care and Safeguarding",
        "team": "Fostering",
        "summary": "Allowance paid late",
        "words": "The allowance has been late three months running.",
        "at_risk": False,
        "complainant": {"name": "Ada Example", "relationship": "Foster carer", "contact": "ada@example.org"},
        "child": {"name": "Ben Example", "looked_after": "Yes"},
        "made_by_child": False,
        "consent": {"state": "Given", "on": "today"},
        "route": {"choice": "Statutory", "reason": "About a looked after child."},
        "category": "Financial",
        "subcategory": "Payments and charges",
        "themes": ["Adoption or fostering"],
        "acknowledged_on": "today",
    },
    Kind.COMPLIMENT: lambda: {
        "team": "Leaving Care",
        "words": "Thank you for all your help with the move.",
        "complainant": {"name": "Cai Example", "relationship": "Child or young person"},
        "recipients": [{"name": "Dee Example", "job": "Personal adviser", "team": "Leaving Care"}],
    },
    Kind.COMMENT: lambda: {
        "team": "SEND Team",
        "words": "A list of abbreviations in each plan would help.",
        "complainant": {"name": "Eve Example", "relationship": "Parent"},
        "comment_kind": "Suggestion",
    },
    Kind.ENQUIRY: lambda: {
        "team": "Education Access",
        "words": "A councillor asks when a family will hear about a bus pass.",
        "complainant": {"name": "Councillor Fay Example", "relationship": "Other"},
        "enquiry_kind": "MP or councillor",
    },
}


def example(kind: Kind) -> dict[str, object]:
    """A draft of that kind which can be logged as it is: what `desk log --example` prints."""
    return {"kind": str(kind), **_COMMON, **_EXAMPLES[kind]()}
