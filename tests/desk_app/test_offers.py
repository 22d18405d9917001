"""What each state of a case offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk.doing import VERBS
from desk_app.offers import OFFERED, Situation, Verb, of_case, offers
from desk_app.procedures import shipped_by_key
from desk_app.records import (
    Action,
    Case,
    CaseFile,
    EndedBefore,
    Ending,
    Extension,
    Investigation,
    Kind,
    OmbudsmanRequest,
    Outcome,
    Party,
    Replaced,
    RequestKind,
    Role,
    Route,
    Stage,
)

PROFILES = shipped_by_key()
DAY = date(2026, 11, 16)
COMPLAINT = Case(id=1, version=1, kind=Kind.COMPLAINT, received_on=DAY, at_risk=False)
STAGE_1 = Investigation(
    id=2, version=1, case_id=1, route=Route.STATUTORY, stage=Stage.ONE, team="Fostering", opened_on=DAY
)


def verbs(file: CaseFile) -> list[Verb]:
    return [offer.verb for offer in offers(file, PROFILES)]


def test_every_verb_is_offered_somewhere_and_can_be_done() -> None:
    """The table and what carries it out name the same verbs; some wait for something whatever the situation."""
    waiting = {Verb.COMPLETE_ACTION, Verb.COMPLETE_REMEDY, Verb.ANSWER_REQUEST, Verb.RESUME, Verb.REFER, Verb.TELL,
               Verb.NOT_HANDED_IN}  # fmt: skip
    assert {verb for row in OFFERED.values() for verb in row} | waiting == set(Verb) == set(VERBS)


@pytest.mark.parametrize(
    ("file", "situation"),
    [
        (CaseFile(case=replace(COMPLAINT, kind=Kind.COMPLIMENT)), Situation.COMPLIMENT),
        (CaseFile(case=replace(COMPLAINT, kind=Kind.COMMENT)), Situation.COMMENT),
        (CaseFile(case=replace(COMPLAINT, kind=Kind.ENQUIRY)), Situation.ENQUIRY),
        (CaseFile(case=COMPLAINT), Situation.NO_PROCEDURE),
        (CaseFile(case=Case(received_on=DAY), without_case=True), Situation.MATTER_ALONE),
        (CaseFile(case=replace(COMPLAINT, ended_before=EndedBefore.CLOSED)), Situation.ENDED_BEFORE),
        (CaseFile(case=COMPLAINT, investigations=(STAGE_1,)), Situation.UNTOUCHED),
        (CaseFile(case=COMPLAINT, investigations=(replace(STAGE_1, investigator="Io"),)), Situation.LOOKED_INTO),
        (CaseFile(case=COMPLAINT, investigations=(replace(STAGE_1, responded_on=DAY),)), Situation.ANSWERED),
        (CaseFile(case=COMPLAINT, investigations=(replace(STAGE_1, ending=Ending.RE_ROUTED),)), Situation.NO_PROCEDURE),
    ],
)
def test_a_case_stands_in_one_situation(file: CaseFile, situation: Situation) -> None:
    """A re-routed investigation counts nowhere."""
    assert of_case(file) is situation


def test_the_safeguarding_question_comes_before_everything() -> None:
    """While it is unanswered, or a referral is still to be made."""
    open_one = CaseFile(case=replace(COMPLAINT, at_risk=None), investigations=(STAGE_1,))
    assert verbs(open_one)[0] is Verb.SAFEGUARD
    to_refer = replace(open_one, case=replace(COMPLAINT, at_risk=True))
    assert verbs(to_refer)[0] is Verb.REFER
    assert Verb.SAFEGUARD not in verbs(to_refer)
    answered = replace(to_refer, investigations=(replace(STAGE_1, responded_on=DAY),))
    assert verbs(answered)[0] is Verb.REFER
    assert Verb.SAFEGUARD not in verbs(CaseFile(case=COMPLAINT, investigations=(STAGE_1,)))


def test_a_safeguarding_concern_can_be_recorded_at_any_time() -> None:
    """Unless the first question, or a referral that is still to be made, takes it already."""
    answered = replace(STAGE_1, responded_on=DAY)
    for items in ((), (STAGE_1,), (replace(STAGE_1, investigator="Io"),), (answered,)):
        assert Verb.CONCERN in verbs(CaseFile(case=COMPLAINT, investigations=items))
        referred = replace(COMPLAINT, at_risk=True, referred_on=DAY)
        assert Verb.CONCERN in verbs(CaseFile(case=referred, investigations=items))
        assert Verb.CONCERN not in verbs(CaseFile(case=replace(COMPLAINT, at_risk=True), investigations=items))
    unasked = replace(COMPLAINT, at_risk=None)
    assert Verb.CONCERN not in verbs(CaseFile(case=unasked, investigations=(STAGE_1,)))
    assert Verb.CONCERN in verbs(CaseFile(case=unasked, investigations=(answered,)))


def test_what_the_ombudsman_waits_for_comes_first() -> None:
    """Before the verbs of a stage that was answered."""
    answered = replace(STAGE_1, responded_on=DAY, outcome=Outcome.UPHELD)
    request = OmbudsmanRequest(id=5, case_id=1, matter_id=4, received_on=DAY, kind=RequestKind.ENQUIRY)
    assert verbs(CaseFile(case=COMPLAINT, investigations=(answered,), requests=(request,)))[0] is Verb.ANSWER_REQUEST


def test_what_is_done_is_not_offered_again() -> None:
    """An acknowledged complaint is not acknowledged twice."""
    assert verbs(CaseFile(case=COMPLAINT, investigations=(STAGE_1,)))[0] is Verb.ACKNOWLEDGE
    acknowledged = replace(STAGE_1, acknowledged_on=DAY)
    assert Verb.ACKNOWLEDGE not in verbs(CaseFile(case=COMPLAINT, investigations=(acknowledged,)))


def test_one_acknowledgement_is_offered_for_two_teams() -> None:
    """It counts for both; assigning and responding are each team's own."""
    other = replace(STAGE_1, id=3, team="Adoption")
    offered = verbs(CaseFile(case=COMPLAINT, investigations=(STAGE_1, other)))
    assert offered.count(Verb.ACKNOWLEDGE) == 1
    assert offered.count(Verb.RESPOND) == 2


