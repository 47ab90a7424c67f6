"""The principles of a process: one of them from nearby, adding and changing, who adopted them, and what tests them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regions.actions import principle as acts
from regions.actions.refusal import Changed, NotNow
from regions.forms.process import AdoptForm
from regions.forms.process_parts import ChangePrincipleForm, LinkTestForm, PrincipleForm
from regions.models import Principle, Process
from regions.reports import principle_page, principle_verdicts, process_tables
from regions.reports.conversation_list import themes
from regions.resources import workbook_response
from regions.views.process import LEAD, READ, after_change, found_process, leads, page_of


@require_safe
def show_principle(
    request: HttpRequest, region_slug: str, process_number: int, principle_number: int
) -> HttpResponse:  # fmt: skip
    process = found_process(request, region_slug, process_number, READ)
    principle = _principle(request, process, principle_number)
    return _shown(request, process, principle)


def _shown(
    request: HttpRequest, process: Process, principle: Principle, form: LinkTestForm | None = None, status: int = 200
) -> HttpResponse:
    report = principle_page.build(principle, process, request.user)
    is_leader = leads(request, process)
    if is_leader and form is None:
        form = LinkTestForm(choices=principle_page.statement_choices(principle, process))
    page = page_of(process, f"Uitgangspunt {principle.number}", principle=principle, report=report, leads=is_leader)
    return render(request, "regions/show_principle.html", page | {"form": form}, status=status)


@require_safe
def export_principles(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, READ)
    verdicts = principle_verdicts.of_process(process, request.user)
    return workbook_response(
        name=f"Uitgangspunten proces {process.number} {process.region.name}",
        header=process_tables.PRINCIPLE_HEADER,
        rows=process_tables.principles(process, verdicts),
        source=process_tables.source(verdicts),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_principle(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    form = PrincipleForm(request.POST or None, themes=themes())
    if form.is_valid():
        made = acts.add(process=process, by=request.user, **form.cleaned_data)
        messages.success(request, f"Uitgangspunt {made.number} is toegevoegd.")
        return redirect(_address(process, made))
    page = page_of(process, "Voeg een uitgangspunt toe", form=form, button="Voeg het uitgangspunt toe")
    return render(request, "regions/process_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_principle(
    request: HttpRequest, region_slug: str, process_number: int, principle_number: int
) -> HttpResponse:  # fmt: skip
    process = found_process(request, region_slug, process_number, LEAD)
    principle = _principle(request, process, principle_number)
    first = {"text": principle.text, "theme": principle.theme, "expected_version": principle.version}
    form = ChangePrincipleForm(request.POST or None, initial=first, themes=themes(), now=principle.theme)
    status = 200
    if form.is_valid():
        try:
            acts.change(principle=principle, by=request.user, **form.cleaned_data)
            return redirect(_address(process, principle))
        except Changed as reason:
            after_change(form, reason, f"Nu staat er: {reason.current.text}")
            status = 409
        except NotNow as reason:
            form.add_error(None, str(reason))
    page = page_of(process, f"Wijzig uitgangspunt {principle.number}", form=form, button="Bewaar het uitgangspunt")
    return render(request, "regions/process_form.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_principle(
    request: HttpRequest, region_slug: str, process_number: int, principle_number: int
) -> HttpResponse:  # fmt: skip
    """Ask first, because a removed principle does not come back."""
    process = found_process(request, region_slug, process_number, LEAD)
    principle = _principle(request, process, principle_number)
    if request.method == "POST":
        try:
            acts.remove(principle=principle, by=request.user)
            messages.success(request, f"Uitgangspunt {principle.number} is verwijderd.")
            return redirect(f"{process.get_absolute_url()}#uitgangspunten")
        except NotNow as reason:
            messages.warning(request, str(reason))
            return redirect(_address(process, principle))
    page = page_of(process, f"Verwijder uitgangspunt {principle.number}", principle=principle)
    return render(request, "regions/remove_principle.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt_principles(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    """Keep which municipalities adopted which principles; ?uitgangspunt=3 has that one ticked."""
    process = found_process(request, region_slug, process_number, LEAD)
    principles = Principle.objects.for_user(request.user, to=LEAD).filter(process=process).order_by("number")
    members = sorted(process.region.municipalities_on(timezone.localdate()), key=lambda one: one.name)
    ticked = request.GET.getlist("uitgangspunt") or [str(one.number) for one in principles]
    form = AdoptForm(
        request.POST or None, principles=principles, municipalities=members, initial={"principles": ticked}
    )
    if form.is_valid():
        try:
            kept = acts.adopt(process=process, by=request.user, **form.cleaned_data)
            messages.success(request, f"{kept} keer vastgelegd dat een gemeente een uitgangspunt vaststelde.")
            return redirect(f"{process.get_absolute_url()}#uitgangspunten")
        except NotNow as reason:
            form.add_error("adopted_on", str(reason))
    page = page_of(process, "Wie stelde de uitgangspunten vast?", form=form, button="Leg de vaststelling vast")
    return render(request, "regions/process_form.html", page)


@require_POST
def withdraw_adoption(
    request: HttpRequest, region_slug: str, process_number: int, principle_number: int, municipality_slug: str
) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    principle = _principle(request, process, principle_number)
    members = process.region.municipalities_on(timezone.localdate())
    municipality = get_object_or_404(members, slug=municipality_slug)
    try:
        acts.withdraw_adoption(principle=principle, municipality=municipality, by=request.user)
        messages.success(request, f"De vaststelling door {municipality.name} is ingetrokken.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(_address(process, principle))


@require_POST
def link_test(request: HttpRequest, region_slug: str, process_number: int, principle_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    principle = _principle(request, process, principle_number)
    form = LinkTestForm(request.POST, choices=principle_page.statement_choices(principle, process))
    if not form.is_valid():
        return _shown(request, process, principle, form, 422)
    try:
        acts.link_test(principle=principle, key=form.cleaned_data["key"], agreeing_supports=form.agreeing_supports,
                       by=request.user)  # fmt: skip
        messages.success(request, "De stelling toetst nu dit uitgangspunt.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(f"{_address(process, principle)}#toetsing")


@require_POST
def unlink_test(
    request: HttpRequest, region_slug: str, process_number: int, principle_number: int, statement_key: str
) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    principle = _principle(request, process, principle_number)
    try:
        acts.unlink_test(principle=principle, key=statement_key, by=request.user)
        messages.success(request, "De stelling toetst dit uitgangspunt niet meer.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(f"{_address(process, principle)}#toetsing")


def _principle(request: HttpRequest, process: Process, number: int) -> Principle:
    principles = Principle.objects.for_user(request.user, to=READ).select_related("process__region")
    return get_object_or_404(principles, process=process, number=number)


def _address(process: Process, principle: Principle) -> str:
    return reverse("show_principle", args=[process.region.slug, process.number, principle.number])
