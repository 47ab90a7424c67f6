"""Who is asking, told to PostgreSQL for exactly one transaction.

There are four kinds of context: a user, a seat (guest at a work session), a share link and an organisation for a job.
One setting holds kind and id together, so two can never hold at once; no context shows no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Literal

from django.core import signing
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

Kind = Literal["user", "seat", "link", "job", "none"]
SEAT_COOKIE = "plek"
SEAT_PATH = "/doe-mee/"
LINK_PATH = "/lezen/"
SEAT_COOKIE_AGE = 60 * 60 * 24 * 90


def _enter(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.context', true), set_config('app.context', %s, true)", [value])
        former = cursor.fetchone()[0]
    return former or ""


@contextmanager
def context(kind: Kind, identity: int | None = None) -> Iterator[None]:
    """Run a block as one asker, in one transaction; the former asker returns afterwards.

    An exception rolls back to the savepoint, and the setting with it.
    """
    with transaction.atomic():
        former = _enter("" if kind == "none" or identity is None else f"{kind}:{identity}")
        yield
        if not connection.needs_rollback:
            _enter(former)


def as_user(user_id: int) -> AbstractContextManager[None]:
    return context("user", user_id)


def as_seat(seat_id: int) -> AbstractContextManager[None]:
    return context("seat", seat_id)


def as_job(organisation_id: int) -> AbstractContextManager[None]:
    return context("job", organisation_id)


def seats_of(request: HttpRequest) -> dict[str, int]:
    """Return the seats this device holds, as {join code: seat id}; an altered cookie holds none."""
    try:
        return dict(signing.loads(request.COOKIES[SEAT_COOKIE], salt=SEAT_COOKIE, max_age=SEAT_COOKIE_AGE))
    except (KeyError, signing.BadSignature, ValueError, TypeError):
        return {}


def keep_seat(request: HttpRequest, response: HttpResponse, code: str, seat_id: int) -> None:
    """Remember on this device which seat it holds; the cookie goes to the join pages only."""
    value = signing.dumps({**seats_of(request), code: seat_id}, salt=SEAT_COOKIE)
    response.set_cookie(
        SEAT_COOKIE,
        value,
        max_age=SEAT_COOKIE_AGE,
        path=SEAT_PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _asker(request: HttpRequest) -> tuple[Kind, int | None]:
    path = request.path_info
    if path.startswith(SEAT_PATH):
        code = path.removeprefix(SEAT_PATH).split("/")[0].upper()
        return "seat", seats_of(request).get(code)
    if path.startswith(LINK_PATH):
        token = path.removeprefix(LINK_PATH).split("/")[0]
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.link_for_token(%s)", [token])
            return "link", cursor.fetchone()[0]
    return "user", request.user.pk  # type: ignore[union-attr]


class GoFirst(Exception):
    """Another page comes first, such as the one that asks why somebody opens a dossier."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class ContextMiddleware:
    """Wrap the whole request, rendering included, in one transaction with one asker.

    ATOMIC_REQUESTS would end the transaction before a TemplateResponse renders: the page would silently be empty.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kind, identity = _asker(request)
        request.asker = (kind, identity)  # type: ignore[attr-defined]
        with context(kind, identity):
            response = self.get_response(request)
            if response.status_code >= 500:  # noqa: PLR2004
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        transaction.set_rollback(True)
        return HttpResponseRedirect(exception.url) if isinstance(exception, GoFirst) else None
