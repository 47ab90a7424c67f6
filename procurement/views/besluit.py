"""Reacting to a report with an account, and recording or taking back a besluit on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from inburgering.notation import date_long
from procurement.actions import besluit as besluit_acts
from procurement.actions import reaction as reaction_acts
from procurement.forms.besluit import BesluitForm, WithdrawForm
from procurement.forms.reaction import ReactionForm
from procurement.models import Besluit, BoardReport, BoardReportDocument, Reaction
from procurement.reports import readers_besluit, readers_mine
from procurement.views.reports import found_report
from regions.actions.refusal import NotNow

BESLUITEN = "#besluiten"


def _page(report: BoardReport, form: Any, **more: Any) -> dict[str, Any]:
    crumbs = [("Rapporten", reverse("list_reports")), (report.title, report.get_absolute_url())]
    errors = bool(form.is_bound and form.errors)
    return {"report": report, "crumbs": crumbs, "form": form, "form_errors": errors} | more


@require_http_methods(["GET", "HEAD", "POST"])
def react(request: HttpRequest, number: str) -> HttpResponse:
    """React on behalf of one's own municipality, to its document or else to that of the region."""
    report = found_report(request, number, Permission.REACT_TO_REPORT)
    own = readers_mine.municipalities(report, request.user, to=Permission.REACT_TO_REPORT)
    shared = BoardReportDocument.objects.for_user(request.user, to=Permission.REACT_TO_REPORT).filter(report=report)
    document = readers_mine.document_for(shared, own)
    if document is None:
        raise Http404
    given = Reaction.objects.for_user(request.user, to=Permission.REACT_TO_REPORT)
    history = readers_besluit.reactions(given.filter(document=document, given_by=request.user.audit_name))
    first = {"stance": history[0].stance, "reason": history[0].reason} if history else {}
    form = ReactionForm(request.POST or None, initial=first)
    if form.is_valid() and _reacted(request, form, document, own[0]):
        return redirect("show_report", number)
    page = _page(report, form, municipality=own[0], given=history)
    return render(request, "procurement/react.html", page)


def _reacted(request: HttpRequest, form: ReactionForm, document: BoardReportDocument, own: Any) -> bool:
    try:
        reaction_acts.give(document=document, municipality=own, by=request.user, **form.cleaned_data)
    except NotNow as reason:
        form.add_error(None, str(reason))
        return False
    messages.success(request, "Je reactie is bewaard. De projectleider en je eigen gemeente kunnen haar lezen.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def record_besluit(request: HttpRequest, number: str) -> HttpResponse:
    """Record what a college or council decided: a municipality its own, the project leader for all of the region."""
    report = found_report(request, number, Permission.RECORD_BESLUIT)
    own = {one.slug: one for one in readers_mine.municipalities(report, request.user, to=Permission.RECORD_BESLUIT)}
    if not own:
        raise Http404
    names = {slug: one.name for slug, one in own.items()}
    form = BesluitForm(request.POST or None, names=names, initial={"municipality": request.GET.get("gemeente", "")})
    if form.is_valid():
        try:
            municipality = own[form.cleaned_data["municipality"]]
            made = besluit_acts.take(report=report, municipality=municipality, words=form.words(), by=request.user)
            messages.success(request, f"Het besluit van {date_long(made.decided_on)} is vastgelegd.")
            return redirect(f"{report.get_absolute_url()}{BESLUITEN}")
        except NotNow as reason:
            form.add_error(None, str(reason))
    return render(request, "procurement/record_besluit.html", _page(report, form, names=names))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_besluit(request: HttpRequest, number: str, besluit_number: int) -> HttpResponse:
    report = found_report(request, number, Permission.RECORD_BESLUIT)
    own = readers_mine.municipalities(report, request.user, to=Permission.RECORD_BESLUIT)
    mine = Besluit.objects.for_user(request.user, to=Permission.RECORD_BESLUIT).filter(municipality__in=own)
    key = dict(readers_besluit.keys(report)).get(besluit_number)
    besluit = get_object_or_404(mine.select_related("municipality", "report"), pk=key, withdrawn_at=None)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            besluit_acts.withdraw(besluit=besluit, by=request.user, **form.cleaned_data)
            messages.success(request, "Het besluit is ingetrokken. Het blijft staan, met de reden.")
        except NotNow as reason:
            messages.warning(request, str(reason))
        return redirect(f"{report.get_absolute_url()}{BESLUITEN}")
    return render(request, "procurement/withdraw_besluit.html", _page(report, form, besluit=besluit))
