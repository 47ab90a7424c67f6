"""Answering as a participant: one statement at a time, an overview, a check, sharing and the receipt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.notation import time_of_day
from regions.actions import answer as answers
from regions.actions import sheet
from regions.actions.refusal import NotNow
from regions.forms.answer import AnswerForm, initial
from regions.models import Answer, Seat, Statement
from regions.reports import joining, own_position
from regions.views.join import seat_held

AUTOSAVE = "X-Autosave"


def _page(seat: Seat, **details: object) -> dict[str, object]:
    """What every page of a participant shows around its content."""
    session = seat.session
    around = {
        "seat": seat,
        "session": session,
        "code": session.code,
        "region_name": session.region.name,
        "session_title": f"Werksessie {session.number} · {session.title}",
        "municipality_name": seat.municipality.name,
    }
    return around | details


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_statement(request: HttpRequest, code: str, number: int) -> HttpResponse:
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    statement = get_object_or_404(Statement.objects.for_seat(seat), number=number)
    if request.method == "POST":
        return _take_answer(request, seat, statement)
    current = Answer.objects.for_seat(seat).current().filter(statement=statement).first()
    return _question(
        request, seat, statement, AnswerForm(initial=initial(current, current.revision if current else 0)), current
    )


def _audience(seat: Seat) -> dict[str, str]:
    """Say who sees this answer now, and who will."""
    name, session = seat.municipality.name, seat.session
    later = "alle gemeenten in de regio zien het antwoord van je gemeente."
    if not seat.is_admitted:
        return {"sees_now": "alleen jij, tot een collega of de begeleider je toelaat.", "sees_later": later}
    if seat.shared_at is None:
        return {"sees_now": f"alleen gemeente {name}.", "sees_later": later}
    who = "Alle gemeenten in de regio zien" if session.is_revealed else "De begeleider ziet"
    return {"sees_now": f"jouw eigen antwoord ziet alleen gemeente {name}. {who} wat {name} deelde.", "sees_later": ""}


def _take_answer(request: HttpRequest, seat: Seat, statement: Statement) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _refused(request, seat, statement, form)
    if form.is_blank and not form.cleaned_data["replaces"]:
        return _on(request, seat, statement, None)
    try:
        given = answers.give(
            seat=seat, statement=statement, replaces=form.cleaned_data["replaces"] or 0, by=seat, **form.content()
        )
    except answers.AnswerChanged as reason:
        return _conflict(request, seat, statement, form, reason)
    except NotNow as reason:
        form.add_error(None, str(reason))
        return _refused(request, seat, statement, form)
    return _on(request, seat, statement, given)


def _on(request: HttpRequest, seat: Seat, statement: Statement, given: Answer | None) -> HttpResponse:
    """Say it is stored, or go to where the button points."""
    if AUTOSAVE in request.headers:
        moment = timezone.localtime(given.given_at if given else None)
        response = HttpResponse(f"Opgeslagen om {time_of_day(moment.time())}", content_type="text/plain; charset=utf-8")
        response["X-Version"] = str(given.revision if given else 0)
        return response
    target = request.POST.get("naar", "volgende")
    if target == "vragen":
        return redirect("all_statements", seat.session.code)
    if target == "hier":
        return redirect("answer_statement", seat.session.code, statement.number)
    following = statement.number + (-1 if target == "vorige" else 1)
    exists = following > 0 and Statement.objects.for_seat(seat).filter(number=following).exists()
    if exists and target != "controleren":
        return redirect("answer_statement", seat.session.code, following)
    return redirect("check_answers", seat.session.code)


def _refused(request: HttpRequest, seat: Seat, statement: Statement, form: AnswerForm) -> HttpResponse:
    if AUTOSAVE in request.headers:
        return render(request, "regions/answer_refused.html", {"form": form}, status=422)
    current = Answer.objects.for_seat(seat).current().filter(statement=statement).first()
    return _question(request, seat, statement, form, current, status=422)


def _conflict(
    request: HttpRequest, seat: Seat, statement: Statement, form: AnswerForm, reason: answers.AnswerChanged
) -> HttpResponse:
    page = _page(seat, statement=statement, form=form, reason=str(reason), stands=joining.told(reason.current))
    page["sent"] = [
        (name, value) for name in ("value", "importance", "is_limit", "note") if (value := form.data.get(name))
    ]
    page |= {"mine": joining.told(Answer(**form.content(), given_at=timezone.now())), "current": reason.current}
    template = "regions/answer_conflict.html" if AUTOSAVE in request.headers else "regions/answer_conflict_page.html"
    return render(request, template, page, status=409)


def _question(
    request: HttpRequest, seat: Seat, statement: Statement, form: AnswerForm, current: Answer | None, status: int = 200
) -> HttpResponse:
    own = joining.own_answers(seat)
    page = _page(seat, statement=statement, form=form, current=current, own=own, total=len(own.rows))
    page |= {"form_errors": form.errors, "previous": statement.number - 1, "is_last": statement.number == len(own.rows)}
    page |= {"own_told": joining.told(current), **_audience(seat)}
    return render(request, "regions/answer_statement.html", page, status=status)


@login_not_required
@require_safe
def all_statements(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    own = joining.own_answers(seat)
    link = request.build_absolute_uri(reverse("go_on_elsewhere", args=[code, joining.personal_token(seat)]))
    return render(request, "regions/all_statements.html", _page(seat, own=own, link=link))


@login_not_required
@require_safe
def check_answers(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    return render(request, "regions/check_answers.html", _page(seat, own=joining.own_answers(seat)))


@login_not_required
@require_POST
def share_answers(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    try:
        sheet.share_from_seat(seat=seat, by=seat)
    except NotNow as reason:
        messages.warning(request, str(reason))
        return redirect("check_answers", code)
    return redirect("receipt", code)


@login_not_required
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    own = joining.own_answers(seat)
    if seat.shared_at is None:
        return render(request, "regions/not_shared_yet.html", _page(seat, own=own))
    number = f"{code}-{seat.pk}"
    return render(request, "regions/receipt.html", _page(seat, own=own, number=number))


@login_not_required
@require_safe
def show_own_position(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    if not (seat.session.is_revealed and seat.is_admitted):
        return render(request, "regions/position_later.html", _page(seat))
    position = own_position.build(seat.session, seat.municipality.code)
    return render(request, "regions/show_own_position.html", _page(seat, position=position))
