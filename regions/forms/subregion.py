"""What a person chooses about subregions: how many, and who moves where."""

from collections.abc import Sequence
from typing import Any

from django import forms

from regions.reports.subregion_seats import Seat
from regions.reports.subregions import GroupRow


class ProposeForm(forms.Form):
    """How many subregions, and whether their municipalities must adjoin."""

    group_count = forms.TypedChoiceField(
        label="Aantal subregio’s",
        coerce=int,
        error_messages={
            "required": "Kies het aantal subregio’s",
            "invalid_choice": "Kies een aantal uit de lijst: %(value)s staat er niet in",
        },
    )
    contiguous = forms.BooleanField(label="Gemeenten in een subregio liggen aan elkaar", required=False)

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group_count"].choices = [(number, str(number)) for number in range(1, most + 1)]


class MoveForm(forms.Form):
    """Which municipality goes to which subregion, by the slugs and numbers of the proposal itself."""

    gemeente = forms.ChoiceField(
        label="Verplaats",
        error_messages={
            "required": "Kies een gemeente",
            "invalid_choice": "Kies een gemeente uit de lijst: %(value)s staat niet in dit voorstel",
        },
    )
    naar = forms.TypedChoiceField(
        label="naar",
        coerce=int,
        error_messages={
            "required": "Kies een subregio",
            "invalid_choice": "Kies een subregio uit de lijst: %(value)s staat niet in dit voorstel",
        },
    )

    def __init__(self, *args: Any, seats: Sequence[Seat], groups: Sequence[GroupRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {seat.slug: seat.code for seat in seats}
        self.fields["gemeente"].choices = [("", "een gemeente"), *((seat.slug, seat.name) for seat in seats)]
        self.fields["naar"].choices = [("", "een subregio"), *((group.number, group.name) for group in groups)]

    @property
    def code(self) -> str:
        """The CBS code of the municipality that moves."""
        return self.codes[self.cleaned_data["gemeente"]]
