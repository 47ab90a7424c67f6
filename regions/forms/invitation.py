"""Pasting addresses, checking whom they mean, and correcting one invitation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from regions.actions.invitation import Person
from regions.forms.process import MeetingForm
from regions.forms.work_session import NAME_LENGTH, one_line
from regions.rules.addresses import Found, is_address

MOST_PEOPLE = 200
MOST_SIGNS = 60_000  # about 5.000 words with an address now and then
EXAMPLE = "Bijvoorbeeld uit Outlook of Excel. Schei adressen met een enter, komma of puntkomma."
NO_MUNICIPALITY = "Kies een gemeente"


class AddressesForm(forms.Form):
    addresses = forms.CharField(
        label="E-mailadressen",
        help_text=EXAMPLE,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": "Plak minstens 1 e-mailadres"},
    )

    def clean_addresses(self) -> str:
        pasted = str(self.cleaned_data["addresses"])
        if len(pasted) > MOST_SIGNS:
            raise forms.ValidationError(
                f"Deze tekst is te lang ({len(pasted)} tekens). Plak hoogstens {MOST_PEOPLE} adressen per keer"
            )
        return pasted


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One address on the check page with its fields."""

    email: str
    name: BoundField
    municipality: BoundField
    skip: BoundField


class PeopleForm(forms.Form):
    """Everybody who was found, each with a name, a municipality and a tick to leave out."""

    def __init__(self, data: QueryDict | None = None, *, people: Sequence[Person], names: Mapping[str, str]) -> None:
        super().__init__(data)
        self.people = list(people)
        choices = [("", NO_MUNICIPALITY), *names.items()]
        for place, person in enumerate(self.people):
            self.fields[f"name_{place}"] = one_line("Naam", NAME_LENGTH, "", required=False, initial=person.name)
            self.fields[f"municipality_{place}"] = forms.ChoiceField(
                label="Gemeente", choices=choices, initial=person.municipality_code, required=False
            )
            self.fields[f"skip_{place}"] = forms.BooleanField(label="Niet uitnodigen", required=False)

    @property
    def rows(self) -> list[PersonRow]:
        return [
            PersonRow(one.email, self[f"name_{place}"], self[f"municipality_{place}"], self[f"skip_{place}"])
            for place, one in enumerate(self.people)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place, person in enumerate(self.people):
            if not cleaned.get(f"skip_{place}") and not cleaned.get(f"municipality_{place}"):
                self.add_error(f"municipality_{place}", f"Kies de gemeente van {person.email}")
        return cleaned

    def chosen(self) -> list[Person]:
        """Return whom to invite; call it when the form is valid."""
        return [
            Person(one.email, self.cleaned_data[f"name_{place}"], self.cleaned_data[f"municipality_{place}"])
            for place, one in enumerate(self.people)
            if not self.cleaned_data[f"skip_{place}"]
        ]


def posted_people(data: QueryDict) -> list[Person]:
    """Return the rows that the check page sends back, in their order; none when one of them was tampered with."""
    emails = data.getlist("email")[:MOST_PEOPLE]
    if not all(is_address(email) for email in emails):
        return []
    return [
        Person(email, data.get(f"name_{place}", "")[:NAME_LENGTH], data.get(f"municipality_{place}", ""))
        for place, email in enumerate(emails)
    ]


def found_people(found: Sequence[Found]) -> list[Person]:
    return [Person(one.email, one.name, one.municipality) for one in found]


class InvitationForm(forms.Form):
    """Correcting whom an invitation is for."""

    name = one_line("Naam", NAME_LENGTH, "", required=False)
    municipality = forms.ChoiceField(
        label="Gemeente",
        error_messages={"required": NO_MUNICIPALITY, "invalid_choice": "Kies een gemeente uit de lijst"},
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [("", NO_MUNICIPALITY), *names.items()]


class AcceptForm(forms.Form):
    name = one_line(
        "Naam", NAME_LENGTH, "Vul je naam in", help_text="Alleen de begeleider en je collega's zien je naam."
    )


class DatesForm(MeetingForm):
    """When and where a session meets, for a session with or without a process."""

    purpose = None
    agenda = None

    def meeting(self) -> dict[str, Any]:
        found = {**self.cleaned_data, "purpose": "", "agenda": ""}
        self.cleaned_data = found
        return {name: value for name, value in super().meeting().items() if name not in {"purpose", "agenda"}}
