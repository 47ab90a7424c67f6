"""Signalen of a region: municipalities read their own, the project leader reads all of them and answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import signaal as acts
from regions.actions.refusal import NotNow
from regions.forms.signaal import AnswerForm
from regions.models import Region, Signaal
from regions.reports import signalen
from regions.resources import workbook_response

READ, LEAD = Permission.VIEW_REGION, Permission.PREPARE_SESSION
SOURCE = "Signalen noemen leveranciers en regels, nooit een persoon."


@require_safe
def list_signalen(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = get_object_or_404(Region.objects.for_user(request.user, to=READ), slug=region_slug)
    page = _page(request, region) | {"listed": signalen.build(_readable(request, region))}
    return render(request, "regions/signalen.html", page)


@require_safe
def export_signalen(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = get_object_or_404(Region.objects.for_user(request.user, to=READ), slug=region_slug)
    rows = [one.row() for one in signalen.build(_readable(request, region)).rows]
    return workbook_response(name=f"Signalen {region.name}", header=signalen.HEADER, rows=rows, source=SOURCE)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_signaal(request: HttpRequest, region_slug: str, signaal: int) -> HttpResponse:
    region, one = _led(request, region_slug, signaal)
    form = AnswerForm(request.POST or None, initial={"text": one.answer})
    if form.is_valid() and _did(form, one, request):
        messages.success(request, f"{one.municipality.name} leest nu het antwoord.")
        return redirect("list_signalen", region.slug)
    page = _page(request, region) | {"form": form, "row": signalen.row_of(one), "form_errors": form.errors}
    page["crumbs"] = [*page["crumbs"], ("Signalen", reverse("list_signalen", args=[region.slug]))]
    return render(request, "regions/signalen_answer.html", page, status=422 if form.errors else 200)


@require_POST
def take_up_signaal(request: HttpRequest, region_slug: str, signaal: int) -> HttpResponse:
    region, one = _led(request, region_slug, signaal)
    try:
        acts.take_up(signaal=one, by=request.user)
        messages.success(request, "Het signaal is opgepakt.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("list_signalen", region.slug)


def _did(form: forms.Form, one: Signaal, request: HttpRequest) -> bool:
    try:
        acts.answer(signaal=one, on=timezone.localdate(), by=request.user, **form.cleaned_data)
    except NotNow as reason:
        form.add_error("text", str(reason))
        return False
    return True


def _led(request: HttpRequest, region_slug: str, signaal: int) -> tuple[Region, Signaal]:
    region = get_object_or_404(Region.objects.for_user(request.user, to=LEAD), slug=region_slug)
    found = Signaal.objects.for_user(request.user, to=LEAD).select_related("municipality")
    return region, get_object_or_404(found, host_id=region.organisation_id, pk=signaal)


def _readable(request: HttpRequest, region: Region) -> QuerySet[Signaal]:
    return Signaal.objects.for_user(request.user, to=READ).filter(host_id=region.organisation_id)


def _page(request: HttpRequest, region: Region) -> dict[str, Any]:
    leads = Region.objects.for_user(request.user, to=LEAD).filter(pk=region.pk).exists()
    crumbs = [(f"Regio {region.name}", region.get_absolute_url())]
    return {"title": "Signalen", "region": region, "crumbs": crumbs, "leads": leads}
