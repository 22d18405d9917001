"""keys.json: how passphrases and the recovery key open the store.

The file's key is 32 random bytes that never change hands; each member's passphrase, and the recovery key, wrap it
(scrypt, then AES-GCM). Store, generation and member are bound into each wrapping, so that none can be moved elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk_app.problems import Problem

NAME = "keys.json"
FORMAT = "feedback-desk keys 1"
STRONG = 2**17  # scrypt's n: 0.4 s and 128 MiB for a moment
WEAK_FOR_TESTS = 2**4
_MOST = 2**20  # more than this in a file is damage, not care
_R, _P = 8, 1
_RECOVERY_BYTES = 20  # 160 bits, 32 letters
_CHECK_LETTERS = 4
_GROUP = 6
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The file's key, wrapped by one secret."""

    salt: bytes
    n: int
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """What keys.json holds. `store` is the store's id; `generation` counts the file keys it has had."""

    store: str
    generation: int = 1
    members: Mapping[str, Wrapped] = field(default_factory=dict)
    recovery: Wrapped | None = None


def wrap(file_key: bytes, secret: str, store: str, generation: int, whose: str, n: int = STRONG) -> Wrapped:
    """Wrap the file's key with a passphrase (or recovery key); `whose` is "member:NAME" or "recovery"."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(secret, salt, n)).encrypt(nonce, file_key, _bound(store, generation, whose))
    return Wrapped(salt, n, nonce, sealed)


def _unwrap(wrapped: Wrapped, secret: str, keys: Keys, whose: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _stretch(secret, wrapped.salt, wrapped.n)
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.sealed, _bound(keys.store, keys.generation, whose))
    except InvalidTag:
        return None


def _stretch(secret: str, salt: bytes, n: int) -> bytes:
    text = unicodedata.normalize("NFKC", secret).encode()
    return hashlib.scrypt(text, salt=salt, n=n, r=_R, p=_P, maxmem=128 * _R * (n + _P + 4) + 2**20, dklen=32)


def _bound(store: str, generation: int, whose: str) -> bytes:
    return json.dumps([FORMAT, store, generation, whose], ensure_ascii=False).encode()


def unlock(keys: Keys, secret: str, member: str = "") -> tuple[bytes, str] | None:
    """The file's key and whose passphrase it was ("" for the recovery key); None when nothing opens.

    With a member's name only that passphrase is tried (and the recovery key, if it looks like one).
    """
    if keys.recovery is not None and (spelled := _spelled(secret)) is not None:
        file_key = _unwrap(keys.recovery, spelled, keys, "recovery")
        if file_key is not None:
            return file_key, ""
    for name, wrapped in keys.members.items():
        if member and name != member:
            continue
        file_key = _unwrap(wrapped, secret, keys, f"member:{name}")
        if file_key is not None:
            return file_key, name
    return None


# --- the recovery key ------------------------------------------------------------------------------------
def new_recovery_key() -> str:
    """A fresh recovery key as it is printed: groups of letters and digits with a checksum at the end."""
    letters = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    whole = letters + _check(letters)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def recovery_secret(printed: str) -> str:
    """The secret of a recovery key as printed or typed; Problem when it cannot be one."""
    spelled = _spelled(printed)
    if spelled is None:
        raise Problem("This is not a recovery key: a letter is missing or mistyped.", "Check it against the print-out.")
    return spelled


def _spelled(typed: str) -> str | None:
    """The letters of a recovery key without its groups and checksum, or None if it is none."""
    letters = "".join(filter(str.isalnum, typed.upper())).translate(_LOOKALIKES)  # whatever became of the dashes
    length = len(base64.b32encode(bytes(_RECOVERY_BYTES)))
    if len(letters) != length + _CHECK_LETTERS or _check(letters[:length]) != letters[length:]:
        return None
    return letters[:length]


def _check(letters: str) -> str:
    return base64.b32encode(hashlib.sha256(letters.encode()).digest()).decode()[:_CHECK_LETTERS]


# --- the file --------------------------------------------------------------------------------------------
def write(folder: Path, keys: Keys) -> None:
    """Replace keys.json: whole before, or whole after, whatever happens."""
    text = json.dumps(
        {
            "format": FORMAT,
            "store": keys.store,
            "generation": keys.generation,
            "members": {name: _plain(wrapped) for name, wrapped in keys.members.items()},
            "recovery": _plain(keys.recovery) if keys.recovery else None,
        },
        ensure_ascii=False,
        indent=1,
    )
    beside = folder / f"{NAME}.new"
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (Windows does so itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def parse(text: str | bytes) -> Keys:
    """keys.json as read; ValueError when it is not what `write` wrote."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("not a keys file of this format")
    recovery = data["recovery"]
    return Keys(
        store=str(data["store"]),
        generation=int(data["generation"]),
        members={str(name): wrapped for name, wrapped in _wrappings(data["members"])},
        recovery=_wrapped(recovery) if recovery else None,
    )


def _plain(wrapped: Wrapped) -> dict[str, Any]:
    return {
        "kdf": "scrypt", "n": wrapped.n, "r": _R, "p": _P,
        "salt": wrapped.salt.hex(), "nonce": wrapped.nonce.hex(), "sealed": wrapped.sealed.hex(),
    }  # fmt: skip


def _wrapped(data: Mapping[str, Any]) -> Wrapped:
    n = int(data["n"])
    if data["kdf"] != "scrypt" or data["r"] != _R or data["p"] != _P or not 2 <= n <= _MOST or n & (n - 1):
        raise ValueError("unknown key derivation")
    return Wrapped(*(bytes.fromhex(data["salt"]), n, bytes.fromhex(data["nonce"]), bytes.fromhex(data["sealed"])))


def _wrappings(data: Mapping[str, Any]) -> Iterator[tuple[str, Wrapped]]:
    for name, wrapped in data.items():
        yield name, _wrapped(wrapped)
