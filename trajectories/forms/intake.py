"""What is asked around the parts of the intake: calls, impressions, the consequences of a route, and the test."""

from __future__ import annotations

from typing import Any

from django import forms

from inburgering.day_field import DayField
from trajectories.forms.intake_part import WholeNumberField, long_text
from trajectories.models import Leerbaarheidstoets, SnuffelImpression

PLACE_LENGTH, WORDS_LENGTH, ROUTE_LENGTH, NUMBER_LENGTH = 120, 2000, 500, 20
LIKES = [("", "nog niet bekend"), ("JA", "ja"), ("NEE", "nee")]
LIKED = {"JA": True, "NEE": False, "": None}


class CallForm(forms.Form):
    called_on = DayField(label="Oproep verstuurd op", missing="Vul de dag van de oproep in als dag-maand-jaar")


class AloneForm(forms.Form):
    """Asked, with no default: it is a right (Wi2021 art. 14)."""

    alone = forms.ChoiceField(
        label="Wil de inburgeraar een gesprek zonder anderen erbij?",
        choices=[("JA", "Ja"), ("NEE", "Nee, hoeft niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de inburgeraar antwoordde"},
    )


class ReopenForm(forms.Form):
    """Why a completed intake opens again."""

    reason = forms.CharField(
        label="Waarom open je de intake weer?",
        help_text="Bijvoorbeeld: er kwam een diploma bij. Schrijf niets over gezondheid.",
        error_messages={"required": "Schrijf waarom je de intake weer opent"},
    )


class ImpressionForm(forms.Form):
    """One place of the snuffelcarrousel."""

    place = forms.CharField(
        label="Plek", error_messages={"required": "Vul de plek in, bijvoorbeeld de keuken van De Zonnehoek"},
        max_length=PLACE_LENGTH, widget=forms.TextInput(attrs={"maxlength": ""}),
    )  # fmt: skip
    visited_on = DayField(label="Bezocht op", required=False, help_text="Leeg zolang het bezoek gepland is.")
    own_words = long_text("In eigen woorden", WORDS_LENGTH, 2, help_text="Wat zei de inburgeraar erover?")
    impression = long_text("Indruk van de plek", WORDS_LENGTH, 2, help_text="Wat zag de begeleider daar?")
    would_like = forms.ChoiceField(label="Zou dit willen", choices=LIKES, required=False)

    def __init__(self, *args: Any, former: SnuffelImpression | None = None, **kwargs: Any) -> None:
        likes = {value: key for key, value in LIKED.items()}
        first = {}
        if former:
            first = {name: getattr(former, name) for name in ("place", "visited_on", "own_words", "impression")}
            first |= {"would_like": likes[former.would_like]}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["place"].widget.attrs.pop("maxlength", None)
        self.fields["place"].error_messages["max_length"] = f"Plek: gebruik hooguit {PLACE_LENGTH} tekens"

    def given(self) -> dict[str, Any]:
        return self.cleaned_data | {"would_like": LIKED[self.cleaned_data["would_like"]]}


class RouteForm(forms.Form):
    """That the consequences of one leerroute were talked about."""

    discussed_on = DayField(label="Besproken op", missing="Vul de dag van het gesprek in als dag-maand-jaar")
    own_words = long_text("In eigen woorden", ROUTE_LENGTH, 2, help_text="Hoe legt de inburgeraar deze route uit?")


class PlanTestForm(forms.Form):
    exam_number = forms.CharField(
        label="Examennummer", help_text="Van DUO.", max_length=NUMBER_LENGTH,
        error_messages={"required": "Vul het examennummer van DUO in",
                        "max_length": f"Examennummer: gebruik hooguit {NUMBER_LENGTH} tekens"},
        widget=forms.TextInput(attrs={"class": "rs-input--short", "autocomplete": "off"}),
    )  # fmt: skip
    planned_on = DayField(label="Gepland op", required=False)


class ResultForm(forms.Form):
    """What DUO says. The result informs: there is nothing to pass."""

    result = forms.ChoiceField(
        label="Uitslag", choices=[("", "Kies de uitslag"), *Leerbaarheidstoets.Result.choices],
        error_messages={"required": "Kies de uitslag die DUO gaf", "invalid_choice": "Kies de uitslag uit de lijst"},
    )  # fmt: skip
    taken_on = DayField(label="Afgenomen op", missing="Vul de dag van de toets in als dag-maand-jaar")
    score = WholeNumberField(label="Behaalde score", required=False)
    needed_score = WholeNumberField(label="Benodigde score", required=False)


class ExemptForm(forms.Form):
    """That a ground of art. 14 lid 6 holds; which one is about health and stands nowhere here."""

    is_established = forms.BooleanField(
        label="Het college stelde vast dat een grond van Wi2021 art. 14 lid 6 geldt",
        help_text="Leg niet vast welke beperking iemand heeft.",
        error_messages={"required": "Vink aan dat het college dit heeft vastgesteld"},
    )
