"""What is asked in more than one form, in the same words wherever it is asked: logging, a case's page, correcting."""

from __future__ import annotations

from desk_app.records import Kind

ANSWERS = ("Yes", "No")
"""Yes first, everywhere."""

AT_RISK = "Is a child at risk, or is harm by a member of staff alleged?"
DO_FIRST = "Do this first"
"""Above the council's own instructions, once the answer is yes."""
IS_SAME_PERSON = "Is it the same person?"
"""Of a name that is like that of somebody who cannot take part."""
KEEP_OUT = "The complainant may not be given the child’s data: leave personal information about the child out."
"""Where consent was refused, or so it was recorded."""

ASKED: dict[str, str] = {
    "at_risk": AT_RISK,
    "referred_to": "Who was it referred to?",
    "referred_by": "Who referred it?",
    "referred_on": "Referred on",
    "received_on": "Date received",
    "channel": "How it arrived",
    "summary": "Summary",
    "service_area": "Service area",
    "team": "Team",
    "desired_outcome": "What would they like to happen?",
    "category": "Category",
    "subcategory": "Sub-category",
    "themes": "Themes",
    "made_by_child": "Is it the child or young person who complains?",
    "advocate_offered_on": "Advocate offered on",
    "looked_after": "Is the child looked after?",
    "consent": "The child’s consent",
    "consent_on": "Consent asked for, given or refused on",
    "may_share_data": "May the complainant be given the child’s data?",
    "acknowledged_on": "Acknowledged on",
    "name": "Full name",
    "relationship": "Relationship to the child",
    "email": "Email",
    "telephone": "Telephone",
    "address": "Address",
    "thanked_on": "Thanked on",
    "passed_on": "Passed to the manager on",
    "comment_kind": "Kind of comment",
    "enquiry_kind": "Kind of enquiry",
    "target_on": "Answer by",
    "answered_on": "Answered on",
}
"""By field of a record."""

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "Telephone": ("call", "mobile", "rang"),
    "Letter": ("post",),
    "In person": ("visit", "face to face"),
    "Online form": ("web",),
    "Parent": ("mum", "mother", "dad", "father"),
    "Grandparent": ("nan",),
    "Family member": ("aunt", "uncle", "sister", "brother", "sibling"),
}
"""By what else officers look for a value of a list."""

WORDS: dict[Kind, str] = {
    Kind.COMPLAINT: "What happened",
    Kind.COMPLIMENT: "What was said",
    Kind.COMMENT: "What was said",
    Kind.ENQUIRY: "What is asked",
}
"""How the person's own words are asked for."""
