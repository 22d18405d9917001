"""Examples: chosen, decided, signed off by two members, and printed only then."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import redaction, report
from desk_app.desk import Desk, examples
from desk_app.problems import Problem
from desk_app.records import Case, Change, Example, Outcome
from desk_app.redaction import Decision, Kind, signing
from desk_app.report.blocks import Prose, Quote
from desk_app.store import Store, opening
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 24)
YEAR = "2026/27"
WORDS = "Angela Firth was kind to Carys. Ring 07700 900123."
COMPLIMENT: dict[str, Any] = {
    "kind": "Compliment",
    "received_on": "16 Nov 2026",
    "channel": "Email",
    "team": "Fostering",
    "words": WORDS,
    "complainant": {"name": "Carys Pugh", "relationship": "Foster carer"},
    "recipients": [{"name": "Angela Firth", "job": "Social worker"}],
}
COMPLAINT: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "16 Nov 2026",
    "channel": "Email",
    "team": "Fostering",
    "summary": "Allowance paid late",
    "words": "The allowance was late again, Mrs Abernathy said.",
    "complainant": {"name": "Ada Pugh", "relationship": "Parent"},
    "child": {"name": "Ben Pugh", "looked_after": "Yes"},
    "at_risk": False,
    "route": {"choice": "Statutory", "reason": "About a looked after child."},
}


def _logged(store: Store, draft: dict[str, Any]) -> int:
    done = Desk(store, lambda: TODAY).log(draft)
    assert not done.problems, done.problems
    return done.case_id


@pytest.fixture
def example(store: Store) -> Example:
    """A compliment, chosen."""
    case_id = _logged(store, COMPLIMENT)
    return examples.choose(store, case_id, YEAR, "compliments", examples.known(store), "Alex Example")[1]


def _now(store: Store, example: Example) -> Example:
    found = store.get(Example, example.id)
    assert found is not None
    return found


def _decide_all(store: Store, example: Example, decision: Decision = Decision.REPLACE) -> Example:
    marks = examples.marks(store, example, examples.known(store))
    examples.decide(store, example, marks, range(len(marks)), decision, "Alex Example")
    return _now(store, example)


def _sign(store: Store, example: Example, by: str) -> Example:
    examples.sign_off(store, _now(store, example), examples.known(store), TODAY, by)
    return _now(store, example)


def _quotes(store: Store) -> list[str]:
    blocks = report.compose(store, YEAR, TODAY).blocks
    return [block.text.replace("\\", "") for block in blocks if isinstance(block, Quote)]


def test_a_chosen_case_is_drafted_captioned_and_marked(store: Store, example: Example) -> None:
    """Its words; whose they are by role and team; names of the case and the telephone."""
    assert (example.text, example.caption) == (WORDS, "Foster carer, about Fostering")
    marks = signing.marks_of(example)
    assert [(mark.covered(WORDS), mark.kind) for mark in marks] == [
        ("Angela Firth", Kind.NAME), ("Carys", Kind.NAME), ("07700 900123", Kind.PHONE),
    ]  # fmt: skip
    assert all(mark.known for mark in marks[:2])


def test_the_case_keeps_its_words(store: Store, example: Example) -> None:
    """Whatever is done to the example."""
    examples.write(store, example, "Somebody was kind.", examples.known(store), "Alex Example")
    case = store.get(Case, example.case_id or 0)
    assert case is not None
    assert case.words == WORDS


def test_how_a_complaint_ended_is_said_under_its_words(store: Store) -> None:
    """Not within the quotation, which is the person's."""
    desk = Desk(store, lambda: TODAY)
    case_id = desk.log(COMPLAINT).case_id
    file = store.case_file(case_id)
    ended = replace(file, investigations=(replace(file.investigations[0], outcome=Outcome.NOT_UPHELD),))
    assert examples.draft(ended, "complaints") == COMPLAINT["words"]
    assert examples.caption(ended, "complaints") == "Parent, about Fostering; the complaint was not upheld"
    assert examples.caption(file, "complaints") == "Parent, about Fostering"


def test_a_summary_is_printed_as_one_and_not_as_a_quotation(store: Store) -> None:
    """A case that keeps nobody's words: its summary is the team's."""
    case_id = _logged(store, COMPLAINT)
    case = store.get(Case, case_id)
    assert case is not None
    with store.change("import register") as change:  # registers have cases with a summary alone
        change.put(case, replace(case, words=""))
    chosen = examples.choose(store, case_id, YEAR, "complaints", examples.known(store), "Alex Example")[1]
    ready = _decide_all(store, chosen)
    _sign(store, ready, "Alex Example")
    _sign(store, ready, "Bea Sample")
    said = [block.text for block in report.compose(store, YEAR, TODAY).blocks if isinstance(block, Prose)]
    assert _quotes(store) == []
    assert "**Parent, about Fostering.** Allowance paid late" in said
    [opening] = [text for text in said if text.startswith("These examples show what complaints")]
    assert "summed up by the staff" in opening
    assert "words of the people" not in opening


