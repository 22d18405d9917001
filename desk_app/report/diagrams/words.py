"""A diagram in words: everything that is drawn, in the order of its arrows."""

from collections.abc import Iterator

from desk_app.report.diagrams.spec import Box, DiagramSpec, Lane


def alt_text(spec: DiagramSpec) -> str:
    """The whole diagram as sentences: nothing stands in the picture only.

    >>> alt_text(DiagramSpec("Feedback", "It comes in", (Lane("Stage 1", (Box("Answer", "5 days", "The team"),)),)))
    'Flow chart: Feedback. It begins: it comes in. Stage 1: answer (5 days; the team).'
    """
    said = [f"Flow chart: {spec.title.rstrip('.')}.", f"It begins: {_lower(spec.start)}."]
    for place, lane in enumerate(spec.lanes):
        said.append(_lane(lane))
        if place < len(spec.lanes) - 1:
            said.append(_onward(lane, spec.lanes[place + 1]))
    if spec.shortcut is not None:
        start, end = spec.lanes[spec.shortcut.start].name, spec.lanes[spec.shortcut.end].name
        said.append(f"A dashed arrow leads from {_lower(start)} to {_within(end)}: {_lower(spec.shortcut.words)}.")
    return " ".join(said)


def _lane(lane: Lane) -> str:
    return f"{lane.name}: {', then '.join(map(_box, lane.boxes)) or 'no steps'}."


def _onward(lane: Lane, following: Lane) -> str:
    words = f" {_box(lane.onward)}" if lane.onward is not None else ""
    return f"An arrow leads on to {_within(following.name)}{':' if words else ''}{words}."


def _box(box: Box) -> str:
    beside = "; ".join(_beside(box))
    return f"{_lower(box.title)} ({beside})" if beside else _lower(box.title)


def _beside(box: Box) -> Iterator[str]:
    yield from (_lower(part.strip()) for part in (box.limit, box.who) if part.strip())


def _within(name: str) -> str:
    """ "Stage 2" -> "stage 2", "Ombudsman" -> "the Ombudsman"."""
    return _lower(name) if name[-1:].isdigit() else f"the {name}"


def _lower(text: str) -> str:
    """As it stands within a sentence; "SEND" and "Children's Services" keep their letters."""
    first, _, rest = text.partition(" ")
    return text if first[1:] != first[1:].lower() or rest[:1].isupper() else text[:1].lower() + text[1:]
