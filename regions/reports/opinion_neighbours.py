"""Per municipality who answers most like it, and where it agrees and differs most with all others."""

from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from regions.reports.answers import SharedAnswers
from regions.reports.looking import Looking
from regions.reports.opinion_groups import OpinionGroups
from regions.rules.similarity import furthest_from_others, nearest_to_others, pairs

ALIKE = 3


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`alike` holds names with their percentage; `agreement` and `difference` are "‘Les dichtbij’ (stelling 7)"."""

    name: str
    slug: str
    group: str
    group_number: int
    is_mine: bool
    alike: tuple[tuple[str, str], ...]
    agreement: str
    difference: str

    @property
    def alike_text(self) -> str:
        return ", ".join(f"{name} {share}" for name, share in self.alike)


def neighbours(shared: SharedAnswers, groups: OpinionGroups, seen: Looking) -> tuple[Neighbours, ...]:
    """Return one row per municipality that shared, by group and then by name."""
    answers = shared.by_municipality()
    keys = [one.key for one in shared.statements]
    quoted = {one.key: f"‘{one.label}’ (stelling {one.number})" for one in shared.statements}
    names = {one.code: one.name for one in shared.municipalities}
    found = pairs(answers, keys)
    rows = []
    for one in shared.municipalities:
        mine = [(pair.share, names[pair.other if pair.one == one.code else pair.one])
                for pair in found if one.code in {pair.one, pair.other} and pair.share is not None]  # fmt: skip
        mine.sort(key=lambda pair: (-pair[0], notation.sort_key(pair[1])))
        near, far = (find(one.code, answers, keys) for find in (nearest_to_others, furthest_from_others))
        group = groups.of(one.code)
        rows.append(
            Neighbours(
                name=one.name,
                slug=one.slug,
                group=f"Groep {group.number}" if group else "geen groep",
                group_number=group.number if group else 0,
                is_mine=one.code == seen.code,
                alike=tuple((name, notation.percent(Decimal(str(share)))) for share, name in mine[:ALIKE]),
                agreement=quoted[near.key] if near else "–",
                difference=quoted[far.key] if far else "–",
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.group_number or len(names) + 1, notation.sort_key(row.name))))
