"""Work put off by an act: making the documents of a board report."""

from celery import shared_task

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK, record
from inburgering.documents import pdf
from inburgering.documents.store import store_pdf
from inburgering.jobs.claim import Claim
from inburgering.jobs.run import run
from procurement.models import BoardReportDocument
from procurement.reports import board_report
from procurement.reports.dataset import thaw
from procurement.rules.choices import CannotCalculate

RENDER_BOARD_DOCUMENT = "procurement.tasks.render_board_document"
TEMPLATE = "documents/board_report.html"


@shared_task(name=RENDER_BOARD_DOCUMENT)
def render_board_document(job_id: int, organisation_id: int) -> None:
    """Make one document from the frozen dataset. Safe to run twice: only who holds the claim stores."""
    run(job_id, organisation_id, _render, refusals=(pdf.CannotRender, CannotCalculate))


def _render(held: Claim) -> None:
    held.keep("Gegevens lezen")
    with as_job(held.organisation_id):
        row = _document(held)
        report, municipality = row.report, row.municipality
    content = board_report.build(
        thaw(report.dataset), code=municipality.code if municipality else None, sha256=report.dataset_sha256
    )
    held.keep("Pagina's opmaken")
    # No transaction is open here: rendering takes seconds.
    with held.heartbeat():
        made = pdf.render(pdf.html(TEMPLATE, {"report": content, **content.on_every_page()}))
    with as_job(held.organisation_id):
        document = store_pdf(made, organisation=report.organisation, title=content.title, filename=content.filename)
        BoardReportDocument.objects.filter(pk=row.pk).update(document=document)
        record("report.document_made", by=CLOCK, about=document, organisation_id=held.organisation_id, job=held.job_id)
        held.finish()


def _document(held: Claim) -> BoardReportDocument:
    return BoardReportDocument.objects.select_related("report__organisation", "municipality").get(job_id=held.job_id)
