"""What is odd about a way to reach somebody. It is kept as it is: people write "as before" or "ask the school" too."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.typed import EMAIL

FEWEST_DIGITS = 6
"""Of a telephone number without its area code."""


def email(text: str) -> str:
    """What is odd about an email address, "" for nothing."""
    if not text.strip() or EMAIL.fullmatch(text.strip()):
        return ""
    return "This does not look like an email address, such as ada@example.org. It is kept as it is."


def telephone(text: str) -> str:
    """What is odd about a telephone number, "" for nothing."""
    if not text.strip() or sum(map(str.isdigit, text)) >= FEWEST_DIGITS:
        return ""
    return "This does not look like a telephone number, such as 01632 960123. It is kept as it is."


DOUBTS: dict[str, Callable[[str], str]] = {"email": email, "telephone": telephone}
"""By field of a person."""


def doubt_of(key: str) -> Callable[[str], str] | None:
    """What says what is odd about the answer of a form's field: "complainant.email" is an email."""
    return DOUBTS.get(key.rpartition(".")[2])
