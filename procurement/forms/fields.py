"""Fields that read what Dutch people type: whole numbers, amounts and dates. Wrong text stays as it was typed."""

from decimal import Decimal
from typing import Any

from django import forms

from inburgering.notation import Unreadable, count, number, parse_amount, parse_whole_number


def line(label: str, length: int, missing: str, **options: Any) -> forms.CharField:
    """Return a field of one line that says in words what is wrong with it."""
    return forms.CharField(
        label=label,
        max_length=length,
        # No maxlength in the browser: it would cut off what is pasted without a word.
        widget=options.pop("widget", forms.TextInput(attrs={"maxlength": False})),
        error_messages={
            "required": missing,
            "max_length": f"{label} is te lang (maximaal {count(length, 'teken', 'tekens')})",
        },
        **options,
    )


class WholeNumberField(forms.CharField):
    """A whole number between two others, both included."""

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "rs-input--short"}),
            error_messages={"required": f"Vul een getal in van {least} tot en met {number(most)}"},
            **options,
        )

    def clean(self, value: Any) -> int:
        try:
            typed = parse_whole_number(super().clean(value))
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason
        if not self.least <= typed <= self.most:
            raise forms.ValidationError(f"Vul een getal in van {self.least} tot en met {number(self.most)}")
        return typed


class AmountField(forms.CharField):
    """A number with decimals, such as 12.500,50 or 0,6."""

    def __init__(self, *, decimals: int = 4, **options: Any) -> None:
        self.decimals = decimals
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "rs-input--short"}),
            error_messages={"required": "Vul een bedrag in, bijvoorbeeld 12.500,50"},
            **options,
        )

    def clean(self, value: Any) -> Decimal:
        try:
            return parse_amount(super().clean(value), max_decimals=self.decimals)
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason
