"""Passphrases, the recovery key, and keys.json."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app import plain_files
from desk_app.problems import Problem
from desk_app.store import keys
from tests.desk_app.store import nearly_full

FILE_KEY = bytes(range(32))


def _keys(n: int = keys.WEAK_FOR_TESTS) -> tuple[keys.Keys, str]:
    printed = keys.new_recovery_key()
    secret = keys.recovery_secret(printed)
    members = {name: keys.wrap(FILE_KEY, f"{name}'s words", "store", 1, f"member:{name}", n) for name in ("Alex", "Bo")}
    return keys.Keys("store", 1, members, keys.wrap(FILE_KEY, secret, "store", 1, "recovery", n)), printed


def test_each_members_passphrase_opens_the_store_and_says_whose_it_was() -> None:
    """Bo's passphrase gives the file's key and "Bo"."""
    made, _ = _keys()
    assert keys.unlock(made, "Bo's words") == (FILE_KEY, "Bo")
    assert keys.unlock(made, "bo's words") is None


def test_with_a_name_only_that_members_passphrase_opens() -> None:
    """Bo's passphrase does not make anybody Alex."""
    made, _ = _keys()
    assert keys.unlock(made, "Bo's words", "Alex") is None
    assert keys.unlock(made, "Alex's words", "Alex") == (FILE_KEY, "Alex")


def test_the_recovery_key_opens_the_store_however_it_is_typed() -> None:
    """Small letters, spaces for dashes, a zero for an O and a one for an I are read as meant."""
    made, printed = _keys()
    for typed in (printed, printed.lower().replace("-", " "), printed.replace("O", "0").replace("I", "1")):
        assert keys.unlock(made, typed) == (FILE_KEY, "")


