"""What the law asks of a scenario: what stays with the college, who may give lessons, what must be motivated."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from inburgering.notation import listing
from procurement.rules.choices import Component, ComponentChoice, Instrument, Scale
from procurement.rules.cost_assumptions import the
from procurement.rules.obligations_catalogue import (
    BELOW,
    BY_COMPONENT,
    CLUSTERED,
    MOTIVATED,
    PERSONAL_DATA,
    SAS_STEPS,
    Certainty,
    Obligation,
)
from procurement.rules.thresholds import CAVEAT, NO_PUBLIC_CONTRACT


def obligations(choices: Sequence[ComponentChoice]) -> tuple[Obligation, ...]:
    """Return what the law asks of these choices: warnings first, then per component, then for every contract."""
    found = [*_clusters(choices)]
    for choice in choices:
        found += [replace(one, component=choice.component) for one in BY_COMPONENT[choice.component]]
        if choice.instrument in NO_PUBLIC_CONTRACT:
            found.append(_instrument(choice))
    if any(choice.instrument not in NO_PUBLIC_CONTRACT for choice in choices):
        found += [SAS_STEPS, BELOW]
    if any(choice.instrument != Instrument.INBESTEDEN for choice in choices):
        found.append(PERSONAL_DATA)
    return tuple(sorted(found, key=lambda one: not one.is_warning))


def merged(found: Iterable[Obligation]) -> tuple[tuple[Obligation, tuple[Component, ...]], ...]:
    """Return every line once, with the components it holds for; none for what holds for every contract."""
    lines: dict[Obligation, tuple[Component, ...]] = {}
    for one in found:
        line = replace(one, component=None)
        lines[line] = (*lines.get(line, ()), *([one.component] if one.component else []))
    return tuple(lines.items())


def warnings(found: Iterable[Obligation]) -> tuple[str, ...]:
    """Return the sentences that ask for an act, each with the components it is about and the caveat."""
    return tuple(
        f"{_capital(listing([the(component) for component in components]))}: "
        f"{one.sentence[:1].lower()}{one.sentence[1:-1]} ({one.article}). {CAVEAT}"
        for one, components in merged(found)
        if one.is_warning
    )


def is_clustered(choice: ComponentChoice) -> bool:
    """Return whether several municipalities, or several parts with one contractor, are bought in a single lot."""
    if choice.instrument in NO_PUBLIC_CONTRACT:
        return False
    joint = any(len(group.codes) > 1 for group in choice.groups) if choice.groups else choice.scale != Scale.LOKAAL
    return choice.main_contractor or (joint and choice.lots == 1)


def _clusters(choices: Sequence[ComponentChoice]) -> list[Obligation]:
    found = []
    for choice in choices:
        if not is_clustered(choice):
            continue
        reason = choice.cluster_reason.strip()
        line = replace(MOTIVATED, sentence=MOTIVATED.sentence.format(reason.rstrip("."))) if reason else CLUSTERED
        found.append(replace(line, component=choice.component))
    return found


def _instrument(choice: ComponentChoice) -> Obligation:
    article = (
        "Aw art. 2.24a tot en met 2.24c" if choice.instrument == Instrument.INBESTEDEN else "praktijk en rechtspraak"
    )
    return Obligation(
        choice.instrument.value.lower(), article, Certainty.KNOWN, NO_PUBLIC_CONTRACT[choice.instrument],
        choice.component,
    )  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
