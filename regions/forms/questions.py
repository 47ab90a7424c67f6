"""Asking for the parts of a questionnaire: an own statement, new words with their reason, facts and tasks."""

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from django import forms

from regions.forms.work_session import TITLE_LENGTH, StatementForm, one_line
from regions.rules.inventory import FACTS, TASKS

OTHER_THEME = "ander"
REASON_LENGTH = 300
THEME_LENGTH = 60


class OwnQuestionForm(StatementForm):
    """A statement in the region's own words, under a theme that exists or a new one."""

    theme = forms.ChoiceField(
        label="Thema",
        error_messages={"required": "Kies een thema", "invalid_choice": "Kies een thema uit de lijst"},
    )
    other_theme = one_line("Naam van het nieuwe thema", THEME_LENGTH, "", required=False,
                           help_text="Alleen als je bij thema ‘Een nieuw thema’ koos.")  # fmt: skip
    field_order = ["theme", "other_theme", "text", "hint", "short_label"]

    def __init__(self, *args: Any, themes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["expected_version"]
        self.fields["theme"].choices = [("", "Kies een thema"), *((name, name) for name in themes),
                                        (OTHER_THEME, "Een nieuw thema")]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Return the fields in the words of the act: one theme."""
        given = super().clean()
        other = given.pop("other_theme", "")
        if given.get("theme") == OTHER_THEME:
            if not other and "other_theme" not in self.errors:
                self.add_error("other_theme", "Vul de naam van het nieuwe thema in")
            given["theme"] = other
        return given


class RewordForm(StatementForm):
    """New words for a statement that people are answering."""

    reason = one_line(
        "Waarom wijzig je de stelling?", REASON_LENGTH, "Vul in waarom je de stelling wijzigt",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wie al antwoordde, leest deze reden bij de oude en de nieuwe tekst.",
    )  # fmt: skip
    field_order = ["text", "hint", "short_label", "reason"]


class DuplicateForm(forms.Form):
    title = one_line(
        "Titel van de nieuwe werksessie", TITLE_LENGTH, "Vul een titel in, bijvoorbeeld Sturen of loslaten"
    )


class InventoryChoiceForm(forms.Form):
    """Which facts and tasks every municipality is asked; none is a choice too."""

    facts = forms.MultipleChoiceField(choices=[(one.key, one.label) for one in FACTS], required=False)
    tasks = forms.MultipleChoiceField(choices=[(one.code, one.name) for one in TASKS], required=False)
    expected_version = forms.IntegerField()


class QuestionRowForm(forms.Form):
    """One row of a file with a questionnaire. Which keys there are is for who knows the library."""

    key = forms.CharField(required=False)
    theme = one_line("Thema", THEME_LENGTH, "Vul een thema in")
    text = one_line("Stelling", 300, "Vul de stelling in")
    hint = one_line("Uitleg", 300, "", required=False)
    short_label = one_line("Korte naam", 60, "Vul een korte naam in")
    version = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10**9,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "De kolom Versie is gewijzigd. Maak deze cel leeg of download de vragenlijst opnieuw",
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a formula wherever it stands: nobody sees on this side what it would give."""
        for name in self.fields:
            if normalize("NFKC", str(self.data.get(name, ""))).lstrip().startswith("="):
                self.errors.pop(name, None)
                self.add_error(name, "Hier staat een formule. Vul de tekst zelf in")
        return self.cleaned_data