@given(at=st.integers(0, 40), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_mistyped_recovery_key_is_noticed(at: int, letter: str) -> None:
    """One wrong letter: it is no recovery key."""
    printed = keys.new_recovery_key()
    if printed[at] in ("-", letter):
        return
    with pytest.raises(Problem, match="mistyped"):
        keys.recovery_secret(printed[:at] + letter + printed[at + 1 :])


def test_a_recovery_key_has_160_bits_and_is_printed_in_groups() -> None:
    """Six groups of six: 32 letters and 4 that check them."""
    printed = keys.new_recovery_key()
    assert [len(group) for group in printed.split("-")] == [6] * 6
    assert printed != keys.new_recovery_key()


def test_a_passphrase_is_the_same_however_its_accents_are_composed() -> None:
    """é in one character or in two, as keyboards differ."""
    wrapped = keys.wrap(FILE_KEY, "caf\u00e9", "store", 1, "member:Alex", keys.WEAK_FOR_TESTS)
    made = keys.Keys("store", 1, {"Alex": wrapped})
    assert keys.unlock(made, "cafe\u0301") == (FILE_KEY, "Alex")


def test_a_wrapping_cannot_be_moved_to_another_member_store_or_generation() -> None:
    """Alex's wrapping under Bo's name opens nothing."""
    made, _ = _keys()
    moved = [
        replace(made, members={"Bo": made.members["Alex"]}),
        replace(made, store="another"),
        replace(made, generation=2),
    ]
    assert all(keys.unlock(each, "Alex's words") is None for each in moved)


def test_the_strong_cost_is_that_of_the_design() -> None:
    """n = 2**17 with 32 bytes of key, and it fits in the memory allowed."""
    assert keys.STRONG == 2**17
    wrapped = keys.wrap(FILE_KEY, "words", "store", 1, "member:Alex")
    assert wrapped.n == keys.STRONG
    assert keys.unlock(keys.Keys("store", 1, {"Alex": wrapped}), "words") == (FILE_KEY, "Alex")


def test_a_wrong_guess_costs_128_megabytes_and_processor_time() -> None:
    """Scrypt with less memory refuses to work at all; the key that comes out with more is the one of the store."""
    strong = partial(hashlib.scrypt, b"words", salt=b"salt", n=keys.STRONG, r=8, p=1, dklen=32)
    with pytest.raises(ValueError, match="memory"):
        strong(maxmem=128 * 2**20)
    assert strong(maxmem=129 * 2**20 + 2**20) == keys._stretch("words", b"salt", keys.STRONG)
    made = keys.Keys("store", 1, {"Alex": keys.wrap(FILE_KEY, "words", "store", 1, "member:Alex")})
    began = time.process_time()
    assert keys.unlock(made, "other words", "Alex") is None
    assert time.process_time() - began > 0.1  # 0.4 s on an office computer; no computer of today does it in 0.1


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """And holds neither the key nor a passphrase."""
    made, printed = _keys()
    keys.write(tmp_path, made)
    text = (tmp_path / keys.NAME).read_text("utf-8")
    assert keys.parse(text) == made
    assert FILE_KEY.hex() not in text
    assert printed not in text
    assert [file.name for file in tmp_path.iterdir()] == [keys.NAME]


@nearly_full.posix
def test_a_disk_that_takes_only_a_part_of_the_keys_leaves_them_as_they_were(tmp_path: Path) -> None:
    """The rest of the write does not come, and no error either: the part must never take the place of the whole."""
    made, _ = _keys()
    keys.write(tmp_path, made)
    more = {f"Sample {n}": made.members["Bo"] for n in range(15)}
    with nearly_full.after(4096), pytest.raises(OSError, match="File too large"):
        keys.write(tmp_path, replace(made, members={**made.members, **more}))
    assert keys.read(tmp_path) == made
    assert [file.name for file in tmp_path.iterdir()] == [keys.NAME]


def test_keys_that_do_not_read_back_as_written_leave_them_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that says yes and keeps something else."""
    made, _ = _keys()
    keys.write(tmp_path, made)
    before = (tmp_path / keys.NAME).read_bytes()
    for kept in (before[:-9], before):
        with monkeypatch.context() as patched:
            patched.setattr(plain_files, "read", lambda *_, kept=kept: kept)
            with pytest.raises(OSError, match="not written as it should be"):
                keys.write(tmp_path, replace(made, generation=2))
        assert (tmp_path / keys.NAME).read_bytes() == before


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b'{"format": "feedback-desk keys 9"}',
    ],
)
def test_what_is_not_a_keys_file_is_refused(spoilt: bytes) -> None:
    """A newer format, an empty file, something else altogether."""
    with pytest.raises((ValueError, KeyError)):
        keys.parse(spoilt)


@pytest.mark.parametrize("n", [2, 2**5, 2**16, 2**18, 2**20, 2**27])
def test_another_cost_than_ours_is_refused(tmp_path: Path, n: int) -> None:
    """A dearer one could take gigabytes for each guess before anything is known to be right; a cheaper one would stay
    for who is added later.
    """
    made, _ = _keys()
    keys.write(tmp_path, made)
    data = json.loads((tmp_path / keys.NAME).read_bytes())
    keys.parse(json.dumps(data))
    data["members"]["Alex"]["n"] = n
    with pytest.raises(ValueError, match="derivation"):
        keys.parse(json.dumps(data))


def test_more_members_than_a_store_has_are_refused(tmp_path: Path) -> None:
    """Each of them would be tried, at 0.4 s and 128 MiB."""
    made, _ = _keys()
    keys.write(tmp_path, made)
    data = json.loads((tmp_path / keys.NAME).read_bytes())
    one = data["members"]["Alex"]
    data["members"] = {f"Member {n}": one for n in range(keys.MOST_MEMBERS)}
    assert len(keys.parse(json.dumps(data)).members) == keys.MOST_MEMBERS
    data["members"]["One more"] = one
    with pytest.raises(ValueError, match="more members"):
        keys.parse(json.dumps(data))


def test_a_member_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    """Half of a pair of signs, which JSON can spell and nobody is called."""
    keys.write(tmp_path, _keys()[0])
    data = json.loads((tmp_path / keys.NAME).read_text("utf-8"))
    data["members"]["\ud800"] = data["members"]["Bo"]
    with pytest.raises(ValueError, match="surrogates"):
        keys.parse(json.dumps(data))


def test_no_two_wrappings_are_alike() -> None:
    """The same passphrase twice: other salt, other nonce, other bytes."""
    key = secrets.token_bytes(32)
    first, second = (keys.wrap(key, "same", "s", 1, "member:A", keys.WEAK_FOR_TESTS) for _ in range(2))
    assert len({first.salt, second.salt, first.nonce, second.nonce}) == 4
    assert first.sealed != second.sealed


def test_a_new_file_key_is_for_all_who_stay_and_needs_none_of_their_passphrases() -> None:
    """Bo is gone; Alex and the recovery key open the new key, and the old generation nothing."""
    made, printed = _keys()
    other = bytes(range(32, 64))
    after = keys.rekeyed(replace(made, members={"Alex": made.members["Alex"]}), other)
    assert after.generation == 2
    assert keys.unlock(after, "Alex's words") == (other, "Alex")
    assert keys.unlock(after, printed) == (other, "")
    assert keys.unlock(after, "Bo's words") is None
    back = replace(after, members={**after.members, "Bo": made.members["Bo"]})
    assert keys.unlock(back, "Bo's words") is None  # the old entry put back opens nothing
    assert not keys.is_whole(back, other)


def test_whatever_is_changed_in_the_file_breaks_its_seal() -> None:
    """A planted public half would be given the next key of the store: it is noticed before that."""
    made = keys.sealed(_keys()[0], FILE_KEY)
    assert keys.is_whole(made, FILE_KEY)
    alex, bo = made.members["Alex"], made.members["Bo"]
    for changed in (
        replace(made, members={**made.members, "Bo": replace(bo, public=alex.public)}),
        replace(made, members={"Alex": alex}),
        replace(made, recovery=None),
        replace(made, recovery=alex),
        replace(made, seal=b""),
        replace(made, members={**made.members, "Bo": replace(bo, n=2**5)}),
    ):
        assert not keys.is_whole(changed, FILE_KEY)


def _first_format(secret: str, whose: str) -> keys.Wrapped:
    """As the first version wrote it: the passphrase wraps the file's key itself."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce, n = secrets.token_bytes(16), secrets.token_bytes(12), keys.WEAK_FOR_TESTS
    key = hashlib.scrypt(secret.encode(), salt=salt, n=n, r=8, p=1, dklen=32)
    bound = json.dumps([keys.FIRST_FORMAT, "store", 1, whose]).encode()
    return keys.Wrapped(salt, n, nonce, AESGCM(key).encrypt(nonce, FILE_KEY, bound))


def test_what_the_first_format_wrote_opens_and_cannot_be_carried_over() -> None:
    """It has no key pair; whoever it is sets the passphrase anew first."""
    made = keys.Keys("store", 1, {"Alex": _first_format("Alex's words", "member:Alex")})
    assert keys.unlock(made, "Alex's words") == (FILE_KEY, "Alex")
    assert keys.unlock(made, "other words") is None
    assert keys.is_whole(made, FILE_KEY)
    with pytest.raises(Problem, match=r"Alex’s passphrase.*Make it anew first"):
        keys.rekeyed(made, bytes(32))
