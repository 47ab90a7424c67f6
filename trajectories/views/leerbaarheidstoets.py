"""The leerbaarheidstoets of one inburgeraar: planned, its result, or exempt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectories.actions import leerbaarheidstoets as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.intake import ExemptForm, PlanTestForm, ResultForm
from trajectories.models import Trajectory
from trajectories.reports import leerbaarheidstoets_page
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened
from trajectories.views.intake import WORK

FORMS: dict[str, type[forms.Form]] = {"plannen": PlanTestForm, "uitslag": ResultForm, "vrijstelling": ExemptForm}
ACTS: dict[str, Any] = {
    "plannen": lambda form, **who: acts.plan(**form.cleaned_data, **who),
    "uitslag": lambda form, **who: acts.record(**form.cleaned_data, **who),
    "vrijstelling": lambda form, **who: acts.exempt(**who),
}


@require_http_methods(["GET", "HEAD", "POST"])
def show_leerbaarheidstoets(request: HttpRequest, number: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, opened(request, number, "Leerbaarheidstoets"))
    trajectory = found(request, number, WORK)
    wanted = request.POST.get("handeling", "")
    if wanted not in FORMS:
        return redirect("show_leerbaarheidstoets", number)
    form = FORMS[wanted](request.POST, auto_id=f"{wanted}_%s")
    if form.is_valid():
        try:
            ACTS[wanted](form, trajectory=trajectory, on=timezone.localdate(), by=request.user)
            messages.success(request, "De leerbaarheidstoets is bewaard.")
            return redirect("show_leerbaarheidstoets", number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, trajectory, wanted, form)


def _page(
    request: HttpRequest, trajectory: Trajectory, wanted: str = "", bound: forms.Form | None = None
) -> HttpResponse:  # fmt: skip
    all_forms = {key: kind(auto_id=f"{key}_%s") for key, kind in FORMS.items()} | ({wanted: bound} if bound else {})
    context = dossier_page(
        trajectory, "show_intake", "Leerbaarheidstoets", page=leerbaarheidstoets_page.build(trajectory),
        forms=all_forms, wanted=wanted, form=bound, form_errors=bound.errors if bound else {},
    )  # fmt: skip
    context["crumbs"] = [*context["crumbs"], ("Brede intake", reverse("show_intake", args=[trajectory.number]))]
    status = 422 if bound else 200
    return unkept(render(request, "trajectories/intake_test.html", context, status=status))
