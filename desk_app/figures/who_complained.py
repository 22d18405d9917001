"""Who complained: relationship, looked after children, children themselves, people who complain again, equality."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.figures.numbers import Counts, Reader, Share, by_size, counts
from desk_app.figures.period import Period
from desk_app.records import Consent, YesNo


@dataclass(frozen=True, slots=True)
class WhoComplained:
    """Of complaint cases received in the period; every count lists what was not recorded."""

    complaints: int
    by_relationship: Counts
    looked_after: int
    by_looked_after: Counts
    made_by_children: int
    by_made_by_child: Counts
    repeat_cases: int  # cases from people with two or more of them in the period
    repeat_people: int
    heavy_people: int  # people with four or more investigations opened in the period
    by_channel: Counts  # of complaints
    consent: Counts
    advocate_offered: Share
    advocate_accepted: int
    advocate_appointed: int
    age: Counts  # of the child; else of the complainant, see `monitoring_of`
    gender: Counts
    ethnicity: Counts
    disability: Counts
    complainant_age: Counts
    complainant_gender: Counts
    complainant_ethnicity: Counts
    complainant_disability: Counts


CASES = """
SELECT looked_after, made_by_child, consent, channel, advocate_offered_on IS NOT NULL,
  advocate_accepted_on IS NOT NULL, advocate_appointed_on IS NOT NULL, count(*)
FROM feedback_case WHERE kind = 'Complaint' AND received_on BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
COMPLAINANTS = """
SELECT p.relationship, r.age_band, r.gender, r.ethnicity, r.disability, count(*)
FROM feedback_case c LEFT JOIN party p ON p.case_id = c.id AND p.role = :role LEFT JOIN person r ON r.id = p.person_id
WHERE c.kind = 'Complaint' AND c.received_on BETWEEN :start AND :end GROUP BY 1, 2, 3, 4, 5
"""
REPEAT = """
SELECT total(n), count(*) FROM (
  SELECT count(DISTINCT c.id) AS n FROM feedback_case c JOIN party p ON p.case_id = c.id AND p.role = 'Complainant'
  WHERE c.kind = 'Complaint' AND c.received_on BETWEEN ? AND ? GROUP BY p.person_id HAVING n >= 2)
"""
HEAVY = """
SELECT count(*) FROM (
  SELECT count(DISTINCT i.id) AS n FROM investigation i JOIN party p ON p.case_id = i.case_id AND p.role = 'Complainant'
  WHERE i.opened_on BETWEEN ? AND ? AND i.ending IS NOT 'Re-routed' GROUP BY p.person_id HAVING n >= 4)
"""
YES_NO = {1: "Yes", 0: "No"}


def gather(store: Reader, period: Period) -> WhoComplained:
    """Count who complained."""
    rows = store.read(CASES, period.bounds)
    complaints = sum(row[7] for row in rows)
    start, end = period.bounds
    span = {"start": start, "end": end}
    people = store.read(COMPLAINANTS, {**span, "role": "Complainant"})
    children = store.read(COMPLAINANTS, {**span, "role": "Child"})
    (cases, repeat_people), *_ = store.read(REPEAT, period.bounds)
    looked_after = counts([(row[0] or "", row[7]) for row in rows], YesNo)
    by_child = counts([(YES_NO.get(row[1], ""), row[7]) for row in rows], ("Yes", "No"))
    return WhoComplained(
        complaints=complaints,
        by_relationship=by_size((row[0] or "", row[5]) for row in people),
        looked_after=dict(looked_after)["Yes"],
        by_looked_after=looked_after,
        made_by_children=dict(by_child)["Yes"],
        by_made_by_child=by_child,
        repeat_cases=int(cases),
        repeat_people=repeat_people,
        heavy_people=store.read(HEAVY, period.bounds)[0][0],
        by_channel=by_size((row[3], row[7]) for row in rows),
        consent=counts([(row[2] or "", row[7]) for row in rows], Consent),
        advocate_offered=Share(sum(row[7] for row in rows if row[4]), complaints),
        advocate_accepted=sum(row[7] for row in rows if row[5]),
        advocate_appointed=sum(row[7] for row in rows if row[6]),
        age=_monitored(children, 1),
        gender=_monitored(children, 2),
        ethnicity=_monitored(children, 3),
        disability=_monitored(children, 4),
        complainant_age=_monitored(people, 1),
        complainant_gender=_monitored(people, 2),
        complainant_ethnicity=_monitored(people, 3),
        complainant_disability=_monitored(people, 4),
    )


def _monitored(rows: list[tuple[str, ...]], column: int) -> Counts:
    return by_size((row[column] or "", int(row[5])) for row in rows)
