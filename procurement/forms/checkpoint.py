"""Asking what was agreed: sentences, one per line, and who may deviate, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from inburgering.notation import count
from procurement.forms.fields import line
from procurement.reports.checkpoint import Deviation
from procurement.reports.checkpoint_draft import LONGEST_NAME, LONGEST_REASON, Draft
from regions.models import Municipality
from regions.rules.components import Component, component_name

LONGEST_LINE, MOST_LINES = 800, 100
SPARE_ROWS, MOST_ROWS = 2, 60


class SentencesField(forms.CharField):
    """Sentences, one per line; empty lines fall away. Its value is a tuple."""

    def __init__(self, *, missing: str = "", **options: Any) -> None:
        super().__init__(
            required=bool(missing), error_messages={"required": missing}, widget=forms.Textarea(attrs={"rows": 7}),
            **options,
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = super().clean(value)
        lines = [" ".join(one.split()) for one in typed.splitlines()]
        sentences = [one for one in lines if one]
        if len(sentences) > MOST_LINES:
            raise forms.ValidationError(f"Schrijf hooguit {MOST_LINES} zinnen op. Nu zijn het er {len(sentences)}")
        for place, one in enumerate(lines, start=1):
            if len(one) > LONGEST_LINE:
                too_many = count(len(one) - LONGEST_LINE, "teken", "tekens")
                raise forms.ValidationError(f"Regel {place} is {too_many} te lang (maximaal {LONGEST_LINE})")
        return tuple(sentences)


class CheckpointForm(forms.Form):
    name = line("Naam", LONGEST_NAME, "Vul een naam in, bijvoorbeeld Na de tussenstap")
    agreed = SentencesField(
        label="Wat is afgesproken", missing="Schrijf minstens 1 zin op over wat is afgesproken",
        help_text="Eén afspraak per regel.",
    )  # fmt: skip
    still_open = SentencesField(
        label="Nog open", help_text="Eén punt per regel. Noem de gemeente en het onderdeel waar het om gaat."
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DeviationForm(forms.Form):
    """One municipality that may deviate; an empty row says nothing."""

    municipality = forms.ChoiceField(
        label="Gemeente", required=False, error_messages={"invalid_choice": "Kies een gemeente uit de lijst"}
    )
    component = forms.ChoiceField(
        label="Onderdeel", required=False, error_messages={"invalid_choice": "Kies een onderdeel uit de lijst"}
    )
    reason = line("Waarom", LONGEST_REASON, "", required=False)

    def __init__(self, *args: Any, municipalities: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [("", "Niemand"), *((one.code, one.name) for one in municipalities)]
        parts = [(component.value, component_name(component)) for component in Component]
        self.fields["component"].choices = [("", "Alle onderdelen"), *parts]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("municipality") and not typed.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Vul de reden in")
        if not typed.get("municipality") and typed.get("reason") and "municipality" not in self.errors:
            self.add_error("municipality", "Kies de gemeente die mag afwijken")
        return typed

    @property
    def deviation(self) -> Deviation | None:
        """Return what a valid row says; None for an empty row."""
        typed = self.cleaned_data
        if not typed["municipality"]:
            return None
        return Deviation(typed["municipality"], typed["component"], typed["reason"])


class Agreement:
    """The page on which an agreement is written: sentences and rows, valid only together."""

    def __init__(self, data: Any, *, first: Draft, version: int, municipalities: Sequence[Municipality]) -> None:
        start = {"name": first.name, "agreed": first.agreed, "still_open": first.still_open}
        self.whole = CheckpointForm(data, initial=start | {"expected_version": version})
        count_of = _rows(data, first)
        known = [
            {"municipality": one.code, "component": one.component, "reason": one.reason} for one in first.may_deviate
        ]
        self.rows = [
            DeviationForm(
                data, prefix=f"afwijking-{place}", municipalities=municipalities,
                initial=known[place] if place < len(known) else {},
            )
            for place in range(count_of)
        ]  # fmt: skip
        self.row_count = count_of

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in (self.whole, *self.rows)])

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in (self.whole, *self.rows))

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield (id of the field, sentence) for every error, for the summary above the page."""
        for form in (self.whole, *self.rows):
            for field in form:
                yield from ((field.auto_id, str(error)) for error in field.errors)

    def said(self) -> dict[str, Any]:
        """Return the parts of a valid agreement, as the act takes them."""
        typed = self.whole.cleaned_data
        return {name: typed[name] for name in ("name", "agreed", "still_open")} | {
            "may_deviate": tuple(one for row in self.rows if (one := row.deviation) is not None)
        }

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Yield every field as it was typed, to carry it over the page that asks whether it is right."""
        for form in (self.whole, *self.rows):
            for field in form:
                if field.name != "rows":
                    yield field.html_name, field.data if field.data is not None else ""


def _rows(data: Any, first: Draft) -> int:
    """Return how many rows the page has: those that were sent, with two more when that was asked."""
    if data is None:
        return len(first.may_deviate) + SPARE_ROWS
    sent = str(data.get("rows", ""))
    known = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < len(str(MOST_ROWS)) + 1 else SPARE_ROWS
    return min(known + (SPARE_ROWS if "more" in data else 0), MOST_ROWS)
