"""Fields that take what belongs to a person as people type it, and give it back as it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from trajectories.rules import person_numbers
from trajectories.rules.person_numbers import Birth, Unreadable

SHORT = {"class": "rs-input--short", "autocomplete": "off"}


def text(label: str, longest: int, empty: str = "", **more: Any) -> forms.CharField:
    """Return a text field; without a sentence for empty it may be left open. No maxlength: that cuts off silently."""
    too_long = MaxLengthValidator(longest, f"{label}: gebruik hooguit {longest} tekens")
    more.setdefault("required", bool(empty))
    return forms.CharField(label=label, validators=[too_long], error_messages={"required": empty}, **more)


def free_text(label: str, longest: int, empty: str = "", rows: int = 4, **more: Any) -> forms.CharField:
    """Return a field for sentences, in which a BSN is refused."""
    field = text(label, longest, empty, widget=forms.Textarea(attrs={"rows": rows}), **more)
    field.validators.append(refuse_bsn)
    return field


def choice(label: str, empty: str, choices: Any, **more: Any) -> forms.ChoiceField:
    messages = {"required": empty, "invalid_choice": f"{empty} uit de lijst"}
    return forms.ChoiceField(label=label, choices=choices, error_messages=messages, **more)


def refuse_bsn(value: str) -> None:
    if person_numbers.has_bsn(value):
        raise forms.ValidationError(person_numbers.BSN_IN_TEXT)


class TypedField(forms.CharField):
    """A short text that is read by `read`; what cannot be read is said in its own sentence."""

    read: Callable[[str], Any]

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs=SHORT))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return self.nothing()
        try:
            return type(self).read(typed)
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason

    def nothing(self) -> Any:
        return ""


class BsnField(TypedField):
    """Its value is a Bsn with its digits, or "" for nothing typed. Never shows what is known already."""

    read = person_numbers.parse_bsn

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ""


class VNumberField(TypedField):
    read = person_numbers.parse_v_number


class PhoneField(TypedField):
    read = person_numbers.parse_phone

    def prepare_value(self, value: Any) -> Any:
        return person_numbers.phone_words(value).replace("\u00a0", " ") if value else value


class PostcodeField(TypedField):
    read = person_numbers.parse_postcode


class BirthField(TypedField):
    """Its value is a Birth; a day, or day and month, may be unknown."""

    @staticmethod
    def read(typed: str) -> Birth:
        return person_numbers.parse_birth(typed, on=timezone.localdate())

    def prepare_value(self, value: Any) -> Any:
        return person_numbers.birth_typed(value) if isinstance(value, Birth) else value

    def nothing(self) -> None:
        return None
