"""What a municipality wants of the cooperation: given and withdrawn by itself, or noted by the projectleider."""

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor, record
from regions.actions.refusal import NotNow
from regions.actions.spokesman import must_speak_for, speaks_for
from regions.models import Municipality, MunicipalWish, Region
from regions.reports.cooperation_list import NOTED
from regions.rules.components import Component
from regions.rules.wishes import Kind

__all__ = ["NotNow", "give", "withdraw"]

ABOUT_ANOTHER = {Kind.TOGETHER, Kind.APART}


@transaction.atomic
def give(  # noqa: PLR0913 - a wish has this many parts
    *, municipality: Municipality, host: Organisation, kind: Kind, component: Component | None,
    other: Municipality | None, text: str, is_hard: bool, by: Actor,
) -> MunicipalWish:  # fmt: skip
    """Let the region know what this municipality wants. `component` None is every component."""
    must_speak_for(municipality, host.pk, by)
    if refused := _objection(municipality, host, kind, other):
        raise NotNow(refused)
    same = MunicipalWish.objects.standing().filter(
        municipality=municipality, host=host, kind=kind, component=component or "", other=other, text=text
    )
    if same.exists():
        raise NotNow("Deze wens staat er al.")
    is_own = speaks_for(municipality.organisation_id, Permission.TAKE_STANDPUNT, by)
    wish = MunicipalWish.objects.create(
        organisation_id=municipality.organisation_id,
        host=host,
        municipality=municipality,
        kind=kind,
        component=component or "",
        other=other,
        text=text,
        is_hard=is_hard,
        given_by=(by.audit_name if is_own else f"{by.audit_name[:200]} {NOTED}")[:250],
    )
    record("wish.given", by=by, about=wish, organisation_id=municipality.organisation_id if is_own else host.pk,
           municipality=municipality.code, kind=str(kind), component=str(component or ""))  # fmt: skip
    return wish


@transaction.atomic
def withdraw(*, wish: MunicipalWish, by: Actor) -> MunicipalWish:
    """Take a wish back; it stays in the trail."""
    current = MunicipalWish.objects.select_for_update(of=("self",), no_key=True).select_related("municipality").get(
        pk=wish.pk
    )  # fmt: skip
    must_speak_for(current.municipality, current.host_id, by)
    if current.withdrawn_at:
        raise NotNow("Deze wens is al ingetrokken.")
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])
    is_own = speaks_for(current.organisation_id, Permission.TAKE_STANDPUNT, by)
    record("wish.withdrawn", by=by, about=current,
           organisation_id=current.organisation_id if is_own else current.host_id,
           municipality=current.municipality.code)  # fmt: skip
    return current


def _objection(municipality: Municipality, host: Organisation, kind: Kind, other: Municipality | None) -> str:
    """Return in Dutch what does not fit, or nothing."""
    region = Region.objects.get(organisation=host)
    today = set(region.municipalities_on(timezone.localdate()).values_list("pk", flat=True))
    if municipality.pk not in today:
        return f"{municipality.name} hoort niet (meer) bij regio {region.name}."
    if (kind in ABOUT_ANOTHER) != (other is not None):
        return "Kies om welke andere gemeente het gaat." if other is None else "Deze wens gaat over 1 gemeente."
    if other is not None and other.pk == municipality.pk:
        return "Kies een andere gemeente dan je eigen."
    if other is not None and other.pk not in today:
        return f"{other.name} hoort niet (meer) bij regio {region.name}."
    return ""
