"""The document of a board report, from frozen dataset to tagged PDF."""

import uuid
from datetime import timedelta

import page as page_validation
import pytest
from django.utils import timezone

from inburgering.documents import pdf
from procurement.actions import report as acts
from procurement.models import BoardReport
from procurement.reports import board_report
from procurement.reports.dataset import thaw
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


@pytest.fixture
def report(buying: Buying) -> BoardReport:
    with buying.seen_by("leader"):
        return asked(buying)


@pytest.mark.parametrize("code", ["GM0197", None])
def test_every_document_is_tagged_and_complete(report, code, tmp_path):
    content = board_report.build(thaw(report.dataset), code=code, sha256=report.dataset_sha256)

    made = pdf.render(pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()}))

    file = tmp_path / f"{code}.pdf"
    file.write_bytes(made.content)
    checked = page_validation.validate_pdf(str(file), profile=page_validation.ValidationProfile.PDF_UA_1)
    assert checked.is_compliant, checked.failures
    assert len(made.content) < 1_000_000
