"""Read the facts of one trajectory from a JSON file and print every date that follows, with article and reason."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trajectories.rules import facts_file

WRONG_INPUT = 2
STANDARD_INPUT = "-"


def fields() -> str:
    """Return every field with what it means and what may stand in it, one a line."""
    width = max(map(len, facts_file.MEANINGS))
    return "\n".join(
        f"  {name:<{width}}  {meaning} ({facts_file.kind_of_field(name)})"
        for name, meaning in facts_file.MEANINGS.items()
    )


class Command(BaseCommand):
    help = (
        "Reken de wettelijke termijnen na uit een JSON-bestand met feiten.\n\n"
        "Schrijf een voorbeeld met:  deadlines --voorbeeld > feiten.json\n"
        f"Exitcode {WRONG_INPUT}: er klopt iets niet in het bestand; de zin noemt het veld.\n\n"
        f"Velden (alleen indeling is verplicht):\n{fields()}"
    )
    requires_system_checks = []

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="het bestand, of - voor wat er binnenkomt (stdin)")
        parser.add_argument("--voorbeeld", action="store_true", help="schrijf een voorbeeldbestand, en reken niets")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["voorbeeld"]:
            self.stdout.write(json.dumps(facts_file.EXAMPLE, ensure_ascii=False, indent=2))
            return
        try:
            facts, on = facts_file.read(self._content(options["file"]))
        except facts_file.WrongFact as wrong:
            raise CommandError(str(wrong), returncode=WRONG_INPUT) from None
        found = facts_file.answer(facts, on=on or timezone.localdate())
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _content(self, path: Path | None) -> bytes:
        if path is None:
            said = "Geef een bestand met feiten, of vraag een voorbeeld: deadlines --voorbeeld > feiten.json"
            raise CommandError(said, returncode=WRONG_INPUT)
        most = facts_file.LARGEST_FILE + 1
        if str(path) == STANDARD_INPUT:
            return sys.stdin.buffer.read(most)
        try:
            with path.open("rb") as file:
                return file.read(most)
        except OSError:
            said = f"Het bestand {path} is niet te lezen. Controleer de naam en de map."
            raise CommandError(said, returncode=WRONG_INPUT) from None
