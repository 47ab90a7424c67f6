"""A questionnaire with Excel: download it, upload it, see what would change, and take it in."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count
from inburgering.spreadsheet.form import ExcelFileForm
from inburgering.spreadsheet.reading import Sheet, WrongFile, read
from regions.actions import question_file as acts
from regions.actions.refusal import Changed, NotNow
from regions.forms.questions import QuestionRowForm
from regions.models import WorkSession
from regions.reports import library
from regions.resources import book_response
from regions.resources import questions as files
from regions.rules.finding import Part
from regions.views.work_sessions import found_session, session_crumbs

MAY = Permission.PREPARE_SESSION
KEPT = "question_file"


@dataclass(frozen=True, slots=True)
class Upload:
    """Rows that wait for a decision. Nothing of them is in the database; the browser session has them, signed."""

    name: str
    sheet: Sheet
    versions: dict[str, int]


@require_safe
def export_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    rows = list(session.statements.order_by("number"))
    source = f"Vragenlijst van werksessie {session.number}, regio {session.region.name}. Inburgering Regionaal."
    book = files.workbook(rows, library.themes(rows), source)
    return book_response(book, f"Vragenlijst werksessie {session.number} regio {session.region.name}")


@require_http_methods(["GET", "HEAD", "POST"])
def upload_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    form = ExcelFileForm(request.POST, request.FILES) if request.method == "POST" else ExcelFileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = read(file, files.READABLE)
        except WrongFile as reason:
            form.add_error("file", str(reason))
        else:
            _keep(request, session, file.name, sheet)
            return redirect("check_questions", region_slug, number)
    page = _page(session, form) | {"is_fixed": session.state != WorkSession.State.CONCEPT}
    return render(request, "regions/upload_questions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def check_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    upload = _kept(request, session)
    if upload is None:
        messages.info(request, "Dit bestand is al verwerkt of vervangen. Kies het bestand opnieuw.")
        return redirect("upload_questions", region_slug, number)
    outcome = _trial(session, upload.sheet)
    if request.method == "POST" and not outcome.wrong:
        return _taken_in(request, session, upload, outcome)
    page = _page(session, ExcelFileForm()) | {"upload": upload, "outcome": outcome, "finding": _finding(outcome)}
    page["waiting"] = len(outcome.new) + len(outcome.changed)
    page["crumbs"] = [*page["crumbs"], ("Excel", reverse("upload_questions", args=[region_slug, number]))]
    return render(request, "regions/check_questions.html", page)


def _taken_in(request: HttpRequest, session: WorkSession, upload: Upload, outcome: files.Outcome) -> HttpResponse:
    try:
        done = acts.take_in(session=session, lines=outcome.lines, versions=upload.versions, by=request.user)
    except Changed as reason:
        _keep(request, session, upload.name, upload.sheet)
        messages.warning(request, f"{reason}.")
        return redirect("check_questions", session.region.slug, session.number)
    except NotNow as reason:
        messages.warning(request, str(reason))
        return redirect("check_questions", session.region.slug, session.number)
    del request.session[KEPT]
    messages.success(request, f"{count(done, 'stelling is', 'stellingen zijn')} uit je bestand bewaard.")
    return redirect("session_questions", session.region.slug, session.number)


def _trial(session: WorkSession, sheet: Sheet) -> files.Outcome:
    shelf = library.newest()
    return files.try_out(sheet, list(session.statements.all()), QuestionRowForm, shelf)


def _keep(request: HttpRequest, session: WorkSession, name: str, sheet: Sheet) -> None:
    versions = dict(session.statements.values_list("key", "version"))
    kept = {"session": session.pk, "user": request.user.pk, "name": name, "sheet": sheet.packed(), "versions": versions}
    request.session[KEPT] = signing.dumps(kept, salt=KEPT, compress=True)


def _kept(request: HttpRequest, session: WorkSession) -> Upload | None:
    """Return the rows that this person uploaded for this work session, as long as the browser stays signed in."""
    try:
        kept = signing.loads(request.session.get(KEPT, ""), salt=KEPT)
    except signing.BadSignature:
        return None
    if (kept["session"], kept["user"]) != (session.pk, request.user.pk):
        return None
    return Upload(kept["name"], Sheet.unpacked(kept["sheet"]), kept["versions"])


def _finding(outcome: files.Outcome) -> tuple[Part, ...]:
    return (
        Part(f"{count(outcome.read, 'rij', 'rijen')} gelezen: "),
        Part(f"{len(outcome.new)} nieuw", strong=True),
        Part(f", {len(outcome.changed)} gewijzigd, {outcome.same} hetzelfde en "),
        Part(f"{outcome.wrong_rows} met een fout", strong=True),
        Part(". Er is nog niets bewaard."),
    )


def _page(session: WorkSession, form: ExcelFileForm) -> dict[str, Any]:
    address = reverse("session_questions", args=[session.region.slug, session.number])
    return {
        "session": session,
        "region": session.region,
        "form": form,
        "form_errors": bool(form.is_bound and form.errors),
        "crumbs": [*session_crumbs(session.region, session), ("Vragenlijst", address)],
    }
