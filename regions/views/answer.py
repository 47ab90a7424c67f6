"""Answering as a participant: one statement at a time, an overview, a check, sharing and the receipt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.notation import time_of_day
from regions.actions import answer as answers
from regions.actions import sheet
from regions.actions.refusal import NotNow
from regions.forms.answer import OwnAnswerForm, SeenForm, Sent, initial
from regions.models import Answer, Seat, Statement
from regions.models.answer import Value
from regions.reports import changed_statement, former_answer, joining, own_position
from regions.views.join import seat_held

AUTOSAVE = "X-Autosave"
STAYS = "blijft"
SENT_AGAIN = ("value", "importance", "is_limit", "note", "would_move", "wording")


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


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_statement(request: HttpRequest, code: str, number: int) -> HttpResponse:
    if request.method == "POST" and AUTOSAVE in request.headers and (saved := _save_at_once(request, number)):
        return saved
    seat = seat_held(request, code)
    if seat is None:
        return redirect("take_seat", code)
    own = joining.own_answers(seat)
    row = own.numbered(number)
    if row is None:
        raise Http404
    if request.method == "POST":
        return (_confirm if request.POST.get("naar") == STAYS else _take_answer)(request, seat, own, row)
    seen = row.answer.revision if row.answer else 0
    form = OwnAnswerForm(initial=initial(row.answer, seen) | {"wording": row.statement.wording})
    return _question(request, seat, own, row, form)


def _save_at_once(request: HttpRequest, number: int) -> HttpResponse | None:
    """Store what is plainly right in one statement; None when there is something to look at or to say."""
    sent, seat_id = Sent.plainly(request.POST), request.asker[1]
    if sent is None or seat_id is None or sent.is_nothing:
        return None
    try:
        given = answers.give_at(
            seat_id=seat_id, number=number, content=sent.content, replaces=sent.replaces, wording=sent.wording,
            screen=sent.screen,
        )  # fmt: skip
    except (answers.AnswerChanged, NotNow, Seat.DoesNotExist, Statement.DoesNotExist):
        return None
    return _stored(given)


def _stored(given: Answer | None) -> HttpResponse:
    moment = timezone.localtime(given.given_at if given else None)
    response = HttpResponse(f"Opgeslagen om {time_of_day(moment.time())}", content_type="text/plain; charset=utf-8")
    response["X-Version"] = str(given.revision if given else 0)
    return response


def _take_answer(request: HttpRequest, seat: Seat, own: joining.OwnAnswers, row: joining.OwnAnswer) -> HttpResponse:
    form = OwnAnswerForm(request.POST)
    if not form.is_valid():
        return _refused(request, seat, own, row, form)
    sent = form.sent
    if sent.is_nothing or sent.says_what(row.answer):
        # Going on is not confirming: for that there is a button when the statement was changed.
        return _on(request, seat, row.statement, row.answer)
    try:
        given = answers.give(
            seat=seat, statement=row.statement, replaces=sent.replaces, wording=sent.wording, screen=sent.screen,
            by=seat, **sent.content,
        )  # fmt: skip
    except answers.AnswerChanged as reason:
        return _conflict(request, seat, row.statement, form, reason)
    except NotNow as reason:
        form.add_error(None, str(reason))
        return _refused(request, seat, own, row, form)
    return _on(request, seat, row.statement, given)


def _confirm(request: HttpRequest, seat: Seat, own: joining.OwnAnswers, row: joining.OwnAnswer) -> HttpResponse:
    """Keep an answer under the new words, and go to the next one that must be confirmed."""
    here = redirect("answer_statement", seat.session.code, row.statement.number)
    form = SeenForm(request.POST)
    if not form.is_valid() or row.answer is None:
        return here
    try:
        answers.confirm(seat=seat, statement=row.statement, by=seat, **form.cleaned_data)
    except (answers.AnswerChanged, NotNow):
        return here  # which shows what stands there now
    following = next((other.statement.number for other in own.outdated if other is not row), None)
    if following:
        return redirect("answer_statement", seat.session.code, following)
    return redirect("check_answers", seat.session.code)


def _on(request: HttpRequest, seat: Seat, statement: Statement, given: Answer | None) -> HttpResponse:
    """Say it is stored, or go to where the button points."""
    if AUTOSAVE in request.headers:
        return _stored(given)
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


def _refused(
    request: HttpRequest, seat: Seat, own: joining.OwnAnswers, row: joining.OwnAnswer, form: OwnAnswerForm
) -> HttpResponse:
    if AUTOSAVE in request.headers:
        return render(request, "regions/answer_refused.html", {"form": form}, status=422)
    return _question(request, seat, own, row, form, status=422)


def _conflict(
    request: HttpRequest, seat: Seat, statement: Statement, form: OwnAnswerForm, reason: answers.AnswerChanged
) -> HttpResponse:
    page = _page(seat, statement=statement, form=form, reason=str(reason), stands=joining.told(reason.current))
    page["sent"] = [(name, value) for name in SENT_AGAIN if (value := form.data.get(name))]
    page |= {"mine": joining.told(Answer(**form.content(), given_at=timezone.now())), "current": reason.current}
    template = "regions/answer_conflict.html" if AUTOSAVE in request.headers else "regions/answer_conflict_page.html"
    return render(request, template, page, status=409)


def _question(
    request: HttpRequest, seat: Seat, own: joining.OwnAnswers, row: joining.OwnAnswer, form: OwnAnswerForm,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    statement, current = row.statement, row.answer
    page = _page(seat, statement=statement, form=form, current=current, own=own, total=len(own.rows))
    page |= {"form_errors": form.errors, "previous": statement.number - 1, "is_last": statement.number == len(own.rows)}
    page |= {"own_told": row.told, "unsent": form.typed, "words": "|".join(Value.labels), **_audience(seat)}
    page["from_check"] = request.GET.get("terug") == "controleren"
    page["former"] = former_answer.build(seat, statement)
    page["changed"] = changed_statement.build(seat, statement, current)
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
    return render(request, "regions/check_answers.html", _page(seat, own=joining.own_answers(seat), **_audience(seat)))


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
