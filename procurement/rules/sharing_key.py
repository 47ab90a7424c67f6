"""How those who buy together divide the costs: a weight per municipality for each verdeelsleutel."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import listing, number
from procurement.rules.choices import CannotCalculate, ComponentChoice, DivisionKey
from procurement.rules.cost_assumptions import the

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Members:
    """The municipalities of one purchase by CBS code: names and participants; inhabitants as far as known."""

    names: Mapping[str, str]
    participants: Mapping[str, Decimal]
    inhabitants: Mapping[str, int]


def weights(choice: ComponentChoice, members: Members) -> dict[str, Decimal]:
    """Return the weight of each municipality; its part is its weight divided by all weights.

    Participants, inhabitants, 1 each, or percentages that add up to exactly 100 over those who buy together. Raises
    CannotCalculate with what is missing or what the sum is.
    """
    codes = list(members.participants)
    if choice.key == DivisionKey.INWONERS:
        return _inhabitants(choice, members)
    if choice.key == DivisionKey.GELIJK:
        return dict.fromkeys(codes, Decimal(1))
    if choice.key == DivisionKey.AANDELEN:
        return _shares(choice, members)
    return dict(members.participants)


def _inhabitants(choice: ComponentChoice, members: Members) -> dict[str, Decimal]:
    found = {code: members.inhabitants.get(code) or 0 for code in members.participants}
    missing = [members.names[code] for code, people in found.items() if people <= 0]
    if missing:
        raise CannotCalculate(
            f"Het inwonertal van {listing(missing)} ontbreekt. Kies voor {the(choice.component)} een andere "
            "verdeelsleutel."
        )
    return {code: Decimal(people) for code, people in found.items()}


def _shares(choice: ComponentChoice, members: Members) -> dict[str, Decimal]:
    missing = [members.names[code] for code in members.participants if code not in choice.shares]
    if missing:
        raise CannotCalculate(
            f"Voor {the(choice.component)} ontbreekt het aandeel van {listing(missing)}. Vul 0 in voor wie niets "
            "betaalt."
        )
    shares = {code: choice.shares[code] for code in members.participants}
    total = sum(shares.values(), Decimal(0))
    if min(shares.values()) < 0:
        raise CannotCalculate(f"Voor {the(choice.component)} is een aandeel kleiner dan 0%. Een aandeel is 0% of meer.")
    if total != WHOLE:
        who = listing([members.names[code] for code in members.participants])
        raise CannotCalculate(
            f"De aandelen voor {the(choice.component)} van {who} zijn samen {_percentage(total)}. "
            "Maak er samen 100% van."
        )
    return shares


def _percentage(share: Decimal) -> str:
    decimals = max(0, -int(share.normalize().as_tuple().exponent))
    return f"{number(share, decimals)}%"
