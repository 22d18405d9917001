"""What a draft of new feedback is about, in a line: for every page that names drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONGEST = 44
UNTITLED = "Nothing typed yet but a few answers"
ALARM = "A child may be at risk"


def title_of(draft: Mapping[str, Any]) -> str:
    """That a child may be at risk, who, whom it praises, the words."""
    words = " ".join(str(draft.get("summary") or draft.get("words") or "").split())
    praised = [name for name in map(_name, draft.get("recipients") or ()) if name]
    more = f" and {len(praised) - 1} more" if len(praised) > 1 else ""
    parts = [
        ALARM if is_alarming(draft) else "",
        _name(draft.get("complainant")),
        f"about {_short(praised[0])}{more}" if praised else "",
        words,
    ]
    return " – ".join(_short(part) for part in parts if part) or UNTITLED


def is_alarming(draft: Mapping[str, Any]) -> bool:
    """Whether the safeguarding question was answered with Yes: nobody is told of it by a draft."""
    return draft.get("at_risk") in ("Yes", True)


def _name(person: object) -> str:
    return str(person.get("name") or "") if isinstance(person, Mapping) else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
