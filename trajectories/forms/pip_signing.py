"""What people fill in when a PIP is agreed on or signed."""

from __future__ import annotations

from django import forms

from trajectories.forms.pip import text
from trajectories.models import Pip


class AgreementForm(forms.Form):
    """Whether the inburgeraar agrees: three answers of the same weight, no default."""

    agreement = forms.ChoiceField(
        label="Is de inburgeraar het eens met het plan?", widget=forms.RadioSelect,
        choices=[
            (Pip.Agreement.AGREES, "Ja, eens"), (Pip.Agreement.DISAGREES, "Nee, niet eens"),
            (Pip.Agreement.NOT_ASKED, "Kon niet worden gevraagd"),
        ],
        error_messages={"required": "Kies of de inburgeraar het eens is met het plan",
                        "invalid_choice": "Kies een antwoord uit de lijst"},
    )  # fmt: skip
    agreement_reason = text("Reden", hint="Nodig bij nee, en als het niet kon.")
    own_words = text("Wat de inburgeraar er zelf over zegt", 2000, rows=2)
    with_interpreter = forms.BooleanField(label="Er was een tolk bij", required=False)


class SignForm(forms.Form):
    """Signing on the screen: two statements, each ticked apart, and the name."""

    understood = forms.BooleanField(
        label="Ik heb het plan begrepen.", error_messages={"required": "Vink aan dat het plan begrepen is"}
    )
    agrees = forms.BooleanField(
        label="Ik teken dit plan.", error_messages={"required": "Vink aan dat de inburgeraar dit plan tekent"}
    )
    with_interpreter = forms.BooleanField(label="Er was een tolk bij.", required=False)
    name = text("Naam", 200, empty="Vul de naam in van wie tekent")


class PaperForm(forms.Form):
    """The scan of a plan that was signed on paper."""

    scan = forms.FileField(
        label="Scan of foto van het getekende plan", help_text="PDF, JPG of PNG, hooguit 10 MB.",
        error_messages={"required": "Kies de scan van het getekende plan", "empty": "Dit bestand is leeg"},
    )  # fmt: skip
    name = text("Naam van wie tekende", 200, empty="Vul de naam in van wie tekende")
    with_interpreter = forms.BooleanField(label="Er was een tolk bij.", required=False)
