"""Speaking for a municipality: colleagues side by side, one answer set and shared."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from regions.actions import sheet as sheets
from regions.actions.refusal import Changed, NotNow
from regions.forms.answer import initial
from regions.forms.municipal import MunicipalForm
from regions.models import AnswerSheet, MunicipalAnswer, Municipality, Seat, Statement, WorkSession
from regions.reports import former_answer, inventory, municipal_sheet, stages
from regions.reports.joining import told
from regions.views.conduct import decide, seat_number
from regions.views.mandate import for_municipality, may
from regions.views.work_sessions import session_crumbs

Status = AnswerSheet.Status


def _to_sheet(session: WorkSession, municipality: Municipality, fragment: str = "") -> HttpResponse:
    return redirect(
        reverse("municipal_answer", args=[session.region.slug, session.number, municipality.slug]) + fragment
    )


@require_safe
@for_municipality(Permission.VIEW_ANSWERS)
def municipal_answer(request: HttpRequest, session: WorkSession, municipality: Municipality) -> HttpResponse:
    return _sheet_page(request, session, municipality)


def _sheet_page(
    request: HttpRequest, session: WorkSession, municipality: Municipality, *, chosen: str = "",
    form: MunicipalForm | None = None, conflict: dict[str, object] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    sheet = municipal_sheet.build(session, municipality)
    row = next((row for row in sheet.rows if row.statement.number == chosen), None)
    may_set = _may_set(request, session, municipality, sheet)
    if row and may_set and form is None:
        form = MunicipalForm(initial=initial(row.answer, row.version), is_next_round=session.round > 1)
    page = {
        "session": session,
        "region": session.region,
        "municipality": municipality,
        "sheet": sheet,
        "inventory": inventory.build(session, municipality) if session.fact_keys or session.task_keys else None,
        "stages": stages.build(sheet.sheet, municipality.organisation_id, sheet.is_shared, request.user),
        "asked": row,
        "chosen": row if may_set else None,
        "former": former_answer.build_for(session, municipality, row.statement) if row and may_set else None,
        "form": form,
        "form_errors": form.errors if form else None,
        "conflict": conflict,
        "may_set": may_set,
        "may_admit": may(request, municipality, Permission.ADMIT_SEAT),
        "may_share": may_set and bool(sheet.answered),
        "crumbs": session_crumbs(session.region, session),
    }
    return render(request, "regions/municipal_answer.html", page, status=status)


def _may_set(
    request: HttpRequest, session: WorkSession, municipality: Municipality, sheet: municipal_sheet.MunicipalSheet
) -> bool:
    is_settled = sheet.sheet is not None and sheet.sheet.status != Status.PROVISIONAL
    return session.is_open and not is_settled and may(request, municipality, Permission.GIVE_ANSWERS)


@require_http_methods(["GET", "HEAD", "POST"])
@for_municipality(Permission.GIVE_ANSWERS)
def set_municipal_answer(
    request: HttpRequest, session: WorkSession, municipality: Municipality, statement_number: int
) -> HttpResponse:
    statement = get_object_or_404(session.statements, number=statement_number)
    if request.method != "POST":
        return _sheet_page(request, session, municipality, chosen=statement_number)
    is_next_round = session.round > 1
    form = MunicipalForm(request.POST, is_next_round=is_next_round)
    if not form.is_valid():
        return _sheet_page(request, session, municipality, chosen=statement_number, form=form, status=422)
    try:
        _set(form, session, municipality, statement, by=request.user)
    except Changed as reason:
        conflict = _conflict(form, reason)
        again = MunicipalForm(conflict["again"], is_next_round=is_next_round)
        return _sheet_page(
            request, session, municipality, chosen=statement_number, form=again, conflict=conflict, status=409
        )
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _to_sheet(session, municipality, f"#stelling-{statement_number}")


def _set(
    form: MunicipalForm, session: WorkSession, municipality: Municipality, statement: Statement, *, by: User
) -> None:
    """Set the answer on the sheet, which is made now when this is the first."""
    sheet = sheets.begin(session=session, municipality=municipality, by=by)
    seen = form.cleaned_data["replaces"] or _fresh(sheet, statement.pk)
    sheets.set_answer(sheet=sheet, statement=statement, expected_version=seen, by=by, **form.content())


def _fresh(sheet: AnswerSheet, statement_id: int) -> int:
    """What nobody set by hand yet may be set by whoever saw no answer: the sheet was worked out a moment ago."""
    answer = sheet.answers.filter(statement_id=statement_id).first()
    return answer.version if answer and answer.version == sheets.COMPUTED else 0


def _conflict(form: MunicipalForm, reason: Changed) -> dict[str, object]:
    version = reason.current.version if reason.current else 0
    mine = MunicipalAnswer(**form.content())
    return {
        "reason": str(reason),
        "stands": told(reason.current),
        "mine": told(mine),
        "again": {**form.data.dict(), "replaces": version},
    }


@require_POST
@for_municipality(Permission.GIVE_ANSWERS)
def confirm_wording(
    request: HttpRequest, session: WorkSession, municipality: Municipality, statement_number: int
) -> HttpResponse:
    statement = get_object_or_404(session.statements, number=statement_number)
    sheet = get_object_or_404(_sheets(request, Permission.GIVE_ANSWERS), session=session, municipality=municipality)
    try:
        sheets.confirm_wording(sheet=sheet, statement=statement, by=request.user)
        messages.success(request, f"Jullie antwoord op stelling {statement_number} geldt nu voor de nieuwe tekst.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _to_sheet(session, municipality, f"#stelling-{statement_number}")


@require_POST
@for_municipality(Permission.GIVE_ANSWERS)
def share_municipal_answers(request: HttpRequest, session: WorkSession, municipality: Municipality) -> HttpResponse:
    try:
        sheets.share(session=session, municipality=municipality, by=request.user)
        messages.success(
            request, f"De antwoorden van {municipality.name} zijn gedeeld met de regio, als voorlopig antwoord."
        )
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _to_sheet(session, municipality)


@require_POST
@for_municipality(Permission.ADMIT_SEAT)
def decide_own_seat(request: HttpRequest, session: WorkSession, municipality: Municipality) -> HttpResponse:
    rows = Seat.objects.for_user(request.user, to=Permission.ADMIT_SEAT)
    decide(request, get_object_or_404(rows, session=session, municipality=municipality, pk=seat_number(request)))
    return _to_sheet(session, municipality)


def _sheets(request: HttpRequest, to: Permission) -> QuerySet[AnswerSheet]:
    return AnswerSheet.objects.for_user(request.user, to=to)
