"""What somebody may be called elsewhere than where their name is recorded, to look for them in texts. Pure.

A name in a field says more than one name: "Mary (Molly) Smith", "Mary Smith née Brown", "Mary O'Neill", "Mary Smith-
Jones", "Mary Smith, mother of Ben". Each reading is a name of its own. It errs towards reading too much: what comes of
it is a list of places where somebody looks, so nothing here may decide that two people are one (see name_forms.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ASIDE = re.compile(
    r"\(([^)]*)\)?|\[([^\]]*)\]?|[\"\u201c\u201d\u201e\u00ab]([^\"\u201c\u201d\u00bb]*)[\"\u201c\u201d\u00bb]?"
    r"|(?<!\w)['\u2018]([^'\u2018\u2019]+)['\u2019](?!\w)"
)
"""In brackets or quotes; a quote that stands within a word is an apostrophe."""
_BEFORE = r"n[ée]e|born|formerly|previously|before that|maiden name|was"
_OTHERWISE = r"aka|a\.k\.a\.?|also known as|known as|called|alias|likes to be called|prefers"
_EARLIER = re.compile(rf"\b(?:{_BEFORE})\b:?", re.I)
_CALLED = re.compile(rf"(?<!\w)(?:{_OTHERWISE})(?!\w):?", re.I)
_THEN = re.compile(r"\s[-\u2013\u2014]+\s|[,;]|\s(?=\S*\d)")
"""Where who they are begins: a dash, a comma, a number."""
_WHO = frozenset(
    {"mother", "mum", "mam", "father", "dad", "parent", "parents", "carer", "foster", "guardian", "grandmother",
     "grandfather", "grandparent", "gran", "nan", "aunt", "uncle", "sister", "brother", "sibling", "son", "daughter",
     "child", "partner", "wife", "husband", "stepmother", "stepfather", "friend", "neighbour", "advocate", "solicitor",
     "teacher", "head", "social", "worker", "manager", "officer", "staff", "interpreter", "councillor", "deceased",
     "of", "for", "on", "the", "to", "by", "from", "at", "who", "and", "via", "email", "telephone", "unknown"}
)  # fmt: skip
"""Words that say who somebody is to somebody else, or that a name is over."""
_TITLES = frozenset(
    {"lady", "lord", "father", "fr", "sister", "sr", "brother", "br", "canon", "pastor", "imam", "rabbi", "hon",
     "baroness", "baron", "judge", "justice", "sgt", "sergeant", "pc", "wpc", "dc", "ds", "di", "dci", "inspector",
     "capt", "captain", "maj", "major", "col", "colonel", "lt", "master", "mstr", "madam", "sheikh", "nurse", "mme",
     "herr", "frau"}
)  # fmt: skip
"""Titles that may be names as well: read with them, and without."""
_AFTER = frozenset(
    {"ba", "bsc", "bed", "beng", "ma", "msc", "med", "mba", "mphil", "dphil", "md", "mbbs", "llb", "llm", "qc", "kc",
     "jp", "mp", "ms", "rgn", "rn", "frcp", "frcs", "esq", "esquire", "ii", "iii", "iv", "dl", "bem", "kbe", "dbe",
     "pgce"}
)  # fmt: skip
_APOSTROPHE = re.compile(r"(?<=\w)['\u2018\u2019\u02bc\u2032\u00b4`](?=\w\w)")
_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\bO)(?=[A-Z][a-z])")
_MAC = re.compile(r"\bMa?c[ -]?(?=[a-z]{4})", re.I)
_DOTTED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
                         "Ø": "Oe", "Å": "Aa"})  # fmt: skip
_WITH_E = re.compile(r"([aou])e(?=[^\Waeiou])", re.I)
_HYPHEN = re.compile(r"[-\u2010\u2011]")


def readings(recorded: str) -> list[str]:
    """The names that a recorded name may be read as, itself first; each once."""
    read = [way for name in _called(recorded) for way in (name, *_half_of(name))]
    return list(
        dict.fromkeys([recorded, *(way for name in read for way in (name, *_spelled(name))), *_spelled(recorded)])
    )


def _called(recorded: str) -> Iterator[str]:
    """By the name itself, without who they are; by the short name, by the earlier one."""
    plain = " ".join(_ASIDE.sub(" ", recorded).split())
    for found in _ASIDE.finditer(recorded):
        aside = " ".join(filter(None, found.groups()))
        yield from _beside(plain, aside, earlier=bool(_EARLIER.match(aside.strip())))
    for between in (_EARLIER, _CALLED):
        now, found_, then = _parted(plain, between)
        if found_:
            yield from _alone(now)
            yield from _beside(now, then, earlier=between is _EARLIER)
    before, comma, after = plain.partition(",")
    if comma and not _WHO & {word.casefold() for word in _words(after)}:  # "Smith-Jones, Mary"
        yield from _alone(f"{after.strip()} {before.strip()}")
    yield from _alone(plain)


def _parted(text: str, between: re.Pattern[str]) -> tuple[str, bool, str]:
    found = between.search(text)
    return (text[: found.start()], True, text[found.end() :]) if found else (text, False, "")


def _beside(name: str, other: str, *, earlier: bool) -> Iterator[str]:
    """What stands beside a name as part of it: an earlier surname, a short first name, or a whole name."""
    words = _words(_CALLED.sub(" ", _EARLIER.sub(" ", other)))
    own = _words(_THEN.split(name.strip())[0])
    if not words or not own or _WHO & {word.casefold() for word in words}:
        return
    if earlier and len(words) == 1:
        yield " ".join((own[0], words[0]))
    elif len(words) > 1:
        yield " ".join(words)
    else:
        yield " ".join((words[0], own[-1]))


def _alone(name: str) -> Iterator[str]:
    """Without who they are, titles and letters after it, as long as two words are left."""
    words = _words(_THEN.split(name.strip())[0])
    if len(words) < 2:  # "Smith, Mary" is read well as it is
        return
    yield " ".join(words)
    end = next((at for at, word in enumerate(words) if at > 1 and word.casefold() in _WHO), len(words))
    words = words[:end]
    yield " ".join(words)
    while len(words) > 2 and words[0].casefold().rstrip(".") in _TITLES:
        words = words[1:]
    while len(words) > 2 and words[-1].casefold().replace(".", "") in _AFTER:
        words = words[:-1]
    yield " ".join(words)


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(letter.isalpha() for letter in word)]


def _half_of(name: str) -> Iterator[str]:
    """Each half of a double-barrelled surname, behind the first name."""
    words = name.split()
    if len(words) > 1 and _HYPHEN.search(words[-1]):
        yield from (f"{words[0]} {half}" for half in _HYPHEN.split(words[-1]) if len(half) > 1)


def _spelled(name: str) -> Iterator[str]:
    """As others write it: a hyphen stands for where there may be a blank or nothing."""
    for way in (
        _APOSTROPHE.sub("-", name),
        _WITHIN.sub("-", name),
        _MAC.sub("Mac-", name),
        _MAC.sub("Mc-", name),
        name.translate(_DOTTED),
        _WITH_E.sub(r"\1", name),
    ):
        if way != name:
            yield way
