"""Forms on pages whose address holds a secret."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt


class _SilentOrigin(CsrfViewMiddleware):
    """The same check of the token, for pages that tell no other where they come from.

    A browser sends `Origin: null` with a form on a page with Referrer-Policy no-referrer. Django refuses that before it
    looks at the token; here the token alone decides, as it does for a browser that sends no Origin.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        return request.META["HTTP_ORIGIN"] == "null" or bool(super()._origin_verified(request))


_checked = decorator_from_middleware(_SilentOrigin)


def form_of_secret_page(view: Any) -> Any:
    """Decorate a view below /lezen/: its forms carry Django's token, and come without an origin."""
    return csrf_exempt(_checked(view))
