"""Forms about people: consent, advocates, monitoring, arrangements, decisions about them."""

from __future__ import annotations

from datetime import date

from desk_app.desk.decide import Asked
from desk_app.desk.person import monitored, party_words
from desk_app.offers import Verb
from desk_app.records import Consent, ListName, Role
from ui.asked import ASKED
from ui.cases.forms.asking import YES_NO, About, Asks, Question, Questions, day, listed
from ui.kit.dates import short_date

NOT_SAID = "Prefer not to say"
MONITORING = (
    ("age_band", "Age", ("Under 11", "11 to 15", "16 to 17", "18 to 24", "25 to 44", "45 to 64", "65 and over")),
    ("gender", "Gender", ("Female", "Male", "Another description")),
    ("ethnicity", "Ethnicity", ("Asian", "Black", "Mixed", "White", "Another ethnic group")),
    ("disability", "Disability", ("Yes", "No")),
)
"""(key, label, answers). Broad groups only: small ones would name people."""


def _asked(key: str, text: str, answers: tuple[str, ...]) -> Question:
    return Question(key, text, Asks.CHOICE, items=lambda _: (*answers, NOT_SAID))


def _yes_no(known: bool | None) -> str:
    return "" if known is None else YES_NO[0 if known else 1]


def _known(on: date | None) -> str:
    return short_date(on) if on else ""


def _of_several(about: About) -> str:
    children = [p for p in about.file.parties if p.role is Role.CHILD]
    if len(children) < 2:
        return ""
    return " Here are several children and one answer: record what holds for all of them, and in a note who said what."


def _who_is_advocate(about: About) -> str:
    advocate = about.file.person(Role.ADVOCATE)
    return f"The advocate is {advocate.name}." if advocate is not None and advocate.name else ""


FORMS: dict[Verb, Questions] = {
    Verb.CONSENT: Questions(
        "Record consent", "Save",
        (
            Question("state", ASKED["consent"], Asks.CHOICE, items=lambda _: tuple(Consent), needed=True,
                     first=lambda about: str(about.file.case.consent or "")),
            day("on", ASKED["consent_on"], needed=False),
            Question("may_share_data", ASKED["may_share_data"], Asks.ONE,
                     "Left open, nothing is shared where consent is refused", items=lambda _: YES_NO,
                     first=lambda about: _yes_no(about.file.case.may_share_data)),
        ),
        says=lambda about: f"No clock stops for consent.{_of_several(about)}",
    ),
    Verb.PERSON: Questions(
        "Add a person", "Add",
        (
            Question("role", "Who this is", Asks.CHOICE, items=lambda _: tuple(Role), needed=True),
            Question("name", ASKED["name"], Asks.PERSON, needed=True),
            Question("relationship", ASKED["relationship"], Asks.CHOICE, items=listed(ListName.RELATIONSHIP)),
            Question("job", "Job", Asks.LINE, "Of staff and recipients of a compliment"),
            Question("telephone", ASKED["telephone"], Asks.LINE),
            Question("email", ASKED["email"], Asks.LINE),
            Question("address", ASKED["address"], Asks.WORDS),
        ),
    ),
    Verb.LEAVE: Questions(
        "Take a person off the case", "Take off the case",
        (
            Question("party", "Who does not belong here", Asks.CHOICE, needed=True,
                     items=lambda about: (party_words(about.file, p) for p in about.file.parties)),
            Question("reason", "Why", Asks.WORDS, "It is kept as a note. Do not name them", True),
        ),
        says=lambda _: "For somebody who was added by mistake. Their record and their other cases stay as they are.",
    ),
    Verb.ADVOCATE: Questions(
        "Record an advocate", "Save",
        (
            Question("name", ASKED["name"], Asks.PERSON,
                     "Of the advocate, if they have one already. Needed with the day one was appointed",
                     when=lambda about: about.file.person(Role.ADVOCATE) is None),
            Question("offered_on", ASKED["advocate_offered_on"], Asks.DAY,
                     first=lambda about: _known(about.file.case.advocate_offered_on)),
            Question("accepted_on", "Accepted on", Asks.DAY,
                     first=lambda about: _known(about.file.case.advocate_accepted_on)),
            Question("appointed_on", "Appointed on", Asks.DAY,
                     first=lambda about: _known(about.file.case.advocate_appointed_on)),
        ),
        says=lambda about: _who_is_advocate(about),
    ),
    Verb.MONITOR: Questions(
        "Record equality monitoring", "Save",
        (
            Question("whom", "Whose answers", Asks.ONE, items=lambda about: monitored(about.file), needed=True),
            *(_asked(key, text, answers) for key, text, answers in MONITORING),
        ),
        says=lambda _: "What is left open counts as not recorded.",
    ),
    Verb.ARRANGE: Questions(
        "Arrange how contact is managed", "Save",
        (
            Question("whom", "About whom", Asks.ONE, items=lambda _: ("Complainant", "Advocate"), needed=True),
            Question("what", "What is arranged", Asks.WORDS, "Such as: one named person answers, by letter", True),
            Question("reason", "Why", Asks.WORDS, needed=True),
            day("told_on", "Told on", needed=False, first=False),
            Question("appeal", "How they can appeal", Asks.LINE),
            Question("review_on", "To be reviewed on", Asks.DAY_AHEAD),
        ),
        says=lambda _: "Shown whenever something is logged for this person. It is never a reason not to log.",
    ),
    Verb.DECIDE: Questions(
        "Record a decision", "Save",
        (
            Question("what", "What was decided", Asks.CHOICE, items=lambda _: tuple(Asked), needed=True),
            Question("reason", "Why", Asks.WORDS, needed=True),
            Question("decided_by", "By whom", Asks.LINE, "Leave open if by you"),
            day("on", "On"),
        ),
    ),
    Verb.ORAL_RECORD: Questions(
        "Written record of an oral complaint", "Save",
        (day("sent_on", "Sent to the complainant on"),
         day("agreed_on", "Agreed by them on", needed=False, first=False)),
    ),
}  # fmt: skip
