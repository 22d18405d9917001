"""Making and opening stores: each thing that can be wrong has its own message, and nothing half done is left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.records import Case, ListName, Member
from desk_app.store import Store, engine, keys, last_link, migrations, opening, passphrases
from desk_app.store.store import DATABASE
from desk_app.store.trouble import OnlyReadable
from tests.desk_app.store import nearly_full
from tests.desk_app.store.conftest import PASSPHRASE, Reopen
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY

SHUT = """
import sys
from pathlib import Path
from desk_app.problems import Problem
from desk_app.store import opening
"""


def _refused(path: Path, passphrase: str = PASSPHRASE, *, read_only: bool = False) -> Problem:
    with pytest.raises(Problem) as told:
        opening.open_store(path, passphrase, read_only=read_only)
    assert told.value.message.endswith(".")
    assert told.value.remedy.endswith(".")
    return told.value


def test_a_name_that_somebody_put_into_the_keys_is_shown_on_one_line_without_signs_that_nobody_sees(
    store: Store, path: Path
) -> None:
    """It stands on the first page before anybody has proved anything; the real ones open the store as before."""
    store.close()
    before = keys.read(path)
    wrapped = before.members[store.member]
    planted = "Call\n0800\x1b[31m \u202enow" + "!" * 300
    keys.write(path, replace(before, members={planted: wrapped, **before.members}))
    [shown, own] = opening.members(path)
    assert (shown, own) == ("Call 0800[31m now" + "!" * 183, store.member)
    with opening.open_store(path, PASSPHRASE, member=store.member, read_only=True) as reader:
        assert reader.member == store.member
    with pytest.raises(Problem, match="is not a member") as told:
        opening.open_store(path, PASSPHRASE, member="Nobody", read_only=True)
    assert "\x1b" not in told.value.remedy


def test_a_member_is_found_by_the_name_that_is_shown(path: Path) -> None:
    """However the store was made."""
    opening.create(path, member="Alex\nExample", passphrase=PASSPHRASE, weak_for_tests=True)[0].close()
    [shown] = opening.members(path)
    assert shown == "Alex Example"
    with opening.open_store(path, PASSPHRASE, member=shown) as opened:
        assert opened.read("SELECT 1") == [(1,)]


def test_keys_without_their_seal_are_said_to_be_changed_where_a_store_is_read(store: Store, path: Path) -> None:
    """To be written to it is not opened at all."""
    store.close()
    with opening.open_store(path, PASSPHRASE, read_only=True) as reader:
        assert not reader.keys_changed
    keys.write(path, replace(keys.read(path), seal=b""))
    with opening.open_store(path, PASSPHRASE, read_only=True) as reader:
        assert reader.keys_changed
    assert "changed by something else" in _refused(path).message


def test_a_new_store_is_a_folder_of_few_files(store: Store, path: Path) -> None:
    """store.db and keys.json, and where its journal ends; while it is open also who has it open."""
    store.close()
    assert {file.name for file in path.iterdir()} == {DATABASE, keys.NAME, last_link.NAME, "open.lock"}


@pytest.mark.skipif(os.name != "posix", reason="Windows: the folder around it says who can")
def test_nobody_else_at_the_computer_can_look_into_a_new_store(store: Store, path: Path) -> None:
    """The folder and each file in it, also while it is open; whatever new files usually let others do."""
    complaint(store, DAY)
    rights = {each.name: oct(each.stat().st_mode & 0o777) for each in (path, *path.iterdir())}
    assert rights.pop(path.name) == "0o700"
    assert {"store.db", "store.db-wal", "store.db-shm", "keys.json", "open.json"} <= rights.keys()
    assert set(rights.values()) == {"0o600"}


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind")
def test_a_store_that_an_office_opened_to_a_group_stays_so_under_a_new_key(store: Store, path: Path) -> None:
    """Two accounts of one computer take turns: what was arranged for them is kept."""
    passphrases.renew(store, store.member, "seven warm walruses", weak_for_tests=True)
    store.close()
    mask = os.umask(0o002)
    try:
        path.chmod(0o770)
        opening.open_store(path, "seven warm walruses").close()
    finally:
        os.umask(mask)
    rights = {each.name: oct(each.stat().st_mode & 0o777) for each in (path, *path.iterdir())}
    assert rights[path.name] == "0o770"
    assert rights["store.db"] == rights["keys.json"] == "0o660"


def test_a_new_store_begins_with_its_member_and_the_shipped_lists(store: Store) -> None:
    """The first change says who set it up."""
    assert [(member.name, member.role) for member in store.all(Member)] == [("Alex Example", "manager")]
    assert all(store.lists().values())
    [(first, _)] = store.history()
    assert (first.verb, first.by) == ("set up", "Alex Example")
    assert store.verify().ok


def test_nothing_in_the_folder_can_be_read_without_the_key(store: Store, path: Path) -> None:
    """Neither the file nor its log holds a name or a word; not even that it is a database."""
    complaint(store, DAY, words="The giraffe was rude", name="Quentin Pemberton")
    whole = b"".join(file.read_bytes() for file in path.iterdir())
    store.close()
    whole += b"".join(file.read_bytes() for file in path.iterdir())
    for secret in (b"Pemberton", b"giraffe", b"feedback_case", b"SQLite format", PASSPHRASE.encode()):
        assert secret not in whole


def test_a_store_opens_again_with_its_passphrase(store: Store, path: Path, reopen: Reopen) -> None:
    """And says whose passphrase it was."""
    case_id = complaint(store, DAY)
    store.close()
    again = reopen(path)
    assert again.member == "Alex Example"
    assert again.case_file(case_id).case.words == "Nobody rang back."


def test_a_store_of_an_office_begins_without_the_model_councils_teams(tmp_path: Path) -> None:
    """The other lists are there."""
    made, _ = opening.create(tmp_path / "A.desk", member="Alex", passphrase="x", teams=False, weak_for_tests=True)
    with made:
        assert {name for name in ListName if not made.lists().get(name)} == {ListName.TEAM}


def test_the_recovery_key_opens_the_store(tmp_path: Path) -> None:
    """As printed, when the passphrase is lost."""
    made, printed = opening.create(tmp_path / "A.desk", member="Alex", passphrase="lost", weak_for_tests=True)
    made.close()
    with opening.open_store(tmp_path / "A.desk", printed.lower()) as again:
        assert len(again.all(Member)) == 1
        assert again.member == ""


def test_a_store_can_do_without_a_recovery_key(tmp_path: Path) -> None:
    """The office may not want one."""
    made, printed = opening.create(
        tmp_path / "A.desk", member="Alex", passphrase="x", recovery=False, weak_for_tests=True
    )
    made.close()
    assert printed == ""


def test_in_earnest_the_passphrase_is_stretched_at_full_cost(tmp_path: Path) -> None:
    """Without being told that this is a test, create takes n = 2**17 for the passphrase and the recovery key."""
    made, _ = opening.create(tmp_path / "A.desk", member="Alex", passphrase="x")
    made.close()
    kept = json.loads((tmp_path / "A.desk" / keys.NAME).read_bytes())
    assert {kept["members"]["Alex"]["n"], kept["recovery"]["n"]} == {2**17}


def test_an_empty_passphrase_and_a_taken_name_are_refused(store: Store, path: Path, tmp_path: Path) -> None:
    """Nothing is made, and what is there stays."""
    with pytest.raises(Problem, match="empty"):
        opening.create(tmp_path / "B.desk", member="Alex", passphrase="")
    with pytest.raises(Problem, match="already"):
        opening.create(path, member="Alex", passphrase="x", weak_for_tests=True)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_the_wrong_passphrase(store: Store, path: Path) -> None:
    """Says so, and what to try."""
    store.close()
    assert "passphrase does not open" in _refused(path, "five calm giraffes").message


def test_a_missing_store(tmp_path: Path) -> None:
    """There is nothing of that name."""
    assert "There is no store" in _refused(tmp_path / "Gone.desk").message


def test_what_is_not_a_store(tmp_path: Path) -> None:
    """A folder of photographs, or a file."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "letter.txt").write_text("Dear")
    assert "is not a store" in _refused(tmp_path / "photos").message
    assert "is not a store" in _refused(tmp_path / "letter.txt").message


