"""How firmly a proposal stands, in words: how often nothing changes, who sits loose, and what chance would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from inburgering import notation
from inburgering.jobs.models import Job
from regions.models import RobustnessRun, SubregionProposal
from regions.reports import subregion_outcome, subregion_question
from regions.rules.finding import Part

# Kind of change: what was done, for the table.
CHANGES: Mapping[str, str] = {
    "statements": "Andere stellingen geloot uit dezelfde lijst",
    "weights": "Thema’s anders gewogen",
    "answers": "1 op de 5 antwoorden een stap verschoven",
    "without_statement": "Eén stelling weggelaten",
    "without_municipality": "Eén gemeente weggelaten",
}
WEAKEST_SHOWN = 3
SOURCE = (
    "Elke herhaling is opnieuw bewezen de beste indeling voor de gewijzigde antwoorden. Lijkt op = gecorrigeerde "
    "Rand-index: 1 is dezelfde indeling, 0 is zo verschillend als toeval. Hoe vaak = aandeel van alle herhalingen "
    "waarin twee gemeenten in dezelfde subregio zitten. Vast = hoe ver die aandelen van 50% liggen, gemiddeld: 0% is "
    "kop of munt, 100% is altijd hetzelfde. Toeval = de antwoorden per stelling opnieuw over de gemeenten verdeeld."
)


@dataclass(frozen=True, slots=True)
class KindRow:
    change: str
    solved: int
    identical: str
    similarity: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How often two municipalities sit together; `step` 0 to 4 is the strength of its field."""

    text: str
    step: int


@dataclass(frozen=True, slots=True)
class MunicipalRow:
    """One municipality; its cells stand in the order of the rows, its own one is a dash."""

    name: str
    group: int
    group_name: str
    firmness: Decimal
    is_weak: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """The page. `is_open` while a worker computes; without `rows` there is nothing to show yet."""

    finding: tuple[Part, ...]
    progress: str
    done: int
    total: int
    is_open: bool
    problem: str
    chance: str
    suggestion: str
    kinds: tuple[KindRow, ...]
    rows: tuple[MunicipalRow, ...]
    source: str

    def header(self) -> list[str]:
        return ["Gemeente", "Subregio", "Vast (%)", *(row.name for row in self.rows)]

    def table(self) -> list[list[str | Decimal | None]]:
        return [
            [row.name, row.group_name, round(row.firmness * 100, 1), *(cell.text for cell in row.cells)]
            for row in self.rows
        ]


def build(proposal: SubregionProposal, run: RobustnessRun | None) -> Robustness:
    """Return what is known of this proposal; `run` is the newest, None when nobody asked yet."""
    if run is None:
        return _nothing("Blijft deze indeling staan als de antwoorden iets anders waren?")
    if run.result is None:
        return _waiting(run)
    question = subregion_question.thaw(proposal.question)
    outcome = subregion_outcome.thaw(proposal.outcome)
    result, names = run.result, question.names
    groups = {code: group for group in outcome.groups for code in group.codes}
    order = [
        code for group in outcome.groups for code in sorted(group.codes, key=lambda c: notation.sort_key(names[c]))
    ]
    at = {code: place for place, code in enumerate(result["codes"])}
    loose = _weakest(result)
    rows = tuple(
        MunicipalRow(
            name=names[code],
            group=groups[code].number,
            group_name=groups[code].name,
            firmness=Decimal(str(result["firmness"][at[code]])),
            is_weak=code in loose,
            cells=tuple(_cell(result["together"][at[code]][at[other]], code == other) for other in order),
        )
        for code in order
    )
    finished = timezone.localtime(run.finished_at) if run.finished_at else None
    when = f" Berekend op {notation.date_long(finished.date())} met getal {run.seed}." if finished else ""
    return Robustness(
        finding=_finding(result, [names[code] for code in loose]),
        progress="",
        done=run.done,
        total=run.total,
        is_open=False,
        problem="",
        chance=_chance(result["chance"]),
        suggestion=_suggestion(result),
        kinds=tuple(_kind(row) for row in result["kinds"] if row["solved"]),
        rows=rows,
        source=SOURCE + when,
    )


