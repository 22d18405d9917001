"""What each section makes of figures that the sample does not have: remedies, letters, refusals, small numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app.figures.learning import LearningFigures
from desk_app.figures.numbers import Share
from desk_app.figures.ombudsman import Promptness
from desk_app.figures.timeliness import Acknowledged, InTime, OpenAtEnd, PanelStep, Within
from desk_app.procedures import CORPORATE_2023, CORPORATE_CODE_2026, SHIPPED, STATUTORY, StepRule
from desk_app.records import Kind, Route
from desk_app.report import blocks as b
from desk_app.report.durations import in_time_table, within_sentence
from desk_app.report.material import Material, year_after
from desk_app.report.sections import (
    comparisons,
    cover,
    escalation,
    introduction,
    key_figures,
    learning,
    method,
    ombudsman,
    outcomes,
    process,
    teams,
    themes,
    timeliness,
    volumes,
    who_complained,
)
from desk_app.report.tables import counted
from desk_app.settings import Settings


def with_figures(m: Material, **changed: Any) -> Material:
    """The material with other figures of this year: with_figures(m, ombudsman={"cases": 0})."""
    parts = {name: replace(getattr(m.now, name), **fields) for name, fields in changed.items()}
    return replace(m, years={**m.years, m.year: replace(m.now, **parts)})


def words(found: tuple[b.Block, ...]) -> str:
    return "\n".join(block.text for block in found if isinstance(block, b.Prose | b.Heading))


def table(found: tuple[b.Block, ...], key: str) -> b.Table:
    (one,) = [block for block in found if isinstance(block, b.Table) and block.key == key]
    return one


# --- introduction and process -----------------------------------------------------------------------------
def test_the_introduction_says_why_the_council_wide_totals_differ(year_2023: Material) -> None:
    """The typed reason, and a link if the address is known."""
    settings = replace(
        year_2023.settings,
        council_wide_report_url="https://example.org/report",
        council_wide_difference="It leaves out schools.",
    )
    text = words(introduction.blocks(replace(year_2023, settings=settings)))
    assert "[Annual Customer Feedback Report](https://example.org/report). It leaves out schools." in text


def test_an_office_without_addresses_has_no_empty_lines(year_2023: Material) -> None:
    """No telephone, no portal: nothing is printed for them."""
    settings = replace(year_2023.settings, telephone="", online_portal="", council_wide_report="", ways_to_complain=())
    found = introduction.blocks(replace(year_2023, settings=settings))
    lists = [block.items for block in found if isinstance(block, b.Bullets)]
    assert len(lists[-1]) == 3
    assert "council's services is reported" not in words(found)


def test_an_office_that_has_not_said_who_it_is_is_the_council(year_2023: Material) -> None:
    """In sentences; where only a name would stand, nothing does."""
    unnamed = replace(year_2023, settings=Settings())
    assert "what people told the council about its Children's Services" in words(introduction.blocks(unnamed))
    assert cover.cover(unnamed).lines[0] == "Feedback Team"
    assert "was written by the Feedback Team." in words(method.blocks(unnamed))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (STATUTORY.rule("stage_1_response"), "10 working days after receipt, up to 20 with an extension"),
        (CORPORATE_2023.rule("stage_1_response"), "30 working days after receipt, or a later date by agreement"),
        (CORPORATE_2023.rule("stage_2_response"), "no published limit"),
        (CORPORATE_2023.rule("request_stage_2"), "no published limit"),
        (
            STATUTORY.rule("request_stage_3"),
            "20 working days after the adjudication letter; a later request is considered if there is good reason",
        ),
    ],
)
def test_a_limit_is_printed_with_its_clock(rule: StepRule | None, said: str) -> None:
    """A soft limit closes nothing; one that is not published is none."""
    assert rule is not None
    assert process.limit(rule) == said


def test_the_day_decides_which_procedures_a_year_shows() -> None:
    """1 April 2026 begins a year with the Code alone; the calendar year 2026 has both."""
    both = process.in_force_during(Route.CORPORATE, date(2026, 1, 1), date(2026, 12, 31), SHIPPED)
    assert both == (CORPORATE_2023, CORPORATE_CODE_2026)
    assert process.in_force_during(Route.CORPORATE, date(2026, 4, 1), date(2027, 3, 31), SHIPPED) == (
        CORPORATE_CODE_2026,
    )
    assert process.in_force_during(Route.STATUTORY, date(2026, 1, 1), date(2026, 12, 31), SHIPPED) == (STATUTORY,)


def test_the_councils_own_version_is_named_with_the_one_it_follows() -> None:
    """A shipped procedure does not know its end; the report says both days."""
    own = replace(STATUTORY, key="own", name="Our own procedure", from_on=date(2027, 1, 1))
    both = process.in_force_during(Route.STATUTORY, date(2026, 4, 1), date(2027, 3, 31), (*SHIPPED, own))
    assert both == (STATUTORY, own)
    assert process._two_profiles(both, Settings()) == (
        "The procedure changed during the year (until 31 December 2026: Children Act complaints procedure; "
        "from 1 January 2027: Our own procedure). A complaint keeps the one that was in force when it was received."
    )


# --- feedback ------------------------------------------------------------------------------------------------
def test_a_label_that_only_the_year_before_has_is_listed_with_zero() -> None:
    """Both columns sum."""
    made = counted("By team", "Team", (("A", 2),), year="2023/24", before=(("B", 3),), year_before="2022/23")
    assert made.rows == (("A", "2", "100%", "0"), ("B", "0", "0%", "3"), ("Total", "2", "100%", "3"))


def test_the_sum_from_cases_to_investigations_adds_up(year_2023: Material) -> None:
    """192 - 7 - 5 + 13 + 29 = 222, term by term."""
    rows = table(volumes.blocks(year_2023), "bridge").rows
    signed = [-int(n) if term.startswith("less") else int(n) for term, n in rows[:-1]]
    assert sum(signed) == int(rows[-1][1]) == 222


def test_a_running_year_has_no_monthly_average(year_2023: Material) -> None:
    """As at 1 February 2024 two months are still to come."""
    text = words(volumes.blocks(replace(year_2023, as_at=date(2024, 2, 1))))
    assert "No average is given" in text
    assert "On average" not in text


def test_two_categories_of_the_same_size_are_not_called_the_largest(year_2023: Material) -> None:
    """A tie names none."""
    tied = with_figures(year_2023, themes={"by_category": (("Decision", 96), ("Policy", 96))})
    assert "The largest was" not in words(themes.blocks(tied))


def test_a_sub_category_of_two_categories_carries_its_category(year_2023: Material) -> None:
    """Delay under decisions is not delay under standards."""
    twice = (("Decision", (("Delay", 3),)), ("Policy", (("Delay", 2),)))
    found = themes.blocks(with_figures(year_2023, themes={"by_subcategory": twice}))
    assert [row[0] for row in table(found, "by-subcategory-table").rows] == ["Delay (Decision)", "Delay (Policy)"]


@pytest.mark.parametrize(
    ("left", "over", "said"),
    [
        (0, 0, "No investigation was open when 31 March 2024 ended."),
        (1, 0, "One investigation was open when 31 March 2024 ended. It was not overdue."),
        (1, 1, "One investigation was open when 31 March 2024 ended. It was overdue."),
        (4, 1, "4 investigations were open when 31 March 2024 ended. One of them was overdue."),
        (4, 2, "4 investigations were open when 31 March 2024 ended. 2 of them were overdue."),
    ],
)
def test_what_was_open_is_said_in_the_right_number(year_2023: Material, left: int, over: int, said: str) -> None:
    """One investigation, which was overdue; four, one of them overdue."""
    opened = OpenAtEnd(left, over, (("Statutory", "Stage 1", left, over),), (), (("1 to 10", over),))
    assert said in words(timeliness.blocks(with_figures(year_2023, timeliness={"open_at_end": opened})))


def test_a_procedure_without_a_limit_is_not_assessed() -> None:
    """21 corporate reviews: dashes, and the reason."""
    made = in_time_table("Stage 2", [InTime("Corporate", "Stage 2", not_assessed=21)], "key")
    assert made.rows == (("Corporate", "–", "–", "–", "–", "–", "0"),)
    assert "no published limit: 21 corporate responses" in made.note


def test_responses_within_the_limits_of_the_regulations_are_said_whatever_was_agreed() -> None:
    """None of 6 within 25 days, all 6 within 65."""
    said = within_sentence(Within("Stage 2", (25, 65), (0, 6), 6))
    assert said.startswith("Whatever was agreed, none of 6 statutory stage 2 responses took 25 working days or fewer")
    assert "all of them took 65 working days or fewer" in said


def test_panels_are_told_by_their_own_limits(year_2023: Material) -> None:
    """Beside the council's response; nothing where no panel was due."""
    m = with_figures(year_2023, timeliness={"panels": (PanelStep("Panel met", 2, 1, 0),)})
    assert table(escalation.blocks(m), "panels").rows == (("Panel met", "2", "1", "0"),)
    assert not [b for b in escalation.blocks(year_2023) if getattr(b, "key", "") == "panels"]


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ((1, 1), "25 working days or fewer, the limit in the regulations."),
        (
            (0, 1),
            "more than 25 working days, the limit in the regulations, and at most 65, the longest that they allow.",
        ),
        (
            (0, 0),
            "more than 25 working days, the limit in the regulations, and more than 65, the longest that they allow.",
        ),
    ],
)
def test_a_single_response_is_said_once(within: tuple[int, int], said: str) -> None:
    """Never "the one took 25 working days or fewer, and one took 65 working days or fewer"."""
    assert within_sentence(Within("Stage 2", (25, 65), within, 1)) == (
        f"Whatever was agreed, the one statutory stage 2 response took {said}"
    )


