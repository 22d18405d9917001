"""Emails as they travel (.eml): RFC 5322 and MIME, also where they are not quite written as those want them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from email.message import EmailMessage
from email.parser import BytesFeedParser
from email.policy import Policy, default
from email.utils import parseaddr, parsedate_to_datetime

from desk_app import dates
from desk_app.exchange.e_mail import plain_text
from desk_app.exchange.e_mail.message import (
    MOST_PARTS,
    SMALL_PICTURE,
    VERY_LONG,
    Attachment,
    EMail,
    Writer,
    fit_name,
    one_line,
    understood,
    whole,
)
from desk_app.problems import Problem

PIECE = 64 * 1024
ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")


def parse(data: bytes, name: str) -> EMail:
    """Understand an email; `name` is what messages call it. Raises Problem when it is none."""
    message = _read(data, name)
    sender = Writer(*parseaddr(_header(message, "from")))
    subject, sent = _header(message, "subject"), _header(message, "date")
    if not (sender.email or sender.name or (subject and sent)):
        raise Problem(
            f"{name} is not an email: it has neither sender nor subject. Nothing on the form was changed.",
            "Save the email in your email program, as .eml or as an Outlook message (.msg), and try again.",
        )
    text, files, notes = _contents(message)
    return understood(sender, _day(sent), subject, text, files, notes)


def _read(data: bytes, name: str) -> EmailMessage:
    """In pieces: at one go a large email would be in memory several times over, and hold up other threads longer.

    Problem for one of more parts than anybody's: each of thousands takes longer than the one before.
    """
    parts = 0

    def begun(policy: Policy[EmailMessage] = default) -> EmailMessage:
        nonlocal parts
        parts += 1
        if parts > MOST_PARTS:
            raise Problem(
                f"{name} has more than {MOST_PARTS} parts, so it was not read. Nothing on the form was changed.",
                "Save its attachments by themselves, then copy the text of the email into the form.",
            )
        return EmailMessage(policy)

    parser: BytesFeedParser[EmailMessage] = BytesFeedParser(begun, policy=default)
    for start in range(0, len(data), PIECE):
        parser.feed(data[start : start + PIECE])
    return parser.close()


# --- headers -------------------------------------------------------------------------------------------------
def _header(message: EmailMessage, name: str) -> str:
    """A header as text, also where it should have been encoded and was not."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if any("\udc80" <= letter <= "\udcff" for letter in raw):
        return whole(one_line(_decoded(raw.encode("utf-8", "surrogateescape"), "utf-8")))
    with suppress(Exception):
        return whole(one_line(str(message[name] or "")))
    return whole(one_line(raw))


def _day(text: str) -> date | None:
    moment: datetime | None = None
    with suppress(Exception):
        moment = parsedate_to_datetime(text)
    with suppress(OverflowError):
        return dates.uk_date(moment) if moment else None
    return None


# --- what it holds -------------------------------------------------------------------------------------------
def _contents(message: EmailMessage) -> tuple[str, list[Attachment], list[str]]:
    """The text, the files, and what was left out."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    files: list[Attachment] = []
    notes: list[str] = []
    pictures = 0
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in ENCRYPTED:
            notes.append("The email is encrypted. Open it in your email program and copy its text.")
        elif kind in texts and not _is_file(part):
            texts[kind].append(_text_of(part))
        elif kind.startswith("image/") and part.get("content-id") and len(_bytes_of(part)) <= SMALL_PICTURE:
            pictures += 1
        else:
            files.append(Attachment(_name_of(part) or f"attachment {len(files) + 1}", kind, _bytes_of(part)))
    if pictures:
        notes.append(
            f"{pictures} small picture{'s' if pictures > 1 else ''} within the text, such as a logo, left out."
        )
    text = plain_text.tidy("\n\n".join(texts["text/plain"]))
    if not text:
        html = "\n".join(texts["text/html"])
        text = plain_text.of_html(html)
        if len(html) > plain_text.LONGEST_HTML:
            notes.append(VERY_LONG)
    return whole(text), files, notes


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in their order. An email that is attached is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = _inner(part)
        if inner and (part is message or part.get_content_type() != "message/rfc822"):
            waiting += reversed(inner)
        else:
            yield part


def _inner(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, EmailMessage)] if isinstance(payload, list) else []


def _is_file(part: EmailMessage) -> bool:
    with suppress(Exception):
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return False


def _name_of(part: EmailMessage) -> str:
    name = ""
    with suppress(Exception):
        name = fit_name(str(part.get_filename() or ""))
    inner = _inner(part)
    return name or (fit_name(f"{_header(inner[0], 'subject') or 'email'}.eml") if inner else "")


def _bytes_of(part: EmailMessage) -> bytes:
    inner = _inner(part)
    if inner:
        with suppress(Exception):  # it may hold what cannot be written down again
            return bytes(inner[0])
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text_of(part: EmailMessage) -> str:
    charset = "utf-8"
    with suppress(Exception):
        charset = part.get_content_charset() or charset
    return _decoded(_bytes_of(part), charset)


def _decoded(data: bytes, charset: str) -> str:
    """Text in the charset that is claimed, else in the two that are likely."""
    for name in (charset, "utf-8"):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(name)
    return data.decode("cp1252", "replace")
