"""A later schema: what was corrected of a matter of the Ombudsman that is of none of our cases, and why.

Frozen once released. A case keeps that as decisions; such a matter has no case to keep them with.
"""

MATTERS = """
ALTER TABLE ombudsman_matter ADD COLUMN corrections TEXT NOT NULL DEFAULT '';
"""
