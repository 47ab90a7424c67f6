"""Contracts of a region: the list, making and changing one, and the days on which its groups start."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from procurement.actions import contract as acts
from procurement.forms.contract import NEW, ContractForm, StartMomentForm
from procurement.models import Contract, Scenario
from procurement.reports import contract_choices, contracts
from procurement.views.scenarios import found_region
from regions.actions.refusal import Changed
from regions.models import Region
from regions.resources import workbook_response

MANAGE, READ = Permission.MANAGE_CONTRACTS, Permission.VIEW_REGION


def found_contract(request: HttpRequest, region_slug: str, number: str, to: Permission) -> Contract:
    found = Contract.objects.for_user(request.user, to=to).select_related(
        "provider", "scenario", "organisation__region"
    )
    return get_object_or_404(found, organisation__region__slug=region_slug, number=number)


def _crumbs(region: Region) -> list[tuple[str, str]]:
    return [
        (f"Regio {region.name}", region.get_absolute_url()),
        ("Contracten", reverse("list_contracts", args=[region.slug])),
    ]


def _may_manage(request: HttpRequest, region: Region) -> bool:
    return Region.objects.for_user(request.user, to=MANAGE).filter(pk=region.pk).exists()


def _listed(request: HttpRequest, region: Region) -> contracts.Listed:
    found = Contract.objects.for_user(request.user, to=READ).filter(organisation_id=region.organisation_id)
    return contracts.build_list(found, on=timezone.localdate())


@require_safe
def list_contracts(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, READ)
    page = {"title": "Contracten", "region": region, "crumbs": _crumbs(region)[:1], "listed": _listed(request, region)}
    page["may_manage"] = _may_manage(request, region)
    return render(request, "procurement/contracts.html", page)


@require_safe
def export_contracts(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, READ)
    rows = [row.row() for row in _listed(request, region).rows]
    name = f"Contracten regio {region.name}"
    return workbook_response(name=name, header=contracts.HEADER, rows=rows, source=contracts.SOURCE)


@require_http_methods(["GET", "HEAD", "POST"])
def new_contract(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MANAGE)
    form = ContractForm(request.POST or None, **_choices(request, region))

    def make() -> Contract:
        typed = form.cleaned_data
        provider = form.providers.get(typed["provider"])
        if typed["provider"] == NEW or provider is None:
            provider = acts.add_provider(name=typed["provider_name"], region=region, by=request.user)
        return acts.make(region=region, provider=provider, by=request.user, **form.columns())

    return _written(request, region, form, make, "Nieuw contract")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_contract(request: HttpRequest, region_slug: str, number: str) -> HttpResponse:
    contract = found_contract(request, region_slug, number, MANAGE)
    region = found_region(request, region_slug, MANAGE)
    form = ContractForm(
        request.POST or None, initial=contract_choices.initial(contract), changed=contract, **_choices(request, region)
    )

    def change() -> Contract:
        columns = form.columns()
        columns["expected_version"] = columns["expected_version"] or 0
        return acts.change(contract=contract, region=region, by=request.user, **columns)

    return _written(request, region, form, change, "Contract wijzigen")


def _choices(request: HttpRequest, region: Region) -> dict[str, Any]:
    scenarios = Scenario.objects.for_user(request.user, to=MANAGE).filter(region=region).order_by("number")
    return {
        "providers": contract_choices.providers(region),
        "municipalities": contract_choices.municipalities(region, timezone.localdate()),
        "scenarios": scenarios,
    }


def _written(request: HttpRequest, region: Region, form: ContractForm, write: Any, title: str) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                contract = write()
                messages.success(request, "Het contract is bewaard.")
                return redirect("show_contract", region.slug, contract.number)
            except acts.Refused as reason:
                form.add_error(reason.field if reason.field in form.fields else None, str(reason))
            except Changed as reason:
                status = 409
                form.add_error(None, f"{reason}. Wat je typte staat hieronder nog")
    page = {"title": title, "region": region, "crumbs": _crumbs(region), "form": form, "form_errors": form.errors}
    return render(request, "procurement/contracts_edit.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_contract(request: HttpRequest, region_slug: str, number: str) -> HttpResponse:
    """Everybody in the contract reads it; who manages contracts adds the days on which groups start."""
    posting = request.method == "POST"
    contract = found_contract(request, region_slug, number, MANAGE if posting else READ)
    region = contract.organisation.region
    form = StartMomentForm(request.POST or None, contract=contract)
    if posting and form.is_valid():
        try:
            acts.add_start_moment(contract=contract, by=request.user, **form.cleaned_data)
            messages.success(request, "De start staat erbij.")
            return redirect("show_contract", region.slug, contract.number)
        except acts.Refused as reason:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
    page = {"title": contract.title, "region": region, "crumbs": _crumbs(region), "contract": contract, "form": form}
    page |= {"page": contracts.build(contract, on=timezone.localdate()), "may_manage": _may_manage(request, region)}
    page["form_errors"] = form.errors
    return render(request, "procurement/contracts_show.html", page, status=422 if form.errors else 200)


@require_POST
def remove_start(request: HttpRequest, region_slug: str, number: str, start: int) -> HttpResponse:
    contract = found_contract(request, region_slug, number, MANAGE)
    one = get_object_or_404(contract.start_moments, pk=start)
    try:
        acts.remove_start_moment(start_moment=one, by=request.user)
        messages.success(request, "De start is weggehaald.")
    except acts.Refused as reason:
        messages.warning(request, str(reason))
    return redirect("show_contract", region_slug, number)


@require_safe
def export_starts(request: HttpRequest, region_slug: str, number: str) -> HttpResponse:
    contract = found_contract(request, region_slug, number, READ)
    page = contracts.build(contract, on=timezone.localdate())
    rows = [one.row() for one in page.starts]
    name = f"Startmomenten {contract.number}"
    return workbook_response(name=name, header=contracts.START_HEADER, rows=rows, source=contracts.SOURCE)
