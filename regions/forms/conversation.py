"""What is written down of a group conversation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.day_field import DayField
from regions.actions.refusal import Changed
from regions.forms.work_session import one_line
from regions.models import Municipality, Statement

LONGEST = 4000  # signs; a page and a half


def _text(label: str, rows: int, missing: str = "", help_text: str = "") -> forms.CharField:
    too_long = MaxLengthValidator(LONGEST, f"{label} is te lang (maximaal {LONGEST} tekens)")
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=widget, validators=[too_long], required=bool(missing), help_text=help_text,
        error_messages={"required": missing},
    )  # fmt: skip


class VersionedForm(forms.Form):
    """Knows which version was read, so that a colleague's text is never overwritten unseen."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def replace(self, reason: Changed) -> Any:
        """Return what stands now; from here on this form replaces exactly that, and keeps what was typed."""
        self.data = self.data.copy()
        self.data["expected_version"] = reason.current.version if reason.current else 0
        self.add_error(None, str(reason))
        return reason.current


class NoteForm(VersionedForm):
    text = forms.CharField(
        label="Notitie",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "utrecht-textarea utrecht-textarea--html-textarea"}),
        validators=[MaxLengthValidator(LONGEST, f"De notitie is te lang (maximaal {LONGEST} tekens)")],
    )


class MinuteForm(VersionedForm):
    conclusion = _text("Conclusie", 2, help_text="Waar de groep op uitkwam, in 1 of 2 zinnen.")
    text = _text("Wat is er gezegd?", 4, help_text="Namen van personen zijn niet nodig.")

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        if not self.errors and not (written.get("text") or written.get("conclusion")):
            self.add_error("conclusion", "Vul een conclusie in, of schrijf op wat er is gezegd")
        return written


class ActionForm(VersionedForm):
    """`municipality` and `statement` come back as rows, or None."""

    text = one_line("Actie", 300, "Vul in wat er gaat gebeuren", widget=forms.Textarea(attrs={"rows": 2}))
    municipality = forms.ChoiceField(
        label="Welke gemeente?",
        required=False,
        error_messages={"invalid_choice": "Kies een gemeente uit de lijst"},
    )
    who = one_line("Wie daar?", 120, "", required=False, help_text="Een functie, bijvoorbeeld beleidsadviseur.")
    due_on = DayField(label="Voor welke dag?", required=False)
    statement = forms.ChoiceField(
        label="Bij welke stelling?",
        required=False,
        error_messages={"invalid_choice": "Kies een stelling uit de lijst"},
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, municipalities: Sequence[Municipality], statements: Sequence[Statement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.municipalities = {one.slug: one for one in municipalities}
        self.statements = {str(one.number): one for one in statements}
        places = [(slug, one.name) for slug, one in self.municipalities.items()]
        self.fields["municipality"].choices = [("", "De regio zelf"), *sorted(places, key=lambda place: place[1])]
        asked = [(number, f"{number}. {one.short_label}") for number, one in self.statements.items()]
        self.fields["statement"].choices = [("", "De werksessie als geheel"), *asked]

    def clean_municipality(self) -> Municipality | None:
        return self.municipalities.get(self.cleaned_data["municipality"])

    def clean_statement(self) -> Statement | None:
        return self.statements.get(self.cleaned_data["statement"])
