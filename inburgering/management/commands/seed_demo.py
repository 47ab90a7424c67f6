"""Load the example region Achterhoek. Refuses in production; safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from inburgering.audit.record import CLOCK
from trajectories.actions import demonstration


class Command(BaseCommand):
    help = "Laad de voorbeeldregio Achterhoek met verzonnen antwoorden."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "productie":
            raise CommandError("In productie laden we geen voorbeeldgegevens.")
        try:
            region = demonstration.load(on=timezone.localdate(), by=CLOCK)
        except demonstration.AlreadyThere:
            self.stdout.write("De voorbeeldregio staat er al.")
        else:
            self.stdout.write(f"De voorbeeldregio {region.name} staat klaar.")
