"""What an author types becomes blocks, stands in its place, and is told what changed under it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import page
import pytest

from desk_app.desk import report_texts
from desk_app.records import Recommendation, ReportText
from desk_app.report import blocks as b
from desk_app.report import drafts, own
from desk_app.report.code_questions import QUESTIONS
from desk_app.report.contents import compose_from
from desk_app.report.making import make, overlaid
from desk_app.report.markup import blocks_of, levelled
from desk_app.report.material import Material
from desk_app.report.pdf import to_bytes
from desk_app.store import Store
from tests.desk_app.report.conftest import AS_AT
from tests.desk_app.report.readings import lines

TYPED = """We heard **more** this year.

## What we did
- Rang back
- Wrote in *plain* words,
  every time

1. First
2. Then

See [our page](https://example.gov.uk/feedback)."""


# --- markup -----------------------------------------------------------------------------------------------
def test_what_is_typed_becomes_paragraphs_headings_and_lists() -> None:
    """No more than the paper can carry."""
    assert blocks_of(TYPED) == (
        b.Prose("We heard **more** this year."),
        b.Heading("What we did", 2),
        b.Bullets(("Rang back", "Wrote in *plain* words, every time")),
        b.Bullets(("First", "Then"), numbered=True),
        b.Prose("See [our page](https://example.gov.uk/feedback)."),
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("  \n\n  ", []),
        ("One\ntwo", ["Prose"]),
        ("Before:\n- a\n- b", ["Prose", "Bullets"]),
        ("- a\n- b\n\nAfter", ["Bullets", "Prose"]),
        ("- a\n1. b", ["Bullets", "Bullets"]),
        ("#not a heading", ["Prose"]),
        ("-5 degrees", ["Prose"]),
        ("2024. was a year", ["Prose"]),
    ],
)
def test_each_shape_of_text_is_understood(text: str, kinds: list[str]) -> None:
    """What is no mark stays as it is."""
    assert [type(block).__name__ for block in blocks_of(text)] == kinds


def test_no_heading_is_more_than_one_level_below_the_last() -> None:
    """A screen reader counts on it: a level 3 after a section's heading becomes level 2."""
    found = levelled((b.Heading("1. One"), b.Heading("Small", 3), b.Heading("Smaller", 3)))
    assert [block.level for block in found if isinstance(block, b.Heading)] == [1, 2, 3]


# --- in its place -------------------------------------------------------------------------------------------
def typed(key: str, text: str, **beside: object) -> dict[str, ReportText]:
    made = ReportText(id=1, year="2023/24", key=key, text=text)
    for part, value in beside.items():
        made = report_texts.with_part(made, part, str(value))
    return {key: made}


def test_a_typed_list_stands_where_the_draft_was_and_the_pdf_is_accessible(year_2023: Material, tmp_path: Path) -> None:
    """Heading, lists, bold, italic and a link in the words of a paragraph: PDF/UA-1 all the same."""
    report = compose_from(replace(year_2023, texts=typed("volumes.kinds", TYPED)))
    text = lines(report)
    assert "## What we did\n- Rang back" in text
    file = tmp_path / "typed.pdf"
    file.write_bytes(to_bytes(report))
    result = page.validate_pdf(str(file), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in result.failures] == []


def test_an_own_section_stands_at_the_end_of_the_one_it_belongs_to(year_2023: Material) -> None:
    """After all that section 4 says, before section 5."""
    texts = typed("own.1", "We pay for *two* advocates.", heading="Advocates", after="comparisons")
    text = lines(compose_from(replace(year_2023, texts=texts)))
    assert "## Advocates\nWe pay for *two* advocates.\n\n# 5. Example compliments" in text


def test_an_own_section_whose_place_is_gone_comes_last(year_2023: Material) -> None:
    """Rather than not at all."""
    texts = typed("own.1", "Text", heading="Advocates", after="no-such-section")
    assert lines(compose_from(replace(year_2023, texts=texts))).rstrip().endswith("## Advocates\nText")


def test_an_own_section_without_words_is_not_printed(year_2023: Material) -> None:
    """Only begun."""
    texts = typed("own.1", " ", heading="Advocates", after="comparisons")
    assert "Advocates" not in lines(compose_from(replace(year_2023, texts=texts)))


