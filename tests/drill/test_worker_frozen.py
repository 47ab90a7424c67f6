"""A process that stands still for longer than its lease, and then goes on: somebody else did its work meanwhile."""

import os
import signal
from collections import Counter

from tests.drill import pool, reports
from tests.worker import running_worker


def test_who_comes_back_too_late_stores_nothing(transactional_db, tmp_path):
    buying = reports.achterhoek()
    log = tmp_path / "worker.log"
    with running_worker(log, "--concurrency", "2"):
        report = reports.ask_for_one(buying)
        reports.until(report, reports.rendering, seconds=30)
        [held] = reports.rendering(reports.jobs(report))
        frozen = pool.process_of(held)
        os.kill(frozen, signal.SIGSTOP)
        reports.let_lease_run_out(held)
        reports.until(report, reports.none_open, seconds=60, sweeping=True)

        os.kill(frozen, signal.SIGCONT)
        reports.until(report, lambda jobs: "nothing is stored" in log.read_text(), seconds=60)

    kept = reports.kept(report)
    assert kept.states == Counter(DONE=1, CANCELLED=8)
    assert (kept.stored, kept.linked, kept.trail) == (1, 1, 1)
