"""The door, and what every public site owes its visitors."""

import logging
import sys
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import GRANTS, Permission, Role
from inburgering.public_number import code
from regions.context import home_url
from regions.reports import landing
from regions.reports.contacts import contacts_of

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(home_url(request))
    return render(request, "regions/home.html", {"landing": landing.build(), "mode": settings.MODE})


@login_not_required
@require_safe
def show_help(request: HttpRequest) -> HttpResponse:
    """Name whom to ask; a visitor reads where that name stands."""
    contacts = contacts_of(request.user) if request.user.is_authenticated else ()
    return render(request, "pages/hulp.html", {"contacts": contacts})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/toegankelijkheid.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/over_deze_gegevens.html", {"sources": landing.sources()})


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    details = {"contact": settings.SECURITY_CONTACT, "expires": expires, "public_url": settings.PUBLIC_URL}
    return render(request, "pages/security.txt", details, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers; for the container and the starter, without anything to learn from it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    table = [(permission.value, [permission in GRANTS[role] for role in Role]) for permission in Permission]
    return render(request, "regions/roles.html", {"roles": [role.label for role in Role], "table": table})


def _error(request: HttpRequest, template: str, status: int, **details: object) -> HttpResponse:
    return render(request, template, details, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "404.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, "csrf_403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page, byte for byte, for what is absent and for what is somebody else's."""
    return HttpResponse(_bare("404.html"), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say when to come back while the database is away; otherwise give a reference that stands in the log."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(_bare("503.html"), status=503, headers={"Retry-After": "2"})
    reference = code(4)
    logger.error("reference %s on %s", reference, request.path)
    return HttpResponse(_bare("500.html", reference=reference), status=500)


def _bare(template: str, **details: object) -> str:
    # Without the request: error pages ask the database nothing and carry nothing per person.
    return render_to_string(template, details)
