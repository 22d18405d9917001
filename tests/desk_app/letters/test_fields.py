"""What letters say of a case: dates counted by hand, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.letters import PLACEHOLDERS
from desk_app.records import Extension, Pause, Person, Route
from tests.desk_app.letters.samples import (
    BEN,
    CASES,
    COMPLAINT,
    CORPORATE_1,
    OLD_CORPORATE_1,
    REVIEW,
    STAGE_1,
    STAGE_2,
    STAGE_3,
    TODAY,
    file_of,
    values,
)


def of(key: str) -> dict[str, object]:
    return dict(values(key, *CASES[key]))


def test_the_acknowledgement_of_a_statutory_complaint() -> None:
    """Received on Monday 16 November 2026: 10 working days are 30 November, 20 are 14 December."""
    said = of("acknowledgement")
    assert said["response_due"] == "30 November 2026"
    assert said["response_days"] == "10 working days"
    assert (said["longest_days"], said["longest_due"]) == ("20 working days", "14 December 2026")
    assert said["acknowledged_on"] == "24 November 2026"
    assert (said["complainant"], said["complainant_address"]) == ("Ada Example", "1 Sample Street\nShrewsbury")
    assert (said["statutory"], said["corporate"], said["stage_1"]) == (True, False, True)


def test_under_the_code_the_answer_is_counted_from_this_acknowledgement() -> None:
    """Written on 18 November: 10 working days from then are 2 December; a late one buys no time."""
    said = values("acknowledgement", file_of(CORPORATE_1), CORPORATE_1, date(2026, 11, 18))
    assert said["response_due"] == "2 December 2026"
    late = values("acknowledgement", file_of(CORPORATE_1), CORPORATE_1, date(2026, 11, 26))
    assert late["response_due"] == "7 December 2026"  # from 23 November, when it was due
    assert late["tells_ombudsman"] is True


def test_the_old_corporate_procedure_has_30_days_at_stage_1_and_promises_nothing_at_stage_2() -> None:
    """A limit that is not published is no promise."""
    received = replace(COMPLAINT, received_on=date(2026, 3, 2))
    first = replace(OLD_CORPORATE_1, opened_on=date(2026, 3, 2))
    said = values("acknowledgement", file_of(first, case=received), first, date(2026, 3, 3))
    assert said["response_due"] == "15 April 2026"  # Good Friday and Easter Monday do not count
    second = replace(REVIEW, profile=first.profile, opened_on=date(2026, 4, 20))
    said = values("acknowledgement", file_of(first, second, case=received), second, date(2026, 4, 21))
    assert said["response_due"] == "[… the day the response is due]"


def test_the_next_stage_is_asked_for_by_a_day_counted_from_the_letter() -> None:
    """28 days after stage 1; 20 working days after the adjudication letter: Christmas and New Year do not count."""
    said = of("stage_1_response")
    assert (said["next_stage_days"], said["next_stage_by"]) == ("28 days", "22 December 2026")
    said = of("adjudication")
    assert (said["next_stage_days"], said["next_stage_by"]) == ("20 working days", "22 December 2026")
    said = dict(values("adjudication", file_of(STAGE_2), STAGE_2, date(2026, 12, 21)))
    assert said["next_stage_by"] == "21 January 2027"


def test_what_was_sent_already_keeps_its_own_day() -> None:
    """The response was recorded for 18 November; the letter that is written again says so."""
    done = replace(STAGE_1, responded_on=date(2026, 11, 18))
    assert values("stage_1_response", file_of(done), done)["next_stage_by"] == "16 December 2026"


def test_the_corporate_next_stage_has_no_window() -> None:
    """No reason is needed and no time is set."""
    said = values("stage_1_response", file_of(CORPORATE_1), CORPORATE_1)
    assert (said["next_stage_by"], said["next_stage_days"]) == ("", "")


def test_the_investigator_is_told_all_dates() -> None:
    """The draft three working days before the answer, the learning form ten after it."""
    said = of("allocation")
    assert said["draft_due"] == "25 November 2026"
    assert said["learning_form_due"] == "14 December 2026"
    assert said["response_counted"] == "10 working days after receipt on 16 November 2026"
    assert (said["draft_time"], said["draft_is_late"]) == ("in 1 working day", False)
    assert said["team_manager"] == "Mo Example"


def test_a_chaser_says_how_late_a_draft_is() -> None:
    """Two working days over a weekend."""
    said = values("chaser", file_of(STAGE_1), STAGE_1, date(2026, 11, 27))
    assert (said["draft_time"], said["draft_is_late"]) == ("2 working days ago", True)
    assert values("chaser", file_of(STAGE_1), STAGE_1, date(2026, 11, 25))["draft_time"] == "today"


def test_an_extension_says_which_date_it_replaces() -> None:
    """The limit first, then the earlier extension."""
    said = of("extension")
    assert (said["due_before"], said["extended_to"]) == ("30 November 2026", "14 December 2026")
    assert said["beyond_longest"] is False
    earlier = Extension(id=22, case_id=1, investigation_id=2, to_on=date(2026, 12, 7), reason="Ill.", told_on=TODAY)
    later = Extension(id=23, case_id=1, investigation_id=2, to_on=date(2026, 12, 18), reason="Still ill.")
    said = dict(values("extension", file_of(STAGE_1, extensions=(later, earlier)), STAGE_1))
    assert (said["due_before"], said["extended_to"]) == ("7 December 2026", "18 December 2026")
    assert said["extension_reason"] == "Still ill."
    assert said["beyond_longest"] is True  # 20 working days are 14 December


def test_a_pause_moves_the_longest_date_with_the_others() -> None:
    """Paused for two working days."""
    pause = Pause(id=51, case_id=1, from_on=date(2026, 11, 17), reason="Court.", ended_on=date(2026, 11, 19),
                  resumed_on=date(2026, 11, 19))  # fmt: skip
    said = values("acknowledgement", file_of(STAGE_1, pauses=(pause,)), STAGE_1)
    assert (said["response_due"], said["longest_due"]) == ("2 December 2026", "16 December 2026")


def test_stage_2_of_the_children_act_counts_from_the_request() -> None:
    """Asked for on 1 October 2026: 25 working days are 5 November, 65 are 5 January 2027."""
    said = of("commission_officer")
    assert (said["requested_on"], said["response_due"]) == ("1 October 2026", "5 November 2026")
    assert said["longest_due"] == "5 January 2027"  # 25 and 28 December and 1 January do not count
    assert (said["investigating_officer"], said["independent_person"]) == ("Jo Example", "Kit Example")


def test_the_panel_meets_within_30_working_days_of_the_request() -> None:
    """Asked for on 26 October 2026; a meeting that took place goes before the one that was booked."""
    said = of("panel_invitation")
    assert said["panel_must_meet_by"] == "7 December 2026"
    assert said["panel_members"] == [{"name": "Max Sample"}, {"name": "Nia Sample"}, {"name": "Oli Sample"}]
    booked = replace(STAGE_3, panel_met_on=None)
    assert values("panel_invitation", file_of(booked), booked)["panel_meets_on"] == "2 December 2026"


def test_a_panel_that_is_booked_too_late_is_said_to_be() -> None:
    """Asked for on 26 October 2026: on 7 December it is in time, on 8 December it is not. A booking is no meeting."""
    for day, late in ((7, False), (8, True)):
        booked = replace(STAGE_3, panel_met_on=None, panel_meets_on=date(2026, 12, day))
        said = values("panel_invitation", file_of(booked), booked)
        assert said["panel_meets_late"] is late
        assert said["panel_met_on"] == "[… the day it met]"


def test_a_compliment_names_whom_it_is_about() -> None:
    """In a row."""
    said = of("compliment_thanks")
    assert said["recipient_names"] == "Cara Sample and Dev Sample"
    assert said["investigation_team"] == "Fostering"


def test_points_say_that_their_outcome_is_missing() -> None:
    """One has an outcome, one does not."""
    assert of("stage_1_response")["points"] == [
        {"number": "1", "text": "The money came late.", "outcome": "Upheld"},
        {"number": "2", "text": "Nobody rang back.", "outcome": "[… outcome]"},
    ]


def test_what_is_not_known_says_what_it_is() -> None:
    """An anonymous complaint whose procedure is open: no name, no date missed, nothing crashes."""
    bare = file_of(case=replace(COMPLAINT, route=None), people=(), parties=())
    said = values("acknowledgement", bare, None)
    assert said["complainant"] == "[… the complainant’s name]"
    assert said["procedure"] == "[… the procedure in words]"
    assert (said["statutory"], said["corporate"], said["advocate"]) == (False, False, "")
    assert said["response_due"] == "30 November 2026"  # the stricter clock, until somebody decides


def test_an_erased_name_is_missing_not_blank() -> None:
    """A person without a name."""
    erased = file_of(STAGE_1, people=(Person(id=11, erased_on=TODAY), BEN))
    assert values("acknowledgement", erased, STAGE_1)["complainant"] == "[… the complainant’s name]"


@pytest.mark.parametrize("key", CASES)
def test_every_value_is_text_yes_or_no_or_a_list_of_texts(key: str) -> None:
    """Nothing of the program can be reached from a template."""
    for name, value in values(key, *CASES[key]).items():
        if PLACEHOLDERS[name].items:
            assert isinstance(value, list)
            assert all(type(item) is dict and set(item) == set(PLACEHOLDERS[name].items) for item in value)
            assert all(type(text) is str for item in value for text in item.values())
        else:
            assert type(value) in (str, bool), name


def test_what_cannot_be_printed_goes() -> None:
    """Control characters, half letters; line breaks stay."""
    odd = replace(COMPLAINT, words="One\r\ntwo\x0b\x00\x85 three\ud83d four\ufffe\tfive")
    assert values("chaser", file_of(STAGE_1, case=odd), STAGE_1)["words"] == "One\ntwo three four\tfive"


def test_the_route_of_the_investigation_goes_before_that_of_the_case() -> None:
    """One case may hold both."""
    both = file_of(CORPORATE_1, case=replace(COMPLAINT, route=Route.STATUTORY))
    assert values("allocation", both, CORPORATE_1)["procedure"] == "the council’s own complaints procedure"
