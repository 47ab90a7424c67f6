"""Every rule of DUO: one case that passes, one that fails with its sentence."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from trajectories.rules import duo_part_rules as parts
from trajectories.rules import duo_rules as pips
from trajectories.rules.duo_events import EVENTS, kind_of
from trajectories.rules.duo_findings import Finding

TODAY = date(2026, 11, 20)
PIP = pips.PipFacts(
    "ASIELSTATUSHOUDER", "B1", "B1", dated_on=date(2026, 11, 10), plicht_begins_on=date(2026, 9, 1), today=TODAY,
    intensity_hours=600,
)  # fmt: skip
LATER_PIP = replace(
    PIP, is_first=False, first_dated_on=date(2026, 10, 1), former_dated_on=date(2026, 10, 15),
    moved_in_on=date(2026, 9, 15),
)  # fmt: skip
OFFER = parts.OfferFacts(
    "ASIELSTATUSHOUDER", "B1", date(2026, 2, 10), date(2026, 2, 11), date(2029, 2, 10), date(2026, 3, 1),
    date(2026, 4, 1), date(2027, 12, 31), has_bow_keurmerk=True, alphabet="NVT",
)  # fmt: skip
PART = parts.PartFacts(
    "PVT", "ZELFREDZAAMHEID", date(2026, 6, 1), date(2026, 2, 11), date(2029, 2, 10), TODAY, date(2026, 11, 1)
)
HOURS = parts.HoursFacts("ASIELSTATUSHOUDER", "ZELFREDZAAMHEID", date(2026, 10, 31), 120, 0, 9999)
EXAM = parts.ExamFacts("LE", "B1", "GESLAAGD")

# code, the facts that pass, what makes them fail, the sentence then
CASES: list[tuple[str, Any, dict[str, Any], str]] = [
    ("PIP_LEERROUTE", PIP, {"leerroute": ""}, "Kies een leerroute. Zonder leerroute neemt DUO het PIP niet aan."),
    ("PIP_DAGTEKENING", PIP, {"dated_on": None},
     "Vul de dagtekening van het PIP in. Zonder dagtekening neemt DUO het PIP niet aan."),
    ("PIP_A2_NIET_ONDERWIJSROUTE", LATER_PIP, {"leerroute": "ONDERWIJS", "level": "A2"},
     "Niveau A2 kan niet bij de onderwijsroute. Kies niveau B1 of hoger, of een andere leerroute."),
    ("PIP_B1_NIET_Z_ROUTE", PIP, {"leerroute": "ZELFREDZAAMHEID"},
     "Niveau B1 kan niet bij de Z-route. Laat het niveau leeg, of kies de B1-route."),
    ("PIP_A2_NIET_EERSTE", PIP, {"level": "A2"},
     "Het eerste PIP met de B1-route kan niet niveau A2 hebben. Kies niveau B1. Afschalen naar A2 kan later, met een "
     "nieuw PIP."),
    ("PIP_NIVEAU_BEKEND", PIP, {"level": "C1"}, "Niveau C1 bestaat niet. Kies A2, B1 of B2."),
    ("PIP_INTENSITEIT_ALLEEN_B1_ASIEL", PIP, {"indeling": "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"},
     "DUO neemt de geschatte intensiteit alleen aan bij de B1-route van een asielstatushouder. Maak dit veld leeg."),
    ("PIP_INTENSITEIT_GETAL", PIP, {"intensity_hours": 10000},
     "De geschatte intensiteit is 10000 uur. Vul een heel aantal uren in van 1 tot en met 9999."),
    ("PIP_NIET_VOOR_PLICHT", PIP, {"plicht_begins_on": date(2026, 11, 11)},
     "De dagtekening 10 november 2026 ligt voor het begin van de inburgeringsplicht op 11 november 2026. Controleer de "
     "dagtekening."),
    ("PIP_NIET_VOOR_VESTIGING", LATER_PIP, {"moved_in_on": date(2026, 11, 11)},
     "De dagtekening 10 november 2026 ligt voor de vestiging in deze gemeente op 11 november 2026. Controleer de "
     "dagtekening."),
    ("PIP_NIET_VOOR_EERSTE", LATER_PIP, {"first_dated_on": date(2026, 11, 11)},
     "De dagtekening 10 november 2026 ligt voor die van het eerste PIP van 11 november 2026. Controleer de "
     "dagtekening."),
    ("PIP_NIET_VOOR_VORIGE", LATER_PIP, {"former_dated_on": date(2026, 11, 11)},
     "De dagtekening 10 november 2026 ligt voor die van het vorige PIP van 11 november 2026. Controleer de "
     "dagtekening."),
    ("PIP_TWEEDE_EERSTE", LATER_PIP, {"is_first": True},
     "Er is al een eerste PIP, van 1 oktober 2026. Kies als reden: andere leerroute, afschalen, verhuizing of een "
     "andere reden."),
    ("PIP_ALFABETISERING", PIP, {"alphabet": "ja"},
     "DUO kent bij alfabetisering alleen analfabeet, anders-alfabeet en niet van toepassing. Kies er een van."),
    ("PIP_NIET_IN_TOEKOMST", PIP, {"dated_on": date(2026, 11, 21)},
     "De dagtekening 21 november 2026 ligt in de toekomst. Vul de dag in waarop je het PIP vaststelt."),
    ("PIP_WEG_TERMIJN_VAST", pips.PipRemoval(False), {"is_term_fixed": True},
     "DUO heeft de inburgeringstermijn al vastgesteld. Het PIP kan niet meer weg; stel een nieuw PIP vast."),
    ("PIP_WEG_UREN", pips.PipRemoval(False), {"offer_hours": 12},
     "Op het inburgeringsaanbod staan al 12 uren. Het PIP kan niet meer weg; stel een nieuw PIP vast."),
    ("AANBOD_ALLEEN_ASIEL", OFFER, {"indeling": "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"},
     "Alleen een asielstatushouder krijgt een inburgeringsaanbod. Een gezins- of overige migrant kiest zelf een "
     "school."),
    ("AANBOD_NA_PIP", OFFER, {"pip_dated_on": None},
     "Er is nog geen PIP. Stel eerst het PIP vast; daarna kan het aanbod naar DUO."),
    ("AANBOD_NIET_VOOR_PIP", OFFER, {"pip_dated_on": date(2026, 3, 2)},
     "Het aanbod van 1 maart 2026 ligt voor het PIP van 2 maart 2026. Controleer de datum."),
    ("AANBOD_START_NIET_VOOR_PIP", OFFER, {"pip_dated_on": date(2026, 4, 2)},
     "De start van de les op 1 april 2026 ligt voor het PIP van 2 april 2026. Controleer de datum."),
    ("AANBOD_IN_TERMIJN", OFFER, {"ends_on": date(2029, 2, 11)},
     "De datums van het aanbod moeten liggen in de inburgeringstermijn: van 11 februari 2026 tot en met 10 februari "
     "2029. Pas de start of het einde aan."),
    ("AANBOD_SCHOOL", OFFER, {"has_bow_keurmerk": False, "has_tst_keurmerk": True},
     "DUO neemt alleen een school aan met het keurmerk van Blik op Werk, of bij de onderwijsroute een erkende "
     "taalschakelinstelling. Kies een andere school."),
    ("AANBOD_ALFABETISERING", OFFER, {"alphabet": ""},
     "Vul in of er alfabetisering is: analfabeet, anders-alfabeet of niet van toepassing."),
    ("DEEL_NA_BEGIN", PART, {"ended_on": date(2026, 2, 10)},
     "10 februari 2026 ligt voor het begin van de inburgeringstermijn op 11 februari 2026. Controleer de datum."),
    ("DEEL_NIET_IN_TOEKOMST", PART, {"ended_on": date(2026, 11, 21)},
     "21 november 2026 ligt in de toekomst. Vul de datum in als het is gebeurd."),
    ("DEEL_VOOR_EINDE_Z", PART, {"ended_on": date(2026, 11, 2)},
     "2 november 2026 ligt na de afronding van de Z-route op 1 november 2026. Controleer de datum."),
    ("MAP_NIET_ONDERWIJSROUTE", PART, {"kind": "MAP", "leerroute": "ONDERWIJS"},
     "In de onderwijsroute is er geen MAP (Wet inburgering 2021, art. 8 lid 3). Laat de MAP weg."),
    ("DEEL_NIET_VERWIJTBAAR", PART, {"blamed": False},
     "Niet verwijtbaar melden kan pas in de laatste 2 maanden van de termijn, die eindigt op 10 februari 2029."),
    ("DEEL_VERWIJTBAAR", PART, {"blamed": True},
     "Verwijtbaar melden kan pas na het einde van de termijn op 10 februari 2029."),
    ("UREN_BEKEND_TOT", HOURS, {"known_until": None}, "Vul in tot en met welke dag de uren bekend zijn."),
    ("UREN_TAALLES", HOURS, {"lessons": "12,5"},
     "Bij taalles en KNM staat 12,5. Vul een heel aantal uren in van 0 tot en met 9999."),
    ("UREN_PARTICIPATIE", HOURS, {"participation": -1},
     "Bij participatie staat -1. Vul een heel aantal uren in van 0 tot en met 9999."),
    ("UREN_PARTICIPATIE_ALS_TAALLES", HOURS, {"participation_as_lessons": 10000},
     "Bij participatie als taalles staat 10000. Vul een heel aantal uren in van 0 tot en met 9999."),
    ("UREN_PARTICIPATIE_ALLEEN_Z_ASIEL", HOURS, {"leerroute": "B1"},
     "DUO neemt uren participatie alleen aan bij de Z-route van een asielstatushouder. Maak dit veld leeg."),
    ("EXAMEN_ONDERDEEL", EXAM, {"part": "LEZEN"},
     "DUO kent het onderdeel LEZEN niet. Kies lezen (LE), luisteren (LU), schrijven (SC), spreken (SP) of KNM."),
    ("EXAMEN_NIVEAU", EXAM, {"level": ""},
     "Niveau (onbekend) kan niet bij dit onderdeel. Kies A2, B1 of B2; KNM heeft geen niveau nodig."),
    ("EXAMEN_UITSLAG", EXAM, {"result": "7,5"}, "DUO kent de uitslag 7,5 niet. Kies geslaagd, gezakt of geen."),
    ("EXAMEN_REDEN", EXAM, {"reason": "Absent"},
     "De reden Absent past niet bij deze uitslag. Een reden staat alleen bij geen uitslag: verwijtbaar, niet "
     "verwijtbaar, afgemeld of absent."),
]  # fmt: skip
CHECKS = {
    pips.PipFacts: pips.check_pip, pips.PipRemoval: pips.check_removal, parts.OfferFacts: parts.check_offer,
    parts.PartFacts: parts.check_part, parts.HoursFacts: parts.check_hours, parts.ExamFacts: parts.check_exam,
}  # fmt: skip
TABLES = (pips.PIP_RULES, pips.REMOVAL_RULES, parts.OFFER_RULES, parts.PART_RULES, parts.HOURS_RULES, parts.EXAM_RULES)


def finding(code: str, facts: Any) -> Finding:
    return next(one for one in CHECKS[type(facts)](facts) if one.code == code)


@pytest.mark.parametrize(("code", "good", "wrong", "sentence"), CASES, ids=[case[0] for case in CASES])
def test_the_rule(code: str, good: Any, wrong: dict[str, Any], sentence: str) -> None:
    passing, failing = finding(code, good), finding(code, replace(good, **wrong))
    assert passing.passed
    assert passing.sentence.endswith(".")
    assert not failing.passed
    assert failing.sentence == sentence
    assert failing.field in {field for field in type(good).__dataclass_fields__}
    assert failing.source


def test_every_rule_has_its_cases() -> None:
    assert {case[0] for case in CASES} == {rule.code for table in TABLES for rule in table}


def test_a_good_pip_passes_every_rule() -> None:
    assert all(one.passed for facts in (PIP, LATER_PIP) for one in pips.check_pip(facts))
    assert all(one.passed for facts in (OFFER, PART, HOURS, EXAM) for one in CHECKS[type(facts)](facts))


@pytest.mark.parametrize(
    ("leerroute", "level", "at_duo"),
    [
        ("B1", "", "B1"),
        ("ONDERWIJS", "", "B1"),
        ("ZELFREDZAAMHEID", "", ""),
        ("B1", "A2", "A2"),
        ("B1", "B2", "B1"),
        ("ONDERWIJS", "B2", "B1"),
    ],
)
def test_without_a_level_duo_reads_b1(leerroute: str, level: str, at_duo: str) -> None:
    assert pips.level_at_duo(leerroute, level) == at_duo


def test_a2_later_in_the_b1_route_is_in_order() -> None:
    assert finding("PIP_A2_NIET_EERSTE", replace(LATER_PIP, level="A2")).passed


def test_blame_in_its_time() -> None:
    near = replace(PART, today=date(2028, 12, 10), blamed=False)
    assert finding("DEEL_NIET_VERWIJTBAAR", near).passed
    assert not finding("DEEL_NIET_VERWIJTBAAR", replace(near, today=date(2028, 12, 9))).passed
    assert finding("DEEL_VERWIJTBAAR", replace(PART, today=date(2029, 2, 11), blamed=True)).passed
    assert not finding("DEEL_VERWIJTBAAR", replace(PART, today=date(2029, 2, 10), blamed=True)).passed


def test_every_code_of_duo_is_known_and_an_unknown_one_is_kept() -> None:
    numbers = {101, 102, 103, 104, *range(106, 112), *range(112, 143), 199} - {105, 134, 138}
    assert set(EVENTS) == {f"SS{number}" for number in numbers}
    assert {code for code, kind in EVENTS.items() if kind.is_planned} == {
        "SS112", "SS122", "SS123", "SS126", "SS127", "SS132", "SS133", "SS135", "SS136", "SS140", "SS141", "SS142",
    }  # fmt: skip
    strange = kind_of(" ss998 ")
    assert (strange.code, strange.is_known) == ("SS998", False)
    assert "SS998" in strange.label
