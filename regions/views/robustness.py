"""How firmly a proposal stands: asking, following and reading it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import robustness as acts
from regions.actions.refusal import NotNow
from regions.models import RobustnessRun, SubregionProposal
from regions.reports import robustness
from regions.resources import workbook_response

READY = 286  # the last word of a fragment that is asked again and again


@require_http_methods(["GET", "HEAD", "POST"])
def show_robustness(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    """GET reads the newest outcome; POST asks for one, or stops the one that goes on."""
    if request.method == "POST":
        proposal = _proposal(request, region_slug, proposal_number, Permission.PROPOSE_SUBREGIONS)
        try:
            _act(request, proposal)
        except NotNow as reason:
            messages.warning(request, str(reason))
        return redirect("show_robustness", region_slug, proposal_number)
    page = _page(request, region_slug, proposal_number)
    base = page["proposal"].region.get_absolute_url()
    page["crumbs"] = [
        (f"Regio {page['proposal'].region.name}", base),
        ("Subregio’s", f"{base}subregios/"),
        (f"Voorstel {proposal_number}", page["proposal"].get_absolute_url()),
    ]
    return render(request, "regions/show_robustness.html", page)


def _act(request: HttpRequest, proposal: SubregionProposal) -> None:
    if request.POST.get("besluit") == "stop":
        run = _newest(request, proposal)
        if run is not None:
            acts.cancel(run=run, by=request.user)
        return
    acts.request(proposal=proposal, by=request.user)


@require_safe
def robustness_progress(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    """Give the part of the page that changes while it is computed; 286 says that it is over."""
    page = _page(request, region_slug, proposal_number)
    status = 200 if page["robustness"].is_open else READY
    return render(request, "regions/robustness_stand.html", page, status=status)


@require_safe
def export_robustness(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    page = _page(request, region_slug, proposal_number)
    found = page["robustness"]
    if not found.rows:
        raise Http404
    name = f"Stevigheid voorstel {proposal_number} {page['proposal'].region.name}"
    return workbook_response(name=name, header=found.header(), rows=found.table(), source=found.source)


def _page(request: HttpRequest, region_slug: str, number: int) -> dict[str, Any]:
    proposal = _proposal(request, region_slug, number, Permission.VIEW_REGION)
    makers = SubregionProposal.objects.for_user(request.user, to=Permission.PROPOSE_SUBREGIONS)
    return {
        "title": f"Hoe stevig is voorstel {number}?",
        "proposal": proposal,
        "robustness": robustness.build(proposal, _newest(request, proposal)),
        "may_ask": makers.filter(pk=proposal.pk).exists(),
    }


def _proposal(request: HttpRequest, region_slug: str, number: int, to: Permission) -> SubregionProposal:
    proposals = SubregionProposal.objects.for_user(request.user, to=to).select_related("region")
    return get_object_or_404(proposals, region__slug=region_slug, number=number)


def _newest(request: HttpRequest, proposal: SubregionProposal) -> RobustnessRun | None:
    runs = RobustnessRun.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(proposal=proposal)
    return runs.select_related("job").order_by("-pk").first()
