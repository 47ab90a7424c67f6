"""Headers on every response, error pages and files included."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from inburgering.accounts.context import LINK_PATH

# Below these an address holds a secret. The page of one's own calendar stands there too, and has forms: without a
# Referer a browser sends them from "null", and they would be refused.
SECRET_PATHS = (LINK_PATH, "/portfolio/", "/agenda/")
OWN_CALENDAR = "/agenda/"
GetResponse = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class HeadersMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(SECRET_PATHS) and request.path != OWN_CALENDAR:
            # The address holds a secret: it may not travel on as a Referer, nor stand in a search engine.
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex"
        if not request.path.startswith("/static/"):
            # Pages differ per person; a shared cache would hand one person's page to the next.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
