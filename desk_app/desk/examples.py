"""Examples for a year's report: chosen, made anonymous mark by mark, signed off. The case's own words never change.

Whatever changes what would be printed takes the sign-offs away. `redaction.signing.printed` has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app import redaction
from desk_app.desk.example_drafts import Known, caption, draft, known, learnt, names_of
from desk_app.problems import Problem
from desk_app.records import Change, Example, Kind
from desk_app.redaction import Decision, Mark, Names, signing

if TYPE_CHECKING:
    from desk_app.store import Store

SETS = ("compliments", "complaints", "learning")
ONE = {"compliments": "compliment", "complaints": "complaint", "learning": "learning"}
NEVER_LEFT = frozenset(redaction.Kind) - {
    redaction.Kind.NAME, redaction.Kind.UNUSUAL, redaction.Kind.AGE, redaction.Kind.OWN, redaction.Kind.SCHOOL,
    redaction.Kind.STREET,
}  # fmt: skip
"""Kinds that have a form of their own: found in what would be printed, they are no mistake of the detector."""


def marks(store: Store, example: Example, known: Known) -> tuple[Mark, ...]:
    """The marks of an example as the detector sees its text now, with what was decided before."""
    before = signing.marks_of(example)
    found = redaction.find(example.text, _case_names(store, example), known.everybody, known.keep)
    return redaction.carried(example.text, before, example.text, found)


def _case_names(store: Store, example: Example) -> Names:
    return Names(()) if example.case_id is None else names_of(store.case_file(example.case_id))


# --- verbs
def of(store: Store, year: str) -> list[Example]:
    """The examples of a year, set by set, in their order."""
    found = store.all(Example, year=year)
    return sorted(found, key=lambda each: (SETS.index(each.set_name), each.position, each.id))


def choose(store: Store, case_id: int, year: str, set_name: str, known: Known, by: str) -> tuple[Change, Example]:
    """Take a case as an example, with its text drafted and marked. Raises Problem."""
    if any(each.case_id == case_id for each in store.all(Example, year=year, set_name=set_name)):
        raise Problem("This case is an example already.", "Open it in the list of examples.")
    file = store.case_file(case_id)
    text = draft(file, set_name)
    if not text:
        what = "no learning with words" if set_name == "learning" else "neither words nor a summary"
        raise Problem(f"{file.case.reference} has {what}.", "Choose another case, or add them to the case first.")
    if (set_name == "compliments") != (file.case.kind is Kind.COMPLIMENT):
        raise Problem(f"{file.case.reference} is no {ONE[set_name]}.", "Choose another case.")
    last = max((each.position for each in store.all(Example, year=year, set_name=set_name)), default=0)
    found = redaction.find(text, names_of(file), known.everybody, known.keep)
    with store.change(f"choose example: {ONE[set_name]}, {year}", by) as change:
        made = change.put(
            None,
            Example(
                case_id=case_id, year=year, set_name=set_name, position=last + 1, caption=caption(file, set_name),
                text=text, marks=signing.column(found),
            ),
        )  # fmt: skip
    return change.change, made


def write(store: Store, example: Example, text: str, known: Known, by: str) -> Change | None:
    """Another text. Its marks are found anew; what was decided about the same words stays. None: no difference."""
    text = text.strip()
    if text == example.text:
        return None
    found = redaction.find(text, _case_names(store, example), known.everybody, known.keep)
    carried = redaction.carried(example.text, signing.marks_of(example), text, found)
    return _save(store, example, replace(example, text=text, marks=signing.column(carried)), "write example", by)


def change_caption(store: Store, example: Example, caption: str, by: str) -> Change | None:
    """Another caption; None: no difference."""
    return _save(store, example, replace(example, caption=" ".join(caption.split())), "change caption of example", by)


def decide(
    store: Store,
    example: Example,
    marks: Sequence[Mark],
    which: Iterable[int],
    decision: Decision,
    by: str,
    replacement: str | None = None,
) -> Change | None:
    """Decide some of an example's marks, as they were shown. None: they were decided so already."""
    wanted = set(which)
    new = [redaction.decided(each, decision, replacement) if n in wanted else each for n, each in enumerate(marks)]
    return _save(store, example, replace(example, marks=signing.column(new)), "decide marks of example", by)


