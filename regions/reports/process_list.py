"""The processes of a region: what is on, and what became of the agreements in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from inburgering.accounts.models import Share, User
from inburgering.accounts.roles import Permission
from inburgering.notation import listing
from regions.models import Process, Region, WorkSession
from regions.reports import principle_verdicts
from regions.rules.finding import Part
from regions.rules.principle import Verdict
from regions.rules.principle_wording import summary

HEADER = ["Nummer", "Proces", "Begonnen op", "Werksessies", "Uitgangspunten", "Loopt uiteen", "Niemand meer achter",
          "Wie leest mee"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """`apart` and `abandoned` name the principles by number."""

    number: int
    title: str
    url: str
    started_on: date
    sessions: int
    principles: int
    apart: str
    abandoned: str
    readers: str


@dataclass(frozen=True, slots=True)
class ProcessList:
    finding: list[Part]
    rows: list[ProcessRow]

    def table(self) -> list[list[str | int | date]]:
        """Return the rows of the Excel file, under HEADER."""
        return [
            [row.number, row.title, row.started_on, row.sessions, row.principles, row.apart, row.abandoned, row.readers]
            for row in self.rows
        ]


def build(region: Region, user: User) -> ProcessList:
    """Return the processes that this user may read, newest first."""
    seen = Process.objects.for_user(user, to=Permission.VIEW_REGION).filter(region=region)
    processes = list(seen.select_related("region").order_by("-number"))
    verdicts = principle_verdicts.of_processes(processes, user)
    sessions = WorkSession.objects.for_user(user, to=Permission.VIEW_REGION).filter(process__in=processes)
    counted = dict(sessions.values_list("process_id").annotate(Count("pk")))
    shared = set(
        Share.objects.standing()
        .filter(kind=Share.Kind.PROCESS, subject_id__in=[one.pk for one in processes])
        .values_list("subject_id", flat=True)
    )
    rows = [
        ProcessRow(
            number=one.number,
            title=one.title,
            url=one.get_absolute_url(),
            started_on=one.started_on,
            sessions=counted.get(one.pk, 0),
            principles=len(verdicts.get(one.pk, [])),
            apart=_numbers(verdicts.get(one.pk, []), Verdict.DIVERGES),
            abandoned=_numbers(verdicts.get(one.pk, []), Verdict.ABANDONED),
            readers="Alle gemeenten" if one.pk in shared else "Alleen de regio",
        )
        for one in processes
    ]
    return ProcessList(_finding(processes, verdicts), rows)


def _finding(
    processes: Sequence[Process], verdicts: dict[int, list[principle_verdicts.PrincipleVerdict]]
) -> list[Part]:
    """Return what stands out in the newest process."""
    if not processes:
        return []
    newest = processes[0]
    agreed = summary([(one.number, one.verdict) for one in verdicts.get(newest.pk, [])])
    return [Part(f"{newest.title}: ", strong=True), *(agreed or [Part("nog geen uitgangspunten.")])]


def _numbers(verdicts: Sequence[principle_verdicts.PrincipleVerdict], verdict: Verdict) -> str:
    return listing([str(one.number) for one in verdicts if one.verdict is verdict])
