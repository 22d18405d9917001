"""Everything about one person, for the answer to their request (UK GDPR, article 15): one PDF, one folder.

Other people are marked, for an officer to decide what may be given. Nothing is left out by the program.
"""

from desk_app.subject_access.naming import named
from desk_app.subject_access.writing import Written, write

__all__ = ["Written", "named", "write"]
