"""The report as a whole: any year gives one, charts have tables, drafts say so, typed words replace drafts."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import page
import pytest

from desk_app.problems import Problem
from desk_app.procedures import SHIPPED, Profile
from desk_app.progress import Cancelled
from desk_app.records import Example, Recommendation, ReportText, Route
from desk_app.redaction import signing
from desk_app.report import blocks as b
from desk_app.report.contents import SECTIONS, compose, compose_from
from desk_app.report.material import Material
from desk_app.report.pdf import to_bytes
from desk_app.report.quotes import NONE_APPROVED
from desk_app.store import Store
from tests import tagged_reading
from tests.desk_app.report.conftest import AS_AT
from tests.desk_app.report.readings import lines
from tests.desk_app.store.samples import complaint, many

GOLDEN = Path(__file__).parents[2] / "golden"


def agrees_with_golden(name: str, text: str) -> None:
    """UPDATE_GOLDEN=1 writes the file anew, for a person to read."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def assert_accessible(report: b.Report, folder: Path) -> None:
    file = folder / "checked.pdf"
    file.write_bytes(to_bytes(report))
    result = page.validate_pdf(str(file), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in result.failures] == []


NOT_LANGUAGE = re.compile(r"\bNone\b(?! of)|\bnan\b|Fraction|Decimal|  |\{|\}|(?<!stage )\b1 [a-z]+s\b| \.|,,")
"""What a sentence must never hold: names of values, doubled blanks, a plural after one."""


def assert_sound(report: b.Report) -> None:
    """Every sentence is language, every chart is followed by its table, every table has rows of its width."""
    for at, block in enumerate(report.blocks):
        if isinstance(block, b.Prose):
            assert not NOT_LANGUAGE.search(block.text), block.text
            assert not block.text or block.text.rstrip()[-1] in ".:", block.text
        if isinstance(block, b.Chart):
            assert isinstance(report.blocks[at + 1], b.Table), block.caption
            assert not block.spec.empty, block.caption


# --- goldens --------------------------------------------------------------------------------------------
def test_the_sentences_and_tables_of_the_sample_are_as_approved(report_2023: b.Report) -> None:
    """All blocks of 2023/24, a line each: the diff names the sentence that changed."""
    agrees_with_golden("report-2023-24-blocks.txt", lines(report_2023))


def test_the_reading_of_the_sample_is_as_approved(reading_2023: tagged_reading.Reading) -> None:
    """Order, roles and alternatives as a screen reader meets them."""
    agrees_with_golden("report-2023-24-reading.txt", str(reading_2023))


# --- any year ---------------------------------------------------------------------------------------------
def test_the_report_of_the_sample_is_sound_and_accessible(report_2023: b.Report, tmp_path: Path) -> None:
    """The report of 2023/24 passes PDF/UA-1."""
    assert_sound(report_2023)
    assert_accessible(report_2023, tmp_path)


@pytest.mark.parametrize("year", ["2021/22", "2022/23"])
def test_the_years_before_give_reports_too(imported: Store, year: str, tmp_path: Path) -> None:
    """The first year of the register has nothing to compare with, the second has one year."""
    report = compose(imported, year, AS_AT)
    assert_sound(report)
    assert_accessible(report, tmp_path)
    text = lines(report)
    assert ("there is nothing to compare 2021/22 with" in text) == (year == "2021/22")


def test_an_empty_store_gives_a_report_that_says_so(store: Store, tmp_path: Path) -> None:
    """No feedback at all: no chart without numbers, no per cent of nothing."""
    report = compose(store, "2023/24", AS_AT)
    assert_sound(report)
    assert_accessible(report, tmp_path)
    text = lines(report)
    assert "The service received no pieces of feedback in 2023/24." in text
    assert "There were no complaints in 2023/24." in text
    assert not [block for block in report.blocks if isinstance(block, b.Chart)]


def test_a_year_with_one_case_gives_a_report(store: Store, tmp_path: Path) -> None:
    """One complaint, still open: singular words, nothing closed."""
    complaint(store, date(2023, 5, 4))
    report = compose(store, "2023/24", AS_AT)
    assert_sound(report)
    assert_accessible(report, tmp_path)
    text = lines(report)
    assert "The service received one piece of feedback in 2023/24." in text
    assert "It was a complaint." in text
    assert "No stage 1 investigations were closed in 2023/24." in text


