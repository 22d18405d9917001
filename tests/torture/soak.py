"""A day of eight hours, and many more: 20,000 verbs through the window's session, with a clock that the test moves.

`python -m tests.torture soak [--times N] [--seed N]`. Memory stays flat, nothing is left open, the worklist is right at
each step: what the changed case waits for each time, all of it against the pure functions now and then.
"""

from __future__ import annotations

import gc
import os
import random
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desk_app import deadlines, reminders
from desk_app.desk import Desk
from desk_app.records import CaseFile, ContactArrangement, Step
from desk_app.store import Store, opening, search
from tests.desk_app.desk import sensible
from tests.torture.tasks import PASSPHRASE
from ui.session import Session

TIMES = 20_000
VERBS_A_DAY = 60
OPEN_AT_MOST = 60
WARM_AFTER = 0.25
MOST_MB = 10.0
ALL_OF_IT = 1_000
"""After so many verbs, and at the end, the whole worklist is compared."""
REVIEW = ("arrangement_review", "Review the contact arrangement")
KINDS = (
    {"kind": "Complaint", "route": {"choice": "Statutory", "reason": "Fostering."}},
    {"kind": "Complaint", "route": {"choice": "Corporate", "reason": "A bus pass."}},
    {"kind": "Complaint"},
    {"kind": "Enquiry"},
    {"kind": "Compliment"},
)


class Clock:
    """Working through the days."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=5)
        return self.now

    def today(self) -> date:
        """The day it is."""
        return self.now.date()


def run(times: int, seed: int) -> int:
    """So many verbs; 1 if memory grew, a handle was left or the worklist was wrong."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent

    from ui.app import application
    from ui.kit.preferences import Preferences
    from ui.kit.theme import Mode, ThemeManager
    from ui.main_window import MainWindow

    app = application()
    clock = Clock()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store, _ = opening.create(
            folder / "Soak.desk", member="Alex Example", passphrase=PASSPHRASE, clock=clock, weak_for_tests=True
        )
        window = MainWindow(ThemeManager(app, Mode.LIGHT), Preferences(folder), folder, clock.today)
        window.show()
        window.open_store(store)
        assert window.session is not None
        course = Course(window.session.desk, clock, random.Random(seed))
        wrong, warm, handles = 0, 0.0, 0
        for n in range(times):
            course.step(window.session)
            app.processEvents()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the window's loop does
            if n == int(times * WARM_AFTER):
                warm, handles = _megabytes(), _handles()
            if n % ALL_OF_IT == ALL_OF_IT - 1 or n == times - 1:
                wrong += not _same_as_the_rules(store, window.session.desk, clock.today())
                print(f"{n + 1:,} verbs: {_megabytes():.0f} MB, wrong {course.wrong + wrong} times", flush=True)
        grown, left = _megabytes() - warm, _handles() - handles
        window.close()
        store.close()
    print(f"{times:,} verbs over {(clock.today() - date(2026, 3, 2)).days} days, {course.logged:,} cases")
    print(f"memory {grown:+.1f} MB since a quarter of it (at most {MOST_MB:.0f}), {left:+} open files")
    print(f"worklist wrong {course.wrong + wrong} times")
    return int(grown > MOST_MB or left > 0 or bool(course.wrong + wrong))


class Course:
    """What is done, by chance: a case logged, or something to one that is open."""

    def __init__(self, desk: Desk, clock: Clock, chance: random.Random) -> None:
        self.desk, self.clock, self.chance = desk, clock, chance
        self.cases: list[int] = []
        self.logged = self.wrong = self._done = 0

    def step(self, session: Session) -> None:
        """One verb."""
        self._done += 1
        if self._done % VERBS_A_DAY == 0:
            self.clock.now += timedelta(days=1)
        if len(self.cases) < OPEN_AT_MOST or self.chance.random() < 0.05:
            case_id = self._log(session)
        else:
            case_id = self.chance.choice(self.cases)
            self._do(session, case_id)
        file = self.desk.case_file(case_id)
        store = self.desk.store
        ruled = deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings())
        self.wrong += self.desk.steps(case_id) != ruled
        if len(self.cases) > OPEN_AT_MOST:
            self.cases.pop(0)

    def _log(self, session: Session) -> int:
        draft: dict[str, object] = {
            "received_on": self.clock.today().isoformat(),
            "words": "It went wrong.",
            "complainant": {"name": f"Ada Testwell {self.logged % 500}"},
        }
        kind = self.chance.choice(KINDS)
        if kind["kind"] == "Enquiry":
            draft["target_on"] = (self.clock.today() + timedelta(days=14)).isoformat()
        logged = session.log({**draft, **kind}, f"new-{self.logged}")
        assert not logged.problems, logged.problems
        self.logged += 1
        self.cases.append(logged.case_id)
        return logged.case_id

    def _do(self, session: Session, case_id: int) -> None:
        file: CaseFile = self.desk.case_file(case_id)
        offered = self.desk.offers(file)
        which = self.chance.randrange(1000)
        offer = offered[which % len(offered)]
        if sensible.refused(file, offer, self.clock.today()):
            return
        done = session.do(offer, file, sensible.answers(file, offer, self.clock.today(), which))
        assert not done.problems, f"{offer.verb}: {dict(done.problems)}"
        if done.change is not None and self.chance.random() < 0.1:
            self.desk.undo(done.change.id)


def _same_as_the_rules(store: Store, desk: Desk, today: date) -> bool:
    ids = search.all_ids(store, search.Filter())
    rules = store.rules()
    files = list(store.case_files(ids))
    pairs = [(step, file.case.reference) for file in files for step in rules.steps(file)]
    pairs += _reviews(store.all(ContactArrangement), files)
    return desk.worklist() == reminders.worklist(pairs, today, store.calendar(), store.settings())


def _reviews(arrangements: Iterable[ContactArrangement], files: Iterable[CaseFile]) -> Iterator[tuple[Step, str]]:
    """Arrangements with a person are reviewed with the first of their cases."""
    first: dict[int, CaseFile] = {}
    for file in sorted(files, key=lambda file: file.case.id):
        for person in file.people:
            first.setdefault(person.id, file)
    for each in arrangements:
        if each.review_on and not each.ended_on:
            case, (key, label) = first[each.person_id].case, REVIEW
            step = Step(
                case_id=case.id, key=key, label=label, due_on=each.review_on, limit_on=each.review_on, internal=True,
                record_id=each.id,
            )  # fmt: skip
            yield step, case.reference


def _megabytes() -> float:
    gc.collect()
    statm = Path("/proc/self/statm")
    return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if statm.exists() else 0.0


def _handles() -> int:
    handles = Path("/proc/self/fd")
    return len(list(handles.iterdir())) if handles.exists() else 0
