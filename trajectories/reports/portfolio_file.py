"""The portfolio as a PDF that the inburgeraar takes along: one item, or everything, with the evidence."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date

from inburgering.documents import pdf
from inburgering.notation import count, date_long
from trajectories.models import PortfolioItem, Trajectory
from trajectories.rules import life_areas


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    pages: int
    title: str


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """`photo` is a data address; `attachment` is one too, of a PDF that travels inside this PDF."""

    title: str
    own_words: str
    day: str
    photo: str = ""
    attachment: str = ""
    attachment_name: str = ""


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
    attachments: tuple[PrintedItem, ...]


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
    printed = [item for group in areas.values() for item in group]
    things = count(len(printed), "ding", "dingen")
    return PrintedPortfolio(
        title=title,
        name=person.full_name,
        finding=f"{person.calling_name or person.full_name} laat {things} zien.",
        areas=tuple(PrintedArea(label, tuple(group)) for label, group in areas.items()),
        made_on=date_long(on),
        made_on_iso=on.isoformat(),
        attachments=tuple(item for item in printed if item.attachment),
    )


def _printed(item: PortfolioItem) -> PrintedItem:
    day = date_long(item.happened_on) if item.happened_on else ""
    if not item.evidence:
        return PrintedItem(item.title, item.own_words, day)
    address = f"data:{item.evidence.media_type};base64,{base64.b64encode(bytes(item.evidence.content)).decode()}"
    if item.evidence.media_type.startswith("image/"):
        return PrintedItem(item.title, item.own_words, day, photo=address)
    return PrintedItem(item.title, item.own_words, day, attachment=address, attachment_name=item.evidence.filename)
