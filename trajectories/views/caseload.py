"""The caseload: the list with its filters, searching in it, and what happens to many at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count
from regions.context import powers
from trajectories.actions import bulk, dossier_export
from trajectories.actions.refusal import NotNow
from trajectories.forms.conversation import BulkPlanForm, BulkTaskForm
from trajectories.models import BulkAct, SavedView, Trajectory
from trajectories.reports import caseload as report
from trajectories.reports import caseload_filter
from trajectories.reports.caseload_filter import Filters
from trajectories.reports.caseload_frame import Frame, frame_of
from trajectories.resources import caseload_file
from trajectories.views import searches

LAST, KEYS_OFF = "caseload", "caseload-sneltoetsen-uit"
ACTS = {"plan": ("Plan een gesprek", BulkPlanForm), "taak": ("Zet een taak klaar", BulkTaskForm)}


def only_for_casework(request: HttpRequest) -> None:
    """Raise Http404 for who sees no persons anywhere."""
    if Permission.VIEW_PERSONS not in powers(request):
        raise Http404


@require_safe
def list_caseload(request: HttpRequest) -> HttpResponse:
    """Show the list. Without anything in the address it is the list as it was left, or the own default view."""
    only_for_casework(request)
    if not request.GET and (query := _left_or_default(request)):
        return redirect(f"{reverse('list_caseload')}?{query}")
    today = timezone.localdate()
    frame, filters = _asked(request, request.GET)
    if request.GET and request.session.get(LAST) != filters.kept:
        request.session[LAST] = filters.kept  # what somebody looked at last, as a browser remembers a scroll position
    page = {
        "title": "Caseload",
        "report": report.build(filters, frame=frame, on=today),
        "done": _done(request),
        "keys_off": request.session.get(KEYS_OFF, False),
        "assign_url": _address("assign_selected"),
        "import_url": _address("list_imports") if Permission.IMPORT_PERSONS in powers(request) else "",
    }
    return render(request, "trajectories/caseload.html", page)


def _left_or_default(request: HttpRequest) -> str:
    if LAST in request.session:
        return str(request.session[LAST])
    mine = SavedView.objects.for_user(request.user, to=Permission.VIEW_PERSONS).filter(user=request.user)
    return mine.filter(is_default=True).values_list("query", flat=True).first() or ""


def _asked(request: HttpRequest, asked: Any) -> tuple[Frame, Filters]:
    frame = frame_of(request.user, on=timezone.localdate())
    colleagues = frame.colleagues if asked.get("van") == caseload_filter.TEAM else {}
    typed = searches.kept(request, asked.get("zoek", ""))
    return frame, caseload_filter.read(asked, places=frame.places.values(), colleagues=colleagues, typed=typed)


def _done(request: HttpRequest) -> dict[str, Any] | None:
    """Return the act on many that this address comes from, as long as it can be undone."""
    try:
        batch = UUID(request.GET.get("gedaan", ""))
    except ValueError:
        return None
    acts = [act for act in _own_acts(request, batch) if not act.undone_at]
    done = sum(len(act.former) for act in acts)
    return {"batch": batch, "words": bulk.words(acts[0].kind, done)} if acts else None


def _own_acts(request: HttpRequest, batch: UUID) -> list[BulkAct]:
    known = BulkAct.objects.for_user(request.user, to=Permission.WORK_CASELOAD)
    return list(known.filter(batch=batch, kind__in=ACTS))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@require_POST
def search_caseload(request: HttpRequest) -> HttpResponse:
    """Look for somebody. The words stay out of the address: a name has no place in logs or in a history.

    Who types a whole number knows whom they want: that opens the dossier.
    """
    only_for_casework(request)
    typed = searches.typed_in(request, "naam")
    if wanted := searches.by_number(request, typed):
        return redirect(wanted)
    _, filters = _asked(request, request.POST)
    # Who looks for a person looks among all, not within the group of the moment.
    query = filters.query(zoek=searches.keep(request, typed), pagina=None, toon=None) or "toon=alles"
    return redirect(f"{reverse('list_caseload')}?{query}")


@require_POST
def switch_keys(request: HttpRequest) -> HttpResponse:
    """Switch the keys of the list off, or on again."""
    only_for_casework(request)
    request.session[KEYS_OFF] = not request.session.get(KEYS_OFF, False)
    return redirect("list_caseload")


@require_http_methods(["GET", "HEAD", "POST"])
def export_caseload(request: HttpRequest, extension: str) -> HttpResponse:
    """Give the list as it is looked at, or the chosen rows of it, as a file. Each dossier in it is logged."""
    only_for_casework(request)
    if extension not in caseload_file.FORMATS:
        raise Http404
    today = timezone.localdate()
    posted = request.method == "POST"
    frame, filters = _asked(request, _parsed(request.POST.get("terug", "")) if posted else request.GET)
    rows = report.matching(filters, frame, today)
    chosen = request.POST.getlist("ids")
    if posted and not chosen and "alles" not in request.POST:
        messages.warning(request, bulk.NOTHING)
        return redirect(f"{reverse('list_caseload')}?{filters.back or 'toon=alles'}")
    if chosen and "alles" not in request.POST:
        rows = rows.filter(number__in=chosen[: bulk.MOST])
    listed = list(report.ordered(rows.select_related("inburgeraar", "assigned_to"), filters))
    dossier_export.log(
        trajectories=listed, purpose=f"uitgevoerd naar {caseload_file.FORMATS[extension]}", on=today, by=request.user
    )
    return caseload_file.response(listed, places=frame.places, on=today, extension=extension)


@require_POST
def act_on_selection(request: HttpRequest) -> HttpResponse:
    """Plan a conversation or put a task ready for everybody chosen: first ask what is needed, then do it."""
    only_for_casework(request)
    kind = request.POST.get("wat", "")
    back = f"{reverse('list_caseload')}?{request.POST.get('terug', '')[:500] or 'toon=alles'}"
    chosen = _chosen(request)
    if kind not in ACTS or not 0 < len(chosen) <= bulk.MOST:
        messages.warning(request, bulk.TOO_MANY if len(chosen) > bulk.MOST else bulk.NOTHING)
        return redirect(back)
    title, form_class = ACTS[kind]
    form = form_class(request.POST if "doen" in request.POST else None, initial={"form": "KANTOOR"})
    if "doen" in request.POST and form.is_valid():
        try:
            result = _do(kind, chosen, request, form.cleaned_data)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            return _told(request, kind, result)
    people = count(len(chosen), "inburgeraar", "inburgeraars")
    page = {
        "title": title, "form": form, "form_errors": bool(form.errors), "kind": kind, "chosen": chosen,
        "terug": request.POST.get("terug", ""), "back": back, "people": people,
        "crumbs": [("Caseload", back)],
    }  # fmt: skip
    return render(request, "trajectories/caseload_act.html", page, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> list[Trajectory]:
    """Return the trajectories that were ticked, or all of the list."""
    workable = Trajectory.objects.for_user(request.user, to=Permission.WORK_CASELOAD)
    if "alles" in request.POST:
        today = timezone.localdate()
        frame, filters = _asked(request, _parsed(request.POST.get("terug", "")))
        inside = report.matching(filters, frame, today)
        workable = workable.filter(pk__in=inside.values("pk"))
    else:
        workable = workable.filter(number__in=request.POST.getlist("ids")[: bulk.MOST + 1])
    return list(workable.select_related("assigned_to").order_by("sort_name", "pk")[: bulk.MOST + 1])


def _parsed(query: str) -> QueryDict:
    return QueryDict(query[:500])


def _do(kind: str, chosen: list[Trajectory], request: HttpRequest, given: dict[str, Any]) -> bulk.Result:
    today = timezone.localdate()
    act = bulk.plan if kind == bulk.PLAN else bulk.give_task
    return act(trajectories=chosen, on=today, by=request.user, **given)


def _told(request: HttpRequest, kind: str, result: bulk.Result) -> HttpResponse:
    told = result.sentence(bulk.words(kind, result.done))
    (messages.warning if result.refused else messages.success)(request, told)
    parsed = _parsed(request.POST.get("terug", ""))
    _, filters = _asked(request, parsed)
    return redirect(f"{reverse('list_caseload')}?{filters.query(gedaan=str(result.batch) if result.done else None)}")


@require_POST
def undo_selection(request: HttpRequest, batch: UUID) -> HttpResponse:
    acts = _own_acts(request, batch)
    if not acts:
        raise Http404
    try:
        taken_back = bulk.undo(acts=acts, on=timezone.localdate(), by=request.user)
    except NotNow as reason:
        messages.warning(request, f"{reason}.")
    else:
        messages.success(request, f"Ongedaan gemaakt: {count(taken_back, 'keer', 'keer')}.")
    return redirect("list_caseload")


@require_http_methods(["GET", "HEAD"])
def explain_keys(request: HttpRequest) -> HttpResponse:
    """List the keys, for who has no script or wants to read them at ease."""
    only_for_casework(request)
    crumbs = [("Caseload", "/caseload/")]
    page = {"title": "Sneltoetsen", "keys_off": request.session.get(KEYS_OFF, False), "crumbs": crumbs}
    return render(request, "trajectories/caseload_keys.html", page)
