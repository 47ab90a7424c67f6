"""Expected numbers with Excel: download the template, upload it, see what would change, and take it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count
from inburgering.spreadsheet.form import ExcelFileForm
from inburgering.spreadsheet.reading import Sheet, WrongFile, read
from procurement.forms.inflow_file import InflowRowForm
from procurement.resources import inflow_workbook
from procurement.resources.inflow import InflowResource
from procurement.resources.inflow_file import READABLE, Outcome
from procurement.views.assumptions import assumption_crumbs
from procurement.views.scenarios import found_region
from regions.models import ExpectedInflow, Region
from regions.rules.finding import Part

KEPT = "inflow_file"
MAY = Permission.BUILD_SCENARIO
SHOWN_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """Rows that wait for a decision. Nothing of them is in the database; the session has them, signed."""

    name: str
    token: str
    sheet: Sheet
    is_rest: bool  # the right rows went in before; these are left to be repaired


@require_http_methods(["GET", "HEAD", "POST"])
def import_inflow(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MAY)
    form = ExcelFileForm(request.POST, request.FILES) if request.method == "POST" else ExcelFileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = _resource(request, region).pinned(read(file, READABLE))
        except WrongFile as reason:
            form.add_error("file", str(reason))
        else:
            _keep(request, region, file.name, sheet)
            return redirect("check_inflow", region_slug=region.slug)
    page = _page(region, "Verwachte aantallen met Excel", form) | {"known": _inflows(request, region).exists()}
    return render(request, "procurement/import_inflow.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def check_inflow(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MAY)
    upload = _kept(request, region)
    if upload is None or (request.method == "POST" and request.POST.get("upload") != upload.token):
        messages.info(request, "Dit bestand is al verwerkt of vervangen. Wat nu geldt, staat op deze pagina.")
        return redirect("list_assumptions", region_slug=region.slug)
    resource = _resource(request, region)
    if request.method == "POST":
        return _taken_in(request, region, upload, resource.take_in(upload.sheet))
    above = ("Verwachte aantallen met Excel", reverse("import_inflow", args=[region.slug]))
    page = _page(region, "Proefrun van de verwachte aantallen", ExcelFileForm(), above)
    page |= _trial(upload, resource.try_out(upload.sheet))
    return render(request, "procurement/import_inflow_check.html", page)


@require_safe
def download_inflow_template(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MAY)
    book = inflow_workbook.template(_inflows(request, region))
    return inflow_workbook.download(book, f"Verwachte aantallen regio {region.name}")


@require_safe
def download_inflow_errors(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MAY)
    upload = _kept(request, region)
    wrong = _resource(request, region).try_out(upload.sheet).wrong if upload else ()
    if not wrong:
        messages.info(request, "Er zijn geen foute rijen om te downloaden.")
        return redirect("import_inflow", region_slug=region.slug)
    book = inflow_workbook.wrong_rows(wrong, _inflows(request, region))
    return inflow_workbook.download(book, f"Te herstellen aantallen regio {region.name}")


def _taken_in(request: HttpRequest, region: Region, upload: Upload, outcome: Outcome) -> HttpResponse:
    """Say what was kept, and hold on to the wrong rows: they can still be downloaded and repaired."""
    if outcome.changed:
        kept = count(len(outcome.changed), "getal is bewaard", "getallen zijn bewaard")
        messages.success(request, f"{kept}.")
    if not outcome.wrong:
        del request.session[KEPT]
        return redirect("list_assumptions", region_slug=region.slug)
    rest = upload.sheet.only({row.line for row in outcome.wrong})
    _keep(request, region, upload.name, rest, is_rest=True)
    return redirect("check_inflow", region_slug=region.slug)


def _inflows(request: HttpRequest, region: Region) -> QuerySet[ExpectedInflow]:
    own = ExpectedInflow.objects.for_user(request.user, to=MAY).filter(organisation=region.organisation)
    return own.select_related("municipality").order_by("municipality__name")


def _resource(request: HttpRequest, region: Region) -> InflowResource:
    return InflowResource(inflows=_inflows(request, region), row_form=InflowRowForm, by=request.user)


def _keep(request: HttpRequest, region: Region, name: str, sheet: Sheet, *, is_rest: bool = False) -> None:
    kept = {"region": region.pk, "user": request.user.pk, "name": name, "token": get_random_string(16)}
    kept |= {"sheet": sheet.packed(), "is_rest": is_rest}
    request.session[KEPT] = signing.dumps(kept, salt=KEPT, compress=True)


def _kept(request: HttpRequest, region: Region) -> Upload | None:
    """Return the rows this person uploaded for this region, as long as the session lasts."""
    try:
        kept = signing.loads(request.session.get(KEPT, ""), salt=KEPT)
    except signing.BadSignature:
        return None
    if (kept["region"], kept["user"]) != (region.pk, request.user.pk):
        return None
    return Upload(kept["name"], kept["token"], Sheet.unpacked(kept["sheet"]), kept["is_rest"])


def _trial(upload: Upload, outcome: Outcome) -> dict[str, Any]:
    return {
        "upload": upload,
        "outcome": outcome,
        "finding": _finding(outcome, is_rest=upload.is_rest),
        "changes": outcome.changed[:SHOWN_CHANGES],
        "more": max(0, len(outcome.changed) - SHOWN_CHANGES),
        "button": f"Bewaar {count(len(outcome.changed), 'gewijzigd getal', 'gewijzigde getallen')}",
    }


def _finding(outcome: Outcome, *, is_rest: bool) -> tuple[Part, ...]:
    if is_rest and outcome.wrong:
        left = count(len(outcome.wrong), "rij is niet bewaard", "rijen zijn niet bewaard")
        return (Part(left, strong=True), Part(". Herstel wat er mis is en upload het bestand opnieuw."))
    return (
        Part(f"{count(outcome.read, 'rij', 'rijen')} gelezen: "),
        Part(f"{len(outcome.changed)} gewijzigd", strong=True),
        Part(f", {outcome.same} hetzelfde en "),
        Part(f"{len(outcome.wrong)} met een fout", strong=True),
        Part(". Er is nog niets bewaard."),
    )


def _page(region: Region, title: str, form: ExcelFileForm, *last_crumbs: tuple[str, str]) -> dict[str, Any]:
    return {
        "title": title,
        "region": region,
        "form": form,
        "form_errors": bool(form.is_bound and form.errors),
        "crumbs": [*assumption_crumbs(region), *last_crumbs],
    }
