"""A process that is killed while it renders: its document is made again, no document is lost or made twice."""

from collections import Counter

from celery import current_app

from tests.drill import pool, reports
from tests.worker import running_worker


def test_a_document_whose_worker_was_killed_is_made_again_and_once(transactional_db, tmp_path):
    buying = reports.achterhoek()
    with running_worker(tmp_path / "worker.log"):
        [only] = pool.processes()
        report = reports.ask(buying)
        reports.cancel(report, buying.leader, all_but=2)
        reports.until(report, reports.rendering, seconds=30)
        [held] = reports.rendering(reports.jobs(report))
        pool.kill(only)
        reports.until(report, lambda jobs: [job for job in jobs if job.state == "DONE"], seconds=60)
        current_app.control.purge()  # the broker forgets too: only the row says what must still be done
        reports.let_lease_run_out(held)
        reports.until(report, reports.none_open, seconds=60, sweeping=True)

    kept = reports.kept(report)
    assert kept.states == Counter(DONE=2, CANCELLED=7)
    assert (kept.stored, kept.linked, kept.trail) == (2, 2, 2)
    assert sorted((job.attempts, job.lost_workers) for job in reports.jobs(report)[:2]) == [(1, 0), (2, 1)]
