"""Messages as Outlook saves them (.msg)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from email.utils import parseaddr
from mimetypes import guess_type
from typing import TYPE_CHECKING

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
    understood,
    whole,
)

if TYPE_CHECKING:
    import oxmsg.attachment

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_DELIVERED, _CONTENT_ID = 0x0E06, 0x3712  # PidTagMessageDeliveryTime, PidTagAttachContentId
_SHORT_NAME, _SHOWN_NAME = 0x3704, 0x3001  # PidTagAttachFilename, PidTagDisplayName


def is_one(data: bytes) -> bool:
    """Whether these are the bytes of such a message."""
    return data.startswith(MAGIC)


def parse(data: bytes) -> EMail:
    """Understand a message. Raises whatever the library does when it is damaged."""
    from oxmsg import Message

    message = Message.load(data)
    text = plain_text.tidy(message.body or "")
    files: list[Attachment] = []
    notes: list[str] = []
    if not text:
        html = message.html_body or ""
        text = plain_text.of_html(html)
        if len(html) > plain_text.LONGEST_HTML:
            notes.append(VERY_LONG)
    attached = message.attachments
    if len(attached) > MOST_PARTS:
        notes.append(f"Only the first {MOST_PARTS} of its {len(attached):,} attachments were taken.")
    for item in attached[:MOST_PARTS]:
        content = item.file_bytes
        name = _name_of(item)
        if content is None:
            notes.append(f"“{name or 'An attached message'}” is a message of its own. Save it by itself to keep it.")
        elif not (item.properties.str_prop_value(_CONTENT_ID) and _is_small_picture(name, content)):
            media_type = guess_type(name)[0] or item.mime_type or "application/octet-stream"
            files.append(Attachment(name or f"attachment {len(files) + 1}", media_type, content))
    sent = message.sent_date or message.properties.date_prop_value(_DELIVERED)
    day = dates.uk_date(sent) if isinstance(sent, datetime) else None
    return understood(_sender(message.sender or ""), day, whole(message.subject), whole(text), files, notes)


def _sender(text: str) -> Writer:
    """A sender within the same organisation has an address that is none."""
    name, address = parseaddr(whole(text))
    return Writer(name, address if "@" in address else "") if name or "@" in address else Writer(whole(text))


def _name_of(item: oxmsg.attachment.Attachment) -> str:
    with suppress(Exception):
        read = item.properties.str_prop_value
        return fit_name(item.file_name or read(_SHORT_NAME) or read(_SHOWN_NAME) or "")
    return ""


def _is_small_picture(name: str, content: bytes) -> bool:
    return len(content) <= SMALL_PICTURE and name.lower().endswith((".png", ".gif", ".jpg", ".jpeg"))
