"""Forms of what can be done at any time: learning, actions, contacts, notes; and of the other kinds of feedback."""

from __future__ import annotations

from desk_app.deadlines import chased
from desk_app.desk.learn import action_words
from desk_app.offers import Verb
from desk_app.records import ListName, Role, Route
from ui.asked import ASKED
from ui.cases.forms.asking import About, Asks, Question, Questions, day, listed, one_day, or_today
from ui.kit.dates import short_date


def complainant(about: About) -> str:
    """Whom one mostly speaks to."""
    person = about.file.person(Role.COMPLAINANT)
    return person.name if person else ""


def open_actions(about: About) -> list[str]:
    """The actions that are not done, in words."""
    return [action_words(action) for action in about.file.actions if action.done_on is None]


ACTION = (
    Question("kind", "Kind of action", Asks.CHOICE, items=listed(ListName.ACTION_KIND), needed=True),
    Question("action", "What will be done", Asks.LINE),
    Question("owner", "Who will do it", Asks.LINE, items=lambda about: about.session.investigators()),
    Question("due_on", "Due", Asks.DAY_AHEAD, "Comes on Today until it is done"),
)


def _payment(about: About) -> str:
    """What was recorded already, in pounds."""
    pence = about.item.payment_pence
    return "" if pence is None else f"{pence / 100:,.2f}"


def _paid_already(about: About) -> str:
    """A stage has one sum: a further payment must not take the place of the first unnoticed."""
    if about.item.payment_pence is None:
        return ""
    paid = f", paid on {short_date(about.item.paid_on)}" if about.item.paid_on else ""
    return (
        f"£{_payment(about)} is recorded already{paid}. What you save takes its place: for a further payment, "
        "enter the sum of both and what each was for."
    )


FORMS: dict[Verb, Questions] = {
    Verb.LEARN: Questions(
        "Add learning", "Save",
        (
            Question("category", "Kind of learning", Asks.CHOICE, items=listed(ListName.LEARNING_CATEGORY),
                     needed=True),
            Question("text", "What was learnt", Asks.WORDS, "The annual report draws on this. No names"),
            *(Question(q.key, q.label, q.asks, q.hint or "Leave open if nothing is to be done", items=q.items)
              if q.key == "kind" else q for q in ACTION),
        ),
    ),
    Verb.LEARNING_FORM: one_day("Learning form came back", "It came back on"),
    Verb.ACT: Questions("Add an action", "Save", ACTION),
    Verb.COMPLETE_ACTION: Questions(
        "Mark an action done", "Mark done",
        (
            Question("action", "Action", Asks.CHOICE, items=open_actions, needed=True,
                     first=lambda about: next(iter(open_actions(about)), "")),
            day("done_on", "Done on"),
        ),
    ),
    Verb.CONTACT: Questions(
        "Log a contact", "Save",
        (
            day("on", "On"),
            Question("with_whom", "With whom", Asks.LINE, needed=True, first=complainant),
            Question("channel", "How", Asks.CHOICE, items=listed(ListName.CHANNEL)),
            Question("text", "What was said", Asks.WORDS, needed=True),
        ),
    ),
    Verb.CHASE: Questions(
        "Chase the investigator", "Save",
        (
            day("on", "Chased on"),
            Question("channel", "How", Asks.CHOICE, items=listed(ListName.CHANNEL)),
            Question("text", "What was said", Asks.WORDS, "Goes into the contact log"),
        ),
        says=lambda about: f"{chased(about.item)} is asked for what is late. Today reminds of it again until it comes.",
    ),
    Verb.NOTE: Questions("Add a note", "Save", (Question("text", "Note", Asks.WORDS, needed=True),)),
    Verb.ANSWER: one_day("Answer the enquiry", ASKED["answered_on"]),
    Verb.CONVERT: Questions(
        "Turn into a complaint", "Turn into a complaint",
        (
            Question("route", "Procedure", Asks.ONE,
                     "Can be chosen later. Until then the dates of the statutory procedure hold",
                     items=lambda _: tuple(Route)),
            Question("reason", "Why this one", Asks.LINE),
        ),
        says=lambda _: "It stays the same case. Its clocks run from the day the enquiry was received.",
    ),
    Verb.THANK: Questions(
        "Thank and pass on", "Save",
        (
            Question("thanked_on", ASKED["thanked_on"], Asks.DAY,
                     first=lambda about: or_today(about.file.case.thanked_on)),
            Question("passed_on", ASKED["passed_on"], Asks.DAY,
                     first=lambda about: or_today(about.file.case.passed_on)),
        ),
    ),
    Verb.PAY: Questions(
        "Record a payment", "Save",
        (
            Question("amount", "Amount", Asks.LINE, "In pounds", True, first=_payment),
            Question("reason", "What for", Asks.LINE, needed=True, first=lambda about: about.item.payment_reason),
            Question("paid_on", "Paid on", Asks.DAY, "Leave open while it is only offered",
                     first=lambda about: short_date(about.item.paid_on)),
        ),
        says=_paid_already,
    ),
}  # fmt: skip
