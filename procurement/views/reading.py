"""A document by a share link: reading, showing who you are by a code, and reacting. No account, no menu."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.documents.models import Document
from inburgering.documents.response import issued
from procurement.actions import link as link_acts
from procurement.actions import link_code as acts
from procurement.actions import reaction as reaction_acts
from procurement.forms.link import CodeForm
from procurement.forms.reaction import ReactionForm
from procurement.reports import link_page, link_reader, link_secret
from procurement.reports.link_reader import LinkReader
from procurement.views.link_form import form_of_secret_page
from regions.actions.refusal import NotNow

COOKIE, PATH = "lezer", "/lezen/"
TO_REACTION = "reactie"


class Holder:
    """Whoever holds an expired link."""

    audit_name = "houder van een verlopen link"


def _cookie(token: str) -> str:
    """One cookie for each link: what is known for one link says nothing about another."""
    return f"{COOKIE}-{link_secret.hashed(token)[:16]}"


def _reader(request: HttpRequest, token: str) -> LinkReader | None:
    kind, link_id = request.asker  # type: ignore[attr-defined]
    return link_reader.opened(link_id, request.COOKIES.get(_cookie(token), "")) if kind == "link" else None


def _gone(request: HttpRequest, new_link: str = "../nieuw/") -> HttpResponse:
    """The one answer for a link that expired, was taken back or never was: no word that differs."""
    return render(request, "procurement/link_expired.html", {"new_link": new_link}, status=404)


def _page(request: HttpRequest, template: str, token: str, reader: LinkReader, **more: Any) -> HttpResponse:
    page = {"reader": reader, "report": reader.report, "token": token}
    return render(request, f"procurement/{template}.html", page | more)


@login_not_required
@require_safe
def read_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the document as a page: one click from the mail. Opening it counts nothing, for mail filters open it too."""
    reader = _reader(request, token)
    if reader is None:
        return _gone(request, "nieuw/")
    if not reader.may_read:
        return redirect("read_code", token)
    given = link_page.reactions(reader)
    return _page(request, "read_link", token, reader, twin=link_page.build(reader), given=given)


@login_not_required
@require_safe
def read_pdf(request: HttpRequest, token: str) -> HttpResponse:
    reader = _reader(request, token)
    if reader is None:
        return _gone(request)
    if not reader.may_read:
        return redirect("read_code", token)
    return issued(get_object_or_404(Document.objects.for_link(reader.link)))


@login_not_required
@form_of_secret_page
@require_POST
def mark_read(request: HttpRequest, token: str) -> HttpResponse:
    """Count a reading: sent by the page once somebody looked at it, or by its button."""
    reader = _reader(request, token)
    if reader is None:
        return _gone(request)
    try:
        acts.mark_read(by=reader)
    except NotNow:
        return redirect("read_code", token)
    if request.headers.get("X-Reading"):
        return HttpResponse(status=204)
    messages.success(request, "Genoteerd: dit document is gelezen.")
    return redirect("read_link", token)


@login_not_required
@form_of_secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def read_code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code that is mailed to the addressee. It is sent by the button only."""
    reader = _reader(request, token)
    if reader is None:
        return _gone(request)
    if reader.is_known:
        return redirect(_next(request), token)
    if request.POST.get("besluit") == "stuur":
        return _send(request, token, reader)
    form = CodeForm(request.POST or None)
    if form.is_valid() and (device := _entered(form, reader)):
        return _known(request, token, device)
    waiting = link_reader.code_waiting(reader.link, timezone.now())
    more = {"form": form, "form_errors": bool(form.is_bound and form.errors), "waiting": waiting}
    return _page(request, "read_code", token, reader, **more, to=_wish(request))


def _send(request: HttpRequest, token: str, reader: LinkReader) -> HttpResponse:
    try:
        acts.send(by=reader)
    except NotNow as reason:
        messages.warning(request, str(reason))
    return _after(redirect("read_code", token), _wish(request))


def _entered(form: CodeForm, reader: LinkReader) -> str | None:
    try:
        device = acts.enter(typed=form.cleaned_data["code"], by=reader)
    except NotNow as reason:
        form.add_error("code", str(reason))
        return None
    if device is None:
        form.add_error("code", "Deze code klopt niet. Kijk in de laatste mail en probeer het opnieuw")
    return device


def _known(request: HttpRequest, token: str, device: str) -> HttpResponse:
    response = redirect(_next(request), token)
    response.set_cookie(
        _cookie(token),
        device,
        max_age=acts.REMEMBERED,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _next(request: HttpRequest) -> str:
    return "react_by_link" if _wish(request) else "read_link"


def _wish(request: HttpRequest) -> str:
    """Return where to go after the code: to the reaction, or nothing for the document."""
    return TO_REACTION if (request.POST.get("naar") or request.GET.get("naar")) == TO_REACTION else ""


def _after(response: HttpResponse, wish: str) -> HttpResponse:
    if wish:
        response["Location"] += f"?naar={wish}"
    return response


@login_not_required
@form_of_secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def react_by_link(request: HttpRequest, token: str) -> HttpResponse:
    reader = _reader(request, token)
    if reader is None:
        return _gone(request)
    if not reader.is_known:
        return _after(redirect("read_code", token), TO_REACTION)
    given = link_page.reactions(reader)
    first = {"stance": given[0].stance, "reason": given[0].reason} if given else {}
    form = ReactionForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            reaction_acts.give_by_link(**form.cleaned_data, by=reader)
        except NotNow as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "De reactie is bewaard. De projectleider kan haar nu lezen.")
            return redirect("read_link", token)
    more = {"form": form, "form_errors": bool(form.is_bound and form.errors), "given": given}
    return _page(request, "react_by_link", token, reader, **more)


@csrf_exempt  # nothing is known of who asks: the token of the link is all, and only its addressee gets mail
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the addressee of an expired link another one. The answer is the same whatever the token is."""
    if request.method == "POST":
        link_acts.send_new(token=token, by=Holder())
        return redirect("ask_new_link", token)
    return render(request, "procurement/link_asked.html")
