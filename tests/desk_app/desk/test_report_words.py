"""The author's words, recommendations and approvals in a real store."""

from __future__ import annotations

from datetime import date

from desk_app.desk import approvals, recommendations, report_texts
from desk_app.records import Approval, Recommendation, ReportText
from desk_app.store import Store

YEAR, TODAY = "2025/26", date(2026, 6, 1)


# --- texts ----------------------------------------------------------------------------------------------
def test_a_text_is_kept_with_the_draft_it_was_written_on(store: Store) -> None:
    """So that it can be said later what has changed under it."""
    report_texts.write(store, YEAR, "volumes.kinds", "Many wrote.", "220 pieces came in.", "Ann")
    (text,) = store.all(ReportText)
    assert (text.text, report_texts.written_on(text)) == ("Many wrote.", "220 pieces came in.")
    assert text.draft_hash == report_texts.hash_of("220 pieces came in.")


def test_words_that_are_the_draft_s_own_are_no_text(store: Store) -> None:
    """Typed back to what was drafted: the draft stands, and follows its figures again."""
    report_texts.write(store, YEAR, "volumes.kinds", "Many wrote.", "220 came in.", "Ann")
    report_texts.write(store, YEAR, "volumes.kinds", "220 came in. ", "220 came in.", "Ann")
    assert store.all(ReportText) == []


def test_writing_the_same_again_is_no_change(store: Store) -> None:
    """The history tells only what was different."""
    assert report_texts.write(store, YEAR, "a.b", "Many wrote.", "Draft.", "Ann") is not None
    assert report_texts.write(store, YEAR, "a.b", "Many wrote.", "Draft.", "Ann") is None


def test_a_paragraph_is_left_out_and_comes_back_by_undo(store: Store) -> None:
    """One change, undone like any other."""
    change = report_texts.write(store, YEAR, "a.b", "Draft.", "Draft.", "Ann", included=False)
    assert change is not None
    assert not store.all(ReportText)[0].included
    store.undo("Ann", change.id)
    assert store.all(ReportText) == []


def test_each_year_has_its_own_words(store: Store) -> None:
    """The same key in two years."""
    report_texts.write(store, YEAR, "a.b", "This year.", "Draft.", "Ann")
    report_texts.write(store, "2024/25", "a.b", "Last year.", "Draft.", "Ann")
    assert report_texts.of(store, YEAR)["a.b"].text == "This year."


def test_own_sections_are_numbered_on_and_never_again(store: Store) -> None:
    """own.1, own.2; after own.1 went, the next is own.3."""
    for _ in range(2):
        key = report_texts.next_key(store, YEAR, report_texts.OWN)
        report_texts.keep(store, YEAR, key, "Text", {"heading": "H"}, "Ann", "add")
    report_texts.remove(store, YEAR, ("own.1",), "remove", "Ann")
    assert report_texts.next_key(store, YEAR, report_texts.OWN) == "own.3"


def test_what_was_added_last_year_is_taken_over_once(store: Store) -> None:
    """Sections and rows, not words in the place of drafts; what this year has already stays."""
    report_texts.keep(store, "2024/25", "own.1", "Text", {"heading": "Advocates"}, "Ann", "add")
    report_texts.keep(store, "2024/25", "measure.1", "Hours", {}, "Ann", "add")
    report_texts.write(store, "2024/25", "a.b", "Mine.", "Draft.", "Ann")
    report_texts.keep(store, YEAR, "measure.1", "Days", {}, "Ann", "add")
    assert report_texts.take_over(store, "2024/25", YEAR, "Ann") is not None
    assert {key: text.text for key, text in report_texts.of(store, YEAR).items()} == {
        "own.1": "Text",
        "measure.1": "Days",
    }
    assert report_texts.take_over(store, "2024/25", YEAR, "Ann") is None


def test_a_value_of_one_year_is_put_beside_those_of_others() -> None:
    """ "values.2023/24" joins what is there."""
    text = report_texts.with_part(ReportText(year=YEAR, key="measure.1"), "values.2023/24", "12")
    text = report_texts.with_part(text, "values.2024/25", "15")
    assert report_texts.details(text) == {"values": {"2023/24": "12", "2024/25": "15"}}


