"""Divide a problem from a JSON file into groups and print what is proven about it, as JSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regions.optimisation.instrument.fields import WrongInput
from regions.optimisation.instrument.outcome import as_text, outcome
from regions.optimisation.instrument.problem_file import LARGEST_FILE, read_problem

WRONG_INPUT = 2


class Command(BaseCommand):
    help = "Verdeel een probleem uit een JSON-bestand in groepen, met bewijs: solve_partition PROBLEEM.json"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="het bestand; de README zegt welke velden erin staan")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asked = read_problem(self._content(options["file"]))
        except WrongInput as wrong:
            raise CommandError(str(wrong), returncode=WRONG_INPUT) from None
        self.stdout.write(as_text(outcome(asked)))

    def _content(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except OSError:
            said = f"Het bestand {path} is niet te lezen. Controleer de naam en de map."
            raise CommandError(said, returncode=WRONG_INPUT) from None
