"""What an email says, whatever it was saved as."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr

MEGABYTE = 1024 * 1024
LARGEST_ATTACHMENT = 20 * MEGABYTE
LONGEST_TEXT = 200_000
LONGEST_NAME = 150
MOST_PARTS = 300
"""Parts of an email, those within others too, and attachments."""
VERY_LONG = "The text is very long. Its end was left out."
SMALL_PICTURE = 12 * 1024
"""Pictures within the text up to this size are logos and lines of a signature."""
_FORWARDED = re.compile(r"^\s*(fwd?|wg|tr)\s*:", re.I)
_PREFIXES = re.compile(r"^(\s*(re|fwd?|wg|tr)\s*:\s*)+", re.I)
_WRITER = re.compile(r"^[> \t*]*(?:from|oddi wrth)\s*:[\s*]*(?P<who>\S.*)$", re.I | re.M)
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an email."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody's name and address as an email gives them; either may be ""."""

    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.email})" if self.name and self.email else self.name or self.email


@dataclass(frozen=True, slots=True)
class EMail:
    """What an email says. `received_on` is its date in Britain, None if it has none.

    `sender` is the one that the email shows. Where it was forwarded, `forwarded` is the writer named in its text,
    for the officer to choose: nothing is guessed. `notes` say what could not be taken.
    """

    sender: Writer
    received_on: date | None
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    is_forwarded: bool = False
    forwarded: Writer | None = None
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The subject without the "Re:" and "Fw:" that email programs put before it."""
        return _PREFIXES.sub("", self.subject)


def understood(
    sender: Writer, received_on: date | None, subject: str, text: str, files: Iterable[Attachment], notes: Iterable[str]
) -> EMail:
    """The email of what was read. What is too large is left out, and said."""
    kept, said = [], list(notes)
    for each in files:
        if len(each.data) > LARGEST_ATTACHMENT:
            said.append(f"“{each.name}” is larger than {LARGEST_ATTACHMENT // MEGABYTE} MB and was not taken.")
        else:
            kept.append(each)
    if len(text) > LONGEST_TEXT and VERY_LONG not in said:
        said.append(VERY_LONG)
    text = text[:LONGEST_TEXT]
    if received_on is None:
        said.append("The email has no date that can be understood. Enter the date received.")
    if not text:
        said.append("The email has no text that can be read.")
    forwarded = bool(_FORWARDED.match(subject))
    return EMail(
        Writer(one_line(sender.name), sender.email.strip()),
        received_on,
        one_line(subject),
        text,
        tuple(kept),
        forwarded,
        _first_writer(text, sender) if forwarded else None,
        tuple(said),
    )


def _first_writer(text: str, sender: Writer) -> Writer | None:
    """The first writer named within the text that is not the sender."""
    for found in _WRITER.finditer(text):
        who = one_line(found["who"].replace("[mailto:", "<").replace("]", ">"))
        name, address = parseaddr(who)
        writer = Writer(one_line(name).strip("\"' *"), address) if "@" in address else Writer(who.strip("\"' *"))
        if not writer.email or writer.email.lower() != sender.email.lower():
            return writer
    return None


def fit_name(name: str) -> str:
    """A file's name without folders, without what no file may be called, and without marks that nobody sees.

    One of direction makes "exe.pdf" of what ends in ".exe".
    """
    seen = "".join(letter for letter in whole(name) if unicodedata.category(letter) != "Cf")
    cleaned = one_line(_UNFIT.sub(" ", seen.replace("\\", "/").rpartition("/")[2])).strip(". ")
    stem, dot, ending = cleaned.rpartition(".")
    return cleaned if len(cleaned) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:9]}"


def one_line(text: str) -> str:
    """Text without line ends and doubled spaces."""
    return " ".join(text.split())


def whole(text: str) -> str:
    """Text that can be stored: no halves of letters, no zero bytes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
