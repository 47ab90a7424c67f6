"""Views of the caseload that somebody keeps, for oneself or for the team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.accounts.roles import Permission
from trajectories.actions import saved_view as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.conversation import SavedViewForm
from trajectories.models import SavedView, Team
from trajectories.reports import caseload_filter
from trajectories.reports.caseload_frame import frame_of
from trajectories.views.caseload import LAST, only_for_casework


@require_http_methods(["GET", "HEAD", "POST"])
def list_saved_views(request: HttpRequest) -> HttpResponse:
    only_for_casework(request)
    teams = dict(Team.objects.for_user(request.user, to=Permission.WORK_CASELOAD).values_list("pk", "name"))
    form = SavedViewForm(request.POST or None, teams=teams)
    if request.method == "POST" and form.is_valid():
        query = str(request.session.get(LAST, ""))
        team = Team.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(
            pk=form.cleaned_data["team"] or None
        )
        try:
            made = acts.save(name=form.cleaned_data["name"], query=query, team=team.first(), by=request.user)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            if form.cleaned_data["is_default"]:
                acts.choose(view=made, by=request.user)
            messages.success(request, f"Weergave ‘{made.name}’ bewaard.")
            return redirect("list_saved_views")
    return _page(request, form)


def _page(request: HttpRequest, form: SavedViewForm) -> HttpResponse:
    known = SavedView.objects.for_user(request.user, to=Permission.VIEW_PERSONS).select_related("team").distinct()
    frame = frame_of(request.user, on=timezone.localdate())
    from_last = caseload_filter.read(
        QueryDict(str(request.session.get(LAST, ""))),
        places=frame.places.values(),
        colleagues=frame.colleagues,
    )
    page = {
        "title": "Weergaven",
        "form": form,
        "form_errors": bool(form.errors),
        "views": list(known.order_by("team_id", "name")),
        "now": from_last,
        "crumbs": [("Caseload", "/caseload/")],
    }
    return render(request, "trajectories/caseload_views.html", page, status=422 if form.errors else 200)


@require_POST
def change_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the caseload with this view from now on, no longer, or take the view away."""
    known = SavedView.objects.for_user(request.user, to=Permission.WORK_CASELOAD).distinct()
    view = get_object_or_404(known, pk=pk)
    try:
        if "verwijderen" in request.POST:
            acts.remove(view=view, by=request.user)
            messages.success(request, f"Weergave ‘{view.name}’ verwijderd.")
        else:
            acts.choose(view=None if view.is_default else view, by=request.user)
            told = "Niet meer standaard." if view.is_default else "De caseload opent voortaan zo."
            messages.success(request, told)
    except NotNow as reason:
        messages.warning(request, f"{reason}.")
    return redirect("list_saved_views")
