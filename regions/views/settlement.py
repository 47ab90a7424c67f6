"""Settling the answers of a municipality step by step, and taking them back with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from regions.actions import sheet as sheets
from regions.actions.refusal import NotNow
from regions.forms.municipal import ReopenForm
from regions.forms.work_session import SettleForm
from regions.models import AnswerSheet, Municipality, WorkSession
from regions.views.mandate import for_municipality, may, no_mandate
from regions.views.work_sessions import session_crumbs

Status = AnswerSheet.Status
# Which step, who may take it, and whether the deciding body must be named.
SETTLING = {
    "ambtelijk": (Status.OFFICIAL, Permission.SETTLE_ANSWERS, False),
    "bestuurlijk": (Status.ADOPTED, Permission.ADOPT_ANSWERS, True),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_municipality(Permission.VIEW_ANSWERS)
def settle_answers(request: HttpRequest, session: WorkSession, municipality: Municipality, how: str) -> HttpResponse:
    status, to, needs_body = SETTLING[how]
    if not may(request, municipality, to):
        return no_mandate(request, session, municipality, to)
    sheet = _own_sheet(request, session, municipality)
    form = SettleForm(request.POST or None, needs_body=needs_body)
    if form.is_valid():
        given = {"settled_on": form.cleaned_data["settled_on"], "body": form.cleaned_data.get("body", "")}
        try:
            sheets.settle(sheet=sheet, status=status, by=request.user, **given)
            messages.success(request, f"De antwoorden van {municipality.name} zijn {DONE[how]}.")
            return redirect("municipal_answer", session.region.slug, session.number, municipality.slug)
        except NotNow as reason:
            form.add_error(None, str(reason))
    return _page(request, "regions/settle_answers.html", session, municipality, form, how=how)


DONE = {"ambtelijk": "ambtelijk afgestemd", "bestuurlijk": "bestuurlijk vastgesteld"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_municipality(Permission.VIEW_ANSWERS)
def reopen_sheet(request: HttpRequest, session: WorkSession, municipality: Municipality) -> HttpResponse:
    sheet = _own_sheet(request, session, municipality)
    to = Permission.ADOPT_ANSWERS if sheet.status == Status.ADOPTED else Permission.SETTLE_ANSWERS
    if not may(request, municipality, to):
        return no_mandate(request, session, municipality, to)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            sheets.reopen_sheet(sheet=sheet, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"De antwoorden van {municipality.name} zijn weer concept.")
            return redirect("municipal_answer", session.region.slug, session.number, municipality.slug)
        except NotNow as reason:
            form.add_error(None, str(reason))
    return _page(request, "regions/reopen_sheet.html", session, municipality, form, sheet=sheet)


def _own_sheet(request: HttpRequest, session: WorkSession, municipality: Municipality) -> AnswerSheet:
    rows = AnswerSheet.objects.for_user(request.user, to=Permission.VIEW_ANSWERS)
    return get_object_or_404(rows, session=session, municipality=municipality)


def _page(
    request: HttpRequest, template: str, session: WorkSession, municipality: Municipality,
    form: SettleForm | ReopenForm, **more: object,
) -> HttpResponse:  # fmt: skip
    page = {"form": form, "form_errors": form.errors, "session": session, "municipality": municipality}
    page |= {"region": session.region, "crumbs": session_crumbs(session.region, session), **more}
    return render(request, template, page)