def test_two_members_sign_off_and_it_is_printed(store: Store, example: Example) -> None:
    """Not before the second; the same member may not sign twice."""
    ready = _decide_all(store, example)
    assert _quotes(store) == []
    once = _sign(store, ready, "Alex Example")
    assert _quotes(store) == []
    with pytest.raises(Problem, match="You signed it off first"):
        _sign(store, once, "alex  example")
    _sign(store, once, "Bea Sample")
    assert _quotes(store) == ["[name removed] was kind to [name removed]. Ring [telephone removed]."]


def test_an_undecided_mark_stops_the_sign_off(store: Store, example: Example) -> None:
    """It says how many; also when somebody of that name came into the store since."""
    with pytest.raises(Problem, match="3 marks are not decided"):
        _sign(store, example, "Alex Example")
    words = "Quent was kind to us."
    examples.write(store, example, words, examples.known(store), "Alex Example")
    _decide_all(store, _now(store, example))
    _logged(store, {**COMPLIMENT, "complainant": {"name": "Kindly Us"}, "words": "Thank you."})
    _sign(store, example, "Alex Example")
    assert _now(store, example).signed_by == "Alex Example"


@pytest.mark.parametrize("what", ["text", "caption", "decision", "own mark"])
def test_any_change_takes_the_sign_offs_away(store: Store, example: Example, what: str) -> None:
    """Of the text, the caption, a decision, a mark made by hand."""
    _sign(store, _decide_all(store, example), "Alex Example")
    signed = _sign(store, example, "Bea Sample")
    known = examples.known(store)
    marks = examples.marks(store, signed, known)
    verbs = {
        "text": lambda: examples.write(store, signed, f"{WORDS} Thanks.", known, "Alex Example"),
        "caption": lambda: examples.change_caption(store, signed, "A carer", "Alex Example"),
        "decision": lambda: examples.decide(store, signed, marks, [0], Decision.KEEP, "Alex Example"),
        "own mark": lambda: examples.mark(store, signed, marks, 13, 21, "Alex Example"),
    }
    verbs[what]()
    after = _now(store, example)
    assert (after.signed_by, after.signed_on, after.second_signed_by, after.second_signed_on) == ("", None, "", None)
    assert _quotes(store) == []


def test_changing_nothing_keeps_the_sign_offs(store: Store, example: Example) -> None:
    """The same text, the same caption, an order."""
    signed = _sign(store, _decide_all(store, example), "Alex Example")
    assert examples.write(store, signed, f" {WORDS} ", examples.known(store), "Alex Example") is None
    assert examples.change_caption(store, signed, "Foster  carer, about Fostering", "Alex Example") is None
    assert examples.move(store, signed, "Alex Example", up=True) is None
    assert _now(store, example).signed_by == "Alex Example"


def test_a_name_that_was_typed_stops_the_sign_off(store: Store, example: Example) -> None:
    """In the caption, or as the replacement of a mark."""
    ready = _decide_all(store, example)
    examples.change_caption(store, ready, "Mother of Carys", "Alex Example")
    with pytest.raises(Problem, match="“Carys” would stand in the printed caption"):
        _sign(store, ready, "Alex Example")
    examples.change_caption(store, _now(store, ready), "Mother", "Alex Example")
    marks = examples.marks(store, _now(store, ready), examples.known(store))
    examples.decide(store, _now(store, ready), marks, [1], Decision.REPLACE, "Alex Example", "little Carys")
    with pytest.raises(Problem, match="“Carys” would stand in the printed text"):
        _sign(store, ready, "Alex Example")


def test_words_are_marked_and_unmarked_by_hand(store: Store, example: Example) -> None:
    """Replaced at once; only such a mark can be taken away."""
    known = examples.known(store)
    at = WORDS.index("kind")
    examples.mark(store, example, examples.marks(store, example, known), at, at + 4, "Alex Example")
    marks = examples.marks(store, _now(store, example), known)
    assert [mark.covered(WORDS) for mark in marks] == ["Angela Firth", "kind", "Carys", "07700 900123"]
    with pytest.raises(Problem, match="found by the program"):
        examples.unmark(store, _now(store, example), marks, 0, "Alex Example")
    examples.unmark(store, _now(store, example), marks, 1, "Alex Example")
    assert len(examples.marks(store, _now(store, example), known)) == 3
    with pytest.raises(Problem, match="No words are selected"):
        examples.mark(store, _now(store, example), marks, at + 4, at + 5, "Alex Example")


def test_a_case_is_an_example_of_its_own_kind_once(store: Store, example: Example) -> None:
    """Not twice in a set, no compliment among complaints, no learning without words."""
    known = examples.known(store)
    with pytest.raises(Problem, match="an example already"):
        examples.choose(store, example.case_id or 0, YEAR, "compliments", known, "Alex Example")
    with pytest.raises(Problem, match="is no complaint"):
        examples.choose(store, example.case_id or 0, YEAR, "complaints", known, "Alex Example")
    case_id = _logged(store, COMPLAINT)
    with pytest.raises(Problem, match="no learning with words"):
        examples.choose(store, case_id, YEAR, "learning", known, "Alex Example")


