"""Filling in facts and preferred scales for a municipality: as a member, or as an admitted seat with a code."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor
from regions.actions import inventory as acts
from regions.actions import sheet as sheets
from regions.actions.mandate import NOT_ADMITTED
from regions.actions.refusal import Changed, NotNow
from regions.forms.facts import FactsForm
from regions.forms.tasks import TasksForm
from regions.models import AnswerSheet, Municipality, Seat, WorkSession
from regions.reports import inventory
from regions.reports.mandate import who_can
from regions.views.join import seat_held
from regions.views.mandate import for_municipality, may, no_mandate
from regions.views.work_sessions import session_crumbs

Form = FactsForm | TasksForm


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom a page is filled in, by whom, and what stands around it. `refused` says why not, or is empty."""

    session: WorkSession
    municipality: Municipality
    by: Actor
    back: str
    refused: str
    around: dict[str, object] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@for_municipality(Permission.VIEW_ANSWERS)
def give_facts(request: HttpRequest, session: WorkSession, municipality: Municipality) -> HttpResponse:
    return _for_member(request, session, municipality, _facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_municipality(Permission.VIEW_ANSWERS)
def choose_tasks(request: HttpRequest, session: WorkSession, municipality: Municipality) -> HttpResponse:
    return _for_member(request, session, municipality, _tasks)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_seat_facts(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    return _facts(request, _seat(seat)) if seat else redirect("take_seat", code)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_seat_tasks(request: HttpRequest, code: str) -> HttpResponse:
    seat = seat_held(request, code)
    return _tasks(request, _seat(seat)) if seat else redirect("take_seat", code)


def _for_member(
    request: HttpRequest, session: WorkSession, municipality: Municipality,
    page: Callable[[HttpRequest, Asking], HttpResponse],
) -> HttpResponse:  # fmt: skip
    may_give = may(request, municipality, Permission.GIVE_ANSWERS)
    if request.method == "POST" and not may_give:
        return no_mandate(request, session, municipality, Permission.GIVE_ANSWERS)
    address = [session.region.slug, session.number, municipality.slug]
    back = reverse("municipal_answer", args=address)
    crumbs = [*session_crumbs(session.region, session), (f"Namens {municipality.name}", back)]
    around = {"base": "base.html", "region": session.region, "crumbs": crumbs}
    around |= {"facts_url": reverse("give_facts", args=address), "tasks_url": reverse("choose_tasks", args=address)}
    refused = "" if may_give else who_can(municipality.organisation_id, Permission.GIVE_ANSWERS)
    return page(request, Asking(session, municipality, request.user, back, refused, around))


def _seat(seat: Seat) -> Asking:
    session, code = seat.session, seat.session.code
    around = {
        "base": "regions/session_base.html",
        "seat": seat,
        "code": code,
        "region_name": session.region.name,
        "session_title": f"Werksessie {session.number} · {session.title}",
        "municipality_name": seat.municipality.name,
        "facts_url": reverse("give_seat_facts", args=[code]),
        "tasks_url": reverse("choose_seat_tasks", args=[code]),
    }
    refused = "" if seat.is_admitted and not seat.refused_at else NOT_ADMITTED
    return Asking(session, seat.municipality, seat, reverse("check_answers", args=[code]), refused, around)


def _facts(request: HttpRequest, asking: Asking) -> HttpResponse:
    own = inventory.build(asking.session, asking.municipality)
    form = FactsForm(_sent(request), facts=own.facts, standing=own.given)
    return _page(request, asking, own, form, "regions/give_facts.html", _save_facts)


def _tasks(request: HttpRequest, asking: Asking) -> HttpResponse:
    own = inventory.build(asking.session, asking.municipality)
    form = TasksForm(_sent(request), tasks=own.tasks, standing=own.preferences)
    return _page(request, asking, own, form, "regions/choose_tasks.html", _save_tasks)


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest, asking: Asking, own: inventory.OwnInventory, form: Form, template: str,
    save: Callable[[AnswerSheet, Form, Actor], int],
) -> HttpResponse:  # fmt: skip
    """Show the page, or save all of it and go back to it; what was typed stays when that is refused."""
    if not form.fields:
        raise Http404
    refused = asking.refused or own.refused
    if request.method == "POST":
        status = _saved(request, asking, form, save)
        if status == 0:
            return redirect(request.path)
    else:
        status = 200
    page = {"session": asking.session, "municipality": asking.municipality, "own": own, "form": form}
    page |= {"form_errors": form.errors, "back": asking.back, "refused": refused, "rows": list(form.rows())}
    return render(request, template, page | asking.around, status=status)


def _saved(request: HttpRequest, asking: Asking, form: Form, save: Callable[[AnswerSheet, Form, Actor], int]) -> int:
    """Return 0 when everything was saved, or the status of the page that says what is wrong."""
    if not form.is_valid():
        return 422
    if asking.refused:
        form.add_error(None, asking.refused)
        return 409
    try:
        sheet = sheets.begin(session=asking.session, municipality=asking.municipality, by=asking.by)
        changed = save(sheet, form, asking.by)
    except Changed as reason:
        form.show_changed(reason.current)
        return 409
    except NotNow as reason:
        form.add_error(None, str(reason))
        return 409
    messages.success(request, "Bewaard." if changed else "Er was niets gewijzigd.")
    return 0


def _save_facts(sheet: AnswerSheet, form: FactsForm, by: Actor) -> int:
    given = form.given()
    return len(acts.set_facts(sheet=sheet, given=given, by=by)) if given else 0


def _save_tasks(sheet: AnswerSheet, form: TasksForm, by: Actor) -> int:
    wanted = form.wanted()
    return len(acts.set_preferences(sheet=sheet, wanted=wanted, by=by)) if wanted else 0
