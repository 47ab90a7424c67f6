"""Who gains and who gives in when one scenario takes the place of another: per municipality in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from inburgering.notation import count, euro, listing, percent
from procurement.rules.choices import LEERROUTES
from procurement.rules.comparison_outcome import Outcome, Reader, common_components
from procurement.rules.weighing_criteria import Side, mean_wait_months

WEEKS_PER_MONTH = Decimal(52) / 12
HALF_A_WEEK = Decimal("0.5")


class Balance(StrEnum):
    """The values are words for the screen."""

    GAINS = "wint"
    GIVES_IN = "levert in"
    TRADES = "ruilt"
    SAME = "gelijk"


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for one municipality. Positive euros cost more, positive weeks are longer waiting.

    `weeks` and the fits are None where they cannot be known: no participants, no answers. `limits` and `wishes` count
    what is crossed more (or less) than before; `wishes` is None when nobody looked.
    """

    code: str
    name: str
    euros: int
    weeks: Decimal | None
    fit_before: Decimal | None
    fit_after: Decimal | None
    limits: int
    wishes: int | None
    balance: Balance
    sentence: str


def changes(reference: Outcome, other: Outcome, reader: Reader) -> tuple[Change, ...]:
    """Return for every municipality what `other` brings beside `reference`, over the components that both hold."""
    return tuple(_change(reference, other, Reader(reader.names, code)) for code in reader.names)


def summary(found: Sequence[Change]) -> str:
    """Return who gains and who gives in, in one sentence."""
    parts = []
    for balance, verb in ((Balance.GAINS, "wint"), (Balance.GIVES_IN, "levert in"), (Balance.TRADES, "ruilt")):
        names = [one.name for one in found if one.balance == balance]
        plural = {"wint": "winnen", "levert in": "leveren in", "ruilt": "ruilen"}[verb]
        if names:
            who = listing(names) if len(names) <= len(found) // 2 else count(len(names), "gemeente", "gemeenten")
            parts.append(f"{who} {verb if len(names) == 1 else plural}")
    return f"{listing(parts)}." if parts else "Voor elke gemeente blijft het gelijk."


def _change(reference: Outcome, other: Outcome, reader: Reader) -> Change:
    code = reader.municipality or ""
    both = common_components([reference, other])
    before, after = Side(reference, reader, both), Side(other, reader, both)
    euros = reader.cost_of(other, both) - reader.cost_of(reference, both)
    weeks = _weeks(before, after)
    fits = [outcome.fit.by_municipality[code].share for outcome in (reference, other)]
    limits = len(other.fit.by_municipality[code].limits) - len(reference.fit.by_municipality[code].limits)
    wishes = _wishes(reference, other, code)
    told = _told(euros, weeks, fits[0], fits[1], limits, wishes)
    return Change(
        code=code,
        name=reader.name,
        euros=euros,
        weeks=weeks,
        fit_before=fits[0],
        fit_after=fits[1],
        limits=limits,
        wishes=wishes,
        balance=_balance([good for good, _ in told]),
        sentence=_sentence(reader.name, [text for _, text in told]),
    )


def _weeks(before: Side, after: Side) -> Decimal | None:
    """Over the leerroutes, weighted by participants."""
    waits = [mean_wait_months(side) for side in (before, after)]
    if waits[0] is None or waits[1] is None or not set(LEERROUTES) & before.components:
        return None
    return (waits[1] - waits[0]) * WEEKS_PER_MONTH


def _wishes(reference: Outcome, other: Outcome, code: str) -> int | None:
    if reference.broken is None or other.broken is None:
        return None
    return len(other.broken.get(code, ())) - len(reference.broken.get(code, ()))


def _told(
    euros: int, weeks: Decimal | None, before: Decimal | None, after: Decimal | None, limits: int, wishes: int | None
) -> list[tuple[bool, str]]:
    """Return what changes, each with whether it is better."""
    told = []
    if euros:
        told.append((euros < 0, f"betaalt {euro(abs(euros))} per jaar {_less(euros)}"))
    if weeks is not None and abs(weeks) >= HALF_A_WEEK:
        shown = count(int(abs(weeks).quantize(Decimal(1), ROUND_HALF_UP)), "week", "weken")
        told.append((weeks < 0, f"wacht {shown} {'korter' if weeks < 0 else 'langer'}"))
    if before is not None and after is not None and percent(before) != percent(after):
        seen = f"vindt de eigen antwoorden {'meer' if after > before else 'minder'} terug"
        told.append((after > before, f"{seen} ({percent(after)}, was {percent(before)})"))
    if limits:
        told.append((limits < 0, f"ziet {count(abs(limits), 'grens', 'grenzen')} {_less(limits)} geraakt"))
    if wishes:
        told.append((wishes < 0, f"ziet {count(abs(wishes), 'wens', 'wensen')} {_less(wishes)} verbroken"))
    return told


def _less(change: int) -> str:
    return "minder" if change < 0 else "meer"


def _balance(better: Sequence[bool]) -> Balance:
    if not better:
        return Balance.SAME
    if all(better):
        return Balance.GAINS
    return Balance.TRADES if any(better) else Balance.GIVES_IN


def _sentence(name: str, told: Sequence[str]) -> str:
    return f"{name} {listing(told)}." if told else f"Voor {name} blijft het gelijk."
