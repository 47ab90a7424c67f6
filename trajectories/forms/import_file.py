"""Asking for a list, or for messages of DUO: for which municipality, what kind, which file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.core.files.uploadedfile import UploadedFile

from inburgering.accounts.models import Organisation
from inburgering.notation import listing, number
from trajectories.models import ImportRun

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
CHOOSE = "Kies een bestand"


class ListFileForm(forms.Form):
    """A file with its kind; the municipality is asked only of who does this for more than one."""

    endings = (".xlsx", ".csv")
    kinds = ((ImportRun.Kind.INBURGERAARS, "inburgeraars"), (ImportRun.Kind.HOURS, "gevolgde uren per maand"))

    organisation = forms.ChoiceField(label="Voor welke gemeente?")
    kind = forms.ChoiceField(label="Wat staat er in het bestand?", widget=forms.RadioSelect)
    file = forms.FileField(
        label="Ingevuld bestand",
        error_messages={
            "required": CHOOSE,
            "invalid": CHOOSE,
            "missing": CHOOSE,
            "empty": "Dit bestand is leeg. Kies het ingevulde bestand",
        },
    )

    def __init__(self, *args: object, organisations: Sequence[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [
            (f"{one.pk}", one.name.removeprefix("Gemeente ")) for one in organisations
        ]
        self.only = organisations[0].pk if len(organisations) == 1 else None
        if self.only:
            del self.fields["organisation"]
        self.fields["kind"].choices = self.kinds
        self.fields["kind"].initial = self.kinds[0][0]
        if len(self.kinds) == 1:
            del self.fields["kind"]
        file = self.fields["file"]
        file.help_text = f"{listing(self.endings)}, maximaal {LARGEST_FILE // MEGABYTE} MB en 20.000 rijen"
        file.widget.attrs |= {"accept": ",".join(self.endings), "class": "rs-file"}

    def organisation_id(self) -> int:
        return self.only or int(self.cleaned_data["organisation"])

    def kind_of_file(self) -> str:
        return str(self.cleaned_data.get("kind", self.kinds[0][0]))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            size = number(Decimal(file.size or 0) / MEGABYTE, 1)
            raise forms.ValidationError(f"Het bestand is {size} MB. Kies een bestand van maximaal 10 MB")
        if not (file.name or "").lower().endswith(self.endings):
            raise forms.ValidationError(f"Kies een bestand dat eindigt op {listing(self.endings)}")
        return file


class DuoFileForm(ListFileForm):
    endings = (".json", ".jsonl", ".csv")
    kinds = ((ImportRun.Kind.DUO, "berichten van DUO"),)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Bestand van DUO"
        self.fields["file"].error_messages["empty"] = "Dit bestand is leeg. Kies het bestand van DUO"