@pytest.mark.parametrize("missing", [DATABASE, keys.NAME])
def test_half_a_store(store: Store, path: Path, missing: str) -> None:
    """Only one of the two files was copied: it says which is missing, and makes none in its place."""
    store.close()
    (path / missing).unlink()
    told = _refused(path)
    assert f"Half of the store is missing: {missing}" in told.message
    assert not (path / missing).exists()


def test_an_empty_file(store: Store, path: Path) -> None:
    """SQLite would take it for a new database; this does not."""
    store.close()
    (path / DATABASE).write_bytes(b"")
    assert "is empty" in _refused(path).message
    assert (path / DATABASE).stat().st_size == 0


def test_a_file_that_is_no_database(store: Store, path: Path) -> None:
    """Or the database of another store."""
    store.close()
    (path / DATABASE).write_bytes(os.urandom(8192))
    assert "do not belong together" in _refused(path).message


def test_damaged_keys(store: Store, path: Path) -> None:
    """Half a keys.json."""
    store.close()
    text = (path / keys.NAME).read_bytes()
    (path / keys.NAME).write_bytes(text[: len(text) // 2])
    assert f"{keys.NAME} is damaged" in _refused(path).message


@pytest.mark.parametrize("sign", ["a later migration", "a higher number"])
def test_a_store_that_a_newer_program_wrote(store: Store, path: Path, sign: str) -> None:
    """It is left alone, for reading too."""
    store.close()
    connection = engine.connect(path / DATABASE, store.key)
    if sign == "a later migration":
        row = (migrations.SET, "issue_999_future", "2027-01-01")
        connection.execute(f"INSERT INTO {migrations.LEDGER}(migration_set, name, applied_at) VALUES (?, ?, ?)", row)
    else:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = (path / DATABASE).read_bytes()
    for read_only in (False, True):
        assert "newer version" in _refused(path, read_only=read_only).message
    assert (path / DATABASE).read_bytes() == before


def test_a_database_that_holds_nothing_of_ours(store: Store, path: Path) -> None:
    """The right key, and another program's tables."""
    store.close()
    (path / DATABASE).unlink()
    connection = engine.connect(path / DATABASE, store.key, create=True)
    connection.execute("CREATE TABLE other(x)")
    connection.close()
    assert "nothing of ours" in _refused(path).message


def test_a_store_that_is_open_elsewhere_says_by_whom_and_can_be_read(store: Store, path: Path, reopen: Reopen) -> None:
    """Another process has it: writing is refused with the name and the time; reading works and sees what is saved."""
    script = SHUT + (
        "try:\n    opening.open_store(Path(sys.argv[1]), sys.argv[2])\n"
        "except Problem as problem:\n    print(problem.message)\n"
        "with opening.open_store(Path(sys.argv[1]), sys.argv[2], read_only=True) as store:\n"
        "    print(store.read('SELECT count(*) FROM feedback_case'))\n"
    )
    complaint(store, DAY)
    done = subprocess.run([sys.executable, "-c", script, path, PASSPHRASE], capture_output=True, text=True, check=True)
    refused, count = done.stdout.splitlines()
    assert refused.startswith("The store is open elsewhere by Alex Example since 24 November, ")
    assert f"(process {os.getpid()} on " in refused
    assert count == "[(1,)]"
    told = _refused(path)  # in the same process too
    assert "open elsewhere" in told.message
    assert isinstance(told, OnlyReadable)
    reader = reopen(path, read_only=True)
    complaint(store, DAY)
    assert len(reader.all(Case)) == 2


def test_a_reader_cannot_write(store: Store, path: Path, reopen: Reopen) -> None:
    """Not a change, not a draft."""
    reader = reopen(path, read_only=True)
    with pytest.raises(Problem, match="reading only"), reader.change("log"):
        pass
    with pytest.raises(Problem, match="reading only"):
        reader.keep_draft("a", "Complaint", {})


def test_what_a_dead_process_left_does_not_block(store: Store, path: Path, reopen: Reopen) -> None:
    """open.json of a process that was killed means nothing: the lock ended with it."""
    store.close()
    (path / "open.json").write_text('{"by": "Bo", "machine": "x", "process": 1, "since": "2026-11-01T08:00:00+00:00"}')
    assert reopen(path).all(Member)


def _cut(store: Store, aside: Path) -> Path:
    """A copy of the store as a power cut would leave it now: its log is not folded in."""
    shutil.copytree(store.path, aside)
    return aside


def _in_log(log: bytes) -> dict[int, bytes]:
    """What the log says of each page of the file, by its number from 1."""
    size = 4096
    frames = (log[at : at + 24 + size] for at in range(32, len(log), 24 + size))
    return {int.from_bytes(frame[:4], "big"): frame[24:] for frame in frames}


def test_a_page_torn_while_the_log_was_folded_in_is_no_damage(store: Store, tmp_path: Path) -> None:
    """Half of it is new, half old, after a power cut: it stands in the log, whole. The first page and some more."""
    store.checkpoint()
    for _ in range(5):
        complaint(store, DAY)
    cut = _cut(store, tmp_path / "cut.desk")
    pages = _in_log((cut / f"{DATABASE}-wal").read_bytes())
    there = [number for number in pages if number * 4096 <= (cut / DATABASE).stat().st_size]
    assert 1 in there  # as the file grew
    for number in (1, *there[1::20]):
        torn = tmp_path / f"torn{number}.desk"
        shutil.copytree(cut, torn)
        with (torn / DATABASE).open("r+b") as file:
            file.seek((number - 1) * 4096)
            file.write(pages[number][:2048])
        with opening.open_store(torn, PASSPHRASE) as again:
            assert len(again.all(Case)) == 5
            assert again.verify().ok


@nearly_full.posix
def test_a_page_that_a_full_disk_cut_while_the_log_was_folded_in_is_no_damage(store: Store, tmp_path: Path) -> None:
    """The file ends in half a page."""
    store.checkpoint()
    complaint(store, DAY)
    store.keep_draft("new", "Complaint", {"words": "Nobody rang. " * 20_000})
    ends = (store.path / DATABASE).stat().st_size + 4096 * 3 + 1000
    with nearly_full.after(ends):
        assert not store.checkpoint()
    cut = _cut(store, tmp_path / "cut.desk")
    assert (cut / DATABASE).stat().st_size == ends
    with opening.open_store(cut, PASSPHRASE) as again:
        assert len(again.all(Case)) == 1
        assert again.verify().ok


def test_a_damaged_page_that_does_not_stand_in_the_log_is_damage(store: Store, tmp_path: Path) -> None:
    """Folding the log in first hides nothing."""
    store.checkpoint()
    complaint(store, DAY)
    cut = _cut(store, tmp_path / "cut.desk")
    pages = _in_log((cut / f"{DATABASE}-wal").read_bytes())
    with (cut / DATABASE).open("r+b") as file:
        number = next(n for n in range(2, 60) if n not in pages)
        file.seek((number - 1) * 4096 + 100)
        file.write(bytes(64))
    with pytest.raises(Problem, match=f"damaged: .*page {number}"):
        opening.open_store(cut, PASSPHRASE)


def test_who_has_it_open_may_be_unreadable(store: Store, path: Path) -> None:
    """A torn open.json: the lock still holds, and the message does without the name."""
    (path / "open.json").write_text("{")
    assert _refused(path).message.startswith("The store is open elsewhere, so")


def test_opening_needs_no_sqlite_utils(store: Store, path: Path) -> None:
    """It costs 0.1 s of start-up, and only migrations need it."""
    store.close()
    script = SHUT + (
        "with opening.open_store(Path(sys.argv[1]), sys.argv[2]) as store:\n    store.log_export('x')\n"
        "print([name for name in ('sqlite_utils', 'numpy', 'sqlite3', 'holidays') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path, PASSPHRASE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_create_leaves_nothing_behind_when_it_fails(tmp_path: Path) -> None:
    """The folder to make it in is a file."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem, match="folder is missing"):
        opening.create(tmp_path / "file" / "A.desk", member="Alex", passphrase="x", weak_for_tests=True)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


# --- places that only a mount can make
def _mounted(folder: Path, mount: str, script: str) -> str:
    """What a script prints that runs where `folder` is mounted so. Root writes into read-only folders: hence mounts."""
    command = ["unshare", "--mount", "sh", "-c", f'{mount} && exec "$0" -c "$1" "$2" "$3"']
    if os.getuid():
        command.insert(1, "--map-root-user")
    try:
        done = subprocess.run(
            [*command, sys.executable, SHUT + script, folder, PASSPHRASE], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip("nothing can be mounted here")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are made the Linux way")
def test_a_read_only_place_is_offered_for_reading(store: Store, path: Path) -> None:
    """Opening to write says that the place can only be read; reading works there, verify too; nothing is written."""
    complaint(store, DAY)
    store.close()
    script = (
        "path = Path(sys.argv[1])\n"
        "try:\n    opening.open_store(path, sys.argv[2])\n"
        "except Problem as problem:\n    print(problem)\n"
        "with opening.open_store(path, sys.argv[2], read_only=True) as store:\n"
        "    print(store.read('SELECT count(*) FROM feedback_case'), store.verify().findings)\n"
        "try:\n    opening.create(path / 'B.desk', member='A', passphrase='x', weak_for_tests=True)\n"
        "except Problem as problem:\n    print(problem)\n"
    )
    out = _mounted(path, f'mount --bind "{path}" "{path}" && mount -o remount,ro,bind "{path}"', script).splitlines()
    assert "can only be read" in out[0]
    assert "reading only" in out[0]
    assert out[1] == "[(1,)] []"
    assert "can only be read" in out[2]


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are made the Linux way")
def test_a_store_that_was_not_closed_is_not_half_read_in_a_read_only_place(
    store: Store, path: Path, tmp_path: Path
) -> None:
    """Its log still holds the latest rows: copied live, it says so rather than showing old ones."""
    complaint(store, DAY)
    copy = tmp_path / "Copy.desk"
    shutil.copytree(path, copy)
    script = (
        "try:\n    opening.open_store(Path(sys.argv[1]), sys.argv[2], read_only=True)\n"
        "except Problem as problem:\n    print(problem.message)\n"
    )
    out = _mounted(copy, f'mount --bind "{copy}" "{copy}" && mount -o remount,ro,bind "{copy}"', script)
    assert "not closed before it came to this read-only place" in out


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are made the Linux way")
def test_a_full_disk(tmp_path: Path) -> None:
    """On a disk of 1 MB: making a store says that it is full, and leaves nothing."""
    folder = tmp_path / "small"
    folder.mkdir()
    script = (
        "folder = Path(sys.argv[1])\n"
        "try:\n    opening.create(folder / 'A.desk', member='A', passphrase='x', weak_for_tests=True)\n"
        "except Problem as problem:\n    print(problem)\n"
        "print(list(folder.iterdir()))\n"
    )
    out = _mounted(folder, f'mount -t tmpfs -o size=1m none "{folder}"', script).splitlines()
    assert out == ["The disk is full, so nothing was saved. Free some space on it and try again.", "[]"]


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are made the Linux way")
def test_a_disk_that_becomes_full(tmp_path: Path) -> None:
    """Saving until the disk is full: the save that does not fit is refused, the others stand, and verify agrees."""
    folder = tmp_path / "small"
    folder.mkdir()
    script = (
        "from desk_app.records import Person\n"
        "folder = Path(sys.argv[1])\n"
        "store, _ = opening.create(folder / 'A.desk', member='A', passphrase='x', weak_for_tests=True)\n"
        "saved = 0\n"
        "try:\n"
        "    while True:\n"
        "        with store.change('add person') as change:\n"
        "            change.put(None, Person(name='x' * 20_000))\n"
        "        saved += 1\n"
        "except Problem as problem:\n    print(problem)\n"
        "print(saved == len(store.all(Person)), store.verify().findings)\n"
        "(folder / 'A.desk/store.db').stat()\n"
    )
    out = _mounted(folder, f'mount -t tmpfs -o size=8m none "{folder}"', script).splitlines()
    assert out == ["The disk is full, so nothing was saved. Free some space on it and try again.", "True []"]


FILL = (
    "import os\n"
    "folder = Path(sys.argv[1])\n"
    "path = folder / 'A.desk'\n"
    "def fill():\n"
    "    handle = os.open(folder / 'fill', os.O_CREAT | os.O_WRONLY | os.O_APPEND)\n"
    "    try:\n"
    "        while os.write(handle, b'x' * 4096):\n            pass\n"
    "    except OSError:\n        os.close(handle)\n"
    "def tried(**how):\n"
    "    try:\n        return opening.open_store(path, sys.argv[2], **how)\n"
    "    except Problem as problem:\n        print(type(problem).__name__, problem)\n"
)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are made the Linux way")
def test_on_a_full_disk_a_store_is_offered_for_reading_and_backed_up_elsewhere(tmp_path: Path) -> None:
    """SQLite finds no room for its locks. Nothing of the store changes; with room again it opens as before."""
    folder = tmp_path / "small"
    folder.mkdir()
    script = FILL + (
        "from desk_app.store import restoring, safekeeping\n"
        "opening.create(path, member='A', passphrase=sys.argv[2], weak_for_tests=True)[0].close()\n"
        "fill()\n"
        "tried()\n"
        "with tried(read_only=True) as store:\n"
        "    print(store.read('SELECT name FROM member'))\n"
        "    safekeeping.backup(store, folder.parent / 'elsewhere.backup')\n"
        "(folder / 'fill').unlink()\n"
        "with tried() as store:\n    print(store.read_only)\n"
        "restoring.restore(folder.parent / 'elsewhere.backup', folder.parent / 'B.desk', sys.argv[2])\n"
    )
    out = _mounted(folder, f'mount -t tmpfs -o size=8m none "{folder}"', script).splitlines()
    assert out[0].startswith("OnlyReadable The disk with the store on it is full")
    assert out[1:] == ["[('A',)]", "False"]
    assert (tmp_path / "B.desk").is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are made the Linux way")
def test_a_store_that_was_not_closed_is_not_half_read_on_a_full_disk(tmp_path: Path) -> None:
    """Its latest rows are in the log, which cannot be read there: it says so."""
    folder = tmp_path / "small"
    folder.mkdir()
    script = FILL + (
        "import shutil\n"
        "store, _ = opening.create(path, member='A', passphrase=sys.argv[2], weak_for_tests=True)\n"
        "store.keep_draft('a', 'b', {})\n"
        "live = folder / 'Live.desk'\n"
        "shutil.copytree(path, live, ignore=shutil.ignore_patterns('*-shm'))\n"
        "store.close()\n"
        "path = live\n"
        "fill()\n"
        "tried(read_only=True)\n"
    )
    out = _mounted(folder, f'mount -t tmpfs -o size=12m none "{folder}"', script)
    assert out.startswith("Problem The disk with the store on it is full, and the store was not closed")
