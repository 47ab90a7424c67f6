"""A month of hours as a grid: a row per kind, followed and missed; what stays empty is not written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from inburgering.notation import MONTHS
from trajectories.actions.hours import Month
from trajectories.forms.course import HoursField
from trajectories.models import HoursMonth

COLUMNS = (
    ("followed", "gevolgd"), ("missed_with_notice", "gemist met bericht"), ("missed_without_notice", "zonder bericht"),
)  # fmt: skip


class HoursForm(forms.Form):
    """`there` has the row of each kind that exists. Fields are called nt2-followed and so on."""

    def __init__(self, *args: Any, month: date, there: Mapping[str, HoursMonth], **options: Any) -> None:
        super().__init__(*args, **options)
        self.month = month
        for kind, label in HoursMonth.Kind.choices:
            row = there.get(kind)
            for column, words in COLUMNS:
                field = HoursField(f"{label}, {words}")
                field.initial = getattr(row, column) if row else None
                self.fields[f"{kind}-{column}"] = field
            self.fields[f"{kind}-version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=row.version if row else 0
            )

    @property
    def month_words(self) -> str:
        return f"{MONTHS[self.month.month - 1]} {self.month.year}"

    def rows(self) -> list[tuple[str, list[BoundField], BoundField]]:
        """Return per kind its label, its three fields and the hidden one."""
        return [
            (label, [self[f"{kind}-{column}"] for column, _ in COLUMNS], self[f"{kind}-version"])
            for kind, label in HoursMonth.Kind.choices
        ]

    def typed(self) -> list[Month]:
        """Return what was changed: a kind of which nothing was typed, or nothing differs, is left alone."""
        found = []
        for kind in HoursMonth.Kind.values:
            numbers = [self.cleaned_data[f"{kind}-{column}"] for column, _ in COLUMNS]
            before = [self.fields[f"{kind}-{column}"].initial for column, _ in COLUMNS]
            if numbers != before and any(number is not None for number in [*numbers, *before]):
                version = self.cleaned_data[f"{kind}-version"]
                found.append(Month(self.month, kind, *[number or 0 for number in numbers], expected_version=version))
        return found