# --- who complained --------------------------------------------------------------------------------------------
def breakdown(m: Material, pairs: tuple[tuple[str, int], ...], threshold: int = 5) -> b.Table | None:
    """The table of the genders of children, if it is printed."""
    there = replace(m, settings=replace(m.settings, suppression_threshold=threshold))
    found = who_complained.blocks(with_figures(there, who_complained={"gender": pairs}))
    made = [block for block in found if isinstance(block, b.Table) and "Gender of the child," in block.caption]
    return made[0] if made else None


def test_a_small_count_of_a_breakdown_is_hidden_with_its_share_and_another(year_2023: Material) -> None:
    """3 children of one gender could be recognised, and would follow from the total; 12 and 180 can be printed."""
    made = breakdown(year_2023, (("Girl", 30), ("Boy", 9), ("Other", 3), ("Not recorded", 150)))
    assert made is not None
    assert made.rows == (
        ("Girl", "30", "16%"),
        ("Boy", "hidden", "hidden"),
        ("Other", "hidden", "hidden"),
        ("Not recorded", "150", "78%"),
        ("Total", "192", "100%"),
    )
    assert made.note.startswith("Hidden: a number from 1 to 4, or a larger number")
    large = breakdown(year_2023, (("Girl", 12), ("Boy", 20), ("Not recorded", 160)))
    assert large is not None
    assert large.rows[0][:2] == ("Girl", "12")


