"""The minutes of the group conversation: written by the region, read by its municipalities after the reveal."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import conversation as acts
from regions.actions.refusal import Changed, NotNow
from regions.forms.conversation import ActionForm, MinuteForm
from regions.models import AgreedAction, Minute, Statement, WorkSession
from regions.reports import conversation
from regions.resources import workbook_response
from regions.views.work_sessions import Crumbs, found_session, session_crumbs

CONFLICT = 409
FORMS = ["GET", "HEAD", "POST"]


@require_safe
def group_conversation(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    leads = _leads(request, session)
    page = {"session": session, "region": session.region, "leads": leads}
    page["crumbs"] = session_crumbs(session.region, session)
    if not (leads or session.is_revealed):
        return render(request, "regions/conversation_early.html", page)
    page["conversation"] = conversation.build(session, on=timezone.localdate())
    return render(request, "regions/group_conversation.html", page)


@require_safe
def export_minutes(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session, found = _readable(request, region_slug, number)
    name = f"Verslag werksessie {session.number}"
    rows = found.minute_rows()
    return workbook_response(name=name, header=conversation.MINUTE_HEADER, rows=rows, source=found.source)


@require_safe
def export_actions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session, found = _readable(request, region_slug, number)
    name = f"Acties werksessie {session.number}"
    rows = found.action_rows()
    return workbook_response(name=name, header=conversation.ACTION_HEADER, rows=rows, source=found.source)


@require_http_methods(FORMS)
def write_minute(request: HttpRequest, region_slug: str, number: int, statement_number: int) -> HttpResponse:
    """Write about one statement, or with statement 0 about the session; shows both texts when a colleague was first."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    statement = _statement(request, session, statement_number)
    stands = Minute.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    stands = stands.filter(session=session, statement=statement).first()
    form = MinuteForm(request.POST or None, initial=written(stands))
    page = _page(session) | {"form": form, "statement": statement}
    if form.is_valid():
        try:
            acts.minute(session=session, statement=statement, by=request.user, **form.cleaned_data)
            messages.success(request, "Het verslag is bewaard.")
            return _back(request, session, f"stelling-{statement_number}")
        except Changed as reason:
            page["stands"] = form.replace(reason)
        except NotNow as reason:
            form.add_error(None, str(reason))
    return _written_down(request, "regions/write_minute.html", page)


@require_http_methods(FORMS)
def agree_action(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    form = action_form(session, _asked(request, session), request.POST or None, initial={"expected_version": 0})
    if form.is_valid():
        agreed = {name: value for name, value in form.cleaned_data.items() if name != "expected_version"}
        try:
            acts.agree(session=session, by=request.user, **agreed)
            messages.success(request, "De actie staat op de lijst.")
            return _back(request, session, "acties")
        except NotNow as reason:
            form.add_error(None, str(reason))
    return render(request, "regions/agree_action.html", _page(session) | {"form": form})


@require_http_methods(FORMS)
def change_action(request: HttpRequest, region_slug: str, number: int, action_number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    action = _action(request, session, action_number)
    form = action_form(session, _asked(request, session), request.POST or None, initial=_planned(action))
    page = _page(session) | {"form": form, "action": action}
    if form.is_valid():
        try:
            acts.change(action=action, by=request.user, **form.cleaned_data)
            messages.success(request, f"Actie {action_number} is aangepast.")
            return _back(request, session, "acties")
        except Changed as reason:
            page["stands"] = form.replace(reason)
    return _written_down(request, "regions/agree_action.html", page)


@require_POST
def finish_action(request: HttpRequest, region_slug: str, number: int, action_number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    done = request.POST.get("gedaan") == "ja"
    try:
        acts.finish(action=_action(request, session, action_number), done=done, by=request.user)
        messages.success(request, f"Actie {action_number} is gedaan." if done else f"Actie {action_number} staat open.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _back(request, session, "acties")


def action_form(session: WorkSession, asked: Sequence[Statement], data: object = None, **options: object) -> ActionForm:
    """Return the form of an action, with the municipalities and statements of this session to choose from."""
    day = timezone.localdate(session.opened_at or session.made_at)
    return ActionForm(data, municipalities=session.region.municipalities_on(day), statements=asked, **options)


def _asked(request: HttpRequest, session: WorkSession) -> QuerySet[Statement]:
    asked = Statement.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return asked.filter(session=session).order_by("number")


def _leads(request: HttpRequest, session: WorkSession) -> bool:
    led = WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return led.filter(pk=session.pk).exists()


def _readable(
    request: HttpRequest, region_slug: str, number: int
) -> tuple[WorkSession, conversation.GroupConversation]:
    """Return the session and its minutes; before the reveal there are none for a municipality."""
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    if not session.is_revealed:
        session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    return session, conversation.build(session, on=timezone.localdate())


def _statement(request: HttpRequest, session: WorkSession, number: int) -> Statement | None:
    return get_object_or_404(_asked(request, session), number=number) if number else None


def _action(request: HttpRequest, session: WorkSession, number: int) -> AgreedAction:
    rows = AgreedAction.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(session=session)
    return get_object_or_404(rows.select_related("municipality", "statement"), number=number)


def written(minute: Minute | None) -> dict[str, object]:
    """Return what a form of the minutes starts with."""
    if not minute:
        return {"expected_version": 0}
    return {"text": minute.text, "conclusion": minute.conclusion, "expected_version": minute.version}


def _planned(action: AgreedAction) -> dict[str, object]:
    return {
        "text": action.text,
        "municipality": action.municipality.slug if action.municipality else "",
        "who": action.who,
        "due_on": f"{action.due_on:%d-%m-%Y}" if action.due_on else "",
        "statement": str(action.statement.number) if action.statement else "",
        "expected_version": action.version,
    }


def _written_down(request: HttpRequest, template: str, page: dict[str, object]) -> HttpResponse:
    """Show the form again; with both texts, and as a conflict, when a colleague was first."""
    page["form_errors"] = page["form"].errors
    return render(request, template, page, status=CONFLICT if "stands" in page else 200)


def _page(session: WorkSession) -> dict[str, object]:
    crumbs: Crumbs = session_crumbs(session.region, session)
    address = reverse("group_conversation", args=[session.region.slug, session.number])
    return {"session": session, "region": session.region, "crumbs": [*crumbs, ("Groepsgesprek", address)]}


def _back(request: HttpRequest, session: WorkSession, place: str) -> HttpResponse:
    """Return to the control page when one wrote from there, otherwise to this place of the minutes."""
    if request.POST.get("terug") == "regie":
        return redirect("conduct", session.region.slug, session.number)
    address = reverse("group_conversation", args=[session.region.slug, session.number])
    return redirect(f"{address}#{place}")
