"""Acts on the expected numbers: filling them in from the taakstelling, and changing one by hand."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.notation import number
from regions.actions.refusal import Changed, NotNow
from regions.models import ExpectedInflow, Population, Region
from regions.rules.demand import ASYLUM_SHARE, COMPUTED_LABEL, Taakstelling, expected_inflow, last_known

TAAKSTELLING = Path(__file__).resolve().parent.parent / "data" / "taakstelling.csv"
CENT = Decimal("0.01")
LARGEST = Decimal(99_999)


@transaction.atomic
def prefill(*, region: Region, by: Actor, asylum_share: Decimal = ASYLUM_SHARE) -> list[ExpectedInflow]:
    """Fill in what can be computed for each municipality of the region; numbers that people gave stay as they are."""
    organisation = region.organisation
    if organisation is None:
        raise NotNow("Deze regio doet nog niet mee.")
    taakstelling = last_known(_taakstellingen())
    computed = _computed(region, taakstelling, asylum_share)
    members = {municipality.code: municipality for municipality in region.municipalities_on(timezone.localdate())}
    kept = ExpectedInflow.objects.filter(organisation=organisation, is_computed=False)
    given = set(kept.values_list("municipality__code", flat=True))
    inflows = [
        ExpectedInflow.objects.update_or_create(
            organisation=organisation,
            municipality=members[code],
            defaults={
                "per_year": per_year.quantize(CENT),
                "is_computed": True,
                "source": _source(taakstelling, asylum_share),
                "source_on": date(taakstelling.population_year, 1, 1),
            },
        )[0]
        for code, per_year in computed.items()
        if code not in given
    ]
    record("demand.prefilled", by=by, about=region, organisation_id=organisation.pk, filled=len(inflows))
    return inflows


@transaction.atomic
def change(
    *, inflow: ExpectedInflow, per_year: Decimal, source: str, source_on: date, expected_version: int, by: Actor
) -> ExpectedInflow:
    """Replace the expected number of one municipality by a better one. Raises Changed, or NotNow for nonsense."""
    if not 0 <= per_year <= LARGEST:
        raise NotNow("Het aantal per jaar ligt tussen 0 en 99.999.")
    changed = ExpectedInflow.objects.filter(pk=inflow.pk, version=expected_version).update(
        per_year=per_year, source=source, source_on=source_on, is_computed=False, version=expected_version + 1
    )
    current = ExpectedInflow.objects.select_related("municipality").get(pk=inflow.pk)
    if not changed:
        raise Changed("Een collega heeft dit aantal net gewijzigd. Kijk welk aantal blijft.", current)
    record(
        "demand.changed", by=by, about=current, organisation_id=current.organisation_id,
        former=str(inflow.per_year), source=source,
    )  # fmt: skip
    return current


def _computed(region: Region, taakstelling: Taakstelling, asylum_share: Decimal) -> dict[str, Decimal]:
    counted = Population.objects.filter(counted_on=date(taakstelling.population_year, 1, 1))
    members = counted.filter(municipality__in=region.municipalities_on(timezone.localdate()))
    return expected_inflow(
        taakstelling,
        populations=dict(members.values_list("municipality__code", "inhabitants")),
        national_population=counted.aggregate(total=Sum("inhabitants"))["total"] or 0,
        asylum_share=asylum_share,
    )


def _source(taakstelling: Taakstelling, asylum_share: Decimal) -> str:
    total, year = number(taakstelling.national_total or 0), taakstelling.population_year
    return (
        f"{COMPUTED_LABEL.capitalize()}: taakstelling {taakstelling.half_year} (landelijk {total}), twee keer, "
        f"naar inwoners op 1 januari {year} (CBS), keer {number(asylum_share * 100)}%"
    )


def _taakstellingen() -> list[Taakstelling]:
    with TAAKSTELLING.open(encoding="utf-8", newline="") as file:
        return [
            Taakstelling(row["half_year"], int(row["national_taakstelling"] or 0) or None, row["source"])
            for row in csv.DictReader(file)
        ]