def test_an_own_figure_joins_the_comparison_with_its_direction_and_source(year_2023: Material) -> None:
    """Values as typed; the direction from the numbers in them."""
    texts = typed("measure.1", "Advocates", better="more", source="Contract reports")
    made = texts["measure.1"]
    for year, value in (("2022/23", "1,200"), ("2023/24", "1,350 hours")):
        made = report_texts.with_part(made, f"values.{year}", value)
    text = lines(compose_from(replace(year_2023, texts={made.key: made})))
    assert "Advocates | – | 1,200 | 1,350 hours | higher | increased (better)" in text
    assert "Advocates: Contract reports." in text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("1,234", 1234),
        ("33%", 33),
        ("£250", 250),
        ("-5", -5),
        ("12.5 days", 12.5),
        ("many", None),
        ("abc", None),
        ("1,5%", None),
        ("12/13", None),
        ("", None),
    ],
)
def test_the_number_in_what_was_typed_is_found(text: str, number: int | None) -> None:
    """What is none is kept, and not printed."""
    assert own.number_of(text) == number
    assert own.cell(own.OwnMeasure("measure.1", "Advocates", {"2023/24": text}), "2023/24") == (
        "" if number is None else text
    )


@pytest.mark.parametrize(
    ("heading", "text", "lack"),
    [
        ("", "Advocates met.", "Give it a heading: it is not printed yet."),
        ("Advocates", " ", "Write its text: it is not printed yet."),
        ("Advocates", "They met.", ""),
        ("", "", ""),
    ],
)
def test_a_section_that_is_not_printed_says_why(heading: str, text: str, lack: str) -> None:
    """An empty one is only begun."""
    assert own.lack(own.OwnSection("own.1", heading, text, "method")) == lack


# --- drafts ----------------------------------------------------------------------------------------------
def test_every_draft_has_a_key_of_its_own(year_2023: Material) -> None:
    """Else one text would stand in two places."""
    keys = [p.key for section in drafts.sections(year_2023) for p in section.paragraphs]
    assert len(keys) == len(set(keys)) > 50


def found(m: Material, key: str) -> drafts.Paragraph:
    return next(p for section in drafts.sections(m) for p in section.paragraphs if p.key == key)


def test_a_text_on_figures_that_have_changed_says_both_values(year_2023: Material) -> None:
    """Written when there were 219; now there are 220."""
    draft = found(year_2023, "volumes.kinds").draft
    before = draft.replace("received 220 pieces", "received 219 pieces")
    text = ReportText(
        year="2023/24", key="volumes.kinds", text="Many wrote.", draft_hash=report_texts.hash_of(before),
        figures=f'{{"draft": "{before}"}}',
    )  # fmt: skip
    paragraph = found(replace(year_2023, texts={text.key: text}), "volumes.kinds")
    (difference,) = paragraph.differences
    assert ("219" in difference.before, "220" in difference.now) == (True, True)
    assert paragraph.printed == "Many wrote."


def test_a_text_on_the_same_figures_says_nothing(year_2023: Material) -> None:
    """The draft is the one it was written on."""
    draft = found(year_2023, "volumes.kinds").draft
    text = ReportText(key="volumes.kinds", text="Many wrote.", draft_hash=report_texts.hash_of(draft))
    assert found(replace(year_2023, texts={text.key: text}), "volumes.kinds").differences == ()


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("From 180 to 222.", "From 180 to 222.", []),
        ("From 180 to 222.", "From 180 to 223.", [("From 180 to 222.", "From 180 to 223.")]),
        ("", "One came.", [("", "One came.")]),
        ("One came.", "", [("One came.", "")]),
        ("**12** a day", "**13** a day", [("12 a day", "13 a day")]),
        (
            "Few wrote. 193 were closed (62%). For 6, a day is missing. So it was.",
            "Few wrote. 193 were closed (62%). For 5, a day is missing. So it was.",
            [("For 6, a day is missing.", "For 5, a day is missing.")],
        ),
        (
            "It took 28.6 days. So it was.",
            "It took 28.7 days. So it was.",
            [("It took 28.6 days.", "It took 28.7 days.")],
        ),
    ],
)
def test_differences_quote_whole_sentences(before: str, now: str, said: list[tuple[str, str]]) -> None:
    """Without marks: they are read on the screen."""
    assert [(d.before, d.now) for d in drafts.differences(before, now)] == said


