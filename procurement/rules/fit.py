"""How well a scenario suits the municipal answers, and which limits it crosses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import listing
from procurement.rules.choices import (
    COMPONENT_LABELS,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
)
from procurement.rules.links import Link, links

WEIGHTS: Mapping[str, Decimal] = {"MINDER": Decimal("0.5"), "GEWOON": Decimal(1), "ZWAAR": Decimal(2)}
ANSWER_WORDS: Mapping[int, str] = {
    -2: "helemaal oneens", -1: "oneens", 0: "neutraal", 1: "eens", 2: "helemaal eens",
}  # fmt: skip
FURTHEST = 2  # the answer scale runs from -2 to 2


@dataclass(frozen=True, slots=True)
class Answer:
    """A municipal answer: -2 to 2, or None for "weet niet", with its importance and whether a limit lies here."""

    value: int | None
    importance: str = "GEWOON"
    is_limit: bool = False


@dataclass(frozen=True, slots=True)
class LimitHit:
    """A municipality that said "hier ligt een grens", and a choice that crosses it."""

    municipality: str
    statement: str
    components: tuple[Component, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class MunicipalFit:
    """How well a scenario suits one municipality. `share` 0 to 1, None without answers; per statement its own share."""

    municipality: str
    share: Decimal | None
    fits: bool | None
    by_statement: Mapping[str, Decimal]
    limits: tuple[LimitHit, ...]


@dataclass(frozen=True, slots=True)
class _Municipality:
    code: str
    name: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class ScenarioFit:
    by_municipality: Mapping[str, MunicipalFit]

    @property
    def fitting(self) -> tuple[str, ...]:
        return tuple(code for code, fit in self.by_municipality.items() if fit.fits)

    @property
    def limits(self) -> tuple[LimitHit, ...]:
        return tuple(hit for fit in self.by_municipality.values() for hit in fit.limits)


def scenario_fit(
    choices: Sequence[ComponentChoice],
    *,
    answers: Mapping[str, Mapping[str, Answer]],
    statement_labels: Mapping[str, str],
    area: Area,
    fit_level: Decimal,
) -> ScenarioFit:
    """Return per municipality how well the scenario suits its answers, and which limits it crosses.

    A link's share is (2 + direction x answer) / 4: 1 when the choice is fully wanted, 0 when fully unwanted. A
    statement takes the mean of its links, a municipality the mean of its statements weighted by importance (0.5, 1, 2).
    It fits from `fit_level` on; 0.5 is neutral. "Weet niet" does not count.
    """
    if not 0 < fit_level <= 1:
        raise CannotCalculate("De grens voor ‘past bij’ ligt tussen 0% en 100%.")
    found = links(choices)
    return ScenarioFit(
        {
            code: _municipal_fit(
                _Municipality(code, area.names[code], answers.get(code, {})), found, statement_labels, fit_level
            )
            for code in sorted(area.names)
        }
    )


def _municipal_fit(
    municipality: _Municipality, found: Sequence[Link], labels: Mapping[str, str], fit_level: Decimal
) -> MunicipalFit:
    answers = municipality.answers
    counting: dict[str, list[Link]] = {}
    for link in found:
        if _counts(link, answers.get(link.statement)):
            counting.setdefault(link.statement, []).append(link)
    shares = {key: _mean([_share(link, answers[key]) for link in counting[key]]) for key in sorted(counting)}
    weight = sum((WEIGHTS[answers[key].importance] for key in shares), Decimal(0))
    share = (
        sum((WEIGHTS[answers[key].importance] * shares[key] for key in shares), Decimal(0)) / weight if shares else None
    )
    limits = tuple(
        hit for key in shares if (hit := _limit_hit(municipality, counting[key], labels.get(key, key))) is not None
    )
    return MunicipalFit(municipality.code, share, None if share is None else share >= fit_level, shares, limits)


def _limit_hit(municipality: _Municipality, of_statement: Sequence[Link], statement_label: str) -> LimitHit | None:
    key = of_statement[0].statement
    answer = municipality.answers[key]
    crossing = [link for link in of_statement if answer.is_limit and _product(link, answer) < 0]
    if not crossing:
        return None
    components = tuple(link.component for link in crossing if link.component is not None)
    where = f" ({listing([COMPONENT_LABELS[component] for component in components])})" if components else ""
    reason = (
        f"{municipality.name} trekt een grens bij ‘{statement_label}’ ({ANSWER_WORDS[answer.value or 0]}), "
        f"maar {crossing[0].because}{where}."
    )
    return LimitHit(municipality.code, key, components, reason)


def _counts(link: Link, answer: Answer | None) -> bool:
    if answer is None or answer.value is None:
        return False
    return not (link.permits and _product(link, answer) < 0)


def _product(link: Link, answer: Answer) -> int:
    return link.direction * (answer.value or 0)


def _share(link: Link, answer: Answer) -> Decimal:
    return Decimal(FURTHEST + _product(link, answer)) / (2 * FURTHEST)


def _mean(shares: Sequence[Decimal]) -> Decimal:
    return sum(shares, Decimal(0)) / len(shares)