def test_only_what_nobody_has_begun_is_closed_before_an_investigation() -> None:
    """An extension shows that somebody is at it."""
    untouched = CaseFile(case=COMPLAINT, investigations=(STAGE_1,))
    assert Verb.CLOSE in verbs(untouched)
    begun = replace(untouched, extensions=(Extension(case_id=1, investigation_id=2, to_on=DAY),))
    assert Verb.CLOSE not in verbs(begun)
    replaced = replace(untouched, replaced=(Replaced(case_id=1, investigation_id=2, name="Io"),))
    assert Verb.CLOSE not in verbs(replaced)


def test_an_answered_investigation_offers_learning_and_re_opening() -> None:
    """And the form that comes back, where something was upheld."""
    answered = replace(STAGE_1, responded_on=DAY, outcome=Outcome.UPHELD)
    offered = verbs(CaseFile(case=COMPLAINT, investigations=(answered,)))
    assert {Verb.LEARN, Verb.REOPEN, Verb.LEARNING_FORM} <= set(offered)
    assert Verb.RESPOND not in offered


def test_the_latest_stage_comes_first() -> None:
    """Once stage 2 is answered, going on to stage 3 stands before what is left of stage 1."""
    one = replace(STAGE_1, responded_on=DAY, outcome=Outcome.NOT_UPHELD)
    two = replace(one, id=3, stage=Stage.TWO)
    offered = offers(CaseFile(case=COMPLAINT, investigations=(one, two)), shipped_by_key())
    stages = [offer.investigation.stage for offer in offered if offer.investigation]
    assert stages == sorted(stages, reverse=True)
    assert next(offer.verb for offer in offered) is Verb.ESCALATE


def test_an_open_action_can_be_marked_done() -> None:
    """Also after everything has ended."""
    ended = CaseFile(case=COMPLAINT, investigations=(replace(STAGE_1, responded_on=DAY),))
    assert Verb.COMPLETE_ACTION not in verbs(ended)
    assert Verb.COMPLETE_ACTION in verbs(replace(ended, actions=(Action(case_id=1, kind="Apology"),)))


def test_equality_answers_and_arrangements_need_somebody() -> None:
    """A complaint may name nobody; what would only say "Add the person first" is not offered."""
    nobody = CaseFile(case=COMPLAINT, investigations=(STAGE_1,))
    advocate = replace(nobody, parties=(Party(id=3, case_id=1, person_id=4, role=Role.ADVOCATE),))
    child = replace(nobody, parties=(Party(id=3, case_id=1, person_id=4, role=Role.CHILD),))
    asked = [Verb.MONITOR, Verb.ARRANGE]
    assert [[verb for verb in asked if verb in verbs(file)] for file in (nobody, advocate, child)] == [
        [], [Verb.ARRANGE], asked,
    ]  # fmt: skip
