"""Read the facts of one trajectory from a JSON file and print every date that follows, with article and reason."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trajectories.rules import facts_file

WRONG_INPUT = 2


class Command(BaseCommand):
    help = "Reken de wettelijke termijnen na uit een JSON-bestand met feiten: deadlines FACTS.json"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="een object met velden als indeling, kennisgeving_on en on")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts, on = facts_file.read(self._content(options["file"]))
        except facts_file.WrongFact as wrong:
            raise CommandError(str(wrong), returncode=WRONG_INPUT) from None
        found = facts_file.answer(facts, on=on or timezone.localdate())
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _content(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(facts_file.LARGEST_FILE + 1)
        except OSError:
            said = f"Het bestand {path} is niet te lezen. Controleer de naam en de map."
            raise CommandError(said, returncode=WRONG_INPUT) from None
