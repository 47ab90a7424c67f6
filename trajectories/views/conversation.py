"""Recording a conversation, on a page of its own or in the panel beside a list, and correcting one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import Unreadable, date_with_weekday, parse_date, time_of_day
from trajectories.actions import conversation as acts
from trajectories.actions import draft
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.conversation import AgreementFormSet, ConversationForm, NewConversationForm
from trajectories.models import Conversation, Trajectory
from trajectories.reports import conversation_form as report
from trajectories.reports import dossier_head
from trajectories.views.found import found, opened

WRONG, SAVED = 422, 201
ROWS = "afspraak"  # prefix of the rows of what was agreed
_NO_DRAFT = {"csrfmiddlewaretoken", f"{ROWS}-TOTAL_FORMS", f"{ROWS}-INITIAL_FORMS", f"{ROWS}-MIN_NUM_FORMS",
             f"{ROWS}-MAX_NUM_FORMS", "meer", "sjabloon", "terug", "gesprek"}  # fmt: skip


def in_panel(request: HttpRequest) -> bool:
    """Whether the page asks for the form alone, to show it beside a list."""
    return request.headers.get("X-Panel") == "1"


@require_http_methods(["GET", "HEAD", "POST"])
def record_conversation(request: HttpRequest, number: str) -> HttpResponse:
    if request.method == "POST":
        return _record(request, found(request, number, Permission.WORK_CASELOAD))
    trajectory = opened(request, number, "Gesprek vastleggen", Permission.WORK_CASELOAD)
    today = timezone.localdate()
    start, planned = report.initial(trajectory, on=today)
    typed, kept_at = report.draft_of(trajectory, request.user)
    name = report.called(trajectory)
    if typed:
        start |= dict.fromkeys(("with_interpreter", "is_visible_to_inburgeraar"), False) | typed
    form = NewConversationForm(initial=start, name=name, on=today)
    rows = AgreementFormSet(prefix=ROWS, initial=_rows_of(typed), form_kwargs={"name": name})
    return _form_page(request, trajectory, form, rows, planned=planned, kept_at=kept_at)


def _record(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    today = timezone.localdate()
    data = _with_help(request)
    name = report.called(trajectory)
    form = NewConversationForm(data, name=name, on=today)
    rows = AgreementFormSet(data, prefix=ROWS, form_kwargs={"name": name})
    if "meer" in request.POST or "sjabloon" in request.POST:
        return _form_page(request, trajectory, _unjudged(form, data), _unjudged_rows(data, name), help_asked=True)
    if form.is_valid() & rows.is_valid():
        try:
            acts.record(trajectory=trajectory, agreements=rows.agreed(), on=today, by=request.user, **form.cleaned_data)
        except NotNow as reason:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        else:
            return _recorded(request, trajectory, form.cleaned_data)
    return _form_page(request, trajectory, form, rows)


def _recorded(request: HttpRequest, trajectory: Trajectory, given: dict[str, Any]) -> HttpResponse:
    said = f"Gesprek met {report.called(trajectory)} vastgelegd."
    if day := given["next_on"]:
        said += f" Volgend gesprek: {date_with_weekday(day)}."
        if warning := report.day_warning(day):
            said += f" Let op: {warning.text}"
    return _saved(request, said, back_of(request))


def _saved(request: HttpRequest, said: str, back: str) -> HttpResponse:
    """Answer the panel with the sentence; lead a page of its own back, where the sentence then stands."""
    kind = request.headers.get("X-Panel")
    if kind != "1":
        messages.success(request, said)
    if not kind:
        return redirect(back)
    headers = {"Location": back} if kind == "page" else {}
    return HttpResponse(said, status=SAVED, content_type="text/plain; charset=utf-8", headers=headers)


def back_of(request: HttpRequest) -> str:
    """Return the list or dossier that somebody came from; the caseload when that is not known."""
    came = urlsplit(request.headers.get("Referer", ""))
    wanted = request.POST.get("terug") or (f"{came.path}?{came.query}".rstrip("?") if came.path != request.path else "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(_LISTS)
    is_own = request.POST.get("terug") or came.netloc == request.get_host()
    return wanted if is_ours and is_own else reverse("list_caseload")


_LISTS = ("/vandaag/", "/caseload/", "/trajecten/", "/team/")


def _form_page(
    request: HttpRequest, trajectory: Trajectory, form: NewConversationForm, rows: Any, *, planned: str = "",
    kept_at: str = "", help_asked: bool = False,
) -> HttpResponse:  # fmt: skip
    page: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "around": report.around(trajectory, planned=planned, kept_at=kept_at),
        "warning": report.day_warning(_day(form["next_on"].value())),
        "in_panel": in_panel(request),
        "back": back_of(request),
        "form_errors": form.is_bound and not help_asked,
    }
    status = WRONG if page["form_errors"] else 200
    if in_panel(request):
        return render(request, "trajectories/conversation_form.html", page, status=status)
    page |= _around_page(trajectory, "Gesprek vastleggen")
    return render(request, "trajectories/conversation_new.html", page, status=status)


def _around_page(trajectory: Trajectory, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "trajectory": trajectory,
        "head": dossier_head.build(trajectory, current="record_conversation", on=timezone.localdate()),
        "crumbs": [dossier_head.CASELOAD, (trajectory.sort_name, trajectory.get_absolute_url())],
    }


def _with_help(request: HttpRequest) -> Any:
    """Return what was posted, with one more row or the headings of a template when the button for it was used."""
    data = request.POST.copy()
    if "meer" in data:
        total = data.get(f"{ROWS}-TOTAL_FORMS", "0")
        data[f"{ROWS}-TOTAL_FORMS"] = str((int(total) if total.isdigit() else 0) + 1)
    if template := report.NOTE_TEMPLATES.get(data.get("sjabloon", "")):
        data["note"] = f"{data.get('note', '').rstrip()}\n\n{template[1]}".lstrip()
    return data


def _unjudged(form: NewConversationForm, data: Any) -> NewConversationForm:
    """Return the form with what was typed, without saying yet what is wrong with it."""
    typed: dict[str, Any] = {key: data.get(key, "") for key in form.fields}
    return NewConversationForm(initial=typed, name=_name_of(form), on=form.on)


def _name_of(form: NewConversationForm) -> str:
    return str(form.fields["attendance"].label).removeprefix("Was ").removesuffix(" aanwezig?")


def _unjudged_rows(data: Any, name: str) -> Any:
    total = int(data[f"{ROWS}-TOTAL_FORMS"]) if data.get(f"{ROWS}-TOTAL_FORMS", "").isdigit() else 0
    rows = [
        {key: data.get(f"{ROWS}-{place}-{key}", "") for key in ("what", "who", "who_name", "due_on")}
        for place in range(min(total, 12))
    ]
    return AgreementFormSet(prefix=ROWS, initial=rows, form_kwargs={"name": name})


def _rows_of(typed: dict[str, str]) -> list[dict[str, str]]:
    """Return the rows of a draft."""
    found: dict[int, dict[str, str]] = {}
    for key, value in typed.items():
        prefix, _, rest = key.partition("-")
        place, _, name = rest.partition("-")
        if prefix == ROWS and place.isdigit() and name:
            found.setdefault(int(place), {})[name] = value
    return [found[place] for place in sorted(found)][:12]


def _day(typed: Any) -> Any:
    if not isinstance(typed, str):
        return typed
    try:
        return parse_date(typed)
    except Unreadable:
        return None


@require_POST
def keep_draft(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what is typed while it is typed; "weg" throws it away."""
    trajectory = found(request, number, Permission.WORK_CASELOAD)
    known = _corrected(request, trajectory)
    page = report.page_of(known)
    if "weg" in request.POST:
        draft.forget(trajectory=trajectory, page=page, by=request.user)
        if in_panel(request):
            return HttpResponse("Begonnen met een leeg blad", content_type="text/plain; charset=utf-8")
        return redirect("change_conversation", number, known.pk) if known else redirect("record_conversation", number)
    fields = {key: value for key, value in request.POST.items() if key not in _NO_DRAFT}
    kept = draft.keep(trajectory=trajectory, page=page, fields=fields, by=request.user)
    clock = time_of_day(timezone.localtime(kept.saved_at).time())
    return HttpResponse(f"Concept bewaard om {clock}", content_type="text/plain; charset=utf-8")


