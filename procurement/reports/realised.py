"""What a region expected when it bought, beside what its municipalities realised."""

from __future__ import annotations

from collections.abc import Mapping

from procurement.models import Assumption
from procurement.reports.basis import Figure
from regions.models import Region
from regions.reports import realised_beside
from regions.reports.realised_beside import Beside
from regions.rules.realised import ROUTES


def beside(region: Region, figures: Mapping[str, Figure] | None = None) -> Beside:
    """Return expected and realised, the expected leerroutes by the assumptions of the region.

    `figures` are those assumptions when the page has them already.
    """
    keys = {f"route_share_{code.lower()}": code for code in ROUTES}
    if figures is not None:
        return realised_beside.build(region, {keys[key]: one.value for key, one in figures.items() if key in keys})
    rows = Assumption.objects.filter(organisation_id=region.organisation_id, key__in=keys)
    return realised_beside.build(region, {keys[row.key]: row.value for row in rows})
