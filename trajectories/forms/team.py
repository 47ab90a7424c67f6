"""What people fill in about a team: absence with its deputies, norms and hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from inburgering.accounts.models import User
from inburgering.day_field import DayField
from inburgering.notation import Unreadable, count, listing, parse_amount
from trajectories.models import TeamMember
from trajectories.reports.team_absence import elsewhere, has_words

NOBODY = "0"
LONGEST_SOURCE = 300


class AmountField(forms.CharField):
    """Takes 1,5 and 1.5 as people type them; its value is a Decimal with two decimals at most."""

    def __init__(self, *, missing: str, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"class": "rs-input--short", "inputmode": "decimal"}))
        super().__init__(error_messages={"required": missing}, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal:
        try:
            return parse_amount(super().clean(value))
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from reason


class NormForm(forms.Form):
    value = AmountField(label="Getal", missing="Vul een getal in, bijvoorbeeld 1,5")
    source = forms.CharField(
        label="Waar komt dit getal vandaan?",
        help_text="Bijvoorbeeld: besluit MT van 3 november 2026. Schrijf aanname als het niet vaststaat.",
        error_messages={"required": "Schrijf waar dit getal vandaan komt, of schrijf aanname"},
        validators=[MaxLengthValidator(LONGEST_SOURCE, f"Gebruik hooguit {LONGEST_SOURCE} tekens")],
    )
    source_on = DayField(label="Datum van de bron")
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HoursForm(forms.Form):
    hours = AmountField(label="Uren per week", missing="Vul het aantal uren per week in, bijvoorbeeld 24")


class AbsenceForm(forms.Form):
    """Who is away, from when until when, and who covers in each municipality where that person has inburgeraars.

    `people` are those one may do this for. While `person` is not chosen yet, every municipality of `places` is asked.
    `caseloads` has the number of inburgeraars by person and municipality, `usual` who covered before.
    """

    person = forms.ChoiceField(label="Wie is afwezig?", error_messages={"required": "Kies wie er afwezig is"})
    starts_on = DayField(label="Eerste dag")
    ends_on = DayField(
        label="Laatste dag", required=False, help_text="Laat leeg als je dit nog niet weet. Voorbeeld: 24-11-2026"
    )

    def __init__(
        self, *args: Any, people: Sequence[User], places: Sequence[TeamMember], person: User | None = None,
        caseloads: Mapping[tuple[int, int], int] | None = None, usual: Mapping[int, int] | None = None,
        by: User | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["person"].choices = [("", "Kies een naam"), *((key, one.name) for key, one in self.people.items())]
        self.absent, self.is_self, self.caseloads = person, person == by, caseloads or {}
        self.colleagues: dict[int, dict[str, User]] = {}
        self.names: dict[int, str] = {}
        self.alone: list[int] = []
        for place in places:
            self.colleagues.setdefault(place.organisation_id, {})[str(place.user_id)] = place.user
            self.names[place.organisation_id] = place.organisation.name.removeprefix("Gemeente ")
        if person:
            self.fields["person"].widget = forms.HiddenInput()
            self.initial["person"] = str(person.pk)
        for organisation_id in self._asked():
            self._ask(organisation_id, (usual or {}).get(organisation_id))

    def _asked(self) -> list[int]:
        """Return the municipalities where somebody must cover, by name."""
        there = sorted(self.colleagues, key=self.names.__getitem__)
        return [one for one in there if self.absent is None or self._people(one)]

    def _ask(self, organisation_id: int, usual: int | None) -> None:
        absent = str(self.absent.pk) if self.absent else ""
        others = {key: one for key, one in self.colleagues[organisation_id].items() if key != absent}
        if not others:
            self.alone.append(organisation_id)
            return
        place = self.names[organisation_id]
        name, everyone = f"deputy_{organisation_id}", [(key, one.name) for key, one in others.items()]
        self.fields[name] = forms.ChoiceField(
            label=f"Waarnemer in {place}",
            required=self.absent is not None,
            help_text=has_words(self._people(organisation_id), is_self=self.is_self) if self.absent else "",
            choices=[("", "Kies wie waarneemt"), *everyone, (NOBODY, "Niemand")],
            error_messages={"invalid_choice": "Kies een naam uit de lijst",
                            "required": f"Kies wie waarneemt in {place}, of kies Niemand"},
        )  # fmt: skip
        with_people = [key for key in others if self.caseloads.get((int(key), organisation_id))]
        expected = str(usual) if str(usual) in others else with_people[0] if len(with_people) == 1 else ""
        if self.absent and expected:
            self.initial[name] = expected

    def _people(self, organisation_id: int) -> int:
        return self.caseloads.get((self.absent.pk, organisation_id), 0) if self.absent else 0

    @property
    def left_alone(self) -> str:
        """Return the sentence about inburgeraars for whom nobody of the team can cover."""
        places = [
            f"{self.names[one]} ({count(self._people(one), 'inburgeraar', 'inburgeraars')})"
            for one in self.alone
            if self.absent
        ]
        if not places:
            return ""
        return f"In {listing(places)} werkt verder niemand die kan waarnemen. Overleg met de teamleider."

    @property
    def elsewhere(self) -> str:
        """Return the sentence about the municipalities that are not asked about."""
        mine = [one for one in self.colleagues if self.absent and str(self.absent.pk) in self.colleagues[one]]
        quiet = sorted(self.names[one] for one in mine if not self._people(one))
        return elsewhere(quiet, is_self=self.is_self)

    @property
    def user(self) -> User:
        return self.people[self.cleaned_data["person"]]

    def deputies(self) -> dict[int, User | None]:
        """Return the deputy per organisation in which the absent person works; None where nobody covers or need to."""
        key = self.cleaned_data["person"]
        return {
            organisation_id: colleagues.get(self.cleaned_data.get(f"deputy_{organisation_id}") or NOBODY)
            for organisation_id, colleagues in self.colleagues.items()
            if key in colleagues
        }


class DeputyForm(forms.Form):
    """Who stands in for the klantregisseur of one trajectory."""

    deputy = forms.ChoiceField(
        label="Waarnemer voor dit traject",
        required=False,
        help_text="De waarnemer ziet dit dossier, ook wat alleen de klantregisseur ziet.",
        error_messages={"invalid_choice": "Kies een naam uit de lijst"},
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in colleagues}
        self.fields["deputy"].choices = [("", "Niemand"), *((key, one.name) for key, one in self.by_key.items())]

    @property
    def chosen(self) -> User | None:
        return self.by_key.get(self.cleaned_data["deputy"])
