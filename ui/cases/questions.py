"""What each verb asks: the forms of a case's page as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from desk_app.desk.learn import action_words
from desk_app.desk.respond import Decided
from desk_app.offers import Offer, Verb
from desk_app.records import CaseFile, Consent, ListName, Role, Route
from ui.kit.dates import short_date
from ui.session import Session


class Asks(Enum):
    """The kinds of input."""

    DAY = auto()
    DAY_AHEAD = auto()
    LINE = auto()
    WORDS = auto()
    CHOICE = auto()
    ONE = auto()


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about: where its choices and first answers come from."""

    session: Session
    file: CaseFile
    offer: Offer


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; `key` is the verb's answer. `when` leaves it out where it makes no sense."""

    key: str
    label: str
    asks: Asks
    hint: str = ""
    needed: bool = False
    items: Callable[[About], Iterable[str]] = lambda _: ()
    first: Callable[[About], object] = lambda _: ""
    when: Callable[[About], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Questions:
    """The form of a verb: its title, what it says first, its questions, and the words of its button."""

    title: str
    save: str
    asked: tuple[Question, ...]
    says: Callable[[About], str] = lambda _: ""


def _listed(name: ListName) -> Callable[[About], Iterable[str]]:
    return lambda about: about.session.choices(name)


def _today(_: About) -> str:
    return "today"


def _day(key: str, label: str, *, hint: str = "", needed: bool = True, first: bool = True) -> Question:
    return Question(key, label, Asks.DAY, hint, needed, first=_today if first else lambda _: "")


def _one_day(title: str, label: str) -> Questions:
    return Questions(title, "Save", (_day("on", label),))


def _is_late(about: About) -> bool:
    return about.session.response_is_late(about.file, about.offer.investigation)


def _complainant(about: About) -> str:
    person = about.file.person(Role.COMPLAINANT)
    return person.name if person else ""


def _suggested_reason(about: About) -> str:
    return about.file.case.route_reason


def _open_actions(about: About) -> list[str]:
    return [action_words(action) for action in about.file.actions if action.done_on is None]


def _or_today(day: date | None) -> str:
    return short_date(day) if day else "today"


_NO_YES = ("No", "Yes")
_ACTION = (
    Question("kind", "Kind of action", Asks.CHOICE, items=_listed(ListName.ACTION_KIND), needed=True),
    Question("action", "What will be done", Asks.LINE),
    Question("owner", "Who will do it", Asks.LINE, items=lambda about: about.session.investigators()),
    Question("due_on", "Due", Asks.DAY_AHEAD, "Comes on Today until it is done"),
)

FORMS: dict[Verb, Questions] = {
    Verb.SAFEGUARD: Questions(
        "Is a child at risk, or is harm by a member of staff alleged?", "Save the answer",
        (
            Question("at_risk", "At risk", Asks.ONE, items=lambda _: _NO_YES, needed=True,
                     first=lambda about: "Yes" if about.file.case.at_risk else ""),
            Question("referred_to", "Referred to", Asks.LINE, first=lambda about: about.file.case.referred_to),
            Question("referred_by", "Referred by", Asks.LINE, first=lambda about: about.file.case.referred_by),
            _day("referred_on", "Referred on", needed=False, first=False),
        ),
        says=lambda about: about.session.settings().safeguarding_instructions,
    ),
    Verb.ROUTE: Questions(
        "Choose the procedure", "Open stage 1",
        (
            Question("route", "Procedure", Asks.ONE, items=lambda _: tuple(Route), needed=True,
                     first=lambda about: str(about.file.case.route or "")),
            Question("reason", "Why this one", Asks.LINE, "Such as: about a looked after child", True,
                     first=_suggested_reason),
            Question("team", "Team that looks into it", Asks.CHOICE, items=_listed(ListName.TEAM), needed=True,
                     first=lambda about: about.file.case.team),
        ),
        says=lambda _: "Stage 1 opens on the day of receipt. Until you choose, the stricter clock runs.",
    ),
    Verb.ACKNOWLEDGE: Questions(
        "Acknowledge", "Save", (_day("on", "Acknowledgement sent on"),),
        says=lambda about: "It counts for every stage 1 investigation of this case that is open."
        if len(about.file.investigations) > 1 else "",
    ),
    Verb.ASSIGN: Questions(
        "Assign", "Assign",
        (
            Question("investigator", "Who looks into it", Asks.LINE, "Not somebody the complaint is about", True,
                     items=lambda about: about.session.investigators(),
                     first=lambda about: about.offer.investigation.investigator if about.offer.investigation else ""),
            _day("on", "Asked on"),
        ),
    ),
    Verb.REASSIGN: Questions(
        "Assign to somebody else", "Assign",
        (
            Question("investigator", "Who looks into it now", Asks.LINE, needed=True,
                     items=lambda about: about.session.investigators()),
            _day("on", "Asked on"),
        ),
    ),
    Verb.EXTEND: Questions(
        "Extend", "Extend",
        (
            Question("to_on", "New date for the response", Asks.DAY_AHEAD, needed=True),
            Question("reason", "Why more time is needed", Asks.WORDS, "The complainant is told this reason", True),
            _day("told_on", "Complainant told on", needed=False, first=False,
                 hint="On or before the present date, or the new one does not count"),
            Question("ombudsman_details_given", "Were the Ombudsman’s details given?", Asks.ONE,
                     "Without them the new date does not count", items=lambda _: _NO_YES,
                     when=lambda about: about.session.extension_tells_ombudsman(about.file, about.offer.investigation)),
        ),
    ),
    Verb.RESPOND: Questions(
        "Record the response", "Save the response",
        (
            _day("on", "Response sent on"),
            Question("outcome", "Outcome", Asks.ONE, "Can be added later. Until then the report counts none",
                     items=lambda _: tuple(Decided)),
            Question("delay_reason", "Why it was late", Asks.CHOICE, items=_listed(ListName.DELAY_REASON),
                     when=_is_late),
            Question("resolution_terms", "What was agreed", Asks.WORDS, "Anything promised to put it right"),
            _day("rights_on", "Told how to go to the next stage on", needed=False, first=False,
                 hint="Usually in the response itself"),
        ),
    ),
    Verb.OUTCOME: Questions(
        "Record the outcome", "Save the outcome",
        (Question("outcome", "Outcome", Asks.ONE, items=lambda _: tuple(Decided), needed=True),),
    ),
    Verb.CONSENT: Questions(
        "Record consent", "Save",
        (
            Question("state", "Consent", Asks.CHOICE, items=lambda _: tuple(Consent), needed=True,
                     first=lambda about: str(about.file.case.consent or "")),
            _day("on", "Since", needed=False),
        ),
        says=lambda _: "No clock stops for consent.",
    ),
    Verb.CLOSE: Questions(
        "Close before investigation", "Close the case",
        (
            _day("on", "Closed on"),
            Question("reason", "Why", Asks.CHOICE, items=_listed(ListName.ENDED_REASON), needed=True),
        ),
        says=lambda _: "For a complaint that nobody has begun to look into. No investigation is counted; the case is.",
    ),
    Verb.WITHDRAW: Questions(
        "Withdraw", "Save",
        (
            _day("on", "Withdrawn on"),
            Question("reason", "Why", Asks.LINE),
            _day("confirmed_on", "Confirmed to the complainant in writing on", needed=False, first=False),
        ),
        says=lambda _: "The complainant takes the complaint back.",
    ),
    Verb.REOPEN: Questions(
        "Re-open", "Re-open", (_day("on", "Re-opened on"), Question("reason", "Why", Asks.WORDS, needed=True)),
        says=lambda _: "It is open until the new response. The last response is the one that counts.",
    ),
    Verb.ANSWER: _one_day("Answer the enquiry", "Answered on"),
    Verb.CONVERT: Questions(
        "Turn into a complaint", "Turn into a complaint",
        (
            Question("route", "Procedure", Asks.ONE, "Can be chosen later. Until then the stricter clock runs",
                     items=lambda _: tuple(Route)),
            Question("reason", "Why this one", Asks.LINE),
        ),
        says=lambda _: "It stays the same case. Its clocks run from the day the enquiry was received.",
    ),
    Verb.THANK: Questions(
        "Thank and pass on", "Save",
        (
            Question("thanked_on", "Thanked on", Asks.DAY, first=lambda about: _or_today(about.file.case.thanked_on)),
            Question("passed_on", "Passed to the manager on", Asks.DAY,
                     first=lambda about: _or_today(about.file.case.passed_on)),
        ),
    ),
    Verb.LEARN: Questions(
        "Add learning", "Save",
        (
            Question("category", "Kind of learning", Asks.CHOICE, items=_listed(ListName.LEARNING_CATEGORY),
                     needed=True),
            Question("text", "What was learnt", Asks.WORDS, "The annual report draws on this. No names"),
            *(Question(q.key, q.label, q.asks, q.hint or "Leave open if nothing is to be done", items=q.items)
              if q.key == "kind" else q for q in _ACTION),
        ),
    ),
    Verb.ACT: Questions("Add an action", "Save", _ACTION),
    Verb.COMPLETE_ACTION: Questions(
        "Mark an action done", "Mark done",
        (
            Question("action", "Action", Asks.CHOICE, items=_open_actions, needed=True,
                     first=lambda about: next(iter(_open_actions(about)), "")),
            _day("done_on", "Done on"),
        ),
    ),
    Verb.CONTACT: Questions(
        "Log a contact", "Save",
        (
            _day("on", "On"),
            Question("with_whom", "With whom", Asks.LINE, needed=True, first=_complainant),
            Question("channel", "How", Asks.CHOICE, items=_listed(ListName.CHANNEL)),
            Question("text", "What was said", Asks.WORDS, needed=True),
        ),
    ),
    Verb.NOTE: Questions("Add a note", "Save", (Question("text", "Note", Asks.WORDS, needed=True),)),
    Verb.PERSON: Questions(
        "Add a person", "Add",
        (
            Question("role", "Who this is", Asks.CHOICE, items=lambda _: tuple(Role), needed=True),
            Question("name", "Name", Asks.LINE, needed=True),
            Question("relationship", "Relationship to the child", Asks.CHOICE, items=_listed(ListName.RELATIONSHIP)),
            Question("job", "Job", Asks.LINE, "Of staff and recipients of a compliment"),
            Question("telephone", "Telephone", Asks.LINE),
            Question("email", "E-mail", Asks.LINE),
            Question("address", "Address", Asks.WORDS),
        ),
    ),
    Verb.DRAFT_RECEIVED: _one_day("Draft received", "The investigator’s draft came on"),
    Verb.QUALITY_CHECKED: _one_day("Quality checked", "Checked on"),
    Verb.SIGNED_OFF: Questions(
        "Signed off", "Save", (_day("on", "Signed off on"), Question("signed_off_by", "By", Asks.LINE)),
    ),
    Verb.LEARNING_FORM: _one_day("Learning form returned", "The form came back on"),
    Verb.TOLD_STAGE_2: _one_day("Told of stage 2", "The complainant was told that they may go to stage 2 on"),
}  # fmt: skip
