"""What each form asks, in its order. Data: the form is built from it.

A key is the place of the answer in the draft: "complainant.name" is {"complainant": {"name": ...}}.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from desk_app.records import CommentKind, Consent, EnquiryKind, Kind, ListName, Route, YesNo
from desk_app.routing import QUESTIONS

YES, NO = "Yes", "No"


class As(Enum):
    """What an answer is given with."""

    LINE = auto()
    TEXT = auto()
    DATE = auto()
    CHOICE = auto()  # a closed list
    ONE_OF = auto()  # answers in sight
    SOME_OF = auto()  # check boxes
    PERSON = auto()  # a line that looks up who is known already


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `items` are its answers, or the list they are on. `when` = (key, answers that make it asked)."""

    key: str
    name: str
    how: As = As.LINE
    hint: str = ""
    needed: bool = False
    items: tuple[str, ...] | ListName = ()
    when: tuple[str, tuple[str, ...]] | None = None
    half: bool = False  # shares its line with the next one that does
    lines: int = 6


@dataclass(frozen=True, slots=True)
class Section:
    """A card of the form."""

    title: str
    asks: tuple[Ask, ...]
    hint: str = ""


ANSWERS: dict[str, str] = {question.text: question.key for question in QUESTIONS}
"""The routing questions as they are asked, and their keys in the draft."""

_RECEIVED = Ask(
    "received_on", "Date received", As.DATE, "For example 3/4/2026, 3 Apr, yesterday", needed=True, half=True
)
_CHANNEL = Ask("channel", "How it arrived", As.CHOICE, items=ListName.CHANNEL, half=True)
_AREA = Ask("service_area", "Service area", As.CHOICE, items=ListName.SERVICE_AREA, half=True)
_TEAM = Ask("team", "Team", As.CHOICE, items=ListName.TEAM, half=True)
_NAME = Ask("complainant.name", "Full name", As.PERSON, "Leave it empty if they want to stay anonymous", half=True)
_CONTACT = Ask("complainant.contact", "Email, phone or address", half=True, hint="How they would like to be reached")
_RELATION = Ask(
    "complainant.relationship", "Relationship to the child", As.CHOICE, items=ListName.RELATIONSHIP, half=True
)
_SUMMARY = Ask("summary", "Summary", hint="One line for lists and the worklist, without names if you can")
_RISK = Ask("at_risk", "Could a child be at risk of harm?", As.ONE_OF, "Ask this before anything else", items=(YES, NO))

_COMPLAINT: tuple[Section, ...] = (
    Section(
        "Safeguarding first",
        (
            _RISK,
            Ask("referred_to", "Whom did you tell?", when=("at_risk", (YES,)), half=True),
            Ask("referred_on", "When?", As.DATE, when=("at_risk", (YES,)), half=True),
        ),
    ),
    Section(
        "What happened",
        (
            _RECEIVED,
            _CHANNEL,
            Ask("words", "What happened", As.TEXT, "Write in the person’s own words where you can", needed=True),
            _SUMMARY,
            Ask("desired_outcome", "What would they like to happen?", As.TEXT, lines=2),
        ),
    ),
    Section(
        "Who complains",
        (
            _NAME,
            _CONTACT,
            _RELATION,
            Ask("made_by_child", "Is it made by the child or young person?", As.ONE_OF, items=(YES, NO), half=True),
        ),
    ),
    Section(
        "About which child",
        (
            Ask("child.name", "Full name of the child", As.PERSON, half=True),
            Ask("child.looked_after", "Is the child looked after?", As.ONE_OF, items=tuple(YesNo), half=True),
        ),
    ),
    Section(
        "Consent",
        (
            Ask("consent.state", "The child’s consent", As.CHOICE, items=tuple(Consent), half=True),
            Ask(
                "consent.on",
                "Since when",
                As.DATE,
                half=True,
                when=("consent.state", (Consent.ASKED, Consent.GIVEN, Consent.REFUSED)),
            ),
        ),
        "Needed when somebody complains for a child who is able to decide",
    ),
    Section("Which service", (_AREA, _TEAM)),
    Section(
        "Which procedure",
        (
            Ask("route.answers", "Tick what is true of the complaint", As.SOME_OF, items=tuple(ANSWERS)),
            Ask("route.choice", "Procedure", As.ONE_OF, items=tuple(Route), half=True),
            Ask("route.reason", "Why this one", half=True),
        ),
        "The answers suggest a procedure; you decide",
    ),
    Section(
        "What it is about",
        (
            Ask("category", "Category", As.CHOICE, items=ListName.CATEGORY, half=True),
            Ask("subcategory", "Sub-category", As.CHOICE, items=ListName.SUBCATEGORY, half=True),
            Ask("themes", "Themes", As.SOME_OF, items=ListName.THEME),
            Ask("acknowledged_on", "Acknowledged on", As.DATE, "If that was done already", half=True),
        ),
    ),
)

_COMPLIMENT: tuple[Section, ...] = (
    Section(
        "The compliment",
        (_RECEIVED, _CHANNEL, Ask("words", "What was said", As.TEXT, "In their own words", needed=True, lines=5)),
    ),
    Section("About which team", (_AREA, _TEAM, Ask("recipients.0.name", "Member of staff", half=True),
                                 Ask("recipients.0.job", "Their job", half=True))),
    Section("Who said it", (_NAME, _CONTACT, _RELATION)),
    Section(
        "Passing it on",
        (
            Ask("thanked_on", "The person was thanked on", As.DATE, half=True),
            Ask("passed_on", "Passed on to the team on", As.DATE, half=True),
        ),
    ),
)  # fmt: skip

_COMMENT: tuple[Section, ...] = (
    Section(
        "The comment",
        (
            _RECEIVED,
            _CHANNEL,
            Ask("words", "What was said", As.TEXT, "In their own words", needed=True, lines=5),
            Ask("comment_kind", "Kind of comment", As.ONE_OF, items=tuple(CommentKind)),
        ),
    ),
    Section("About which team", (_AREA, _TEAM)),
    Section("Who said it", (_NAME, _CONTACT, _RELATION)),
)

_ENQUIRY: tuple[Section, ...] = (
    Section(
        "The enquiry",
        (
            _RECEIVED,
            _CHANNEL,
            Ask("enquiry_kind", "Kind of enquiry", As.ONE_OF, items=tuple(EnquiryKind)),
            Ask("words", "What is asked", As.TEXT, needed=True, lines=5),
            _SUMMARY,
            Ask("target_on", "Answer by", As.DATE, "The date you aim for, if there is one", half=True),
        ),
    ),
    Section("About which team", (_AREA, _TEAM)),
    Section("Who asks", (_NAME, _CONTACT, _RELATION)),
)

FORMS: dict[Kind, tuple[Section, ...]] = {
    Kind.COMPLAINT: _COMPLAINT,
    Kind.COMPLIMENT: _COMPLIMENT,
    Kind.COMMENT: _COMMENT,
    Kind.ENQUIRY: _ENQUIRY,
}
