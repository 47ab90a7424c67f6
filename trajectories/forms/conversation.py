"""Asking what was said: short enough to fill in while the next visitor waits."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms

from inburgering.day_field import DayField
from trajectories.actions.conversation import Agreed
from trajectories.models import ContactForm, Conversation, FollowUp

TIME_WANTED = "Vul de tijd in als 10.00"
PAST_DAY = "Deze dag is al voorbij. Kies vandaag of een dag daarna"
MOST_AGREEMENTS = 12
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]?([0-5][0-9])")
FORMS = [(kind.value, kind.label.capitalize()) for kind in ContactForm]


class ClockField(forms.CharField):
    """Takes 10.00, 10:00, 1000 and "10.00 uur"; its value is a time, or None when empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}))
        super().__init__(required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        typed = super().clean(value).lower().removesuffix("uur").strip()
        if not typed:
            return None
        read = _CLOCK.fullmatch(typed)
        if not read:
            raise forms.ValidationError(TIME_WANTED)
        return time(int(read[1]), int(read[2]))


class ConversationForm(forms.Form):
    """`held_on` to `is_visible`; attendance has legal weight and therefore no default."""

    held_on = DayField(label="Datum", help_text="")
    form = forms.ChoiceField(label="Vorm", choices=FORMS, error_messages={"invalid_choice": "Kies een vorm"})
    attendance = forms.ChoiceField(
        label="Aanwezig",
        choices=[
            (Conversation.Attendance.PRESENT.value, "Ja"),
            (Conversation.Attendance.ABSENT_WITH_NOTICE.value, "Nee, met bericht"),
            (Conversation.Attendance.ABSENT_WITHOUT_NOTICE.value, "Nee, zonder bericht"),
        ],
        widget=forms.RadioSelect,
    )
    with_interpreter = forms.BooleanField(label="Met tolk", required=False)
    note = forms.CharField(
        label="Notitie",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "De notitie is te lang (maximaal 8.000 tekens)"},
    )
    is_visible_to_inburgeraar = forms.BooleanField(required=False)

    def __init__(self, *args: Any, name: str, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.fields["attendance"].label = f"Was {name} aanwezig?"
        wanted = f"Kies of {name} aanwezig was"
        self.fields["attendance"].error_messages |= {"required": wanted, "invalid_choice": wanted}
        self.fields["is_visible_to_inburgeraar"].label = f"Ook {name} mag dit zien"


class NewConversationForm(ConversationForm):
    """A conversation with what comes next."""

    next_on = DayField(label="Volgend gesprek", help_text="", required=False)
    next_at = ClockField(label="Tijd", help_text="")

    def clean_next_on(self) -> date | None:
        day: date | None = self.cleaned_data["next_on"]
        if day and day < self.on:
            raise forms.ValidationError(PAST_DAY)
        return day


class AgreementForm(forms.Form):
    """One row of what was agreed; an empty row counts as none."""

    what = forms.CharField(
        label="Wat",
        required=False,
        max_length=200,
        error_messages={"max_length": "De afspraak is te lang (maximaal 200 tekens)"},
    )
    who = forms.ChoiceField(label="Wie", required=False)
    who_name = forms.CharField(label="Naam", required=False, max_length=80)
    due_on = DayField(label="Voor wanneer", help_text="", required=False)

    def __init__(self, *args: Any, name: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (FollowUp.Who.INBURGERAAR.value, name),
            (FollowUp.Who.KLANTREGISSEUR.value, "ik"),
            (FollowUp.Who.ANDERE.value, "iemand anders"),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("who_name") or given.get("due_on")) and not given.get("what"):
            self.add_error("what", "Vul in wat jullie afspreken")
        if given.get("what") and given.get("who") == FollowUp.Who.ANDERE and not given.get("who_name"):
            self.add_error("who_name", "Vul in wie dit doet")
        return given


class BaseAgreements(forms.BaseFormSet):
    """What was agreed, row by row."""

    def agreed(self) -> list[Agreed]:
        return [
            Agreed(row["what"], row["who"] or FollowUp.Who.KLANTREGISSEUR, row["who_name"], row["due_on"])
            for row in self.cleaned_data
            if row.get("what")
        ]


AgreementFormSet = forms.formset_factory(
    AgreementForm, formset=BaseAgreements, extra=0, max_num=MOST_AGREEMENTS, validate_max=True
)


class AppointmentForm(forms.Form):
    planned_on = DayField(label="Dag")
    starts_at = ClockField(label="Tijd", help_text="Bijvoorbeeld 10.00. Laat leeg als de tijd nog niet vaststaat")
    form = forms.ChoiceField(label="Vorm", choices=FORMS)
    location = forms.CharField(label="Plaats", max_length=120, required=False)


class BulkPlanForm(forms.Form):
    """The day for a conversation with everybody who was chosen."""

    planned_on = DayField(label="Dag")
    starts_at = ClockField(label="Tijd", help_text="Bijvoorbeeld 10.00. Laat leeg als de tijd per persoon verschilt")
    form = forms.ChoiceField(label="Vorm", choices=FORMS)


class BulkTaskForm(forms.Form):
    """The same task for everybody who was chosen."""

    what = forms.CharField(
        label="Wat moet er gebeuren?", max_length=200, error_messages={"required": "Vul in wat er moet gebeuren"}
    )
    due_on = DayField(label="Voor wanneer", required=False)


class SavedViewForm(forms.Form):
    name = forms.CharField(
        label="Naam van deze weergave",
        max_length=60,
        error_messages={"required": "Vul een naam in, bijvoorbeeld Z-route Aalten"},
    )
    team = forms.ChoiceField(label="Voor wie", required=False)
    is_default = forms.BooleanField(label="Open de caseload voortaan met deze weergave", required=False)

    def __init__(self, *args: Any, teams: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        shared = [(str(pk), f"Ook voor {name}") for pk, name in teams.items()]
        self.fields["team"].choices = [("", "Alleen voor mij"), *shared]  # type: ignore[attr-defined]
