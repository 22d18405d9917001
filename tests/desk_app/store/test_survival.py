"""What was said to be saved is saved, whatever happens to the process."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from desk_app.records import Case
from desk_app.store import Store
from tests.desk_app.store.conftest import PASSPHRASE, Reopen

SAVING = """
import sys
from datetime import date
from pathlib import Path
from desk_app.store import opening
from tests.desk_app.store.samples import complaint
store = opening.open_store(Path(sys.argv[1]), sys.argv[2])
while True:
    case_id = complaint(store, date(2026, 11, 2))
    print("saved", case_id, flush=True)
"""


def test_nothing_saved_is_lost_when_the_process_is_killed(store: Store, path: Path, reopen: Reopen) -> None:
    """Five times: a process logs complaints and is killed right after it printed "saved", in the midst of the next."""
    store.close()
    said: set[int] = set()
    for round_ in range(5):
        with subprocess.Popen([sys.executable, "-c", SAVING, path, PASSPHRASE], stdout=subprocess.PIPE) as saving:
            assert saving.stdout is not None
            for _ in range(round_ + 1):
                word, case_id = saving.stdout.readline().split()
                assert word == b"saved"
                said.add(int(case_id))
            time.sleep(round_ * 0.0007)
            saving.kill()
            said.update(int(line.split()[1]) for line in saving.stdout if line.endswith(b"\n"))
        again = reopen(path)
        assert said <= {case.id for case in again.all(Case)}
        assert again.verify().findings == []
        again.close()
    assert len(said) >= 15
