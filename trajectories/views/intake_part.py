"""One part of the intake: the conversation guide beside the notes, kept while typing, saved together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.notation import time_of_day
from trajectories.actions import draft as drafts
from trajectories.actions import intake as acts
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.intake import ImpressionForm, RouteForm
from trajectories.forms.intake_part import PartForm
from trajectories.models import BredeIntake, Draft, IntakePart
from trajectories.reports import intake_known, intake_part_page
from trajectories.rules.intake_parts import BY_KEY, ROUTES, Part, may_open
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened
from trajectories.views.intake import begun, work_on

# What stands in a draft under these names is about the sending, not about the person.
NOT_KEPT = {"csrfmiddlewaretoken", "daarna"}


def draft_page(key: str) -> str:
    return f"intake:{key}"


def part_of(intake: BredeIntake, key: str) -> tuple[Part, IntakePart]:
    """Return the table and the stored part. Raises Http404 for no such part, or one that cannot be done yet."""
    stored = next((one for one in intake.parts.all() if one.key == key), None)
    if key not in BY_KEY or stored is None:
        raise Http404
    if not may_open(BY_KEY[key], [one.leerroute for one in intake.consequences.all()]):
        raise Http404
    return BY_KEY[key], stored


@require_http_methods(["GET", "HEAD", "POST"])
def show_intake_part(request: HttpRequest, number: str, part: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, number, part)
    trajectory = opened(request, number, f"Intake: {BY_KEY[part].label if part in BY_KEY else 'onderdeel'}")
    intake = begun(trajectory)
    table, stored = part_of(intake, part)
    known = intake_known.prefilled(table, stored, intake_known.facts(trajectory))
    draft = trajectory.drafts.filter(user=request.user, page=draft_page(part)).first()
    form = PartForm(table=table, stored=stored, known=known, initial=_of_draft(draft))
    return _page(request, intake, table, form=form, draft=draft)


def _of_draft(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    return draft.fields | {"with_interpreter": "with_interpreter" in draft.fields}


def _save(request: HttpRequest, number: str, key: str) -> HttpResponse:
    trajectory, intake = work_on(request, number)
    table, stored = part_of(intake, key)
    known = intake_known.prefilled(table, stored, intake_known.facts(trajectory))
    form = PartForm(request.POST, table=table, stored=stored, known=known)
    conflict = None
    if form.is_valid():
        try:
            acts.save_part(part=stored, on=timezone.localdate(), by=request.user, **form.given())
            drafts.forget(trajectory=trajectory, page=draft_page(key), by=request.user)
            messages.success(request, f"{table.label} is bewaard.")
            wants = request.POST.get("daarna") == "samen"
            return redirect("look_together", number, key) if wants else redirect("show_intake", number)
        except Changed as reason:
            conflict = intake_part_page.conflict(table, reason.current, form.given(), str(reason))
            form = PartForm(_with_version(request, reason.current.version), table=table, stored=stored, known=known)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, intake, table, form=form, conflict=conflict)


def _with_version(request: HttpRequest, version: int) -> Any:
    data = request.POST.copy()
    data["expected_version"] = str(version)
    return data


def _page(request: HttpRequest, intake: BredeIntake, table: Part, *, form: PartForm, **more: Any) -> HttpResponse:
    """Show the part. `more` may hold a draft, a conflict, and a filled-in form of a place or of a route."""
    draft, conflict, impression, route = (more.get(name) for name in ("draft", "conflict", "impression", "route"))
    trajectory = intake.trajectory
    page = intake_part_page.build(trajectory, intake, table)
    other = impression or (route[1] if route else None)
    wrong = form.errors or (other.errors if other else {})
    context = dossier_page(
        trajectory, "show_intake", table.label, page=page, form=form, conflict=conflict, form_errors=wrong,
        draft_time=time_of_day(timezone.localtime(draft.saved_at).time()) if draft else "",
        impression_form=impression or ImpressionForm(auto_id="plek_%s"),
        place_forms=[(one, ImpressionForm(former=one, auto_id=f"plek{one.pk}_%s")) for one in page.impressions],
        route_forms=[
            (one, route[1] if route and route[0] == one.code else RouteForm(
                initial={"own_words": one.own_words, "discussed_on": one.discussed_on}, auto_id=f"{one.code}_%s"))
            for one in page.routes
        ],
    )  # fmt: skip
    context["crumbs"] = [*context["crumbs"], ("Brede intake", reverse("show_intake", args=[trajectory.number]))]
    status = 409 if conflict else 422 if wrong else 200
    return unkept(render(request, "trajectories/intake_part.html", context, status=status))


@require_POST
def keep_part_draft(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Keep what stands in the form now, sent while typing; or throw it away by the button."""
    trajectory, intake = work_on(request, number)
    part_of(intake, part)
    if request.POST.get("weg") == "ja":
        drafts.forget(trajectory=trajectory, page=draft_page(part), by=request.user)
        messages.success(request, "Je concept is weg. Je ziet nu wat is bewaard.")
        return redirect("show_intake_part", number, part)
    typed = {key: value for key, value in request.POST.items() if key not in NOT_KEPT}
    kept = drafts.keep(trajectory=trajectory, page=draft_page(part), fields=typed, by=request.user)
    moment = time_of_day(timezone.localtime(kept.saved_at).time())
    return unkept(HttpResponse(f"Concept bewaard om {moment}", content_type="text/plain"))


@require_POST
def add_impression(request: HttpRequest, number: str, place: int = 0) -> HttpResponse:
    """Add a place of the snuffelcarrousel, or write over one."""
    _, intake = work_on(request, number)
    former = next((one for one in intake.impressions.all() if one.pk == place), None)
    if place and former is None:
        raise Http404
    form = ImpressionForm(request.POST, former=former, auto_id="plek_%s")
    if form.is_valid():
        try:
            acts.add_impression(intake=intake, former=former, on=timezone.localdate(), by=request.user, **form.given())
            messages.success(request, "De plek is bewaard.")
            return redirect("show_intake_part", number, "snuffelen")
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _with_form(request, intake, "snuffelen", impression=form)


@require_POST
def discuss_route(request: HttpRequest, number: str, route: str) -> HttpResponse:
    _, intake = work_on(request, number)
    if route not in ROUTES:
        raise Http404
    form = RouteForm(request.POST, auto_id=f"{route}_%s")
    if form.is_valid():
        try:
            acts.discuss_route(
                intake=intake, leerroute=route, on=timezone.localdate(), by=request.user, **form.cleaned_data
            )
            messages.success(request, "Vastgelegd dat je deze route hebt besproken.")
            return redirect("show_intake_part", number, "gevolgen")
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _with_form(request, intake, "gevolgen", route=(route, form))


def _with_form(request: HttpRequest, intake: BredeIntake, key: str, **forms: Any) -> HttpResponse:
    table, stored = part_of(intake, key)
    known = intake_known.prefilled(table, stored, intake_known.facts(intake.trajectory))
    return _page(request, intake, table, form=PartForm(table=table, stored=stored, known=known), **forms)
