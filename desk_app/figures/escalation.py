"""What went beyond stage 1, and why."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.figures.numbers import Counts, Reader, Share, by_size, counts
from desk_app.figures.period import Period
from desk_app.records import Route, Stage


@dataclass(frozen=True, slots=True)
class Escalation:
    """Complaint cases that progressed, in both readings."""

    escalated_cases: int  # distinct cases with a stage 2 opened in the period
    cohort: Share  # of the complaints received in the period, how many have gone on so far
    stage2_by_route: Counts
    stage3: int
    reasons: Counts  # of stages 2 and 3 opened
    stage1_overdue: int  # went on because stage 1 was late: itself a fault
    early_referrals: int
    later_stages_cost_pence: int  # fees of stages 2 and 3 closed in the period
    later_stages_with_cost: int
    remedies_paid_pence: int  # payments recorded on investigations closed, and remedies done, in the period
    remedies_paid: int


OPENED = """
SELECT stage, route, escalation_reason, count(*) FROM investigation
WHERE opened_on BETWEEN ? AND ? AND stage <> 'Stage 1' AND ending IS NOT 'Re-routed' GROUP BY 1, 2, 3
"""
CASES = """
SELECT count(DISTINCT case_id) FROM investigation
WHERE opened_on BETWEEN ? AND ? AND stage = 'Stage 2' AND ending IS NOT 'Re-routed'
"""
COHORT = """
SELECT count(*), total(EXISTS (SELECT 1 FROM investigation i WHERE i.case_id = c.id AND i.stage = 'Stage 2'
                               AND i.ending IS NOT 'Re-routed'))
FROM feedback_case c WHERE kind = 'Complaint' AND received_on BETWEEN ? AND ?
"""
EARLY = "SELECT count(*) FROM decision WHERE kind = 'Early referral' AND decided_on BETWEEN ? AND ?"
COSTS = """
SELECT total(cost_pence), count(cost_pence) FROM investigation
WHERE closed_on BETWEEN ? AND ? AND stage <> 'Stage 1' AND ending IS NOT 'Re-routed'
"""
PAID = """
SELECT total(paid), count(paid) FROM (
  SELECT payment_pence AS paid FROM investigation WHERE closed_on BETWEEN :start AND :end AND payment_pence IS NOT NULL
  UNION ALL
  SELECT amount_pence FROM remedy WHERE done_on BETWEEN :start AND :end AND amount_pence IS NOT NULL)
"""


def gather(store: Reader, period: Period) -> Escalation:
    """Count what progressed beyond stage 1."""
    opened = store.read(OPENED, period.bounds)
    start, end = period.bounds
    (received, gone_on), *_ = store.read(COHORT, period.bounds)
    (cost, with_cost), *_ = store.read(COSTS, period.bounds)
    (paid, payments), *_ = store.read(PAID, {"start": start, "end": end})
    reasons = by_size((row[2], row[3]) for row in opened)
    return Escalation(
        escalated_cases=store.read(CASES, period.bounds)[0][0],
        cohort=Share(int(gone_on), received),
        stage2_by_route=counts([(row[1], row[3]) for row in opened if row[0] == Stage.TWO], Route),
        stage3=sum(row[3] for row in opened if row[0] == Stage.THREE),
        reasons=reasons,
        stage1_overdue=sum(row[3] for row in opened if "overdue" in row[2].lower()),
        early_referrals=store.read(EARLY, period.bounds)[0][0],
        later_stages_cost_pence=int(cost),
        later_stages_with_cost=with_cost,
        remedies_paid_pence=int(paid),
        remedies_paid=payments,
    )
