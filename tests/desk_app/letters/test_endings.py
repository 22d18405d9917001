"""What letters say of what ended: the stage or the part, what stands beside it, how to ask again. Read as Word does."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from desk_app.letters import fitting
from desk_app.records import CaseFile, EndedBefore, Ending, Investigation, Outcome, RefusalKind
from tests.desk_app.letters.samples import (
    COMPLAINT,
    CORPORATE_1,
    PAUSED,
    PROFILES,
    REFUSED,
    REVIEW,
    STAGE_1,
    STAGE_2,
    file_of,
    values,
)
from tests.desk_app.letters.test_filling import filled

ANSWERED = replace(STAGE_1, responded_on=date(2026, 11, 9), opened_on=date(2026, 10, 26), outcome=Outcome.NOT_UPHELD)
ASKED = replace(STAGE_2, opened_on=date(2026, 11, 16), statement_agreed_on=None)


def ended(item: Investigation, how: Ending) -> Investigation:
    return replace(item, ended_on=date(2026, 11, 20), ending=how)


def said(key: str, file: CaseFile, item: Investigation | None = None, today: date = date(2026, 11, 24)) -> str:
    """The paragraphs of a letter, of text and tables."""
    document = Document(io.BytesIO(filled(key, values(key, file, item, today)).data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_who_withdraws_stage_2_keeps_the_answer_of_stage_1() -> None:
    """The letter names what ended, what stands, and until when it can be asked for: 28 days after 9 November."""
    letter = said("withdrawal", file_of(ANSWERED, ended(ASKED, Ending.WITHDRAWN)))
    assert "You withdrew stage 2 of your complaint" in letter
    assert "do not want to go on with stage 2 of your complaint. We have ended it as withdrawn on 20 November" in letter
    assert "What you had already still stands: our answer at stage 1 of 9 November 2026." in letter
    assert "you can ask for stage 2 again, by 7 December 2026. You can ask later too" in letter
    assert "We will not send you an answer to it" not in letter


def test_a_day_to_ask_that_has_passed_is_not_named() -> None:
    """Later they can ask all the same."""
    letter = said("withdrawal", file_of(ANSWERED, ended(ASKED, Ending.WITHDRAWN)), today=date(2026, 12, 8))
    assert "you can ask for stage 2 again. You can ask later too" in letter


def test_a_letter_of_withdrawal_before_it_is_recorded_is_of_what_is_open() -> None:
    """Stage 2 is."""
    assert "You withdrew stage 2 of your complaint" in said("withdrawal", file_of(ANSWERED, ASKED))


def test_a_withdrawal_of_what_one_team_looks_into_names_the_team() -> None:
    """Another answered, a third goes on."""
    adoption = replace(ended(STAGE_1, Ending.WITHDRAWN), id=9, team="Adoption")
    north = replace(STAGE_1, id=10, team="Case Management North")
    letter = said("withdrawal", file_of(ANSWERED, adoption, north))
    assert "You withdrew the part of your complaint for Adoption" in letter
    assert "still stands: our answer at stage 1 of 9 November 2026." in letter
    assert "We go on with the part of your complaint for Case Management North." in letter


@pytest.mark.parametrize(
    "file",
    [
        file_of(case=replace(COMPLAINT, ended_before=EndedBefore.WITHDRAWN, ended_on=date(2026, 11, 20))),
        file_of(ended(STAGE_1, Ending.WITHDRAWN)),
    ],
)
def test_a_complaint_that_was_withdrawn_as_a_whole_is_ended_as_a_whole(file: CaseFile) -> None:
    """Nothing stands beside it."""
    letter = said("withdrawal", file)
    assert "You withdrew your complaint" in letter
    assert "We will not send you an answer to it." in letter
    assert "stands" not in letter


@pytest.mark.parametrize(
    ("first", "second"), [(ANSWERED, ASKED), (replace(CORPORATE_1, responded_on=date(2026, 11, 9)), REVIEW)]
)
def test_a_refused_stage_2_is_not_the_whole_complaint(first: Investigation, second: Investigation) -> None:
    """She has had an answer: that it stands is said, and not that all stages were gone through."""
    refused = replace(REFUSED, kind=RefusalKind.ALREADY_ANSWERED, refused_on=date(2026, 11, 20))
    letter = said("refusal", file_of(first, ended(second, Ending.REFUSED), refusals=(refused,)))
    assert "We cannot look into stage 2 of your complaint" in letter
    assert "What you had already still stands: our answer at stage 1 of 9 November 2026." in letter
    assert "You can ask for stage 2 again" in letter
    assert "all the stages" not in letter
    assert "under our complaints procedure" not in letter


def test_a_part_that_is_refused_ends_nothing() -> None:
    """Also at stage 2."""
    refused = replace(REFUSED, part="Contact")
    letter = said("refusal", file_of(ANSWERED, ASKED, refusals=(refused,)))
    assert "A part of your complaint that we cannot look into" in letter
    assert "stage 2" not in letter


# --- a pause
def test_a_pause_says_what_goes_on_and_how_to_hand_it_in_again() -> None:
    """Of one team, while another goes on."""
    adoption = replace(STAGE_1, id=9, team="Adoption")
    letter = said("paused", file_of(STAGE_1, adoption, pauses=(PAUSED,)), STAGE_1)
    assert "We have paused the part of your complaint for Fostering from 20 November 2026." in letter
    assert "A court decides on contact." in letter
    assert "The time for our answer stands still" in letter
    assert "We go on with the part of your complaint for Adoption." in letter
    assert "hand it in again within one year of that day" in letter


def test_a_pause_that_has_ended_says_until_when_it_can_be_handed_in_again() -> None:
    """The day that was recorded, not a year from some day."""
    ended_pause = replace(PAUSED, ended_on=date(2026, 11, 23), resubmit_by=date(2027, 11, 23))
    letter = said("paused", file_of(STAGE_1, pauses=(ended_pause,)), STAGE_1)
    assert "was over on 23 November 2026. You can hand it in again until 23 November 2027" in letter
    assert "within one year" not in letter


@pytest.mark.parametrize(
    ("item", "goes_on"),
    [
        (STAGE_1, "look into the rest of your complaint as usual, and answer it by 30 November 2026"),
        (ANSWERED, "answered the rest of your complaint on 9 November 2026"),
    ],
)
def test_a_part_that_is_paused_leaves_the_rest(item: Investigation, goes_on: str) -> None:
    """Before the rest is answered, and after."""
    letter = said("paused", file_of(item, pauses=(replace(PAUSED, part="Contact"),)), item)
    assert "paused this part of your complaint from 20 November 2026: Contact." in letter
    assert goes_on in letter
    assert "stands still" not in letter


@pytest.mark.parametrize("over", [{"resumed_on": date(2026, 11, 23)}, {"ended_on": date(2026, 11, 23)}])
def test_a_pause_that_is_over_has_no_letter(over: dict[str, date]) -> None:
    """Nor has one of what ended as withdrawn."""
    gone = file_of(STAGE_1, pauses=(replace(PAUSED, **over),))  # type: ignore[arg-type]
    withdrawn = file_of(ended(STAGE_1, Ending.WITHDRAWN), pauses=(PAUSED,))
    for file in (gone, withdrawn):
        assert "paused" not in [fit.kind.key for fit in fitting(file, PROFILES)]
