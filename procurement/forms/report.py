"""Asking for a board report: which scenarios, which one is advised, what is asked and when."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from inburgering.day_field import DayField
from procurement.forms.fields import line
from procurement.models import Checkpoint, Scenario
from procurement.reports.decisions import standard_decisions

TITLE_LENGTH, DECISION_LENGTH = 120, 160
FEWEST, MOST = 2, 4


class ReportForm(forms.Form):
    title = line("Titel", TITLE_LENGTH, "Vul een titel in, bijvoorbeeld Inkoop leerroutes")
    scenarios = forms.MultipleChoiceField(
        label="Scenario’s in het rapport",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens 2 scenario’s",
            "invalid_choice": "Kies scenario’s uit de lijst",
        },
    )
    advised = forms.ChoiceField(
        label="Het advies",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies welk scenario je adviseert",
            "invalid_choice": "Kies een scenario uit de lijst",
        },
    )
    checkpoint = forms.ModelChoiceField(
        queryset=Checkpoint.objects.none(),
        label="Afspraken onder dit rapport (piketpaaltje)",
        required=False,
        empty_label="Geen: dit rapport staat op nog geen afspraken",
        error_messages={"invalid_choice": "Kies een piketpaaltje uit de lijst, of geen"},
    )
    decide_on = DayField(label="Datum van het besluit")
    decision_1 = line("Besluit 1", DECISION_LENGTH, "Vul minstens één gevraagd besluit in")
    decision_2 = line("Besluit 2", DECISION_LENGTH, "", required=False)
    decision_3 = line("Besluit 3", DECISION_LENGTH, "", required=False)
    is_confidential = forms.BooleanField(label="Dit rapport is vertrouwelijk", required=False)
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, scenarios: Sequence[Scenario], checkpoints: QuerySet[Checkpoint], **kwargs: Any
    ) -> None:
        first, second, third = standard_decisions()
        initial = {
            "title": "Inkoop leerroutes",
            "checkpoint": checkpoints.order_by("-number").first(),
            "scenarios": [str(one.number) for one in scenarios[:MOST]],
            "decision_1": first,
            "decision_2": second,
            "decision_3": third,
            "request_key": uuid.uuid4(),
        }
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.known = {str(one.number): one for one in scenarios}
        choices = [(number, f"{number} {one.name}") for number, one in self.known.items()]
        self.fields["scenarios"].choices = self.fields["advised"].choices = choices
        self.fields["checkpoint"].queryset = checkpoints.order_by("-number")

    def clean_scenarios(self) -> list[Scenario]:
        chosen = self.cleaned_data["scenarios"]
        if len(chosen) < FEWEST:
            raise forms.ValidationError("Kies minstens 2 scenario’s. Een bestuurder kiest tussen mogelijkheden")
        if len(chosen) > MOST:
            raise forms.ValidationError("Kies hooguit 4 scenario’s. Meer past niet in één tabel")
        return [self.known[number] for number in chosen]

    def clean_advised(self) -> Scenario:
        return self.known[self.cleaned_data["advised"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        chosen, advised = typed.get("scenarios"), typed.get("advised")
        if chosen and advised and advised not in chosen:
            self.add_error("advised", "Kies het advies uit de scenario’s die in het rapport staan")
        return typed

    def answer(self) -> dict[str, Any]:
        """Return what the act takes, from a valid form."""
        typed = dict(self.cleaned_data)
        decisions = [typed.pop(f"decision_{place}") for place in (1, 2, 3)]
        return typed | {"decisions": [decision for decision in decisions if decision]}
