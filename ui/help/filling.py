"""What is put into the pages of the guide when they are shown, so that they cannot be wrong about it.

{Find a case} becomes the place of that verb in the menus with its keys, {shortcuts} a table of all keys,
{procedure statutory} the steps and limits of that procedure, {letters} and {placeholders} tables of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from desk_app import procedures
from ui.help.verbs import MenuVerb
from ui.shortcuts import MORE

NAMED = re.compile(r"\{([^{}]+)\}")
SHORTCUTS, PROCEDURE = "shortcuts", "procedure "
LISTS_OF_LETTERS = ("letters", "placeholders")


def fill(text: str, verbs: Mapping[str, MenuVerb]) -> str:
    """A page with all of it put in."""
    return NAMED.sub(lambda found: _said(found[1], verbs), text)


def _said(name: str, verbs: Mapping[str, MenuVerb]) -> str:
    if name == SHORTCUTS:
        return "\n\n".join(_keys(verbs))
    if name in LISTS_OF_LETTERS:
        return _letters() if name == "letters" else "\n\n".join(_placeholders())
    if name.startswith(PROCEDURE):
        return _procedure(procedures.shipped_by_key()[name.removeprefix(PROCEDURE)])
    return verbs[name].said if name in verbs else f"**{name}**"


def _keys(verbs: Mapping[str, MenuVerb]) -> Iterator[str]:
    """A table for each menu, then one of the keys that belong to none."""
    with_keys = [verb for verb in verbs.values() if verb.keys]
    tables = {menu: [(v.keys, v.name) for v in with_keys if v.menu == menu] for menu in _menus(with_keys)}
    for title, rows in {**tables, "In lists, forms and the report": list(MORE)}.items():
        head = ("Keys", "What they do")
        yield f"## {title}\n\n{_table(head, [(f'`{keys}`', what) for keys, what in rows])}"


def _menus(verbs: Iterable[MenuVerb]) -> list[str]:
    return list(dict.fromkeys(verb.menu for verb in verbs))


def _letters() -> str:
    from desk_app.letters import LETTERS

    return _table(("Letter", "To", "What it says"), [(kind.name, _begun(kind.to), kind.about) for kind in LETTERS])


def _placeholders() -> Iterator[str]:
    """A table for each group. Without the braces: those belong into a letter."""
    from desk_app.letters import GROUPS

    for group in GROUPS:
        rows = [
            (placeholder.written.strip("{}% "), _begun(_plain(placeholder.means))) for placeholder in group.placeholders
        ]
        yield f"### {group.name}\n\n{_table(('Placeholder', 'What it is'), rows)}"


def _plain(text: str) -> str:
    return text.replace("{{ ", "").replace(" }}", "")


def _procedure(profile: procedures.Profile) -> str:
    rows = [(rule.label, _begun(procedures.in_words(rule)), _begun(rule.citation)) for rule in profile.steps]
    return _table(("Step", "Time", "Source"), rows)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
