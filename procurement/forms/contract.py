"""Asking for a contract and for the days on which its groups start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from inburgering.accounts.models import Organisation
from inburgering.day_field import DayField
from procurement.actions.contract import MOST_PLACES
from procurement.forms.fields import AmountField, WholeNumberField, line
from procurement.models import Contract, Scenario
from regions.models import Municipality
from regions.rules.components import COMPONENT_LABELS, Component

NEW = "nieuw"
PROVIDER_MISSING = "Kies een aanbieder, of vul de naam van een nieuwe in"


class OptionalAmount(AmountField):
    """An amount, or None when nothing was typed."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class ContractForm(forms.Form):
    """A new contract, or one that is changed: then the provider stays and is not asked."""

    provider = forms.ChoiceField(label="Aanbieder", error_messages={"required": PROVIDER_MISSING})
    provider_name = line("Naam van de nieuwe aanbieder", 120, "", required=False, help_text="Alleen bij een nieuwe")
    title = line("Naam van het contract", 150, "Vul in hoe het contract heet, bijvoorbeeld: B1-route 2026")
    reference = line("Kenmerk van de regio", 60, "", required=False)
    components = forms.MultipleChoiceField(
        label="Wat zit erin",
        choices=[(one.value, COMPONENT_LABELS[one]) for one in Component],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wat er in dit contract zit"},
    )
    municipalities = forms.MultipleChoiceField(
        label="Gemeenten die plaatsen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies welke gemeenten in dit contract plaatsen"},
    )
    starts_on = DayField(label="Begint op")
    ends_on = DayField(label="Eindigt op")
    extend_until_on = DayField(
        label="Met alle verlengingen tot en met", required=False, help_text="Leeg als er geen optie tot verlengen is"
    )
    scenario = forms.ChoiceField(label="Volgt uit scenario", required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, providers: Iterable[Organisation], municipalities: Sequence[Municipality],
        scenarios: Iterable[Scenario], changed: Contract | None = None, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.providers = {str(one.pk): one for one in providers}
        self.places = {one.slug: one for one in municipalities}
        self.scenarios = {str(one.number): one for one in scenarios}
        self.fields["municipalities"].choices = [(slug, one.name) for slug, one in self.places.items()]
        named = [(number, f"{number}. {one.name}") for number, one in self.scenarios.items()]
        self.fields["scenario"].choices = [("", "Geen scenario"), *named]
        known = [(pk, one.name) for pk, one in self.providers.items()]
        self.fields["provider"].choices = [*known, (NEW, "Een nieuwe aanbieder")]
        if changed:
            del self.fields["provider"], self.fields["provider_name"]
        else:
            del self.fields["expected_version"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("provider") == NEW and not typed.get("provider_name"):
            self.add_error("provider_name", "Vul de naam van de aanbieder in")
        return typed

    def columns(self) -> dict[str, Any]:
        """Return what the act takes, provider aside."""
        typed = dict(self.cleaned_data)
        typed.pop("provider", None)
        typed.pop("provider_name", None)
        typed["municipalities"] = [self.places[slug] for slug in typed["municipalities"]]
        typed["scenario"] = self.scenarios.get(typed["scenario"])
        return typed


class StartMomentForm(forms.Form):
    component = forms.ChoiceField(label="Onderdeel", error_messages={"required": "Kies het onderdeel"})
    starts_on = DayField(label="De groep start op")
    places = WholeNumberField(least=1, most=MOST_PLACES, label="Plaatsen")
    location = line("Locatie", 120, "", required=False)
    hours_per_week = OptionalAmount(decimals=1, label="Uren per week", required=False)

    def __init__(self, *args: Any, contract: Contract, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["component"].choices = [(code, COMPONENT_LABELS[Component(code)]) for code in contract.components]
