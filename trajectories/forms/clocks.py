"""The facts from which dates follow, typed without a name."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import fields, replace
from typing import Any

from django import forms

from inburgering.day_field import DayField
from trajectories.models import Indeling, Leerroute
from trajectories.rules.clock import Facts
from trajectories.rules.facts_file import contradictions

BIRTH = re.compile(r"(?:(?P<day>[0-9]{1,2})[-/. ])?(?:(?P<month>[0-9]{1,2})[-/. ])?(?P<year>(?:19|20)[0-9]{2})")
BIRTH_WANTED = "Vul de geboortedatum in als 17-4-1962, of wat je ervan weet: 4-1962 of 1962"
NOT_A_DAY = "Deze geboortedag bestaat niet. Controleer de dag en de maand"


def _day(label: str, hint: str = "") -> DayField:
    return DayField(label=label, required=False, help_text=hint)


class ClockForm(forms.Form):
    """Every field may stay empty but the group. Names are those of Facts."""

    indeling = forms.ChoiceField(
        label="Groep", choices=[("", "Kies de groep"), *Indeling.choices], error_messages={"required": "Kies de groep"}
    )
    leerroute = forms.ChoiceField(
        label="Leerroute", choices=[("", "Nog niet bepaald"), *Leerroute.choices], required=False
    )
    born = forms.CharField(
        label="Geboortedatum", required=False, max_length=10,
        help_text="Alleen voor de AOW-leeftijd. Een jaar is genoeg",
        widget=forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}),
    )  # fmt: skip
    kennisgeving_on = _day("Kennisgeving van DUO", "Dag-maand-jaar, bijvoorbeeld 15-9-2026")
    plicht_begins_on = _day("Begin inburgeringsplicht")
    registered_brp_on = _day("Inschrijving in de BRP van deze gemeente")
    awaits_registration = forms.BooleanField(label="Woont nog in een azc, niet ingeschreven", required=False)
    moved_in_on = _day("Verhuisd naar deze gemeente", "Inschrijving hier, bij een PIP van een andere gemeente")
    waits_for_third_party = forms.BooleanField(label="Het PIP wacht op informatie van een ander", required=False)
    third_party_received_on = _day("Die informatie kwam op")
    duo_pip_due_on = _day("Uiterste dag PIP volgens DUO")
    first_pip_dated_on = _day("Dagtekening eerste PIP")
    pip_dated_on = _day("Dagtekening laatste PIP", "Alleen als er een nieuwer PIP is")
    pip_announced_on = _day("PIP bekendgemaakt", "De dag waarop de brief is verstuurd of gegeven")
    duo_term_starts_on = _day("Begin termijn volgens DUO")
    duo_term_ends_on = _day("Einde termijn volgens DUO")
    offered_on = _day("Aanbod les gedaan")
    pvt_signed_on = _day("PVT ondertekend")
    map_ended_on = _day("Eindgesprek MAP")
    z_ended_on = _day("Eindgesprek Z-route")
    bijstand_from_on = _day("Recht op bijstand vanaf")
    plicht_ended_on = _day("Einde inburgeringsplicht", "Door diploma, certificaat, vrijstelling of ontheffing")
    has_died = forms.BooleanField(label="De plicht eindigde door overlijden", required=False)
    on = _day("Reken op", "Leeg is vandaag")

    def clean_born(self) -> dict[str, int | None]:
        typed = self.cleaned_data["born"].strip()
        if not typed:
            return {"birth_year": None, "birth_month": None, "birth_day": None}
        parts = BIRTH.fullmatch(typed)
        if parts is None:
            raise forms.ValidationError(BIRTH_WANTED)
        year, month, day = (int(parts[name]) if parts[name] else None for name in ("year", "month", "day"))
        if day and month is None:  # "4-1962": one number before the year is the month
            day, month = None, day
        if not 1 <= (month or 1) <= 12:  # noqa: PLR2004 - months
            raise forms.ValidationError(BIRTH_WANTED)
        if day and month and day > monthrange(int(parts["year"]), month)[1]:
            raise forms.ValidationError(NOT_A_DAY)
        return {"birth_year": year, "birth_month": month, "birth_day": day}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            for field, sentence in contradictions(self.facts()):
                self.add_error("born" if field.startswith("birth") else field, sentence.rstrip("."))
        return given

    def facts(self, known: Facts | None = None) -> Facts:
        """Return what was typed; only after cleaning. What no field asks is that of `known`."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"on", "born"}}
        typed = given | self.cleaned_data["born"]
        if known is None:
            return Facts(**typed, closed_on=given.get("plicht_ended_on"))
        return replace(known, **typed, closed_on=given.get("plicht_ended_on") or known.closed_on)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings, in the order of the road."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]


def as_typed(facts: Facts) -> dict[str, Any]:
    """Return what fields of the form hold when somebody would have typed these facts."""
    known = {field.name: getattr(facts, field.name) for field in fields(facts)}
    parts = (facts.birth_day, facts.birth_month, facts.birth_year)
    return known | {"born": "-".join(str(part) for part in parts if part)}


GROUPS: list[tuple[str, tuple[str, ...]]] = [
    ("Wie", ("indeling", "leerroute", "born", "on")),
    ("Tot het PIP", (
        "kennisgeving_on", "plicht_begins_on", "registered_brp_on", "awaits_registration", "moved_in_on",
        "waits_for_third_party", "third_party_received_on", "duo_pip_due_on",
    )),
    ("PIP en termijn", (
        "first_pip_dated_on", "pip_dated_on", "pip_announced_on", "duo_term_starts_on", "duo_term_ends_on",
    )),
    ("Daarna", (
        "offered_on", "pvt_signed_on", "map_ended_on", "z_ended_on", "bijstand_from_on", "plicht_ended_on", "has_died",
    )),
]  # fmt: skip
