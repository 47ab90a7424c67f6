"""The screen in the room, and the fragment it asks for every three seconds."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import WorkSession
from regions.reports import beamer
from regions.views.work_sessions import found_session, join_address, join_qr


@require_safe
def show_screen(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    return render(request, "regions/screen.html", _page(session))


@require_safe
def screen_stand(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Give the screen as it is now, or 304 when it has not changed or must not change in front of the room."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    page = _page(session)
    etag, known = page["screen"].etag, request.headers.get("If-None-Match", "")
    if known == etag or (known and _is_held(session, known)):
        return HttpResponseNotModified(headers={"ETag": known})
    response = render(request, "regions/screen_stand.html", page)
    response["ETag"] = etag
    return response


def _is_held(session: WorkSession, known: str) -> bool:
    """Whether a pause keeps what the room looks at; going black and back is an act of its own."""
    return session.is_paused and session.is_black == known.startswith(beamer.BLACK)


def _page(session: WorkSession) -> dict[str, object]:
    prefetch_related_objects([session], "statements")
    screen = beamer.build(session)
    address = join_address(session)
    shown = address.removeprefix("https://").removeprefix("http://").removesuffix(f"{session.code}/")
    qr = join_qr(session) if screen.is_start else ""
    return {"session": session, "region": session.region, "screen": screen, "address": shown, "qr": qr}
