"""What only managers may do: one table. Pure.

A role is a rule of this program. It keeps slips and tidy habits apart, not attackers: every member's passphrase opens
the same key, so whoever has one could change the file with a program of their own. The journal would show it.
"""

from __future__ import annotations

from enum import StrEnum

from desk_app.problems import Problem

OFFICER, MANAGER = "officer", "manager"
ROLES = (OFFICER, MANAGER)


class Task(StrEnum):
    """What not every member may do, in words that follow "Only a manager can "."""

    CORRECT_DATES = "correct a date that was recorded"
    LISTS = "change the lists and teams"
    PROFILES = "change the procedures, and what else moves every date"
    OVERRIDE_CHECKS = "publish although a check fails"
    ERASE = "erase people and cases, or hold them"
    KEEPING = "change how long feedback is kept, and when the program locks"
    MEMBERS = "add, change or remove members, and make a new recovery key"


MANAGERS_ONLY = frozenset(Task)


class NotAllowed(Problem):
    """The member's role does not cover it."""


def may(role: str, task: Task) -> bool:
    """Whether a member with that role may do it. An unknown role may do what officers may."""
    return role == MANAGER or task not in MANAGERS_ONLY


def why_not(task: Task) -> str:
    """What is said where it is not allowed."""
    return f"Only a manager can {task.value}."


def require(role: str, task: Task) -> None:
    """Raise NotAllowed, unless a member with that role may do it."""
    if not may(role, task):
        raise NotAllowed(why_not(task), "Ask a manager of this store to do it. Settings, Members lists them.")
