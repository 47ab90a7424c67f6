"""Speaking for a municipality: colleagues side by side, one answer set, shared and settled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.actions import sheet as sheets
from regions.actions.refusal import Changed, NotNow
from regions.forms.answer import MunicipalAnswerForm, initial
from regions.forms.work_session import SettleForm
from regions.models import AnswerSheet, MunicipalAnswer, Municipality, Seat, Statement, WorkSession
from regions.reports import municipal_sheet
from regions.reports.joining import told
from regions.views.conduct import decide, seat_number
from regions.views.work_sessions import found_session, session_crumbs

Status = AnswerSheet.Status
# Who may settle, and whether the deciding body must be named.
SETTLING = {
    "ambtelijk": (Status.OFFICIAL, Permission.SETTLE_ANSWERS, False),
    "bestuurlijk": (Status.ADOPTED, Permission.ADOPT_ANSWERS, True),
}


def _found(
    request: HttpRequest, region_slug: str, number: int, municipality_slug: str, to: Permission
) -> tuple[WorkSession, Municipality]:
    """Return session and municipality when the user holds this permission in that very municipality, or 404."""
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    day = timezone.localdate(session.opened_at or session.made_at)
    mine = Organisation.objects.for_user(request.user, to=to)
    inside = session.region.municipalities_on(day).filter(organisation__in=mine)
    return session, get_object_or_404(inside, slug=municipality_slug)


def _may(request: HttpRequest, municipality: Municipality, to: Permission) -> bool:
    return Organisation.objects.for_user(request.user, to=to).filter(pk=municipality.organisation_id).exists()


def _to_sheet(session: WorkSession, municipality: Municipality, fragment: str = "") -> HttpResponse:
    return redirect(
        reverse("municipal_answer", args=[session.region.slug, session.number, municipality.slug]) + fragment
    )


@require_safe
def municipal_answer(request: HttpRequest, region_slug: str, number: int, municipality_slug: str) -> HttpResponse:
    found = _found(request, region_slug, number, municipality_slug, Permission.VIEW_ANSWERS)
    return _sheet_page(request, *found)


def _sheet_page(
    request: HttpRequest, session: WorkSession, municipality: Municipality, *, chosen: str = "",
    form: MunicipalAnswerForm | None = None, conflict: dict[str, object] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    sheet = municipal_sheet.build(session, municipality)
    row = next((row for row in sheet.rows if row.statement.number == chosen), None)
    may_set = _may_set(request, session, municipality, sheet)
    if row and may_set and form is None:
        form = MunicipalAnswerForm(initial=initial(row.answer, row.version))
    page = {
        "session": session,
        "region": session.region,
        "municipality": municipality,
        "sheet": sheet,
        "asked": row,
        "chosen": row if may_set else None,
        "form": form,
        "form_errors": form.errors if form else None,
        "conflict": conflict,
        "may_set": may_set,
        "may_admit": _may(request, municipality, Permission.ADMIT_SEAT),
        "may_share": may_set and bool(sheet.answered),
        "settling": _settling(request, municipality, sheet),
        "crumbs": session_crumbs(session.region, session),
    }
    return render(request, "regions/municipal_answer.html", page, status=status)


def _may_set(
    request: HttpRequest, session: WorkSession, municipality: Municipality, sheet: municipal_sheet.MunicipalSheet
) -> bool:
    is_settled = sheet.sheet is not None and sheet.sheet.status != Status.PROVISIONAL
    return session.is_open and not is_settled and _may(request, municipality, Permission.GIVE_ANSWERS)


def _settling(request: HttpRequest, municipality: Municipality, sheet: municipal_sheet.MunicipalSheet) -> list[str]:
    """Return the ways in which this user can still settle the answers."""
    if not sheet.is_shared or sheet.sheet is None or sheet.sheet.status == Status.ADOPTED:
        return []
    ways = [(how, to) for how, (status, to, _) in SETTLING.items() if status != sheet.sheet.status]
    return [how for how, to in ways if _may(request, municipality, to)]


@require_http_methods(["GET", "HEAD", "POST"])
def set_municipal_answer(
    request: HttpRequest, region_slug: str, number: int, municipality_slug: str, statement_number: int
) -> HttpResponse:
    session, municipality = _found(request, region_slug, number, municipality_slug, Permission.GIVE_ANSWERS)
    statement = get_object_or_404(session.statements, number=statement_number)
    if request.method != "POST":
        return _sheet_page(request, session, municipality, chosen=statement_number)
    form = MunicipalAnswerForm(request.POST)
    if not form.is_valid():
        return _sheet_page(request, session, municipality, chosen=statement_number, form=form, status=422)
    try:
        _set(form, session, municipality, statement, by=request.user)
    except Changed as reason:
        conflict = _conflict(form, reason)
        again = MunicipalAnswerForm(conflict["again"])
        return _sheet_page(
            request, session, municipality, chosen=statement_number, form=again, conflict=conflict, status=409
        )
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _to_sheet(session, municipality, f"#stelling-{statement_number}")


def _set(
    form: MunicipalAnswerForm, session: WorkSession, municipality: Municipality, statement: Statement, *, by: User
) -> None:
    """Set the answer on the sheet, which is made now when this is the first."""
    sheet = sheets.begin(session=session, municipality=municipality, by=by)
    seen = form.cleaned_data["replaces"] or _fresh(sheet, statement.pk)
    sheets.set_answer(sheet=sheet, statement=statement, expected_version=seen, by=by, **form.content())


def _fresh(sheet: AnswerSheet, statement_id: int) -> int:
    """What nobody set by hand yet may be set by whoever saw no answer: the sheet was worked out a moment ago."""
    answer = sheet.answers.filter(statement_id=statement_id).first()
    return answer.version if answer and answer.version == sheets.COMPUTED else 0


def _conflict(form: MunicipalAnswerForm, reason: Changed) -> dict[str, object]:
    version = reason.current.version if reason.current else 0
    mine = MunicipalAnswer(**form.content())
    return {
        "reason": str(reason),
        "stands": told(reason.current),
        "mine": told(mine),
        "again": {**form.data.dict(), "replaces": version},
    }


@require_POST
def share_municipal_answers(
    request: HttpRequest, region_slug: str, number: int, municipality_slug: str
) -> HttpResponse:
    session, municipality = _found(request, region_slug, number, municipality_slug, Permission.GIVE_ANSWERS)
    try:
        sheets.share(session=session, municipality=municipality, by=request.user)
        messages.success(
            request, f"De antwoorden van {municipality.name} zijn gedeeld met de regio, als voorlopig antwoord."
        )
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _to_sheet(session, municipality)


@require_POST
def decide_own_seat(request: HttpRequest, region_slug: str, number: int, municipality_slug: str) -> HttpResponse:
    session, municipality = _found(request, region_slug, number, municipality_slug, Permission.ADMIT_SEAT)
    rows = Seat.objects.for_user(request.user, to=Permission.ADMIT_SEAT)
    decide(request, get_object_or_404(rows, session=session, municipality=municipality, pk=seat_number(request)))
    return _to_sheet(session, municipality)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_answers(
    request: HttpRequest, region_slug: str, number: int, municipality_slug: str, how: str
) -> HttpResponse:
    status, to, needs_body = SETTLING[how]
    session, municipality = _found(request, region_slug, number, municipality_slug, to)
    sheet = get_object_or_404(
        AnswerSheet.objects.for_user(request.user, to=to), session=session, municipality=municipality
    )
    form = SettleForm(request.POST or None, needs_body=needs_body)
    if form.is_valid():
        given = form.cleaned_data
        try:
            sheets.settle(
                sheet=sheet, status=status, settled_on=given["settled_on"], body=given.get("body", ""), by=request.user
            )
            messages.success(request, f"De antwoorden van {municipality.name} zijn {how} vastgesteld.")
            return _to_sheet(session, municipality)
        except NotNow as reason:
            form.add_error(None, str(reason))
    page = {"form": form, "form_errors": form.errors, "how": how, "session": session, "municipality": municipality}
    page |= {"region": session.region, "crumbs": session_crumbs(session.region, session)}
    return render(request, "regions/settle_answers.html", page)
