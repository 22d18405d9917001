"""Rules as letters say them: the name of a procedure, and why a complaint cannot be looked into."""

from __future__ import annotations

from desk_app.records import Refusal, RefusalKind, Route

PROCEDURES: dict[Route | None, str] = {
    Route.STATUTORY: "the complaints procedure for children’s social care (Children Act 1989)",
    Route.CORPORATE: "the council’s own complaints procedure",
}

_BECAUSE: dict[RefusalKind, str] = {
    RefusalKind.OVER_A_YEAR: "It is about something that happened, or that you became aware of, more than 12 months "
    "before you complained. We can still look into such a complaint where it was not reasonable to expect it earlier "
    "and it can still be looked into fairly. We considered this and decided that we cannot.",
    RefusalKind.COURT: "It is about something that a court or tribunal is deciding or has decided, or that could "
    "prejudice such proceedings.",
    RefusalKind.ALREADY_ANSWERED: "We have already answered it, through all the stages of our procedure.",
    RefusalKind.NOT_THIS_COUNCIL: "It is about something that another organisation is responsible for.",
    RefusalKind.APPEAL_RIGHT: "You have, or had, a right of appeal about it. That is the way to have it decided.",
    RefusalKind.NO_SUFFICIENT_INTEREST: "The regulations let us look into a complaint about a child only from certain "
    "people, or from somebody with sufficient interest in the child’s welfare. We considered this and decided that you "
    "do not have such an interest.",
    RefusalKind.NO_CONSENT: "It is made on behalf of somebody who has not agreed to it.",
    RefusalKind.OTHER: "The reason is this:",
}
"""Each as whole sentences to the complainant. Sources: procedures.py; part 3 of the Complaint Handling Code."""


def refused_because(refusal: Refusal | None, *, last: bool = True) -> str:
    """Why a complaint is refused, in whole sentences; "" where no refusal is recorded.

    `last`: not only a later stage of it is, before which only some stages were gone through.
    """
    if refusal and refusal.kind is RefusalKind.ALREADY_ANSWERED and not last:
        return "We have already answered it."
    return _BECAUSE[refusal.kind] if refusal else ""
