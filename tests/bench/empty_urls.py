"""An empty 204 on an address of a participant: the same middleware, the same cookies, the same asker."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from inburgering.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def nothing(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [path("doe-mee/<str:code>/niets/", nothing), *urlpatterns]
