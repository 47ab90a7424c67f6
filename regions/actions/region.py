"""A region starts to work together."""

from datetime import date

from django.db import transaction

from inburgering.accounts.models import Organisation
from inburgering.audit.record import Actor
from regions.models import Region


class NotNow(Exception):
    """The act cannot be done now; the message says why, in Dutch."""


@transaction.atomic
def start_working(*, region: Region, on: date, is_demonstration: bool, by: Actor) -> Region:
    """Give the region and its municipalities an organisation each. The trail starts with the first session."""
    # The update locks the row: of two people who choose the same region at once, the second is told.
    taken = not Region.objects.filter(pk=region.pk, organisation=None).update(organisation=None)
    if taken:
        raise NotNow(f"Regio {region.name} werkt hier al samen. Open de regio via het menu of log in.")
    region.organisation = Organisation.objects.create(
        kind=Organisation.Kind.REGION, name=f"Regio {region.name}", is_demonstration=is_demonstration
    )
    region.save(update_fields=["organisation"])
    for municipality in region.municipalities_on(on).filter(organisation=None):
        municipality.organisation = Organisation.objects.create(
            kind=Organisation.Kind.MUNICIPALITY,
            name=f"Gemeente {municipality.name}",
            is_demonstration=is_demonstration,
        )
        municipality.save(update_fields=["organisation"])
    return region
