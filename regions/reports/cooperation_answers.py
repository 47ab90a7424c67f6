"""How far municipalities lie apart on the statements about one component, inside the groups of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from regions.optimisation.distance import Floats, answer_table, distances
from regions.optimisation.objective import group_cost
from regions.reports.subregion_question import Question
from regions.rules.components import Component
from regions.rules.cooperation import Group
from regions.rules.cooperation_fit import concerns

NOTHING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class AnswersOn:
    """The answers about one component: `statements` are their numbers, `d2` the distances between `codes`."""

    statements: tuple[int, ...]
    codes: tuple[str, ...]
    d2: Floats | None

    def left(self, groups: Sequence[Group]) -> Decimal | None:
        """Return which share (0..1) of all differences remains inside these groups: the measure of the proposal.

        None when nobody answered a statement about it, or when all answered the same.
        """
        if self.d2 is None:
            return None
        everything = group_cost(self.d2, range(len(self.codes)))
        if everything < NOTHING:
            return None
        at = {code: place for place, code in enumerate(self.codes)}
        inside = [[at[code] for code in group.codes if code in at] for group in groups]
        return Decimal(str(round(sum(group_cost(self.d2, one) for one in inside) / everything, 6)))

    def told(self, groups: Sequence[Group]) -> str:
        """Return the share in a sentence."""
        if not self.statements:
            return "Geen stelling van de werksessie gaat over dit onderdeel."
        if self.d2 is None:
            return "Nog geen gemeente beantwoordde een stelling over dit onderdeel."
        left = self.left(groups)
        if left is None:
            return "Over dit onderdeel gaven alle gemeenten dezelfde antwoorden."
        return f"Van de verschillen in antwoorden blijft {round(left * 100)}% binnen de groepen over."


def answers_on(question: Question, component: Component) -> AnswersOn:
    """Return the answers that were frozen with the proposal, as far as they are about this component."""
    asked = [one for one in question.shared.statements if concerns(component, one.key)]
    rows = question.shared.for_solver()
    codes = tuple(sorted(row.code for row in rows))
    if not asked or not rows:
        return AnswersOn(tuple(one.number for one in asked), codes, None)
    table = answer_table(rows, [one.for_solver() for one in asked])
    if not table.given.any():
        return AnswersOn(tuple(one.number for one in asked), codes, None)
    return AnswersOn(tuple(one.number for one in asked), table.codes, distances(table, minimum_coverage=0.0).d2)
