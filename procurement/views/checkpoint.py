"""Checkpoints: the list, making one in two steps, reading one, and downloading what was frozen."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from procurement.actions import checkpoint as acts
from procurement.forms.checkpoint import Agreement
from procurement.models import Checkpoint
from procurement.reports import checkpoint_coverage, checkpoint_draft, checkpoint_page
from procurement.views.scenarios import Crumbs, found_region
from regions.models import CooperationPlan, Region
from regions.reports import subregion_freshness
from regions.reports.subregion_question import thaw
from regions.resources import workbook_response


def checkpoint_crumbs(region: Region, checkpoint: Checkpoint | None = None) -> Crumbs:
    trail = [(f"Regio {region.name}", region.get_absolute_url())]
    if checkpoint is None:
        return trail
    return [*trail, ("Piketpaaltjes", reverse("list_checkpoints", args=[region.slug]))]


@require_safe
def list_checkpoints(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    rows = checkpoint_page.listed(_checkpoints(request, region))
    makes = Region.objects.for_user(request.user, to=Permission.MAKE_CHECKPOINT).filter(pk=region.pk).exists()
    plans = CooperationPlan.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    page = {
        "title": "Piketpaaltjes",
        "rows": rows,
        "finding": checkpoint_page.listing_finding(rows) if rows else (),
        "plan": plans.order_by("-number").first() if makes else None,
        "may_make": makes,
        "region": region,
        "crumbs": checkpoint_crumbs(region),
    }
    return render(request, "procurement/checkpoint_list.html", page)


@require_safe
def export_checkpoints(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    return workbook_response(
        name=f"Piketpaaltjes {region.name}",
        header=checkpoint_page.LIST_HEADER,
        rows=[one.row() for one in checkpoint_page.listed(_checkpoints(request, region))],
        source="Een piketpaaltje wordt nooit gewijzigd. Wie iets anders afspreekt, slaat een nieuw.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_checkpoint(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """First the sentences, then a page that asks whether they are right: it cannot be changed afterwards."""
    plans = CooperationPlan.objects.for_user(request.user, to=Permission.MAKE_CHECKPOINT)
    plans = plans.select_related("region__organisation", "proposal__session__region")
    plan = get_object_or_404(plans, region__slug=region_slug, number=number)
    agreement = _agreement(request, plan)
    asks_more = "more" in request.POST or "back" in request.POST
    if request.method != "POST" or asks_more or not agreement.is_valid():
        return _writing(request, plan, agreement, has_errors=not asks_more)
    said = agreement.said()
    found = checkpoint_coverage.objections(plan, still_open=said["still_open"], may_deviate=said["may_deviate"])
    for sentence in found:
        agreement.whole.add_error("still_open", sentence)
    if found:
        return _writing(request, plan, agreement)
    if "confirm" not in request.POST:
        return _asking(request, plan, agreement)
    return _make(request, plan, agreement)


def _make(request: HttpRequest, plan: CooperationPlan, agreement: Agreement) -> HttpResponse:
    seen = agreement.whole.cleaned_data["expected_version"] or 0
    try:
        made = acts.make(plan=plan, by=request.user, expected_version=seen, **agreement.said())
    except acts.Changed as reason:
        return _writing(request, plan, agreement, conflict=str(reason), status=409)
    except acts.NotNow as reason:
        return _writing(request, plan, agreement, conflict=str(reason), status=409)
    messages.success(request, f"Piketpaaltje {made.number} is geslagen. Alle gemeenten van de regio kunnen het lezen.")
    return redirect(made)


def _agreement(request: HttpRequest, plan: CooperationPlan) -> Agreement:
    return Agreement(
        request.POST if request.method == "POST" else None,
        first=checkpoint_draft.draft(plan),
        version=plan.version,
        municipalities=list(plan.region.municipalities_on(timezone.localdate())),
    )


def _writing(
    request: HttpRequest, plan: CooperationPlan, agreement: Agreement, *,
    has_errors: bool = True, conflict: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = _page(plan, agreement) | {"conflict": conflict}
    page |= {"form_errors": has_errors and agreement.has_errors, "title": "Sla een piketpaaltje"}
    page["notices"] = list(subregion_freshness.notices(thaw(plan.proposal.question), plan.proposal))
    return render(request, "procurement/checkpoint_write.html", page, status=status)


def _asking(request: HttpRequest, plan: CooperationPlan, agreement: Agreement) -> HttpResponse:
    said = agreement.said()
    page = _page(plan, agreement) | {"said": said, "title": "Klopt dit?"}
    names = {one.code: one.name for one in plan.region.municipalities_on(timezone.localdate())}
    page["may_deviate"] = checkpoint_page.may_deviate(said["may_deviate"], names)
    return render(request, "procurement/checkpoint_confirm.html", page)


def _page(plan: CooperationPlan, agreement: Agreement) -> dict[str, Any]:
    trail = [*checkpoint_crumbs(plan.region), (f"Samenwerking {plan.number}", plan.get_absolute_url())]
    return {"plan": plan, "agreement": agreement, "region": plan.region, "crumbs": trail}


@require_safe
def show_checkpoint(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    checkpoint = found_checkpoint(request, region_slug, number)
    page = {
        "title": f"Piketpaaltje {checkpoint.number}",
        "checkpoint": checkpoint,
        "report": checkpoint_page.build(checkpoint),
        "region": checkpoint.region,
        "crumbs": checkpoint_crumbs(checkpoint.region, checkpoint),
    }
    builds = Region.objects.for_user(request.user, to=Permission.BUILD_SCENARIO).filter(pk=checkpoint.region_id)
    return render(request, "procurement/checkpoint_show.html", page | {"may_build": builds.exists()})


@require_safe
def export_checkpoint(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    checkpoint = found_checkpoint(request, region_slug, number)
    page = checkpoint_page.build(checkpoint)
    return workbook_response(
        name=f"Piketpaaltje {checkpoint.number} {checkpoint.region.name}",
        header=checkpoint_page.HEADER,
        rows=checkpoint_page.table(page),
        source=f"{page.made}. Controlegetal (SHA-256): {page.sha256}. {'Heel' if page.is_intact else 'Gewijzigd'}.",
    )


@require_safe
def download_checkpoint(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """What was frozen, in the spelling over which the hash was computed, so that anybody can compute it again."""
    checkpoint = found_checkpoint(request, region_slug, number)
    content = json.dumps(checkpoint.frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    name = f"Piketpaaltje {checkpoint.number} {checkpoint.region.name}.json"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content.encode(), content_type="application/json", headers=headers)


def found_checkpoint(request: HttpRequest, region_slug: str, number: int) -> Checkpoint:
    checkpoints = Checkpoint.objects.for_user(request.user, to=Permission.VIEW_REGION).select_related("region")
    return get_object_or_404(checkpoints, region__slug=region_slug, number=number)


def _checkpoints(request: HttpRequest, region: Region) -> list[Checkpoint]:
    checkpoints = Checkpoint.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    return list(checkpoints.select_related("region").order_by("-number"))
