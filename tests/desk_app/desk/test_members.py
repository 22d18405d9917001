"""Members: each with a passphrase and a role; never without a manager; who is removed opens nothing any more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.desk import members
from desk_app.problems import Problem
from desk_app.progress import silent
from desk_app.records import Member
from desk_app.roles import MANAGER, OFFICER, NotAllowed
from desk_app.store import Store, WrongPassphrase, keys, opening, passphrases, rekeying, restoring, safekeeping
from tests.conftest import PASSPHRASE
from tests.desk_app.store.samples import complaint
from ui import stores

ALEX, BO = "Alex Example", "Bo Sample"
OF_BO, NEW = "seven warm walruses", "nine brave bananas"


@pytest.fixture
def team(store: Store) -> Store:
    """Alex, a manager, and Bo, an officer; the store is open by Alex."""
    members.add(store, BO, OFFICER, OF_BO)
    return store


@pytest.fixture
def by_bo(team: Store) -> Iterator[Store]:
    """The same, open by Bo."""
    team.close()
    with opening.open_store(team.path, OF_BO, member=BO) as store:
        yield store


def _roles(store: Store) -> dict[str, str]:
    return {each.name: each.role for each in members.known(store)}


def test_who_makes_a_store_is_its_manager(store: Store) -> None:
    """Nobody else could be."""
    assert _roles(store) == {ALEX: MANAGER}
    assert store.role == MANAGER


def test_each_member_opens_the_store_with_a_passphrase_of_their_own(by_bo: Store) -> None:
    """What Bo does is Bo's in the journal; Alex's passphrase under Bo's name opens nothing."""
    assert (by_bo.member, by_bo.role) == (BO, OFFICER)
    change = by_bo.log_export("export cases")
    assert change.by == BO
    by_bo.close()
    with pytest.raises(WrongPassphrase):
        opening.open_store(by_bo.path, PASSPHRASE, member=BO)
    with opening.open_store(by_bo.path, PASSPHRASE) as again:
        assert (again.member, again.role) == (ALEX, MANAGER)
        assert again.verify().ok


def test_a_change_of_members_is_in_the_journal_and_cannot_be_undone(team: Store) -> None:
    """It says who and by whom, and no passphrase."""
    change, rows = team.history(limit=1)[0]
    assert (change.verb, change.by) == (f"add member: {BO}, officer", ALEX)
    assert [row.table for row in rows] == ["member"]
    assert OF_BO not in str(rows)
    with pytest.raises(Problem, match="Members and their keys cannot be undone"):
        team.undo(change_id=change.id)
    assert team.can_undo() is None or team.can_undo() != change


@pytest.mark.parametrize(
    "name",
    ["", "  ", "alex example", "x" * 201, "Alex  Example", " Alex\u00a0Example", "Al\u0435x Example",
     "ALEX EXAMPLE\u200b", "A1ex Example", "\u0410lex Ex\u0430mple"],
)  # fmt: skip
def test_a_new_members_name_is_one_that_can_be_told_apart(store: Store, name: str) -> None:
    """Nobody, a name longer than any page, and Alex: in small letters, with other blanks, with Cyrillic letters."""
    with pytest.raises(Problem):
        members.add(store, name, OFFICER, OF_BO)
    assert _roles(store) == {ALEX: MANAGER}


def test_whose_name_a_new_one_reads_like_is_said(store: Store) -> None:
    """With numbered posts it surprises else."""
    members.add(store, "Officer Number L", OFFICER, OF_BO)
    assert members.wrong_new_name(store, "Officer Number I").startswith("This reads like Officer Number L, who is a")
    assert members.wrong_new_name(store, "Officer Number L").startswith("Officer Number L is a member already.")
    assert members.wrong_new_name(store, "Officer Number 2") == ""


def test_without_a_passphrase_or_with_a_role_nobody_has_none_is_added(store: Store) -> None:
    """Nothing is noted either."""
    before = store.history(limit=1)[0][0].id
    with pytest.raises(Problem, match="empty"):
        members.add(store, BO, OFFICER, "")
    with pytest.raises(Problem, match="no role"):
        members.add(store, BO, "chief", OF_BO)
    assert store.history(limit=1)[0][0].id == before


