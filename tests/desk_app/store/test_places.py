"""A live store on another computer's disk is refused; the facts are the system's, the judgement is pure."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.store import Store, opening, places, safekeeping
from desk_app.store.places import Facts, is_remote, parse_mounts
from tests.conftest import PASSPHRASE

MOUNTS = parse_mounts(
    "sysfs /sys sysfs rw 0 0\n"
    "/dev/sda1 / ext4 rw 0 0\n"
    "//server/team /mnt/share cifs rw 0 0\n"
    "/dev/sdb1 /mnt/share/stick vfat rw 0 0\n"
    "server:/home /srv/team\\040files nfs4 rw 0 0\n"
    "ben@server:/ /data/ben/far fuse.sshfs rw 0 0\n"
    "gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0\n"
    "tmpfs /tmp tmpfs rw 0 0\n"
)


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/data/ben/Team.desk", False),
        ("/tmp/Team.desk", False),
        ("/mnt/share/Team.desk", True),
        ("/mnt/share", True),
        ("/mnt/shared/Team.desk", False),  # another folder, beside the share
        ("/mnt/share/stick/Team.desk", False),  # a disk of this computer, mounted inside it
        ("/srv/team files/Team.desk", True),
        ("/data/ben/far/Team.desk", True),
        ("/run/user/1000/gvfs/smb-share/Team.desk", True),
    ],
)
def test_on_linux_the_mount_that_a_path_is_on_decides(path: str, remote: bool) -> None:
    """The longest one above it."""
    assert is_remote(Facts(path, mounts=MOUNTS)) is remote


@pytest.mark.parametrize(
    ("path", "drive", "remote"),
    [
        ("C:\\Desk\\ben\\Team.desk", 3, False),
        ("E:\\Team.desk", 2, False),  # a stick
        ("H:\\Team.desk", 4, True),  # a mapped drive
        ("\\\\server\\team\\Team.desk", 0, True),
        ("//server/team/Team.desk", 0, True),
        ("\\\\?\\UNC\\server\\team\\Team.desk", 0, True),
        ("\\\\?\\C:\\Desk\\ben\\Team.desk", 3, False),
    ],
)
def test_on_windows_the_drive_or_the_servers_name_decides(path: str, drive: int, remote: bool) -> None:
    """Drives as GetDriveType numbers them: 2 removable, 3 fixed, 4 of the network."""
    assert is_remote(Facts(path, drive)) is remote


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "overlay", "fuseblk", "9p", "virtiofs", "fuse.encfs"])
def test_disks_of_this_computer_are_none_of_the_network(kind: str) -> None:
    """Those that a virtual machine or an encrypted folder shows too."""
    assert not is_remote(Facts("/data/Team.desk", mounts=(("/", kind),)))


def test_a_live_store_on_a_share_is_neither_opened_nor_made_and_a_backup_may_go_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The advice says what to do instead; nothing is offered that would open it all the same."""
    share = tmp_path / "share"
    share.mkdir()
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/team {share.resolve()} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    safekeeping.backup(store, share / "monday.backup")
    for act in (
        lambda: opening.open_store(share / "Team.desk", PASSPHRASE),
        lambda: opening.open_store(share / "Team.desk", PASSPHRASE, read_only=True),
        lambda: opening.create(share / "New.desk", member="Alex", passphrase=PASSPHRASE, weak_for_tests=True),
    ):
        with pytest.raises(Problem, match=r"network drive.*Copy the whole folder to a disk of this computer"):
            act()
    assert [path.name for path in share.iterdir()] == ["monday.backup"]
    store.close()
    opening.open_store(store.path, PASSPHRASE).close()  # here it still opens
