"""Give somebody a role in a region or municipality; the region starts to work when it did not yet. Run by the owner."""

import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Membership, Organisation, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import CLOCK, record
from regions.actions import region as region_actions
from regions.models import Municipality, Region


class Command(BaseCommand):
    help = "Voeg iemand toe: add_member AM09 PROJECT_LEADER naam@regio.nl 'Naam'. Vraagt een wachtwoord."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="CBS-code van de regio (AM09) of gemeente (GM0197)")
        parser.add_argument("role", choices=[role.value for role in Role], help="de rol")
        parser.add_argument("email")
        parser.add_argument("name")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "demonstratie":
            raise CommandError(
                "In de modus demonstratie staan alleen verzonnen mensen. Kies ontwikkeling of productie."
            )
        organisation = self._organisation(options["code"])
        user = User.objects.filter(email=options["email"].strip().lower()).first() or self._new_user(options)
        _, added = Membership.objects.get_or_create(organisation=organisation, user=user, role=options["role"])
        if added:
            record("member.added", by=CLOCK, about=user, organisation_id=organisation.pk, role=options["role"])
        self.stdout.write(f"{user.name} is {Role(options['role']).label} bij {organisation.name}.")

    def _organisation(self, code: str) -> Organisation:
        municipality = Municipality.objects.filter(code=code).first()
        region = (
            Region.objects.filter(code=code).first()
            or Region.objects.filter(memberships__municipality=municipality, memberships__valid_to=None).first()
        )
        if region is None:
            raise CommandError(
                f"De code {code} kennen wij niet. Draai eerst load_reference_data, of controleer de code."
            )
        if region.organisation_id is None:
            region_actions.start_working(region=region, on=timezone.localdate(), is_demonstration=False, by=CLOCK)
        place = Municipality.objects.get(pk=municipality.pk) if municipality else Region.objects.get(pk=region.pk)
        return place.organisation

    def _new_user(self, options: dict[str, Any]) -> User:
        password = getpass.getpass("Wachtwoord (minstens 12 tekens): ")
        user = User(email=options["email"], name=options["name"])
        try:
            validate_password(password, user)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        return User.objects.create_user(options["email"], password, name=options["name"])
