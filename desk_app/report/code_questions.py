"""What the Ombudsman's Complaint Handling Code asks a council to assess itself against each year, in our words.

Source: Complaint Handling Code, Local Government and Social Care Ombudsman, February 2024. The author answers each with
yes, partly or no, and how that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk_app.desk import report_texts
from desk_app.records import ReportText

PREFIX = "code."
ANSWERS = ("Yes", "Partly", "No")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to assess. key: of the answer, for ever."""

    key: str
    part: str
    text: str


_PARTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "What a complaint is",
        (
            ("definition", "Do we treat as a complaint whatever shows that somebody is unhappy with us, whether or not "
             "they use the word?"),
            ("requests", "Do we tell a request for a service from a complaint, and offer to log a complaint where "
             "somebody is unhappy with how a request was answered?"),
        ),
    ),
    (
        "What is not taken as a complaint",
        (
            ("exclusions", "Are the reasons for which we refuse a complaint published, fair, and looked at case by "
             "case?"),
            ("refusals", "Do we say in writing why we refuse a complaint, and how to reach the Ombudsman?"),
        ),
    ),
    (
        "Being reached",
        (
            ("ways", "Can people complain in several ways, to any member of staff, and with the adjustments they "
             "need?"),
            ("policy", "Is our complaints policy published, in plain English and in the forms people ask for?"),
            ("ombudsman_known", "Do our pages, letters and answers say that the Ombudsman can be asked?"),
        ),
    ),
    (
        "People who handle complaints",
        (
            ("officer", "Is somebody named who is answerable for complaints, with access to staff at all levels?"),
            ("culture", "Are staff trained and trusted to settle complaints, and are complaints seen as a way to "
             "learn?"),
        ),
    ),
    (
        "How complaints are handled",
        (
            ("one_policy", "Do we have one policy for the complaints that the Code covers, with no more than two "
             "stages?"),
            ("fair", "Are complaints looked into with an open mind, by somebody without a stake in them, on their "
             "merits?"),
            ("records", "Is a full record kept of each complaint and of what was decided?"),
            ("behaviour", "Where we restrict contact, do we say why, for how long and how to appeal?"),
        ),
    ),
    (
        "Stages and times",
        (
            ("acknowledged", "Is each complaint acknowledged, with what we understand it to be about, within five "
             "working days?"),
            ("stage_1", "Is stage 1 answered within ten working days of the acknowledgement, or within an agreed "
             "extension of no more than ten?"),
            ("stage_2", "Is stage 2 answered within twenty working days, or within an agreed extension of no more "
             "than twenty, by somebody else than before?"),
            ("answers", "Does each answer deal with every point, say what was decided and why, and what happens "
             "next?"),
        ),
    ),
    (
        "Putting things right",
        (
            ("remedies", "Do we say where something went wrong, put it right, and follow the Ombudsman's guidance on "
             "remedies?"),
            ("kept", "Do we check that what we promised was done?"),
        ),
    ),
    (
        "Reporting, oversight and learning",
        (
            ("report", "Do we publish a report each year on our complaints and on what we learnt?"),
            ("governing_body", "Does a member of the governing body lead on complaints, and does it see the figures "
             "and this assessment?"),
            ("learning", "Do we look for causes that several complaints share, and say what we changed?"),
        ),
    ),
)  # fmt: skip

QUESTIONS: tuple[Question, ...] = tuple(Question(key, part, text) for part, inside in _PARTS for key, text in inside)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A question with its answer: "" until it is answered."""

    question: Question
    answer: str = ""
    how: str = ""


def assessed(texts: Mapping[str, ReportText]) -> tuple[Assessed, ...]:
    """Every question, with what the author answered."""
    return tuple(_answered(question, texts.get(f"{PREFIX}{question.key}")) for question in QUESTIONS)


def _answered(question: Question, text: ReportText | None) -> Assessed:
    if text is None:
        return Assessed(question)
    return Assessed(question, str(report_texts.details(text).get("answer", "")), text.text)
