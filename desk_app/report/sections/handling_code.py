"""12. The Complaint Handling Code: for a council that publishes one report. Off by default, and then no section."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading, Table, plain
from desk_app.report.code_questions import Assessed, assessed
from desk_app.report.material import Material
from desk_app.report.words import count, listed, some, were

CODE = "https://www.lgo.org.uk/information-centre/information-for-organisations-we-investigate/complaint-handling-code"


def blocks(m: Material) -> tuple[Block, ...]:
    if not m.settings.report_code:
        return ()
    answers = assessed(m.texts)
    return (
        Heading("12. The Complaint Handling Code", key="handling-code"),
        m.prose(
            "handling_code.opening",
            f"The Ombudsman's [Complaint Handling Code]({CODE}) asks each council to assess every year how far it "
            "complies, to publish that together with its annual report on complaints, and to add what its governing "
            "body says to it.",
        ),
        Heading("Self-assessment", 2, "self-assessment"),
        m.prose("handling_code.assessment", _summary(answers)),
        *_tables(answers),
        Heading("Where the council did not comply", 2, "non-compliance"),
        m.prose("handling_code.non_compliance", "No finding of the Ombudsman that the council did not comply with the "
                "Code is recorded.", _short_of(answers)),
        Heading("Response of the governing body", 2, "governing-body"),
        m.prose("handling_code.response", "No response had been recorded when this report was made."),
    )  # fmt: skip


def _summary(answers: tuple[Assessed, ...]) -> str:
    given = [a for a in answers if a.answer]
    if not given:
        return "The self-assessment had not been made when this report was written."
    yes = sum(1 for a in given if a.answer == "Yes")
    left = len(answers) - len(given)
    rest = f" {count(left, 'question').capitalize()} {were(left)} not answered." if left else ""
    answered = count(len(given), "question")
    return f"The council assessed itself on {answered} and complies in full on {some(yes)}.{rest}"


def _short_of(answers: tuple[Assessed, ...]) -> str:
    parts = dict.fromkeys(a.question.part for a in answers if a.answer in ("No", "Partly"))
    if not parts:
        return ""
    return f"The self-assessment found that the council does not fully comply under {listed(f'“{p}”' for p in parts)}."


def _tables(answers: tuple[Assessed, ...]) -> tuple[Block, ...]:
    return (
        Table(
            "Self-assessment against the Complaint Handling Code",
            ("Part of the Code", "Question", "Do we comply", "How we know"),
            tuple(
                (a.question.part, a.question.text, a.answer or "Not answered", plain(a.how) or "Not recorded")
                for a in answers
            ),
            align=("left", "left", "left", "left"),
            widths=(1.6, 3.4, 1.1, 3.1),
            key="self-assessment-table",
        ),
    )
