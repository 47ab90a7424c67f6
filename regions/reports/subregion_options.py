"""What the page with all proposals shows: what each number of subregions explains, and the proposals so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.core.cache import cache

from inburgering import notation
from regions.models import SubregionProposal, WorkSession
from regions.optimisation.distance import NotSolvable
from regions.optimisation.solver import solve
from regions.reports import subregion_outcome, subregion_question
from regions.reports.subregion_question import Question
from regions.reports.subregion_suggestion import suggest

MOST_SUBREGIONS = 5
MISSING = object()


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of all differences lies between the subregions, or the Dutch reason why there is none."""

    explained: Decimal | None
    reason: str = ""

    @property
    def text(self) -> str:
        return notation.percent(self.explained) if self.explained is not None else "kan niet"


@dataclass(frozen=True, slots=True)
class Option:
    group_count: int
    adjoining: Share
    free: Share
    by_chance: Decimal | None = None
    is_suggested: bool = False

    @property
    def label(self) -> str:
        return notation.count(self.group_count, "subregio", "subregio’s")


@dataclass(frozen=True, slots=True)
class Options:
    """`why_not` is the Dutch reason when these answers allow no proposal at all; then there are no options."""

    options: tuple[Option, ...]
    finding: str
    why_not: str
    source: str
    waiting: str

    @property
    def most(self) -> int:
        return len(self.options)


@dataclass(frozen=True, slots=True)
class Listed:
    """One proposal in the list."""

    number: int
    url: str
    title: str
    status: str
    status_label: str
    origin: str
    made_at: datetime
    session: str
    division: str
    explained: Decimal | None

    def row(self) -> list[str | int | datetime | Decimal | None]:
        share = None if self.explained is None else round(self.explained * 100, 1)
        return [self.number, self.status_label, self.made_at, self.origin, self.session, self.division, share]


def build(session: WorkSession) -> Options:
    """Return how much of the differences k subregions explain, for every k that makes sense."""
    question = subregion_question.ask(session)
    waiting = _waiting(question)
    try:
        subregion_question.check(question)
        question.problem(contiguous=False)
    except NotSolvable as reason:
        return Options((), "", str(reason), "", waiting)
    most = min(MOST_SUBREGIONS, len(question.shared.municipalities))
    options = tuple(
        Option(k, _share(question, k, contiguous=True), _share(question, k, contiguous=False))
        for k in range(1, most + 1)
    )
    count = notation.count(len(question.shared.municipalities), "gemeente", "gemeenten")
    source = (
        f"Bron: werksessie {session.number}, antwoorden van {count}. Verklaard = 1 min de verschillen die binnen de "
        "subregio’s overblijven, gedeeld door alle verschillen in de regio. "
        "Elk getal hoort bij de bewezen beste indeling. Bij toeval = hetzelfde, als de antwoorden per stelling door "
        "elkaar worden geschud (gemiddelde van 20 keer)."
    )
    chance = _suggested(question, options) or {0: Decimal(0)}
    options = tuple(
        replace(one, by_chance=chance.get(one.group_count), is_suggested=one.group_count == chance[0])
        for one in options
    )
    return Options(options, _finding(options, int(chance[0])), "", source, waiting)


def _share(question: Question, group_count: int, *, contiguous: bool) -> Share:
    try:
        solution = solve(question.problem(contiguous=contiguous), group_count, within=0.0, limit=1)
    except NotSolvable as reason:
        return Share(None, str(reason))
    return Share(Decimal(str(solution.explained or 0.0)))


def _suggested(question: Question, options: Sequence[Option]) -> dict[int, Decimal] | None:
    """Return what shuffled answers explain per number of subregions, with the suggested number under 0."""
    counts = [option.group_count for option in options if option.adjoining.explained is not None]
    asked = question.asking_for(1, contiguous=True)
    key = f"subregions:{subregion_question.fingerprint(subregion_question.freeze(asked))}"
    found = cache.get(key, MISSING)
    if found is MISSING:  # a second of computing; the same answers always give the same suggestion
        found = suggest(asked, counts)
        cache.set(key, found)
    if found is None:
        return None
    shares = {count: Decimal(str(share)) for count, share in zip(counts, found.by_chance, strict=True)}
    return {0: Decimal(found.group_count or 0), **shares}


def _finding(options: Sequence[Option], suggested: int) -> str:
    """Say what the answers suggest; people choose."""
    best = next((option for option in options if option.group_count == suggested), None)
    if best is None or best.adjoining.explained is None or best.by_chance is None:
        return "Meer subregio’s verklaren altijd meer verschillen. Kies het aantal dat voor de regio werkbaar is."
    return (
        f"De antwoorden passen het best bij {best.label}: die verklaren {best.adjoining.text} van de verschillen, waar "
        f"toeval op {notation.percent(best.by_chance)} uitkomt. Kies zelf het aantal dat werkbaar is."
    )


def _waiting(question: Question) -> str:
    names = [one.name for one in question.shared.waiting]
    if not names:
        return ""
    shared, joins = ("deelde", "doet") if len(names) == 1 else ("deelden", "doen")
    return f"{notation.listing(names)} {shared} nog geen antwoorden en {joins} niet mee in een voorstel."


def listed(proposals: Iterable[SubregionProposal]) -> tuple[Listed, ...]:
    return tuple(_listed(proposal) for proposal in proposals)


def _listed(proposal: SubregionProposal) -> Listed:
    outcome = subregion_outcome.thaw(proposal.outcome)
    question = subregion_question.thaw(proposal.question)
    division = "; ".join(
        f"{group.name}: {notation.listing(question.names_of(group.codes))}" for group in outcome.groups
    )
    return Listed(
        proposal.number,
        proposal.get_absolute_url(),
        f"Voorstel {proposal.number}",
        proposal.status,
        proposal.get_status_display(),
        proposal.get_origin_display(),
        proposal.made_at,
        f"Werksessie {proposal.question['session']['number']}",
        division,
        None if outcome.explained is None else Decimal(str(outcome.explained)),
    )
