"""A later schema: whether a complaint was withdrawn or closed here, or a register brought it so.

Frozen once released.
"""

ENDED = """
ALTER TABLE feedback_case ADD COLUMN ended_here INTEGER NOT NULL DEFAULT 0;
"""
