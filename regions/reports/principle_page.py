"""One principle from nearby: who adopted it, which statements test it, what the answers say, and what partners told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import sort_key
from regions.models import LibraryStatement, PartnerConversation, Principle, Process, Statement, WorkSession
from regions.reports import conversation_list, library, principle_verdicts
from regions.reports.conversation_list import ConversationRow
from regions.reports.principle_verdicts import PrincipleVerdict
from regions.rules.finding import Part
from regions.rules.principle import Stand, Verdict


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """A municipality that adopted the principle; `stand` is where its answers point now, in a word."""

    name: str
    slug: str
    adopted_on: date
    body: str
    stand: str
    is_against: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Cell:
    value: int | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TestRow:
    """A testing statement; `direction` is the answer that supports the principle, `asked` where it was asked."""

    key: str
    label: str
    text: str
    direction: str
    asked: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PrinciplePage:
    verdict: PrincipleVerdict
    finding: list[Part]
    adoptions: list[AdoptionRow]
    missing: list[str]
    columns: list[Column]
    tests: list[TestRow]
    waiting: list[str]
    evidence: list[ConversationRow]

    @property
    def is_tested(self) -> bool:
        return any(cell.value is not None for row in self.tests for cell in row.cells)


def build(principle: Principle, process: Process, user: User) -> PrinciplePage:
    """Return the principle as this user may see it; answers only of sessions whose outcome this user may know."""
    sessions = principle_verdicts.readable_sessions([process], user)
    verdict = next(one for one in principle_verdicts.of_process(process, user) if one.number == principle.number)
    mine = set(
        user.memberships.filter(organisation__municipality__isnull=False).values_list(
            "organisation__municipality__code", flat=True
        )
    )
    talks = PartnerConversation.objects.filter(process=process, theme=principle.theme).order_by("held_on", "number")
    adopted = {adoption.code for adoption, _ in verdict.judgement.stands}
    members = process.region.municipalities_on(timezone.localdate())
    return PrinciplePage(
        verdict=verdict,
        finding=_finding(verdict),
        adoptions=_adoptions(principle, verdict, mine),
        missing=sorted((one.name for one in members if one.code not in adopted), key=sort_key),
        columns=[Column(adoption.name, adoption.code in mine) for adoption, _ in verdict.judgement.stands],
        tests=_tests(principle, process, sessions, verdict, mine),
        waiting=_waiting(principle, process, user, sessions),
        evidence=[conversation_list.row_of(process, one) for one in talks] if principle.theme else [],
    )


def _finding(verdict: PrincipleVerdict) -> list[Part]:
    """Return what became of the agreement, with the numbers that say so."""
    if verdict.verdict is Verdict.NOT_ADOPTED:
        return [Part("Dit uitgangspunt is "), Part("nog door geen enkele gemeente vastgesteld", strong=True), Part(".")]
    agreed, now = verdict.outcome.rstrip(".").split(", ", 1)
    parts = [Part(f"{agreed[:1].upper()}{agreed[1:]}, "), Part(now, strong=True), Part(".")]
    return [*parts, Part(f" {verdict.counts}")] if verdict.counts else parts


def _adoptions(principle: Principle, verdict: PrincipleVerdict, mine: set[str]) -> list[AdoptionRow]:
    rows = {one.municipality.code: one for one in principle.adoptions.select_related("municipality")}
    tested = verdict.verdict is not Verdict.UNTESTED
    return [
        AdoptionRow(
            name=adoption.name,
            slug=rows[adoption.code].municipality.slug,
            adopted_on=adoption.adopted_on,
            body=rows[adoption.code].body,
            stand=stand.value if tested else "nog niet getoetst",
            is_against=stand is Stand.AGAINST,
            is_mine=adoption.code in mine,
        )
        for adoption, stand in verdict.judgement.stands
    ]


def _tests(
    principle: Principle,
    process: Process,
    sessions: Sequence[WorkSession],
    verdict: PrincipleVerdict,
    mine: set[str],
) -> list[TestRow]:
    tests = list(principle.tests.order_by("key"))
    keys = [test.key for test in tests]
    answers = principle_verdicts.tested_answers(sessions, keys)
    asked = _asked(sessions, keys)
    shelf = {one.key: one for one in LibraryStatement.objects.filter(key__in=keys).order_by("version")}
    rows = []
    for test in tests:
        found = asked.get(test.key)
        words = found or shelf.get(test.key)
        rows.append(
            TestRow(
                key=test.key,
                label=words.short_label if words else test.key,
                text=words.text if words else "",
                direction="eens" if test.agreeing_supports else "oneens",
                asked=f"werksessie {found.session.number}, stelling {found.number}" if found else "",
                url=f"{found.session.get_absolute_url()}uitkomsten/stelling/{found.number}/" if found else "",
                cells=tuple(
                    Cell(answers.get((adoption.code, test.key), (None,))[0], adoption.code in mine)
                    for adoption, _ in verdict.judgement.stands
                ),
            )
        )
    return rows


def _asked(sessions: Sequence[WorkSession], keys: Sequence[str]) -> dict[str, Statement]:
    """Return each statement as the newest of these sessions asked it, by key."""
    rows = Statement.objects.filter(session__in=sessions, key__in=keys).select_related("session__region")
    return {row.key: row for row in sorted(rows, key=lambda row: (row.session.opened_at, row.session.number))}


def _waiting(principle: Principle, process: Process, user: User, sessions: Sequence[WorkSession]) -> list[str]:
    """Return the sessions that ask a testing statement now, but whose outcome this user may not know yet."""
    keys = [test.key for test in principle.tests.all()]
    seen = {session.pk for session in sessions}
    rows = WorkSession.objects.for_user(user, to=Permission.VIEW_REGION).filter(
        process=process, statements__key__in=keys
    )
    return [f"werksessie {one.number}" for one in rows.distinct().order_by("number") if one.pk not in seen]


def statement_choices(principle: Principle, process: Process) -> list[tuple[str, str]]:
    """Return the statements that can test this principle, as (key, label): the library, and what the sessions ask."""
    linked = set(principle.tests.values_list("key", flat=True))
    choices = dict(library.newest().choices())
    asked = Statement.objects.filter(session__process=process).order_by("session__number", "number")
    for statement in asked.select_related("session"):
        where = f"Werksessie {statement.session.number}, stelling {statement.number}: {statement.short_label}"
        choices.setdefault(statement.key, where)
    return [(key, label) for key, label in choices.items() if key not in linked]
