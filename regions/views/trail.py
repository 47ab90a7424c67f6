"""Who changed what in a session, and which messages went out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.mail.models import Message
from inburgering.notation import date_long
from regions.actions import message as message_acts
from regions.actions.refusal import NotNow
from regions.reports import message_list, trail
from regions.resources import workbook_response
from regions.views.work_sessions import found_region, found_session, session_crumbs


@require_safe
def session_trail(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    page = {
        "trail": trail.build(session, who=request.GET.get("wie", ""), kind=request.GET.get("soort", "")),
        "session": session,
        "region": session.region,
        "crumbs": session_crumbs(session.region, session),
        "query": request.GET.urlencode(),
    }
    return render(request, "regions/session_trail.html", page)


@require_safe
def export_trail(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    told = trail.build(session, who=request.GET.get("wie", ""), kind=request.GET.get("soort", ""))
    return workbook_response(
        name=f"Spoor werksessie {number}",
        header=trail.HEADINGS,
        rows=told.table(),
        source=f"Bron: Inburgering Regionaal, stand van {date_long(timezone.localdate())}. Geen antwoorden.",
    )


@require_safe
def list_messages(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.PREPARE_SESSION)
    rows = Message.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(
        organisation_id=region.organisation_id
    )
    page = {
        "list": message_list.build(rows, place=request.GET.get("blad", "")),
        "is_example": region.organisation.is_demonstration,
        "region": region,
        "crumbs": session_crumbs(region)[:1],
    }
    return render(request, "regions/list_messages.html", page)


@require_POST
def send_message_again(request: HttpRequest, region_slug: str, message_number: int) -> HttpResponse:
    region = found_region(request, region_slug, Permission.PREPARE_SESSION)
    rows = Message.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    found = get_object_or_404(rows, organisation_id=region.organisation_id, pk=message_number)
    try:
        message_acts.send_again(message=found, by=request.user)
        messages.success(request, f"Het bericht aan {found.recipient} gaat opnieuw de deur uit.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("list_messages", region_slug)
