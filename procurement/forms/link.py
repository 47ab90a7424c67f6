"""Giving share links to readers, and typing the code that shows who reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from regions.rules.addresses import Found, is_address

SKIP = "overslaan"
MOST_PEOPLE, MOST_SIGNS = 50, 20_000


class ReadersForm(forms.Form):
    addresses = forms.CharField(
        label="E-mailadressen van de lezers",
        help_text="Bijvoorbeeld uit Outlook of Excel. Schei adressen met een enter, komma of puntkomma.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
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
class AddresseeRow:
    email: str
    document: BoundField


class AddresseesForm(forms.Form):
    """Every address that was found, with the document it gets; `documents` is {slug: name} of what is ready."""

    is_mailed = forms.BooleanField(label="Mail de link naar de lezers", required=False, initial=True)

    def __init__(
        self, data: QueryDict | None = None, *, chosen: Sequence[tuple[str, str]], documents: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        self.chosen = list(chosen)
        choices = [("", "Kies een document"), *documents.items(), (SKIP, "Geen link geven")]
        for place, (email, slug) in enumerate(self.chosen):
            self.fields[f"document_{place}"] = forms.ChoiceField(
                label=f"Document voor {email}",
                choices=choices,
                initial=slug,
                error_messages={
                    "required": f"Kies het document voor {email}",
                    "invalid_choice": f"Kies het document voor {email}",
                },
            )

    @property
    def rows(self) -> list[AddresseeRow]:
        return [AddresseeRow(email, self[f"document_{place}"]) for place, (email, _) in enumerate(self.chosen)]

    def by_document(self) -> dict[str, list[str]]:
        """Return the addresses per document; call it when the form is valid."""
        found: dict[str, list[str]] = {}
        for place, (email, _) in enumerate(self.chosen):
            slug = self.cleaned_data[f"document_{place}"]
            if slug != SKIP:
                found.setdefault(slug, []).append(email)
        return found


def posted(data: QueryDict) -> list[tuple[str, str]]:
    """Return (address, document) of the rows that the check page sends back; none when one was tampered with."""
    emails = data.getlist("email")[:MOST_PEOPLE]
    if not all(is_address(email) for email in emails):
        return []
    return [(email, data.get(f"document_{place}", "")) for place, email in enumerate(emails)]


def found(addresses: Sequence[Found], documents: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (address, document): an address of a municipality gets the document of that municipality."""
    return [(one.email, one.municipality if one.municipality in documents else "") for one in addresses]


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        help_text="6 cijfers, uit de mail",
        widget=forms.TextInput(
            attrs={
                "class": "rs-input--code",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "maxlength": False,
            }
        ),
        error_messages={"required": "Vul de code van 6 cijfers in"},
    )

    def clean_code(self) -> str:
        typed = "".join(str(self.cleaned_data["code"]).split()).replace("-", "")
        if not (typed.isascii() and typed.isdigit() and len(typed) == 6):  # noqa: PLR2004 - as the help text says
            raise forms.ValidationError("Vul de code van 6 cijfers in")
        return typed