def test_an_officer_manages_nobody(by_bo: Store) -> None:
    """Not even themselves to a manager. Their own passphrase they may change."""
    for act in (
        lambda: members.add(by_bo, "Cy Sample", OFFICER, NEW),
        lambda: members.set_role(by_bo, BO, MANAGER),
        lambda: members.reset(by_bo, ALEX, NEW),
        lambda: members.check_removal(by_bo, ALEX),
        lambda: members.renew_recovery(by_bo),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert _roles(by_bo) == {ALEX: MANAGER, BO: OFFICER}
    members.change_own(by_bo, OF_BO, NEW)
    by_bo.close()
    with pytest.raises(WrongPassphrase):
        opening.open_store(by_bo.path, OF_BO)
    opening.open_store(by_bo.path, NEW, member=BO).close()


def test_ones_own_passphrase_changes_only_for_who_knows_it(team: Store) -> None:
    """A window left open is no way to take a store over: Bo's is not Alex's either."""
    before = (team.path / keys.NAME).read_bytes()
    for typed in ("wrong", OF_BO, ""):
        with pytest.raises(Problem, match="not your passphrase"):
            members.change_own(team, typed, NEW)
    assert (team.path / keys.NAME).read_bytes() == before


def test_a_manager_resets_a_forgotten_passphrase(team: Store) -> None:
    """The old one ends, and the journal says by whom it was reset."""
    change = members.reset(team, BO, NEW)
    assert (change.verb, change.by) == (f"reset the passphrase: {BO}", ALEX)
    team.close()
    with pytest.raises(WrongPassphrase):
        opening.open_store(team.path, OF_BO, member=BO)
    opening.open_store(team.path, NEW, member=BO).close()


def test_there_is_always_a_manager(team: Store) -> None:
    """Alex steps down only after Bo has become one; one who could not open the store does not count."""
    with pytest.raises(Problem, match="only manager"):
        members.set_role(team, ALEX, OFFICER)
    with team.change("add member") as change:
        change.put(None, Member(name="Cy Sample", role=MANAGER))  # as a kill between note and key would leave it
    with pytest.raises(Problem, match="only manager"):
        members.set_role(team, ALEX, OFFICER)
    assert members.set_role(team, BO, MANAGER) is not None
    assert members.set_role(team, ALEX, OFFICER) is not None
    assert (team.role, _roles(team)) == (OFFICER, {ALEX: OFFICER, BO: MANAGER, "Cy Sample": MANAGER})


def test_a_member_noted_without_a_key_is_shown_so_and_given_one(team: Store) -> None:
    """The power went between the two."""
    with team.change("add member") as change:
        change.put(None, Member(name="Cy Sample"))
    assert [each.name for each in members.known(team) if not each.has_passphrase] == ["Cy Sample"]
    members.reset(team, "Cy Sample", NEW)
    team.close()
    opening.open_store(team.path, NEW, member="Cy Sample").close()


def _removed(team: Store) -> Store:
    record = members.check_removal(team, BO)
    team.close()
    return members.remove(team.path, team.key, record, ALEX)


def test_who_was_removed_opens_nothing_any_more(team: Store, tmp_path: Path) -> None:
    """Neither with their passphrase nor with the old key; everybody else as before, and the recovery key too."""
    printed = passphrases.renew_recovery(team)
    members.add(team, "Cy Sample", OFFICER, NEW)
    complaint(team, team.now().date())
    old_key, branch, lines = team.key, team.branch, team.read("SELECT count(*) FROM feedback_case")
    copy = tmp_path / "Before.desk"
    with _removed(team) as again:
        assert again.key != old_key
        assert again.branch == branch
        assert again.read("SELECT count(*) FROM feedback_case") == lines
        assert _roles(again) == {ALEX: MANAGER, "Cy Sample": OFFICER}
        assert again.history(limit=1)[0][0].verb == f"remove member: {BO}"
        assert again.verify().ok
        assert keys.parse((again.path / keys.NAME).read_bytes()).generation == 2
        again.checkpoint()
        shutil.copytree(again.path, copy)
    assert [path.name for path in team.path.parent.iterdir() if path.suffix == ".old"] == []
    with pytest.raises(WrongPassphrase):
        opening.open_store(team.path, OF_BO)
    with pytest.raises(Problem, match="not belong together"):
        opening.reopen(copy, old_key, BO)
    for secret in (PASSPHRASE, NEW, printed):
        opening.open_store(team.path, secret, read_only=True).close()


def test_a_copy_from_before_opens_as_on_its_day(team: Store, tmp_path: Path) -> None:
    """The program says so: nobody can take a copy back."""
    team.checkpoint()
    copy = tmp_path / "Before.desk"
    shutil.copytree(team.path, copy)
    _removed(team).close()
    opening.open_store(copy, OF_BO, read_only=True).close()


def test_blanks_in_a_new_members_name_are_folded(store: Store) -> None:
    """As in every other name. Somebody whose name is merely near is let in."""
    members.add(store, "  Bo \u00a0 Sample ", OFFICER, OF_BO)
    members.add(store, "Alexa Example", OFFICER, NEW)
    assert set(_roles(store)) == {ALEX, BO, "Alexa Example"}


def test_a_removal_that_was_cut_leaves_no_old_store_that_still_opens(
    team: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the swap, before the old folder was removed: it goes when the store is next opened to be worked in.

    An old folder that somebody keeps themselves stays.
    """
    record = members.check_removal(team, BO)
    team.close()
    old = team.path.with_name(f"{team.path.name}.old")
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)  # as if the process had ended there
        rekeying.without(team.path, team.key, record, ALEX)
    opening.open_store(old, OF_BO, read_only=True).close()
    opening.open_store(team.path, PASSPHRASE).close()
    assert not old.exists()
    shutil.copytree(team.path, old)
    opening.open_store(team.path, PASSPHRASE).close()
    assert old.exists()


def test_nobody_removes_themselves_or_the_last_manager(team: Store, by_bo: Store) -> None:
    """Or somebody who is none."""
    by_bo.close()
    with opening.open_store(team.path, PASSPHRASE) as store:
        with pytest.raises(Problem, match="yourself"):
            members.check_removal(store, ALEX)
        with pytest.raises(Problem, match="not a member"):
            members.check_removal(store, "Dee Sample")


def test_a_removal_that_fails_leaves_the_store_as_it_was(team: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bo is still a member, the old key still opens, and nothing lies beside it."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    record = members.check_removal(team, BO)
    team.close()
    monkeypatch.setattr(rekeying, "_note", fail)
    with pytest.raises(Problem, match="disk is full"):
        members.remove(team.path, team.key, record, ALEX)
    assert [path.name for path in team.path.parent.iterdir()] == [team.path.name]
    with opening.open_store(team.path, OF_BO) as again:
        assert again.member == BO


def test_a_new_recovery_key_ends_the_old_one_and_says_when_it_was_made(store: Store) -> None:
    """It was tried before it was given back."""
    first = passphrases.recovery_made_at(store)
    old = passphrases.renew_recovery(store)
    printed, change = members.renew_recovery(store)
    assert passphrases.is_recovery_key(store, printed.lower())
    assert not passphrases.is_recovery_key(store, old)
    assert passphrases.recovery_made_at(store) == change.at
    assert first is not None
    assert change.at > first
    with pytest.raises(Problem, match="mistyped"):
        passphrases.is_recovery_key(store, printed[:-1])
    store.close()
    with pytest.raises(WrongPassphrase):
        opening.open_store(store.path, old)
    opening.open_store(store.path, printed).close()


def test_with_the_same_passphrase_each_opens_the_store_as_who_they_say(store: Store) -> None:
    """It is taken, as a refusal would tell that somebody has it. Without a name it opens nothing, as a wrong one."""
    members.add(store, BO, OFFICER, PASSPHRASE)
    store.close()
    for name, role in ((ALEX, MANAGER), (BO, OFFICER)):
        with opening.open_store(store.path, PASSPHRASE, member=name) as opened:
            assert (opened.member, opened.role) == (name, role)
    with pytest.raises(WrongPassphrase) as same:
        opening.open_store(store.path, PASSPHRASE)
    with pytest.raises(WrongPassphrase) as wrong:
        opening.open_store(store.path, "none of theirs")
    assert same.value.args == wrong.value.args
    with pytest.raises(Problem, match="say who you are"):
        stores.open_store(store.path, "none of theirs", read_only=False, progress=silent)


def test_a_backup_is_restored_by_a_passphrase_that_two_have_as_an_officer_would(store: Store, tmp_path: Path) -> None:
    """Nobody says there who they are, so nobody acts there as a manager."""
    members.add(store, BO, OFFICER, PASSPHRASE)
    safekeeping.backup(store, tmp_path / "team.backup")
    store.close()
    restoring.restore(tmp_path / "team.backup", store.path, PASSPHRASE, replacing=True)
    with opening.open_store(store.path, PASSPHRASE, read_only=True, anybody=True) as opened:
        assert opened.role == OFFICER
