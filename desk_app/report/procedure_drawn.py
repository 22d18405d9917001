"""A procedure's profile as a diagram: a lane for each stage, asking for the next between them, the Ombudsman last."""

from __future__ import annotations

from itertools import groupby

from desk_app.procedures import OMBUDSMAN, Profile, StepRule, in_words
from desk_app.records import Stage
from desk_app.report.diagrams import Box, DiagramSpec, Lane, Shortcut

_ASKS = "request_"
"""Steps whose key begins so are the complainant's: to ask for the next stage."""


def _limit(rule: StepRule) -> str:
    """The limit as a line of its own."""
    text = in_words(rule)
    return text[:1].upper() + text[1:]


_OUTSIDE = Lane(
    "Ombudsman",
    tuple(
        Box(rule.label, _limit(rule) if rule.days else "By the date agreed with the Ombudsman", rule.who)
        for rule in OMBUDSMAN.steps
    ),
    outside=True,
)


def drawn(profile: Profile) -> DiagramSpec:
    """The diagram of a complaints procedure, from its steps as they stand in the profile."""
    lanes = [_lane(stage, tuple(rules)) for stage, rules in groupby(profile.steps, lambda rule: rule.stage)]
    if lanes:
        last = lanes[-1]
        lanes[-1] = Lane(last.name, last.boxes, last.onward or Box("If still not satisfied, go to the Ombudsman"))
    stages = [rule.stage for rule in profile.steps]
    early = Shortcut(1, len(lanes), "Before stage 3 only by early referral") if Stage.THREE in stages else None
    title = f"{profile.name}: from a complaint to the Ombudsman"
    return DiagramSpec(title, "A complaint is received", (*lanes, _OUTSIDE), early)


def _lane(stage: Stage | None, rules: tuple[StepRule, ...]) -> Lane:
    asks = [rule for rule in rules if rule.key.startswith(_ASKS)]
    boxes = tuple(Box(rule.label, _limit(rule), rule.who) for rule in rules if rule not in asks)
    return Lane(stage.value if stage else "Any stage", boxes, _asking(asks[0]) if asks else None)


def _asking(rule: StepRule) -> Box:
    label = rule.label[:1].lower() + rule.label[1:]
    return Box(f"If not satisfied, {label}", _limit(rule))
