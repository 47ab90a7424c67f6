"""Trying wishes before making a proposal: every wish has its price, and a clash is named."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from regions.actions import subregion
from regions.forms.subregion_wishes import WishesForm
from regions.models import Region, WorkSession
from regions.optimisation.distance import NotSolvable
from regions.reports import subregion_question, subregion_wishes
from regions.reports.subregion_options import MOST_SUBREGIONS
from regions.views.subregions import session_to_divide


@require_http_methods(["GET", "HEAD", "POST"])
def try_wishes(request: HttpRequest, region_slug: str) -> HttpResponse:
    """GET shows what the wishes in the address lead to, POST makes a proposal of them."""
    regions = Region.objects.for_user(request.user, to=Permission.PROPOSE_SUBREGIONS)
    region = get_object_or_404(regions, slug=region_slug)
    session = session_to_divide(request, region_slug)
    if session is None:
        raise Http404
    page = _page(region, session, request.POST if request.method == "POST" else request.GET)
    form = page["form"]
    if request.method == "POST" and form.is_valid() and page["trial"] and not page["trial"].why_not:
        typed = form.cleaned_data
        try:
            made = subregion.propose(
                session=session, group_count=typed["aantal"], contiguous=typed["aan_elkaar"],
                wishes=typed["wishes"], by=request.user,
            )  # fmt: skip
            return redirect(made)
        except subregion.NotNow as reason:
            form.add_error(None, str(reason))
    return render(request, "regions/try_wishes.html", page | {"form_errors": form.errors})


def _page(region: Region, session: WorkSession, data: QueryDict) -> dict[str, Any]:
    question = subregion_question.ask(session)
    most = min(MOST_SUBREGIONS, max(1, len(question.shared.municipalities)))
    typed = data if "aantal" in data else _first(region, question, most)
    form = WishesForm(typed, question=question, most=most, per_year=subregion_wishes.per_year(region))
    trial = None
    if form.is_valid():
        missing = subregion_wishes.missing_numbers(question, region) if form.cleaned_data["minimum"] else ""
        if missing:
            form.add_error("minimum", missing)
        else:
            trial = _trial(form, question)
    return {
        "title": "Wensen en hun prijs",
        "form": form,
        "trial": trial,
        "kept": typed.getlist("wens"),
        "session": session,
        "crumbs": [
            (f"Regio {region.name}", region.get_absolute_url()),
            ("Subregio’s", f"{region.get_absolute_url()}subregios/"),
        ],
    }


def _trial(form: WishesForm, question: subregion_question.Question) -> subregion_wishes.Trial | None:
    typed = form.cleaned_data
    asked = question.asking_for(typed["aantal"], contiguous=typed["aan_elkaar"], wishes=typed["wishes"])
    try:
        subregion_question.check(asked)
    except NotSolvable as reason:
        form.add_error(None, str(reason))
        return None
    return subregion_wishes.tried(asked)


def _first(region: Region, question: subregion_question.Question, most: int) -> QueryDict:
    """Return what the page starts with: the hard wishes that municipalities gave for the whole division."""
    start = QueryDict(mutable=True)
    start["aantal"] = str(min(3, most))
    start["aan_elkaar"] = "on"
    start.setlist("wens", subregion_wishes.written(question, subregion_wishes.of_municipalities(region)))
    return start
