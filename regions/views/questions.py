"""Putting the questionnaire of a work session together: pages of the project leader."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count
from regions.actions import questionnaire as acts
from regions.actions import wording, work_session
from regions.actions.refusal import Changed, NotNow
from regions.forms.answer import AnswerForm
from regions.forms.questions import DuplicateForm, InventoryChoiceForm, OwnQuestionForm, RewordForm
from regions.forms.work_session import StatementForm, SwapForm
from regions.models import Statement, WorkSession
from regions.reports import library, questions
from regions.views.work_sessions import after_change, found_session, session_crumbs

MAY = Permission.PREPARE_SESSION
# What a button beside a statement does; the value of the button is the key of the statement.
BUTTONS: dict[str, Callable[..., object]] = {
    "omhoog": partial(acts.move, steps=-1),
    "omlaag": partial(acts.move, steps=1),
    "weg": acts.remove,
    "per-leerroute": acts.ask_per_leerroute,
    "een-keer": acts.ask_once,
}


def _page(session: WorkSession, **details: object) -> dict[str, object]:
    crumbs = [*session_crumbs(session.region, session), ("Vragenlijst", _address(session))]
    return {"session": session, "region": session.region, "crumbs": crumbs} | details


def _address(session: WorkSession) -> str:
    return reverse("session_questions", args=[session.region.slug, session.number])


@require_safe
def session_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    page = _page(session, report=questions.build(session), changes=questions.to_confirm(session))
    page |= {"may_edit": session.state == WorkSession.State.CONCEPT, "may_reword": not wording.refusal(session)}
    page["crumbs"] = session_crumbs(session.region, session)
    return render(request, "regions/session_questions.html", page)


@require_POST
def change_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Do what the button beside a statement says, and return to that statement."""
    session = found_session(request, region_slug, number, MAY)
    pressed = next(((name, request.POST[name]) for name in BUTTONS if name in request.POST), None)
    statement = session.statements.filter(key=pressed[1]).first() if pressed else None
    if pressed is None or statement is None:
        messages.warning(
            request, "Deze stelling staat niet meer in de vragenlijst. Hieronder staat wat er nu in staat."
        )
        return redirect(_address(session))
    try:
        BUTTONS[pressed[0]](statement=statement, by=request.user)
    except NotNow as reason:
        messages.warning(request, str(reason))
        return redirect(_address(session))
    if pressed[0] == "weg":
        messages.success(request, f"‘{statement.short_label}’ is uit de vragenlijst gehaald.")
    return redirect(f"{_address(session)}#{_beside(session, statement)}")


def _beside(session: WorkSession, statement: Statement) -> str:
    """Return the place in the page to go on: the same statement, or the one that came in its place."""
    rows = session.statements.order_by("number")
    same = rows.filter(key=statement.key).first()
    near = same or rows.filter(number__gte=statement.number).first()
    return f"stelling-{near.number}" if near else "stellingen"


