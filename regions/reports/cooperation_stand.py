"""Everything that the pages of one plan are made of, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from regions.models import CooperationPlan, Municipality
from regions.reports import subregion_question
from regions.reports.cooperation import StandingOf, divided, groups_of, members, standing_from, wishes_of
from regions.reports.cooperation_answers import AnswersOn, answers_on
from regions.reports.cooperation_wanted import wanted_scales
from regions.reports.subregion_question import Question
from regions.rules.components import Component, Scale
from regions.rules.cooperation import Area, Group
from regions.rules.wishes import Clash, Wish, clashes

SLUGS: Mapping[Component, str] = {
    Component.B1: "b1-route",
    Component.ONDERWIJS: "onderwijsroute",
    Component.ZELFREDZAAMHEID: "z-route",
    Component.Z_PARTICIPATIE: "z-route-participatie",
    Component.ALFABETISERING: "alfabetisering",
    Component.PVT: "pvt",
    Component.MAP: "map",
    Component.BEGELEIDING: "maatschappelijke-begeleiding",
    Component.ONTZORGEN: "ontzorgen",
    Component.BREDE_INTAKE: "brede-intake",
    Component.KLANTREGIE: "klantregie",
    Component.CONTRACT: "contractmanagement",
}
BY_SLUG = {slug: component for component, slug in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    name: str


@dataclass(frozen=True)
class Stand:
    """One plan with what belongs to it; `chosen` is the municipality one looks for."""

    plan: CooperationPlan
    area: Area
    groups: Mapping[Component, tuple[Group, ...]]
    wanted: Mapping[Component, Mapping[str, Scale]]
    wishes: Sequence[Wish]
    standing: Sequence[StandingOf]
    municipalities: Sequence[Municipality]
    chosen: Municipality | None

    @cached_property
    def question(self) -> Question:
        return subregion_question.thaw(self.plan.proposal.question)

    @cached_property
    def clashes(self) -> Sequence[Clash]:
        return clashes(self.wishes)

    @property
    def choices(self) -> list[Choice]:
        """Return for whom one may look: everybody, or one municipality."""
        return [Choice("", "alle gemeenten"), *(Choice(one.slug, one.name) for one in self.municipalities)]

    @property
    def code(self) -> str:
        return self.chosen.code if self.chosen else ""

    def answers(self, component: Component) -> AnswersOn:
        return answers_on(self.question, component)

    def wishes_on(self, component: Component) -> list[Wish]:
        return [wish for wish in self.wishes if wish.component in (None, component)]


def read(plan: CooperationPlan, slug: str = "") -> Stand:
    """Return the plan as whoever asks may see it, looked at for the municipality with this slug."""
    everyone = members(plan)
    return Stand(
        plan,
        divided(plan.proposal.placements.select_related("municipality"), everyone),
        groups_of(plan),
        wanted_scales(plan.proposal),
        wishes_of(plan),
        standing_from(plan.standpunten.all(), everyone, plan.version),
        everyone,
        next((one for one in everyone if one.slug == slug), None),
    )
