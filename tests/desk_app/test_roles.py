"""What only managers may do."""

from __future__ import annotations

import pytest

from desk_app import roles
from desk_app.roles import MANAGER, OFFICER, Task


@pytest.mark.parametrize("task", list(Task))
def test_only_managers_may_do_what_stands_in_the_table(task: Task) -> None:
    """An officer is told who may, and whom to ask."""
    assert roles.may(MANAGER, task)
    assert not roles.may(OFFICER, task)
    roles.require(MANAGER, task)
    with pytest.raises(roles.NotAllowed, match=r"Only a manager can .* Ask a manager"):
        roles.require(OFFICER, task)


def test_a_role_that_nobody_knows_may_do_what_officers_may() -> None:
    """A later version's, or none."""
    assert not roles.may("", Task.MEMBERS)
    assert not roles.may("chief", Task.MEMBERS)
