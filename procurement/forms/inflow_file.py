"""Weighing one row of the file with expected numbers."""

from decimal import Decimal
from typing import Any
from unicodedata import normalize

from django import forms

from inburgering.day_field import DayField
from inburgering.notation import AmbiguousAmount, Unreadable, number, parse_amount
from procurement.forms.assumption import SOURCE_LENGTH
from procurement.forms.fields import line

LARGEST_NUMBER = Decimal(99_999)
LATEST_VERSION = 10**9
ALLOWED = "Vul een getal in van 0 tot en met 99.999, bijvoorbeeld 31,5"


class InflowRowForm(forms.Form):
    """One row of the file. Which municipalities there are is for who knows the region."""

    municipality = forms.CharField(error_messages={"required": "Vul de naam van de gemeente in"})
    per_year = forms.CharField(error_messages={"required": ALLOWED})
    source = line("Bron", SOURCE_LENGTH, "Vul in waar dit getal vandaan komt")
    source_on = DayField()
    version = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LATEST_VERSION,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "De kolom Versie is gewijzigd. Maak deze cel leeg of download een nieuw sjabloon",
        ),
    )

    def clean_per_year(self) -> Decimal:
        typed = self.cleaned_data["per_year"]
        try:
            per_year = parse_amount(typed)
        except AmbiguousAmount as both:
            thousands, decimal = number(both.as_thousands, 2), number(both.as_decimal, 2)
            raise forms.ValidationError(f"Bedoel je {thousands} of {decimal}? Vul het getal zo in") from both
        except Unreadable as reason:
            raise forms.ValidationError(
                f"‘{_short(typed)}’ is geen getal met hooguit 2 cijfers na de komma. {ALLOWED}"
            ) from reason
        if not 0 <= per_year <= LARGEST_NUMBER:
            raise forms.ValidationError(f"‘{_short(typed)}’ kan niet. {ALLOWED}")
        return per_year

    def clean(self) -> dict[str, Any]:
        """Refuse a formula wherever it stands: nobody sees on this side what it would give."""
        for name in self.fields:
            typed = normalize("NFKC", str(self.data.get(name, ""))).lstrip()
            if typed.startswith("="):
                self.errors.pop(name, None)
                self.add_error(name, "Hier staat een formule. Vul de uitkomst in als getal of tekst")
        return self.cleaned_data


def _short(text: str) -> str:
    longest = 30
    return text if len(text) <= longest else f"{text[:longest]}…"
