"""Asking what a work session is about, who joins it, and how an answer is settled."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.day_field import DayField
from regions.actions.work_session import FEWEST, MOST
from regions.models import Municipality

TITLE_LENGTH, NAME_LENGTH, BODY_LENGTH = 120, 80, 120


def one_line(label: str, longest: int, missing: str, **options: Any) -> forms.CharField:
    """Return a text field that says in words what is wrong. No maxlength: the browser would cut off silently."""
    too_long = MaxLengthValidator(longest, f"{label} is te lang (maximaal {longest} tekens)")
    return forms.CharField(label=label, validators=[too_long], error_messages={"required": missing}, **options)


class NewSessionForm(forms.Form):
    title = one_line("Titel", TITLE_LENGTH, "Vul een titel in, bijvoorbeeld Sturen of loslaten")
    keys = forms.MultipleChoiceField(
        label="Stellingen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": f"Kies minstens {FEWEST} stellingen",
            "invalid_choice": "Een van de gekozen stellingen bestaat niet meer. Kies opnieuw",
        },
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = list(choices)

    def clean_keys(self) -> list[str]:
        keys = self.cleaned_data["keys"]
        if not FEWEST <= len(keys) <= MOST:
            chosen = "1 stelling" if len(keys) == 1 else f"{len(keys)} stellingen"
            raise forms.ValidationError(f"Je koos {chosen}. Kies er minstens {FEWEST} en hoogstens {MOST}")
        return keys


class TitleForm(forms.Form):
    title = one_line("Titel", TITLE_LENGTH, "Vul een titel in, bijvoorbeeld Sturen of loslaten")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class StatementForm(forms.Form):
    text = one_line("Stelling", 300, "Vul de stelling in", widget=forms.Textarea(attrs={"rows": 3}))
    hint = one_line(
        "Uitleg", 300, "", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Begin met 'Denk aan'. Staat klein onder de stelling.",
    )  # fmt: skip
    short_label = one_line("Korte naam", 60, "Vul een korte naam in", help_text="Voor tabellen en figuren.")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class SwapForm(forms.Form):
    key = forms.ChoiceField(
        label="Ruil voor",
        error_messages={"required": "Kies een stelling", "invalid_choice": "Kies een stelling uit de lijst"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [("", "Kies een stelling"), *choices]


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        error_messages={
            "required": "Vul de code in. De code heeft 6 tekens",
            "max_length": "De code heeft 6 tekens. Controleer de code op het scherm of in de uitnodiging",
        },
        help_text="6 letters en cijfers, op het scherm of in de uitnodiging. Hoofdletters zijn niet nodig.",
        widget=forms.TextInput(
            attrs={
                "class": "rs-input--code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class SeatForm(forms.Form):
    municipality = forms.ChoiceField(
        label="Voor welke gemeente antwoord je?",
        error_messages={"required": "Kies je gemeente", "invalid_choice": "Kies een gemeente uit de lijst"},
    )
    name = one_line(
        "Je naam", NAME_LENGTH, "Vul je naam in",
        help_text="Collega's van je gemeente en de begeleider zien je naam.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args: Any, municipalities: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._municipalities = {one.slug: one for one in municipalities}
        first = [("", "Kies je gemeente")] if len(municipalities) > 1 else []
        self.fields["municipality"].choices = [*first, *((one.slug, one.name) for one in municipalities)]

    def clean_municipality(self) -> Municipality:
        return self._municipalities[self.cleaned_data["municipality"]]


class SettleForm(forms.Form):
    """Settling: ambtelijk needs a day, bestuurlijk also who decided."""

    settled_on = DayField(label="Datum van het besluit")
    body = one_line(
        "Wie heeft besloten?",
        BODY_LENGTH,
        "Vul in wie heeft besloten, bijvoorbeeld college van burgemeester en wethouders",
    )

    def __init__(self, *args: Any, needs_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_body:
            del self.fields["body"]
