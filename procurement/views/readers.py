"""Readers of a report: giving them links, following who reads and reacts, and reminding. For who makes the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_long
from procurement.actions import link as acts
from procurement.actions.link import Made
from procurement.forms.link import AddresseesForm, ReadersForm, found, posted
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import readers, readers_besluit, report_status
from procurement.views.reports import found_report
from regions.actions.refusal import NotNow
from regions.resources import workbook_response
from regions.rules import addresses

ADDRESS = ("adres", "adressen")


def _report(request: HttpRequest, number: str) -> BoardReport:
    return found_report(request, number, Permission.MAKE_REPORT)


def _page(report: BoardReport, **more: Any) -> dict[str, Any]:
    crumbs = [("Rapporten", reverse("list_reports")), (report.title, report.get_absolute_url())]
    return {"report": report, "crumbs": crumbs} | more


def _ready(request: HttpRequest, report: BoardReport) -> dict[str, BoardReportDocument]:
    """Return the documents that can be read, by the slug of their municipality; that of the region last."""
    mine = BoardReportDocument.objects.for_user(request.user, to=Permission.MAKE_REPORT).filter(report=report)
    rows = mine.exclude(document=None).select_related("municipality", "report__region").order_by("municipality__name")
    return {one.municipality.slug if one.municipality else report_status.REGION: one for one in rows}


def _names(documents: dict[str, BoardReportDocument]) -> dict[str, str]:
    return {slug: one.audience[:1].upper() + one.audience[1:] for slug, one in documents.items()}


@require_safe
def list_readers(request: HttpRequest, number: str) -> HttpResponse:
    report = _report(request, number)
    return _overview(request, report, ReadersForm())


def _overview(request: HttpRequest, report: BoardReport, form: ReadersForm) -> HttpResponse:
    page = _page(report, readers=readers.build(report), form=form, form_errors=bool(form.is_bound and form.errors))
    page["is_ready"] = bool(_ready(request, report))
    return render(request, "procurement/list_readers.html", page)


@require_safe
def export_readers(request: HttpRequest, number: str) -> HttpResponse:
    report = _report(request, number)
    return workbook_response(
        name=f"Lezers {report.number}",
        header=readers.HEADINGS,
        rows=readers.build(report).table(),
        source="Gelezen telt pas als iemand de pagina bekijkt of de code intypt. Een reactie is geen besluit.",
    )


@require_safe
def export_besluiten(request: HttpRequest, number: str) -> HttpResponse:
    report = found_report(request, number, Permission.READ_REPORT)
    return workbook_response(
        name=f"Besluiten {report.number}",
        header=readers_besluit.HEADINGS,
        rows=readers_besluit.table(readers_besluit.listing(report)),
        source="Zoals vastgelegd door de gemeente of de projectleider.",
    )


@require_POST
def check_readers(request: HttpRequest, number: str) -> HttpResponse:
    """Show which document each pasted address gets, before anything is made or sent."""
    report = _report(request, number)
    form, before = ReadersForm(request.POST), posted(request.POST)
    documents = _ready(request, report)
    if not form.is_valid():
        return _overview(request, report, form)
    names = {slug: one.municipality.name for slug, one in documents.items() if one.municipality}
    reading = addresses.read(form.cleaned_data["addresses"], names, {email for email, _ in before})
    chosen = [*before, *found(reading.found, documents)]
    return _check(request, report, AddresseesForm(chosen=chosen, documents=_names(documents)), reading)


def _check(
    request: HttpRequest, report: BoardReport, form: AddresseesForm, reading: addresses.Reading | None
) -> HttpResponse:
    mend = ReadersForm(initial={"addresses": reading.to_mend if reading else ""})
    page = _page(report, form=form, reading=reading, mend=mend, form_errors=bool(form.is_bound and form.errors))
    return render(request, "procurement/check_readers.html", page)


@require_POST
def make_links(request: HttpRequest, number: str) -> HttpResponse:
    report = _report(request, number)
    documents = _ready(request, report)
    form = AddresseesForm(request.POST, chosen=posted(request.POST), documents=_names(documents))
    if not form.is_valid():
        return _check(request, report, form, None)
    is_mailed, made = form.cleaned_data["is_mailed"], []
    for slug, emails in form.by_document().items():
        made += acts.make(document=documents[slug], addressees=emails, is_mailed=is_mailed, by=request.user)
    if is_mailed or not made:
        _tell(request, made)
        return redirect("list_readers", number)
    return render(request, "procurement/made_links.html", _page(report, made=made))


def _tell(request: HttpRequest, made: Sequence[Made]) -> None:
    sent = len([one for one in made if one.is_mailed])
    if not made:
        messages.warning(request, "Niemand kreeg een link. Kies bij minstens 1 adres een document.")
    elif sent:
        messages.success(request, f"{count(sent, 'lezer krijgt', 'lezers krijgen')} zo een mail met een eigen link.")
    if made and sent < len(made):
        had = count(len(made) - sent, "lezer had", "lezers hadden")
        messages.warning(request, f"{had} de link al. Die krijgen geen tweede mail; herinneren kan hieronder.")


@require_POST
def remind_readers(request: HttpRequest, number: str) -> HttpResponse:
    report = _report(request, number)
    try:
        sent = acts.remind(report=report, by=request.user)
        messages.success(request, f"{count(sent, 'herinnering gaat', 'herinneringen gaan')} zo de deur uit.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("list_readers", number)


@require_POST
def decide_link(request: HttpRequest, number: str, reader_number: int) -> HttpResponse:
    """Remind one reader, lengthen the link or take it back."""
    report = _report(request, number)
    link = readers.link_of(report, reader_number)
    if link is None:
        raise Http404
    try:
        messages.success(request, _decided(request, report, link, reader_number))
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("list_readers", number)


def _decided(request: HttpRequest, report: BoardReport, link: Any, number: int) -> str:
    wish = request.POST.get("besluit", "")
    if wish == "herinner":
        acts.remind(report=report, numbers=[number], by=request.user)
        return f"{link.addressee} krijgt zo een herinnering."
    if wish == "verleng":
        until = acts.renew(link=link, by=request.user)
        return f"De link van {link.addressee} werkt tot en met {date_long(until.date())}."
    if wish == "trek-in":
        acts.revoke(link=link, by=request.user)
        return f"De link van {link.addressee} werkt niet meer."
    raise NotNow("Kies wat je wilt doen.")
