"""keys.json: how passphrases and the recovery key open the store.

The file's key is 32 random bytes that never change hands. Each member, and the recovery key, has a key pair (X25519):
the passphrase wraps its private half (scrypt, then AES-GCM), and the file's key is sealed to its public half. So a new
file key can be given to everybody who stays without asking for their passphrases, and whoever is removed cannot take
anything of another member's along. Store, generation and member are bound into each sealing, so that none can be moved
elsewhere; the whole is sealed with the file's key (HMAC), so that a public half cannot be planted.

Stores of the first format had no pairs: there the passphrase wraps the file's key itself. They are opened as they are.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desk_app import clean, plain_files
from desk_app.problems import Problem

NAME = "keys.json"
FORMAT = "feedback-desk keys 2"
FIRST_FORMAT = "feedback-desk keys 1"
STRONG = 2**17  # scrypt's n: 0.4 s and 128 MiB for a moment
WEAK_FOR_TESTS = 2**4
COSTS = (STRONG, WEAK_FOR_TESTS)
"""The only ones there are: a file could else ask for gigabytes and minutes before anything in it can be believed."""
MOST_MEMBERS = 50
"""Without a name each one's passphrase is tried, 0.4 s each."""
SEVERAL = "(one of several members)"
"""Whose a passphrase is that two or more members chose, where nobody said who they are."""
LARGEST = 1 << 20
"""Bytes of keys.json; 50 members need some 50 thousand."""
_R, _P = 8, 1
_RECOVERY_BYTES = 20  # 160 bits, 32 letters
_CHECK_LETTERS = 4
_GROUP = 6
_PUBLIC_BYTES = 32
LATER = ("public", "handed")
"""What the first format did not have."""
_LONGEST_SHOWN = 200
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn round what follows on the line."""
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The file's key, for whoever has one secret.

    `sealed` is a private key, wrapped by the secret; `handed` the file's key, for its `public` half. Without these two
    (the first format) `sealed` is the file's key itself.
    """

    salt: bytes
    n: int
    nonce: bytes
    sealed: bytes
    public: bytes = b""
    handed: bytes = b""


@dataclass(frozen=True, slots=True)
class Keys:
    """What keys.json holds. `store` is the store's id; `generation` counts the file keys it has had."""

    store: str
    generation: int = 1
    members: Mapping[str, Wrapped] = field(default_factory=dict)
    recovery: Wrapped | None = None
    seal: bytes = b""

    @property
    def cost(self) -> int:
        """scrypt's n for another secret of this store."""
        every = [*self.members.values(), *([self.recovery] if self.recovery else [])]
        return WEAK_FOR_TESTS if every and all(wrapped.n == WEAK_FOR_TESTS for wrapped in every) else STRONG


def wrap(file_key: bytes, secret: str, store: str, generation: int, whose: str, n: int = STRONG) -> Wrapped:
    """Wrap the file's key with a passphrase (or recovery key); `whose` is "member:NAME" or "recovery"."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce, private = secrets.token_bytes(16), secrets.token_bytes(12), X25519PrivateKey.generate()
    sealed = AESGCM(_stretch(secret, salt, n)).encrypt(nonce, private.private_bytes_raw(), _bound(store, 0, whose))
    public = private.public_key().public_bytes_raw()
    return Wrapped(salt, n, nonce, sealed, public, _hand(file_key, public, _bound(store, generation, whose)))


def rekeyed(keys: Keys, file_key: bytes) -> Keys:
    """The same secrets, for another file key: the next generation. Problem when a secret is of the first format."""
    every = {"the recovery key": keys.recovery} if keys.recovery else {}
    for name, wrapped in {**keys.members, **every}.items():
        if not wrapped.public:
            raise Problem(
                f"An earlier version of this program set up {name if name in every else f'{name}’s passphrase'}, which "
                "cannot be carried over.",
                "Make it anew first, under Settings, Members.",
            )
    generation = keys.generation + 1

    def again(wrapped: Wrapped, whose: str) -> Wrapped:
        return replace(wrapped, handed=_hand(file_key, wrapped.public, _bound(keys.store, generation, whose)))

    members = {name: again(wrapped, f"member:{name}") for name, wrapped in keys.members.items()}
    recovery = again(keys.recovery, "recovery") if keys.recovery else None
    return sealed(Keys(keys.store, generation, members, recovery), file_key)


def sealed(keys: Keys, file_key: bytes) -> Keys:
    """With the seal of who has the file's key."""
    return replace(keys, seal=_seal(keys, file_key))


