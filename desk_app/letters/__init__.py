"""Letters: what there are, which make sense now, what they say of a case, and how a template becomes one. Pure."""

from desk_app.letters.kinds import BY_KEY, LETTERS, Fitting, LetterKind, fitting
from desk_app.letters.placeholders import GROUPS, PLACEHOLDERS, Group, Placeholder, fields

__all__ = [
    "BY_KEY", "GROUPS", "LETTERS", "PLACEHOLDERS", "Fitting", "Group", "LetterKind", "Placeholder", "fields", "fitting",
]  # fmt: skip
