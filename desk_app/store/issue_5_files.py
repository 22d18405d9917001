"""A later schema: what a report was published as beside its PDF is kept with it.

Frozen once released.
"""

FILES = """
ALTER TABLE publication ADD COLUMN files_hash TEXT NOT NULL DEFAULT '';
"""
