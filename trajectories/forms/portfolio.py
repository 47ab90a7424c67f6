"""An item of the portfolio, and sharing it, as the inburgeraar asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.day_field import DayField
from trajectories.actions.portfolio import Shown
from trajectories.forms.intake_part import long_text, refuse_bsn
from trajectories.models import PortfolioItem
from trajectories.reports.portfolio_evidence import Evidence, Unusable, read
from trajectories.rules import life_areas

TITLE_LENGTH, WORDS_LENGTH, WITH_LENGTH = 120, 2000, 120
ALL = "alles"


class ItemForm(forms.Form):
    """What the inburgeraar wants to show. The kind of a file follows from its first bytes."""

    life_area = forms.ChoiceField(
        label="Leefgebied", error_messages={"required": "Kies een leefgebied",
                                            "invalid_choice": "Kies een leefgebied uit de lijst"},
    )  # fmt: skip
    title = forms.CharField(
        label="Wat laat je zien?", help_text="Bijvoorbeeld: certificaat VCA, of drie dagen in de keuken.",
        validators=[MaxLengthValidator(TITLE_LENGTH, f"Titel: gebruik hooguit {TITLE_LENGTH} tekens"), refuse_bsn],
        error_messages={"required": "Vul in wat de inburgeraar wil laten zien"},
    )  # fmt: skip
    own_words = long_text("In eigen woorden", WORDS_LENGTH, 4, help_text="Wat deed je, en waar ben je trots op?")
    happened_on = DayField(label="Wanneer was het?", required=False)
    file = forms.FileField(
        label="Bewijs", required=False, help_text="PDF, JPG of PNG, maximaal 10 MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand"},
    )  # fmt: skip
    may_go_along = forms.BooleanField(
        label="Mag mee bij verhuizing", required=False,
        help_text="Alleen als de inburgeraar dit wil. Een nieuwe gemeente krijgt het dan ook.",
    )  # fmt: skip

    def __init__(self, *args: Any, item: PortfolioItem | None = None, **kwargs: Any) -> None:
        names = ("life_area", "title", "own_words", "happened_on", "may_go_along")
        first = {name: getattr(item, name) for name in names} if item else {}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["life_area"].choices = [("", "Kies een leefgebied"), *life_areas.choices()]

    def clean_file(self) -> Evidence | None:
        chosen = self.cleaned_data["file"]
        if not chosen:
            return None
        try:
            return read(chosen.read())
        except Unusable as reason:
            raise forms.ValidationError(str(reason)) from reason

    def shown(self) -> Shown:
        """Return what was typed and chosen."""
        data = dict(self.cleaned_data)
        return Shown(evidence=data.pop("file"), **data)


class ShareForm(forms.Form):
    """Sharing is an act of the inburgeraar: who asked for it, and when, is written down."""

    # No default: everything is more than most people mean to show.
    what = forms.ChoiceField(
        label="Wat mag de ander zien?", widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de ander mag zien", "invalid_choice": "Kies wat de ander mag zien"},
    )  # fmt: skip
    shared_with = forms.CharField(
        label="Met wie?", help_text="Bijvoorbeeld: bakkerij Jansen, of de school.",
        validators=[MaxLengthValidator(WITH_LENGTH, f"Met wie: gebruik hooguit {WITH_LENGTH} tekens"), refuse_bsn],
        error_messages={"required": "Vul in met wie de inburgeraar deelt"},
    )  # fmt: skip
    until_on = DayField(
        label="Tot en met", missing="Vul de laatste dag in als dag-maand-jaar, hooguit een jaar vooruit"
    )
    asked_on = DayField(label="De inburgeraar vroeg dit op", missing="Vul de dag in waarop de inburgeraar dit vroeg")

    def __init__(self, *args: Any, items: Sequence[PortfolioItem], **kwargs: Any) -> None:
        self.items = {str(item.pk): item for item in items}
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [
            (ALL, "Het hele portfolio"),
            *((pk, one.title) for pk, one in self.items.items()),
        ]

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"item": self.items.get(data.pop("what"))} | data
