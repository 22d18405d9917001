"""The letters there are, as data, and which of them make sense now. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desk_app.deadlines import chased
from desk_app.offers import Offer, Situation, Verb, of_case, of_investigation, offers
from desk_app.pausing import stands
from desk_app.procedures import Profile
from desk_app.records import (
    CaseFile,
    Consent,
    Decision,
    DecisionKind,
    EndedBefore,
    Ending,
    Investigation,
    Kind,
    Pause,
    Route,
    Stage,
)

_S, _V = Situation, Verb
_When = Callable[[CaseFile, Investigation | None], bool]


def _always(_file: CaseFile, _item: Investigation | None) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter: to whom, in which situations, and the verbs that are done when it is sent.

    `makes` is the date of the investigation that sending it makes: until that is recorded, the day it is written
    stands for it, so that the dates that follow from it are right. `once` is of the case however many teams look
    into it.
    """

    key: str
    name: str
    to: str
    about: str
    situations: frozenset[Situation]
    verbs: tuple[Verb, ...] = ()
    makes: str = ""
    once: bool = False
    when: _When = _always


def _is(stage: Stage) -> _When:
    return lambda _, item: item is not None and item.stage is stage


def _panel_has_met(_: CaseFile, item: Investigation | None) -> bool:
    """The council answers what a panel said: not before it met."""
    panel = item is not None and item.route is Route.STATUTORY and item.stage is Stage.THREE
    return panel and bool(item and (item.panel_met_on or item.responded_on))


def _not_drafted(_: CaseFile, item: Investigation | None) -> bool:
    """Neither the draft has come nor, at stage 2 of the statutory procedure, the report of the officer who is named."""
    if item is None or item.draft_received_on is not None:
        return False
    return of_investigation(item) is not _S.STAGE_2_OPEN or (bool(chased(item)) and item.officer_report_on is None)


def _consent_open(file: CaseFile, _: Investigation | None) -> bool:
    return file.case.made_by_child is not True and file.case.consent in (None, Consent.ASKED)


def withdrawn(file: CaseFile) -> bool:
    """Whether the complaint, or an investigation of it, was taken back."""
    endings = {item.ending for item in file.investigations}
    return file.case.ended_before is EndedBefore.WITHDRAWN or Ending.WITHDRAWN in endings


def _may_withdraw(file: CaseFile, _: Investigation | None) -> bool:
    return withdrawn(file) or (file.case.ended_before is None and of_case(file) is not _S.ANSWERED)


def _may_refuse(file: CaseFile, _: Investigation | None) -> bool:
    return bool(file.refusals) or (file.case.ended_before is None and of_case(file) is not _S.ANSWERED)


def declined(file: CaseFile, item: Investigation | None) -> Decision | None:
    """The last decision that the stage after this one was asked for too late."""
    of_it = (d for d in file.decisions if d.kind is DecisionKind.DECLINED and item and d.investigation_id == item.id)
    return max(of_it, key=lambda decision: decision.id, default=None)


def paused(file: CaseFile, item: Investigation | None) -> Pause | None:
    """The pause of it that stands: of several one that nobody was told of, else the latest."""
    mine = [p for p in file.pauses if item and p.investigation_id in (None, item.id) and stands(file, p)]
    return max(mine, key=lambda pause: (pause.told_on is None, pause.from_on, pause.id), default=None)


_COMPLAINT = frozenset({_S.NO_PROCEDURE, _S.UNTOUCHED, _S.LOOKED_INTO, _S.ANSWERED, _S.ENDED_BEFORE})
_UNDER_WAY = frozenset({_S.NO_PROCEDURE, _S.UNTOUCHED, _S.LOOKED_INTO})

