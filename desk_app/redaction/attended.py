"""Schools and nurseries that do not say they are one: "in Year 9 at Corvedale Edge", "Nursery was Tiddlers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.beside_names import says_nothing_of_a_place
from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.tokens import normal
from desk_app.redaction.words import listed, words

_NAME = r"((?:[Tt]he |St\.? )?[A-Z][\w'’-]+(?: (?:of|y|yr|the|and|on|&) [A-Z][\w'’-]+| [A-Z][\w'’-]+){0,3})"
_CLASS = (
    r"(?:[Yy](?:ea)?r ?\d{1,2}|[Yy]\d{1,2}|[Rr]eception|[Nn]ursery|[Ss]ixth form|[Ff]oundation|"
    r"[Bb]lwyddyn \d{1,2}|[Cc]lass \w+|[Kk]ey [Ss]tage \w+|"
    r"A[- ]levels|GCSEs|[Hh]is exams|[Hh]er exams)"
)
_IN_A_CLASS = re.compile(rf"\b{_CLASS}(?: \w+)? (?:at|in|yn|of) {_NAME}")
_STUDIES = re.compile(
    rf"\b(?:I am|I['’]m|he is|she is|he['’]s|she['’]s|[Tt]hey are|\w+ is|were|was|still|enrolled|"
    rf"pupils?|place|start(?:s|ed|ing)?|settled|happy|bullied|excluded|teacher|"
    rf"TA|SENCO|SENCo|headteacher|head|staff|governor|expelled|trial|interview|course|friends|taster "
    rf"day|days?|mornings?|afternoons?|lessons?|class|"
    rf"classes|timetable|reading|assembly|dinner lady|lunch|learning|study|studies|studying|transition|"
    rf"finished|left|leaving|chose|visit(?:ed|ing)?|detention|gate) "
    rf"(?:at|from|in|of|to|yn) {_NAME}(?= (?:doing|studying|where|but|and|since|until|who|which|for|on|"
    rf"with|next|in [Ss]ept|in Year|because|this|last|full)\b|[.,;:)!?\n]|$)"
)
_IS = re.compile(
    rf"\b(?:[Ss]chools?|[Nn]ursery|[Pp]laygroup|[Cc]ollege|[Cc]hildminder|[Pp]re-?school|[Ss]etting|"
    rf"[Aa]cademy|[Ss]ixth form|[Yy]sgol)(?: name)?"
    rf"(?: is| was| will be| yw|:| =| called| named|,)+ {_NAME}"
)
_SMALL_CLASS = re.compile(
    r"\b(?:y(?:ea)?r ?\d{1,2}|reception|nursery) (?:at|in) ((?:[a-z][\w'’-]+ ){0,2}[a-z][\w'’-]+)"
)
_SMALL_IS = re.compile(
    r"\b(?:school|nursery|college) (?:is|was|called|name) (?:called )?((?:[a-z][\w'’-]+ ){0,2}[a-z][\w'’-]+)"
)
_ASKED = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat) (?:school|nursery|college)\b[^?\n]{0,30}\?\s*(?:[\w ]{2,20}: "
    r"?)?([^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3})(?=[.,\n!;]|$)"
)


def attended(text: str) -> Iterator[Mark]:
    """Marks of such names. They may lie over one another."""
    for pattern in (_IN_A_CLASS, _STUDIES, _IS):
        for found in pattern.finditer(text):
            if _is_a_name(found[1]):
                yield of_match(found, Kind.SCHOOL, "Where somebody goes to school.", 1)
    for pattern in (_SMALL_CLASS, _SMALL_IS):
        for found in pattern.finditer(text):
            if length := _small_name(found[1]):
                end = found.start(1) + length
                yield Mark(found.start(1), end, Kind.SCHOOL, "Where somebody goes to school.", "[school]")
    for found in _ASKED.finditer(text):
        if not words().is_word(normal(found[1].split()[0])) or len(found[1].split()) > 1:
            yield of_match(found, Kind.SCHOOL, "What was asked was a school.", 1)


def _is_a_name(phrase: str) -> bool:
    """Whether it is more than a town, a month, a role, a first name."""
    said = [normal(word) for word in phrase.split()]
    kept = words()
    if (
        re.search(r"\d", phrase)
        or says_nothing_of_a_place(phrase)
        or said[0] in kept.given
        or said[0] in kept.small_names
    ):
        return False
    if said[0] == "the" and all(kept.is_word(word) for word in said):
        return False
    if len(said) == 1 and (kept.is_word(said[0]) or said[0] in kept.surnames):
        return False
    return not any(word in kept.no_names or word in listed("no_house") for word in said)


def _small_name(phrase: str) -> int:
    """How many letters of the phrase are the name: up to its last word that is not common."""
    end = 0
    for found in re.finditer(r"\S+", phrase):
        word = normal(found[0])
        if word in listed("place_stop") or word in listed("determiners"):
            break
        if not words().is_word(word) and word not in words().relations:
            end = found.end()
    return end
