"""One part of the intake as a form: its fixed fields, the note, who was there, and whether it is finished."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.day_field import DayField
from inburgering.notation import Unreadable, parse_whole_number
from trajectories.models import IntakePart
from trajectories.reports.intake_known import COA, PERSON, Known, source_of
from trajectories.rules import person_numbers
from trajectories.rules.intake_parts import Field, Kind, Part

NOTE_LENGTH, LONG_LENGTH, TEXT_LENGTH, REASON_LENGTH, PRESENT_LENGTH = 8000, 2000, 200, 300, 200
LARGEST_NUMBER = 9999
NOTE_HINT = "Alleen voor het team. Staat niet in ‘Kijk samen mee’."
REASON_HINT = "Alleen als je wacht of als het niet van toepassing is. Bijvoorbeeld: wacht op DUO."
READY = [
    (IntakePart.Status.DONE.value, "Ja"),
    (IntakePart.Status.BUSY.value, "Nee, later"),
    (IntakePart.Status.WAITING.value, "Nee, we wachten op iets"),
    (IntakePart.Status.NOT_APPLICABLE.value, "Dit onderdeel is niet van toepassing"),
]
SOURCES = [("gesprek", "dit gesprek"), (COA, "COA"), ("DUO", "DUO"), (PERSON, "de inburgeraar zelf, op papier")]


def long_text(label: str, longest: int, rows: int, **more: Any) -> forms.CharField:
    """Return a large text field that counts aloud, never cuts off, and takes no BSN."""
    too_long = MaxLengthValidator(longest, f"{label}: gebruik hooguit {longest} tekens")
    return forms.CharField(
        label=label, required=False, validators=[too_long, refuse_bsn], widget=forms.Textarea({"rows": rows}), **more
    )


def short_text(label: str, longest: int, **more: Any) -> forms.CharField:
    too_long = MaxLengthValidator(longest, f"{label}: gebruik hooguit {longest} tekens")
    return forms.CharField(label=label, required=False, validators=[too_long, refuse_bsn], **more)


def refuse_bsn(typed: str) -> None:
    if person_numbers.has_bsn(typed):
        raise forms.ValidationError(person_numbers.BSN_IN_TEXT)


class WholeNumberField(forms.CharField):
    """A whole number as people type it, or None."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"class": "rs-input--short", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = parse_whole_number(typed)
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason
        if number > LARGEST_NUMBER:
            raise forms.ValidationError(f"Vul een getal in van 0 tot en met {LARGEST_NUMBER}")
        return number


def field_of(field: Field, *, is_plain: bool = False) -> forms.Field:
    """Return the form field of one thing to know, with the words for the screen or for the inburgeraar."""
    label, hint = (field.plain, "") if is_plain else (field.label, field.hint)
    wrong = f"Kies bij {label} iets uit de lijst"
    label += " (nodig voor het PIP)" if field.is_needed and not is_plain else ""
    if field.kind == Kind.CHOICE:
        return forms.ChoiceField(
            label=label, required=False, help_text=hint, choices=[("", "nog niet bekend"), *field.choices],
            error_messages={"invalid_choice": wrong},
        )  # fmt: skip
    if field.kind == Kind.DAY:
        return DayField(label=label, required=False)
    if field.kind == Kind.NUMBER:
        return WholeNumberField(label=label, required=False, help_text=hint)
    if field.kind == Kind.LONG:
        return long_text(label, LONG_LENGTH, 3, help_text=hint)
    return short_text(label, TEXT_LENGTH, help_text=hint)


def shown_value(field: Field, value: Any) -> Any:
    """Return a stored answer as its form field takes it: days are kept as text."""
    if field.kind == Kind.DAY and isinstance(value, str) and value:
        return date.fromisoformat(value)
    return value


class PartForm(forms.Form):
    """Of one stored part. `known` fills in what nobody answered yet, with its source."""

    def __init__(self, *args: Any, table: Part, stored: IntakePart, known: dict[str, Known], **kwargs: Any) -> None:
        self.table, self.stored, self.known = table, stored, known
        answers = {one.key: shown_value(one, stored.fields.get(one.key)) for one in table.fields}
        first = {key: value for key, value in answers.items() if value not in (None, "")}
        first |= {key: one.value for key, one in known.items()}
        first |= {"note": stored.note, "present": stored.present, "with_interpreter": stored.with_interpreter}
        first |= {"held_on": stored.held_on, "reason": stored.reason, "expected_version": stored.version}
        first |= {"source": COA if table.key == "coa" else "gesprek"}
        if stored.status != IntakePart.Status.TODO:
            first["status"] = stored.status
        super().__init__(*args, initial=first | (kwargs.pop("initial", None) or {}), **kwargs)
        for one in table.fields:
            self.fields[one.key] = field_of(one)
        self._ask_around()

    def _ask_around(self) -> None:
        self.fields |= {
            "note": long_text("Notitie", NOTE_LENGTH, 8, help_text=NOTE_HINT),
            "held_on": DayField(label="Dag van het gesprek", required=False),
            "present": short_text("Wie waren erbij?", PRESENT_LENGTH, help_text="Bijvoorbeeld: partner, begeleider."),
            "with_interpreter": forms.BooleanField(label="Met tolk", required=False),
            "source": forms.ChoiceField(label="Waar komen deze antwoorden vandaan?", choices=SOURCES),
            "status": forms.ChoiceField(
                label="Ben je klaar met dit onderdeel?", choices=READY, widget=forms.RadioSelect,
                error_messages={"required": "Kies of je klaar bent met dit onderdeel"},
            ),
            "reason": short_text("Waarop wacht je, of waarom past dit niet?", REASON_LENGTH,
                                 help_text=REASON_HINT),
            "expected_version": forms.IntegerField(widget=forms.HiddenInput),
        }  # fmt: skip

    @property
    def own_fields(self) -> list[tuple[forms.BoundField, str, bool]]:
        """Return the fixed fields with where the present answer came from, and whether they are wide."""
        return [(self[one.key], self._source(one.key), one.kind == Kind.LONG) for one in self.table.fields]

    def _source(self, key: str) -> str:
        from_elsewhere = self.known.get(key)
        return from_elsewhere.words if from_elsewhere else source_of(self.stored, key)

    def given(self) -> dict[str, Any]:
        """Return the arguments of intake.save_part that come from this form."""
        data = self.cleaned_data
        answers = {one.key: self._kept(data[one.key]) for one in self.table.fields}
        sources = {
            key: {"source": one.source, "on": one.on.isoformat()}
            for key, one in self.known.items()
            if answers[key] == self._kept(one.value)
        }
        names = ("note", "status", "reason", "present", "with_interpreter", "held_on", "expected_version", "source")
        return {name: data[name] for name in names} | {"fields": answers, "sources": sources}

    @staticmethod
    def _kept(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else value


class CorrectionForm(forms.Form):
    """The same answers in plain words, for the inburgeraar to correct."""

    def __init__(self, *args: Any, table: Part, stored: IntakePart, **kwargs: Any) -> None:
        self.table = table
        first = {one.key: shown_value(one, stored.fields.get(one.key)) for one in table.fields}
        super().__init__(*args, initial=first | {"expected_version": stored.version}, **kwargs)
        for one in table.fields:
            self.fields[one.key] = field_of(one, is_plain=True)
        self.fields["expected_version"] = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        answers = {one.key: PartForm._kept(self.cleaned_data[one.key]) for one in self.table.fields}
        return {"fields": answers, "expected_version": self.cleaned_data["expected_version"]}
