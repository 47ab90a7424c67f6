"""What people type about a process: its start, its place for a work session, and who adopted what."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from inburgering.day_field import HINT, DayField
from regions.forms.work_session import one_line
from regions.models import Municipality, Principle, WorkSession

TIME_WANTED = "Vul de tijd in als uren en minuten, bijvoorbeeld 9.30"
LONGEST_STORY = 5000
_TIME = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[.:](?P<minute>[0-5][0-9])(?: ?uur)?")


class TimeField(forms.CharField):
    """A time as people type it: `9.30`, `09:30`, `14.00 uur`; None when it was left empty."""

    def __init__(self, *, label: str) -> None:
        widget = forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"})
        super().__init__(label=label, required=False, widget=widget, help_text="Bijvoorbeeld 9.30")

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = _TIME.fullmatch(typed.strip())
        if not found:
            raise forms.ValidationError(TIME_WANTED)
        return time(int(found["hour"]), int(found["minute"]))


def story(label: str, missing: str = "", *, rows: int = 4, **options: Any) -> forms.CharField:
    """Return a field for more than one line. What is too long is told, never cut off."""
    too_long = MaxLengthValidator(LONGEST_STORY, f"{label} is te lang (maximaal {LONGEST_STORY} tekens)")
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, validators=[too_long], widget=widget, error_messages={"required": missing}, **options
    )


class ProcessForm(forms.Form):
    title = one_line("Naam van het proces", 120, "Vul een naam in, bijvoorbeeld Samen inkopen vanaf 2028")
    assignment = story(
        "Bestuursopdracht", required=False, help_text="Wat vroegen de besturen, en wanneer moet het er zijn?"
    )
    note_title = one_line(
        "Titel van de procesnota", 160, "", required=False, help_text="Zoals de besturen de nota kennen."
    )
    started_on = DayField(label="Begonnen op", missing="Vul in wanneer het proces begon, als dag-maand-jaar")


class ChangeProcessForm(ProcessForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class MeetingForm(forms.Form):
    """What a work session is for, and when and where people meet."""

    purpose = story("Doel", required=False, rows=3, help_text="Wat moet na deze werksessie duidelijk zijn?")
    agenda = story("Agenda", required=False, rows=5, help_text="Een onderdeel per regel.")
    day = DayField(label="Datum", required=False)
    begins = TimeField(label="Begintijd")
    ends = TimeField(label="Eindtijd")
    place = one_line("Plaats", 160, "", required=False)
    answer_by = DayField(label="Laatste dag om te antwoorden", required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(session: WorkSession) -> dict[str, Any]:
        """Return what the session says now, in the fields of this form."""
        starts = timezone.localtime(session.starts_at) if session.starts_at else None
        ends = timezone.localtime(session.ends_at) if session.ends_at else None
        return {
            "purpose": session.purpose,
            "agenda": session.agenda,
            "day": starts.date() if starts else None,
            "begins": starts.time() if starts else None,
            "ends": ends.time() if ends else None,
            "place": session.place,
            "answer_by": session.answer_by,
            "expected_version": session.version,
        }

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        has_time = found.get("begins") or found.get("ends")
        if has_time and not found.get("day") and "day" not in self.errors:
            self.add_error("day", "Vul ook de datum in, als dag-maand-jaar")
        if found.get("ends") and not found.get("begins") and "begins" not in self.errors:
            self.add_error("begins", "Vul ook de begintijd in, bijvoorbeeld 9.30")
        if found.get("day") and not found.get("begins") and not {"begins", "day"} & set(self.errors):
            self.add_error("begins", "Vul ook de begintijd in, bijvoorbeeld 9.30")
        return found

    def meeting(self) -> dict[str, Any]:
        """Return the cleaned values as the act takes them."""
        found = self.cleaned_data
        return {
            "purpose": found["purpose"],
            "agenda": found["agenda"],
            "starts_at": _moment(found["day"], found["begins"]),
            "ends_at": _moment(found["day"], found["ends"]),
            "place": found["place"],
            "answer_by": found["answer_by"],
            "expected_version": found["expected_version"],
        }


def _moment(day: date | None, at: time | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, at)) if day and at else None


class AdoptForm(forms.Form):
    """Which municipalities adopted which principles, when, and which body decided."""

    principles = forms.MultipleChoiceField(
        label="Uitgangspunten",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens 1 uitgangspunt",
            "invalid_choice": "Een van de uitgangspunten bestaat niet meer. Kies opnieuw",
        },
    )
    municipalities = forms.MultipleChoiceField(
        label="Gemeenten",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens 1 gemeente",
            "invalid_choice": "Kies gemeenten uit de lijst",
        },
    )
    adopted_on = DayField(label="Datum van het besluit", missing=f"Vul de datum in. {HINT}")
    body = one_line("Wie heeft besloten?", 120, "Vul in wie heeft besloten, bijvoorbeeld gemeenteraad",
                    help_text="Bijvoorbeeld college van burgemeester en wethouders, of gemeenteraad.")  # fmt: skip

    def __init__(
        self, *args: Any, principles: Sequence[Principle], municipalities: Sequence[Municipality], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._principles = {str(one.number): one for one in principles}
        self._municipalities = {one.slug: one for one in municipalities}
        self.fields["principles"].choices = [(key, f"{key}. {one.text}") for key, one in self._principles.items()]
        self.fields["municipalities"].choices = [(one.slug, one.name) for one in municipalities]

    def clean_principles(self) -> list[Principle]:
        return [self._principles[number] for number in self.cleaned_data["principles"]]

    def clean_municipalities(self) -> list[Municipality]:
        return [self._municipalities[slug] for slug in self.cleaned_data["municipalities"]]
