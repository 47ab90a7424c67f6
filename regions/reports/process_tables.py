"""What belongs to a process as rows for a spreadsheet."""

from collections.abc import Sequence
from datetime import date

from regions.models import PartnerConversation, Principle, Process
from regions.reports.conversation_list import people_of
from regions.reports.principle_verdicts import PrincipleVerdict
from regions.rules.principle import Verdict

PRINCIPLE_HEADER = [
    "Nummer", "Thema", "Uitgangspunt", "Gemeente", "Vastgesteld op", "Besloten door", "Antwoord nu", "Oordeel",
    "Uitleg",
]  # fmt: skip
CONVERSATION_HEADER = ["Nummer", "Datum", "Thema", "Soort partner", "Partner", "Aantal mensen", "Samenvatting"]
Row = list[str | int | date | None]


def principles(process: Process, verdicts: Sequence[PrincipleVerdict]) -> list[Row]:
    """Return one row per principle and municipality that adopted it, under PRINCIPLE_HEADER.

    A principle that nobody adopted has one row without a municipality.
    """
    bodies = dict(_bodies(process))
    rows: list[Row] = []
    for one in verdicts:
        start: Row = [one.number, one.theme, one.text]
        end: Row = [one.label, one.sentence]
        for adoption, stand in one.judgement.stands:
            body = bodies[one.number, adoption.code]
            rows.append([*start, adoption.name, adoption.adopted_on, body, stand.value, *end])
        if not one.judgement.stands:
            rows.append([*start, None, None, None, None, *end])
    return rows


def conversations(process: Process) -> list[Row]:
    """Return the conversations in the order in which they were held, under CONVERSATION_HEADER."""
    talks = PartnerConversation.objects.filter(process=process).order_by("held_on", "number")
    return [
        [one.number, one.held_on, one.theme, one.get_kind_display(), one.partner, _people(one), one.summary]
        for one in talks
    ]


def _people(talk: PartnerConversation) -> str | int | None:
    words = people_of(talk)
    return words if words.startswith("minder") else talk.people


def _bodies(process: Process) -> list[tuple[tuple[int, str], str]]:
    found = Principle.objects.filter(process=process).exclude(adoptions=None)
    rows = found.values_list("number", "adoptions__municipality__code", "adoptions__body")
    return [((number, code), body) for number, code, body in rows]


def source(verdicts: Sequence[PrincipleVerdict]) -> str:
    """Say what a verdict stands on, and which municipal answers that are."""
    if all(one.verdict in {Verdict.UNTESTED, Verdict.NOT_ADOPTED} for one in verdicts):
        return "Een uitgangspunt wordt getoetst zodra de uitkomst van een werksessie is getoond."
    return (
        "Bron: de gedeelde antwoorden van gemeenten in de werksessies van dit proces. Van elke stelling telt "
        "de nieuwste werksessie. Alleen gemeenten die het uitgangspunt vaststelden tellen mee. ‘Weet niet’ telt "
        "nooit als neutraal."
    )
