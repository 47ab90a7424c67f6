"""The day list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.context import powers
from trajectories.reports import today as report


@require_safe
def show_today(request: HttpRequest) -> HttpResponse:
    if Permission.VIEW_PERSONS not in powers(request):
        raise Http404
    page = {"title": "Vandaag", "report": report.build(request.user, on=timezone.localdate())}
    return render(request, "trajectories/today.html", page)
