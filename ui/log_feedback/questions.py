"""What each form asks, in its order. Data: the form is built from it.

A key is the place of the answer in the draft: "complainant.name" is {"complainant": {"name": ...}}.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from desk_app.records import CommentKind, Consent, EnquiryKind, Kind, ListName, Route, YesNo
from desk_app.routing import QUESTIONS
from ui.asked import ANSWERS, ASKED, WORDS

YES, NO = ANSWERS
RISK, TICKED, TICKED_TOO, ROUTE, WHY = "at_risk", "route.answers", "route.answers_too", "route.choice", "route.reason"
PARTS = {TICKED_TOO: TICKED}
"""Questions whose answers are a part of another's in the draft."""


class As(Enum):
    """What an answer is given with."""

    LINE = auto()
    TEXT = auto()
    DATE = auto()
    CHOICE = auto()  # a closed list
    ONE_OF = auto()  # answers in sight
    SOME_OF = auto()  # check boxes
    PERSON = auto()  # a line that looks up who is known already
    RECIPIENTS = auto()  # any number of people, each with job and team


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


KEYS_OF_TICKS: dict[str, str] = {question.text: question.key for question in QUESTIONS}
"""What can be ticked about the procedure, and its key in the draft."""

_RECEIVED = Ask(
    "received_on", ASKED["received_on"], As.DATE, "For example 3/4/2026, 3 Apr, yesterday", needed=True, half=True
)
_CHANNEL = Ask("channel", ASKED["channel"], As.CHOICE, items=ListName.CHANNEL, half=True)
_AREA = Ask("service_area", ASKED["service_area"], As.CHOICE, items=ListName.SERVICE_AREA, half=True)
_TEAM = Ask("team", ASKED["team"], As.CHOICE, items=ListName.TEAM, half=True)
_NAME = Ask("complainant.name", ASKED["name"], As.PERSON, "Leave it empty if they want to stay anonymous")
_RELATION = Ask("complainant.relationship", ASKED["relationship"], As.CHOICE, items=ListName.RELATIONSHIP, half=True)
_EMAIL = Ask("complainant.email", ASKED["email"], half=True)
_PHONE = Ask("complainant.telephone", ASKED["telephone"], half=True)
_ADDRESS = Ask("complainant.address", ASKED["address"], As.TEXT, "If they want to be written to", lines=2)
_WHO = (_NAME, _RELATION, _EMAIL, _PHONE)
_SUMMARY = Ask("summary", ASKED["summary"], hint="One line for lists and the worklist, without names if you can")
_RISK = Ask(RISK, ASKED["at_risk"], As.ONE_OF, "Ask this before anything else", items=(YES, NO))
_AT_RISK = (RISK, (YES,))
_CHILDS_OWN = ("made_by_child", (YES,))

