"""What people fill in about a PIP: why a version, part A, and whether the inburgeraar agrees and signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from inburgering.day_field import DayField
from inburgering.notation import plain
from trajectories.models import Leerroute, Pip
from trajectories.reports import pip_facts
from trajectories.rules import pip_routes
from trajectories.rules.pip_changes import LANGUAGE_PARTS, reason_question

LONGEST_NUMBER = 9999
PARTS = (("LE", "lezen"), ("LU", "luisteren"), ("SC", "schrijven"), ("SP", "spreken"))
LEVELS = (("", "nog geen keuze"), ("A2", "A2"), ("B1", "B1"), ("B2", "B2"))
NEEDED = (
    "leerroute", "dated_on", "route_argument", "onderwijs_wish", "onderwijs_level", "onderwijs_chance", "pvt_hours",
    "conversations_per_year", "support",
)  # fmt: skip
_FIELDS_OF = {"other_routes_argument": ("other_choice", "other_sentence")}
_WHOLE = "Vul een heel getal in, bijvoorbeeld 12"


def text(label: str, longest: int = 500, *, rows: int = 0, hint: str = "", empty: str = "") -> forms.CharField:
    """Return a field for text; required when `empty` says what is asked. No maxlength: it would cut off silently."""
    too_long = MaxLengthValidator(longest, f"{label}: gebruik hooguit {longest} tekens")
    return forms.CharField(
        label=label, required=bool(empty), help_text=hint, validators=[too_long], error_messages={"required": empty},
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
    )  # fmt: skip


def whole(label: str, hint: str = "") -> forms.IntegerField:
    messages = {"invalid": _WHOLE, "max_value": f"{label}: vul hooguit {LONGEST_NUMBER} in", "min_value": _WHOLE}
    short = forms.TextInput(attrs={"class": "rs-input--short", "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=32767, help_text=hint, error_messages=messages, widget=short
    )


class NewPipForm(forms.Form):
    """Why there is a new version, one reason, with words."""

    reason = forms.ChoiceField(
        label="Waarom deze versie?", widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom je deze versie maakt", "invalid_choice": "Kies een van de redenen"},
    )  # fmt: skip
    reason_words = text("Uitleg", rows=2, hint="Je kunt dit in het concept nog wijzigen.")

    def __init__(self, *args: Any, reasons: Sequence[Pip.Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(one.value, one.label) for one in reasons]
        if len(reasons) == 1:  # nothing to choose; what there is to explain stands in the editor
            self.fields["reason"].widget = forms.HiddenInput()
            self.initial.setdefault("reason", reasons[0])
            del self.fields["reason_words"]


class PipForm(forms.Form):
    """Part A. Everything may still be empty; what contradicts itself is refused at its field."""

    leerroute = forms.ChoiceField(
        label="Leerroute", required=False, widget=forms.RadioSelect, choices=Leerroute.choices,
        error_messages={"invalid_choice": "Kies een leerroute uit de lijst"},
    )  # fmt: skip
    level = forms.ChoiceField(
        label="Taalniveau", required=False, choices=LEVELS, help_text="Leeg bij de Z-route.",
        error_messages={"invalid_choice": "Kies een niveau uit de lijst: A2, B1 of B2"},
    )  # fmt: skip
    afschaling_parts = forms.MultipleChoiceField(
        label="Welke onderdelen gaan naar A2?", required=False, choices=PARTS, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies lezen, luisteren, schrijven of spreken"},
    )  # fmt: skip
    dated_on = DayField(label="Dagtekening", required=False)
    reason_words = text("Uitleg", rows=3)
    route_argument = text(
        "Waarom deze leerroute?", 4000, rows=4,
        hint="Wat weet je van het leren, het werk en de wens van de inburgeraar? Schrijf geen gezondheid op.",
    )  # fmt: skip
    onderwijs_wish = text("Wens: wil de inburgeraar naar mbo, hbo of universiteit?", rows=2)
    onderwijs_level = text("Niveau: welke opleiding is er al, en welk taalniveau?", rows=2)
    onderwijs_chance = text("Kans: hoe groot is de kans op een diploma, en waarom?", rows=2)
    other_choice = forms.ChoiceField(
        label="De andere route", required=False, choices=[("", "maak een keuze"), *pip_routes.CHOICES.items()],
        error_messages={"invalid_choice": "Kies een antwoord uit de lijst"},
    )  # fmt: skip
    other_sentence = text("Zin daarbij", 1500)
    intensity_hours = whole(
        "Geschatte intensiteit B1-route (uren)", "Alleen bij de B1-route van een asielstatushouder."
    )
    hours_per_week = forms.DecimalField(
        label="Les per week (uren)", required=False, localize=True, max_digits=4, decimal_places=1, min_value=0,
        error_messages={"invalid": "Vul het aantal uren in, bijvoorbeeld 12 of 7,5",
                        "max_decimal_places": "Gebruik hooguit 1 cijfer na de komma"},
        widget=forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}),
    )  # fmt: skip
    alphabet = forms.ChoiceField(
        label="Alfabetisering", choices=Pip.Alphabet.choices,
        error_messages={"required": "Kies of alfabetisering nodig is", "invalid_choice": "Kies iets uit de lijst"},
    )  # fmt: skip
    pvt_hours = whole("PVT (uren)", "Minstens 12 uur.")
    map_hours = whole("MAP (uren)", "Minstens 40 uur. Leeg bij de onderwijsroute.")
    conversations_per_year = whole("Voortgangsgesprekken per jaar")
    support = text("Ondersteuning en begeleiding", 4000, rows=3)
    vve = text("Voorschool voor kinderen (VVE)")
    has_ontzorgen = forms.BooleanField(label="De gemeente betaalt de vaste lasten (ontzorgen)", required=False)
    may_finish_education = forms.BooleanField(
        label="Mag de opleiding afmaken waarmee de inburgeraar bezig is", required=False
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, stand: pip_facts.Stand, on: Any, **kwargs: Any) -> None:
        self.stand, self.on = stand, on
        first = initial(stand.pip)
        super().__init__(*args, initial=first, **kwargs)
        self.fields["expected_version"].initial = stand.pip.version
        self.fields["seen"].initial = fingerprints(first)
        self.fields["reason_words"].label = reason_question(
            stand.pip.reason, is_late=pip_facts.is_late_switch(stand, pip_facts.columns(stand.pip))
        )
        others = pip_routes.remaining_names(stand.pip.leerroute)
        self.fields["other_choice"].label = f"De andere route: {others}" if others else "De andere route"

    def name_sources(self, sources: Mapping[str, str]) -> None:
        """Say below a field what came along from elsewhere, and from where."""
        for name, sentence in sources.items():
            field = self.fields[name]
            field.help_text = f"{field.help_text} {sentence}".strip()

    def name_needed(self) -> None:
        """Call optional only what the decision can do without; a concept may lack anything. After validation only."""
        for name in NEEDED:
            self.fields[name].required = True

    def clean_afschaling_parts(self) -> list[str]:
        return [part for part in LANGUAGE_PARTS if part in self.cleaned_data["afschaling_parts"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.typed = self.columns()  # before a refused value leaves the cleaned data: the checks show it
        if not self.errors:
            for finding in pip_facts.refused(self.stand, self.typed, on=self.on):
                self.add_error(finding.field, finding.sentence.rstrip("."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """Return part A as typed; a field that could not be read keeps what stands."""
        kept = pip_facts.columns(self.stand.pip)
        typed = {name: self.cleaned_data[name] for name in kept if name in self.cleaned_data}
        if {"other_choice", "other_sentence"} <= set(self.cleaned_data):
            typed["other_routes_argument"] = pip_routes.written(
                self.cleaned_data["other_choice"], self.cleaned_data["other_sentence"]
            )
        return kept | typed

    def beside(self, current: Pip) -> QueryDict:
        """Return what was sent, with the text of `current` in every field that was not touched here."""
        shown, touched = initial(current), self.touched()
        data = self.data.copy()
        for name, value in shown.items():
            if name not in touched:
                _put(data, name, value)
        data["expected_version"], data["seen"] = str(current.version), fingerprints(shown)
        return data

    def touched(self) -> set[str]:
        """Return the names of the fields that differ from what this page showed when it was opened."""
        shown = dict(part.split(":") for part in str(self.data.get("seen", "")).split() if part.count(":") == 1)
        now = {name: _print(self.cleaned_data.get(name)) for name in shown}
        return {name for name, print_ in shown.items() if now[name] != print_}


def initial(pip: Pip) -> dict[str, Any]:
    """Return what the form shows of a version, by the names of its fields."""
    values = pip_facts.columns(pip)
    choice, sentence = pip_routes.read(values.pop("other_routes_argument"))
    return values | {"other_choice": choice, "other_sentence": sentence}


def merged(sent: QueryDict, current: Pip) -> QueryDict:
    """Return what was sent, with the text that stands wherever somebody chose the text of the colleague."""
    data, shown = sent.copy(), initial(current)
    for column in (key.removeprefix("keep-") for key in sent if key.startswith("keep-") and sent[key] == "theirs"):
        for name in _FIELDS_OF.get(column, (column,)):
            if name in shown:
                _put(data, name, shown[name])
    return data


def _put(data: QueryDict, name: str, value: Any) -> None:
    """Write a value as a browser would send it."""
    if isinstance(value, list):
        data.setlist(name, value)
    elif isinstance(value, bool):
        data.setlist(name, ["on"] if value else [])
    elif isinstance(value, date):
        data[name] = f"{value:%d-%m-%Y}"
    else:
        data[name] = "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def fingerprints(shown: dict[str, Any]) -> str:
    """Return a short print per field of what the page showed, to tell later which were touched."""
    return " ".join(f"{name}:{_print(value)}" for name, value in shown.items())


def _print(value: Any) -> str:
    words = "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else f"{value}"
    return sha256(" ".join(words.split()).encode()).hexdigest()[:8]
