"""Contact arrangements in words, and the notice of one that holds: on a case and on a person's page alike."""

from __future__ import annotations

from desk_app.records import ContactArrangement
from ui.kit.dates import short_date


def in_words(arrangement: ContactArrangement) -> str:
    """ "One named officer. Since: many letters a day. Decided by Dee Example, 3 Apr 2026. Review due 3 Oct 2026." """
    decided = ", ".join(filter(None, [arrangement.decided_by, short_date(arrangement.decided_on)]))
    parts = [
        arrangement.what or "Contact is managed",
        f"Reason: {arrangement.reason}" if arrangement.reason else "",
        f"Decided by {decided}" if arrangement.decided_by else f"Decided {decided}" if decided else "",
        f"Review due {short_date(arrangement.review_on)}" if arrangement.review_on else "",
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