def test_a_text_whose_draft_is_gone_is_kept_and_named(year_2023: Material) -> None:
    """A paragraph that this year's report does not have."""
    m = replace(year_2023, texts=typed("gone.paragraph", "Once written."))
    assert [text.key for text in drafts.without_place(m, drafts.sections(m))] == ["gone.paragraph"]


def test_a_section_s_hash_changes_with_its_figures_and_with_its_words(year_2023: Material) -> None:
    """That is how a section that was read is known to have changed since."""

    def hash_of(m: Material) -> str:
        return next(s.hash for s in drafts.sections(m) if s.key == "introduction")

    assert hash_of(replace(year_2023, texts=typed("introduction.law", "Ours."))) != hash_of(year_2023)
    assert hash_of(replace(year_2023, texts=typed("volumes.kinds", "Ours."))) == hash_of(year_2023)


# --- what is typed a moment ago ------------------------------------------------------------------------------
def test_what_is_typed_is_in_the_report_before_it_is_saved(imported: Store) -> None:
    """A text, a section's heading, a row's value."""
    values = {
        "volumes.kinds": "Many wrote.", "own.1": "Text", "own.1/heading": "Advocates", "own.1/after": "comparisons",
        "measure.1": "Hours", "measure.1/values.2023/24": "17",
    }  # fmt: skip
    text = lines(make(imported, "2023/24", AS_AT, values).report)
    assert "Many wrote." in text
    assert "## Advocates\nText" in text
    assert "Hours | – | – | 17 |" in text


def test_a_text_that_is_emptied_gives_the_draft_back(year_2023: Material) -> None:
    """Nothing typed is no empty paragraph."""
    m = replace(year_2023, texts=typed("volumes.kinds", "Many wrote."))
    assert "volumes.kinds" not in overlaid(m, {"volumes.kinds": " "}).texts


def test_typed_progress_is_in_the_report(year_2023: Material) -> None:
    """Of last year's recommendation, by its id."""
    made = (Recommendation(id=7, year="2022/23", text="Ring back"),)
    m = overlaid(replace(year_2023, recommendations=made), {"recommendation/7/progress": "Done in May"})
    assert "Ring back | Not recorded | Done in May" in lines(compose_from(m))


def test_words_alone_are_made_anew_without_counting(imported: Store) -> None:
    """The figures are the very same objects."""
    one = make(imported, "2023/24", AS_AT, {})
    other = make(imported, "2023/24", AS_AT, {"volumes.kinds": "Many wrote."}, one.material)
    assert other.material.years is one.material.years
    assert one.words != other.words


# --- the Code ----------------------------------------------------------------------------------------------
def test_the_code_s_parts_are_absent_until_they_are_wanted(year_2023: Material) -> None:
    """Off by default, with a reference to the council-wide report."""
    text = lines(compose_from(year_2023))
    assert "# 12." not in text
    assert "Complaint Handling Code asks for" in text


def test_the_code_s_parts_are_there_when_they_are_wanted(year_2023: Material, tmp_path: Path) -> None:
    """Every question has its row; what falls short is named; no reference elsewhere."""
    settings = replace(year_2023.settings, report_code=True)
    key = f"code.{QUESTIONS[0].key}"
    texts = {key: report_texts.with_part(ReportText(key=key, text="Our policy says so."), "answer", "Partly")}
    report = compose_from(replace(year_2023, settings=settings, texts=texts))
    (table,) = [t for t in report.blocks if isinstance(t, b.Table) and t.key == "self-assessment-table"]
    assert len(table.rows) == len(QUESTIONS)
    assert table.rows[0][2:] == ("Partly", "Our policy says so.")
    text = lines(report)
    assert "does not fully comply under “What a complaint is”" in text
    assert "are in the council's" not in text
    file = tmp_path / "code.pdf"
    file.write_bytes(to_bytes(report))
    assert page.validate_pdf(str(file), profile="ua1").failures == []
