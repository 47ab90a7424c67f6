"""Where the municipalities of a session differ: the finding first, then every answer in one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify

from inburgering import notation
from regions.models import SubregionProposal, WorkSession
from regions.reports import answers
from regions.reports.answers import AskedStatement, Participant, SharedAnswers
from regions.reports.difference_columns import Column, GroupHead, columns_for
from regions.reports.difference_table import Section, sections_of
from regions.reports.looking import Choice, looking, slug_of, source
from regions.rules.divergence import FEWEST_FOR_AN_INDEX
from regions.rules.finding import Furthest, Likeness, Part, session_finding
from regions.rules.similarity import furthest_from_others, most_alike

WIDEST = Decimal(2)  # the largest possible standard deviation on this scale
FORMULA = "Verschil = standaardafwijking van de antwoorden, van 0 (gelijk) tot 2 (tegenover elkaar)."


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: the municipality to look for and the theme, by slug; empty is all of them."""

    municipality: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything the page and the Excel file print. `chosen_code` is the municipality that is looked for."""

    finding: tuple[Part, ...]
    notices: tuple[str, ...]
    municipality_choices: tuple[Choice, ...]
    theme_choices: tuple[Choice, ...]
    chosen_slug: str
    theme_slug: str
    groups: tuple[GroupHead, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    source: str
    is_thin: bool
    widest: Decimal = WIDEST

    @property
    def open_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if not section.starts_closed)

    @property
    def closed_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.starts_closed)

    def header(self) -> list[str]:
        return ["Nummer", "Stelling", "Thema", "Indeling", *(column.name for column in self.columns), "Verschil"]

    def table(self) -> list[list[str | int | Decimal | None]]:
        """Return the rows of the Excel file: the answers as numbers, and in words where there is none."""
        return [
            [row.number, row.label, row.theme, section.title,
             *(cell.text if cell.value is None else cell.value for cell in row.cells),
             None if row.spread is None else round(row.spread, 2)]
            for section in self.sections
            for row in section.rows
        ]  # fmt: skip

    @property
    def width(self) -> int:
        return len(self.columns) + 2


def build(session: WorkSession, *, for_code: str | None, proposal: SubregionProposal | None = None) -> Differences:
    """Return the differences over all themes, looked at for one municipality by its CBS code or for nobody."""
    return for_page(session, Wish(slug_of(answers.shared_answers(session), for_code)), proposal)


def for_page(session: WorkSession, wish: Wish, proposal: SubregionProposal | None) -> Differences:
    """Return the differences as the address asks for them; a wish that does not exist is told, not obeyed."""
    shared = answers.shared_answers(session)
    seen = looking(shared, wish.municipality)
    themes = {slugify(statement.theme): statement.theme for statement in shared.statements}
    theme = themes.get(wish.theme, "")
    groups, columns = columns_for(shared, proposal, seen.code)
    asked = [one for one in shared.statements if not theme or one.theme == theme]
    return Differences(
        finding=_finding(shared, asked, seen.chosen),
        notices=(*seen.notices, *_notices(shared, wish, theme)),
        municipality_choices=seen.choices,
        theme_choices=(Choice("", "Alle"), *(Choice(slug, name) for slug, name in themes.items())),
        chosen_slug=seen.slug,
        theme_slug=wish.theme if theme else "",
        groups=groups,
        columns=columns,
        sections=tuple(sections_of(shared, asked, columns)) if columns else (),
        source=source(session, shared, FORMULA),
        is_thin=len(columns) < FEWEST_FOR_AN_INDEX,
    )


def _finding(shared: SharedAnswers, asked: Sequence[AskedStatement], chosen: Participant | None) -> tuple[Part, ...]:
    keys = [statement.key for statement in asked]
    given = shared.by_municipality()
    likeness = None
    if chosen and chosen.code in given and (found := most_alike(chosen.code, given, keys)):
        names = {one.code: one.name for one in shared.municipalities}
        likeness = Likeness(chosen.name, tuple(names[code] for code in found.codes), found.share)
    furthest = None
    if chosen and chosen.code in given and (apart := furthest_from_others(chosen.code, given, keys)):
        furthest = Furthest(chosen.name, next(one.label for one in asked if one.key == apart.key))
    distributions = [shared.distribution(key) for key in keys]
    return session_finding(distributions, [one.name for one in shared.municipalities], likeness, furthest).parts


def _notices(shared: SharedAnswers, wish: Wish, theme: str) -> Iterator[str]:
    if wish.theme and not theme:
        yield f"'{wish.theme}' is geen thema van deze werksessie. Je ziet nu alle thema's."
    if 0 < len(shared.municipalities) < FEWEST_FOR_AN_INDEX:
        count = notation.count(len(shared.municipalities), "gemeente", "gemeenten")
        yield f"Dit zijn de antwoorden van {count}. Zo weinig antwoorden zeggen nog niets over de regio."
