"""What people fill in about a team: absence with its deputies, norms and hours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.accounts.models import User
from inburgering.day_field import DayField
from inburgering.notation import Unreadable, parse_amount
from trajectories.models import TeamMember

NOBODY = ""
LONGEST_SOURCE = 300


class AmountField(forms.CharField):
    """Takes 1,5 and 1.5 as people type them; its value is a Decimal with two decimals at most."""

    def __init__(self, *, missing: str, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"class": "rs-input--short", "inputmode": "decimal"}))
        super().__init__(error_messages={"required": missing}, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal:
        try:
            return parse_amount(super().clean(value))
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason


class NormForm(forms.Form):
    value = AmountField(label="Getal", missing="Vul een getal in, bijvoorbeeld 1,5")
    source = forms.CharField(
        label="Waar komt dit getal vandaan?",
        help_text="Bijvoorbeeld: besluit MT van 3 november 2026. Schrijf aanname als het niet vaststaat.",
        error_messages={"required": "Schrijf waar dit getal vandaan komt, of schrijf aanname"},
        validators=[MaxLengthValidator(LONGEST_SOURCE, f"Gebruik hooguit {LONGEST_SOURCE} tekens")],
    )
    source_on = DayField(label="Datum van de bron")
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HoursForm(forms.Form):
    hours = AmountField(label="Uren per week", missing="Vul het aantal uren per week in, bijvoorbeeld 24")


class AbsenceForm(forms.Form):
    """Who is away, from when until when, and per team who covers. `members` are the people one may do this for."""

    person = forms.ChoiceField(label="Wie is afwezig?", error_messages={"required": "Kies wie er afwezig is"})
    starts_on = DayField(label="Eerste dag")
    ends_on = DayField(
        label="Laatste dag", required=False, help_text="Laat leeg als je dit nog niet weet. Voorbeeld: 24-11-2026"
    )

    def __init__(self, *args: Any, people: Sequence[User], places: Sequence[TeamMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["person"].choices = [("", "Kies een naam"), *((key, one.name) for key, one in self.people.items())]
        self.colleagues: dict[int, dict[str, User]] = {}
        names: dict[int, str] = {}
        for place in places:
            self.colleagues.setdefault(place.organisation_id, {})[str(place.user_id)] = place.user
            names[place.organisation_id] = place.organisation.name.removeprefix("Gemeente ")
        for organisation_id in sorted(self.colleagues, key=names.__getitem__):
            colleagues = self.colleagues[organisation_id]
            self.fields[f"deputy_{organisation_id}"] = forms.ChoiceField(
                label=f"Waarnemer in {names[organisation_id]}",
                required=False,
                choices=[(NOBODY, "Niemand"), *((key, one.name) for key, one in colleagues.items())],
                error_messages={"invalid_choice": "Kies een naam uit de lijst"},
            )

    @property
    def user(self) -> User:
        return self.people[self.cleaned_data["person"]]

    def deputies(self) -> dict[int, User | None]:
        """Return the chosen deputy per organisation in which the absent person works; None where nobody covers."""
        key = self.cleaned_data["person"]
        return {
            organisation_id: colleagues.get(self.cleaned_data[f"deputy_{organisation_id}"])
            for organisation_id, colleagues in self.colleagues.items()
            if key in colleagues
        }


class DeputyForm(forms.Form):
    """Who stands in for the klantregisseur of one trajectory."""

    deputy = forms.ChoiceField(
        label="Waarnemer voor dit traject",
        required=False,
        help_text="De waarnemer ziet dit dossier, ook wat alleen de klantregisseur ziet.",
        error_messages={"invalid_choice": "Kies een naam uit de lijst"},
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in colleagues}
        self.fields["deputy"].choices = [(NOBODY, "Niemand"), *((key, one.name) for key, one in self.by_key.items())]

    @property
    def chosen(self) -> User | None:
        return self.by_key.get(self.cleaned_data["deputy"])