@require_POST
def add_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    keys = request.POST.getlist("keys")
    try:
        if theme := request.POST.get("thema-weg"):
            gone = acts.remove_theme(session=session, theme=theme, by=request.user)
            messages.success(
                request, f"{count(gone, 'stelling', 'stellingen')} van ‘{theme}’ uit de vragenlijst gehaald."
            )
        elif keys:
            added = acts.add(session=session, keys=keys, by=request.user)
            messages.success(request, f"{count(len(added), 'stelling', 'stellingen')} toegevoegd.")
        else:
            messages.warning(request, "Vink eerst een stelling aan om toe te voegen.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(_address(session))


@require_http_methods(["GET", "HEAD", "POST"])
def add_own_question(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    form = OwnQuestionForm(request.POST or None, themes=library.themes(session.statements.all()))
    if form.is_valid():
        try:
            own = acts.add_own(session=session, by=request.user, **form.cleaned_data)
            messages.success(request, "Jullie eigen stelling staat in de vragenlijst.")
            return redirect(f"{_address(session)}#{_beside(session, own)}")
        except NotNow as reason:
            form.add_error(None, str(reason))
    page = _page(session, form=form, form_errors=form.errors)
    return render(request, "regions/own_question.html", page)


@require_POST
def choose_inventory(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    form = InventoryChoiceForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Deze keuze past niet bij de lijst. Kies opnieuw wat je wilt vragen.")
        return redirect(f"{_address(session)}#feiten")
    try:
        acts.choose_inventory(session=session, by=request.user, **form.cleaned_data)
        messages.success(request, "De feiten en taken zijn bewaard.")
    except (Changed, NotNow) as reason:
        messages.warning(request, f"{reason}".removesuffix(".") + ".")
    return redirect(_address(session))


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    form = DuplicateForm(request.POST or None, initial={"title": session.title})
    if form.is_valid():
        copy = work_session.duplicate(session=session, by=request.user, **form.cleaned_data)
        messages.success(request, f"Werksessie {copy.number} staat klaar met dezelfde vragen en zonder antwoorden.")
        return redirect("session_questions", region_slug, copy.number)
    page = _page(session, form=form, form_errors=form.errors, total=session.statements.count())
    page["crumbs"] = session_crumbs(session.region, session)
    return render(request, "regions/duplicate_work_session.html", page)


@require_safe
def preview_questions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Show a question as it stands on a phone. Nothing on this page can be sent."""
    session = found_session(request, region_slug, number, MAY)
    rows = list(session.statements.order_by("number"))
    asked = request.GET.get("vraag", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 5 else 1  # noqa: PLR2004 - numbers are short
    statement = next((one for one in rows if one.number == wanted), rows[0] if rows else None)
    page = _page(session, statement=statement, rows=rows, form=AnswerForm(auto_id="voorbeeld_%s"))
    if statement:
        page["states"] = [False] * len(rows)
        page |= {"previous": statement.number - 1, "following": statement.number % len(rows) + 1}
    return render(request, "regions/preview_questions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_statement(request: HttpRequest, region_slug: str, number: int, statement_number: int) -> HttpResponse:
    """Change the words of a statement. Once people may answer this takes a reason, and some confirm again."""
    session = found_session(request, region_slug, number, MAY)
    statement = get_object_or_404(session.statements, number=statement_number)
    is_open = session.state != WorkSession.State.CONCEPT
    kind, act = (RewordForm, wording.reword) if is_open else (StatementForm, work_session.edit_statement)
    first = {field: getattr(statement, field) for field in ("text", "hint", "short_label")}
    form = kind(request.POST or None, initial=first | {"expected_version": statement.version})
    status = 200
    if form.is_valid():
        try:
            act(statement=statement, by=request.user, **form.cleaned_data)
            messages.success(request, f"Stelling {statement.number} is aangepast.")
            return redirect(f"{_address(session)}#stelling-{statement.number}")
        except Changed as reason:
            form, status = after_change(form, reason, f"Nu staat er: {reason.current.text}"), 409
        except NotNow as reason:
            form.add_error(None, str(reason))
    return _edit_page(request, session, statement, form, status)


def _edit_page(
    request: HttpRequest, session: WorkSession, statement: Statement, form: StatementForm, status: int
) -> HttpResponse:
    page = _page(session, form=form, statement=statement, form_errors=form.errors)
    if session.state == WorkSession.State.CONCEPT:
        shelf = library.newest().without([row.key for row in session.statements.all()])
        return render(request, "regions/edit_statement.html", page | {"swap": SwapForm(choices=shelf.choices())},
                      status=status)  # fmt: skip
    page |= {"refusal": wording.refusal(session), "touched": questions.touched_by(statement)}
    return render(request, "regions/reword_statement.html", page, status=status)


@require_POST
def swap_statement(request: HttpRequest, region_slug: str, number: int, statement_number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, MAY)
    statement = get_object_or_404(session.statements, number=statement_number)
    form = SwapForm(request.POST, choices=library.newest().choices())
    if not form.is_valid():
        messages.warning(request, "Kies eerst een stelling om voor te ruilen.")
        return redirect("edit_statement", region_slug, number, statement_number)
    try:
        work_session.swap_statement(statement=statement, by=request.user, **form.cleaned_data)
        messages.success(request, f"Stelling {statement.number} is geruild.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(f"{_address(session)}#stelling-{statement.number}")
