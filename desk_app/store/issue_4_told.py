"""A later schema: when somebody was told of what was decided, and what the Ombudsman needs no answer to any more.

Frozen once released.
"""

TOLD = """
ALTER TABLE decision ADD COLUMN told_on TEXT;
ALTER TABLE feedback_case ADD COLUMN closing_told_on TEXT;
ALTER TABLE ombudsman_request ADD COLUMN not_needed_on TEXT;
"""
