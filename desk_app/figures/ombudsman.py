"""The Ombudsman: what was considered, answered, decided, remedied; and the Ombudsman's own annual letter, apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.figures.numbers import Counts, Reader, counts
from desk_app.figures.period import Period

DECISIONS = (
    "Advice given", "Closed after initial enquiries", "Incomplete or invalid", "Referred back for local resolution",
    "Not upheld", "Upheld",
)  # fmt: skip
"""The Ombudsman's vocabulary until 2023/24."""
DECISIONS_SINCE_2024 = ("Not for us", "Assessed and closed", "Investigated")


@dataclass(frozen=True, slots=True)
class Promptness:
    """Things with a date: done by it, done after it, not done yet though it has passed, not due yet."""

    on_time: int
    late: int
    overdue: int
    pending: int

    @property
    def n(self) -> int:
        return self.on_time + self.late + self.overdue + self.pending


@dataclass(frozen=True, slots=True)
class Ombudsman:
    """What the council counted of the Ombudsman's work, by the day of each request, decision or due date."""

    cases: int  # distinct cases with an enquiry opened in the period
    requests: int  # requests of any kind opened in the period
    answers: Promptness  # of the requests opened in the period; not of those decided without an answer
    not_needed: int  # requests opened in the period that the Ombudsman decided without an answer, by its day
    not_answered: int  # of the others: decided without one when it was overdue
    decided: int  # matters decided in the period
    with_decision: int  # of them with the decision itself recorded, in either vocabulary
    decisions: Counts  # in the vocabulary until 2023/24, zeros included
    decisions_since_2024: Counts
    remedies: Promptness  # due in the period
    letter: tuple[tuple[str, str, str], ...]  # (key, value, source) of the Ombudsman's annual letter, as typed in


CASES = """
SELECT count(DISTINCT case_id) FROM ombudsman_request WHERE received_on BETWEEN ? AND ? AND case_id IS NOT NULL
"""
REQUESTS = "SELECT count(*) FROM ombudsman_request WHERE received_on BETWEEN ? AND ?"
ANSWER_DUE = "coalesce(extended_to, due_on, date(received_on, '+28 days'))"
ANSWERS = f"""
SELECT sent_on, {ANSWER_DUE}, count(*) FROM ombudsman_request
WHERE received_on BETWEEN ? AND ? AND (sent_on NOT NULL OR not_needed_on IS NULL) GROUP BY 1, 2
"""
NOT_NEEDED = f"{REQUESTS} AND sent_on IS NULL AND not_needed_on <= {ANSWER_DUE}"
NOT_ANSWERED = f"{REQUESTS} AND sent_on IS NULL AND not_needed_on > {ANSWER_DUE}"
"""As of a response that was withdrawn after its date: who never answers must not look perfect."""
DECIDED = """
SELECT decision, decision_since_2024, count(*) FROM ombudsman_matter WHERE decided_on BETWEEN ? AND ? GROUP BY 1, 2
"""
REMEDIES = (
    "SELECT done_on, due_on, count(*) FROM remedy WHERE due_on BETWEEN ? AND ? AND matter_id IS NOT NULL GROUP BY 1, 2"
)
LETTER = "SELECT key, value, source FROM published_figure WHERE year = ? AND key LIKE 'letter.%' ORDER BY id"


def gather(store: Reader, period: Period, as_at: date) -> Ombudsman:
    """Count the Ombudsman's cases, answers, decisions and remedies."""
    decided = store.read(DECIDED, period.bounds)
    answers = store.read(ANSWERS, period.bounds)
    today = as_at.isoformat()
    letter = store.read(LETTER, (period.label,))
    return Ombudsman(
        cases=store.read(CASES, period.bounds)[0][0],
        requests=store.read(REQUESTS, period.bounds)[0][0],
        answers=_promptness(answers, today),
        not_needed=store.read(NOT_NEEDED, period.bounds)[0][0],
        not_answered=store.read(NOT_ANSWERED, period.bounds)[0][0],
        decided=sum(row[2] for row in decided),
        with_decision=sum(row[2] for row in decided if row[0] or row[1]),
        decisions=counts([(row[0], row[2]) for row in decided if row[0]], DECISIONS),
        decisions_since_2024=counts([(row[1], row[2]) for row in decided if row[1]], DECISIONS_SINCE_2024),
        remedies=_promptness(store.read(REMEDIES, period.bounds), today),
        letter=tuple((str(k).removeprefix("letter."), str(v), str(s)) for k, v, s in letter),
    )


def _promptness(rows: list[tuple[str, str, int]] | list[tuple[object, ...]], today: str) -> Promptness:
    on_time = late = overdue = pending = 0
    for done, due, count in rows:
        n = int(str(count))
        if done is not None and str(done) <= today:
            on_time, late = (on_time + n, late) if str(done) <= str(due) else (on_time, late + n)
        elif str(due) < today:
            overdue += n
        else:
            pending += n
    return Promptness(on_time, late, overdue, pending)
