"""The portfolio as a PDF that the inburgeraar takes along: one item, or everything, with the evidence."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date

from inburgering.documents import pdf
from inburgering.documents.pictures import NotAPdf, pictures
from inburgering.notation import count, date_long
from trajectories.models import PersonFile, PortfolioItem, Trajectory
from trajectories.rules import life_areas

MOST_PAGES = 10  # of one piece of evidence


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    pages: int
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, or a page of a PDF, as a data address with the words that stand for it."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """`note` says what of the evidence could not be shown."""

    title: str
    own_words: str
    day: str
    pictures: tuple[Picture, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedArea:
    label: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True, slots=True)
class PrintedPortfolio:
    title: str
    name: str
    finding: str
    areas: tuple[PrintedArea, ...]
    made_on: str
    made_on_iso: str


def build(trajectory: Trajectory, *, item: PortfolioItem | None, on: date, is_example: bool = False) -> Made:
    """Return the PDF/UA of one item, or of the whole portfolio. Raises CannotRender when Pango is missing."""
    chosen = [item] if item else items_of(trajectory)
    printed = content(trajectory, chosen, title=item.title if item else "Portfolio", on=on)
    context = {"portfolio": printed, "title": printed.title, "date": printed.made_on, "is_example": is_example}
    context |= {"number": "", "version": "", "confidentiality": "", "municipality": printed.name}
    made = pdf.render(pdf.html("documents/portfolio.html", context))
    return Made(made.content, made.pages, printed.title)


def items_of(trajectory: Trajectory) -> list[PortfolioItem]:
    """Return the items, newest first within the order of life areas; the files themselves come when asked for."""
    order = {area.key: place for place, area in enumerate(life_areas.LIFE_AREAS)}
    found = (
        trajectory.portfolio.select_related("evidence").defer("evidence__content").order_by("-happened_on", "-added_at")
    )
    return sorted(found, key=lambda one: order.get(one.life_area, len(order)))


def content(trajectory: Trajectory, items: list[PortfolioItem], *, title: str, on: date) -> PrintedPortfolio:
    """Return what stands in the PDF."""
    person = trajectory.inburgeraar
    areas: dict[str, list[PrintedItem]] = {}
    for one in items:
        areas.setdefault(life_areas.label(one.life_area), []).append(_printed(one))
    things = count(len(items), "ding", "dingen")
    return PrintedPortfolio(
        title=title,
        name=person.full_name,
        finding=f"{person.calling_name or person.full_name} laat {things} zien.",
        areas=tuple(PrintedArea(label, tuple(group)) for label, group in areas.items()),
        made_on=date_long(on),
        made_on_iso=on.isoformat(),
    )


def _printed(item: PortfolioItem) -> PrintedItem:
    day = date_long(item.happened_on) if item.happened_on else ""
    shown, note = _evidence(item.evidence, item.title) if item.evidence else ((), "")
    return PrintedItem(item.title, item.own_words, day, shown, note)


def _evidence(file: PersonFile, title: str) -> tuple[tuple[Picture, ...], str]:
    content = bytes(file.content)
    if file.media_type.startswith("image/"):
        return (Picture(_address(content), f"Foto bij {title}"),), ""
    try:
        found = pictures(content, most=MOST_PAGES)
    except NotAPdf:
        return (), f"Het bewijs is een PDF die hier niet te tonen is ({file.filename})."
    shown = tuple(
        Picture(_address(page), f"Bladzijde {number} van het bewijs bij {title}")
        for number, page in enumerate(found.pages, start=1)
    )
    return shown, f"De eerste {MOST_PAGES} van {found.of} bladzijden." if found.of > MOST_PAGES else ""


def _address(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
