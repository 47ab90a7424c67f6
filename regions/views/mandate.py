"""Pages on which somebody speaks for a municipality: for its own people only, and it says who may do what."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from regions.models import Municipality, WorkSession
from regions.reports.mandate import who_can
from regions.views.work_sessions import found_session, session_crumbs

View = Callable[..., HttpResponse]


def may(request: HttpRequest, municipality: Municipality, to: Permission) -> bool:
    return Organisation.objects.for_user(request.user, to=to).filter(pk=municipality.organisation_id).exists()


def found_municipality(request: HttpRequest, session: WorkSession, municipality_slug: str) -> Municipality:
    """Return the municipality when the user works there, in whatever role; 404 for everybody else."""
    day = timezone.localdate(session.opened_at or session.made_at)
    mine = Organisation.objects.for_user(request.user, to=Permission.VIEW_REGION)
    inside = session.region.municipalities_on(day).filter(organisation__in=mine)
    return get_object_or_404(inside, slug=municipality_slug)


def for_municipality(to: Permission) -> Callable[[View], View]:
    """Hand session and municipality to the view. A colleague without it reads who can, a stranger gets 404."""

    def around(view: View) -> View:
        @wraps(view)
        def found(
            request: HttpRequest, region_slug: str, number: int, municipality_slug: str, **rest: object
        ) -> HttpResponse:
            session = found_session(request, region_slug, number, Permission.VIEW_REGION)
            municipality = found_municipality(request, session, municipality_slug)
            if not may(request, municipality, to):
                return no_mandate(request, session, municipality, to)
            return view(request, session, municipality, **rest)

        return found

    return around


def no_mandate(request: HttpRequest, session: WorkSession, municipality: Municipality, to: Permission) -> HttpResponse:
    page = {
        "session": session,
        "region": session.region,
        "municipality": municipality,
        "reason": who_can(municipality.organisation_id, to),
        "crumbs": session_crumbs(session.region, session),
    }
    return render(request, "regions/no_mandate.html", page, status=403)
