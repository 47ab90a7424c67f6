"""The facts of a trajectory from which its dates follow."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils import timezone

from inburgering.day_field import DayField
from trajectories.actions.known_facts import COLUMNS
from trajectories.forms.typed import text
from trajectories.models import Trajectory

PAST = ("registered_on", "kennisgeving_on", "linked_on", "third_party_received_on")


class FactsForm(forms.Form):
    """`seen` holds what the consequences were shown for: other dates are shown again before they are kept."""

    registered_on = DayField(label="Bekend bij de gemeente sinds")
    azc_location = text("AZC", 120, help_text="Naam van de locatie, zolang iemand daar woont")
    linked_on = DayField(label="Gekoppeld aan de gemeente", required=False)
    kennisgeving_on = DayField(label="Kennisgeving van DUO", required=False)
    plicht_begins_on = DayField(label="Begin van de inburgeringsplicht", required=False)
    registered_brp_on = DayField(label="Ingeschreven in de gemeente (BRP)", required=False)
    moved_in_on = DayField(label="Verhuisd uit een andere gemeente op", required=False)
    bijstand_from_on = DayField(label="Bijstand vanaf", required=False)
    waits_for_third_party = text("Wacht op informatie van", 120, help_text="Bijvoorbeeld COA of de vorige gemeente")
    third_party_received_on = DayField(label="Die informatie kwam op", required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, trajectory: Trajectory, **kwargs: Any) -> None:
        first = {name: getattr(trajectory, name) for name in COLUMNS} | {"expected_version": trajectory.version}
        super().__init__(*args, initial=first, **kwargs)

    def clean(self) -> dict[str, Any]:
        known = super().clean() or {}
        today = timezone.localdate()
        for name in PAST:
            if known.get(name) and known[name] > today:
                self.add_error(name, "Deze dag ligt in de toekomst. Vul een dag in tot en met vandaag")
        if known.get("third_party_received_on") and not known.get("waits_for_third_party"):
            self.add_error("waits_for_third_party", "Vul in van wie de informatie kwam")
        return known

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def fingerprint(self) -> str:
        """Return what tells these facts from others, to know that their consequences were on the screen."""
        typed = "|".join(str(self.cleaned_data[name]) for name in COLUMNS)
        return hashlib.sha256(typed.encode()).hexdigest()[:16]
