"""What each leerroute means: for the professional with its article, for the inburgeraar in plain words."""

from __future__ import annotations

from dataclasses import dataclass

ASYLUM = "ASIELSTATUSHOUDER"


@dataclass(frozen=True, slots=True)
class RouteMeaning:
    """`facts` for the screen of the klantregisseur, `plain` sentences (A2) for the inburgeraar."""

    code: str
    label: str
    plain_label: str
    article: str
    facts: tuple[str, ...]
    plain: tuple[str, ...]


MEANINGS = (
    RouteMeaning(
        code="B1",
        label="B1-route",
        plain_label="De route B1: taal en werk",
        article="Wi2021 art. 7, 11 en 17",
        facts=(
            "Nederlands tot niveau B1, KNM, PVT en MAP, samen met werk of vrijwilligerswerk.",
            "Eindigt met het staatsexamen NT2 en KNM: een diploma. Termijn van drie jaar.",
            "Na 600 uur taalles en genoeg inspanning mag het niveau naar A2, helemaal of voor een onderdeel.",
            "Wisselen van route kan in de eerste anderhalf jaar.",
        ),
        plain=(
            "Je leert goed Nederlands.",
            "Je werkt ook, of je helpt ergens mee.",
            "Je doet examen en krijgt een diploma.",
            "Is het te zwaar? Dan praten we na veel les over een lager doel.",
            "In de eerste anderhalf jaar kun je nog een keer kiezen.",
        ),
    ),
    RouteMeaning(
        code="ONDERWIJS",
        label="onderwijsroute",
        plain_label="De route naar school",
        article="Wi2021 art. 8 en 17",
        facts=(
            "Taalschakeltraject naar mbo, hbo of universiteit, met PVT en zonder MAP.",
            "Alleen als de inburgeraar dit wil en het college een grote kans op een diploma ziet.",
            "Eindigt met het diploma van het taalschakeltraject. Niveau B1 of hoger, nooit A2.",
            "Wisselen naar de B1-route kan altijd.",
        ),
        plain=(
            "Je gaat naar school om de taal te leren.",
            "Je leert ook wat je nodig hebt voor een studie.",
            "Daarna ga je naar het mbo, hbo of de universiteit.",
            "De gemeente kijkt of je kans op een diploma groot is.",
            "Lukt het niet? Dan kun je altijd naar de route B1.",
        ),
    ),
    RouteMeaning(
        code="ZELFREDZAAMHEID",
        label="Z-route",
        plain_label="De route Z: zelf dingen doen",
        article="Wi2021 art. 9; Besluit inburgering 2021, art. 3.14",
        facts=(
            "Als examen of taalschakeltraject niet redelijk haalbaar is binnen de termijn.",
            "800 uur les; asielstatushouders ook 800 uur meedoen. Doel A1, examen mag en hoeft niet.",
            "Eindigt met een gesprek met het college en een certificaat. Geen diploma B1.",
            "Wisselen van route kan in de eerste anderhalf jaar.",
        ),
        plain=(
            "Je leert de taal stap voor stap.",
            "Je doet mee op een plek waar mensen Nederlands praten.",
            "Je hoeft geen examen te doen. Het mag wel.",
            "Aan het eind praat je met de gemeente. Je krijgt een bewijs.",
            "Dat bewijs is geen diploma.",
            "In de eerste anderhalf jaar kun je nog een keer kiezen.",
        ),
    ),
)
BY_CODE = {one.code: one for one in MEANINGS}
TERM = "Je hebt drie jaar de tijd."  # Wi2021 art. 11, for every route
PAID = "Wij betalen de les."
NOT_PAID = "Je kiest zelf een school. Je betaalt zelf de les."


def plain_words(code: str, indeling: str) -> tuple[str, ...]:
    """Return the plain sentences of a route, with the term and who pays (Wi2021 art. 11, 16)."""
    return (*BY_CODE[code].plain, TERM, PAID if indeling == ASYLUM else NOT_PAID)
