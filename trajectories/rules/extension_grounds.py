"""On what grounds DUO extends the term (Wet art. 12; Besluit art. 4.2–4.5; Regeling art. 4.1). DUO decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trajectories.rules.law_periods import REGELING, WI2021_FROM

ARTICLE = "Wet inburgering 2021, art. 12; Besluit, art. 4.2 tot en met 4.5; Regeling, art. 4.1"
NOTICE = "bericht van DUO van 31-7-2026, tweede hand"
AS_LONG_AS_IT_LASTS = "zo lang als het duurde"
# How grounds that run at the same time are combined, in words of the Besluit that were summarised, not copied.
TOGETHER = "Redenen die in dezelfde tijd spelen, tellen één keer."


@dataclass(frozen=True, slots=True)
class ExtensionGround:
    """`from_months`: how long it must have lasted. `months`/`weeks`: a fixed length; `most_months`: a maximum."""

    key: str
    label: str
    length: str
    from_months: int = 0
    months: int | None = None
    weeks: int | None = None
    most_months: int | None = None
    is_automatic: bool = False
    article: str = ARTICLE
    source: str = REGELING
    valid_from: date = WI2021_FROM
    remark: str = ""


EXTENSION_GROUNDS: tuple[ExtensionGround, ...] = (
    ExtensionGround("ZIEKTE", "ziekte", AS_LONG_AS_IT_LASTS, from_months=3),
    ExtensionGround("OVERLIJDEN", "overlijden van partner of familie in de eerste graad", "3 maanden", months=3),
    ExtensionGround("BEVALLING", "bevalling", "16 weken", weeks=16),
    ExtensionGround("OPVANG", "verblijf in een blijf-van-mijn-lijfhuis", AS_LONG_AS_IT_LASTS, from_months=3),
    ExtensionGround(
        "ALFABETISERING", "alfabetisering in de B1-route of de onderwijsroute",
        f"{AS_LONG_AS_IT_LASTS}, hooguit 6 maanden", from_months=3, most_months=6,
    ),
    ExtensionGround(
        "DAKLOOS", "dakloosheid", f"{AS_LONG_AS_IT_LASTS}, hooguit 2 jaar", from_months=3, most_months=24
    ),
    ExtensionGround(
        "GEEN_AANBOD", "geen aanbod op tijd door het college (art. 4.1 lid 1 g)",
        "zo lang als het duurde na die 3 maanden", from_months=3,
        remark="In de onderwijsroute na 6 maanden.",
    ),
    ExtensionGround(
        "AANBIEDER", "de aanbieder kan niet verder, zoals door faillissement of verlies van het keurmerk",
        "hooguit 6 maanden", most_months=6,
    ),
    ExtensionGround(
        "BIJZONDER", "bijzondere individuele omstandigheid", "hooguit 2 jaar", from_months=3, most_months=24
    ),
    ExtensionGround(
        "OPLEIDING", "een opleiding die niet vrijstelt", "volgens de Regeling",
        remark="De voorwaarden en de duur staan in de Regeling; die zijn hier niet overgenomen.",
    ),
    ExtensionGround(
        "BIJNA_KLAAR", "bijna klaar", "6 maanden", months=6,
        remark="B1-route: alle lessen gevolgd, ten minste 2 van de 4 taalexamens en KNM gehaald, PVT en MAP af. "
        "Gezins- en overige migranten: ten minste 450 uren.",
    ),
    ExtensionGround(
        "NAKIJKTIJD", "16 weken wachten op de uitslag van spreken of schrijven op A2", "6 maanden", months=6,
        is_automatic=True, article="geen artikel gevonden", source=NOTICE,
        valid_from=date(2026, 7, 31), remark="DUO verlengt vanzelf.",
    ),
)  # fmt: skip


def ground(key: str) -> ExtensionGround:
    """Return the row with this key. Raises StopIteration for an unknown one."""
    return next(row for row in EXTENSION_GROUNDS if row.key == key)
