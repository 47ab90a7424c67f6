"""Work put off by an act: making the documents of a board report."""

import logging

from celery import shared_task

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK, record
from inburgering.documents import pdf
from inburgering.documents.store import store_pdf
from inburgering.jobs.claim import Claim, LeaseLost, claim
from inburgering.public_number import code
from procurement.models import BoardReportDocument
from procurement.reports import board_report
from procurement.reports.dataset import thaw
from procurement.rules.choices import CannotCalculate

log = logging.getLogger(__name__)
RENDER_BOARD_DOCUMENT = "procurement.tasks.render_board_document"
TEMPLATE = "documents/board_report.html"


@shared_task(name=RENDER_BOARD_DOCUMENT)
def render_board_document(job_id: int, organisation_id: int) -> None:
    """Make one document from the frozen dataset. Safe to run twice: only who holds the claim stores."""
    held = claim(job_id, organisation_id)
    if held is None:
        return
    try:
        _render(held)
    except LeaseLost:
        log.info("job %s was taken over or stopped; nothing is stored", job_id)
    except (pdf.CannotRender, CannotCalculate) as reason:
        _fail(held, str(reason))
    except Exception:
        reference = code(4)
        log.exception("job %s failed, reference %s", job_id, reference)
        _fail(
            held,
            f"Er ging iets mis bij het maken. Probeer het opnieuw. Meld dit nummer als het vaker gebeurt: {reference}",
        )


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


def _fail(held: Claim, reason: str) -> None:
    try:
        held.fail(reason)
    except LeaseLost:
        log.info("job %s ended elsewhere before it could be marked as failed", held.job_id)
