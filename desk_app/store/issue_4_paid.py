"""A later schema: the day on which the council paid what it offered of its own accord.

Frozen once released.
"""

PAID = """
ALTER TABLE investigation ADD COLUMN paid_on TEXT;
"""