def is_whole(keys: Keys, file_key: bytes) -> bool:
    """Whether nobody changed it who had not opened the store. What the first format wrote has no seal to look at."""
    every = [*keys.members.values(), *([keys.recovery] if keys.recovery else [])]
    if not keys.seal and not any(wrapped.public for wrapped in every):
        return True
    return hmac.compare_digest(keys.seal, _seal(keys, file_key))


def _seal(keys: Keys, file_key: bytes) -> bytes:
    text = json.dumps(_as_plain(replace(keys, seal=b"")), ensure_ascii=False, sort_keys=True)
    return bytes.fromhex(seal_of(text.encode(), file_key, b"the seal of keys.json"))


def seal_of(text: bytes, file_key: bytes, purpose: bytes) -> str:
    """What only who has the file's key can write beside a text, in hexadecimal."""
    return hmac.digest(_derived(file_key, purpose), text, "sha256").hex()


def _derived(secret: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), 32, None, purpose).derive(secret)


def _hand(file_key: bytes, public: bytes, bound: bytes) -> bytes:
    """The file's key sealed to a public key: a public key made for this once, a nonce, what is sealed."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.generate()
    theirs, mine, nonce = X25519PublicKey.from_public_bytes(public), once.public_key(), secrets.token_bytes(12)
    key = _derived(once.exchange(theirs), mine.public_bytes_raw() + public)
    return mine.public_bytes_raw() + nonce + AESGCM(key).encrypt(nonce, file_key, bound)


def _taken(handed: bytes, private: bytes, bound: bytes) -> bytes:
    """The file's key that was sealed to the public half of `private`; InvalidTag if it was not, or not so bound."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    mine, theirs = X25519PrivateKey.from_private_bytes(private), X25519PublicKey.from_public_bytes(handed[:32])
    key = _derived(mine.exchange(theirs), handed[:32] + mine.public_key().public_bytes_raw())
    return AESGCM(key).decrypt(handed[32:44], handed[44:], bound)


