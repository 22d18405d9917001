"""Words and signs around a name by which it is taken for one, or not."""

from __future__ import annotations

import re

from desk_app.redaction.known import TITLES
from desk_app.redaction.tokens import some
from desk_app.redaction.words import listed

KIN = some(
    "nanny nana nan gran granny grandma grandad grandpa auntie aunty aunt uncle nain taid modryb "
    "ewythr big little mama papa mamgu tadcu nonna babcia bampi opa oma yiayia teta dadi nani grampa "
    "grampy gramps nanna nannie nanny"
)
SAID_BEFORE = TITLES | some(
    "master judge father sister teacher doctor dame fr canon pastor vicar rabbi imam sheikh maulana "
    "pandit bishop archdeacon deacon "
    "chaplain dc wpc ds di dci ps pcso sergeant insp inspector constable detective supt superintendent "
    "justice matron capt captain "
    "maj major col colonel lt lieutenant cpl corporal coach cyng cynghorydd parch parchedig bnr "
    "nyrs officer midwife "
    "madame monsieur mademoiselle mme mlle pan pani panstwo doamna domnul domnisoara herr frau senor "
    "senora senhor senhora "
    "signor signora signorina shri smt haji hajji hajja ustad mzee hanim khanum lcpl cmdr commander bdr gnr pte pcso"
)
"""Titles. Those that are words too are titles only with a capital."""
FOREIGN_TITLES = some(
    "madame monsieur mme mlle pan pani panstwo doamna domnul herr frau senor senora signor signora haji imam"
)
"""Titles of which some are words of another language: only before a capital."""
SMALL_TITLES = some("mr mrs miss ms mx dr prof rev revd pc cllr sgt cyng parch bnr")
"""Titles that are met in small letters."""
TITLES_BEFORE = re.compile(
    r"(?:(?:&|[A-Z]/(?=Cpl)|\b(?:(?:His|Her|Your) Honour|His|Her|Your|District|Chief|Acting|Detective|"
    r"Police|Staff|Right|Very|"
    r"Most|Rt\.?|Hon\.?|Deputy|Lord|Lady|"
    r"Dr|Mr|Mrs|Ms|Miss|The|the|and|or|a))\.?\s)+$"
)
"""What goes before a title and belongs to it: "His Honour" Judge, "Mr and" Mrs, "Detective" Inspector."""
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
NICKNAME_WITHIN = re.compile(
    r" (?:[\"“'‘][A-Z][\w’-]*(?: [A-Z][\w’-]*)?[\"”'’](?: [A-Z][\w'’-]+)?(?![\w'’])|\([A-Z][\w’-]*\) [A-Z][\w'’-]+)"
)
"""Jordan "Jinx" Hallam, Anne (Nan) Pugh."""
NUMBERED_NAME = re.compile(
    r"\b(?:W?PC|DC|PCSO|PS|Sgt|Sergeant|Constable|DS|Officer)\.? (?:no\.? )?\d{2,6},? ([A-Z][\w'’-]+)"
)
NUMBERED_TITLE = re.compile(
    r"(?:\b(?:W?PC|DC|PCSO|P\.?S|Sgt|Sergeant|Constable|Officer|DS)\.? \d{2,6},? |\b[A-Z]/(?:[A-Z][a-z]+\.? )?)$"
)
"""PC 4471 Rowlands, L/Cpl Pitchford."""
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z]\b\.?(?![\w/])")
LONE_INITIAL = re.compile(r"\s?[A-Z]\b\.?(?![\w'’-])")
BEFORE_INITIAL = re.compile(r"(?:\b[A-Z]\.?\s?){1,3}$")
TITLED_LETTER = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|sir|auntie|aunty|uncle|nurse)(?:(?<!nurse)(?<!uncle)\.)? (?:(?!(?:a|i|u|n|"
    r"x|s|t|d)\b)[a-z]|"
    r"(?-i:[A-Z]))\b(?!['’]\w)\.?",
    re.IGNORECASE,
)
INITIALLED = re.compile(r"\b(?:[A-Z]\.\s?){1,3}(?=[^\W\d_]{2})")
CASE_INITIALS = re.compile(r"(?<![\w./-])[A-Z]{2,4}(?![\w/-])")
TITLE_AFTER = re.compile(r" \((?:Mrs?|Miss|Ms|Mx|Dr)\.?\)")
CONTRACTED = re.compile(r"['’](?:d|ve|ll|m|re|t|mon|all|em)$", re.IGNORECASE)
NO_INITIALS = listed("no_initials")
PERSONAL = some(
    "is was has had does did went goes said says told asked came comes never always loves loved likes liked lives "
    "lived wants wanted needs needed cried cries got gets made makes helped helps rang visited left kept listened "
    "took gave and also who whose i has hasnt isnt wasnt didnt doesnt yw oedd"
) - {"i"}
SAYS = listed("says")
"""What somebody does, after a name in small letters."""
SAYS_LITTLE = listed("says_little")
"""Those of them that stand after things and ideas, too: "the hope was"."""
TOLD = listed("told")
"""After which a word in small letters is a name, even one that is a word too."""
WITH = listed("with")
TAKEN = some(
    "take takes taking took taken bring bringing brought hurt hurting hit hits hitting leave leaving "
    "left hug kiss love loves see "
    "seeing saw smack slap push pushed grab grabbed fetch fetched send sent feed fed adopt adopted move moved"
)
TAKEN_TO = some(
    "away home back out off there from to and or again at in into up down on with for when because cos coz every"
)
"""What is done to somebody, and how it goes on."""
NOT_BEFORE = listed("not_before")
"""After which a word in small letters is a word, not a name."""
MODAL_WORDS = some("will may mark hope rose drew bill grant pat rob sue jack nick chase bob dot")
"""Names that are verbs: what stands after them says little."""
HOUSEHOLD = some("family household boys girls brothers sisters twins children kids siblings lot clan")
"""What follows the name of a family: "the Novak children"."""
