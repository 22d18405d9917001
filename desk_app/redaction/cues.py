"""Words and signs around a name by which it is taken for one, or not."""

from __future__ import annotations

import re

from desk_app.redaction.known import TITLES
from desk_app.redaction.tokens import some

KIN = some(
    "nanny nana nan gran granny grandma grandad grandpa auntie aunty aunt uncle nain taid modryb ewythr big little"
)
SAID_BEFORE = TITLES | {"master", "judge", "father", "sister", "teacher", "miss"}
MODAL = some("i you we they he she there it the this that a an my your our his her not be have well also as")
MONTH_BEFORE = some(
    "in since by until till of last next this from during late early mid every and or before after to between mis"
)
MONTHS = some("may april june august summer autumn mai")
PLACE_BEFORE = some("in at near around outside through via into yn yng ym leave left visit visited")
CALLED = some(
    "called named name names nickname nicknamed as signed regards sincerely faithfully thanks cheers love from "
    "cofion gywir"
)
PARTICLES = some("de da van der den von bin ibn al el ap ab ferch le la mc mac o st")
AFTER_A_WORD = some("under of to words for in on will would")
STRONG = some("worker social teacher tutor manager friend mate named called key-worker keyworker neighbour")
QUOTED = re.compile(
    r"\b(?:known as|nicknamed|called|calls?(?: (?:him|her|me|them|himself|herself))?|goes by|likes to be|"
    r"go by)\s+[\"“'‘(]?(?:(?:called|known as)\s+)?[\"“'‘(]?"
    r"((?-i:[A-Z])[\w'’-]*(?:\s(?-i:[A-Z])[\w'’-]*)?)",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z]\b\.?(?![\w/])")
LONE_INITIAL = re.compile(r"\s?[A-Z]\b\.?(?![\w'’-])")
BEFORE_INITIAL = re.compile(r"(?:\b[A-Z]\.?\s?){1,3}$")
TITLE_AFTER = re.compile(r" \((?:Mrs?|Miss|Ms|Mx|Dr)\.?\)")
CONTRACTED = re.compile(r"['’](?:d|ve|ll|m|re|t|mon|all|em)$", re.IGNORECASE)
NO_INITIALS = some("ie eg am pm uk us nb ps re ok tv id cc dob")
PERSONAL = some(
    "is was has had does did went goes said says told asked came comes never always loves loved likes liked lives "
    "lived wants wanted needs needed cried cries got gets made makes helped helps rang visited left kept listened "
    "took gave and also who whose i has hasnt isnt wasnt didnt doesnt yw oedd"
) - {"i"}
