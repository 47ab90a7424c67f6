"""Acts on contracts: making one after a purchase, changing it, and the days on which its groups start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from inburgering.accounts.models import Organisation
from inburgering.audit.record import Actor, record
from inburgering.notation import date_long
from procurement.models import Contract, ContractParty, Scenario, StartMoment
from regions.actions.refusal import Changed, NotNow
from regions.models import Municipality, Region
from regions.rules.components import Component

MOST_PLACES = 500
LONGEST_YEARS = 15  # longer is a slip of the finger
BY_HAND = "vastgelegd door de projectleider"


class Refused(NotNow):
    """Why a contract cannot be so; `field` is what it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def add_provider(*, name: str, region: Region, by: Actor) -> Organisation:
    """Return the provider of this name on this installation, made when nobody had it. Raises Refused."""
    words = " ".join(name.split())
    if not words:
        raise Refused("Vul de naam van de aanbieder in", "provider_name")
    known = Organisation.objects.filter(kind=Organisation.Kind.PROVIDER, name__iexact=words).first()
    if known:
        return known
    made = Organisation.objects.create(
        kind=Organisation.Kind.PROVIDER, name=words[:120], is_demonstration=region.organisation.is_demonstration
    )
    record("contract.provider_added", by=by, about=made, organisation_id=region.organisation_id)
    return made


@transaction.atomic
def make(  # noqa: PLR0913 - a contract has this many parts
    *,
    region: Region,
    provider: Organisation,
    title: str,
    components: Sequence[str],
    municipalities: Iterable[Municipality],
    starts_on: date,
    ends_on: date,
    extend_until_on: date | None = None,
    reference: str = "",
    scenario: Scenario | None = None,
    by: Actor,
) -> Contract:
    """Return a new contract of the region with the municipalities that may place under it. Raises Refused."""
    parties = list(municipalities)
    _refuse(region, provider, title, components, parties)
    _refuse_days(starts_on, ends_on, extend_until_on)
    made = Contract.objects.create(
        organisation_id=region.organisation_id, provider=provider, title=title.strip()[:150],
        reference=reference.strip()[:60], components=list(components), scenario=scenario, starts_on=starts_on,
        ends_on=ends_on, extend_until_on=extend_until_on, made_by=by.audit_name,
    )  # fmt: skip
    _set_parties(made, parties)
    record("contract.made", by=by, about=made, organisation_id=made.organisation_id, municipalities=len(parties))
    return made


@transaction.atomic
def change(  # noqa: PLR0913 - a contract has this many parts
    *,
    contract: Contract,
    region: Region,
    title: str,
    components: Sequence[str],
    municipalities: Iterable[Municipality],
    starts_on: date,
    ends_on: date,
    extend_until_on: date | None = None,
    reference: str = "",
    scenario: Scenario | None = None,
    expected_version: int,
    by: Actor,
) -> Contract:
    """Change everything but the provider. Raises Refused, or Changed when a colleague was first."""
    parties = list(municipalities)
    _refuse(region, contract.provider, title, components, parties)
    _refuse_days(starts_on, ends_on, extend_until_on)
    changed = Contract.objects.filter(pk=contract.pk, version=expected_version).update(
        title=title.strip()[:150], reference=reference.strip()[:60], components=list(components), scenario=scenario,
        starts_on=starts_on, ends_on=ends_on, extend_until_on=extend_until_on, version=expected_version + 1,
    )  # fmt: skip
    contract.refresh_from_db()
    if not changed:
        raise Changed("Een collega heeft dit contract net gewijzigd. Bekijk wat er nu staat", contract)
    _set_parties(contract, parties)
    record("contract.changed", by=by, about=contract, organisation_id=contract.organisation_id)
    return contract


@transaction.atomic
def add_start_moment(  # noqa: PLR0913 - a start has this many parts
    *,
    contract: Contract,
    component: str,
    starts_on: date,
    places: int,
    location: str = "",
    hours_per_week: Decimal | None = None,
    source: str = BY_HAND,
    by: Actor,
) -> StartMoment:
    """Add a day on which a group starts. Raises Refused when it does not fit the contract."""
    if component not in contract.components:
        raise Refused("Dit onderdeel hoort niet bij dit contract", "component")
    last = contract.extend_until_on or contract.ends_on
    if not contract.starts_on <= starts_on <= last:
        period = f"{date_long(contract.starts_on)} en {date_long(last)}"
        raise Refused(f"De start ligt binnen het contract: tussen {period}", "starts_on")
    if not 1 <= places <= MOST_PLACES:
        raise Refused(f"Vul het aantal plaatsen in van 1 tot en met {MOST_PLACES}", "places")
    if contract.start_moments.filter(component=component, starts_on=starts_on, location=location.strip()).exists():
        raise Refused("Deze start staat er al", "starts_on")
    made = StartMoment.objects.create(
        organisation_id=contract.organisation_id, contract=contract, component=component, starts_on=starts_on,
        places=places, location=location.strip()[:120], hours_per_week=hours_per_week, source=source[:120],
    )  # fmt: skip
    record("contract.start_moment_added", by=by, about=made, organisation_id=contract.organisation_id)
    return made


@transaction.atomic
def remove_start_moment(*, start_moment: StartMoment, by: Actor) -> None:
    """Take away a start for which nobody was ever placed. Raises Refused."""
    record(
        "contract.start_moment_removed", by=by, about=start_moment, organisation_id=start_moment.organisation_id
    )  # fmt: skip
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            start_moment.delete()
            # Placements cannot be seen from here; the database itself knows whether one refers to this start.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as reason:
        raise Refused("Voor deze start zijn inburgeraars geplaatst. Hij blijft staan") from reason


def _set_parties(contract: Contract, parties: Iterable[Municipality]) -> None:
    wanted = {municipality.pk for municipality in parties}
    there = set(contract.parties.values_list("municipality_id", flat=True))
    contract.parties.exclude(municipality_id__in=wanted).delete()
    ContractParty.objects.bulk_create(
        ContractParty(organisation_id=contract.organisation_id, contract=contract, municipality_id=pk)
        for pk in sorted(wanted - there)
    )


def _refuse(
    region: Region, provider: Organisation, title: str, components: Sequence[str], parties: Sequence[Municipality]
) -> None:
    if region.organisation_id is None:
        raise Refused("Deze regio doet nog niet mee")
    if provider.kind != Organisation.Kind.PROVIDER:
        raise Refused("Kies een aanbieder", "provider")
    if not title.strip():
        raise Refused("Vul in hoe het contract heet, bijvoorbeeld: B1-route 2026", "title")
    if not components or not set(components) <= {one.value for one in Component}:
        raise Refused("Kies wat er in dit contract zit", "components")
    if not parties:
        raise Refused("Kies welke gemeenten in dit contract plaatsen", "municipalities")


def _refuse_days(starts_on: date, ends_on: date, extend_until_on: date | None) -> None:
    if ends_on <= starts_on:
        raise Refused("Het einde van het contract ligt na het begin", "ends_on")
    if extend_until_on and extend_until_on <= ends_on:
        raise Refused("Met verlengen loopt het contract langer. Laat leeg als er geen optie is", "extend_until_on")
    if (extend_until_on or ends_on).year - starts_on.year > LONGEST_YEARS:
        raise Refused(f"Een contract duurt niet langer dan {LONGEST_YEARS} jaar. Kijk de jaren na", "ends_on")
