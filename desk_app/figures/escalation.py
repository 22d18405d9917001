"""What went beyond stage 1, and why."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import Counts, Reader, Share, by_size, counts
from desk_app.records import Route, Stage


@dataclass(frozen=True, slots=True)
class Escalation:
    """Complaint cases that progressed, in both readings."""

    escalated_cases: int  # distinct cases with a stage 2 opened in the period
    cohort: Share  # of the complaints received in the period, how many had gone on by the day of the figures
    stage2_by_route: Counts
    stage3: int
    reasons: Counts  # of stages 2 and 3 opened
    stage1_overdue: int  # went on because stage 1 was late: itself a fault
    early_referrals: int
    later_stages_cost_pence: int  # fees of stages 2 and 3 closed in the period
    later_stages_with_cost: int
    remedies_paid_pence: int  # payments recorded on investigations closed, and remedies done, in the period
    remedies_paid: int


GONE_ON = """
SELECT count(DISTINCT case_id) FROM investigation INDEXED BY investigation_case
WHERE case_id IN (SELECT value FROM json_each(?)) AND stage = 'Stage 2' AND ending IS NOT 'Re-routed'
  AND opened_on <= ?
"""
EARLY = "SELECT count(*) FROM decision WHERE kind = 'Early referral' AND decided_on BETWEEN ? AND ?"
REMEDIES = "SELECT amount_pence FROM remedy WHERE done_on BETWEEN ? AND ? AND amount_pence IS NOT NULL"


def gather(store: Reader, facts: Facts) -> Escalation:
    """Count what progressed beyond stage 1."""
    later = facts.opened.where("stage", Stage.TWO, Stage.THREE)
    two = later.where("stage", Stage.TWO)
    (gone_on,), *_ = store.read(GONE_ON, (json.dumps(list(facts.complaints["id"])), facts.as_at.isoformat()))
    costs = [pence for pence in facts.closed.where("stage", Stage.TWO, Stage.THREE)["cost_pence"] if pence is not None]
    paid = [pence for pence in facts.closed["payment_pence"] if pence is not None]
    paid += [pence for (pence,) in store.read(REMEDIES, facts.period.bounds)]
    reasons = Counter(later["escalation_reason"])
    return Escalation(
        escalated_cases=len(set(two["case_id"])),
        cohort=Share(gone_on, len(facts.complaints)),
        stage2_by_route=counts(Counter(two["route"]), Route),
        stage3=len(later) - len(two),
        reasons=by_size(reasons),
        stage1_overdue=sum(count for reason, count in reasons.items() if "overdue" in reason.lower()),
        early_referrals=store.read(EARLY, facts.period.bounds)[0][0],
        later_stages_cost_pence=sum(costs),
        later_stages_with_cost=len(costs),
        remedies_paid_pence=sum(paid),
        remedies_paid=len(paid),
    )
