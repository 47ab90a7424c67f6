"""What to tell DUO, to copy in DUO's own order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from regions.resources import workbook_response
from trajectories.reports import for_duo
from trajectories.views.found import opened
from trajectories.views.pip_page import context


@require_safe
def show_for_duo(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Gegevens voor DUO")
    return render(
        request, "trajectories/pip_for_duo.html", context(trajectory, "Voor DUO", duo=for_duo.build(trajectory))
    )


@require_safe
def export_for_duo(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Gegevens voor DUO naar Excel")
    return workbook_response(
        name=f"Voor DUO {trajectory.number}", header=["Blok", "Veld van DUO", "Wat het is", "Waarde"],
        rows=for_duo.build(trajectory).rows(), source="Veldnamen: DUO, koppelvlakken SDI 014 en 016.",
    )  # fmt: skip
