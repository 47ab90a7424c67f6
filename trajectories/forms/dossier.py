"""Small forms of a dossier: a task, a betrokkene, a file, a remark, a reason, and why a number is shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from inburgering.accounts.models import User
from inburgering.day_field import DayField
from inburgering.notation import number
from trajectories.actions.person_file import LARGEST
from trajectories.forms.typed import PhoneField, choice, free_text, refuse_bsn, text
from trajectories.models import Betrokkene, FollowUp, PersonFile

MEGABYTE = 1024 * 1024
CHOOSE_FILE = "Kies een bestand (PDF, JPG of PNG)"
PURPOSES = [
    ("DUO", "contact met DUO"),
    ("BRP", "controle met de BRP"),
    ("IDENTITEIT", "controle van het identiteitsbewijs"),
    ("UITKERING", "contact met werk en inkomen"),
    ("BRIEF", "een beschikking of brief"),
]
_KINDS = (PersonFile.Kind.SCAN, PersonFile.Kind.LETTER, PersonFile.Kind.EVIDENCE, PersonFile.Kind.OTHER)
FILE_KINDS = [(kind.value, kind.label) for kind in _KINDS]
TOO_LARGE = "Het bestand is {size} MB. Kies een bestand van maximaal 10 MB (PDF, JPG of PNG)"


class TaskForm(forms.Form):
    """`who` is "user-12" for a colleague, else a code of FollowUp.Who."""

    what = text("Wat moet er gebeuren?", 200, "Vul in wat er moet gebeuren")
    who = choice("Wie doet het?", "Kies wie het doet", [])
    who_name = text("Naam van iemand anders", 80, help_text="Alleen bij iemand anders")
    due_on = DayField(label="Voor wanneer?", required=False)
    visible = forms.BooleanField(label="De inburgeraar mag dit zien", required=False)

    def __init__(self, *args: Any, colleagues: Sequence[User], me: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {f"user-{user.pk}": user for user in colleagues}
        named = [(key, "jij" if user.pk == me.pk else user.name) for key, user in self.users.items()]
        others = [(FollowUp.Who.INBURGERAAR.value, "de inburgeraar"), (FollowUp.Who.ANDERE.value, "iemand anders")]
        self.fields["who"].choices = [*named, *others]
        self.fields["who"].initial = f"user-{me.pk}"

    def clean_what(self) -> str:
        refuse_bsn(self.cleaned_data["what"])
        return str(self.cleaned_data["what"])

    def columns(self) -> dict[str, Any]:
        who = self.cleaned_data["who"]
        return {
            "what": self.cleaned_data["what"],
            "who": FollowUp.Who.KLANTREGISSEUR.value if who in self.users else who,
            "user": self.users.get(who),
            "who_name": self.cleaned_data["who_name"],
            "due_on": self.cleaned_data["due_on"],
            "is_visible_to_inburgeraar": self.cleaned_data["visible"],
        }


class BetrokkeneForm(forms.Form):
    kind = choice("Rol", "Kies een rol", [("", "Kies een rol"), *Betrokkene.Kind.choices])
    name = text("Naam", 120, "Vul de naam in")
    works_for = text("Organisatie", 120)
    phone = PhoneField(label="Telefoon", required=False)
    email = forms.EmailField(
        label="E-mail", required=False, max_length=254,
        error_messages={"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl"},
    )  # fmt: skip
    starts_on = DayField(label="Vanaf")
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def columns(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "expected_version"}


class EndForm(forms.Form):
    ends_on = DayField(label="Laatste dag")


class FileForm(forms.Form):
    file = forms.FileField(
        label="Scan of foto",
        help_text="PDF, JPG of PNG van maximaal 10 MB",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": CHOOSE_FILE, "invalid": CHOOSE_FILE, "missing": CHOOSE_FILE,
                        "empty": "Dit bestand is leeg. Kies een ander bestand"},
    )  # fmt: skip
    title = text("Wat is het?", 200, "Vul in wat het is, bijvoorbeeld Diploma verpleegkunde Aleppo")
    kind = choice("Soort", "Kies een soort", FILE_KINDS)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            size = number(Decimal(file.size or 0) / MEGABYTE, 1)
            raise forms.ValidationError(
                f"Het bestand is {size} MB. Kies een bestand van maximaal 10 MB (PDF, JPG of PNG)"
            )
        return file


class HealthForm(forms.Form):
    text = free_text(
        "Wat moet wie waarneemt weten?", 2000, "Vul in wat wie waarneemt moet weten", rows=4,
        help_text="Kort, en alleen wat nodig is voor de inburgering. Geen BSN.",
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = free_text(
        "Waarom open je dit dossier?", 300, "Vul de reden in waarom je dit dossier opent, in een hele zin", rows=3
    )


class PurposeForm(forms.Form):
    """Why the whole number is shown. What is chosen is kept with who and when."""

    purpose = choice("Waarvoor heb je het nummer nodig?", "Kies waarvoor je het nummer nodig hebt",
                     [("", "Kies een doel"), *PURPOSES])  # fmt: skip
    which = choice("Nummer", "Kies een nummer", [("bsn", "BSN"), ("v_number", "V-nummer")], widget=forms.HiddenInput)

    @property
    def words(self) -> str:
        label = "BSN" if self.cleaned_data["which"] == "bsn" else "V-nummer"
        return f"{label} getoond: {dict(PURPOSES)[self.cleaned_data['purpose']]}"


class ExportForm(forms.Form):
    """The request of the person for everything that is known (AVG art. 15)."""

    asked_on = DayField(label="Wanneer vroeg de inburgeraar erom?")
    identity = choice(
        "Hoe is vastgesteld wie erom vroeg?", "Kies hoe is vastgesteld wie erom vroeg",
        [("", "Kies hoe"), ("ID", "identiteitsbewijs gezien"), ("DIGID", "ingelogd met DigiD"),
         ("GEMACHTIGDE", "schriftelijke machtiging gezien")],
    )  # fmt: skip
