"""Asking for placements, exams, PVT, MAP and the end of a trajectory. What is wrong is said beside its field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from inburgering.day_field import DayField
from procurement.forms.contract import OptionalAmount
from procurement.forms.fields import WholeNumberField
from regions.rules.components import COMPONENT_LABELS, Component
from trajectories.actions.closure import AFTERWARDS
from trajectories.actions.exam import LEVELS
from trajectories.forms.typed import choice, free_text, text
from trajectories.models import ExamResult, Outcome
from trajectories.rules.course_rules import NO_RESULT

PLACED_IN = [
    Component.B1, Component.ONDERWIJS, Component.ZELFREDZAAMHEID, Component.Z_PARTICIPATIE, Component.ALFABETISERING,
    Component.PVT, Component.MAP,
]  # fmt: skip
OPEN = "Laat leeg als dit nog niet bekend is"


def maybe_day(label: str, **options: Any) -> DayField:
    return DayField(label=label, required=False, **options)


class OfferForm(forms.Form):
    """At a start of a contract, or a course that somebody chose without one."""

    start_moment = forms.ChoiceField(
        label="Start van een groep", required=False, error_messages={"invalid_choice": "Kies een start uit de lijst"}
    )
    component = choice("Onderdeel", "Kies het onderdeel", [(one.value, COMPONENT_LABELS[one]) for one in PLACED_IN])
    cursusinstelling = text("Cursusinstelling", 120, help_text="Alleen als er geen start is gekozen")
    offered_on = maybe_day("Datum van het aanbod", help_text="Ook voor DUO: datumInburgeringsaanbod")
    starts_on = maybe_day("Start van de les", help_text="Leeg: de dag van de gekozen start")
    expected_end_on = maybe_day("Verwacht einde", help_text=OPEN)
    hours_per_week = OptionalAmount(
        label="Uren per week", decimals=1, required=False, help_text="Leeg: als bij de start"
    )

    def __init__(self, *args: Any, starts: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["start_moment"].choices = [("", "Geen: een cursus zonder contract"), *starts]


class StartForm(forms.Form):
    starts_on = DayField(label="Dag waarop de les begon")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    ended_on = DayField(label="Laatste dag")
    reason = free_text("Reden", 200, "Vul in waarom de plaatsing eindigt", rows=2)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class SittingForm(forms.Form):
    part = choice(
        "Onderdeel", "Kies het onderdeel",
        [pair for pair in ExamResult.Part.choices if pair[0] != ExamResult.Part.ZEIND],
    )  # fmt: skip
    level = choice(
        "Niveau", "Kies het niveau", [("", "Geen niveau"), *[(one, one) for one in LEVELS]], required=False
    )  # fmt: skip
    taken_on = DayField(label="Dag van het examen")


class ResultForm(forms.Form):
    result = choice("Uitslag", "Kies een uitslag", ExamResult.Result.choices, widget=forms.RadioSelect)
    no_result_because = choice(
        "Waarom geen uitslag", "Kies een reden", [("", "Er is een uitslag"), *NO_RESULT.items()], required=False
    )
    result_on = maybe_day("Dag van de uitslag", help_text=OPEN)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ActivityForm(forms.Form):
    activity = free_text("Activiteit of excursie", 200, "Vul in wat jullie deden", rows=2)
    activity_on = DayField(label="Op")


class SignForm(forms.Form):
    signed_on = DayField(label="Ondertekend op")


class BecauseForm(forms.Form):
    because = free_text("Reden", 300, "Vul de reden in", rows=2)


class NotDoneForm(BecauseForm):
    """Why it was not done. What DUO is told of blame is a judgement of the college: nothing until somebody chooses."""

    blamed = forms.TypedChoiceField(
        label="Verwijtbaar, voor DUO", required=False, empty_value=None, coerce=lambda chosen: chosen == "ja",
        choices=[("", "Nog niet beoordeeld"), ("nee", "Nee, niet verwijtbaar"), ("ja", "Ja, verwijtbaar")],
        error_messages={"invalid_choice": "Kies een mogelijkheid uit de lijst"},
        help_text="Je oordeel na een gesprek. ‘Nee’ neemt DUO aan in de laatste 2 maanden van de termijn, ‘ja’ pas "
        "daarna. Een boete volgt hier nooit uit",
    )  # fmt: skip


class PlacesForm(forms.Form):
    places = free_text("Waar", 300, "Vul in bij welke werkgever of organisatie", rows=2)


class EndedForm(forms.Form):
    ended_on = DayField(label="Eindgesprek op")


class HeldForm(forms.Form):
    held_on = DayField(label="Eindgesprek op")


class CloseForm(forms.Form):
    outcome = choice(
        "Waarom het traject eindigt", "Kies waarom het traject eindigt", [("", "Kies een reden"), *Outcome.choices]
    )
    closed_on = DayField(label="Afgesloten op")


class AfterwardsForm(forms.Form):
    months = choice("Na", "Kies 6 of 12 maanden", [("6", "6 maanden"), ("12", "12 maanden")], widget=forms.RadioSelect)
    status = choice(
        "Wat doet deze inburgeraar dan", "Kies een mogelijkheid", [("", "niet bekend"), *AFTERWARDS.items()],
        required=False,
    )  # fmt: skip

    def clean_months(self) -> int:
        return int(self.cleaned_data["months"])


class SignalTaskForm(forms.Form):
    what = free_text("Taak", 200, "Vul in wat je gaat doen", rows=2)
    due_on = maybe_day("Klaar op", help_text="Dag-maand-jaar. Mag leeg blijven")


class SignalAnswerForm(forms.Form):
    answer = free_text("Antwoord", 300, "Vul in wat je besloot en waarom", rows=2)


class HoursField(WholeNumberField):
    """Whole hours; empty means nothing was typed."""

    def __init__(self, label: str) -> None:
        super().__init__(least=0, most=744, label=label, required=False)

    def clean(self, value: Any) -> int | None:
        return None if not str(value or "").strip() else super().clean(value)
