"""Proposals to divide the region: making one, reading it, trying a move, comparing, and discussing it."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import subregion
from regions.forms.subregion import MoveForm, ProposeForm
from regions.models import AnswerSheet, Region, SubregionProposal, WorkSession
from regions.reports import subregion_comparison, subregion_options, subregions
from regions.resources import workbook_response


@require_http_methods(["GET", "HEAD", "POST"])
def list_subregions(request: HttpRequest, region_slug: str) -> HttpResponse:
    """All proposals; for who may propose, what each number of subregions explains. POST makes a proposal."""
    region, session = _region(request, region_slug), session_to_divide(request, region_slug)
    options = subregion_options.build(session) if session else None
    form = ProposeForm(request.POST or None, most=options.most if options else 1, initial={"contiguous": True})
    if request.method == "POST":
        if session is None:
            raise Http404
        if form.is_valid():
            try:
                return redirect(subregion.propose(session=session, by=request.user, **form.cleaned_data))
            except subregion.NotNow as reason:
                form.add_error(None, str(reason))
    listed = subregion_options.listed(_proposals(request, region_slug).order_by("-number"))
    context = {"title": "Subregio’s", "crumbs": _crumbs(region), "session": session, "options": options, "form": form}
    return render(request, "regions/list_subregions.html", context | {"proposals": listed, "form_errors": form.errors})


@require_safe
def export_subregions(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = _region(request, region_slug)
    listed = subregion_options.listed(_proposals(request, region_slug).order_by("-number"))
    return workbook_response(
        name=f"Voorstellen subregio’s {region.name}",
        header=["Voorstel", "Status", "Gemaakt op", "Ontstaan", "Werksessie", "Indeling", "Verklaard (%)"],
        rows=[one.row() for one in listed],
        source="Verklaard = het deel van alle verschillen dat tussen de subregio’s ligt.",
    )


@require_safe
def show_subregions(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    proposal = _proposal(request, region_slug, proposal_number)
    context = _context(request, proposal)
    form = MoveForm(seats=context["report"].seats, groups=context["report"].groups)
    return render(request, "regions/show_subregions.html", context | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def move_municipality(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    """GET shows what a move would change, POST makes the next proposal of it."""
    proposal = _proposal(request, region_slug, proposal_number, to=Permission.PROPOSE_SUBREGIONS)
    context = _context(request, proposal)
    typed = request.POST if request.method == "POST" else request.GET
    form = MoveForm(typed, seats=context["report"].seats, groups=context["report"].groups)
    comparison = None
    if form.is_valid():
        to_group = form.cleaned_data["naar"]
        try:
            comparison = subregion_comparison.of_move(proposal, form.code, to_group)
            if request.method == "POST":
                return _moved(request, proposal, form.code, to_group)
        except (subregion.NotNow, subregion_comparison.NoMove) as reason:
            form.add_error(None, str(reason))
    context |= {"title": "Wat als?", "form": form, "comparison": comparison, "form_errors": form.errors}
    return render(request, "regions/move_municipality.html", context)


def _moved(request: HttpRequest, proposal: SubregionProposal, code: str, to_group: int) -> HttpResponse:
    municipality = proposal.placements.select_related("municipality").get(municipality__code=code).municipality
    made = subregion.move(proposal=proposal, municipality=municipality, to_group=to_group, by=request.user)
    messages.success(request, f"Voorstel {made.number} is gemaakt. Voorstel {proposal.number} blijft zoals het was.")
    return redirect(made)


@require_safe
def compare_subregions(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    """A proposal beside the one it was made from."""
    proposal = _proposal(request, region_slug, proposal_number)
    former = get_object_or_404(_proposals(request, region_slug), pk=proposal.based_on_id)
    comparison = subregion_comparison.of_proposals(former, proposal)
    title = f"Voorstel {former.number} en voorstel {proposal.number}"
    context = _context(request, proposal) | {"title": title, "comparison": comparison, "former": former}
    return render(request, "regions/compare_subregions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discuss_subregions(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    """Ask first, because the municipalities read it from then on."""
    proposal = _proposal(request, region_slug, proposal_number, to=Permission.PROPOSE_SUBREGIONS)
    reason = ""
    if request.method == "POST":
        try:
            subregion.discuss(proposal=proposal, by=request.user)
            messages.success(
                request, "Dit voorstel is ter bespreking. Alle gemeenten van de regio kunnen het nu lezen."
            )
            return redirect(proposal)
        except subregion.NotNow as refused:
            reason = str(refused)
    context = _context(request, proposal) | {"title": "Bespreken met de gemeenten", "reason": reason}
    return render(request, "regions/discuss_subregions.html", context)


@require_safe
def download_map(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    report = subregions.build(_proposal(request, region_slug, proposal_number), for_code=None)
    if report.map is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="subregios-voorstel-{report.number}.svg"'}
    return HttpResponse(report.map, content_type="image/svg+xml", headers=headers)


@require_safe
def export_proposal(request: HttpRequest, region_slug: str, proposal_number: int) -> HttpResponse:
    proposal = _proposal(request, region_slug, proposal_number)
    report = subregions.build(proposal, for_code=None)
    name = f"Subregio’s {proposal.region.name} voorstel {proposal.number}"
    return workbook_response(name=name, header=report.header(), rows=report.table(), source=report.source)


def _region(request: HttpRequest, region_slug: str) -> Region:
    return get_object_or_404(Region.objects.for_user(request.user, to=Permission.VIEW_REGION), slug=region_slug)


def session_to_divide(request: HttpRequest, region_slug: str) -> WorkSession | None:
    """The newest session with shared answers, else the newest that opened; nothing for who may not propose."""
    sessions = WorkSession.objects.for_user(request.user, to=Permission.PROPOSE_SUBREGIONS)
    opened = sessions.filter(region__slug=region_slug).exclude(opened_at=None).select_related("region")
    answered = opened.filter(Exists(AnswerSheet.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(
        session=OuterRef("pk"), shared_at__isnull=False
    )))  # fmt: skip
    return answered.order_by("-number").first() or opened.order_by("-number").first()


def _proposals(
    request: HttpRequest, region_slug: str, to: Permission = Permission.VIEW_REGION
) -> QuerySet[SubregionProposal]:
    return SubregionProposal.objects.for_user(request.user, to=to).filter(region__slug=region_slug)


def _proposal(
    request: HttpRequest, region_slug: str, number: int, to: Permission = Permission.VIEW_REGION
) -> SubregionProposal:
    wanted = _proposals(request, region_slug, to).select_related("region", "session", "based_on")
    return get_object_or_404(wanted, number=number)


def _context(request: HttpRequest, proposal: SubregionProposal) -> dict[str, Any]:
    """What every page about one proposal shows, looked at for the municipality in the address."""
    slug = request.GET.get("gemeente", _own_municipality(request, proposal))
    may_change = _proposals(request, proposal.region.slug, Permission.PROPOSE_SUBREGIONS).filter(pk=proposal.pk)
    return {
        "title": str(proposal),
        "proposal": proposal,
        "report": subregions.for_page(proposal, slug),
        "may_change": may_change.exists(),
        "crumbs": [*_crumbs(proposal.region), ("Subregio’s", f"{proposal.region.get_absolute_url()}subregios/")],
    }


def _own_municipality(request: HttpRequest, proposal: SubregionProposal) -> str:
    """Return the slug of the municipality this user works for, or nothing for who works for the region itself."""
    own = proposal.region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""


def _crumbs(region: Region) -> list[tuple[str, str]]:
    return [(f"Regio {region.name}", region.get_absolute_url())]
