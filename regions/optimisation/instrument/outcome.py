"""Runs a problem for every k that was asked and says, as plain JSON values, what is proven about it.

Keys are English, sentences Dutch. Every key is always there; null means that there is nothing to say, and the message
beside it says why. The same problem, in whatever order its units, edges and wishes stand, gives the same outcome.
"""

import json
from collections.abc import Mapping, Sequence

from regions.optimisation.distance import NotSolvable
from regions.optimisation.evaluation import Division, Groups, Switch
from regions.optimisation.instrument.conflicts import conflict, possible
from regions.optimisation.instrument.counting import MOST_COUNTED, count_divisions
from regions.optimisation.instrument.ranking import NEAR, TIED, Ranking, moved, priced, ranking
from regions.optimisation.instrument.wishes import Asked, Wish, demands, drawn
from regions.optimisation.problem import Problem
from regions.optimisation.solver import Solution, best_bound, solve

EFFORT = 300_000  # nodes of one search: a count, not a clock, so that a slow computer gives the same outcome
TINY = 1e-11  # below this a number is nothing but rounding
Json = dict[str, object]

NOT_COUNTED = f"Niet geteld: tellen gaat tot en met {MOST_COUNTED} eenheden, samen gehouden eenheden als één gerekend."
STOPPED = "De zoektocht is gestopt na het afgesproken aantal stappen. Het gat is wat er hooguit nog te winnen is."
NOTHING_FOUND = "De zoektocht is gestopt na het afgesproken aantal stappen, zonder indeling."
NOT_ALL_LISTED = "De zoektocht is gestopt voor de lijst vol was: er kunnen indelingen tussen ontbreken."
NO_MORE = "Er zijn niet meer indelingen."
NO_FEATURES = "Niet te zeggen: er zijn afstanden gegeven en geen kenmerken om één voor één weg te laten."
ONE_FEATURE = "Niet te zeggen: er is maar één kenmerk."
NO_MOVE = "Geen verplaatsing mogelijk: de groep zou verdwijnen of een wens houdt het tegen."


def as_text(found: Json) -> str:
    """Return the outcome as JSON text, the same to the byte for the same outcome."""
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)


def outcome(asked: Asked, effort: int = EFFORT) -> Json:
    """Return what can be said about each k."""
    ks = range(asked.lowest_k, asked.highest_k + 1)
    problem = asked.problem()
    counts = count_divisions(problem, ks)
    return {
        "units": [{"id": one, "name": name} for one, name in zip(asked.ids, asked.names, strict=True)],
        "demands": [wish.label for wish in [*demands(asked), *drawn(asked)]],
        "outcomes": [_Run(asked, problem, k, effort).outcome(counts) for k in ks],
    }


