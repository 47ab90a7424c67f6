"""Everything about one person, at the request of that person (AVG art. 15)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from trajectories.actions import health
from trajectories.actions import person_export as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.dossier import ExportForm
from trajectories.models import PersonFile
from trajectories.reports import person_files
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


@require_http_methods(["GET", "HEAD", "POST"])
def show_person_export(request: HttpRequest, number: str) -> HttpResponse:
    posting = request.method == "POST"
    trajectory = found(request, number, WORK) if posting else opened(request, number, "Inzage", WORK)
    today = timezone.localdate()
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            acts.make(trajectory=trajectory, **form.cleaned_data, on=today, by=request.user)
            messages.success(request, "De inzage staat klaar: een PDF om te lezen en een zip met alles.")
            return redirect("show_person_export", number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    made = [one for one in person_files.listed(trajectory) if one.kind == PersonFile.Kind.EXPORT.label]
    context = dossier_page(trajectory, "show_person_export", "Inzage", form=form, form_errors=form.errors, made=made)
    context |= {"may_make": health.may_see(trajectory, request.user, on=today), "refusal": acts.NOT_ALL}
    return unkept(render(request, "trajectories/person_export.html", context, status=422 if form.errors else 200))
