"""How long documents take: as the asker waits for them, and against bare WeasyPrint on the same HTML."""

import re
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.db import transaction

from inburgering.accounts.context import as_job
from inburgering.documents import pdf
from inburgering.documents.models import Document
from procurement import tasks
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import board_report
from procurement.reports.dataset import thaw
from tests import database
from tests.bench.conftest import Add
from tests.drill import pool, reports
from tests.worker import running_worker

PART = "Rapport"
ROUNDS = 3


def measure_how_long_somebody_waits_for_documents(transactional_db, tmp_path, add: Add):
    buying = reports.achterhoek()
    with running_worker(tmp_path / "worker.log", "--concurrency", "2"):
        finished(reports.ask_for_one(buying, "Opwarmen"))  # both processes load WeasyPrint once
        alone = [waited(finished(reports.ask_for_one(buying, f"Eén document {turn}"))) for turn in range(ROUNDS)]
        whole = finished(reports.ask(buying, "Negen documenten"))
        largest = max(most_memory(pid) for pid in pool.processes())

    assert reports.kept(whole).states == {"DONE": reports.DOCUMENTS}
    add(PART, "1 document, van vraag tot klaar (mediaan van 3)", f"{median(alone):.1f} s", "")
    add(PART, "9 documenten, van vraag tot klaar, 2 processen", f"{waited(whole):.1f} s", "≤ 30 s")
    add(PART, "meeste geheugen van een proces", f"{largest:.0f} MB", "≤ 300 MB")
    with transaction.atomic(), database.as_owner():
        stored = list(Document.objects.filter(boardreportdocument__report=whole))
    pages, sizes = sorted(one.pages for one in stored), sorted(one.size for one in stored)
    add(PART, "bladzijden per document", f"{pages[0]} tot {pages[-1]}", "")
    add(PART, "grootte per document", f"{sizes[0] / 1000:.0f} tot {sizes[-1] / 1000:.0f} kB", "")


def finished(report: BoardReport) -> BoardReport:
    reports.until(report, reports.none_open, seconds=120)
    return report


def most_memory(pid: int) -> float:
    """Return the most memory that a process ever held, in MB, as Linux counts it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1000


def waited(report: BoardReport) -> float:
    """Return the seconds from asking to the last document that was made."""
    made = [job for job in reports.jobs(report) if job.state == "DONE"]
    return (max(job.finished_at for job in made) - min(job.queued_at for job in made)).total_seconds()


def measure_what_a_job_costs_above_bare_weasyprint(transactional_db, monkeypatch, add: Add):
    monkeypatch.setattr("procurement.actions.report.hint", lambda *told: None)  # this process does the work itself
    report = reports.ask(reports.achterhoek())
    with as_job(report.organisation_id):
        rows = list(BoardReportDocument.objects.filter(report=report).select_related("municipality", "job"))
    run(rows[0].job)  # loads fonts, templates and connections
    took = {"bare": (0.0, 0.0), "job": (0.0, 0.0)}
    for turn, row in enumerate(rows[1:]):
        html = markup(report, row)
        pair = [("bare", lambda html=html: bare(html)), ("job", lambda job=row.job: run(job))]
        # Turn and turn about: the second of two renders finds a warmer machine.
        for name, act in pair if turn % 2 else pair[::-1]:
            took[name] = plus(took[name], timed(act))

    documents = len(rows) - 1
    assert reports.kept(report).states["DONE"] == documents + 1
    wall, cpu = (took["job"][kind] / took["bare"][kind] for kind in (0, 1))
    add(PART, "alleen WeasyPrint, per document", f"{took['bare'][0] / documents:.2f} s", "")
    add(PART, "hele taak ten opzichte van alleen WeasyPrint", f"{wall:.2f}× (rekentijd {cpu:.2f}×)", "≤ 1,15×")


def run(job: object) -> None:
    tasks.render_board_document(job.pk, job.organisation_id)


def markup(report: BoardReport, row: BoardReportDocument) -> str:
    code = row.municipality.code if row.municipality else None
    content = board_report.build(thaw(report.dataset), code=code, sha256=report.dataset_sha256)
    return pdf.html(tasks.TEMPLATE, {"report": content, **content.on_every_page()})


def bare(html: str) -> bytes:
    """Make the same kind of file as the product does, with nothing around it."""
    weasyprint = pdf.load_weasyprint()
    source = weasyprint.HTML(string=html, base_url="static:///", url_fetcher=pdf._fetcher(weasyprint))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves the file with its colours open
        return source.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)


def timed(act: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def plus(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]