def mark(store: Store, example: Example, marks: Sequence[Mark], start: int, end: int, by: str) -> Change | None:
    """Mark words by hand, to be replaced. Raises Problem if they are none."""
    if not 0 <= start < end <= len(example.text) or not example.text[start:end].strip():
        raise Problem("No words are selected.", "Select the words that must not be published, then mark them.")
    new = redaction.with_own(marks, start, end)
    return _save(store, example, replace(example, marks=signing.column(new)), "mark words of example", by)


def unmark(store: Store, example: Example, marks: Sequence[Mark], which: int, by: str) -> Change | None:
    """Take a mark away that was made by hand; what was found beneath it comes back, to be decided."""
    if marks[which].kind is not redaction.Kind.OWN:
        raise Problem("This mark was found by the program.", "Decide it: keep the words, or replace them.")
    new = [each for n, each in enumerate(marks) if n != which]
    return _save(store, example, replace(example, marks=signing.column(new)), "unmark words of example", by)


def sign_off(store: Store, example: Example, known: Known, today: date, by: str) -> Change:
    """Say that an example may be published: the first sign-off, or the second by another member. Raises Problem."""
    settings = store.settings()
    seen = marks(store, example, known)
    if open_ := redaction.waiting(seen):
        words = "1 mark is" if open_ == 1 else f"{open_} marks are"
        raise Problem(f"{words} not decided, so it cannot be signed off.", "Decide each mark first.")
    _check_printed(store, example, seen, known)
    if signing.stands(example) and seen == signing.marks_of(example):
        if not settings.second_sign_off or example.second_signed_by:
            raise Problem("This example is signed off already.", "There is nothing left to do for it.")
        if signing.same_member(example.signed_by, by):
            raise Problem(
                "You signed it off first. The second sign-off must be somebody else’s.",
                "Ask another member of the team to open the store and sign it off.",
            )
        new = replace(example, second_signed_by=by, second_signed_on=today)
    else:
        new = replace(example, signed_by=by, signed_on=today, second_signed_by="", second_signed_on=None)
    with store.change(f"sign off example: {example.year}", by) as change:
        change.put(example, signing.sealed(new, seen))
    return change.change


def _check_printed(store: Store, example: Example, seen: Sequence[Mark], known: Known) -> None:
    """A last look at what was typed: the caption, and the texts that replace marks. Raises Problem."""
    people = _case_names(store, example)
    typed = [(each.replacement, "text", "Replace it with other words.") for each in seen if _replaced(each)]
    for text, where, remedy in (*typed, (example.caption, "caption", "Change the caption.")):
        for each in redaction.find(text, people, known.everybody, known.keep):
            if each.known or each.kind in NEVER_LEFT:
                raise Problem(f"“{each.covered(text)}” would stand in the printed {where}.", remedy)


def _replaced(mark: Mark) -> bool:
    return mark.decision is Decision.REPLACE


def withdraw(store: Store, example: Example, by: str) -> Change | None:
    """Take the sign-offs back; None if there are none."""
    if not example.signed_by:
        return None
    with store.change(f"withdraw sign-off of example: {example.year}", by) as change:
        change.put(example, _unsigned(example))
    return change.change


def move(store: Store, example: Example, by: str, *, up: bool) -> Change | None:
    """One place up or down in its set; None at the end. Sign-offs stay: nothing that is printed changes."""
    order = [each for each in of(store, example.year) if each.set_name == example.set_name]
    at = [each.id for each in order].index(example.id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return None
    order[at], order[to] = order[to], order[at]
    with store.change(f"order examples: {example.year}", by) as change:
        for position, each in enumerate(order, 1):
            if each.position != position:
                change.put(each, replace(each, position=position))
    return change.change


def remove(store: Store, example: Example, by: str) -> Change:
    """Use it no more. Its case is as it was."""
    with store.change(f"remove example: {example.year}", by) as change:
        change.put(example, None)
    return change.change


def _unsigned(example: Example) -> Example:
    return replace(
        example, marks=signing.column(signing.marks_of(example)), signed_by="", signed_on=None, second_signed_by="",
        second_signed_on=None,
    )  # fmt: skip


def _save(store: Store, old: Example, new: Example, verb: str, by: str) -> Change | None:
    """Save what differs, without sign-offs."""
    new = _unsigned(new)
    if new == _unsigned(old):
        return None
    with store.change(f"{verb}: {old.year}", by) as change:
        change.put(old, new)
    return change.change


__all__ = [
    "SETS", "Known", "caption", "change_caption", "choose", "decide", "draft", "known", "learnt", "mark", "marks",
    "move", "names_of", "of", "remove", "sign_off", "unmark", "withdraw", "write",
]  # fmt: skip