def _nothing(sentence: str, **more: Any) -> Robustness:
    usual: dict[str, Any] = {
        "progress": "", "done": 0, "total": 0, "is_open": False, "problem": "", "chance": "", "suggestion": "",
        "kinds": (), "rows": (), "source": "",
    }  # fmt: skip
    return Robustness(finding=(Part(sentence),), **(usual | more))


def _waiting(run: RobustnessRun) -> Robustness:
    if run.job.state == Job.State.CANCELLED:
        return _nothing("Deze berekening is gestopt.", problem="Begin opnieuw als je de uitkomst wilt zien.")
    if run.job.state == Job.State.FAILED:
        return _nothing("Deze berekening is niet gelukt.", problem=run.job.error)
    progress = f"{run.done} van {run.total} keer verdeeld" if run.total else "In de wachtrij"
    return _nothing(
        "De indeling wordt opnieuw en opnieuw berekend.",
        progress=progress, done=run.done, total=run.total, is_open=True,
    )  # fmt: skip


def _finding(result: Mapping[str, Any], loose: list[str]) -> tuple[Part, ...]:
    solved = sum(row["solved"] for row in result["kinds"])
    same = sum(round(row["identical"] * row["solved"]) for row in result["kinds"] if row["identical"] is not None)
    parts = [
        Part("De indeling bleef "),
        Part(f"{same} van de {notation.number(Decimal(solved))} keer", strong=True),
        Part(" precies hetzelfde"),
    ]
    if loose and same < solved:
        verb = "zit" if len(loose) == 1 else "zitten"
        parts += [Part("; "), Part(notation.listing(loose), strong=True), Part(f" {verb} het minst vast")]
    return (*parts, Part("."))


def _weakest(result: Mapping[str, Any]) -> list[str]:
    """Return the weakest members; nobody when so many tie that naming them says nothing."""
    return list(result["weakest"]) if len(result["weakest"]) <= WEAKEST_SHOWN else []


def _chance(row: Mapping[str, Any]) -> str:
    if row["explained"] is None or row["by_chance"] is None:
        return "De gemeenten geven overal hetzelfde antwoord. Elke indeling is dan even goed."
    explained, by_chance = (notation.percent(Decimal(str(row[name]))) for name in ("explained", "by_chance"))
    seldom = notation.percent(Decimal(str(row["p"])))
    return (
        f"De indeling verklaart {explained} van de verschillen; bij toeval is dat {by_chance}. "
        f"De kans dat toeval minstens zoveel verklaart, is ongeveer {seldom}."
    )


def _suggestion(result: Mapping[str, Any]) -> str:
    suggested, k = result["suggested"], result["k"]
    if suggested is None:
        return "De antwoorden zelf zeggen niet hoeveel subregio’s er moeten zijn."
    if suggested == 1:
        return "De antwoorden laten niet meer groepen zien dan toeval: ze passen net zo goed bij 1 regio als bij meer."
    same = "Dat is het aantal van dit voorstel." if suggested == k else f"Dit voorstel heeft er {k}."
    return f"De antwoorden passen het best bij {suggested} subregio’s. {same} Kiezen doen mensen."


def _kind(row: Mapping[str, Any]) -> KindRow:
    identical = Decimal(str(row["identical"]))
    similarity = Decimal(str(row["similarity"]))
    return KindRow(CHANGES[row["kind"]], row["solved"], notation.percent(identical), notation.number(similarity, 2))


def _cell(share: float | None, is_self: bool) -> Cell:
    if is_self or share is None:
        return Cell("–", 0)
    return Cell(notation.percent(Decimal(str(share))), min(4, int(share * 5)))
