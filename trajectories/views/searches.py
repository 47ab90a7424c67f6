"""The words somebody looked for, kept in the session: a name has no place in an address, a log or a history."""

from __future__ import annotations

from django.http import HttpRequest

from inburgering.accounts.roles import Permission
from trajectories.models import Trajectory
from trajectories.reports import search

KEY = "zoekwoorden"
MOST, LONGEST = 20, 80


def typed_in(request: HttpRequest, field: str) -> str:
    """Return what was typed, with single spaces and no longer than a name may be."""
    return " ".join(request.POST.get(field, "").replace("\x00", "").split())[:LONGEST]


def keep(request: HttpRequest, typed: str) -> str:
    """Keep the words and return their number for the address; "" when nothing was typed."""
    if not typed:
        return ""
    known = dict(request.session.get(KEY, {}))
    number = str(int(max(known, key=int, default="0")) + 1)
    known[number] = typed
    request.session[KEY] = dict(list(known.items())[-MOST:])
    return number


def kept(request: HttpRequest, number: str) -> str:
    """Return the words of this number; "" when this session never looked for them."""
    return str(request.session.get(KEY, {}).get(number, ""))


def by_number(request: HttpRequest, typed: str) -> Trajectory | None:
    """Return the trajectory whose whole number was typed: who knows the number, knows whom they want."""
    number = search.number_in(typed)
    readable = Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
    return readable.filter(number=number).only("number").first() if number else None
