"""A saved email (.eml, or .msg of Outlook): who wrote it, when, what, and the files with it."""

from __future__ import annotations

from pathlib import Path

from desk_app.exchange.e_mail import internet, outlook
from desk_app.exchange.e_mail.message import LARGEST_ATTACHMENT, MEGABYTE, Attachment, EMail, Writer
from desk_app.problems import Problem
from desk_app.progress import Progress, silent

ENDINGS = (".eml", ".msg")
LARGEST_FILE = 100 * MEGABYTE


def read(path: Path, progress: Progress = silent) -> EMail:
    """Read a saved email. Raises Problem when it cannot be, with what to do instead."""
    progress(0, 2, "Reading the email")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Problem(
                f"{path.name} is larger than {LARGEST_FILE // MEGABYTE} MB, so it was not read.",
                "Save its attachments by themselves, then copy the text of the email into the form.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Problem(
            f"{path.name} cannot be read.", "Save the email again, to a folder on this computer, and try once more."
        ) from error
    progress(1, 2, "Reading the email")
    return parse(data, path.name)


def parse(data: bytes, name: str = "This file") -> EMail:
    """Understand the bytes of a saved email; `name` is what messages call it. Raises Problem."""
    try:
        return outlook.parse(data) if outlook.is_one(data) else internet.parse(data, name)
    except Problem:
        raise
    except Exception as error:  # whatever a file from outside holds, it is no bug of ours
        raise Problem(
            f"{name} cannot be understood as an email. Nothing on the form was changed.",
            "Copy the text of the email and paste it into the form.",
        ) from error


__all__ = ["ENDINGS", "LARGEST_ATTACHMENT", "LARGEST_FILE", "Attachment", "EMail", "Writer", "parse", "read"]
