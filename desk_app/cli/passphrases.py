"""Where a command's passphrases come from: a file, the environment, the keyboard. Never the arguments."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from desk_app.problems import Problem

PASSPHRASE_VARIABLE = "FEEDBACK_DESK_PASSPHRASE"
NEW_PASSPHRASE_VARIABLE = "FEEDBACK_DESK_NEW_PASSPHRASE"
TODAYS_PASSPHRASE_VARIABLE = "FEEDBACK_DESK_TODAYS_PASSPHRASE"
IN_THE_ENVIRONMENT = (PASSPHRASE_VARIABLE, NEW_PASSPHRASE_VARIABLE, TODAYS_PASSPHRASE_VARIABLE)


def given_passphrase(options: argparse.Namespace, *, confirm: bool = False) -> str:
    if options.passphrase_file:
        try:
            text: str = options.passphrase_file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Problem(
                f"The passphrase file {options.passphrase_file} cannot be read.", "Check its name."
            ) from error
        return text.partition("\n")[0].rstrip("\r")
    if PASSPHRASE_VARIABLE in os.environ:
        return os.environ[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise Problem(
            "No passphrase was given.", f"Use --passphrase-file FILE or set {PASSPHRASE_VARIABLE} for this command."
        )
    passphrase = getpass.getpass("Passphrase: ")
    if confirm and getpass.getpass("The same again: ") != passphrase:
        raise Problem("The two passphrases differ. Nothing was made.", "Try again.")
    return passphrase


def refuse_easy(passphrase: str, store: Path, *known: str) -> None:
    """What the window would not take either. Raises Problem."""
    from desk_app import strength

    found = strength.estimate(passphrase, (store.stem, *known))
    if passphrase and not found.enough:
        raise Problem(f"This passphrase does not protect a store. {found.words}", found.advice)


def new_passphrase(options: argparse.Namespace, known: Iterable[str]) -> str:
    """The new one that was given; `known` are words that anybody would try first. Raises Problem."""
    passphrase = _given_anew(options)
    refuse_easy(passphrase, options.store, *known)
    return passphrase


def _given_anew(options: argparse.Namespace) -> str:
    if options.new_passphrase_file:
        return given_passphrase(argparse.Namespace(passphrase_file=options.new_passphrase_file))
    if NEW_PASSPHRASE_VARIABLE in os.environ:
        return os.environ[NEW_PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise Problem(
            "No new passphrase was given.",
            f"Use --new-passphrase-file FILE or set {NEW_PASSPHRASE_VARIABLE} for this command.",
        )
    passphrase = getpass.getpass("New passphrase: ")
    if getpass.getpass("The same again: ") != passphrase:
        raise Problem("The two passphrases differ. Nothing was changed.", "Try again.")
    return passphrase


def todays_passphrase(options: argparse.Namespace) -> str:
    """Of the store that a backup replaces, where it is another than the backup's; "" where none was given."""
    if options.todays_passphrase_file:
        return given_passphrase(argparse.Namespace(passphrase_file=options.todays_passphrase_file))
    return os.environ.get(TODAYS_PASSPHRASE_VARIABLE, "")
