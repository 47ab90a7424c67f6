"""The addresses that the frame of a page links to; the sample pages need no view behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


urlpatterns = [
    path(f"{name}/", nothing, name=name) for name in ("login", "logout", "switch_role", "remove_demonstration")
]
