"""Whether what municipalities once adopted still holds: their answers to the statements that test a principle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from regions.rules.divergence import FEWEST_TO_COMPARE


class Verdict(Enum):
    """How a principle stands now; the value is the Dutch label, the order that of urgency."""

    ABANDONED = "Niemand staat er nog achter"
    DIVERGES = "Loopt uiteen"
    WAVERS = "Wankelt"
    TOO_FEW = "Te weinig antwoorden"
    UNTESTED = "Nog niet getoetst"
    NOT_ADOPTED = "Nog niet vastgesteld"
    HOLDS = "Houdt stand"


class Stand(Enum):
    """Where one municipality stands towards a principle that it adopted."""

    FOR = "eens"
    AGAINST = "oneens"
    MIXED = "wisselend"  # one of its answers supports the principle, another goes against it
    NEUTRAL = "neutraal"
    SILENT = "geen antwoord"


@dataclass(frozen=True, slots=True)
class Adoption:
    """A municipality (CBS code and name) that adopted the principle on this day."""

    code: str
    name: str
    adopted_on: date


@dataclass(frozen=True, slots=True)
class PrincipleAnswer:
    """The municipal answer to one testing statement: -2..2, or None for weet niet, intern verdeeld and no answer.

    `agreeing_supports` says which end of the scale supports the principle. `answered_on` is when it was shared.
    """

    code: str
    key: str
    value: int | None
    agreeing_supports: bool
    answered_on: date

    @property
    def support(self) -> int | None:
        """Return the answer seen from the principle: above 0 supports it, below 0 goes against it."""
        return self.value if self.value is None or self.agreeing_supports else -self.value


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one principle, and where each municipality that adopted it stands now."""

    verdict: Verdict
    stands: tuple[tuple[Adoption, Stand], ...]

    def who(self, stand: Stand) -> tuple[str, ...]:
        """Return the names of the municipalities that stand there, in the order of the adoptions."""
        return tuple(adoption.name for adoption, found in self.stands if found is stand)

    def stand_of(self, code: str) -> Stand | None:
        """Return where the municipality with this CBS code stands; None when it did not adopt the principle."""
        return next((stand for adoption, stand in self.stands if adoption.code == code), None)


def judge(adoptions: Sequence[Adoption], answers: Iterable[PrincipleAnswer]) -> Judgement:
    """Return how a principle stands, after at most one answer per municipality and statement.

    Only municipalities that adopted the principle count, and only with answers from the day of adoption on: an older
    answer cannot tell what became of an agreement. A missing answer never counts, neither as neutral nor as support.

    - Nobody adopted it: nog niet vastgesteld. No answer that counts was asked for: nog niet getoetst.
    - Fewer than 2 municipalities with an answer: te weinig antwoorden.
    - Nobody supports it, not even with one of several answers: niemand staat er nog achter.
    - At least one goes against it while another supports it: loopt uiteen. Two camps are never agreement.
    - Nobody goes against it and more than half support it: houdt stand; half or less (the others neutral or
      wisselend): wankelt.
    """
    given = _that_count(adoptions, answers)
    stands = tuple((adoption, stand_for([one.support for one in given[adoption.code]])) for adoption in adoptions)
    return Judgement(_verdict([stand for _, stand in stands], asked=any(given.values())), stands)


def stand_for(supports: Iterable[int | None]) -> Stand:
    """Return where a municipality stands, from its answers seen from the principle; None is a missing answer."""
    known = [support for support in supports if support is not None]
    if not known:
        return Stand.SILENT
    supports_it, opposes_it = max(known) > 0, min(known) < 0
    if supports_it and opposes_it:
        return Stand.MIXED
    if supports_it:
        return Stand.FOR
    return Stand.AGAINST if opposes_it else Stand.NEUTRAL


def _that_count(adoptions: Sequence[Adoption], answers: Iterable[PrincipleAnswer]) -> dict[str, list[PrincipleAnswer]]:
    adopted_on = {adoption.code: adoption.adopted_on for adoption in adoptions}
    given: dict[str, list[PrincipleAnswer]] = {code: [] for code in adopted_on}
    for answer in answers:
        if answer.code in given and answer.answered_on >= adopted_on[answer.code]:
            given[answer.code].append(answer)
    return given


def _verdict(stands: Sequence[Stand], *, asked: bool) -> Verdict:
    if not stands:
        return Verdict.NOT_ADOPTED
    if not asked:
        return Verdict.UNTESTED
    spoken = [stand for stand in stands if stand is not Stand.SILENT]
    if len(spoken) < FEWEST_TO_COMPARE:
        return Verdict.TOO_FEW
    supporting = spoken.count(Stand.FOR)
    if not supporting and Stand.MIXED not in spoken:
        return Verdict.ABANDONED
    if Stand.AGAINST in spoken:
        return Verdict.DIVERGES
    return Verdict.HOLDS if 2 * supporting > len(spoken) else Verdict.WAVERS
