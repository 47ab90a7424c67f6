"""What every page shows around its content: menu, region, demonstration bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from inburgering.accounts.models import Membership
from inburgering.accounts.roles import GRANTS, Permission, Role
from regions.actions import team
from regions.models import Region

SEEDED_REGION = "AM09"


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DemonstrationRole:
    value: int
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The bar above everything: that this is not real, and through whose eyes one looks."""

    sentence: str
    roles: list[DemonstrationRole]


REGION_ROWS = [
    ("Overzicht", ""),
    ("Proces", "processen/"),
    ("Vragenlijsten", "vragenlijsten/"),
    ("Werksessies", "werksessies/"),
    ("Uitkomsten", "uitkomsten/"),
    ("Taakverdeling", "taakverdeling/"),
    ("Subregio’s", "subregios/"),
    ("Samenwerking", "samenwerking/"),
    ("Scenario’s", "scenarios/"),
    ("Aannames", "aannames/"),
    ("Contracten", "contracten/"),
    ("Signalen", "signalen/"),
    ("Gerealiseerd", "gerealiseerd/"),
]

# Pages about persons, for who may see them; their addresses belong to an app above this one.
PERSON_ROWS = [
    (Permission.VIEW_PERSONS, "Vandaag", "/vandaag/"),
    (Permission.VIEW_PERSONS, "Caseload", "/caseload/"),
    (Permission.ASSIGN_CASELOAD, "Team", "/team/"),
    (Permission.IMPORT_PERSONS, "Beheer", "/beheer/import/"),
    (Permission.VIEW_PARTICIPANTS, "Deelnemers", "/deelnemers/"),
]

SEARCH = "/zoeken/"
ABOUT_PEOPLE = {Permission.VIEW_PERSONS, Permission.VIEW_PARTICIPANTS}

# Pages about persons that stand below another of these rows.
AS_WELL = {"/team/": ("/overdrachten/",), "/beheer/import/": ("/beheer/",)}

# Pages that stand below another row of the region.
BELOW = {"piketpaaltjes": "samenwerking"}

# The pages of one session: label, the rest of the address, and whether a municipality has the page too.
SESSION_ROWS = [
    ("Werksessie", "", True),
    ("Vragen", "vragen/", False),
    ("Uitnodigen", "uitnodigen/", False),
    ("Regie", "regie/", False),
    ("Uitkomsten", "uitkomsten/", True),
    ("Groepsgesprek", "groepsgesprek/", True),
    ("Rondes", "rondes/", True),
    ("Verslag", "verslag/", False),
    ("Spoor", "spoor/", False),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return menu, submenu, region and the demonstration bar for a page; a guest gets no menu."""
    user = getattr(request, "user", None)
    is_member = bool(user and user.is_authenticated) and getattr(request, "asker", ("",))[0] == "user"
    region = _region(request) if is_member else None
    return {
        "menu": _menu(request, region) if is_member else [],
        "submenu": _submenu(request, region),
        "session_tabs": _session_tabs(request, region),
        "region": region,
        "region_name": f"Regio {region.name}" if region else "",
        "demo": _demonstration(request, region) if settings.MODE != "productie" else None,
        "user_name": request.user.name if is_member else "",
        "show_login": not is_member,
        "search_url": SEARCH if is_member and Permission.VIEW_PERSONS in powers(request) else "",
    }


def powers(request: HttpRequest) -> frozenset[Permission]:
    """Return what this user may do somewhere, in any organisation; asked once. Decides menus, never rows."""
    if not hasattr(request, "_powers"):
        _keep_powers(request, _roles(request).values_list("role", flat=True))
    return request._powers  # type: ignore[attr-defined, no-any-return]


def _roles(request: HttpRequest) -> QuerySet[Membership]:
    return Membership.objects.filter(user_id=request.user.pk)


def _keep_powers(request: HttpRequest, roles: Iterable[str]) -> None:
    request._powers = frozenset().union(*(GRANTS[Role(role)] for role in roles))  # type: ignore[attr-defined]


def _region(request: HttpRequest) -> Region | None:
    regions = Region.objects.for_user(request.user, to=Permission.VIEW_REGION).order_by("id")
    match = request.resolver_match
    slug = match.kwargs.get("region_slug") if match else None
    if slug:
        regions = regions.filter(slug=slug)
    if hasattr(request, "_powers"):
        return regions.first()
    # What somebody may do comes along in the same question.
    region = regions.annotate(asker_roles=ArraySubquery(_roles(request).values("role"))).first()
    if region:
        _keep_powers(request, region.asker_roles)
    return region


def _menu(request: HttpRequest, region: Region | None) -> list[MenuItem]:
    items = [
        MenuItem(label, address, request.path.startswith((address, *AS_WELL.get(address, ()))))
        for permission, label, address in PERSON_ROWS
        if permission in powers(request)
    ]
    if region:
        address = region.get_absolute_url()
        items.append(MenuItem("Regio", address, request.path.startswith("/regios/")))
    if powers(request) != {Permission.VIEW_PARTICIPANTS}:  # a provider gets no report of a region
        items.append(MenuItem("Rapporten", "/rapporten/", request.path.startswith("/rapporten/")))
    return items


def _submenu(request: HttpRequest, region: Region | None) -> list[MenuItem]:
    if not region or not request.path.startswith("/regios/"):
        return []
    base = region.get_absolute_url()
    current = _current_row(request.path.removeprefix(base))
    return [MenuItem(label, base + rest, rest == current) for label, rest in REGION_ROWS]


def _session_tabs(request: HttpRequest, region: Region | None) -> list[MenuItem]:
    """Return the row of pages of the session in the address; for who leads the region all of them."""
    match = request.resolver_match
    number = match.kwargs.get("number") if match else None
    if not region or number is None:
        return []
    base = f"{region.get_absolute_url()}werksessies/{number}/"
    if not request.path.startswith(base):
        return []
    leads = Region.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(pk=region.pk).exists()
    part = request.path.removeprefix(base).split("/")[0]
    return [
        MenuItem(label, base + rest, rest.rstrip("/") == part)
        for label, rest, for_municipality in SESSION_ROWS
        if leads or for_municipality
    ]


def _current_row(rest: str) -> str:
    if "/uitkomsten/" in rest:
        return "uitkomsten/"
    first = rest.split("/")[0]
    return f"{BELOW.get(first, first)}/" if rest else ""


def _demonstration(request: HttpRequest, region: Region | None) -> Demonstration:
    user = getattr(request, "user", None)
    is_member = bool(user and user.is_authenticated) and getattr(request, "asker", ("",))[0] == "user"
    if region and region.code != SEEDED_REGION:
        sentence = "vul hier geen echte antwoorden in."
    elif is_member and powers(request) & ABOUT_PEOPLE:
        sentence = "de mensen en de antwoorden zijn verzonnen."
    else:
        sentence = "de antwoorden zijn verzonnen."
    others = team.colleagues(user) if is_member and user.is_demonstration else []
    return Demonstration(sentence, [DemonstrationRole(one.pk, one.name, one.pk == user.pk) for one in others])


def home_url(request: HttpRequest) -> str:
    """Return where a signed-in user starts: the work of today, the region, or for somebody without one the reports."""
    for permission, _, address in PERSON_ROWS:
        if permission in powers(request):
            return address
    region = _region(request)
    return region.get_absolute_url() if region else reverse("list_reports")
