"""One dossier on one page of paper: without BSN, without health, and without what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inburgering.accounts.models import User
from inburgering.notation import date_long
from trajectories.models import Trajectory
from trajectories.reports import dossier_head, overview
from trajectories.reports.dossier_head import Head
from trajectories.reports.overview import Overview
from trajectories.rules import names

MOST_TASKS, MOST_ENTRIES, LONGEST_WORDS = 6, 4, 160


@dataclass(frozen=True, slots=True)
class Summary:
    head: Head
    page: Overview
    born: str
    route: str
    address: str
    made_on: str
    is_example: bool

    def context(self) -> dict[str, Any]:
        """Return what the template and documents/base.html print."""
        return {
            "title": f"Samenvatting {self.head.number}",
            "number": "",
            "date": self.made_on,
            "confidentiality": "vertrouwelijk",
            "municipality": "",
            "is_example": self.is_example,
            "summary": self,
            "head": self.head,
            "page": self.page,
        }


def build(trajectory: Trajectory, *, for_user: User, on: date) -> Summary:
    person = trajectory.inburgeraar
    page = overview.build(trajectory, for_user=for_user, on=on)
    entries = tuple(replace(one, words=_short(one.words)) for one in page.entries[:MOST_ENTRIES])
    address = ", ".join(part for part in (person.street, f"{person.postcode} {person.city}".strip()) if part)
    return Summary(
        head=dossier_head.build(trajectory, current="show_trajectory", on=on),
        page=replace(page, tasks=page.tasks[:MOST_TASKS], entries=entries),
        born=names.birth_words(person.birth_year, person.birth_month, person.birth_day),
        route=str(trajectory.get_leerroute_display()),
        address=address,
        made_on=date_long(on),
        is_example=trajectory.organisation.is_demonstration,
    )


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= LONGEST_WORDS else f"{one_line[:LONGEST_WORDS].rsplit(' ', 1)[0]} …"
