"""A process in one screen: what is next, which agreements now run apart, and everything that carries the line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from regions.models import Interlude, PartnerConversation, Process, WorkSession
from regions.reports import conversation_list, principle_verdicts, process_line, process_tables
from regions.reports.conversation_list import ConversationRow
from regions.reports.principle_verdicts import PrincipleVerdict
from regions.reports.process_line import Step
from regions.rules.finding import Part
from regions.rules.principle_wording import summary


@dataclass(frozen=True, slots=True)
class PlacedSession:
    number: int
    title: str
    is_placed: bool


@dataclass(frozen=True, slots=True)
class ProcessPage:
    finding: list[Part]
    line: list[Step]
    principles: list[PrincipleVerdict]
    conversations: list[tuple[str, list[ConversationRow]]]
    interludes: list[Interlude]
    sessions: list[PlacedSession]
    source: str

    @property
    def conversation_count(self) -> int:
        return sum(len(rows) for _, rows in self.conversations)


def build(process: Process, user: User, *, leads: bool) -> ProcessPage:
    """Return the process as this user may see it; who leads it also gets the sessions that can be placed in it."""
    verdicts = principle_verdicts.of_process(process, user)
    talks = list(PartnerConversation.objects.filter(process=process).order_by("held_on", "number"))
    interludes = list(Interlude.objects.filter(process=process).select_related("after").order_by("number"))
    line = process_line.build(process, user, verdicts, talks, interludes)
    return ProcessPage(
        finding=finding(line, verdicts),
        line=line,
        principles=verdicts,
        conversations=conversation_list.by_theme(process, talks),
        interludes=interludes,
        sessions=_sessions(process, user) if leads else [],
        source=process_tables.source(verdicts),
    )


def finding(line: Sequence[Step], verdicts: Sequence[PrincipleVerdict]) -> list[Part]:
    """Return what is next, and what became of the agreements."""
    now = next((step for step in line if step.state == process_line.NOW), None)
    parts = [Part(f"{now.todo}.", strong=True)] if now else [Part("Alle stappen van dit proces zijn gezet.")]
    agreed = summary([(one.number, one.verdict) for one in verdicts])
    return [*parts, *([Part(" "), *agreed] if agreed else [])]


def _sessions(process: Process, user: User) -> list[PlacedSession]:
    """Return the sessions of the region that are in this process or in none."""
    led = WorkSession.objects.for_user(user, to=Permission.PREPARE_SESSION)
    free = led.filter(Q(process=process) | Q(process=None), region=process.region).order_by("number")
    return [PlacedSession(one.number, one.title, one.process_id is not None) for one in free]
