"""Logs a complaint through the accessibility bus alone, as a screen reader's user would, and writes down what is said.

usage: python3 complaint.py FEEDBACK_DESK FOLDER     (started by session.sh; needs gi and Atspi only)

FEEDBACK_DESK is the program, FOLDER holds Tîm.desk and gets transcript.txt. The exit status is 0 when the complaint
was logged and everything that was said had a name, a role and, where it was wrong, its reason.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_SECONDS = 60
SHOWING, FOCUSABLE, REQUIRED, INVALID = (
    getattr(Atspi.StateType, name) for name in ("SHOWING", "FOCUSABLE", "REQUIRED", "INVALID_ENTRY")
)
CHECKED, ENABLED, READ_ONLY = (getattr(Atspi.StateType, name) for name in ("CHECKED", "ENABLED", "READ_ONLY"))
SPOKEN_STATES = {CHECKED: "checked", REQUIRED: "required", INVALID: "invalid entry", READ_ONLY: "read only"}
PASSPHRASE = "four calm giraffes"
WORDS = "The taxi did not come three times this week, and nobody rang us back."


class Failed(Exception):  # noqa: N818
    """The session could not go on, or something was not said."""


class Reader:
    """A screen reader of few words: looks for things by role and name, and notes what is said of them."""

    def __init__(self, transcript: Path) -> None:
        self._out = transcript.open("w", encoding="utf-8")
        self._heard: list[str] = []
        self.complaints: list[str] = []
        self.app: Any = None
        for event in ("object:announcement", "object:state-changed:focused", "window:activate"):
            Atspi.EventListener.new(self._hear).register(event)

    # --- hearing
    def _hear(self, event: Any) -> None:
        try:
            if event.type.startswith("object:announcement"):
                self._heard.append(f"announced: {event.any_data}")
            elif event.type.startswith("object:state-changed:focused") and event.detail1:
                self._heard.append(f"focus: {self.said(event.source)}")
        except GLib.Error:
            pass  # it is gone already

    def _flush(self) -> None:
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        last = ""
        for line in self._heard:
            if line != last:
                self.note(f"    {line}")
            last = line
        self._heard.clear()

    def note(self, text: str) -> None:
        print(text, file=self._out, flush=True)

    def step(self, text: str) -> None:
        self._flush()
        self.note(f"\n== {text}")

    # --- looking
    def said(self, thing: Any) -> str:
        """What a screen reader says when it gets there."""
        name, role = thing.get_name() or "", thing.get_role_name()
        states = thing.get_state_set()
        label = self.label_of(thing)
        parts = [f"{label}: {name}" if label and label not in name else name or "(no name)", role]
        parts += [word for state, word in SPOKEN_STATES.items() if states.contains(state)]
        text = self.text_of(thing)
        if text and text != name:
            parts.append(f"“{text[:100]}”")
        description = thing.get_description()
        if description and thing.get_role() != Atspi.Role.APPLICATION:  # of which it is the place of the program
            parts.append(f"({description})")
        if states.contains(FOCUSABLE) and not name.strip():
            self.complaints.append(f"no name: {role} in {self.path(thing)}")
        return ", ".join(parts)

    def label_of(self, thing: Any) -> str:
        """What stands beside a choice: its name is what was chosen."""
        for relation in thing.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
                return relation.get_target(0).get_name() or ""
        return ""

    def text_of(self, thing: Any) -> str:
        try:
            text = thing.get_text_iface()
            return str(Atspi.Text.get_text(text, 0, -1)) if text is not None else ""
        except GLib.Error:
            return ""

    def path(self, thing: Any) -> str:
        names: list[str] = []
        while thing is not None and len(names) < 6:
            names.append(f"{thing.get_role_name()} {thing.get_name() or ''}".strip())
            thing = thing.get_parent()
        return " < ".join(names)

    def everything(self, root: Any = None) -> Iterator[Any]:
        """All that is in sight, in the order of reading."""
        stack = [root if root is not None else self.app]
        while stack:
            thing = stack.pop()
            if thing is None:
                continue
            try:
                shown = thing.get_role() == Atspi.Role.APPLICATION or thing.get_state_set().contains(SHOWING)
                children = [thing.get_child_at_index(n) for n in range(thing.get_child_count())] if shown else []
            except GLib.Error:
                continue  # it went meanwhile
            if shown:
                yield thing
                stack += reversed(children)

    def find(self, role: str, name: str) -> Any:
        """The first of that role whose name matches the pattern; waits for it."""
        found = self.wait(lambda: self.first(role, name), f"no {role} named {name!r} came")
        self.note(f"  {self.said(found)}")
        return found

    def first(self, role: str, name: str) -> Any:
        for thing in self.everything():
            with suppress(GLib.Error):  # it may go while it is looked at
                if re.fullmatch(role, thing.get_role_name()) and re.search(name, thing.get_name() or ""):
                    return thing
        return None

    def wait(self, until: Callable[[], Any], otherwise: str) -> Any:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            self._flush()
            found = until()
            if found:
                return found
            time.sleep(0.05)
        raise Failed(otherwise)

    # --- doing
    def press(self, thing: Any) -> None:
        """Whatever pressing means there."""
        action = thing.get_action_iface()
        names = [Atspi.Action.get_action_name(action, n) for n in range(Atspi.Action.get_n_actions(action))]
        wanted = next((n for n, name in enumerate(names) if name in ("Press", "Toggle", "press", "toggle")), None)
        if wanted is None:
            raise Failed(f"{self.said(thing)} cannot be pressed: {names}")
        Atspi.Action.do_action(action, wanted)
        self._flush()

    def fill(self, thing: Any, text: str) -> None:
        """Put a text into a field, with the focus on it."""
        thing.get_component_iface().grab_focus()
        if not Atspi.EditableText.set_text_contents(thing.get_editable_text_iface(), text):
            raise Failed(f"{self.said(thing)} takes no text")
        self._flush()

    def read(self, root: Any = None) -> list[str]:
        """Everything on the page, in the order of reading."""
        lines = []
        for thing in self.everything(root):
            with suppress(GLib.Error):
                if thing.get_name() or thing.get_state_set().contains(FOCUSABLE):
                    lines.append(self.said(thing))
        for line in lines:
            self.note(f"  | {line}")
        return lines


def log_a_complaint(reader: Reader) -> None:
    reader.step("Open the store")
    reader.fill(reader.find("password text", "Passphrase"), "not this one")
    reader.press(reader.find("push button", "^Open$"))

    def refused() -> bool:
        field = reader.first("password text", "Passphrase")
        return field is not None and "does not open" in field.get_description()

    reader.wait(refused, "a wrong passphrase is not said where it is typed")
    reader.find("password text", "Passphrase")
    reader.fill(reader.find("password text", "Passphrase"), PASSPHRASE)
    reader.press(reader.find("push button", "^Open$"))

    reader.step("Today")
    new = reader.find("push button", "New complaint")
    reader.read()

    reader.step("A new complaint: saved too early")
    reader.press(new)
    save = reader.find("push button", "Save complaint")
    reader.press(save)
    reader.wait(lambda: reader.first("text", "What happened"), "the form did not come")
    words = reader.find("text", "What happened")
    if not words.get_state_set().contains(INVALID) and not words.get_description():
        raise Failed("what is wrong with the words is not said at their field")

    reader.step("Answer what is asked")
    reader.fill(reader.find("text", "Date received"), "today")
    reader.fill(words, WORDS)
    reader.press(reader.find("radio button", "at risk.*: No$"))
    reader.fill(reader.find("text", "^Full name"), "Łucja Ŵyn-Example")
    reader.wait(lambda: not words.get_description().startswith("Error"), "what was put right is still called wrong")
    reader.find("radio button", "^Procedure.*: Statutory$")
    reader.press(reader.first("radio button", "^Procedure.*: Statutory$"))
    reader.read()

    reader.step("Save")
    reader.press(save)
    reader.wait(lambda: reader.first("label", "^Saved CF/"), "that it was saved is not said")

    reader.step("The case")
    lines = reader.read()
    for wanted in ("taxi did not come", "Łucja Ŵyn-Example", "Statutory", "Acknowledge: "):
        if not any(wanted in line for line in lines):
            raise Failed(f"{wanted!r} is not read on the page of the complaint")

    reader.step("Find it again")
    reader.press(reader.find("radio button", "^Today$"))
    reader.wait(lambda: reader.first("frame", "^Today"), "the page was not chosen")
    reader.press(reader.find("radio button", "^Cases$"))
    reader.fill(reader.find("text", "Search cases"), "łucja")
    reader.wait(lambda: reader.first("label", "^1 case$"), "the search does not say that it found one case")
    cells = [reader.said(cell) for cell in reader.everything() if cell.get_role_name() == "table cell"]
    for cell in cells:
        reader.note(f"  | {cell}")
    if not any("CF/" in cell for cell in cells):
        raise Failed("the list does not read the reference")


def main(program: str, folder: Path) -> int:
    reader = Reader(folder / "transcript.txt")
    window = subprocess.Popen([program, "--store", str(folder / "Tîm.desk")])
    try:
        desktop = Atspi.get_desktop(0)

        def ours() -> Any:
            apps = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
            return next((app for app in apps if app is not None and "eedback" in (app.get_name() or "")), None)

        reader.app = reader.wait(ours, "the window did not come to the accessibility bus")
        log_a_complaint(reader)
        reader.note("")
    except Failed as failure:
        reader.step(f"FAILED: {failure}")
        reader.read()
        print(f"failed: {failure}", file=sys.stderr)
        return 1
    finally:
        window.terminate()
        window.wait(20)
    for complaint in dict.fromkeys(reader.complaints):
        reader.note(f"UNCLEAR: {complaint}")
    print(f"a complaint was logged through accessibility alone; unclear: {len(set(reader.complaints))}")
    return int(bool(reader.complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