def test_a_breakdown_of_few_alike_is_left_out_and_an_office_may_show_all(year_2023: Material) -> None:
    """One girl among 192: even the label would say who. A threshold of 0 prints her."""
    one = (("Girl", 1), ("Not recorded", 191))
    assert breakdown(year_2023, one) is None
    assert breakdown(year_2023, one, threshold=0) is not None


def test_procedural_counts_are_never_hidden(year_2023: Material) -> None:
    """Two complaints of an advocate, one made by a child."""
    small = {"by_relationship": (("Advocate", 2), ("Parent", 190)), "made_by_children": 1}
    found = who_complained.blocks(with_figures(year_2023, who_complained=small))
    assert "hidden" not in str([block for block in found if not isinstance(block, b.Prose)])


def test_the_method_section_explains_what_is_hidden(year_2023: Material) -> None:
    """Only where anything may be."""
    assert "a number from 1 to 4 is hidden with its share" in words(method.blocks(year_2023))
    shown = replace(year_2023, settings=replace(year_2023.settings, suppression_threshold=0))
    assert "is hidden" not in words(method.blocks(shown))


@pytest.mark.parametrize(
    ("yes", "unknown", "said"),
    [
        (33, 0, "33 of 192 complaints (17%) were about a looked after child."),
        (33, 9, "33 of 192 complaints (17%) were recorded as about a looked after child."),
        (0, 192, "not known or not recorded for any of the 192 complaints."),
    ],
)
def test_what_is_not_known_of_a_child_is_not_denied(year_2023: Material, yes: int, unknown: int, said: str) -> None:
    """With nothing recorded it is not said that no child was looked after."""
    pairs = (("Yes", yes), ("No", 192 - yes - unknown), ("Not recorded", unknown))
    children = {"looked_after": yes, "by_looked_after": pairs}
    text = words(who_complained.blocks(with_figures(year_2023, who_complained=children)))
    assert said in text
    assert ("a looked after child." in text) == (unknown < 192)