def test_a_mark_remembers_what_was_seen(store: Store) -> None:
    """And is one record, however often it is made."""
    report_texts.mark(store, YEAR, "pages", "abc", "Ann")
    report_texts.mark(store, YEAR, "pages", "def", "Ann")
    assert report_texts.mark(store, YEAR, "pages", "def", "Ann") is None
    (text,) = store.all(ReportText)
    assert (text.key, text.draft_hash, report_texts.is_mark(text)) == ("mark.pages", "def", True)


# --- recommendations --------------------------------------------------------------------------------------
def added(store: Store, *texts: str, year: str = YEAR) -> list[Recommendation]:
    for text in texts:
        recommendations.add(store, year, "Ann", text=text)
    return recommendations.of(store, year)


def words(store: Store, year: str = YEAR) -> list[str]:
    return [made.text for made in recommendations.of(store, year)]


def test_recommendations_stand_in_the_order_in_which_they_were_put(store: Store) -> None:
    """Up, down, and not beyond an end."""
    one, _, three = added(store, "One", "Two", "Three")
    recommendations.move(store, three.id, "Ann", up=True)
    assert words(store) == ["One", "Three", "Two"]
    recommendations.move(store, one.id, "Ann", up=False)
    assert words(store) == ["Three", "One", "Two"]
    assert recommendations.move(store, three.id, "Ann", up=True) is None


def test_moving_is_undone_at_once(store: Store) -> None:
    """One change, whichever records it touched."""
    _, two = added(store, "One", "Two")
    change = recommendations.move(store, two.id, "Ann", up=True)
    assert change is not None
    store.undo("Ann", change.id)
    assert words(store) == ["One", "Two"]


def test_progress_is_typed_on_last_year_s_recommendation(store: Store) -> None:
    """The record of the year before, so that both reports tell the same."""
    (old,) = added(store, "Ring back", year="2024/25")
    recommendations.change_one(store, old.id, "Ann", progress="Done in May")
    assert recommendations.of(store, "2024/25")[0].progress == "Done in May"


def test_one_is_carried_over_once(store: Store) -> None:
    """With its owner; a second time is nothing."""
    (old,) = added(store, "Ring back", year="2024/25")
    recommendations.change_one(store, old.id, "Ann", owner="Head of Quality")
    (old,) = recommendations.of(store, "2024/25")
    recommendations.carry_over(store, old, YEAR, "Ann")
    assert recommendations.carry_over(store, old, YEAR, "Ann") is None
    (blank,) = added(store, " ", year="2023/24")
    assert recommendations.carry_over(store, blank, YEAR, "Ann") is None  # there is nothing to recommend
    (new,) = recommendations.of(store, YEAR)
    assert (new.text, new.owner, new.carried_from, new.progress) == ("Ring back", "Head of Quality", old.id, "")


# --- approvals --------------------------------------------------------------------------------------------
GIVEN = {"body": "Director", "approved_by": "Dee Bramble", "approved_on": "1/6/2026", "comments": "Shorter, please."}


def test_an_approval_keeps_who_when_and_what_was_said(store: Store) -> None:
    """And what the report said then."""
    done = approvals.approve(store, YEAR, GIVEN, "abc", TODAY, "Ann")
    assert not done.problems
    (made,) = store.all(Approval)
    assert (made.body, made.approved_by, made.approved_on) == ("Director", "Dee Bramble", TODAY)
    assert report_texts.of(store, YEAR)["mark.approval"].draft_hash == "abc"


def test_an_approval_that_is_not_whole_is_not_saved(store: Store) -> None:
    """Every field says what it needs; a day to come is none."""
    done = approvals.approve(store, YEAR, {"approved_on": "2/6/2026"}, "abc", TODAY, "Ann")
    assert set(done.problems) == {"body", "approved_by", "approved_on"}
    assert store.all(Approval) == []


def test_undo_of_an_approval_takes_its_mark_with_it(store: Store) -> None:
    """Both are one change."""
    done = approvals.approve(store, YEAR, GIVEN, "abc", TODAY, "Ann")
    assert done.change is not None
    store.undo("Ann", done.change.id)
    assert store.all(Approval) == []
    assert store.all(ReportText) == []