_COMPLAINT: tuple[Section, ...] = (
    Section(
        "Safeguarding first",
        (
            _RISK,
            Ask("referred_to", ASKED["referred_to"], when=_AT_RISK, half=True),
            Ask("referred_by", ASKED["referred_by"], when=_AT_RISK, half=True),
            Ask("referred_on", ASKED["referred_on"], As.DATE, when=_AT_RISK, half=True),
        ),
    ),
    Section(
        "What happened",
        (
            _RECEIVED,
            _CHANNEL,
            Ask("words", WORDS[Kind.COMPLAINT], As.TEXT, "Write in the person’s own words where you can", needed=True),
            _SUMMARY,
            Ask("desired_outcome", ASKED["desired_outcome"], As.TEXT, lines=2),
        ),
    ),
    Section(
        "Who complains",
        (*_WHO, _ADDRESS, Ask("made_by_child", ASKED["made_by_child"], As.ONE_OF,
                              "Then the child need not be named again", items=(YES, NO)),
         Ask("advocate.offered_on", ASKED["advocate_offered_on"], As.DATE,
             "A child or young person who complains must be offered one", when=_CHILDS_OWN),
         Ask("advocate.name", "Full name of the advocate", As.PERSON, "If they have one already", when=_CHILDS_OWN)),
    ),
    Section(
        "About which child",
        (
            Ask("child.name", "Full name of the child", As.PERSON, when=("made_by_child", ("", NO))),
            Ask("child.looked_after", ASKED["looked_after"], As.ONE_OF, items=tuple(YesNo), half=True),
        ),
    ),
    Section(
        "Consent",
        (
            Ask("consent.state", ASKED["consent"], As.CHOICE, items=tuple(Consent), half=True,
                when=("made_by_child", ("", NO))),
            Ask("consent.on", ASKED["consent_on"], As.DATE, half=True,
                when=("consent.state", (Consent.ASKED, Consent.GIVEN, Consent.REFUSED))),
        ),
        "Needed when somebody complains for a child who is able to decide",
    ),
    Section("Which service", (_AREA, _TEAM)),
    Section(
        "Which procedure",
        (
            Ask(TICKED, "What is the complaint about?", As.SOME_OF, "Tick everything that fits",
                items=tuple(q.text for q in QUESTIONS if q.route)),
            Ask(TICKED_TOO, "Does any of this apply?", As.SOME_OF,
                "Then another process may have to answer it, or a part of it",
                items=tuple(q.text for q in QUESTIONS if not q.route)),
            Ask(ROUTE, "Procedure", As.ONE_OF, "You decide; you can also leave it open for now", items=tuple(Route),
                half=True),
            Ask(WHY, "Why this one", hint="Needed if it is not the one suggested", half=True),
        ),
        "What you tick suggests a procedure, with its reason",
    ),
    Section(
        "What it is about",
        (
            Ask("category", ASKED["category"], As.CHOICE, items=ListName.CATEGORY, half=True),
            Ask("subcategory", ASKED["subcategory"], As.CHOICE, items=ListName.SUBCATEGORY, half=True),
            Ask("themes", ASKED["themes"], As.SOME_OF, items=ListName.THEME),
            Ask("acknowledged_on", ASKED["acknowledged_on"], As.DATE, "If that was done already", half=True),
        ),
    ),
)  # fmt: skip

_COMPLIMENT: tuple[Section, ...] = (
    Section("Who said it", (_RECEIVED, _CHANNEL, *_WHO)),
    Section("Who is praised", (_AREA, _TEAM, Ask("recipients", "People", As.RECIPIENTS))),
    Section(
        "The compliment", (Ask("words", WORDS[Kind.COMPLIMENT], As.TEXT, "In their own words", needed=True, lines=5),)
    ),
    Section(
        "Passing it on",
        (
            Ask("thanked_on", ASKED["thanked_on"], As.DATE, half=True),
            Ask("passed_on", ASKED["passed_on"], As.DATE, half=True),
        ),
    ),
)

_COMMENT: tuple[Section, ...] = (
    Section(
        "The comment",
        (
            _RECEIVED,
            _CHANNEL,
            Ask("comment_kind", ASKED["comment_kind"], As.ONE_OF, items=tuple(CommentKind)),
            Ask("words", WORDS[Kind.COMMENT], As.TEXT, "In their own words", needed=True, lines=5),
            _SUMMARY,
        ),
    ),
    Section("About which team", (_AREA, _TEAM)),
    Section("Who said it", _WHO),
)

_ENQUIRY: tuple[Section, ...] = (
    Section(
        "The enquiry",
        (
            _RECEIVED,
            _CHANNEL,
            Ask("enquiry_kind", ASKED["enquiry_kind"], As.ONE_OF, items=tuple(EnquiryKind)),
            Ask("words", WORDS[Kind.ENQUIRY], As.TEXT, needed=True, lines=5),
            _SUMMARY,
        ),
    ),
    Section("About which team", (_AREA, _TEAM)),
    Section("Who asks", _WHO),
    Section(
        "Answering it",
        (
            Ask("target_on", ASKED["target_on"], As.DATE, "The date you aim for. It puts the enquiry on the worklist",
                half=True),
            Ask("answered_on", ASKED["answered_on"], As.DATE, "If that was done already", half=True),
        ),
        "An enquiry that turns out to be a complaint can become one later, with its original date",
    ),
)  # fmt: skip

FORMS: dict[Kind, tuple[Section, ...]] = {
    Kind.COMPLAINT: _COMPLAINT,
    Kind.COMPLIMENT: _COMPLIMENT,
    Kind.COMMENT: _COMMENT,
    Kind.ENQUIRY: _ENQUIRY,
}