def test_a_learning_example_stands_without_its_complaint(imported: Store) -> None:
    """The text is what was learnt and done; the caption names a team and nobody."""
    case_id = examples.learnt(imported, "2023/24")[0]
    file = imported.case_file(case_id)
    text = examples.draft(file, "learning")
    assert file.learning[0].text in text
    assert "What was done: " in text
    assert file.case.words not in text or not file.case.words
    assert examples.caption(file, "learning") == file.case.team


def test_examples_are_ordered_and_removed(store: Store, example: Example) -> None:
    """Two of a set change places; one that is removed leaves its case."""
    case_id = _logged(store, {**COMPLIMENT, "words": "Thank you."})
    other = examples.choose(store, case_id, YEAR, "compliments", examples.known(store), "Alex Example")[1]
    examples.move(store, other, "Alex Example", up=True)
    assert [each.id for each in examples.of(store, YEAR)] == [other.id, example.id]
    examples.remove(store, _now(store, other), "Alex Example")
    assert [each.id for each in examples.of(store, YEAR)] == [example.id]
    assert store.get(Case, case_id) is not None


def test_a_section_without_signed_examples_says_so(store: Store, example: Example) -> None:
    """Also while there are some that wait."""
    said = [block.text for block in report.compose(store, YEAR, TODAY).blocks if isinstance(block, Prose)]
    assert said.count("No examples were approved for publication.") == 3


# --- whatever is done, in whatever order -------------------------------------------------------------------------
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sign"), st.sampled_from(["Alex Example", "Bea Sample"])),
        st.tuples(st.just("decide"), st.sampled_from([Decision.KEEP, Decision.REPLACE, Decision.OPEN])),
        st.tuples(st.just("one"), st.integers(0, 2)),
        st.tuples(st.just("write"), st.sampled_from([WORDS, "Carys rang.", "Thank you all."])),
        st.tuples(st.just("caption"), st.sampled_from(["Parent", "A carer"])),
        st.tuples(st.just("correct"), st.sampled_from(["Carys Pugh, printed?", WORDS])),
        st.tuples(st.just("forge"), st.sampled_from(["Alex Example", "Bea Sample"])),
        st.tuples(st.just("undo"), st.just("")),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One store for all tries of the property."""
    path = tmp_path_factory.mktemp("examples") / "team.desk"
    made, _ = opening.create(path, member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        yield made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_only_what_two_members_signed_is_ever_printed(shared: Store, steps: list[tuple[str, Any]]) -> None:
    """After each step, whatever it was: what would be printed is a text that both have signed as it stands."""
    case_id = _logged(shared, COMPLIMENT)
    known = examples.known(shared)
    example = examples.choose(shared, case_id, YEAR, "compliments", known, "Alex Example")[1]
    signed: dict[str, set[str]] = {}  # what would be printed -> who has signed exactly that
    for verb, value in steps:
        now = _now(shared, example)
        with suppress(Problem):
            _step(shared, now, verb, value, signed)
        now = _now(shared, example)
        printed = signing.printed(now, True)
        if printed is not None:
            key = f"{now.caption}|{now.text}|{printed}"
            assert signed.get(key) == {"Alex Example", "Bea Sample"}, (verb, value, printed)
            assert all(mark.decided for mark in signing.marks_of(now))
    examples.remove(shared, _now(shared, example), "Alex Example")


def _step(store: Store, now: Example, verb: str, value: Any, signed: dict[str, set[str]]) -> None:
    known = examples.known(store)
    marks = examples.marks(store, now, known)
    desk = Desk(store, lambda: TODAY)
    if verb == "sign":
        examples.sign_off(store, now, known, TODAY, value)
        after = _now(store, now)
        shown = redaction.rendered(after.text, signing.marks_of(after))
        signed.setdefault(f"{after.caption}|{after.text}|{shown}", set()).add(value)
    elif verb == "decide":
        examples.decide(store, now, marks, range(len(marks)), value, "Alex Example")
    elif verb == "one" and value < len(marks):
        examples.decide(store, now, marks, [value], Decision.KEEP, "Alex Example")
    elif verb == "write":
        examples.write(store, now, value, known, "Alex Example")
    elif verb == "caption":
        examples.change_caption(store, now, value, "Alex Example")
    elif verb == "correct":
        desk.correct(now, text=value)
    elif verb == "forge":
        desk.correct(now, signed_by=value, signed_on=TODAY, second_signed_by="Cy Sample", second_signed_on=TODAY)
    elif verb == "undo":
        last: Change | None = store.can_undo("Alex Example")
        if last is not None and last.verb.split(":")[0] not in {"choose example", "log compliment"}:
            desk.undo(last.id)


def test_the_pdf_holds_no_word_of_an_unsigned_example(store: Store, example: Example, tmp_path: Path) -> None:
    """Through the whole export."""
    out = tmp_path / "report.pdf"
    made = report.export(store, YEAR, TODAY, out)
    assert "was kind to" not in str(made)
    _sign(store, _decide_all(store, example), "Alex Example")
    _sign(store, example, "Bea Sample")
    assert "was kind to" in str(report.export(store, YEAR, TODAY, out))
