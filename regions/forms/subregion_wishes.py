"""Trying wishes: which municipalities must be together, apart or count as neighbours, and how large a subregion is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from inburgering.notation import Unreadable, parse_amount
from regions.reports.subregion_question import Question, Wishes
from regions.reports.subregion_wishes import FIELDS

NEW = [("", "een wens"), ("samen", "moet samen met"), ("apart", "mag niet samen met"), ("buren", "telt als buur van")]
LARGEST = Decimal(100_000)


class WishesForm(forms.Form):
    """The wishes so far (`wens`, one checkbox each), one more, the number of subregions and their smallest size."""

    aantal = forms.TypedChoiceField(
        label="Aantal subregio’s",
        coerce=int,
        error_messages={
            "required": "Kies het aantal subregio’s",
            "invalid_choice": "Kies een aantal uit de lijst: %(value)s staat er niet in",
        },
    )
    aan_elkaar = forms.BooleanField(label="Gemeenten in een subregio liggen aan elkaar", required=False)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    soort = forms.ChoiceField(label="Wens", required=False, choices=NEW)
    met = forms.ChoiceField(label="Andere gemeente", required=False)
    minimum = forms.CharField(
        label="Minstens zoveel inburgeraars per jaar in elke subregio",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "rs-input--short"}),
    )

    def __init__(self, data: QueryDict, *, question: Question, most: int, per_year: Mapping[str, float]) -> None:
        super().__init__(data)
        people = sorted(question.shared.municipalities, key=lambda one: one.name)
        self.codes = {one.slug: one.code for one in people}
        self.per_year = per_year
        self.fields["aantal"].choices = [(number, str(number)) for number in range(1, most + 1)]
        for name in ("gemeente", "met"):
            self.fields[name].choices = [("", "een gemeente"), *((one.slug, one.name) for one in people)]
            self.fields[name].error_messages["invalid_choice"] = "Kies een gemeente uit de lijst"
        self.fields["soort"].error_messages["invalid_choice"] = "Kies een wens uit de lijst"

    def clean_minimum(self) -> float:
        typed = self.cleaned_data["minimum"]
        if not typed.strip():
            return 0.0
        try:
            amount = parse_amount(typed, max_decimals=1)
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason
        if not 0 <= amount <= LARGEST:
            raise forms.ValidationError("Vul een getal in van 0 tot en met 100.000")
        return float(amount)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        pairs = {name: self._kept(kind) for kind, name in FIELDS.items()}
        one, kind, other = typed.get("gemeente"), typed.get("soort"), typed.get("met")
        if any((one, kind, other)):
            self._add(pairs, one, kind, other)
        least = typed.get("minimum") or 0.0
        typed["wishes"] = Wishes(
            **{name: tuple(sorted(found)) for name, found in pairs.items()},
            least_per_year=least,
            per_year=dict(self.per_year) if least else {},
        )
        return typed

    def _kept(self, kind: str) -> set[tuple[str, str]]:
        """Return the pairs of the checkboxes that are still on; a municipality of elsewhere is refused."""
        found = set()
        for written in self.data.getlist("wens"):
            parts = written.split(":")
            if parts[0] not in FIELDS or len(parts) != 3 or not {parts[1], parts[2]} <= set(self.codes):  # noqa: PLR2004
                if kind == "samen":
                    self.add_error(None, f"De wens ‘{written}’ gaat niet over gemeenten van deze regio.")
            elif parts[0] == kind:
                found.add(self._pair(parts[1], parts[2]))
        return found

    def _add(self, pairs: dict[str, set[tuple[str, str]]], one: Any, kind: Any, other: Any) -> None:
        for name, value, missing in (
            ("gemeente", one, "Kies een gemeente"),
            ("soort", kind, "Kies wat de wens is"),
            ("met", other, "Kies de andere gemeente"),
        ):
            if not value and name not in self.errors:
                self.add_error(name, missing)
        if one and one == other:
            self.add_error("met", "Kies twee verschillende gemeenten")
        if not self.errors:
            pairs[FIELDS[kind]].add(self._pair(one, other))

    def _pair(self, one: str, other: str) -> tuple[str, str]:
        found = sorted((self.codes[one], self.codes[other]))
        return found[0], found[1]