def _corrected(request: HttpRequest, trajectory: Trajectory) -> Conversation | None:
    """Return the conversation that is being corrected; None for a new one."""
    typed = request.POST.get("gesprek", "")
    return get_object_or_404(trajectory.conversations.all(), pk=typed) if typed.isdigit() else None


@require_safe
def check_day(request: HttpRequest) -> HttpResponse:
    """Say whether a day is a weekend or a holiday. Knows no person."""
    page = {"warning": report.day_warning(_day(request.GET.get("dag", "")))}
    return render(request, "trajectories/day_warning.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_conversation(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    if request.method == "POST":
        trajectory = found(request, number, Permission.WORK_CASELOAD)
        known = get_object_or_404(trajectory.conversations.all(), pk=pk)
        return _change(request, trajectory, known)
    trajectory = opened(request, number, "Gesprek", Permission.WORK_CASELOAD)
    known = get_object_or_404(trajectory.conversations.all(), pk=pk)
    typed, kept_at = report.draft_of(trajectory, request.user, known)
    return _change_page(request, trajectory, known, _form_of(trajectory, known, typed=typed), typed, kept_at=kept_at)


def _form_of(
    trajectory: Trajectory, known: Conversation, data: Any = None, typed: dict[str, str] | None = None
) -> ConversationForm:
    start = {name: getattr(known, name) for name in ConversationForm.base_fields}
    if typed:
        start |= dict.fromkeys(("with_interpreter", "is_visible_to_inburgeraar"), False) | typed
    return ConversationForm(data, initial=start, name=report.called(trajectory), on=timezone.localdate())


def _change(request: HttpRequest, trajectory: Trajectory, known: Conversation) -> HttpResponse:
    form = _form_of(trajectory, known, request.POST)
    version = request.POST.get("version", "")
    if form.is_valid():
        try:
            acts.change(
                conversation=known, expected_version=int(version) if version.isdigit() else 0,
                on=timezone.localdate(), by=request.user, **form.cleaned_data,
            )  # fmt: skip
        except NotNow as reason:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        except Changed as reason:
            form.add_error(None, str(reason))
            return _change_page(request, trajectory, reason.current, form, clash=reason.current)
        else:
            address = reverse("change_conversation", args=[trajectory.number, known.pk])
            return _saved(request, "Gesprek gewijzigd. Wat er stond, blijft te lezen.", address)
    return _change_page(request, trajectory, known, form, request.POST)


def _change_page(
    request: HttpRequest, trajectory: Trajectory, known: Conversation, form: ConversationForm,
    typed: Any = None, *, clash: Conversation | None = None, kept_at: str = "",
) -> HttpResponse:  # fmt: skip
    """`typed` says on which version somebody typed: with what changed since, they see both texts."""
    page = _around_page(trajectory, f"Gesprek van {date_with_weekday(known.held_on)}") | {
        "form": form,
        "conversation": known,
        "version": (typed or {}).get("version") or known.version,
        "clash": clash,
        "recorded_by": known.recorded_by.split(" <")[0],
        "agreements": list(known.agreements.order_by("pk")),
        "revisions": report.revisions(known),
        "around": report.around(trajectory, planned="", kept_at=kept_at),
        "form_errors": bool(form.errors),
    }
    status = 409 if clash else WRONG if form.errors else 200
    return render(request, "trajectories/conversation_change.html", page, status=status)
