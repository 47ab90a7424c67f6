"""Asking the facts of a municipality: yes or no, a number, a date, a text, or its running contracts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from regions.actions.inventory import GivenFact
from regions.forms.page_form import PageForm, version_seen
from regions.models import MunicipalFact
from regions.reports.inventory import stored
from regions.rules.inventory import (
    CONTRACT_ROWS,
    LEERROUTES,
    PROVIDERS,
    Fact,
    Unfit,
    contract_parts,
    parse,
    parse_contract,
    typed,
    words,
)

EMPTY_CONTRACTS = 2  # blank rows below what was filled in
PARTS = ("provider", "leerroute", "ends_on")


@dataclass(frozen=True, slots=True)
class ContractFields:
    number: int
    provider: BoundField
    leerroute: BoundField
    ends_on: BoundField
    seen: BoundField


@dataclass(frozen=True, slots=True)
class FactRow:
    """One question with its field, or with the rows of its contracts."""

    fact: Fact
    field: BoundField | None
    seen: BoundField | None
    contracts: Sequence[ContractFields]


class FactsForm(PageForm):
    def __init__(
        self, *args: Any, facts: Sequence[Fact], standing: Mapping[tuple[str, int], MunicipalFact], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._facts, self._given = facts, {}
        self._contract_rows = range(1, self._last_contract(standing) + 1)
        for fact in facts:
            if fact.kind == "contracts":
                for row in self._contract_rows:
                    self._ask_contract(fact, row, standing.get((fact.key, row)))
            else:
                self._ask(fact, standing.get((fact.key, 1)))

    def _last_contract(self, standing: Mapping[tuple[str, int], MunicipalFact]) -> int:
        """Return how many rows to show: two blank ones, and never fewer than were sent."""
        filled = max((row for (key, row), fact in standing.items() if key == "contracten" and fact.text), default=0)
        sent = max((row for row in range(1, CONTRACT_ROWS + 1) if f"contracten-{row}-seen" in self.data), default=0)
        return max(min(filled + EMPTY_CONTRACTS, CONTRACT_ROWS), sent)

    def _ask(self, fact: Fact, row: MunicipalFact | None) -> None:
        shown = typed(fact, stored(row))
        options: dict[str, Any] = {"label": fact.label, "help_text": fact.hint, "required": False, "initial": shown}
        if fact.kind == "yes_no":
            choices = [("ja", "Ja"), ("nee", "Nee"), ("", "Nog niet bekend")]
            field: forms.Field = forms.ChoiceField(
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies ja of nee"},
                **options,
            )
        elif fact.kind == "text":
            field = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **options)
        else:
            attrs = {"class": "rs-input--short", "autocomplete": "off"}
            attrs |= {"inputmode": "numeric"} if fact.kind == "number" else {}
            options["help_text"] = fact.hint or fact.unit.capitalize() or "Dag-maand-jaar, bijvoorbeeld 24-11-2025"
            field = forms.CharField(widget=forms.TextInput(attrs=attrs), **options)
        self.fields[fact.key] = field
        self.hide(fact.key, row.version if row else 0, (shown,))

    def _ask_contract(self, fact: Fact, number: int, row: MunicipalFact | None) -> None:
        place = f"{fact.key}-{number}"
        shown = contract_parts(stored(row))
        for part, label, choices, value in (
            ("provider", "Soort aanbieder", PROVIDERS, shown[0]),
            ("leerroute", "Leerroute", LEERROUTES, shown[1]),
        ):
            self.fields[f"{place}-{part}"] = forms.ChoiceField(
                label=label, required=False, initial=value, choices=[("", "Kies"), *choices.items()],
                error_messages={"invalid_choice": f"Kies een {label.lower()} uit de lijst"},
            )  # fmt: skip
        self.fields[f"{place}-ends_on"] = forms.CharField(
            label="Einddatum", required=False, initial=shown[2],
            widget=forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}),
        )  # fmt: skip
        self.hide(place, row.version if row else 0, shown)

    def clean(self) -> dict[str, Any]:
        for fact in self._facts:
            if fact.kind == "contracts":
                for row in self._contract_rows:
                    self._read_contract(fact, row)
            else:
                self._read(fact)
        return self.cleaned_data

    def _read(self, fact: Fact) -> None:
        given = str(self.cleaned_data.get(fact.key, "")).replace("\r\n", "\n").strip()
        if fact.key in self.errors or not self.was_touched(fact.key, [given]):
            return
        try:
            self._given[(fact.key, 1)] = GivenFact(fact.key, parse(fact, given), 1, version_seen(self.sent(fact.key)))
        except Unfit as reason:
            self.add_error(fact.key, str(reason))

    def _read_contract(self, fact: Fact, row: int) -> None:
        place = f"{fact.key}-{row}"
        sent = [str(self.cleaned_data.get(f"{place}-{part}", "")) for part in PARTS]
        if not self.was_touched(place, sent):
            return
        try:
            value = parse_contract(*sent)
            self._given[(fact.key, row)] = GivenFact(fact.key, value, row, version_seen(self.sent(place)))
        except Unfit as reason:
            self.add_error(f"{place}-{PARTS[reason.part]}", str(reason))

    def rows(self) -> Iterator[FactRow]:
        for fact in self._facts:
            if fact.kind != "contracts":
                yield FactRow(fact, self[fact.key], self[f"{fact.key}-seen"], [])
                continue
            parts = (*PARTS, "seen")
            rows = self._contract_rows
            yield FactRow(
                fact, None, None,
                [ContractFields(row, *(self[f"{fact.key}-{row}-{part}"] for part in parts)) for row in rows],
            )  # fmt: skip

    def given(self) -> list[GivenFact]:
        """Return the facts at which something was filled in or cleared on this page."""
        return list(self._given.values())

    def show_changed(self, rows: Mapping[tuple[str, int], MunicipalFact]) -> None:
        by_key = {fact.key: fact for fact in self._facts}
        for (key, number), row in rows.items():
            fact = by_key[key]
            told = words(fact, stored(row)) or "niets"
            if fact.kind == "contracts":
                place = f"{key}-{number}"
                self.overtaken(place, f"{place}-provider", row.version, contract_parts(stored(row)), told)
            else:
                self.overtaken(key, key, row.version, (typed(fact, stored(row)),), told)
