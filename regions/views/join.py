"""Joining a session with a code: no account, three fields."""

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from inburgering.accounts.context import as_seat, keep_seat
from regions.actions import seat as seats
from regions.actions.refusal import NotNow
from regions.forms.work_session import CodeForm, SeatForm
from regions.models import Seat
from regions.reports import joining

UNKNOWN_CODE = "We kennen deze code niet. Controleer de 6 tekens op het scherm of in de uitnodiging"


class Visitor:
    """Whoever stands at the door."""

    audit_name = "bezoeker"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("code") or request.GET.get("code")
    form = CodeForm({"code": typed}) if request.method == "POST" or typed else CodeForm()
    if not form.is_valid():
        return render(request, "regions/enter_code.html", {"form": form, "form_errors": form.errors})
    return _to_door(request, form.cleaned_data["code"])


def _to_door(request: HttpRequest, typed: str) -> HttpResponse:
    address = get_client_ip_address(request) or "onbekend"
    if joining.tried_too_often(address):
        return render(request, "regions/too_many_codes.html", status=429)
    door = joining.door(typed)
    if door is not None:
        return redirect("take_seat", door.code)
    seats.note_wrong_code(address=address, by=Visitor())
    form = CodeForm({"code": typed})
    form.is_valid()
    form.add_error("code", UNKNOWN_CODE)
    return render(request, "regions/enter_code.html", {"form": form, "form_errors": form.errors}, status=404)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the session is about and ask municipality and name; who holds a seat goes on."""
    held = seat_held(request, code)
    if held:
        return redirect("answer_statement", held.session.code, 1)
    address = get_client_ip_address(request) or "onbekend"
    door = None if joining.tried_too_often(address) else joining.door(code)
    if door is None or door.code != code:
        return _to_door(request, code)
    form = SeatForm(request.POST or None, municipalities=door.municipalities, initial=_known(request, door))
    if form.is_valid():
        try:
            by = request.user if request.user.is_authenticated else Visitor()
            seat = seats.take(code=door.code, by=by, **form.cleaned_data)
        except NotNow as reason:
            form.add_error(None, str(reason))
        else:
            response = redirect("answer_statement", door.code, 1)
            keep_seat(request, response, door.code, seat.pk)
            return response
    page = {"form": form, "form_errors": form.errors, "door": door}
    return render(request, "regions/take_seat.html", page)


def _known(request: HttpRequest, door: joining.Door) -> dict[str, str]:
    own = joining.own_municipality(request.user, door)
    return {"municipality": own.slug, "name": request.user.name} if own else {}


def seat_held(request: HttpRequest, code: str) -> Seat | None:
    """Return the seat that this device holds in this session; the request runs as that seat already."""
    return joining.held_seat(request.asker[1], code)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def go_on_elsewhere(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Let the same person go on at another device. Asked by a button, for a link may be opened by a scanner."""
    seat_id = joining.seat_of_token(token, code)
    if seat_id is None:
        return render(request, "regions/link_expired.html", {"code": code}, status=404)
    with as_seat(seat_id):
        seat = joining.held_seat(seat_id, code)
    if seat is None:
        return render(request, "regions/link_expired.html", {"code": code}, status=404)
    if request.method == "POST":
        response = redirect("all_statements", code)
        keep_seat(request, response, code, seat.pk)
        return response
    return render(request, "regions/go_on_elsewhere.html", {"seat": seat, "code": code})
