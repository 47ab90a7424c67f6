"""The screen in the room, and the fragment it asks for every three seconds."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import time_of_day
from regions.models import WorkSession
from regions.reports import beamer
from regions.views.work_sessions import found_session, join_address, join_qr


@require_safe
def show_screen(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Show the screen; with ?vast=1 it stands still, also without JavaScript."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    page = _page(session) | {"is_frozen": request.GET.get("vast") == "1"}
    return render(request, "regions/screen.html", page)


@require_safe
def screen_stand(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Give the screen as it is now, or 304 when it has not changed."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    page = _page(session)
    etag = page["stand"].etag(page["at"])
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    response = render(request, "regions/screen_stand.html", page)
    response["ETag"] = etag
    return response


def _page(session: WorkSession) -> dict[str, object]:
    stand = beamer.build(session)
    at = time_of_day(timezone.localtime().time())
    address = join_address(session)
    shown = address.removeprefix("https://").removeprefix("http://").removesuffix(f"{session.code}/")
    qr = join_qr(session) if stand.is_start else ""
    return {
        "session": session,
        "region": session.region,
        "stand": stand,
        "at": at,
        "address": shown,
        "qr": qr,
        "is_frozen": False,
    }
