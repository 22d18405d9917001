"""A later schema: the day of a safeguarding alarm that came after the complaint.

Frozen once released. What was said then is a note, and an earlier referral a contact of the case.
"""

CONCERN = """
ALTER TABLE feedback_case ADD COLUMN concern_on TEXT;
"""