LETTERS: tuple[LetterKind, ...] = (
    LetterKind(
        "acknowledgement", "Acknowledgement", "the complainant",
        "We have your complaint; when we will answer; help to complain.",
        frozenset({_S.NO_PROCEDURE, _S.STAGE_1_OPEN, _S.REVIEW_OPEN}), (_V.ACKNOWLEDGE, _V.ACKNOWLEDGE_REVIEW),
        makes="acknowledged_on", once=True,
    ),
    LetterKind(
        "consent_request", "Request for consent", "the complainant",
        "May we look into this for the child, and share what we find? With a form to sign.",
        _UNDER_WAY, (_V.CONSENT,), when=_consent_open,
    ),
    LetterKind(
        "allocation", "Allocation to the investigator", "the investigator",
        "Please look into this; the dates; the learning form.",
        frozenset({_S.STAGE_1_OPEN, _S.REVIEW_OPEN}), (_V.ASSIGN, _V.REASSIGN),
    ),
    LetterKind(
        "chaser", "Chaser to the investigator", "the investigator", "Your draft or stage 2 report is due, or late.",
        frozenset({_S.STAGE_1_OPEN, _S.STAGE_2_OPEN, _S.REVIEW_OPEN}), when=_not_drafted,
    ),
    LetterKind(
        "extension", "Extension", "the complainant", "We need more time: why, and the new date.",
        frozenset({_S.STAGE_1_OPEN, _S.STAGE_2_OPEN, _S.REVIEW_OPEN}), (_V.EXTEND,),
    ),
    LetterKind(
        "stage_1_response", "Stage 1 response", "the complainant", "What we found, and how to go to stage 2.",
        frozenset({_S.STAGE_1_OPEN, _S.STAGE_1_ANSWERED}), (_V.RESPOND,), makes="responded_on",
    ),
    LetterKind(
        "commission_officer", "Commission of the investigating officer", "the investigating officer",
        "Please investigate at stage 2: what, with whom, by when.",
        frozenset({_S.STAGE_2_OPEN}), (_V.COMMISSION,),
    ),
    LetterKind(
        "commission_person", "Commission of the independent person", "the independent person",
        "Please see that stage 2 is fair and thorough.",
        frozenset({_S.STAGE_2_OPEN}), (_V.COMMISSION,),
    ),
    LetterKind(
        "adjudication", "Adjudication letter", "the complainant",
        "What the council decides on the stage 2 reports, and how to go to a review panel.",
        frozenset({_S.STAGE_2_OPEN, _S.STAGE_2_ANSWERED}), (_V.ADJUDICATE,), makes="responded_on",
    ),
    LetterKind(
        "stage_2_review", "Stage 2 review response", "the complainant",
        "What the review found, and how to go to the Ombudsman.",
        frozenset({_S.REVIEW_OPEN, _S.LAST_ANSWERED}), (_V.RESPOND,), makes="responded_on", when=_is(Stage.TWO),
    ),
    LetterKind(
        "panel_invitation", "Invitation to the review panel", "the complainant",
        "When the panel meets, who sits on it, who may come along.",
        frozenset({_S.STAGE_3_OPEN}), (_V.PANEL,),
    ),
    LetterKind(
        "stage_3_response", "Stage 3 response", "the complainant",
        "What the council does about the panel’s report, and how to go to the Ombudsman.",
        frozenset({_S.STAGE_3_OPEN, _S.LAST_ANSWERED}), (_V.RESPOND,), makes="responded_on",
        when=_panel_has_met,
    ),
    LetterKind(
        "refusal", "Refusal", "the complainant", "We cannot look into this, or a part of it: why, and your rights.",
        _COMPLAINT, (_V.REFUSE, _V.TELL), when=_may_refuse,
    ),
    LetterKind(
        "declined", "Late request declined", "the complainant",
        "You asked for the next stage too late: why we do not take it, and your rights.",
        frozenset({_S.STAGE_1_ANSWERED, _S.STAGE_2_ANSWERED}), (_V.TELL,),
        when=lambda file, item: declined(file, item) is not None,
    ),
    LetterKind(
        "paused", "Pause", "the complainant",
        "We have paused this, or a part of it: why, until when, what goes on, how to hand it in again.",
        frozenset(
            {_S.STAGE_1_OPEN, _S.STAGE_2_OPEN, _S.REVIEW_OPEN, _S.STAGE_3_OPEN, _S.STAGE_1_ANSWERED,
             _S.STAGE_2_ANSWERED, _S.LAST_ANSWERED}
        ),
        (_V.TELL,), when=lambda file, item: paused(file, item) is not None,
    ),
    LetterKind(
        "withdrawal", "Withdrawal confirmed", "the complainant", "You took your complaint back; what that means.",
        _COMPLAINT, (_V.WITHDRAW, _V.TELL), when=_may_withdraw,
    ),
    LetterKind(
        "compliment_thanks", "Thanks for a compliment", "whoever made it", "Thank you; we have passed it on.",
        frozenset({_S.COMPLIMENT}), (_V.THANK,),
    ),
    LetterKind(
        "compliment_passed_on", "Compliment passed on", "the manager of the team", "Somebody said this of your staff.",
        frozenset({_S.COMPLIMENT}), (_V.THANK,),
    ),
)  # fmt: skip
"""In the order in which a complaint meets them."""

BY_KEY = {kind.key: kind for kind in LETTERS}


@dataclass(frozen=True, slots=True)
class Fitting:
    """A letter that makes sense now, of which investigation (None: of the case), and what is done by sending it."""

    kind: LetterKind
    investigation: Investigation | None = None
    offer: Offer | None = None


def fitting(file: CaseFile, profiles: Mapping[str, Profile]) -> tuple[Fitting, ...]:
    """The letters that make sense now: first those whose verb waits to be done, each in the order of LETTERS."""
    if file.case.erased_on is not None or file.case.kind in (Kind.COMMENT, Kind.ENQUIRY):
        return ()
    waiting = offers(file, profiles)
    found = [fit for kind in LETTERS for fit in _of(kind, file, waiting)]
    return tuple(sorted(found, key=lambda fit: fit.offer is None))


def _of(kind: LetterKind, file: CaseFile, waiting: tuple[Offer, ...]) -> Iterator[Fitting]:
    if of_case(file) in kind.situations:
        if kind.when(file, None):
            yield Fitting(kind, None, _offer(kind, waiting, None))
        return
    items = [i for i in file.investigations if i.ending is not Ending.RE_ROUTED and _stands(kind, i)]
    fits = [Fitting(kind, item, _offer(kind, waiting, item)) for item in items if kind.when(file, item)]
    yield from fits[:1] if kind.once else fits


def _stands(kind: LetterKind, item: Investigation) -> bool:
    return of_investigation(item) in kind.situations


def _offer(kind: LetterKind, waiting: tuple[Offer, ...], item: Investigation | None) -> Offer | None:
    """The verb that sending it does: with this investigation, or with the case."""
    of_it = [offer for offer in waiting if offer.verb in kind.verbs]
    mine = [
        offer for offer in of_it if item is None or offer.investigation is None or offer.investigation.id == item.id
    ]
    return next(iter(mine), None)
