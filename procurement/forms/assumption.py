"""Asking for a better number, with where it comes from and from when it is."""

from collections.abc import Sequence
from typing import Any

from django import forms

from inburgering.day_field import DayField
from procurement.forms.fields import AmountField, line

SOURCE_LENGTH = 300
DECIMALS = "Schrijf een komma voor decimalen, bijvoorbeeld 12.500,50 of 0,60"
UNIT_MISSING = "Kies waarvoor de prijs geldt"


class FigureForm(forms.Form):
    """A number with its source; the hint says in which unit, unless the form asks for it."""

    value = AmountField(label="Waarde")
    source = line(
        "Bron",
        SOURCE_LENGTH,
        "Vul in waar dit getal vandaan komt",
        help_text="Bijvoorbeeld: offerte taalschool, contract 2025",
    )
    source_on = DayField(label="Datum van de bron")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        unit = f"{units[0][:1].upper()}{units[0][1:]}. " if len(units) == 1 else ""
        self.fields["value"].help_text = f"{unit}{DECIMALS}"


class NewFigureForm(FigureForm):
    """A number for which nothing public is known. A price says what it is for when there is a choice."""

    unit = forms.ChoiceField(
        label="De prijs geldt", widget=forms.RadioSelect, error_messages={"required": UNIT_MISSING}
    )
    field_order = ("unit", "value", "source", "source_on")

    def __init__(self, *args: Any, units: Sequence[str], **options: Any) -> None:
        super().__init__(*args, units=units, **options)
        del self.fields["expected_version"]
        if len(units) > 1:
            self.fields["unit"].choices = [(unit, unit.removeprefix("euro ")) for unit in units]
        else:
            del self.fields["unit"]
