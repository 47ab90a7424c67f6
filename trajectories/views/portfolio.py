"""The portfolio of one inburgeraar: what is in it, who may see it, and the page behind a link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.documents.pdf import CannotRender
from regions.resources import workbook_response
from trajectories.actions import portfolio as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.portfolio import ItemForm, ShareForm
from trajectories.models import PortfolioItem, Trajectory
from trajectories.reports import portfolio_file, portfolio_page, portfolio_shared
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD
# The address holds a secret: it may not travel on as a Referer, nor stand in a search engine.
SECRET_PAGE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@require_safe
def show_portfolio(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Portfolio")
    page = portfolio_page.build(trajectory, on=timezone.localdate())
    context = dossier_page(trajectory, "show_portfolio", "Portfolio", page=page)
    return unkept(render(request, "trajectories/portfolio.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def add_portfolio_item(request: HttpRequest, number: str) -> HttpResponse:
    if request.method != "POST":
        return _item_page(request, opened(request, number, "Portfolio"), ItemForm())
    trajectory = found(request, number, WORK)
    form = ItemForm(request.POST, request.FILES)
    if form.is_valid() and _kept(request, form, lambda **who: acts.add(trajectory=trajectory, **who)):
        return redirect("show_portfolio", number)
    return _item_page(request, trajectory, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change_portfolio_item(request: HttpRequest, number: str, item: int) -> HttpResponse:
    asks = request.method != "POST"
    trajectory = opened(request, number, "Portfolio") if asks else found(request, number, WORK)
    known = _item(trajectory, item)
    if asks:
        return _item_page(request, trajectory, ItemForm(item=known), known)
    form = ItemForm(request.POST, request.FILES, item=known)
    if form.is_valid() and _kept(request, form, lambda **who: acts.change(item=known, **who)):
        return redirect("show_portfolio", number)
    return _item_page(request, trajectory, form, known)


def _kept(request: HttpRequest, form: ItemForm, keep: Any) -> bool:
    try:
        keep(shown=form.shown(), on=timezone.localdate(), by=request.user)
    except NotNow as reason:
        form.add_error(reason.field or None, str(reason))
        return False
    messages.success(request, "Het portfolio is bijgewerkt.")
    return True


def _below(context: dict[str, Any], trajectory: Trajectory) -> list[tuple[str, str]]:
    return [*context["crumbs"], ("Portfolio", reverse("show_portfolio", args=[trajectory.number]))]


def _item(trajectory: Trajectory, pk: int) -> PortfolioItem:
    item = get_object_or_404(trajectory.portfolio.select_related("evidence").defer("evidence__content"), pk=pk)
    item.trajectory = trajectory
    return item


def _item_page(
    request: HttpRequest, trajectory: Trajectory, form: ItemForm, item: PortfolioItem | None = None
) -> HttpResponse:  # fmt: skip
    title = "Wijzig onderdeel" if item else "Voeg toe aan het portfolio"
    context = dossier_page(
        trajectory, "show_portfolio", title, form=form, item=item, form_errors=form.errors,
        has_evidence=bool(item and item.evidence_id),
    )  # fmt: skip
    context["crumbs"] = _below(context, trajectory)
    return unkept(render(request, "trajectories/portfolio_item.html", context, status=422 if form.errors else 200))


@require_POST
def remove_portfolio_item(request: HttpRequest, number: str, item: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    acts.remove(item=_item(trajectory, item), on=timezone.localdate(), by=request.user)
    messages.success(request, "Het onderdeel is verwijderd, met het bewijs en de links die alleen dit toonden.")
    return redirect("show_portfolio", number)


@require_safe
def download_evidence(request: HttpRequest, number: str, item: int) -> HttpResponse:
    trajectory = opened(request, number, "Portfolio: bewijs")
    file = get_object_or_404(trajectory.portfolio.exclude(evidence=None), pk=item).evidence
    return _as_file(bytes(file.content), file.media_type, file.filename)


@require_safe
def download_portfolio(request: HttpRequest, number: str) -> HttpResponse:
    """The whole portfolio as a PDF that the inburgeraar takes along."""
    trajectory = opened(request, number, "Portfolio (PDF)")
    is_example = request.user.is_demonstration
    try:
        made = portfolio_file.build(trajectory, item=None, on=timezone.localdate(), is_example=is_example)
    except CannotRender as reason:
        messages.warning(request, str(reason))
        return redirect("show_portfolio", number)
    return _as_file(made.content, "application/pdf", f"portfolio-{number}.pdf")


def _as_file(content: bytes, media_type: str, filename: str) -> HttpResponse:
    """Return a download: nothing that somebody uploaded opens inside our own pages."""
    headers = {"Content-Disposition": content_disposition_header(True, filename) or "attachment",
               "X-Content-Type-Options": "nosniff"}  # fmt: skip
    return unkept(HttpResponse(content, content_type=media_type, headers=headers))


@require_safe
def export_portfolio(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Portfolio uitgevoerd naar Excel")
    return workbook_response(
        name=f"Portfolio {number}",
        header=portfolio_page.HEADER,
        rows=portfolio_page.rows(trajectory),
        source="De inburgeraar bepaalt wat in het portfolio staat.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def share_portfolio(request: HttpRequest, number: str) -> HttpResponse:
    asks = request.method != "POST"
    trajectory = opened(request, number, "Portfolio delen") if asks else found(request, number, WORK)
    items = portfolio_file.items_of(trajectory)
    form = ShareForm(request.POST or None, items=items, initial={"what": request.GET.get("onderdeel", "")})
    if not asks and form.is_valid() and _shared(request, trajectory, form):
        return redirect(reverse("show_portfolio", args=[number]) + "#gedeeld")
    context = dossier_page(
        trajectory, "show_portfolio", "Deel het portfolio", form=form, form_errors=form.errors, has_items=bool(items)
    )
    context["crumbs"] = _below(context, trajectory)
    return unkept(render(request, "trajectories/portfolio_share.html", context, status=422 if form.errors else 200))


def _shared(request: HttpRequest, trajectory: Trajectory, form: ShareForm) -> bool:
    try:
        acts.share(
            trajectory=trajectory, on=timezone.localdate(), by=request.user, is_example=request.user.is_demonstration,
            **form.given(),
        )  # fmt: skip
    except (NotNow, CannotRender) as reason:
        form.add_error(getattr(reason, "field", "") or None, str(reason))
        return False
    messages.success(request, "De link is klaar. Geef hem aan de inburgeraar: die geeft hem zelf door.")
    return True


@require_POST
def withdraw_portfolio(request: HttpRequest, number: str, share: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    given = get_object_or_404(trajectory.portfolio_shares.all(), pk=share)
    acts.withdraw(share=given, on=timezone.localdate(), by=request.user)
    messages.success(request, "De link werkt niet meer.")
    return redirect("show_portfolio", number)


@login_not_required
@require_safe
def read_portfolio(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody with the link sees: the title, until when, and the PDF."""
    shared = portfolio_shared.opened(token)
    if shared is None:
        return _gone(request)
    context = {"shared": shared, "token": token}
    return _secret(render(request, "trajectories/portfolio_read.html", context))


@login_not_required
@require_safe
def download_shared_portfolio(request: HttpRequest, token: str) -> HttpResponse:
    shared = portfolio_shared.opened(token)
    if shared is None:
        return _gone(request)
    return _secret(_as_file(shared.content, shared.media_type, "portfolio.pdf"))


def _gone(request: HttpRequest) -> HttpResponse:
    """The one answer for a link that expired, was withdrawn or never was: no word that differs."""
    return _secret(render(request, "trajectories/portfolio_gone.html", status=404))


def _secret(response: HttpResponse) -> HttpResponse:
    for name, value in SECRET_PAGE.items():
        response[name] = value
    return unkept(response)
