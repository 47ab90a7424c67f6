"""What may go wrong by the way of paying, by scaling down, and by a price or volume for which nobody bids."""

from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import euro, listing, number
from procurement.rules.choices import COMPONENT_LABELS, PAYMENT_LABELS, WITH_OTHER_REGIONS, Component, Payment
from procurement.rules.cost import PriceUnit, PurchaseCost, ScenarioCost, the
from procurement.rules.rounding import whole_euros

DISPUTE_SOURCE = (
    "Divosa, Grip op inkoop en contractmanagement van leerroutes, 22 mei 2025; Besluit inburgering 2021, art. 5.5"
)
NO_BID_SOURCE = "Divosa, vraag en antwoord Wet inburgering, leerroutes, 2025"


@dataclass(frozen=True, slots=True)
class CostRisk:
    """A risk of one purchase: what it is, what to do, and on what that rests. `amount` is what is betwist, or None."""

    component: Component
    label: str
    sentence: str
    advice: str
    source: str
    municipalities: tuple[str, ...]
    amount: Decimal | None = None

    @property
    def text(self) -> str:
        return f"{self.sentence} {self.advice} Bron: {self.source}."


def cost_risks(cost: ScenarioCost) -> tuple[CostRisk, ...]:
    """Return the risks per purchase, disputes first. CBS codes say whom each concerns."""
    disputes = [risk for purchase in cost.purchases if (risk := _dispute(purchase)) is not None]
    bids = [risk for purchase in cost.purchases if (risk := _no_bid(purchase)) is not None]
    return (*disputes, *bids)


def _dispute(purchase: PurchaseCost) -> CostRisk | None:
    """Paying by result leaves open who pays the hours of who scales down: in Tilburg that was disputed."""
    extra = purchase.extra
    pays_result = purchase.choice.payment == Payment.RESULTAAT and purchase.choice.component == Component.B1
    if not extra.disputed and not pays_result:
        return None
    where = f"{_opening(purchase)}: bij betaling {PAYMENT_LABELS[purchase.choice.payment]}"
    if not extra.disputed:
        sentence = (
            f"{where} is niet vanzelf geregeld wie de extra uren betaalt van deelnemers die wisselen of afschalen naar "
            "A2. In dit scenario staat daar geen bedrag voor."
        )
        advice = "Vul bij de aannames in hoeveel deelnemers afschalen en hoeveel uren dat extra kost."
        return _risk(purchase, sentence, advice, DISPUTE_SOURCE)
    sentence = (
        f"{where} is {euro(whole_euros(purchase.disputed))} per jaar betwist: {number(extra.hours)} extra "
        f"uren. {_who(purchase)} Dit bedrag zit niet in de kosten."
    )
    advice = "Spreek in het contract af wie deze uren betaalt, en wat bij afschalen als resultaat telt."
    return _risk(purchase, sentence, advice, DISPUTE_SOURCE, purchase.disputed)


def _who(purchase: PurchaseCost) -> str:
    extra = purchase.extra
    parts = [
        f"{verb} {number(people, 1 if people % 1 else 0)} deelnemers per jaar {where}"
        for people, verb, where in (
            (extra.scaling_down, "schalen", "af naar A2"),
            (extra.switching, "wisselen", "van leerroute"),
        )
        if people
    ]
    before = (
        f" Wie afschaalt heeft dan al minstens {number(extra.hours_before)} cursusuren gevolgd, samen "
        f"{number(extra.hours_before * extra.scaling_down)} uren."
        if extra.scaling_down
        else ""
    )
    return f"Naar verwachting {'. Ook '.join(parts)}.{before}"


def _no_bid(purchase: PurchaseCost) -> CostRisk | None:
    """A price below the published target, or too few people for one group: early tenders got no bid at all."""
    target = purchase.target_price
    if purchase.unit == PriceUnit.JAAR or (target is None and purchase.choice.component != Component.ONDERWIJS):
        return None
    reasons, advice = [], []
    if target is not None and purchase.price < target:
        reasons.append(
            f"de prijs van {euro(purchase.price)} per traject is lager dan het streefbedrag van {euro(target)}"
        )
        advice.append(f"reken met minstens {euro(target)} per traject")
    if purchase.expected < purchase.choice.minimum_group:
        people = number(purchase.expected, 1 if purchase.expected % 1 else 0)
        reasons.append(
            f"met {people} deelnemers per jaar is de kleinste groep van {purchase.choice.minimum_group} niet te vullen"
        )
        advice.append(_larger(purchase))
    if not reasons:
        return None
    sentence = f"{_opening(purchase)}: mogelijk schrijft niemand in, want {listing(reasons)}."
    do = listing(advice)
    return _risk(purchase, sentence, f"{do[:1].upper()}{do[1:]}.", NO_BID_SOURCE)


def _larger(purchase: PurchaseCost) -> str:
    route = COMPONENT_LABELS[purchase.choice.component]
    if purchase.scale in WITH_OTHER_REGIONS:
        return f"zoek meer regio’s om {the(purchase.choice.component)} mee te organiseren"
    return f"organiseer de {route} bovenregionaal, met andere regio’s"


def _opening(purchase: PurchaseCost) -> str:
    label = COMPONENT_LABELS[purchase.choice.component]
    return f"{label[:1].upper()}{label[1:]}, {purchase.label}"


def _risk(purchase: PurchaseCost, sentence: str, advice: str, source: str, amount: Decimal | None = None) -> CostRisk:
    return CostRisk(
        purchase.choice.component, purchase.label, sentence, advice, source, tuple(purchase.participants), amount
    )
