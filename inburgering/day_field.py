"""A day as people type it, asked in one way on every page."""

from datetime import date
from typing import Any

from django import forms

from inburgering.notation import Unreadable, parse_date

HINT = "Dag-maand-jaar, bijvoorbeeld 24-11-2026"
MISSING = "Vul de datum in als dag-maand-jaar, bijvoorbeeld 24-11-2026"


class DayField(forms.CharField):
    """Takes 24-11-2026 and the other ways people write a day; its value is a date, or None when it may be empty and is.

    `missing` is the sentence for a day that must be there and is not.
    """

    def __init__(self, *, missing: str = MISSING, **options: Any) -> None:
        options.setdefault("help_text", HINT)
        options.setdefault("widget", forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}))
        super().__init__(error_messages={"required": missing}, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_date(typed)
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason
