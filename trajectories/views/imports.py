"""Bringing in a list: the file, its trial, the good rows in, the wrong rows back, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from inburgering.notation import count, listing
from regions.resources import book_response
from trajectories.actions import import_undo, imports
from trajectories.actions.refusal import NotNow
from trajectories.forms.import_file import ListFileForm
from trajectories.models import ImportRun, Team
from trajectories.reports import import_run
from trajectories.reports.import_content import trial_of
from trajectories.resources import import_workbook

MAY = Permission.IMPORT_PERSONS
READY = 286  # the last word of a fragment that is asked again and again
SHOWN_RUNS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def list_imports(request: HttpRequest) -> HttpResponse:
    """GET shows what was brought in; POST hands over a file."""
    form = list_form(request)
    if form.is_valid():
        return redirect("show_import", handed_over(request, form).number)
    runs = _runs(request).exclude(kind=ImportRun.Kind.DUO).defer("content_sealed", "preview_sealed")
    runs = runs.select_related("job").order_by("-pk")[:SHOWN_RUNS]
    page = {"title": "Inlezen", "form": form, "form_errors": bool(form.errors), "rows": import_run.history(runs)}
    return render(request, "trajectories/imports.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def show_import(request: HttpRequest, number: str) -> HttpResponse:
    """GET shows a run; POST takes it in, takes it back or tries again."""
    run = _run(request, number)
    if request.method == "POST":
        _decide(request, run)
        return redirect("show_import", number)
    page = _page(run) | {"form": ListFileForm(organisations=[run.organisation])}
    page["crumbs"] = [("Inlezen", reverse("list_duo" if run.kind == ImportRun.Kind.DUO else "list_imports"))]
    return render(request, "trajectories/import_run.html", page)


@require_safe
def import_progress(request: HttpRequest, number: str) -> HttpResponse:
    """Give the part of the page that changes while a worker is busy; 286 says that it is over."""
    page = _page(_run(request, number))
    return render(request, "trajectories/import_stand.html", page, status=200 if page["stand"].is_open else READY)


@require_http_methods(["POST"])
def repair_import(request: HttpRequest, number: str) -> HttpResponse:
    """Take a repaired file of the same kind: its good rows go in at once."""
    run = _run(request, number)
    data = request.POST | {"kind": run.kind}
    form = ListFileForm(data, request.FILES, organisations=[run.organisation])
    if form.is_valid():
        return redirect("show_import", handed_over(request, form, goes_in=True).number)
    page = _page(run) | {"form": form, "form_errors": True, "crumbs": [("Inlezen", reverse("list_imports"))]}
    return render(request, "trajectories/import_run.html", page)


@require_safe
def download_import_template(request: HttpRequest, kind: str) -> HttpResponse:
    organisations = importers(request)
    name = {"inburgeraars": ImportRun.Kind.INBURGERAARS, "uren": ImportRun.Kind.HOURS}.get(kind)
    if name is None:
        raise Http404
    book = import_workbook.template(name, _lists(request, organisations))
    return book_response(book, f"Sjabloon {kind}")


@require_safe
def download_import_errors(request: HttpRequest, number: str) -> HttpResponse:
    run = _run(request, number)
    wrong = trial_of(run).wrong
    if not wrong or run.kind == ImportRun.Kind.DUO:
        messages.info(request, "Er zijn geen foute rijen om te downloaden.")
        return redirect("show_import", number)
    book = import_workbook.wrong_rows(run.kind, wrong, _lists(request, [run.organisation]))
    return book_response(book, f"Te herstellen rijen {run.number}")


def importers(request: HttpRequest) -> list[Organisation]:
    """Return the municipalities for which this user may bring in people. Raises Http404 for nobody."""
    organisations = list(Organisation.objects.for_user(request.user, to=MAY).order_by("name"))
    if not organisations:
        raise Http404
    return organisations


def list_form(request: HttpRequest, form: type[ListFileForm] = ListFileForm) -> ListFileForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return form(*sent, organisations=importers(request))


def handed_over(request: HttpRequest, form: ListFileForm, *, goes_in: bool = False) -> ImportRun:
    """Keep the file and ask for its trial."""
    file = form.cleaned_data["file"]
    upload = imports.Upload(file.name, file.read(), form.kind_of_file(), goes_in)
    return imports.upload(
        organisation_id=form.organisation_id(), upload=upload, user=request.user, by=request.user
    )  # fmt: skip


def _decide(request: HttpRequest, run: ImportRun) -> None:
    decision = request.POST.get("besluit")
    try:
        if decision == "inlezen":
            imports.take_in(run=run, by=request.user)
        elif decision == "opnieuw":
            imports.retry(run=run, by=request.user)
        elif decision == "ongedaan":
            _taken_back(request, import_undo.undo(run=run, on=timezone.localdate(), by=request.user))
    except NotNow as reason:
        messages.warning(request, str(reason))


def _taken_back(request: HttpRequest, undone: import_undo.Undone | None) -> None:
    if undone is None:
        return  # the page itself tells how far it is
    messages.success(request, f"{count(undone.count, 'rij', 'rijen')} ongedaan gemaakt.")
    if undone.kept:
        who = listing(undone.kept[:5]) + (" en andere" if len(undone.kept) > 5 else "")  # noqa: PLR2004
        messages.warning(
            request,
            f"{count(len(undone.kept), 'dossier is', 'dossiers zijn')} intussen geopend of gewijzigd en "
            f"blijven zoals ze zijn: {who}.",
        )


def _runs(request: HttpRequest) -> QuerySet[ImportRun]:
    importers(request)
    # The file itself may be 10 MB: no page reads it.
    return ImportRun.objects.for_user(request.user, to=MAY).defer("content_sealed")


def _run(request: HttpRequest, number: str) -> ImportRun:
    return get_object_or_404(_runs(request).select_related("job", "organisation"), number=number)


def _page(run: ImportRun) -> dict[str, Any]:
    return {"title": f"{run.get_kind_display().capitalize()} inlezen", "run": run, "stand": import_run.build(run)}


def _lists(request: HttpRequest, organisations: list[Organisation]) -> import_workbook.Lists:
    teams = Team.objects.for_user(request.user, to=MAY).filter(organisation__in=organisations).order_by("name")
    return {"team": [team.name for team in teams.distinct()]}