def test_a_year_after_the_register_ended_gives_a_report(imported: Store, tmp_path: Path) -> None:
    """2025/26: nothing received, two years before it without any, too."""
    report = compose(imported, "2025/26", date(2026, 4, 9))
    assert_sound(report)
    assert_accessible(report, tmp_path)
    assert "decreased from 222" not in lines(report)


def test_five_thousand_cases_give_a_report(store: Store, tmp_path: Path) -> None:
    """A council ten times as large."""
    with store.change("import register") as change:
        change.put_many(list(many(store.new_ids(50_000), start=date(2023, 4, 1), days=365)))
    report = compose(store, "2023/24", AS_AT)
    assert_sound(report)
    assert_accessible(report, tmp_path)
    assert "The service received 5,000 pieces of feedback in 2023/24" in lines(report)


def test_a_year_that_is_none_is_a_problem(store: Store) -> None:
    """ "2023" is not a year from April to March."""
    with pytest.raises(Problem):
        compose(store, "2023", AS_AT)


def test_a_year_that_is_not_over_says_so_on_the_cover(imported: Store) -> None:
    """As at 1 February 2024, 2023/24 is not over."""
    cover = compose(imported, "2023/24", date(2024, 2, 1)).cover
    assert cover is not None
    assert [n.title for n in cover.notices] == ["2023/24 was not over when these figures were made"]


def test_a_year_that_is_not_over_is_counted_and_compared_up_to_the_day(imported: Store, tmp_path: Path) -> None:
    """2023/24 as at 1 October 2023: nothing of the winter, and the same half of the year before."""
    report = compose(imported, "2023/24", date(2023, 10, 1))
    assert_sound(report)
    assert_accessible(report, tmp_path)
    text = lines(report)
    assert report.cover is not None
    assert report.cover.period == "2023/24: 1 April 2023 to 1 October 2023"
    assert "received 220" not in text
    assert "January |" not in text
    assert "31 March 2024" not in text
    assert "open when 1 October 2023 ended" in text
    (table,) = [block for block in report.blocks if isinstance(block, b.Table) and block.key == "comparison"]
    assert 0 < int(table.rows[1][2]) < 180  # complaint cases of 2022/23, up to 1 October 2022


def test_a_year_that_has_not_begun_gives_no_report(imported: Store) -> None:
    """2031/32 as at 24 November 2026; 2023/24 as at 31 March 2023."""
    for year, day in (("2031/32", date(2026, 11, 24)), ("2023/24", date(2023, 3, 31))):
        with pytest.raises(Problem, match="had not begun"):
            compose(imported, year, day)


def test_a_year_without_feedback_is_compared_with_nothing(imported: Store) -> None:
    """2024/25: the register ends before it begins, which is no fall to 0; nor is 2025/26 "the same as in 2024/25"."""
    for year, day in (("2024/25", date(2025, 4, 9)), ("2025/26", date(2026, 4, 9))):
        report = compose(imported, year, day)
        text = lines(report)
        for claim in ("the same as in", "stayed the same", "down from", "up from", "fewer than in", "decreased"):
            assert claim not in text, claim
        assert report.cover is not None
        assert f"The register has no feedback of {year}" in [notice.title for notice in report.cover.notices]
        assert f"The register has no feedback of {year}" in text


# --- pure, and with a way out --------------------------------------------------------------------------------
def test_the_same_material_gives_the_same_report(year_2023: Material) -> None:
    """Blocks are equal, bytes are equal."""
    one, other = compose_from(year_2023), compose_from(year_2023)
    assert one == other
    assert to_bytes(one) == to_bytes(other)


