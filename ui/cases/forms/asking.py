"""What a form of a verb is made of: its questions as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from desk_app.desk.same_name import SAME_PERSON, Same
from desk_app.offers import Offer
from desk_app.records import CaseFile, Investigation, ListName
from ui.asked import ANSWERS, IS_SAME_PERSON
from ui.kit.dates import short_date
from ui.session import Session


class Asks(Enum):
    """The kinds of input."""

    DAY = auto()
    DAY_AHEAD = auto()
    LINE = auto()
    PERSON = auto()  # a line that looks up who is known already
    WORDS = auto()
    CHOICE = auto()
    ONE = auto()
    SOME = auto()


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about: where its choices and first answers come from."""

    session: Session
    file: CaseFile
    offer: Offer

    @property
    def item(self) -> Investigation:
        """The investigation that the verb is done to."""
        assert self.offer.investigation is not None
        return self.offer.investigation


Hint = str | Callable[[About], str]
"""Beneath the question: always the same words, or words of this case."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; `key` is the verb's answer. `when` leaves it out where it makes no sense.

    `after` = (key, answers) asks it only once another question has one of these answers. `doubt` says what is odd about
    an answer that is taken all the same. `raised` asks it only once the verb does, with what the other answers raise.
    """

    key: str
    label: str
    asks: Asks
    hint: Hint = ""
    needed: bool = False
    items: Callable[[About], Iterable[str]] = lambda _: ()
    first: Callable[[About], object] = lambda _: ""
    when: Callable[[About], bool] = lambda _: True
    after: tuple[str, tuple[str, ...]] | None = None
    doubt: Callable[[About, str], str] | None = None
    raised: bool = False

    def hint_of(self, about: About) -> str:
        """Its hint, of this case."""
        return self.hint if isinstance(self.hint, str) else self.hint(about)


Group = Callable[[About], Iterable[Question]]
"""Questions that depend on the case, such as one for each point of complaint."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The form of a verb: its title, the words of its button, its questions, and what it says first.

    `urges` is what has to be done at once, with some answer to the first question: (answer, words).
    """

    title: str
    save: str
    asked: tuple[Question | Group, ...]
    says: Callable[[About], str] = lambda _: ""
    urges: tuple[str, Callable[[About], str]] | None = None

    def of(self, about: About) -> Iterator[Question]:
        """The questions of this case."""
        for part in self.asked:
            for question in (part,) if isinstance(part, Question) else part(about):
                if question.when(about):
                    yield question


def listed(name: ListName) -> Callable[[About], Iterable[str]]:
    """What a list offers now."""
    return lambda about: about.session.choices(name)


def day(key: str, label: str, *, hint: Hint = "", needed: bool = True, first: bool = True) -> Question:
    """A day; `first` fills in today."""
    return Question(key, label, Asks.DAY, hint, needed, first=(lambda _: "today") if first else lambda _: "")


def one_day(title: str, label: str) -> Questions:
    """A form that asks for a day only."""
    return Questions(title, "Save", (day("on", label),))


def or_today(on: date | None) -> str:
    """A day that was recorded, or else today."""
    return short_date(on) if on else "today"


YES_NO = ANSWERS
WHO_IT_IS = Question(SAME_PERSON, IS_SAME_PERSON, Asks.ONE, needed=True, items=lambda _: tuple(Same), raised=True)
"""After the names of who takes part."""