def test_advocates_that_were_offered_are_counted(year_2023: Material) -> None:
    """Offered in 12 of 192, accepted in 5."""
    some = {"advocate_offered": Share(12, 192), "advocate_accepted": 5, "advocate_appointed": 4}
    text = words(who_complained.blocks(with_figures(year_2023, who_complained=some)))
    assert "The offer of an advocate was not recorded for 180 of 192 complaints." in text
    assert "accepted in 5 complaints and appointed in 4." in text


# --- beyond stage 1, the Ombudsman --------------------------------------------------------------------------------
def test_costs_and_payments_are_in_pounds_with_what_is_not_known(year_2023: Material) -> None:
    """Fees of 4 of 27, two payments."""
    paid = {
        "later_stages_cost_pence": 512_050,
        "later_stages_with_cost": 4,
        "remedies_paid_pence": 45_000,
        "remedies_paid": 2,
    }
    text = words(escalation.blocks(with_figures(year_2023, escalation=paid)))
    assert "Stages 2 and 3 cost £5,120.50, as recorded for 4 of 27 investigations closed." in text
    assert "2 payments to put things right were made, £450 in all." in text


LETTER = (
    ("council_total_received", "81", "Annual letter 2024"),
    ("received_education_and_childrens", "19", "Annual letter 2024"),
    ("similar_authorities_average_share_pct", "26", "Annual letter 2024"),
)


def test_the_share_of_the_annual_letter_is_computed(year_2023: Material) -> None:
    """19 of 81 are 23%, whatever a report once said."""
    found = ombudsman.blocks(with_figures(year_2023, ombudsman={"letter": LETTER}))
    assert "19 of 81 complaints about the council (23%), against 26% on average at similar authorities." in words(found)
    assert table(found, "annual-letter-table").note == "Source: Annual letter 2024."


def test_late_and_overdue_answers_are_told_apart(year_2023: Material) -> None:
    """2 on time, 1 late, 1 overdue."""
    text = words(ombudsman.blocks(with_figures(year_2023, ombudsman={"answers": Promptness(2, 1, 1, 0)})))
    assert "4 requests were made: 2 answered on time, 1 late, 1 is overdue." in text


def test_requests_that_needed_no_answer_are_counted_shown_and_explained(year_2023: Material) -> None:
    """2 of 4 were decided without an answer; a year without any has no column for it."""
    changed = {"answers": Promptness(2, 0, 0, 0), "not_needed": 2, "requests": 4}
    found = ombudsman.blocks(with_figures(year_2023, ombudsman=changed))
    assert "4 requests were made: 2 answered on time, none late, 2 decided by the Ombudsman without" in words(found)
    shown = table(found, "ombudsman-answers")
    assert shown.header[-2:] == ("No answer needed", "Total")
    assert [row[-2:] for row in shown.rows] == [("2", "4"), ("0", "0")]
    assert "decided without an answer" in shown.note
    assert "No answer needed" not in table(ombudsman.blocks(year_2023), "ombudsman-answers").header


def test_requests_that_were_never_answered_are_told_from_those_that_needed_no_answer(year_2023: Material) -> None:
    """1 of 4 was overdue when the Ombudsman decided, 1 was not; in a year of one alone it is said."""
    changed = {"answers": Promptness(2, 0, 0, 0), "not_needed": 1, "not_answered": 1, "requests": 4}
    found = ombudsman.blocks(with_figures(year_2023, ombudsman=changed))
    assert "none late, 1 never answered and overdue when it was decided, 1 decided by the" in words(found)
    shown = table(found, "ombudsman-answers")
    assert shown.header[-3:] == ("Never answered", "No answer needed", "Total")
    assert [row[-3:] for row in shown.rows] == [("1", "1", "4"), ("0", "0", "0")]
    assert shown.note.startswith("Never answered: overdue when")
    alone = with_figures(year_2023, ombudsman={"answers": Promptness(0, 0, 0, 0), "not_answered": 1, "requests": 1})
    assert "1 never answered and overdue" in words(ombudsman.blocks(alone))


def test_decisions_in_both_vocabularies_are_kept_apart(year_2023: Material) -> None:
    """Since 2024/25: Investigated and the others; zeros are listed."""
    since = (("Not for us", 1), ("Assessed and closed", 0), ("Investigated", 2))
    found = ombudsman.blocks(with_figures(year_2023, ombudsman={"decisions_since_2024": since}))
    assert table(found, "ombudsman-decisions-since-2024").rows[-1] == ("Total", "3", "100%")
    assert table(found, "ombudsman-decisions").rows[-1][:2] == ("Total", "4")


