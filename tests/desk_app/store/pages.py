"""Reads a store's files as somebody with its key would: every page of the main file and of the log, used or not.

SQLCipher 4: pages of 4096 bytes, each encrypted on its own (AES-256, CBC) with the key as it is; at a page's end stand
the 16 bytes it begins from, and a seal of 64 (HMAC-SHA512 over the page and its number). The first 16 bytes of the file
are a salt. The seal's key is made of the file's (PBKDF2, two rounds, over the salt with each byte ^ 0x3a).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, SALT, IV, SEAL = 4096, 16, 16, 64
LOG_HEAD, FRAME_HEAD = 32, 24


def decrypted(file: Path, key: bytes) -> Iterator[bytes]:
    """The content of each page of a main file. Fails where a seal does not hold: then nothing was decrypted at all."""
    data = file.read_bytes()
    assert len(data) % PAGE == 0
    for number in range(1, len(data) // PAGE + 1):
        yield _page(data[(number - 1) * PAGE : number * PAGE], number, data[:SALT], key)


def decrypted_log(log: Path, main: Path, key: bytes) -> Iterator[bytes]:
    """The content of each frame of a log, also of those that count no more."""
    data = log.read_bytes() if log.exists() else b""
    salt = main.read_bytes()[:SALT]
    at = LOG_HEAD
    while at + FRAME_HEAD + PAGE <= len(data):
        (number,) = struct.unpack(">I", data[at : at + 4])
        yield _page(data[at + FRAME_HEAD : at + FRAME_HEAD + PAGE], number, salt, key)
        at += FRAME_HEAD + PAGE


def _page(page: bytes, number: int, salt: bytes, key: bytes) -> bytes:
    body = page[SALT:] if number == 1 else page
    content, start = body[: -IV - SEAL], body[-IV - SEAL : -SEAL]
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    seal = hmac.new(seal_key, content + start + struct.pack("<I", number), "sha512").digest()
    assert seal == body[-SEAL:], f"page {number} is not sealed with this key"
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(start)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
