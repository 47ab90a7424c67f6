"""The notifications of DUO: what each code says and which fact it sets here. An unknown code is kept, not refused."""

from __future__ import annotations

from dataclasses import dataclass

DUO_SOURCE = "DUO, koppelvlak notificatie 1.8.0 en de lijst van gebeurtenissen, stand van 11-06-2026"


@dataclass(frozen=True, slots=True)
class DuoEventKind:
    """`sets` names columns of a trajectory that the message brings, "" when it is only to be read.

    `is_planned`: an attention signal that DUO has announced and may not send yet. `asks_for` is what to do now.
    """

    code: str
    label: str
    sets: tuple[str, ...] = ()
    asks_for: str = ""
    is_planned: bool = False
    ends_duty: str = ""  # the outcome with which the duty ends
    is_known: bool = True


_KINDS: tuple[DuoEventKind, ...] = (
    DuoEventKind("SS101", "is inburgeringsplichtig", ("kennisgeving_on", "plicht_begins_on"),
                 "Begin met de brede intake. De 10 weken voor het PIP lopen."),
    DuoEventKind("SS102", "inburgeringstermijn gestart", ("duo_term_starts_on", "duo_term_ends_on"),
                 "Vergelijk de datums met die van ons. DUO gaat voor."),
    DuoEventKind("SS103", "termijn ambtshalve verlengd", ("duo_term_ends_on",), "Vertel de nieuwe einddatum."),
    DuoEventKind("SS104", "termijn op verzoek verlengd", ("duo_term_ends_on",), "Vertel de nieuwe einddatum."),
    DuoEventKind("SS106", "diploma inburgering", (), "Rond het traject af.", ends_duty="DIPLOMA"),
    DuoEventKind("SS107", "gehele vrijstelling", (), "Rond het traject af.", ends_duty="VRIJSTELLING"),
    DuoEventKind("SS108", "gehele ontheffing", (), "Rond het traject af.", ends_duty="ONTHEFFING"),
    DuoEventKind("SS109", "tijdelijke vrijstelling", (), "Bespreek wat er nu wel en niet doorgaat."),
    DuoEventKind("SS110", "ingetrokken", (), "Kijk bij DUO wat er is ingetrokken en bespreek wat dat verandert."),
    DuoEventKind("SS111", "overleden", (), "Sluit het traject af.", ends_duty="OVERLIJDEN"),
    DuoEventKind("SS113", "verzoek om verlenging afgewezen", (), "Bespreek wat er nog kan."),
    DuoEventKind("SS114", "verzoek om gehele vrijstelling afgewezen", (), "Bespreek wat er nog kan."),
    DuoEventKind("SS115", "verzoek om tijdelijke vrijstelling afgewezen", (), "Bespreek wat er nog kan."),
    DuoEventKind("SS116", "verzoek om gedeeltelijke vrijstelling afgewezen", (), "Bespreek wat er nog kan."),
    DuoEventKind("SS117", "gedeeltelijke vrijstelling toegekend", (), "Pas zo nodig het PIP aan."),
    DuoEventKind("SS118", "verzoek om ontheffing afgewezen", (), "Bespreek wat er nog kan."),
    DuoEventKind("SS119", "gedeeltelijke ontheffing", (), "Pas zo nodig het PIP aan."),
    DuoEventKind("SS120", "gevestigd, zonder PIP van de vorige gemeente", ("moved_in_on",),
                 "Stel een PIP vast binnen 10 weken na de inschrijving hier."),
    DuoEventKind("SS121", "gevestigd, met PIP van de vorige gemeente", ("moved_in_on", "first_pip_dated_on"),
                 "Vraag het PIP op en stel een PIP vast binnen 10 weken na de inschrijving hier."),
    DuoEventKind("SS124", "doelgroep gewijzigd", ("indeling",), "Controleer wat er verandert aan aanbod en uren."),
    DuoEventKind("SS125", "doelgroep gewijzigd", ("indeling",), "Controleer wat er verandert aan aanbod en uren."),
    DuoEventKind("SS128", "is inburgeringsplichtig, AOW-leeftijd binnen 6 maanden",
                 ("kennisgeving_on", "plicht_begins_on"), "Bespreek wat nog zin heeft. De 10 weken lopen."),
    DuoEventKind("SS129", "tijdelijke vrijstelling ingetrokken, zonder PIP", (),
                 "Begin met de brede intake. Kijk bij DUO vanaf welke dag de 10 weken lopen."),
    DuoEventKind("SS130", "tijdelijke vrijstelling ingetrokken, met PIP", (), "Pak het PIP weer op."),
    DuoEventKind("SS131", "uitslag leerbaarheidstoets", (), "Bespreek de uitslag. Het college kiest de leerroute."),
    DuoEventKind("SS137", "aangemeld voor de leerbaarheidstoets", ()),
    DuoEventKind("SS139", "is inburgeringsplichtig, de 10 weken zijn gestart", ("registered_brp_on", "duo_pip_due_on"),
                 "De 10 weken voor het PIP lopen vanaf de inschrijving in de BRP."),
    DuoEventKind("SS199", "uitslag examen", (), "Bespreek de uitslag."),
    # Attention signals: announced, not all sent yet.
    DuoEventKind("SS112", "verlenging aangevraagd", (), is_planned=True),
    DuoEventKind("SS122", "vertrokken naar een andere gemeente", (), "Begin de overdracht.", is_planned=True),
    DuoEventKind("SS123", "vertrokken uit Nederland", (), "Ga na of de inburgeraar terugkomt.", is_planned=True),
    DuoEventKind("SS126", "10 weken voorbij zonder leerroute", (), "Stel het PIP vast.", is_planned=True),
    DuoEventKind("SS127", "nog geen aanbod", (), "Doe een aanbod voor les.", is_planned=True),
    DuoEventKind("SS132", "contract past niet bij het PIP", (), "Vergelijk de les met het PIP.", is_planned=True),
    DuoEventKind("SS133", "contract past niet bij het PIP", (), "Vergelijk de les met het PIP.", is_planned=True),
    DuoEventKind("SS135", "contract past niet bij het PIP", (), "Vergelijk de les met het PIP.", is_planned=True),
    DuoEventKind("SS136", "contract past niet bij het PIP", (), "Vergelijk de les met het PIP.", is_planned=True),
    DuoEventKind("SS140", "advies gevraagd over bijzondere omstandigheden (BIO)", (),
                 "Geef DUO het advies van het college.", is_planned=True),
    DuoEventKind("SS141", "tekst voor het certificaat Z-route klaar", (), "Reik het certificaat uit.",
                 is_planned=True),
    DuoEventKind("SS142", "opleiding die niet vrijstelt beëindigd", (), "Bespreek het vervolg.", is_planned=True),
)  # fmt: skip
EVENTS: dict[str, DuoEventKind] = {kind.code: kind for kind in _KINDS}


def kind_of(code: str) -> DuoEventKind:
    """Return what a code means; an unknown one is kept as it is, with a label that says so."""
    asked = code.strip().upper()
    return EVENTS.get(asked) or DuoEventKind(asked, f"onbekend bericht {asked}", is_known=False)