# --- comparisons, learning, method -----------------------------------------------------------------------------------
def test_directions_are_judged_on_printed_values(year_2023: Material) -> None:
    """Every measure of the sample: no change, increased, improved, got worse."""
    rows = table(comparisons.blocks(year_2023), "comparison").rows
    assert {row[0]: row[-1] for row in rows} == {
        "Compliments": "no change",
        "Complaint cases": "increased",
        "Complaint investigations": "increased",
        "Average working days to close stage 1": "improved",
        "Stage 1 responses in time": "improved",
        "Stage 1 upheld in full": "increased",
        "Stage 1 upheld in full or in part": "increased",
        "Cases beyond stage 1": "increased (worse)",
    }


def test_a_figure_printed_twice_is_one_figure(year_2023: Material) -> None:
    """The comparison and the sections agree, because they read the same figures."""
    fewer = with_figures(year_2023, escalation={"escalated_cases": 7})
    assert table(comparisons.blocks(fewer), "comparison").rows[-1][3] == "7"
    assert table(escalation.blocks(fewer), "beyond-stage-1").rows[0][1] == "7"


def test_actions_done_and_overdue_are_counted(year_2023: Material) -> None:
    """Of 9 actions 4 are done and one is overdue."""
    learnt = LearningFigures(Share(3, 8), (("Delivery of service", 3),), (("Apology", 9),), 4, 4, 1)
    m = replace(year_2023, years={year_2023.year: replace(year_2023.now, learning=learnt)})
    text = words(learning.blocks(m))
    assert "Learning was recorded for 3 of 8 cases with a stage 1" in text
    assert "4 of them were recorded as done and one was overdue." in text


def test_refusals_are_listed_by_type_and_moved_ones_counted_once(year_2023: Material) -> None:
    """Two refused, one investigation moved."""
    m = with_figures(year_2023, volumes={"refused": (("Over 12 months", 2),), "re_routed": 1})
    found = method.blocks(m)
    assert table(found, "refusals").rows[0] == ("Over 12 months", "2", "100%")
    assert "2 refusals of a complaint or a part of one were recorded in 2023/24." in words(found)
    assert "One investigation was moved to the other procedure. What was moved is counted once" in words(found)
    assert "had begun when a complaint was refused" not in words(found)


def test_what_was_refused_after_it_had_begun_is_an_outcome_of_its_own(year_2023: Material) -> None:
    """Never "no outcome was recorded", which reads as if somebody forgot; the method says where it is counted."""
    pairs = (*year_2023.now.outcomes.stage1[:-1], ("No recorded outcome", 0), ("Refused", 2))
    routes = (("Statutory", pairs), ("Corporate", ()))
    changed = {"stage1": pairs, "stage1_by_route": routes, "by_stage": (("Stage 1", pairs),), "by_service_area": ()}
    m = with_figures(year_2023, outcomes=changed)
    found = outcomes.blocks(m)
    assert "2 investigations ended because the complaint was refused." in words(found)
    assert "no outcome was recorded" not in words(found)
    assert table(found, "outcomes-stage-1").rows[-2][:2] == ("Refused", "2")
    assert table(found, "outcomes-by-route-table").header[-2:] == ("Refused", "Total")
    assert "“Refused” as its outcome: 2 investigations in 2023/24." in words(method.blocks(m))


def test_the_clocks_of_the_office_are_named(year_2023: Material) -> None:
    """An office whose stage 2 clock starts on the agreed statement says so."""
    settings = replace(year_2023.settings, stage_2_basis="statement_agreed")
    text = words(method.blocks(replace(year_2023, settings=settings)))
    assert "the statutory stage 2 clock on the agreed written statement" in text


def test_the_cover_bears_the_day_of_the_figures(year_2023: Material) -> None:
    """Figures as at 2 September 2024, as in section 11."""
    assert "Figures as at 2 September 2024" in cover.cover(year_2023).lines
    assert "Figures as at 2 September 2024." in words(method.blocks(year_2023))


def test_the_year_after_the_century_has_two_digits() -> None:
    """2098/99 is followed by 2099/00."""
    assert year_after("2023/24") == "2024/25"
    assert year_after("2098/99") == "2099/00"


def test_many_teams_with_one_compliment_each_are_not_named(year_2023: Material) -> None:
    """Ten teams that tie: no sentence about the most."""
    tied = tuple((f"Team {at}", 1) for at in range(10))
    text = words(teams.blocks(with_figures(year_2023, compliments={"by_team": tied})))
    assert "The most compliments" not in text


