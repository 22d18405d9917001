"""Which letters make sense now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.letters import BY_KEY, LETTERS, fitting
from desk_app.offers import Situation, Verb
from desk_app.records import CaseFile, Consent, EndedBefore, Ending, Kind, Outcome
from tests.desk_app.letters.samples import (
    CASES,
    COMPLAINT,
    COMPLIMENT,
    DECLINED,
    PROFILES,
    REVIEW,
    STAGE_1,
    STAGE_2,
    STAGE_3,
    TODAY,
    file_of,
)


def keys(file: CaseFile) -> list[str]:
    return [fit.kind.key for fit in fitting(file, PROFILES)]


def test_every_letter_makes_sense_somewhere() -> None:
    """Each for its sample, with the investigation it is of."""
    for key, (file, item) in CASES.items():
        fits = [fit for fit in fitting(file, PROFILES) if fit.kind.key == key]
        assert [fit.investigation for fit in fits] == [item], key
    assert set(CASES) == set(BY_KEY)


def test_what_waits_to_be_done_comes_first() -> None:
    """A new complaint: acknowledge, ask for consent, allocate; the chaser goes with no verb."""
    found = keys(file_of(replace(STAGE_1, investigator="")))
    assert found[:3] == ["acknowledgement", "consent_request", "allocation"]
    assert found[-1] == "chaser"


def test_after_the_acknowledgement_its_letter_steps_back() -> None:
    """It can still be written: perhaps the day was recorded first."""
    found = fitting(file_of(replace(STAGE_1, acknowledged_on=TODAY)), PROFILES)
    assert found[0].kind.key != "acknowledgement"
    assert next(fit for fit in found if fit.kind.key == "acknowledgement").offer is None


def test_two_teams_are_acknowledged_once_and_answered_each() -> None:
    """The response is each team's own."""
    file = file_of(STAGE_1, replace(STAGE_1, id=9, team="SEND Team"))
    found = keys(file)
    assert found.count("acknowledgement") == 1
    assert found.count("stage_1_response") == 2


def test_a_letter_knows_the_verb_that_sending_it_does() -> None:
    """The response of stage 1 goes with recording it, of this investigation."""
    fits = {fit.kind.key: fit for fit in fitting(file_of(STAGE_1), PROFILES)}
    offer = fits["stage_1_response"].offer
    assert offer is not None
    assert (offer.verb, offer.investigation) == (Verb.RESPOND, STAGE_1)
    withdraw = fits["withdrawal"].offer
    assert withdraw is not None
    assert withdraw.verb is Verb.WITHDRAW


@pytest.mark.parametrize("consent", [Consent.NOT_NEEDED, Consent.GIVEN, Consent.REFUSED, Consent.CHILD_NOT_ABLE])
def test_consent_is_not_asked_for_where_it_is_settled(consent: Consent) -> None:
    """Given, refused, not needed, not able."""
    assert "consent_request" not in keys(file_of(STAGE_1, case=replace(COMPLAINT, consent=consent)))


def test_a_child_is_not_asked_for_consent_to_their_own_complaint() -> None:
    """Made by the child."""
    assert "consent_request" not in keys(file_of(STAGE_1, case=replace(COMPLAINT, made_by_child=True)))


def test_a_chaser_ends_with_the_draft() -> None:
    """It has come."""
    assert "chaser" not in keys(file_of(replace(STAGE_1, draft_received_on=TODAY)))


def test_stage_2_has_other_letters_by_its_procedure() -> None:
    """Commissions and adjudication under the Children Act, one review in the council's own."""
    statutory, corporate = keys(file_of(STAGE_2)), keys(file_of(REVIEW))
    assert {"commission_officer", "commission_person", "adjudication", "extension"} <= set(statutory)
    assert "stage_2_review" not in statutory
    assert {"stage_2_review", "allocation", "extension"} <= set(corporate)
    assert "adjudication" not in corporate


def test_a_late_request_that_is_declined_has_its_letter() -> None:
    """Of the stage after which it was asked for; it leads to recording that they were told."""
    answered = replace(STAGE_1, responded_on=TODAY)
    assert "declined" not in keys(file_of(answered))
    [fit] = [fit for fit in fitting(file_of(answered, decisions=(DECLINED,)), PROFILES) if fit.kind.key == "declined"]
    assert fit.investigation == answered
    assert fit.offer is not None
    assert fit.offer.verb is Verb.TELL


def test_a_panel_is_not_extended() -> None:
    """Its dates are the regulations'."""
    assert "extension" not in keys(file_of(STAGE_3))
    assert {"panel_invitation", "stage_3_response"} <= set(keys(file_of(STAGE_3)))


def test_the_council_answers_a_panel_after_it_met() -> None:
    """A day that is only booked is none on which it met."""
    booked = replace(STAGE_3, panel_met_on=None, panel_report_on=None)
    assert "panel_invitation" in keys(file_of(booked))
    assert "stage_3_response" not in keys(file_of(booked))


def test_what_was_answered_can_still_have_its_letter() -> None:
    """The outcome was recorded first; there is nothing left to withdraw or refuse."""
    done = replace(STAGE_1, responded_on=TODAY, outcome=Outcome.UPHELD)
    assert keys(file_of(done)) == ["stage_1_response"]


def test_a_withdrawn_complaint_is_confirmed() -> None:
    """Before an investigation, and during one."""
    before = file_of(case=replace(COMPLAINT, ended_before=EndedBefore.WITHDRAWN, ended_on=TODAY))
    during = file_of(replace(STAGE_1, ended_on=TODAY, ending=Ending.WITHDRAWN, outcome=Outcome.WITHDRAWN))
    assert keys(before) == ["withdrawal"]
    assert keys(during) == ["withdrawal"]


def test_what_was_re_routed_has_no_letters() -> None:
    """Only the investigation that goes on."""
    gone = replace(STAGE_1, id=9, ended_on=TODAY, ending=Ending.RE_ROUTED)
    assert keys(file_of(gone, STAGE_1)) == keys(file_of(STAGE_1))


def test_a_compliment_has_its_two_letters_and_a_comment_none() -> None:
    """Thanks, and passing it on."""
    assert keys(COMPLIMENT) == ["compliment_thanks", "compliment_passed_on"]
    assert keys(file_of(case=replace(COMPLAINT, kind=Kind.COMMENT))) == []
    assert keys(file_of(case=replace(COMPLAINT, kind=Kind.ENQUIRY))) == []


def test_an_erased_case_has_no_letters() -> None:
    """There is nobody to write to."""
    assert keys(file_of(STAGE_1, case=replace(COMPLAINT, erased_on=TODAY))) == []


def test_no_letter_waits_for_a_situation_that_does_not_exist() -> None:
    """Each is in the table, each verb too."""
    for kind in LETTERS:
        assert kind.situations <= set(Situation)
        assert set(kind.verbs) <= set(Verb)
