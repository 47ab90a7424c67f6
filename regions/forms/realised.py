"""The decision by which a municipality releases its exact numbers."""

from django import forms
from django.db.models import QuerySet

from inburgering.day_field import DayField
from regions.models import Municipality


class ReleaseForm(forms.Form):
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", empty_label=None,
        error_messages={"required": "Kies de gemeente", "invalid_choice": "Kies een gemeente uit de lijst"},
    )  # fmt: skip
    purpose = forms.CharField(
        label="Waarvoor gebruikt de regio de exacte aantallen?", max_length=300,
        help_text="Bijvoorbeeld: inkoop van de B1-route voor 2027",
        error_messages={"required": "Vul in waarvoor de regio de exacte aantallen gebruikt",
                        "max_length": "Houd het bij 300 tekens"},
    )  # fmt: skip
    decided_on = DayField(label="Datum van het besluit", missing="Vul de datum van het besluit in, bijvoorbeeld "
                          "1-11-2026")  # fmt: skip
    decided_by = forms.CharField(
        label="Wie besloot?", max_length=120, help_text="Bijvoorbeeld: college van Aalten",
        error_messages={"required": "Vul in wie het besluit nam", "max_length": "Houd het bij 120 tekens"},
    )  # fmt: skip

    def __init__(self, *args: object, places: QuerySet[Municipality], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field = self.fields["municipality"]
        field.queryset = places  # type: ignore[attr-defined]
        field.label_from_instance = lambda place: place.name  # type: ignore[attr-defined]
