"""The two doors of the first page, the role to look through, and taking the example away again."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from regions.actions import region as region_actions
from regions.actions import team
from regions.models import Region
from regions.reports import example
from trajectories.actions import demonstration
from trajectories.forms.choose_region import ChooseRegionForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _only_for_trying() -> None:
    if settings.MODE == "productie":
        raise Http404


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=BACKEND)
    return redirect("home")


@login_not_required
@require_POST
def open_demonstration(request: HttpRequest) -> HttpResponse:
    """Load the example when it is not there yet, and look at it as the project leader."""
    _only_for_trying()
    try:
        region = demonstration.load(on=timezone.localdate(), by=CLOCK)
    except demonstration.AlreadyThere:
        region = Region.objects.workable().get(code=example.REGION_CODE)
    return _sign_in(request, team.members(region)[0])


@login_not_required
@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Look through the eyes of another invented person; a real user cannot be taken over."""
    _only_for_trying()
    chosen = User.objects.filter(is_demonstration=True, pk=request.POST.get("role") or None).first()
    if chosen is None:
        raise Http404
    return _sign_in(request, chosen)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_demonstration(request: HttpRequest) -> HttpResponse:
    _only_for_trying()
    if request.method == "POST":
        logout(request)
        demonstration.remove(by=CLOCK)
        return redirect("home")
    return render(request, "trajectories/remove_demonstration.html", {"title": "Voorbeeldgegevens verwijderen"})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_region(request: HttpRequest) -> HttpResponse:
    """Begin empty: an arbeidsmarktregio with its municipalities and nothing else."""
    _only_for_trying()
    form = ChooseRegionForm(request.POST or None)
    if form.is_valid():
        try:
            chosen = region_actions.start_working(
                region=form.cleaned_data["region"], on=timezone.localdate(), is_demonstration=True, by=CLOCK
            )
        except region_actions.NotNow as reason:
            form.add_error("region", str(reason))
        else:
            users = team.form(region=chosen, parts=team.parts_for(chosen, timezone.localdate()), by=CLOCK)
            return _sign_in(request, users[0])
    context = {"form": form, "title": "Kies je regio", "crumbs": [("Begin", "/")]}
    return render(request, "trajectories/choose_region.html", context)
