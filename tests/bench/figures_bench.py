"""Measure the figures of a year at 100,000 cases: python -m tests.bench.figures_bench [CASES].

Interleaved in one run: `figures.gather`, and the same counts by hand-written SQL over the same store.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desk_app import figures
from desk_app.figures import period
from desk_app.store import Store, opening
from tests.desk_app.store import samples

ROUNDS = 15
FIRST, TEN_YEARS = date(2016, 4, 1), 3652  # 10,000 cases a year: fifty times a large county
YEAR = period.year("2023/24")
AS_AT = date(2026, 11, 24)
MILLISECONDS, RATIO = 60.0, 1.5

CASES = "FROM feedback_case WHERE received_on BETWEEN :start AND :end"
COMPLAINTS = f"{CASES} AND kind = 'Complaint'"
OPENED = "FROM investigation WHERE opened_on BETWEEN :start AND :end AND ending IS NOT 'Re-routed'"
CLOSED = "FROM investigation WHERE closed_on BETWEEN :start AND :end AND ending IS NOT 'Re-routed'"
RESPONSES = "('stage_1_response', 'stage_2_response', 'stage_3_response')"
BY_HAND = (
    *(f"SELECT {by}, count(*) {CASES} GROUP BY 1" for by in ("kind", "substr(received_on, 1, 7)", "channel", "region")),
    f"SELECT service_area, kind, count(*) {CASES} GROUP BY 1, 2",
    *(f"SELECT {by}, count(*) {OPENED} GROUP BY 1" for by in ("route", "stage", "team", "escalation_reason")),
    f"SELECT route, stage, outcome, count(*) {CLOSED} GROUP BY 1, 2, 3",
    f"""SELECT route, stage, e.number - s.number, count(*) FROM (SELECT route, stage, opened_on, closed_on {CLOSED}) i
        JOIN working_day s ON s.on_day = i.opened_on JOIN working_day e ON e.on_day = i.closed_on GROUP BY 1, 2, 3""",
    f"""SELECT i.route, i.stage, i.responded_on IS NULL, i.responded_on <= s.limit_on, i.responded_on <= s.due_on,
        count(*) FROM (SELECT id, route, stage, responded_on {CLOSED}) i
        LEFT JOIN step s ON s.investigation_id = i.id AND s.key IN {RESPONSES} GROUP BY 1, 2, 3, 4, 5""",
    f"""SELECT i.done <= s.limit_on, count(*) FROM (SELECT id, acknowledged_on AS done {OPENED}) i
        LEFT JOIN step s INDEXED BY step_investigation
        ON s.investigation_id = i.id AND s.key = 'acknowledge' GROUP BY 1""",
    f"SELECT team, done_on <= limit_on, done_on <= due_on, count(*) FROM step WHERE key IN {RESPONSES}"
    " AND due_on BETWEEN :start AND :end AND published GROUP BY 1, 2, 3",
    f"""SELECT i.route, i.stage, i.team, s.due_on, count(*) FROM investigation i
        LEFT JOIN step s ON s.investigation_id = i.id AND s.key IN {RESPONSES}
        WHERE i.opened_on <= :end AND (i.closed_on IS NULL OR i.closed_on > :end) GROUP BY 1, 2, 3, 4""",
    *(
        f"SELECT {by}, count(*) {COMPLAINTS} GROUP BY 1"
        for by in ("category", "looked_after", "made_by_child", "consent")
    ),
    f"SELECT t.value, count(*) FROM (SELECT themes {COMPLAINTS}) c, json_each(c.themes) t GROUP BY 1",
    f"""SELECT p.person_id, count(*) FROM (SELECT id {COMPLAINTS}) c
        JOIN party p ON p.case_id = c.id AND p.role = 'Complainant' GROUP BY 1 HAVING count(*) > 1""",
    f"""SELECT p.person_id, count(*) FROM (SELECT case_id {OPENED}) i
        JOIN party p ON p.case_id = i.case_id AND p.role = 'Complainant' GROUP BY 1 HAVING count(*) >= 4""",
    f"""SELECT p.relationship, count(*) FROM (SELECT id {COMPLAINTS}) c
        JOIN party p ON p.case_id = c.id AND p.role = 'Complainant' GROUP BY 1""",
    f"""SELECT l.category, count(*) FROM learning l WHERE l.case_id IN (SELECT case_id {CLOSED}
        AND stage = 'Stage 1' AND outcome IN ('Upheld', 'Partially upheld')) GROUP BY 1""",
    f"""SELECT a.kind, a.done_on, a.due_on, count(*) FROM action a WHERE a.case_id IN (SELECT case_id {CLOSED}
        AND stage = 'Stage 1' AND outcome IN ('Upheld', 'Partially upheld')) GROUP BY 1, 2, 3""",
)
"""A careful person's GROUP BYs for the counts of a year."""


def by_hand(store: Store) -> None:
    """The counts, without any of the code of figures."""
    bounds = {"start": YEAR.bounds[0], "end": YEAR.bounds[1]}
    with store.reading():
        for sql in BY_HAND:
            store.read(sql, bounds)


def milliseconds(work: Callable[[], object]) -> float:
    """How long it took, by the clock."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(count: int) -> int:
    """Fill a store, then measure; 1 if a mark was missed."""
    folder = Path(tempfile.mkdtemp(prefix="desk-figures-bench-"))
    try:
        store, _ = opening.create(folder / "Bench.desk", member="Alex", passphrase="x", weak_for_tests=True)
        with store:
            with store.change("import register") as change:
                change.put_many(samples.many(store.new_ids(count * 10), start=FIRST, days=TEN_YEARS))
            store.checkpoint()
            return measure(store, count)
    finally:
        shutil.rmtree(folder)


def measure(store: Store, count: int) -> int:
    """Both ways in turn; the first round warms the cache of pages and is not counted."""
    ours, theirs = [], []
    for number in range(ROUNDS + 1):
        mine, hand = milliseconds(lambda: figures.gather(store, YEAR, AS_AT)), milliseconds(lambda: by_hand(store))
        if number:
            ours.append(mine)
            theirs.append(hand)
    found = figures.gather(store, YEAR, AS_AT)
    median, hand = statistics.median(ours), statistics.median(theirs)
    print(f"{count:,} cases, {found.volumes.feedback_cases:,} of them in {YEAR.label}")
    print(f"figures of a year     median {median:7.1f} ms   worst {max(ours):7.1f}   at most {MILLISECONDS:g}")
    print(f"hand-written SQL      median {hand:7.1f} ms   worst {max(theirs):7.1f}")
    print(f"ratio                        {median / hand:7.2f}                  at most {RATIO:g}")
    met = median <= MILLISECONDS and median <= RATIO * hand
    print("every mark met" if met else "over its mark")
    return int(not met)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
