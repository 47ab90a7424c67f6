"""What each wish does to the division: its price, or that without it there would be none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from inburgering import notation
from regions.models import MunicipalWish, Region
from regions.optimisation.distance import NotSolvable
from regions.optimisation.solver import Solution, solve
from regions.reports import subregion_inflow
from regions.reports.subregion_question import Question, Wishes

Kind = Literal["samen", "apart", "buren", "minimum"]
FIELDS: Mapping[str, str] = {"samen": "together", "apart": "apart", "buren": "drawn"}
WORDS: Mapping[str, str] = {
    "samen": "{} in dezelfde subregio",
    "apart": "{} niet in dezelfde subregio",
    "buren": "{} tellen als buren",
}
PRECISION = Decimal("0.0005")  # a twentieth of a percent: below it a wish costs nothing that anybody can read


@dataclass(frozen=True, slots=True)
class PricedWish:
    """One wish in words, what it costs in words, and how it is written in the address ("samen:aalten:winterswijk")."""

    key: str
    text: str
    price: str

    @property
    def is_pair(self) -> bool:
        return not self.key.startswith("minimum:")


@dataclass(frozen=True, slots=True)
class Trial:
    """What these wishes lead to. `why_not` is the Dutch reason when nothing does, with the wishes that clash."""

    groups: tuple[str, ...]
    explained: str
    worse: str
    wishes: tuple[PricedWish, ...]
    why_not: str


def missing_numbers(question: Question, region: Region) -> str:
    """Return which municipalities have no expected number, as a Dutch sentence; empty when all have one."""
    known = subregion_inflow.expected(region)
    without = question.names_of(code for code in question.names if code not in known)
    if not without:
        return ""
    verb = "heeft" if len(without) == 1 else "hebben"
    return f"{notation.listing(without)} {verb} nog geen verwachte instroom. Vul die eerst in bij Aannames."


def per_year(region: Region) -> dict[str, float]:
    return {code: float(one.per_year) for code, one in subregion_inflow.expected(region).items()}


def of_municipalities(region: Region) -> Wishes:
    """Return what the municipalities themselves asked for the whole division, as hard wishes that still stand."""
    rows = MunicipalWish.objects.filter(host=region.organisation_id, component="", is_hard=True).standing()
    pairs: dict[str, set[tuple[str, str]]] = {"TOGETHER": set(), "APART": set()}
    for kind, one, other in rows.filter(other__isnull=False).values_list("kind", "municipality__code", "other__code"):
        pairs[kind].add((min(one, other), max(one, other)))
    return Wishes(together=tuple(sorted(pairs["TOGETHER"])), apart=tuple(sorted(pairs["APART"])))


def written(question: Question, wishes: Wishes) -> list[str]:
    """Return the wishes about two municipalities of this region as an address spells them."""
    slugs = _slugs(question)
    return [
        ":".join([kind, slugs[one], slugs[other]])
        for kind, name in FIELDS.items()
        for one, other in getattr(wishes, name)
        if one in slugs and other in slugs
    ]


def tried(question: Question) -> Trial:
    """Return what the wishes of this question lead to, and what each of them costs."""
    solution, why_not = _solved(question)
    wishes = tuple(PricedWish(key, text, _price(solution, question, without)) for key, text, without in _each(question))
    if solution is None:
        return Trial((), "", "", wishes, why_not)
    free, _ = _solved(replace(question, wishes=Wishes()))
    return Trial(
        groups=tuple(notation.listing(question.names_of(group)) for group in solution.groups),
        explained="" if solution.explained is None else notation.percent(Decimal(str(solution.explained))),
        worse=_all_together(solution, free),
        wishes=wishes,
        why_not="",
    )


def said(question: Question) -> tuple[PricedWish, ...]:
    """Return the wishes that a proposal was made with, each with its price."""
    return tried(question).wishes if question.wishes else ()


def _solved(question: Question) -> tuple[Solution | None, str]:
    try:
        return solve(question.problem(), question.group_count, limit=1), ""
    except NotSolvable as reason:
        return None, str(reason)


def _each(question: Question) -> list[tuple[str, str, Question]]:
    """Return per wish its key, its words, and the question with that one wish let go."""
    found = []
    names, slugs = question.names, _slugs(question)
    for kind, name in FIELDS.items():
        for pair in getattr(question.wishes, name):
            left = tuple(one for one in getattr(question.wishes, name) if one != pair)
            words = WORDS[kind].format(notation.listing([names.get(code, code) for code in pair]))
            key = ":".join([kind, *(slugs.get(code, code) for code in pair)])
            found.append((key, words, replace(question, wishes=replace(question.wishes, **{name: left}))))
    least = question.wishes.least_per_year
    if least:
        words = f"minstens {notation.number(Decimal(str(least)))} inburgeraars per jaar in elke subregio"
        without = replace(question, wishes=replace(question.wishes, least_per_year=0.0, per_year={}))
        found.append((f"minimum:{least:g}", words, without))
    return found


def _slugs(question: Question) -> dict[str, str]:
    return {one.code: one.slug for one in (*question.shared.municipalities, *question.shared.waiting)}


def _price(solution: Solution | None, question: Question, without: Question) -> str:
    eased, _ = _solved(without)
    if solution is None:
        return "Zonder deze wens kan het wel." if eased else "Ook zonder deze wens kan het niet."
    if eased is None:
        return "Zonder deze wens is er geen indeling mogelijk."
    change = _change(solution.score, eased.score)
    if abs(change) <= PRECISION:
        return "Kost niets."
    if change > 0:
        return f"Maakt de verschillen binnen de subregio’s {notation.percent(change, 1)} groter."
    return f"Maakt de verschillen binnen de subregio’s {notation.percent(-change, 1)} kleiner."


def _all_together(solution: Solution, free: Solution | None) -> str:
    if free is None:
        return "Zonder deze wensen is er geen indeling mogelijk."
    change = _change(solution.score, free.score)
    if change > PRECISION:
        return f"Alle wensen samen maken de verschillen binnen de subregio’s {notation.percent(change, 1)} groter."
    if change < -PRECISION:
        return f"Alle wensen samen maken de verschillen binnen de subregio’s {notation.percent(-change, 1)} kleiner."
    return "Alle wensen samen kosten niets: zonder wensen bestaat er geen betere indeling."


def _change(score: float, without: float) -> Decimal:
    if without <= 0:
        return Decimal(0) if score <= 0 else Decimal(1)
    return Decimal(str(score)) / Decimal(str(without)) - 1
