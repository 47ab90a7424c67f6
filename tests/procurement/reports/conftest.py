"""A board report that was asked for, and its documents made by the task itself."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.documents import pdf
from procurement import tasks
from procurement.actions import report as acts
from procurement.models import BoardReport, BoardReportDocument
from tests.procurement.conftest import Buying


def asked(buying: Buying, **changes: object) -> BoardReport:
    given = {
        "region": buying.region,
        "scenarios": buying.scenarios,
        "advised": buying.scenarios[1],
        "title": "Inkoop leerroutes",
        "decide_on": timezone.localdate() + timedelta(days=18),
        "is_confidential": False,
        "request_key": uuid.uuid4(),
        "by": buying.leader,
    }
    return acts.request(**(given | changes))


def document_for(buying: Buying, report: BoardReport, slug: str | None) -> BoardReportDocument:
    with buying.seen_by("leader"):
        return report.documents.select_related("job", "report", "municipality", "document").get(municipality__slug=slug)


def work(document: BoardReportDocument) -> None:
    tasks.render_board_document(document.job_id, document.organisation_id)


@pytest.fixture
def report(buying: Buying) -> BoardReport:
    """Read back from the database, as the task does: JSON loses the order of its keys there."""
    with buying.seen_by("leader"):
        made = asked(buying)
        made.refresh_from_db(fields=["dataset"])
        return made


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the seconds of rendering, in tests about who makes a document and who reads it."""
    monkeypatch.setattr(pdf, "render", lambda markup: pdf.Pdf(content=b"%PDF-" + markup.encode(), pages=1))
