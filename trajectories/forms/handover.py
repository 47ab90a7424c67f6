"""A move to another municipality: what goes along, and how the new one takes it over or answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.accounts.models import Organisation, User
from inburgering.day_field import DayField
from inburgering.notation import date_short
from regions.models import Municipality
from trajectories.models import Conversation, PortfolioItem, Team, TeamMember
from trajectories.reports.handover_content import Wanted
from trajectories.rules import handover_parts

LONGEST_REASON = 300
_TICKS = forms.CheckboxSelectMultiple


class AnnounceForm(forms.Form):
    """Where to, since when, and what goes along. Notes and portfolio start unticked unless the person chose before."""

    receiver = forms.ChoiceField(
        label="Naar welke gemeente?",
        help_text="Alleen gemeenten die hier ook mee werken. Andere gemeenten vragen het dossier zelf bij je op.",
        error_messages={"required": "Kies de gemeente waar de inburgeraar nu woont"},
    )
    moved_on = DayField(label="Ingeschreven in de nieuwe gemeente op", help_text="Zoals bekend. Voorbeeld: 24-11-2026")
    parts = forms.MultipleChoiceField(label="Gaat mee volgens de wet", required=False, widget=_TICKS)
    notes = forms.MultipleChoiceField(
        label="Verslagen die de inburgeraar wil meegeven", required=False, widget=_TICKS,
        help_text="Vraag het aan de inburgeraar. Zonder vinkje gaat een verslag niet mee.",
    )  # fmt: skip
    portfolio = forms.MultipleChoiceField(
        label="Onderdelen van het portfolio die de inburgeraar wil meegeven", required=False, widget=_TICKS
    )

    def __init__(
        self, *args: Any, places: Sequence[Municipality], conversations: Sequence[Conversation],
        items: Sequence[PortfolioItem], **kwargs: Any,
    ) -> None:  # fmt: skip
        first = {
            "parts": [part.key for part in handover_parts.BY_LAW],
            "portfolio": [str(one.pk) for one in items if one.may_go_along],
        }
        super().__init__(*args, initial=first | kwargs.pop("initial", {}), **kwargs)
        self.places = {str(one.organisation_id): one.organisation for one in places}
        self.conversations = {str(one.pk): one for one in conversations}
        self.items = {str(one.pk): one for one in items}
        names = [(str(one.organisation_id), one.name) for one in places]
        self.fields["receiver"].choices = [("", "Kies een gemeente"), *names]
        self.fields["parts"].choices = [(part.key, _part(part)) for part in handover_parts.BY_LAW]
        self._ticks("notes", {key: _note(one) for key, one in self.conversations.items()})
        self._ticks("portfolio", {key: one.title for key, one in self.items.items()})

    def _ticks(self, name: str, choices: dict[str, str]) -> None:
        if choices:
            self.fields[name].choices = list(choices.items())
        else:
            del self.fields[name]

    @property
    def chosen(self) -> Organisation:
        return self.places[self.cleaned_data["receiver"]]

    def wanted(self) -> Wanted:
        return Wanted(
            parts=tuple(self.cleaned_data["parts"]),
            notes=[self.conversations[key] for key in self.cleaned_data.get("notes", ())],
            portfolio=[self.items[key] for key in self.cleaned_data.get("portfolio", ())],
        )


def _part(part: handover_parts.Part) -> str:
    needed = " Gaat altijd mee." if part.is_needed else ""
    return f"{part.label}: {part.words}{needed} ({part.ground})"


def _note(one: Conversation) -> str:
    words = " ".join(one.note.split())
    short = f"{words[:90]}…" if len(words) > 90 else words or "zonder verslag"  # noqa: PLR2004 - a line
    return f"{date_short(one.held_on)}, {one.get_form_display()}: {short}"


class AcceptForm(forms.Form):
    """Since when the person lives here, and who works on it."""

    moved_in_on = DayField(label="Ingeschreven in onze gemeente op", help_text="Vanaf deze dag lopen de 10 weken.")
    place = forms.ChoiceField(label="Klantregisseur", error_messages={"required": "Kies wie het traject krijgt"})

    def __init__(self, *args: Any, members: Sequence[TeamMember], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: dict[str, tuple[Team, User | None]] = {}
        for one in members:
            self.by_key[f"{one.team_id}-{one.user_id}"] = (one.team, one.user)
        for one in members:
            self.by_key.setdefault(f"{one.team_id}-0", (one.team, None))
        self.fields["place"].choices = [
            (key, f"{someone.name if someone else 'Nog niemand'}, {team.name}")
            for key, (team, someone) in self.by_key.items()
        ]
        mine = next((f"{one.team_id}-{one.user_id}" for one in members if one.user_id == user.pk), None)
        self.initial.setdefault("place", mine)

    @property
    def chosen(self) -> tuple[Team, User | None]:
        return self.by_key[self.cleaned_data["place"]]


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Wat is er bekend?",
        help_text="Bijvoorbeeld: niet ingeschreven in de BRP. Schrijf geen persoonsgegevens.",
        error_messages={"required": "Schrijf waarom, bijvoorbeeld: niet ingeschreven in de BRP"},
        validators=[MaxLengthValidator(LONGEST_REASON, f"Gebruik hooguit {LONGEST_REASON} tekens")],
    )
