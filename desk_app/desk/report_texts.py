"""The author's words of a year's report, beside the drafts they replace; and how far the author has come.

A text is kept with the draft it was written on, so that it can be said later what has changed under it. Keys:
"volumes.kinds" a draft's own; "own.3" a section of the author's; "measure.2" a row of the author's in the comparison;
"code.x" an answer for the Complaint Handling Code; "mark.words" how far a step of the wizard is. Only the first three
and the code's are printed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk_app.records import Change, ReportText

if TYPE_CHECKING:
    from desk_app.store import Store

OWN, MEASURE, MARK = "own.", "measure.", "mark."


def hash_of(draft: str) -> str:
    """What a draft is known again by."""
    return hashlib.sha256(draft.encode()).hexdigest()[:16]


def details(text: ReportText) -> dict[str, Any]:
    """What is kept beside the words, {} if nothing."""
    found = json.loads(text.figures or "{}")
    return found if isinstance(found, dict) else {}


def written_on(text: ReportText) -> str:
    """The draft that a text was written on."""
    return str(details(text).get("draft", ""))


def with_part(text: ReportText, part: str, value: str) -> ReportText:
    """The text with one of the things kept beside it: "heading", or "values.2023/24"."""
    beside = details(text)
    if part.startswith("values."):
        beside["values"] = {**dict(beside.get("values", {})), part.removeprefix("values."): value}
    else:
        beside[part] = value
    return replace(text, figures=json.dumps(beside, ensure_ascii=False, sort_keys=True))


def is_mark(text: ReportText) -> bool:
    """Whether it says how far the author is, rather than anything that is printed."""
    return text.key.startswith(MARK)


def of(store: Store, year: str) -> dict[str, ReportText]:
    """The texts of a year by key."""
    return {text.key: text for text in store.all(ReportText, year=year)}


def write(store: Store, year: str, key: str, text: str, draft: str, by: str, *, included: bool = True) -> Change | None:
    """Keep the author's words of a draft. What says the same as the draft is the draft: its record goes."""
    if included and text.strip() in ("", draft.strip()) and draft.strip():
        return remove(store, year, (key,), "take the drafted words", by)
    beside = {"draft": draft}
    verb = "write in the report" if included else "leave out of the report"
    new = ReportText(year=year, key=key, text=text, included=included, draft_hash=hash_of(draft))
    return _put(store, new, beside, verb, by)


def keep(store: Store, year: str, key: str, text: str, beside: Mapping[str, Any], by: str, verb: str) -> Change | None:
    """Keep a text that has no draft, with what belongs beside it."""
    return _put(store, ReportText(year=year, key=key, text=text), beside, verb, by)


def mark(store: Store, year: str, step: str, seen: str, by: str) -> Change | None:
    """Remember how far a step is, and what it was about when it got there (`seen`, a hash)."""
    old, new = marked(store, year, step, seen)
    if old == new:
        return None
    with store.change(f"go on with the report: {year}", by) as change:
        change.put(old, new)
    return change.change


def marked(store: Store, year: str, step: str, seen: str) -> tuple[ReportText | None, ReportText]:
    """The mark of a step as it is and as it would be, for a change that does more."""
    old = of(store, year).get(f"{MARK}{step}")
    new = ReportText(year=year, key=f"{MARK}{step}", included=False, draft_hash=seen)
    return old, new if old is None else replace(new, id=old.id, version=old.version)


def remove(store: Store, year: str, keys: tuple[str, ...], verb: str, by: str) -> Change | None:
    """Let texts go; None if there are none."""
    kept = [old for key, old in of(store, year).items() if key in keys]
    if not kept:
        return None
    with store.change(f"{verb}: {year}", by) as change:
        for old in kept:
            change.put(old, None)
    return change.change


def take_over(store: Store, before: str, year: str, by: str) -> Change | None:
    """The author's own sections and rows of the year before, in this year's report too; None if there are none."""
    own = [text for key, text in sorted(of(store, before).items()) if key.startswith((OWN, MEASURE))]
    kept = of(store, year)
    new = [replace(text, id=0, version=0, year=year) for text in own if text.key not in kept]
    if not new:
        return None
    with store.change(f"take over from the report for {before}: {year}", by) as change:
        for text in new:
            change.put(None, text)
    return change.change


def next_key(store: Store, year: str, prefix: str) -> str:
    """A key that nothing of the year has yet: "own.4"."""
    used = [int(key.removeprefix(prefix)) for key in of(store, year) if key.startswith(prefix)]
    return f"{prefix}{max(used, default=0) + 1}"


def _put(store: Store, new: ReportText, beside: Mapping[str, Any], verb: str, by: str) -> Change | None:
    old = of(store, new.year).get(new.key)
    new = replace(
        new,
        id=old.id if old else 0,
        version=old.version if old else 0,
        figures=json.dumps(dict(beside), ensure_ascii=False, sort_keys=True),
    )
    if new == old:
        return None
    with store.change(f"{verb}: {new.year}", by) as change:
        change.put(old, new)
    return change.change
