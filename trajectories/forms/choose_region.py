"""Choosing a region to start with."""

from django import forms

from regions.models import Region


class ChooseRegionForm(forms.Form):
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="Arbeidsmarktregio",
        empty_label="Kies een regio",
        error_messages={"required": "Kies een regio", "invalid_choice": "Kies een regio uit de lijst"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["region"]
        field.queryset = Region.objects.order_by("name")  # type: ignore[attr-defined]
        field.label_from_instance = lambda region: region.name  # type: ignore[attr-defined]
