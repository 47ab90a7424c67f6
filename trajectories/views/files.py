"""Files about a person: listing, adding a scan, downloading."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.actions import health
from trajectories.actions import person_file as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.dossier import FileForm
from trajectories.models import PersonFile, Trajectory
from trajectories.reports import person_files
from trajectories.reports.person_export_page import KEPT_FOR
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


@require_http_methods(["GET", "HEAD", "POST"])
def show_files(request: HttpRequest, number: str) -> HttpResponse:
    posting = request.method == "POST"
    trajectory = found(request, number, WORK) if posting else opened(request, number, "Documenten")
    form = FileForm(request.POST or None, request.FILES or None)
    if posting and form.is_valid() and _added(request, trajectory, form):
        return redirect("show_files", trajectory.number)
    context = dossier_page(trajectory, "show_files", "Documenten", form=form, form_errors=form.errors)
    context |= {"files": person_files.listed(trajectory)}
    return unkept(render(request, "trajectories/files.html", context, status=422 if form.errors else 200))


def _added(request: HttpRequest, trajectory: Trajectory, form: FileForm) -> bool:
    try:
        acts.add_scan(
            trajectory=trajectory, content=form.cleaned_data["file"].read(), title=form.cleaned_data["title"],
            kind=form.cleaned_data["kind"], by=request.user,
        )  # fmt: skip
    except NotNow as reason:
        form.add_error(reason.field or None, str(reason))
        return False
    messages.success(request, "Het document staat erbij.")
    return True


@require_safe
def export_files(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Lijst van documenten naar Excel")
    return unkept(
        workbook_response(
            name=f"Documenten {trajectory.number}",
            header=person_files.HEADER,
            rows=[one.row() for one in person_files.listed(trajectory)],
            source="Vertrouwelijk: persoonsgegevens. Bewaar dit bestand niet langer dan nodig.",
        )
    )


@require_safe
def download_file(request: HttpRequest, number: str, file_number: str) -> HttpResponse:
    """Give the file as an attachment under its own number: never opened within our own pages."""
    trajectory = found(request, number, Permission.VIEW_PERSONS)
    file = get_object_or_404(_readable(request, trajectory), number=file_number)
    opened(request, number, f"Document {file.number} gedownload")
    return as_attachment(file)


def _readable(request: HttpRequest, trajectory: Trajectory) -> QuerySet[PersonFile]:
    """Return the files for this reader: an inzage holds health, and goes after a day."""
    is_export = Q(kind=PersonFile.Kind.EXPORT)
    if not health.may_see(trajectory, request.user, on=timezone.localdate()):
        return trajectory.files.exclude(is_export)
    return trajectory.files.exclude(is_export, stored_at__lte=timezone.now() - KEPT_FOR)


def as_attachment(file: PersonFile) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, file.filename) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return unkept(HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers))
