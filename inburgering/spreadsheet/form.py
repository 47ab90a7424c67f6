"""Asking for an Excel file."""

from decimal import Decimal

from django import forms
from django.core.files.uploadedfile import UploadedFile

from inburgering.notation import number

MEGABYTE = 1024 * 1024
LARGEST_FILE = 2 * MEGABYTE


class ExcelFileForm(forms.Form):
    file = forms.FileField(
        label="Ingevuld Excel-bestand",
        help_text="Een .xlsx-bestand van maximaal 2 MB",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Kies het ingevulde Excel-bestand",
            "invalid": "Kies het ingevulde Excel-bestand",
            "missing": "Kies het ingevulde Excel-bestand",
            "empty": "Dit bestand is leeg. Kies het ingevulde Excel-bestand",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            size = number(Decimal(file.size or 0) / MEGABYTE, 1)
            raise forms.ValidationError(f"Het bestand is {size} MB. Kies een bestand van maximaal 2 MB")
        if not (file.name or "").lower().endswith(".xlsx"):
            raise forms.ValidationError("Dit is geen .xlsx-bestand. Bewaar het in Excel als .xlsx en kies het opnieuw")
        return file
