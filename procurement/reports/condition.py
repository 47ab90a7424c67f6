"""What would make municipalities move, weighed against one scenario: for its page, its Excel file, and gathering it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inburgering.notation import count, sort_key
from procurement.models import Scenario, ScenarioCondition
from procurement.models.condition import ScenarioConditionQuerySet
from regions.models import MunicipalAnswer, Municipality, Region, WorkSession
from regions.rules.finding import Part

Verdict = ScenarioCondition.Verdict
ICONS = {Verdict.OPEN: "dash", Verdict.MET: "check", Verdict.PARTLY: "half", Verdict.NOT_MET: "cross"}
HEADER = ["Gemeente", "Stelling", "Voorwaarde", "Oordeel", "Toelichting", "Uit werksessie"]


@dataclass(frozen=True, slots=True)
class Row:
    """One condition in the words of the municipality; `pk` and `version` are what a judgement goes with."""

    pk: int
    version: int
    statement: str
    text: str
    verdict: str
    label: str
    icon: str
    explanation: str
    session_number: int


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    slug: str
    is_mine: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """`groups` by the name of the municipality. `round` is where conditions can be taken from; None when nowhere."""

    finding: tuple[Part, ...]
    groups: tuple[Group, ...]
    municipality_choices: tuple[Group, ...]
    chosen_slug: str
    round: WorkSession | None
    source: str

    def table(self) -> list[list[str | int]]:
        return [
            [group.name, row.statement, row.text, row.label, row.explanation, row.session_number]
            for group in self.groups
            for row in group.rows
        ]


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition as it stands in a round now."""

    municipality: Municipality
    key: str
    statement: str
    text: str


def newest_round(region: Region) -> WorkSession | None:
    """Return the round whose conditions count: the next round that was shown last, as far as the asker may know it."""
    shown = WorkSession.objects.filter(region=region, round__gt=1, revealed_at__isnull=False)
    return shown.order_by("-revealed_at", "-number").first()


def stated(session: WorkSession) -> Iterator[Stated]:
    """Yield what the municipalities that shared wrote would make them move, in the order of the statements."""
    rows = MunicipalAnswer.objects.filter(sheet__session=session, sheet__shared_at__isnull=False)
    rows = rows.select_related("statement", "sheet__municipality").order_by("statement__number", "sheet_id")
    for row in rows.exclude(would_move=""):
        yield Stated(row.sheet.municipality, row.statement.key, row.statement.text, row.would_move.strip())


def build(scenario: Scenario, conditions: ScenarioConditionQuerySet, slug: str = "") -> Conditions:
    """Return the conditions of a scenario among those the asker may read, looked at for one municipality by slug."""
    found = list(conditions.filter(scenario=scenario).select_related("municipality").order_by("key", "pk"))
    groups = tuple(_groups(found, slug))
    return Conditions(
        finding=_finding(found),
        groups=groups,
        municipality_choices=(Group("alle gemeenten", "", False, ()), *groups),
        chosen_slug=slug if any(group.slug == slug for group in groups) else "",
        round=newest_round(scenario.region),
        source=_source(found),
    )


def _groups(found: Sequence[ScenarioCondition], slug: str) -> Iterator[Group]:
    members = {one.municipality_id: one.municipality for one in found}
    for member in sorted(members.values(), key=lambda one: sort_key(one.name)):
        rows = tuple(_row(one) for one in found if one.municipality_id == member.pk)
        yield Group(member.name, member.slug, member.slug == slug, rows)


def _row(one: ScenarioCondition) -> Row:
    verdict = Verdict(one.verdict)
    return Row(
        one.pk, one.version, one.statement, one.text, verdict.value, verdict.label, ICONS[verdict], one.explanation,
        one.session_number,
    )  # fmt: skip


def _finding(found: Sequence[ScenarioCondition]) -> tuple[Part, ...]:
    if not found:
        return Part("Bij dit scenario staan "), Part("nog geen voorwaarden", strong=True), Part(".")
    who = count(len({one.municipality_id for one in found}), "gemeente", "gemeenten")
    core = Part(f"{count(len(found), 'voorwaarde', 'voorwaarden')} van {who}", strong=True)
    verdicts = [Verdict(one.verdict) for one in found]
    waiting = verdicts.count(Verdict.OPEN)
    if waiting == len(found):
        return core, Part("; daarvan is er nog geen bekeken.")
    weighed = Part(f"; dit scenario voldoet {_weighed(verdicts)}.")
    if not waiting:
        return core, weighed
    return core, weighed, Part(f" Nog niet bekeken: {waiting}.")


def _weighed(verdicts: Iterable[Verdict]) -> str:
    """Return `aan 2, deels aan 1, niet aan 1`; what does not occur is left out, but "aan geen" is said."""
    counted = list(verdicts)
    met = counted.count(Verdict.MET)
    said = [f"aan {met or 'geen'}"]
    said += [
        f"{word} aan {number}"
        for verdict, word in ((Verdict.PARTLY, "deels"), (Verdict.NOT_MET, "niet"))
        if (number := counted.count(verdict))
    ]
    return ", ".join(said)


def _source(found: Sequence[ScenarioCondition]) -> str:
    sessions = sorted({one.session_number for one in found})
    if not sessions:
        return ""
    which = " en ".join(str(number) for number in sessions)
    return (
        f"Bron: werksessie {which}, wat elke gemeente schreef bij ‘Wat zou jullie doen bewegen?’, in haar eigen "
        "woorden van toen. Het oordeel is van de projectleider."
    )
