"""Fill this database with invented trajectories over all municipalities, to measure lists at that size."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inburgering.audit.record import CLOCK
from trajectories.actions import national
from trajectories.actions.refusal import NotNow

MOST = 1_000_000


class Command(BaseCommand):
    help = "Vul deze database met verzonnen trajecten over alle gemeenten. Weg ermee: verwijder de voorbeeldgegevens."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=250_000, help="hoeveel trajecten (250.000)")
        parser.add_argument("--municipalities", type=int, help="alleen de grootste gemeenten, zoveel")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "productie":
            raise CommandError("In productie laden we geen voorbeeldgegevens.")
        if not 1 <= options["rows"] <= MOST:
            raise CommandError(f"--rows gaat van 1 tot en met {MOST}.")
        say = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        try:
            made = national.seed(
                rows=options["rows"], on=timezone.localdate(), by=CLOCK, municipalities=options["municipalities"],
                say=say,
            )  # fmt: skip
        except NotNow as reason:
            raise CommandError(str(reason)) from reason
        if options["verbosity"]:
            self.stdout.write(f"{made} verzonnen trajecten staan klaar.")
