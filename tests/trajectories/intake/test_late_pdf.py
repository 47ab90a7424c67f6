"""A PDF that somebody waits for is rendered after the transaction of the request has ended."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse

from inburgering.accounts.context import ContextMiddleware
from inburgering.documents import pdf
from tests.people import Casework
from trajectories.views import late_pdf as views
from trajectories.views.late_pdf import LatePdf, late_pdf


def test_rendering_waits_until_the_request_has_ended(work: Casework, monkeypatch: pytest.MonkeyPatch) -> None:
    depths: list[tuple[str, int]] = []

    def noted(markup: str) -> pdf.Pdf:
        depths.append(("render", len(connection.savepoint_ids)))
        return pdf.Pdf(b"%PDF-1.7", 1)

    def view(request: HttpRequest) -> HttpResponse:
        depths.append(("view", len(connection.savepoint_ids)))
        return LatePdf("<p>x</p>", filename="a.pdf")

    monkeypatch.setattr(views.pdf, "render", noted)
    request = HttpRequest()
    request.user = work.bakker

    answer = ContextMiddleware(view)(request)
    assert [name for name, _ in depths] == ["view"]
    assert answer.content == answer.content == b"%PDF-1.7"  # rendered once
    assert list(answer) == [b"%PDF-1.7"]
    assert [name for name, _ in depths] == ["view", "render"]
    assert depths[1][1] < depths[0][1]  # the transaction of the request is closed
    assert answer["Cache-Control"] == "private, no-store"


def test_a_computer_without_pango_says_so_before_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> object:
        raise pdf.CannotRender(pdf.NO_PANGO)

    monkeypatch.setattr(views.pdf, "load_weasyprint", missing)
    with pytest.raises(pdf.CannotRender):
        late_pdf("documents/intake_report.html", {}, filename="a.pdf")
