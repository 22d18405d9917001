"""Diagrams of a procedure: what is drawn, and that the words which replace it leave nothing out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.procedures import CORPORATE_2023, CORPORATE_CODE_2026, SHIPPED, STATUTORY, Profile
from desk_app.records import Route
from desk_app.report import procedure_drawn
from desk_app.report.blocks import Diagram
from desk_app.report.charts import Rect, Text
from desk_app.report.charts.palette import PRINT, contrast
from desk_app.report.contents import compose_from
from desk_app.report.diagrams import Box, DiagramSpec, Lane, Shortcut, alt_text, layout
from desk_app.report.html.pictures import WIDTHS
from desk_app.report.html.pictures import measure as web_measure
from desk_app.report.links import names_of
from desk_app.report.material import Material
from tests.desk_app.report import specimen
from tests.desk_app.report.pdf.test_any_words import procedures
from tests.desk_app.report.test_charts import WIDTH, assert_all_marks_are_inside, measure, texts

PROFILES = pytest.mark.parametrize("profile", [STATUTORY, CORPORATE_2023, CORPORATE_CODE_2026])


# --- from the profile ---------------------------------------------------------------------------------------
@PROFILES
def test_every_step_of_the_profile_is_drawn_with_its_limit(profile: Profile) -> None:
    """A step that is added to a profile, or a limit that is changed, cannot be missing in the picture or its words."""
    spec = procedure_drawn.drawn(profile)
    said = alt_text(spec).casefold()
    shown = " ".join(texts(layout(spec, WIDTH, measure))).casefold()
    for rule in profile.steps:
        assert rule.label.casefold() in shown
        assert rule.label.casefold() in said
        if rule.days and rule.published:
            assert f"{rule.days} {rule.unit} days" in said
            assert f"{rule.days} {rule.unit} days" in shown


def test_a_limit_that_somebody_changes_is_drawn() -> None:
    """The council's own profile answers within 7 days."""
    rules = tuple(replace(r, days=7) if r.key == "stage_1_response" else r for r in STATUTORY.steps)
    assert "7 working days after receipt" in alt_text(procedure_drawn.drawn(replace(STATUTORY, steps=rules)))


def test_the_statutory_procedure_has_three_stages_and_then_the_ombudsman() -> None:
    """And a dashed way there from stage 2, by early referral only."""
    spec = procedure_drawn.drawn(STATUTORY)
    assert [lane.name for lane in spec.lanes] == ["Stage 1", "Stage 2", "Stage 3", "Ombudsman"]
    assert spec.shortcut == Shortcut(1, 3, "Before stage 3 only by early referral")
    assert "A dashed arrow leads from stage 2 to the Ombudsman: before stage 3 only by early referral." in alt_text(
        spec
    )


def test_the_corporate_procedure_leads_to_the_ombudsman_from_stage_2() -> None:
    """Without any other way."""
    spec = procedure_drawn.drawn(CORPORATE_2023)
    assert [lane.name for lane in spec.lanes] == ["Stage 1", "Stage 2", "Ombudsman"]
    assert spec.shortcut is None


def test_a_procedure_that_nobody_filled_in_is_drawn_all_the_same() -> None:
    """Only the Ombudsman is left."""
    spec = procedure_drawn.drawn(Profile("empty", "Empty", Route.CORPORATE, (), ""))
    assert [lane.name for lane in spec.lanes] == ["Ombudsman"]


def test_the_report_draws_each_procedure_of_its_year(year_2023: Material) -> None:
    """A corporate procedure from 1 October 2023 stands beside the one before it."""
    newer = Profile("newer", "Our new procedure", Route.CORPORATE, SHIPPED[1].steps, "ours", from_on=date(2023, 10, 1))
    report = compose_from(replace(year_2023, profiles=(*SHIPPED, newer)))
    drawn = [block.key for block in report.blocks if isinstance(block, Diagram)]
    assert drawn == ["diagram-statutory", "diagram-corporate-2023", "diagram-newer"]


# --- words ----------------------------------------------------------------------------------------------------
def test_the_words_follow_the_arrows() -> None:
    """From the first box to the last."""
    assert alt_text(specimen.procedure()) == (
        "Flow chart: What happens to a complaint. It begins: a complaint is received. Stage 1: acknowledge (3 working "
        "days; feedback team), then listen, then look (a manager), then answer (10 working days, 20 if it is complex; "
        "team manager). An arrow leads on to stage 2. Stage 2: no steps. An arrow leads on to the Ombudsman: if still "
        "not satisfied, go to the Ombudsman (12 months). Ombudsman: decide. A dashed arrow leads from stage 1 to the "
        "Ombudsman: at once, where everybody agrees."
    )


def test_a_diagram_needs_its_alternative_and_a_caption() -> None:
    """Diagram(spec, "Procedure", alt="")"""
    with pytest.raises(ValueError, match="alternative"):
        Diagram(specimen.procedure(), "Procedure", " ")
    with pytest.raises(ValueError, match="caption"):
        Diagram(specimen.procedure(), "", "Flow chart")


def test_what_cannot_be_drawn_is_refused() -> None:
    """No lane, a lane without a name, a shortcut to nowhere."""
    lane = Lane("Stage 1", (Box("Answer"),))
    with pytest.raises(ValueError, match="without a lane"):
        DiagramSpec("Nothing", "It begins", ())
    with pytest.raises(ValueError, match="needs a name"):
        Lane(" ", ())
    with pytest.raises(ValueError, match="shortcut"):
        DiagramSpec("Short", "It begins", (lane,), Shortcut(0, 1, "Past"))


# --- layout ---------------------------------------------------------------------------------------------------
@PROFILES
def test_words_stay_in_their_boxes(profile: Profile) -> None:
    """Every text lies whole in the smallest frame around its beginning, on paper and on the web."""
    for width, wide in ((WIDTH, measure), *((web, web_measure) for web in WIDTHS.values())):
        drawing = layout(procedure_drawn.drawn(profile), width, wide)
        frames = [mark for mark in drawing.marks if isinstance(mark, Rect)]
        for text in (mark for mark in drawing.marks if isinstance(mark, Text) and mark.anchor == "start"):
            around = [f for f in frames if f.x <= text.x <= f.x + f.width and f.y <= text.y <= f.y + f.height]
            right = min((f.x + f.width for f in around), default=drawing.width)
            assert text.x + wide(text.text, text.bold, text.size) <= right, text


@given(procedures, st.sampled_from((WIDTH, *WIDTHS.values())))
def test_all_marks_are_inside(spec: DiagramSpec, width: float) -> None:
    """Whatever is written, however narrow."""
    assert_all_marks_are_inside(layout(spec, width, measure))


def test_words_can_be_read_on_their_ground() -> None:
    """WCAG 2.2 AA: 4.5 to 1, strokes 3 to 1."""
    for ground in (PRINT.paper, PRINT.tint):
        for words in (PRINT.ink, PRINT.muted, PRINT.target):
            assert contrast(words, ground) >= 4.5
        assert contrast(PRINT.accent, ground) >= 3
    for rail in (PRINT.of(0), PRINT.aside):
        assert contrast(PRINT.on(rail), rail) >= 4.5


def test_a_diagram_is_counted_among_the_figures() -> None:
    """[](#procedure) is called "Figure 1"; the chart after it Figure 2."""
    names = names_of(specimen.every_block(rows=3).blocks)
    assert (names["procedure"], names["areas"]) == ("Figure 1", "Figure 2")
