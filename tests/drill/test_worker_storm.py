"""Workers that keep being killed while they render, with the lease and the sweeper of the product itself."""

import hashlib
import time
from collections import Counter

from django.db import transaction

from inburgering.documents.models import Document
from procurement.models import BoardReport
from tests import database
from tests.drill import pool, reports
from tests.worker import running_worker

RENDERS, KILLS, MOST_EACH = 60, 50, 4  # the fifth loss of one document is where the product gives up
STORM, PATIENCE = 900, 600  # seconds


def test_sixty_documents_come_out_of_fifty_killed_workers(transactional_db, tmp_path, say):
    buying = reports.achterhoek()
    options = ("--concurrency", "2", "--beat", "--schedule", str(tmp_path / "schedule"))
    with running_worker(tmp_path / "first.log", *options) as worker:
        began = time.monotonic()
        asked = ask_for(buying, RENDERS)
        killed = kill_while_rendering(asked)
        worker.kill()
    with running_worker(tmp_path / "second.log", *options):
        quiet = time.monotonic()
        for report in asked:
            reports.until(report, reports.none_open, seconds=PATIENCE)
    ended = time.monotonic()

    kept = reports.kept(*asked)
    assert kept.states["DONE"] == RENDERS
    assert (kept.stored, kept.linked, kept.trail) == (RENDERS, RENDERS, RENDERS)
    assert not half_documents(asked)
    assert sum(killed.values()) == KILLS
    assert max(killed.values()) <= MOST_EACH
    lost = [job.lost_workers for report in asked for job in reports.jobs(report)]
    say(
        f"{sum(killed.values())} processen gestopt midden in een document (hooguit {max(killed.values())} keer in "
        f"hetzelfde) en 1 hele worker, {sum(lost)} keer overgenomen: {RENDERS} van {RENDERS} documenten, elk een keer "
        f"en heel, {ended - began:.0f} s na de vraag, {ended - quiet:.0f} s na de laatste storing"
    )


def ask_for(buying: reports.Buying, wanted: int) -> list[BoardReport]:
    """Ask for as many reports as hold the documents that are wanted; the last one stops what is too many."""
    asked = []
    for number in range(-(-wanted // reports.DOCUMENTS)):
        report = reports.ask(buying, f"Storm {number + 1}")
        left = wanted - number * reports.DOCUMENTS
        if left < reports.DOCUMENTS:
            reports.cancel(report, buying.leader, all_but=left)
        asked.append(report)
    return asked


def kill_while_rendering(asked: list[BoardReport]) -> Counter[int]:
    """Kill the process of a document that is being rendered, again and again; return how often for each job."""
    killed: Counter[int] = Counter()
    gone: set[int] = set()  # a worker still tells of a process for a moment after it was killed
    end = time.monotonic() + STORM
    while sum(killed.values()) < KILLS and time.monotonic() < end:
        jobs = [job for report in asked for job in reports.rendering(reports.jobs(report))]
        for job in jobs:
            if killed[job.pk] >= MOST_EACH or sum(killed.values()) >= KILLS:
                continue
            pid = pool.process_at(job)
            if pid is not None and pid not in gone:
                pool.kill(pid)
                gone.add(pid)
                killed[job.pk] += 1
        time.sleep(0.2)
    return killed


def half_documents(asked: list[BoardReport]) -> list[str]:
    """Return the stored documents that are not what their row says, or not a whole PDF."""
    with transaction.atomic(), database.as_owner():
        found = list(Document.objects.filter(boardreportdocument__report__in=asked))
    return [
        one.number
        for one in found
        if hashlib.sha256(bytes(one.content)).hexdigest() != one.sha256
        or not bytes(one.content).startswith(b"%PDF-")
        or not bytes(one.content).rstrip().endswith(b"%%EOF")
    ]
