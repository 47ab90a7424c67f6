"""Workers that keep being killed, with the lease and the sweeper of the product itself."""

import time

from tests.drill import pool, reports
from tests.worker import running_worker

STORM, PAUSE = 20, 2  # seconds
PATIENCE = 240


def test_nine_documents_come_out_of_a_storm_of_killed_workers(transactional_db, tmp_path, say):
    buying = reports.achterhoek()
    options = ("--concurrency", "2", "--beat", "--schedule", str(tmp_path / "schedule"))
    with running_worker(tmp_path / "first.log", *options) as worker:
        began = time.monotonic()
        report = reports.ask(buying)
        killed = kill_pool_for(STORM)
        worker.kill()
    with running_worker(tmp_path / "second.log", *options):
        quiet = time.monotonic()
        reports.until(report, reports.none_open, seconds=PATIENCE)
    ended = time.monotonic()

    assert reports.kept(report) == reports.complete(1)
    lost = sum(job.lost_workers for job in reports.jobs(report))
    assert lost > 0
    say(
        f"{killed} processen en 1 hele worker gestopt in {STORM} s, {lost} keer midden in een document: "
        f"9 van 9 documenten, elk een keer, {ended - began:.0f} s na de vraag, "
        f"{ended - quiet:.0f} s na de laatste storing"
    )


def kill_pool_for(seconds: float) -> int:
    killed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(PAUSE)
        for pid in pool.processes():
            pool.kill(pid)
            killed += 1
    return killed
