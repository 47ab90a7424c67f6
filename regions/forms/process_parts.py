"""What people type about the parts of a process: a principle, its tests, a conversation and a halt."""

from collections.abc import Sequence
from typing import Any

from django import forms

from inburgering.day_field import DayField
from regions.forms.process import story
from regions.forms.work_session import one_line
from regions.models import PartnerConversation, WorkSession

LONGEST_TEXT = 400
NO_NAMES = "Noem nooit de naam van een persoon. Schrijf de organisatie of de groep op, bijvoorbeeld taalcafé."
SUPPORTS, OPPOSES = "eens", "oneens"


def theme_field(help_text: str = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Thema",
        required=required,
        help_text=help_text,
        error_messages={"required": "Kies een thema", "invalid_choice": "Kies een thema uit de lijst"},
    )


def theme_choices(themes: Sequence[str], now: str = "") -> list[tuple[str, str]]:
    """Return the themes of the library; the theme that something has now stays a choice."""
    kept = [now] if now and now not in themes else []
    return [("", "Kies een thema"), *((theme, theme) for theme in [*themes, *kept])]


class PrincipleForm(forms.Form):
    text = one_line(
        "Uitgangspunt", LONGEST_TEXT, "Vul het uitgangspunt in, in de woorden van de nota",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    theme = theme_field("Gesprekken over dit thema staan bij het uitgangspunt.", required=False)

    def __init__(self, *args: Any, themes: Sequence[str], now: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = theme_choices(themes, now)


class ChangePrincipleForm(PrincipleForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class LinkTestForm(forms.Form):
    """Which statement tests a principle, and which end of the scale supports it."""

    key = forms.ChoiceField(
        label="Stelling",
        error_messages={"required": "Kies een stelling", "invalid_choice": "Kies een stelling uit de lijst"},
    )
    direction = forms.ChoiceField(
        label="Wie achter het uitgangspunt staat, is het met de stelling",
        choices=[(SUPPORTS, "eens"), (OPPOSES, "oneens")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies eens of oneens", "invalid_choice": "Kies eens of oneens"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [("", "Kies een stelling"), *choices]

    @property
    def agreeing_supports(self) -> bool:
        return bool(self.cleaned_data["direction"] == SUPPORTS)


class ConversationForm(forms.Form):
    held_on = DayField(label="Datum van het gesprek", missing="Vul de datum in als dag-maand-jaar")
    kind = forms.ChoiceField(
        label="Soort partner",
        error_messages={"required": "Kies een soort partner", "invalid_choice": "Kies een soort uit de lijst"},
    )
    partner = one_line("Met wie?", 120, "Vul in met welke organisatie of groep je sprak", help_text=NO_NAMES)
    people = forms.IntegerField(
        label="Aantal mensen",
        required=False,
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"class": "rs-input--short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Vul een heel getal in, bijvoorbeeld 9",
            "min_value": "Vul minstens 1 in, of laat het veld leeg",
            "max_value": "Vul hoogstens 1.000 in",
        },
        help_text="Hoeveel mensen deden mee, buiten jullie zelf?",
    )
    theme = theme_field()
    summary = story(
        "Wat kwam eruit?", "Schrijf in een paar zinnen op wat eruit kwam", rows=6,
        help_text="Geen namen en niets waaraan je één inburgeraar herkent. Na het delen lezen alle gemeenten dit.",
    )  # fmt: skip

    def __init__(self, *args: Any, themes: Sequence[str], now: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Kies een soort"), *PartnerConversation.Kind.choices]
        self.fields["theme"].choices = theme_choices(themes, now)


class ChangeConversationForm(ConversationForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class HaltForm(forms.Form):
    name = one_line("Naam van de tussenstap", 120, "Geef de tussenstap een naam, bijvoorbeeld Eerst subregio’s")
    after = forms.ChoiceField(label="Na welke werksessie?", required=False,
                              error_messages={"invalid_choice": "Kies een werksessie uit de lijst"})  # fmt: skip
    held_on = DayField(label="Datum", missing="Vul de datum in als dag-maand-jaar")
    reason = story("Waarom?", "Schrijf op waarom jullie het plan wijzigen")
    change = story("Wat verandert er?", "Schrijf op wat er aan het plan verandert")
    decided_by = one_line("Wie besloot dit?", 160, "Vul in wie dit besloot, bijvoorbeeld de wethouders samen",
                          help_text="Een overleg of een functie, geen naam van een persoon.")  # fmt: skip

    def __init__(self, *args: Any, sessions: Sequence[WorkSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sessions = {str(one.number): one for one in sessions}
        rows = [(number, f"Werksessie {number}: {one.title}") for number, one in self._sessions.items()]
        self.fields["after"].choices = [("", "Niet na een werksessie"), *rows]

    def clean_after(self) -> WorkSession | None:
        return self._sessions.get(self.cleaned_data["after"])


class ChangeHaltForm(HaltForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
