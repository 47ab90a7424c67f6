"""A board report that was asked for, and its documents made by the task itself."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.documents import pdf
from procurement import tasks
from procurement.actions import report as acts
from procurement.models import BoardReport, BoardReportDocument, Checkpoint
from regions.actions import wish
from regions.models import Municipality
from tests.procurement.checkpoint.conftest import Agreeing, agreeing
from tests.procurement.conftest import Buying

__all__ = ["agreeing"]  # the plan of the checkpoints, for reports that stand on one


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
def checkpoint(agreeing: Agreeing) -> Checkpoint:
    """An agreement with a minority: Doetinchem is against, Bronckhorst agrees on a condition, others say nothing."""
    agreeing.stands("aalten", "AGREED")
    agreeing.stands("doetinchem", "NOT_AGREED", "Wij willen een eigen leslocatie en zien dat niet terug")
    agreeing.stands("bronckhorst", "AGREED_IF", "Alleen als de reistijd onder een half uur blijft")
    municipality = Municipality.objects.get(slug="winterswijk")
    with agreeing.buying.seen_by("leader"):
        wish.give(
            municipality=municipality, host=agreeing.plan.organisation, kind=wish.Kind.KEEP_LOCAL, component=None,
            other=None, text="ons taalcafé", is_hard=False, by=agreeing.buying.leader,
        )  # fmt: skip
    return agreeing.make(still_open=("Wie wordt trekker van de aanbesteding?",))


@pytest.fixture
def agreed_report(buying: Buying, checkpoint: Checkpoint) -> BoardReport:
    with buying.seen_by("leader"):
        made = asked(buying, checkpoint=checkpoint)
        made.refresh_from_db(fields=["dataset"])
        return made


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the seconds of rendering, in tests about who makes a document and who reads it."""
    monkeypatch.setattr(pdf, "render", lambda markup: pdf.Pdf(content=b"%PDF-" + markup.encode(), pages=1))