class _Run:
    """One k of a problem."""

    def __init__(self, asked: Asked, problem: Problem, k: int, effort: int) -> None:
        self.asked, self.problem, self.k, self.effort = asked, problem, k, effort
        self.scale = asked.scale

    def outcome(self, counts: Mapping[int, int]) -> Json:
        counted: Json = {"count": counts.get(self.k), "message": None if self.k in counts else NOT_COUNTED}
        if possible(self.problem, self.k) is False:
            clash = conflict(self.asked, self.k)
            return self._nothing("impossible", _clash(clash.labels, clash.minimal), {"count": 0, "message": None}) | {
                "conflict": {"demands": list(clash.labels), "minimal": clash.minimal}
            }
        try:
            found = ranking(self.problem, self.k, self.asked.alternatives, self.effort)
        except NotSolvable:
            return self._nothing("stopped", NOTHING_FOUND, counted) | {"bound": self._bound()}
        return self._found(found, counted)

    def _nothing(self, status: str, message: str, counted: Json) -> Json:
        return {
            "k": self.k, "status": status, "message": message, "division": None, "bound": None, "gap": None,
            "gap_share": None, "divisions": counted, "ties": None, "near_optimal": None, "alternatives": [],
            "alternatives_message": None, "second_best": [], "stability": None, "prices": [], "conflict": None,
        }  # fmt: skip

    def _found(self, found: Ranking, counted: Json) -> Json:
        best = found.best
        score = self._score(best.score)
        bound = score if best.proven else self._bound()
        gap = float(f"{max(score - bound, 0.0):.10g}")
        whole = Division(best.groups, best.score, best.costs)
        return self._nothing("proven" if best.proven else "gap", "", counted) | {
            "message": None if best.proven else STOPPED,
            "division": self._division(whole) | {"explained": _share(best.explained)},
            "bound": bound,
            "gap": gap,
            "gap_share": _share(gap / score if score else 0.0),
            "ties": {
                "count": len(found.ties),
                "complete": found.complete_near or len(found.ties) < len(found.near),
                "message": _ties(len(found.ties)),
            },
            "near_optimal": {"within": NEAR, "count": len(found.near), "complete": found.complete_near},
            "alternatives": [self._alternative(at, one, best.score) for at, one in enumerate(found.next_best, 2)],
            "alternatives_message": self._shortage(found),
            "second_best": self._second_best(best),
            "stability": self._stability(best.groups),
            "prices": [self._price(wish, best.score) for wish in [*demands(self.asked), *drawn(self.asked)]],
        }

    def _bound(self) -> float:
        return self._score(best_bound(self.problem, self.k))

    def _score(self, value: float) -> float:
        """Return a score in the units of the file, without the last digits that rounding makes up."""
        return float(f"{value * self.scale:.10g}") if abs(value) > TINY else 0.0

    def _division(self, division: Division) -> Json:
        return {
            "score": self._score(division.score),
            "groups": [
                {
                    "members": list(group),
                    "score": self._score(cost),
                    "weight": float(f"{sum(self.asked.weights[one] for one in group):.12g}"),
                }
                for group, cost in zip(division.groups, division.costs, strict=True)
            ],
        }

    def _alternative(self, rank: int, division: Division, best: float) -> Json:
        more = division.score - best
        return {
            "rank": rank,
            "costs": self._score(more),
            "costs_share": _share(more / best if best > TIED else None),
            "tied": more <= TIED,
        } | self._division(division)

    def _shortage(self, found: Ranking) -> str | None:
        if not found.complete:
            return NOT_ALL_LISTED
        return NO_MORE if len(found.next_best) < self.asked.alternatives else None

    def _second_best(self, best: Solution) -> list[Json]:
        return [
            {
                "unit": switch.code,
                "group": switch.own + 1,
                "second_best": None if switch.to is None else switch.to + 1,
                "costs": self._move(best, switch),
                "moves_with": list(switch.moves_with),
                "message": NO_MOVE if switch.to is None else None,
            }
            for switch in best.switches
        ]

    def _move(self, best: Solution, switch: Switch) -> float | None:
        if switch.to is None:
            return None
        after = priced(self.problem, moved(best.groups, [switch.code, *switch.moves_with], switch.to))
        return self._score(after.score - best.score)

    def _stability(self, groups: Groups) -> Json:
        features = self.asked.features
        if features is None or features.shape[1] == 1:
            return {"resolves": 0, "same": None, "changed_without": [], "unknown": [], "message": NO_FEATURES
                    if features is None else ONE_FEATURE}  # fmt: skip
        verdicts = [self._stays(column, groups) for column in range(features.shape[1])]
        same = verdicts.count(True)
        return {
            "resolves": len(verdicts),
            "same": same,
            "changed_without": [at for at, verdict in enumerate(verdicts, 1) if verdict is False],
            "unknown": [at for at, verdict in enumerate(verdicts, 1) if verdict is None],
            "message": f"In {same} van de {len(verdicts)} keer blijft deze indeling de beste als één kenmerk wegvalt.",
        }

    def _stays(self, column: int, groups: Groups) -> bool | None:
        """Return whether no division is better once this feature is left out; None when that is not proven."""
        problem = self.asked.without_feature(column).problem()
        try:
            found = solve(problem, self.k, within=0.0, limit=0, effort=self.effort)
        except NotSolvable:  # out of effort: the wishes allow the division itself
            return None
        better = found.score < priced(problem, groups).score - TIED
        return False if better else (True if found.proven else None)

    def _price(self, wish: Wish, score: float) -> Json:
        """Return what the wish adds to the score (a drawn link: takes off it, so less than 0)."""
        eased = wish.without(self.asked).problem()
        said: Json = {"wish": wish.label, "score_without": None, "price": None, "price_share": None, "message": None}
        if possible(eased, self.k) is False:
            return said | {"message": "Zonder deze wens is er geen indeling."}
        try:
            found = solve(eased, self.k, within=0.0, limit=0, effort=self.effort)
        except NotSolvable as refused:
            return said | {"message": str(refused)}
        if not found.proven:
            return said | {"message": "Zonder deze wens is de beste indeling niet bewezen."}
        more = score - found.score
        return said | {
            "score_without": self._score(found.score),
            "price": self._score(more),
            "price_share": _share(more / found.score if found.score > TIED else None),
        }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 9) + 0.0


def _ties(count: int) -> str:
    if count == 0:
        return "Geen andere indeling is even goed."
    return "1 andere indeling is even goed." if count == 1 else f"{count} andere indelingen zijn even goed."


def _clash(labels: Sequence[str], minimal: bool) -> str:
    named = ", ".join(labels)
    if not minimal:
        return f"Deze eisen gaan niet samen: {named}. Of ze alle nodig zijn voor de botsing, is niet nagegaan."
    if len(labels) == 1:
        return f"Deze eis kan niet: {named}."
    return f"Deze eisen gaan niet samen: {named}. Laat er minstens één los."
