"""7. Learning and actions: cases with learning, learning by category, actions by type and whether they are done."""

from __future__ import annotations

from desk_app.report.bars import bars
from desk_app.report.blocks import Block, Heading
from desk_app.report.material import Material
from desk_app.report.tables import counted
from desk_app.report.words import count, sentence, share, some, were


def blocks(m: Material) -> tuple[Block, ...]:
    return (Heading("7. Learning and actions", key="learning"), *_cases(m), *_points(m), *_actions(m))


def _cases(m: Material) -> tuple[Block, ...]:
    cases = m.now.learning.cases
    if not cases.whole:
        said = f"No complaint was upheld in full or in part at stage 1 in {m.year}, so there was no learning to count."
        return (m.prose("learning.cases", said),)
    return (
        m.prose(
            "learning.cases",
            "When a complaint is upheld in full or in part, the team is asked what it learnt and what it will change.",
            f"Learning was recorded for {share(cases.part, cases.whole, 'case')} with a stage 1 investigation that was "
            f"upheld in full or in part and closed in {m.year}.",
        ),
        counted(
            f"Upheld and partially upheld cases of {m.year}, with and without learning",
            "Cases",
            (("Learning recorded", cases.part), ("No learning recorded", cases.whole - cases.part)),
            year=m.year,
            key="learning-cases",
        ),
    )


def _points(m: Material) -> tuple[Block, ...]:
    learnt, old = m.now.learning, m.before.learning if m.before else None
    if not learnt.points_total:
        return ()
    title = f"Learning points of {m.year}, by category"
    return (
        m.prose(
            "learning.points",
            f"These cases gave {count(learnt.points_total, 'learning point')}; one case can give several.",
        ),
        bars(title, "Category of learning", learnt.points, "learning point", "learning-points"),
        counted(
            f"{title}: the numbers",
            "Category of learning",
            learnt.points,
            year=m.year,
            before=old.points if old else None,
            year_before=m.year_before,
            key="learning-points-table",
        ),
    )


def _actions(m: Material) -> tuple[Block, ...]:
    learnt = m.now.learning
    total = sum(n for _, n in learnt.actions)
    if not learnt.cases.whole:
        return ()
    if not total:
        return (m.prose("learning.actions", f"No actions were recorded for these cases in {m.year}."),)
    return (
        m.prose(
            "learning.actions",
            sentence(f"{count(total, 'action')} followed from these cases"),
            f"By the day of these figures {some(learnt.actions_done)} of them {were(learnt.actions_done)} recorded as "
            f"done and {some(learnt.actions_overdue)} {were(learnt.actions_overdue)} overdue.",
            f"For {'all of them' if learnt.actions_due == total > 1 else some(learnt.actions_due)}, "
            "no date was set or it had not passed."
            if learnt.actions_due
            else "",
        ),
        counted(f"Actions of {m.year}, by type", "Action", learnt.actions, year=m.year, key="actions-by-type"),
        counted(
            f"Actions of {m.year}, done or not",
            "State",
            (
                ("Done", learnt.actions_done),
                ("Overdue", learnt.actions_overdue),
                ("Not recorded as done, no date passed or set", learnt.actions_due),
            ),
            year=m.year,
            key="actions-done",
        ),
    )
