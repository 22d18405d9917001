"""What in a text must not be published: found, marked with its reason, decided by a person, replaced when printed.

Pure: it takes a text and prepared names and gives marks. It errs towards marking: to keep is one key, to publish a name
by mistake is not undone.
"""

from desk_app.redaction.finding import find, kept_words
from desk_app.redaction.known import Names
from desk_app.redaction.marks import (
    NAME_REMOVED,
    REPLACEMENTS,
    Decision,
    Kind,
    Mark,
    carried,
    decided,
    from_json,
    rendered,
    sound,
    to_json,
    waiting,
    with_own,
)

__all__ = [
    "NAME_REMOVED",
    "REPLACEMENTS",
    "Decision",
    "Kind",
    "Mark",
    "Names",
    "carried",
    "decided",
    "find",
    "from_json",
    "kept_words",
    "rendered",
    "sound",
    "to_json",
    "waiting",
    "with_own",
]
