"""A passphrase that is typed twice, because nobody sees it: that the two differ is said when the line is left."""

from __future__ import annotations

from ui.kit.form_rows import Field

DIFFERENT = "Enter the same passphrase as above."


def say_when_they_differ(first: Field, second: Field) -> None:
    """Beside the second, as soon as both are typed; it goes when either is typed in again."""

    def compare() -> None:
        if first.value() and second.value() and first.value() != second.value():
            second.say_when_left(DIFFERENT)

    def forget() -> None:
        if second.problem == DIFFERENT:
            second.set_problem("")

    first.left.connect(compare)
    second.left.connect(compare)
    first.changed.connect(forget)