def test_a_chart_of_a_long_list_shows_the_largest_and_its_table_all(year_2023: Material) -> None:
    """90 themes: 20 bars, 90 rows and those of the year before."""
    many = tuple((f"Theme {at}", 100 - at) for at in range(90))
    found = themes.blocks(with_figures(year_2023, themes={"by_theme": many}))
    (chart,) = [block for block in found if isinstance(block, b.Chart) and block.key == "by-theme"]
    assert len(chart.spec.categories) == 20
    assert chart.caption == "Complaints received in 2023/24, by theme: the 20 largest"
    assert len(table(found, "by-theme-table").rows) == 100


def test_words_out_of_lists_are_printed_as_they_stand(year_2023: Material) -> None:
    """A theme named *star* [x](http://a.b) is neither italic nor a link."""
    odd = (("*star* [x](http://a.b)", 9),)
    found = themes.blocks(with_figures(year_2023, themes={"by_theme": odd}))
    said = next(block.text for block in found if isinstance(block, b.Prose) and "star" in block.text)
    assert all(not run.italic and not run.href for run in b.runs(said))
    assert "*star* [x](http://a.b)" in b.without_marks(said)


# --- sentences ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Acknowledged(0, 0, 1), "The one stage 1 investigation opened in 2023/24 had no recorded acknowledgement."),
        (Acknowledged(1, 0, 0), "investigation opened in 2023/24 was acknowledged within the time limit."),
        (Acknowledged(0, 1, 0), "investigation opened in 2023/24 was acknowledged late."),
        (Acknowledged(2, 1, 0), "2 of 3 stage 1 investigations opened in 2023/24 were acknowledged within the time "
         "limit and one was acknowledged late."),
    ],
)  # fmt: skip
def test_acknowledgements_are_said_in_the_right_number(year_2023: Material, found: Acknowledged, said: str) -> None:
    """One investigation without an acknowledgement is one, and not "no stage 1 investigation opened"."""
    assert said in words(timeliness.blocks(with_figures(year_2023, timeliness={"acknowledged": found})))


def test_one_of_everything_is_named_in_the_singular(year_2023: Material) -> None:
    """Among the key figures: "1 complaint", not "1 complaints"."""
    ones = {"feedback_cases": 1, "complaints": 1, "investigations": 1, "by_kind": ((Kind.COMPLIMENT, 1),)}
    found = key_figures.blocks(with_figures(year_2023, volumes=ones))
    items = [item for block in found if isinstance(block, b.KeyFigures) for item in block.items]
    assert [item.label for item in items[:4]] == [
        "piece of feedback",
        "complaint",
        "compliment",
        "investigation opened",
    ]


def test_key_figures_of_stage_1_are_compared_too(year_2023: Material) -> None:
    """The days and what was upheld in full or in part, as the numbers beside them."""
    items = [i for block in key_figures.blocks(year_2023) if isinstance(block, b.KeyFigures) for i in block.items]
    notes = {item.label: item.note for item in items}
    assert notes["average working days to close stage 1"] == "193 closed, down from 33 in 2022/23"
    assert notes["of stage 1 upheld in full or in part"] == "118 of 193, up from 46% in 2022/23"


def test_what_is_taken_off_is_not_taken_off_twice(year_2023: Material) -> None:
    """ "less: …" stands before a number without a sign; the sum is said by its words."""
    rows = table(volumes.blocks(year_2023), "bridge").rows
    assert [row for row in rows if row[0].startswith("less")]
    assert not [row for row in rows if row[1].startswith(("-", "−"))]


def test_sentences_begin_with_what_they_are_about(year_2023: Material) -> None:
    """No fragment without a verb."""
    said = words((*volumes.blocks(year_2023), *themes.blocks(year_2023), *timeliness.blocks(year_2023)))
    for fragment in ("By service area:", "By procedure:", "By stage:", "Within the categories:", "The most frequent:"):
        assert fragment not in said
    assert "Of the investigations opened in 2023/24, 36 were statutory (16%) and 186 were corporate (84%)." in said


def test_shares_that_do_not_add_up_to_100_say_why_also_beside_another_count(year_2023: Material) -> None:
    """Investigations by team, with their compliments."""
    assert table(teams.blocks(year_2023), "by-team-table").note.startswith("The percentages add up to")