def test_composing_can_be_cancelled(imported: Store) -> None:
    """The first call of progress may end it."""

    def cancel(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        compose(imported, "2023/24", AS_AT, cancel)


def test_every_section_stands_alone(year_2023: Material) -> None:
    """Each gives the same blocks, whatever was asked before it."""
    for section in reversed(SECTIONS):
        assert section(year_2023) == section(year_2023)


# --- draft and published -------------------------------------------------------------------------------------
def test_a_report_is_a_draft_until_it_is_published(year_2023: Material) -> None:
    """The day of publication ends the draft, and its month is on the cover."""
    assert compose_from(year_2023).draft
    published = compose_from(replace(year_2023, published_on=date(2024, 10, 7)))
    assert not published.draft
    assert published.cover is not None
    assert "October 2024" in published.cover.lines


def test_failing_checks_are_on_the_first_page_and_in_the_appendix(year_2023: Material) -> None:
    """A month that lost a case: 219 against 220."""
    now = year_2023.now
    months = (("April 2023", 18), *now.volumes.by_month[1:])
    broken = replace(now, volumes=replace(now.volumes, by_month=months))
    report = compose_from(replace(year_2023, years={**year_2023.years, "2023/24": broken}))
    assert report.cover is not None
    (notice,) = report.cover.notices
    assert notice.title == "One check of the figures was not passed"
    assert notice.items == ("Cases by month sum to all cases: 219 against 220",)
    assert "Cases by month sum to all cases | 219 | 220 | DIFFERS" in lines(report)


# --- what was typed -------------------------------------------------------------------------------------------
def test_the_author_s_words_replace_a_draft(year_2023: Material) -> None:
    """A text is kept beside the draft of the same key; one that is not included prints nothing."""
    typed = {
        "volumes.kinds": ReportText(year="2023/24", key="volumes.kinds", text="We heard from more families."),
        "introduction.law": ReportText(year="2023/24", key="introduction.law", text="Anything", included=False),
    }
    text = lines(compose_from(replace(year_2023, texts=typed)))
    assert "We heard from more families." in text
    assert "The service received 220" not in text
    assert "Anything" not in text
    assert "Regulation 13" not in text


def test_a_comment_of_the_author_follows_its_measure(year_2023: Material) -> None:
    """One line under "Compliments: no change"."""
    key = "comparisons.compliments.comment"
    text = lines(compose_from(replace(year_2023, texts={key: ReportText(key=key, text="Thanks reach us late.")})))
    assert "It was 39 in 2021/22.\nThanks reach us late." in text


def test_an_example_is_printed_only_when_it_is_signed_off(year_2023: Material) -> None:
    """Unsigned never; signed once only if the office asks for no second person."""

    def example(text: str, first: str = "", second: str = "", year: str = "2023/24") -> Example:
        made = Example(
            year=year, set_name="compliments", text=text, signed_by=first, signed_on=AS_AT if first else None,
            second_signed_by=second, second_signed_on=AS_AT if second else None,
        )  # fmt: skip
        return signing.sealed(made, ())

    examples = (
        example("Nobody signed."),
        example("One signed.", "Ann"),
        example("Two [signed].", "Ann", "Ben"),
        example("Another year.", "Ann", "Ben", "2022/23"),
    )
    strict = compose_from(replace(year_2023, examples=examples))
    assert [block.text for block in strict.blocks if isinstance(block, b.Quote)] == [r"Two \[signed\]."]
    settings = replace(year_2023.settings, second_sign_off=False)
    lenient = compose_from(replace(year_2023, examples=examples, settings=settings))
    assert [block.text for block in lenient.blocks if isinstance(block, b.Quote)] == [
        "One signed.",
        r"Two \[signed\].",
    ]


def test_three_sections_say_that_nothing_was_approved(report_2023: b.Report) -> None:
    """Sections 5, 6 and 8, each under its heading: no introduction to nothing."""
    after = [
        one.text
        for one, other in pairwise(report_2023.blocks)
        if isinstance(other, b.Prose) and other.text == NONE_APPROVED and isinstance(one, b.Heading)
    ]
    assert [title.split(". ")[0] for title in after] == ["5", "6", "8"]
    assert "not all of these complaints were upheld" not in lines(report_2023)


def test_examples_of_complaints_come_with_what_a_reader_must_know(year_2023: Material) -> None:
    """Signed off, so it is printed: the words of a person, and not all were upheld."""
    made = Example(year="2023/24", set_name="complaints", text="It took a year.", signed_by="Ann", signed_on=AS_AT)
    settings = replace(year_2023.settings, second_sign_off=False)
    said = lines(compose_from(replace(year_2023, examples=(signing.sealed(made, ()),), settings=settings)))
    assert "were upheld. They are told in the words of the people who complained, or as staff took down" in said
    assert said.count(NONE_APPROVED) == 2


def test_a_recommendation_without_words_is_not_printed(year_2023: Material) -> None:
    """Neither as one of this year nor as one of the year before that made no progress."""
    made = (
        Recommendation(year="2022/23", position=1, text="Train managers", progress="Done"),
        Recommendation(year="2022/23", position=2, text="  "),
        Recommendation(year="2023/24", position=1, text=""),
    )
    text = lines(compose_from(replace(year_2023, recommendations=made)))
    assert "The report for 2022/23 made one recommendation." in text
    assert "no progress was recorded" not in text
    assert "No recommendations for 2024/25 are recorded." in text


def test_recommendations_become_next_year_s_progress(year_2023: Material) -> None:
    """What 2022/23 recommended has its progress; what 2023/24 recommends is for 2024/25."""
    made = (
        Recommendation(year="2022/23", position=1, text="Train managers", owner="Head of Quality", progress="Done"),
        Recommendation(year="2022/23", position=2, text="Shorter letters"),
        Recommendation(year="2023/24", position=1, text="Answer sooner", owner="Service managers"),
    )
    text = lines(compose_from(replace(year_2023, recommendations=made)))
    assert "The report for 2022/23 made 2 recommendations." in text
    assert "For one of them no progress was recorded." in text
    assert "1 | Train managers | Head of Quality | Done" in text
    assert "2 | Shorter letters | Not recorded | Not recorded" in text
    assert "# 10. Actions and recommendations for 2024/25\nThese follow" in text
    assert "- Answer sooner *(Service managers)*" in text


# --- the process ----------------------------------------------------------------------------------------------
def captions(report: b.Report) -> list[str]:
    return [block.caption for block in report.blocks if isinstance(block, b.Steps)]


def test_both_procedures_of_the_year_are_shown(report_2023: b.Report) -> None:
    """2023/24: the Children Act procedure and the corporate one of 2023."""
    assert captions(report_2023) == ["Children Act complaints procedure", "Corporate complaints procedure 2023"]


def test_a_year_in_which_a_procedure_changed_shows_both(year_2023: Material) -> None:
    """A corporate procedure from 1 October 2023 stands beside the one before it."""
    newer = Profile("newer", "Our new procedure", Route.CORPORATE, SHIPPED[1].steps, "ours", from_on=date(2023, 10, 1))
    report = compose_from(replace(year_2023, profiles=(*SHIPPED, newer)))
    assert captions(report)[1:] == ["Corporate complaints procedure 2023", "Our new procedure"]
    assert "from 1 October 2023: Our new procedure" in lines(report)
    assert_sound(report)


def test_the_year_from_april_2026_follows_the_code(store: Store) -> None:
    """2026/27: the procedure under the Complaint Handling Code alone."""
    assert captions(compose(store, "2026/27", date(2026, 11, 24)))[1:] == [
        "Corporate complaints procedure under the Complaint Handling Code"
    ]


def test_limits_that_are_not_published_are_said_to_be_none(report_2023: b.Report) -> None:
    """The corporate stage 2 review has no published limit, though the worklist has one."""
    (steps,) = [s for s in report_2023.blocks if isinstance(s, b.Steps) and s.caption.startswith("Corporate")]
    assert [s.limit for s in steps.items if "tage 2" in s.title] == ["no published limit", "no published limit"]


def test_nobody_is_sent_to_the_ombudsman_after_statutory_stage_2(report_2023: b.Report) -> None:
    """Only early referral goes there before stage 3."""
    said = [block.text for block in report_2023.blocks if isinstance(block, b.Prose) and "Ombudsman" in block.text]
    (process,) = [text for text in said if "stage 3 of the statutory procedure" in text]
    assert "only by *early referral*" in process


@pytest.mark.parametrize(("cases", "days"), [(2, 365), (3, 365), (7, 1090), (20, 1090), (60, 365), (400, 1090)])
def test_registers_of_any_size_give_sentences_that_stand(store: Store, cases: int, days: int) -> None:
    """A few cases in one year, hundreds over three: the same sentences, in the right number."""
    years = (("2023/24", date(2024, 3, 30).toordinal() - days), ("2022/23", date(2023, 3, 1).toordinal()))
    for at, (year, start) in enumerate(years):
        with store.change("import register") as change:
            ids = store.new_ids(cases * 10)
            change.put_many(list(many(ids, first=1 + 5_000 * at, start=date.fromordinal(start), days=days)))
        assert_sound(compose(store, year, AS_AT))
