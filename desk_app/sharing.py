"""Whether the complainant may be told what is known of the child. Pure."""

from __future__ import annotations

from desk_app.records import CaseFile, Consent, Role


def must_keep_out(file: CaseFile) -> bool:
    """Whether the child's data stay out of an answer: so it was recorded, or consent was refused and nothing else was.

    A child who complains reads of themself.
    """
    case, child = file.case, file.person(Role.CHILD)
    if case.made_by_child is True or (child is not None and child == file.person(Role.COMPLAINANT)):
        return False
    return case.may_share_data is False or (case.consent is Consent.REFUSED and case.may_share_data is not True)
