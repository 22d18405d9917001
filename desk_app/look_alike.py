"""Names that cannot be told apart on a page: other blanks, other dashes, letters of another alphabet. Pure."""

from __future__ import annotations

import unicodedata

_CYRILLIC = dict(zip("авеёзікмнорстухјѕԁһԛԝгьӏ", "abee3lkmhopctyxjsdhqwrbl", strict=True))
_GREEK = dict(zip("αβεζηικμνορτυχγω", "abezhlkmnoptuxyw", strict=True))
_FOLDED = str.maketrans({**_CYRILLIC, **_GREEK, "ı": "l", "ł": "l", "ø": "o", "đ": "d", "0": "o", "1": "l", "i": "l"})
"""Letters as they are read, not as they are spoken (https://www.unicode.org/reports/tr39/). Capitals come as small
ones, so that I, l and 1 are one, and so is what only as a capital looks like another.
"""


def shape(name: str) -> str:
    """What two names have in common that one reads alike: "Mara  M\u0430nager" and "Mara Manager"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    seen = (" " if unicodedata.category(c)[0] == "Z" else "-" if unicodedata.category(c) == "Pd" else c for c in plain)
    kept = "".join(c for c in seen if unicodedata.category(c)[0] not in "CM")
    return "".join(kept.translate(_FOLDED).split()).replace("rn", "m")