def _unwrap(wrapped: Wrapped, secret: str, keys: Keys, whose: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _stretch(secret, wrapped.salt, wrapped.n)
    bound = _bound(keys.store, keys.generation, whose)
    try:
        if not wrapped.public:
            first = bound.replace(FORMAT.encode(), FIRST_FORMAT.encode(), 1)
            return AESGCM(key).decrypt(wrapped.nonce, wrapped.sealed, first)
        private = AESGCM(key).decrypt(wrapped.nonce, wrapped.sealed, _bound(keys.store, 0, whose))
        return _taken(wrapped.handed, private, bound)
    except (InvalidTag, ValueError):
        return None


def _stretch(secret: str, salt: bytes, n: int) -> bytes:
    text = unicodedata.normalize("NFKC", secret).encode()
    return hashlib.scrypt(text, salt=salt, n=n, r=_R, p=_P, maxmem=128 * _R * (n + _P + 4) + 2**20, dklen=32)


def _bound(store: str, generation: int, whose: str) -> bytes:
    return json.dumps([FORMAT, store, generation, whose], ensure_ascii=False).encode()


def unlock(keys: Keys, secret: str, member: str = "") -> tuple[bytes, str] | None:
    """The file's key and whose passphrase it was ("" for the recovery key); None when nothing opens.

    With a member's name only that passphrase is tried (and the recovery key, if it looks like one). Without, all are:
    it is SEVERAL's where it is more than one's, so that nobody is taken for somebody else.
    """
    if keys.recovery is not None and (spelled := _spelled(secret)) is not None:
        file_key = _unwrap(keys.recovery, spelled, keys, "recovery")
        if file_key is not None:
            return file_key, ""
    found: tuple[bytes, str] | None = None
    for name, wrapped in keys.members.items():
        if member and name != member:
            continue
        file_key = _unwrap(wrapped, secret, keys, f"member:{name}")
        if file_key is not None:
            found = file_key, SEVERAL if found else name
    return found


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
    """Replace keys.json: whole before, or whole after, whatever happens. Raises OSError; then it is as it was."""
    text = json.dumps(_as_plain(keys), ensure_ascii=False, indent=1)
    beside = folder / f"{NAME}.new"
    try:
        with plain_files.writing(beside) as file:
            file.write(text.encode())
            os.fsync(file.fileno())
        _read_back(beside, keys)
    except OSError:
        with suppress(OSError):
            beside.unlink()  # the room it takes is wanted
        raise
    beside.replace(folder / NAME)
    sync_folder(folder)


def _read_back(beside: Path, keys: Keys) -> None:
    """Raise OSError where it does not say what it should: without keys.json nothing ever opens the store."""
    try:
        found = parse(plain_files.read(beside, LARGEST))
    except ValueError as error:
        raise OSError(errno.EIO, "it was not written as it should be", str(beside)) from error
    if found != keys:
        raise OSError(errno.EIO, "it was not written as it should be", str(beside))


def _as_plain(keys: Keys) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "store": keys.store,
        "generation": keys.generation,
        "members": {name: _plain(wrapped) for name, wrapped in keys.members.items()},
        "recovery": _plain(keys.recovery) if keys.recovery else None,
        "seal": keys.seal.hex(),
    }


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (Windows does so itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def shown(name: str) -> str:
    """A member's name as it may be shown: anybody who can write to the folder can have put it there."""
    return clean.one_line(name.translate(_TURNING))[:_LONGEST_SHOWN]


def read(folder: Path) -> Keys:
    """keys.json of a store. Raises OSError, ValueError."""
    return parse(plain_files.read(folder / NAME, LARGEST))


def parse(text: str | bytes) -> Keys:
    """keys.json as read; ValueError when it is not what `write` wrote, whatever it is."""
    if len(text) > LARGEST:
        raise ValueError("too long for a keys file")
    try:
        return _parsed(plain_files.json_object(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a keys file") from error


def _parsed(data: Mapping[str, Any]) -> Keys:
    if data.get("format") not in (FORMAT, FIRST_FORMAT):
        raise ValueError("not a keys file of this format")
    recovery = data["recovery"]
    "".join([*data["members"], str(data["store"])]).encode()  # ValueError for half a sign, which nobody is called
    if len(data["members"]) > MOST_MEMBERS:
        raise ValueError("more members than a store has")
    return Keys(
        store=str(data["store"]),
        generation=plain_files.number(data["generation"]),
        members={str(name): wrapped for name, wrapped in _wrappings(data["members"])},
        recovery=_wrapped(recovery) if recovery else None,
        seal=bytes.fromhex(data.get("seal", "")),
    )


def _plain(wrapped: Wrapped) -> dict[str, Any]:
    return {
        "kdf": "scrypt", "n": wrapped.n, "r": _R, "p": _P,
        "salt": wrapped.salt.hex(), "nonce": wrapped.nonce.hex(), "sealed": wrapped.sealed.hex(),
        "public": wrapped.public.hex(), "handed": wrapped.handed.hex(),
    }  # fmt: skip


def _wrapped(data: Mapping[str, Any]) -> Wrapped:
    n = plain_files.number(data["n"])
    if data["kdf"] != "scrypt" or data["r"] != _R or data["p"] != _P or n not in COSTS:
        raise ValueError("unknown key derivation")
    salt, nonce, sealed, public, handed = (
        bytes.fromhex(data.get(key, "") if key in LATER else data[key])
        for key in ("salt", "nonce", "sealed", "public", "handed")
    )
    if public and len(public) != _PUBLIC_BYTES:
        raise ValueError("no public key")
    return Wrapped(salt, n, nonce, sealed, public, handed)


def _wrappings(data: Mapping[str, Any]) -> Iterator[tuple[str, Wrapped]]:
    for name, wrapped in data.items():
        yield name, _wrapped(wrapped)
