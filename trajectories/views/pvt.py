"""The participatieverklaringstraject of a dossier: activity, signing, and why it was not signed."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectories.actions import pvt as acts
from trajectories.forms.course import ActivityForm, NotDoneForm, SignForm
from trajectories.views.acting import Page, act_page, reached

LAW = "Minstens 12 uur, een activiteit of excursie, en de ondertekening (Wi2021 art. 6; Besluit art. 3.1)."
NO_SANCTION = "Je legt vast wat er speelt. Er volgt niets vanzelf uit; DUO beslist over de inburgeringsplicht."


@require_http_methods(["GET", "HEAD", "POST"])
def record_pvt(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "PVT vastleggen")
    form = ActivityForm(request.POST or None)
    page = Page("Activiteit van het PVT", "Leg de activiteit vast", "De activiteit is vastgelegd.", lead=LAW)
    act = partial(acts.record, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_pvt(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "PVT ondertekenen")
    form = SignForm(request.POST or None, initial={"signed_on": trajectory.pvt_signed_on})
    page = Page(
        "Ondertekening van de verklaring", "Leg de ondertekening vast", "De ondertekening is vastgelegd.", lead=LAW
    )
    return act_page(request, trajectory, form, partial(acts.sign, trajectory=trajectory, on=timezone.localdate()), page)


@require_http_methods(["GET", "HEAD", "POST"])
def pvt_not_signed(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "PVT niet ondertekend")
    form = NotDoneForm(request.POST or None)
    page = Page("De verklaring is niet ondertekend", "Leg de reden vast", "De reden is vastgelegd.", lead=NO_SANCTION)
    act = partial(acts.not_signed, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)
