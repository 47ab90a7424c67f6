"""Who somebody is: for registering by hand and for changing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from inburgering.day_field import DayField
from trajectories.forms.typed import BirthField, BsnField, PhoneField, PostcodeField, VNumberField, choice, text
from trajectories.forms.typed import refuse_bsn as refused
from trajectories.models import Inburgeraar, Indeling, Team
from trajectories.rules import person_numbers
from trajectories.rules.names import suggested_sort_name
from trajectories.rules.person_numbers import Birth

NAME = "Vul de naam in zoals de persoon die zelf zegt"
COLUMNS = ("full_name", "calling_name", "prefix", "languages", "needs_interpreter", "email", "phone", "street",
           "postcode", "city", "no_letter_to_address", "contact_note")  # fmt: skip


class PersonForm(forms.Form):
    """Names as they are: a person with one name has one name, and a birth date goes as far as it is known."""

    asks_team = asks_death = False  # whether the fields below are there, for the template

    full_name = text("Volledige naam", 200, NAME, help_text="Zoals de persoon die zegt. Eén naam mag ook.")
    calling_name = text("Roepnaam", 80, help_text="Zo spreek je deze persoon aan.")
    prefix = text("Tussenvoegsel", 20, help_text="Bijvoorbeeld van den.",
                  widget=forms.TextInput(attrs={"class": "rs-input--short"}))  # fmt: skip
    sort_name = text("Naam in lijsten", 200, help_text="Leeg laten mag: dan wordt het achternaam, voornaam.")
    birth = BirthField(
        label="Geboortedatum", help_text="Zo ver bekend: 17-04-1992, 00-04-1992 of 00-00-1992",
        error_messages={"required": person_numbers.WRONG_BIRTH},
    )  # fmt: skip
    bsn = BsnField(label="BSN", required=False, help_text="9 cijfers")
    v_number = VNumberField(label="V-nummer", required=False, help_text="10 cijfers, van de IND")
    languages = text("Talen", 200, help_text="Bijvoorbeeld Arabisch, Engels")
    needs_interpreter = forms.BooleanField(label="Een tolk is nodig", required=False)
    phone = PhoneField(label="Telefoon", required=False, help_text="Bijvoorbeeld 06 12 34 56 78")
    email = forms.EmailField(
        label="E-mail", required=False, max_length=254,
        error_messages={"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl"},
    )  # fmt: skip
    street = text("Straat en huisnummer", 120)
    postcode = PostcodeField(label="Postcode", required=False)
    city = text("Plaats", 80)
    no_letter_to_address = forms.BooleanField(label="Stuur geen brief naar dit adres", required=False)
    contact_note = text("Let op bij contact", 300, help_text="Bijvoorbeeld: belt liever terug na 15.00 uur",
                        widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def clean_contact_note(self) -> str:
        refused(self.cleaned_data["contact_note"])
        return str(self.cleaned_data["contact_note"])

    def clean(self) -> dict[str, Any]:
        known = super().clean() or {}
        if not known.get("sort_name") and known.get("full_name"):
            known["sort_name"] = suggested_sort_name(known["full_name"], known.get("prefix", ""))
        return known

    def columns(self) -> dict[str, Any]:
        """Return the columns of Inburgeraar that were filled in, without the numbers."""
        birth: Birth = self.cleaned_data["birth"]
        columns = {name: self.cleaned_data[name] for name in (*COLUMNS, "sort_name")}
        return columns | {"birth_year": birth.year, "birth_month": birth.month, "birth_day": birth.day}

    def numbers(self) -> dict[str, str]:
        """Return the BSN and V-nummer that were typed; what is left open is not in it."""
        bsn, v_number = self.cleaned_data["bsn"], self.cleaned_data["v_number"]
        return ({"bsn": bsn.digits} if bsn else {}) | ({"v_number": v_number} if v_number else {})

    @property
    def zero_added(self) -> bool:
        return bool(self.cleaned_data["bsn"]) and self.cleaned_data["bsn"].zero_added


class ChangePersonForm(PersonForm):
    """The same fields with what is known; the numbers are never shown, an empty field leaves them as they are."""

    asks_death = True
    died_on = DayField(label="Overleden op", required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Inburgeraar, **kwargs: Any) -> None:
        first = {name: getattr(person, name) for name in (*COLUMNS, "sort_name", "died_on")}
        first["birth"] = Birth(person.birth_year, person.birth_month, person.birth_day)
        first["expected_version"] = person.version
        super().__init__(*args, initial=first, **kwargs)
        for name, sealed in (("bsn", person.bsn_sealed), ("v_number", person.v_number_sealed)):
            self.fields[name].help_text = "Bekend. Vul alleen iets in om het te vervangen" if sealed else "Niet bekend"

    def columns(self) -> dict[str, Any]:
        return super().columns() | {"died_on": self.cleaned_data["died_on"]}


class RegisterForm(PersonForm):
    """Somebody new for one of one's teams, with the facts from which the first dates follow."""

    indeling = choice("Indeling", "Kies tot welke groep deze persoon hoort", Indeling.choices, widget=forms.RadioSelect)
    kennisgeving_on = DayField(label="Kennisgeving van DUO", required=False)
    registered_brp_on = DayField(label="Ingeschreven in de gemeente (BRP)", required=False)
    bijstand_from_on = DayField(label="Bijstand vanaf", required=False)
    azc_location = text("Woont nog in AZC", 120, help_text="Naam van de locatie.")
    linked_on = DayField(label="Gekoppeld aan de gemeente op", required=False)
    mine = forms.BooleanField(label="Zet op mijn caseload", required=False, initial=True)
    is_someone_else = forms.BooleanField(label="Dit is iemand anders", required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        if len(teams) > 1:
            named = [(key, team.name) for key, team in self.teams.items()]
            self.fields["team"] = choice("Team", "Kies een team", [("", "Kies een team"), *named])
            self.order_fields(["team", *self.fields])
            self.asks_team = True

    @property
    def team(self) -> Team:
        return self.teams[self.cleaned_data["team"]] if "team" in self.fields else next(iter(self.teams.values()))

    def facts(self) -> dict[str, Any]:
        names = ("kennisgeving_on", "registered_brp_on", "bijstand_from_on", "azc_location", "linked_on")
        facts = {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
        if "kennisgeving_on" in facts:
            facts["plicht_begins_on"] = facts["kennisgeving_on"]
        return facts


class IndelingForm(forms.Form):
    indeling = choice("Indeling", "Kies tot welke groep deze persoon hoort", Indeling.choices, widget=forms.RadioSelect)
    begins_on = DayField(label="Vanaf", missing="Vul de dag in waarop dit begint, bijvoorbeeld 24-11-2026")
    source = text("Bron", 120, "Vul in waar dit uit blijkt, bijvoorbeeld SS124 van DUO")
    detail = text("Doelgroep bij DUO", 60, help_text="Zoals DUO die noemt.")


class HouseholdForm(forms.Form):
    other = text("Nummer van het andere dossier", 12, "Vul het nummer in, bijvoorbeeld T-7K3M9QXD",
                 widget=forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}))  # fmt: skip

    def clean_other(self) -> str:
        return str(self.cleaned_data["other"]).upper()
