"""What a contract can be made of: providers of this installation, municipalities of the region, and what it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from inburgering.accounts.models import Organisation
from procurement.models import Contract
from regions.models import Municipality, Region


def providers(region: Region) -> list[Organisation]:
    """Return the providers; an example region sees invented ones and a real region real ones."""
    found = Organisation.objects.filter(kind=Organisation.Kind.PROVIDER)
    return list(found.filter(is_demonstration=region.organisation.is_demonstration).order_by("name"))


def municipalities(region: Region, on: date) -> list[Municipality]:
    return sorted(region.municipalities_on(on), key=lambda one: one.name)


def initial(contract: Contract) -> dict[str, Any]:
    """Return what the form shows of a contract that is changed."""
    names = ("title", "reference", "components", "starts_on", "ends_on", "extend_until_on")
    return {name: getattr(contract, name) for name in names} | {
        "municipalities": list(contract.parties.values_list("municipality__slug", flat=True)),
        "scenario": str(contract.scenario.number) if contract.scenario else "",
        "expected_version": contract.version,
    }
