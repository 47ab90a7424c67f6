"""What a municipality tells beside its opinions: facts, and at which scale it wants each task. Text in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from inburgering import notation
from regions.rules.task_catalogue import TASKS, Certainty, Task

__all__ = [
    "CONTRACT_ROWS", "FACTS", "FACTS_BY_KEY", "LEERROUTES", "PROVIDERS", "SCALES", "SCALE_LABELS", "TASKS",
    "TASKS_BY_CODE", "Certainty", "Fact", "FactValue", "Kind", "Task", "Unfit", "contract_parts", "parse",
    "parse_contract", "typed", "words",
]  # fmt: skip

Kind = Literal["yes_no", "number", "date", "text", "contracts"]

# The same codes and words as regions.models.inventory.Scale.
SCALES: tuple[tuple[str, str], ...] = (
    ("LOKAAL", "lokaal"),
    ("SUBREGIONAAL", "subregionaal"),
    ("REGIONAAL", "regionaal"),
    ("BOVENREGIONAAL", "bovenregionaal"),
    ("GECLUSTERD", "geclusterd naar doelgroep"),
)
SCALE_LABELS = dict(SCALES)
TASKS_BY_CODE = {task.code: task for task in TASKS}


@dataclass(frozen=True, slots=True)
class Fact:
    """A factual question. `short` heads a column; `unit` stands behind a number; `hint` says what counts."""

    key: str
    label: str
    kind: Kind
    short: str
    unit: str = ""
    hint: str = ""


FACTS: tuple[Fact, ...] = (
    Fact("leslocatie", "Heeft de gemeente een eigen leslocatie?", "yes_no", "Eigen leslocatie",
         hint="Een ruimte die de gemeente zelf beschikbaar stelt voor inburgeringslessen."),
    Fact("leslocatie_plaatsen", "Hoeveel inburgeraars kunnen daar tegelijk les krijgen?", "number",
         "Plaatsen op eigen locatie", "plaatsen"),
    Fact("contracten", "Welke contracten lopen er nu?", "contracts", "Lopende contracten",
         hint="1 regel per contract. Noem geen bedragen en geen namen van personen."),
    Fact("instroom_asiel", "Hoeveel asielstatushouders beginnen er naar verwachting per jaar?", "number",
         "Asielstatushouders", "inburgeraars per jaar",
         "Jullie eigen verwachting, ook als die afwijkt van de taakstelling."),
    Fact("instroom_gezin", "Hoeveel gezins- en overige migranten beginnen er naar verwachting per jaar?", "number",
         "Gezins- en overige migranten", "inburgeraars per jaar"),
    Fact("partners", "Met welke partners werkt de gemeente nu?", "text", "Partners",
         hint="Organisaties, bijvoorbeeld een bibliotheek of welzijnsorganisatie. Geen namen van personen."),
    Fact("standpunt", "Is er een bestuurlijk standpunt vastgesteld?", "yes_no", "Bestuurlijk standpunt",
         hint="Een besluit van college of raad over de regionale samenwerking bij inburgering."),
    Fact("standpunt_op", "Op welke datum is dat standpunt vastgesteld?", "date", "Standpunt vastgesteld op"),
)  # fmt: skip
FACTS_BY_KEY = {fact.key: fact for fact in FACTS}

CONTRACT_ROWS = 10
PROVIDERS: Mapping[str, str] = {
    "TAALAANBIEDER": "taalaanbieder",
    "ROC": "roc",
    "WELZIJN": "welzijnsorganisatie",
    "UITVOERING": "uitvoeringsdienst of werkbedrijf",
    "ANDERS": "andere aanbieder",
}
LEERROUTES: Mapping[str, str] = {
    "B1": "B1-route",
    "ONDERWIJS": "onderwijsroute",
    "ZELFREDZAAMHEID": "Z-route",
    "ANDERS": "ander onderdeel",
}

_MOST, _LONGEST_TEXT = 100_000, 300
_YES_NO = {"ja": True, "nee": False}


class Unfit(ValueError):
    """What was typed does not answer the question. Its text is the Dutch sentence for the person who typed it.

    `part` counts the fields of a contract: 0 provider, 1 leerroute, 2 end.
    """

    def __init__(self, sentence: str, part: int = 0) -> None:
        super().__init__(sentence)
        self.part = part


@dataclass(frozen=True, slots=True)
class FactValue:
    """One answer to a factual question; which part is filled depends on its kind.

    A contract fills `text` ("PROVIDER LEERROUTE", codes) and `day` (its end).
    """

    is_true: bool | None = None
    amount: Decimal | None = None
    day: date | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self == FactValue()

    @property
    def provider(self) -> str:
        return self.text.split(" ")[0] if self.text else ""

    @property
    def leerroute(self) -> str:
        return self.text.split(" ")[-1] if self.text else ""


def parse(fact: Fact, typed: str) -> FactValue | None:
    """Return what was typed for a question of one field, None for an empty field. Raises Unfit."""
    plain = typed.strip()
    if not plain:
        return None
    try:
        return _READERS[fact.kind](plain)
    except notation.Unreadable as reason:
        raise Unfit(str(reason)) from None


def parse_contract(provider: str, leerroute: str, ends_on: str) -> FactValue | None:
    """Return a contract, None for an empty row. Raises Unfit when a part of it is missing or unknown."""
    if not (provider or leerroute or ends_on.strip()):
        return None
    if provider not in PROVIDERS:
        raise Unfit("Kies bij dit contract het soort aanbieder, of maak de regel leeg")
    if leerroute not in LEERROUTES:
        raise Unfit("Kies bij dit contract de leerroute, of maak de regel leeg", 1)
    if not ends_on.strip():
        raise Unfit("Vul bij dit contract de einddatum in, bijvoorbeeld 31-12-2027", 2)
    try:
        return FactValue(day=notation.parse_date(ends_on), text=f"{provider} {leerroute}")
    except notation.Unreadable as reason:
        raise Unfit(str(reason), 2) from None


def _yes_no(plain: str) -> FactValue:
    if plain.lower() not in _YES_NO:
        raise Unfit("Kies ja of nee")
    return FactValue(is_true=_YES_NO[plain.lower()])


def _number(plain: str) -> FactValue:
    whole = notation.parse_whole_number(plain)
    if whole > _MOST:
        raise Unfit(f"Vul een getal in tot en met {notation.number(_MOST)}")
    return FactValue(amount=Decimal(whole))


def _text(plain: str) -> FactValue:
    if len(plain) > _LONGEST_TEXT:
        raise Unfit(f"Gebruik hooguit {_LONGEST_TEXT} tekens. Dit zijn er {notation.number(len(plain))}")
    return FactValue(text=plain)


_READERS = {
    "yes_no": _yes_no,
    "number": _number,
    "date": lambda plain: FactValue(day=notation.parse_date(plain)),
    "text": _text,
}


def words(fact: Fact, value: FactValue) -> str:
    """Return the answer as it is shown, empty for none: `ja`, `1.250 plaatsen`, `B1-route, roc, tot 1 jul 2027`."""
    if fact.kind == "yes_no":
        return "" if value.is_true is None else "ja" if value.is_true else "nee"
    if fact.kind == "number" and value.amount is not None:
        return f"{notation.number(value.amount)} {fact.unit}".strip()
    if fact.kind == "date" and value.day:
        return notation.date_long(value.day)
    if fact.kind == "contracts" and value.day:
        kind = f"{LEERROUTES.get(value.leerroute, '')}, {PROVIDERS.get(value.provider, '')}"
        return f"{kind}, tot {notation.date_short(value.day)}"
    return value.text


def typed(fact: Fact, value: FactValue) -> str:
    """Return the answer as a person would type it again: `ja`, `1.250`, `01-07-2027`."""
    if fact.kind == "yes_no":
        return "" if value.is_true is None else "ja" if value.is_true else "nee"
    if fact.kind == "number":
        return "" if value.amount is None else notation.number(value.amount)
    if fact.kind == "date":
        return _typed_day(value.day)
    return value.text


def contract_parts(value: FactValue) -> tuple[str, str, str]:
    """Return provider, leerroute and end of a contract as its three fields hold them; empty for no contract."""
    return value.provider, value.leerroute, _typed_day(value.day)


def _typed_day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
