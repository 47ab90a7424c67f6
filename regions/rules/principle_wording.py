"""What became of an agreement, in one sentence that a board can read aloud."""

from collections.abc import Sequence
from datetime import date

from inburgering.notation import MONTHS, count, date_long, listing
from regions.rules.finding import Part
from regions.rules.principle import Adoption, Judgement, Stand, Verdict

A_PAIR = 2

NOW = {
    Verdict.HOLDS: "houdt stand",
    Verdict.DIVERGES: "antwoorden lopen nu uiteen",
    Verdict.WAVERS: "de steun wankelt nu",
    Verdict.ABANDONED: "niemand staat er nog achter",
    Verdict.UNTESTED: "nog niet getoetst",
    Verdict.TOO_FEW: "nog te weinig antwoorden",
}


def sentence(number: int, judgement: Judgement) -> str:
    """Return the verdict with everything that explains it.

    "Uitgangspunt 3 (Aalten en 7 andere, vastgesteld tussen 12 en 28 juni 2019): afgesproken in 2019, antwoorden lopen
    nu uiteen. 4 gemeenten zijn het eens, 3 oneens."
    """
    adoptions = [adoption for adoption, _ in judgement.stands]
    if not adoptions:
        return f"Uitgangspunt {number}: nog door geen enkele gemeente vastgesteld."
    start = f"Uitgangspunt {number} ({who(adoptions)}, vastgesteld {when(adoptions)})"
    told = outcome(judgement)
    return f"{start}: {told} {counts(judgement)}".rstrip()


def outcome(judgement: Judgement) -> str:
    """Return "Afgesproken in 2019" and what became of it, without a capital, with a full stop."""
    adoptions = [adoption for adoption, _ in judgement.stands]
    if not adoptions:
        return "nog door geen enkele gemeente vastgesteld."
    return f"afgesproken {years(adoptions)}, {NOW[judgement.verdict]}."


def counts(judgement: Judgement) -> str:
    """Return how many municipalities stand where: "4 gemeenten zijn het eens, 3 oneens, 1 neutraal."

    Empty as long as nothing was asked. Who has no answer is named as such and never counted as neutral.
    """
    if judgement.verdict in {Verdict.UNTESTED, Verdict.NOT_ADOPTED}:
        return ""
    quantity = {stand: len(judgement.who(stand)) for stand in Stand}
    silent = quantity.pop(Stand.SILENT)
    spoken = [(number, stand.value) for stand, number in quantity.items() if number]
    told = []
    if spoken:
        (first, word), *rest = spoken
        verb = {"eens": "het eens", "oneens": "het oneens"}.get(word, word)
        start = f"{count(first, 'gemeente is', 'gemeenten zijn')} {verb}"
        told.append(", ".join([start, *(f"{number} {other}" for number, other in rest)]) + ".")
    if silent:
        told.append(f"{count(silent, 'gemeente heeft', 'gemeenten hebben')} geen antwoord.")
    return " ".join(told)


def who(adoptions: Sequence[Adoption]) -> str:
    """Return "Aalten", "Aalten en Berkelland" or "Aalten en 7 andere", after the order given; empty for nobody."""
    if len(adoptions) <= A_PAIR:
        return listing([adoption.name for adoption in adoptions])
    return f"{adoptions[0].name} en {len(adoptions) - 1} andere"


def when(adoptions: Sequence[Adoption]) -> str:
    """Return "op 12 juni 2019" or "tussen 12 en 28 juni 2019", naming month and year once where they are the same."""
    first, last = _span(adoptions)
    if first == last:
        return f"op {date_long(first)}"
    start = date_long(first)
    if first.year == last.year:
        start = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"tussen {start} en {date_long(last)}"


def years(adoptions: Sequence[Adoption]) -> str:
    """Return "in 2019", "in 2019 en 2020" or "tussen 2019 en 2022"."""
    first, last = _span(adoptions)
    if first.year == last.year:
        return f"in {first.year}"
    joined = "in {} en {}" if last.year - first.year == 1 else "tussen {} en {}"
    return joined.format(first.year, last.year)


def _span(adoptions: Sequence[Adoption]) -> tuple[date, date]:
    days = [adoption.adopted_on for adoption in adoptions]
    return min(days), max(days)


def summary(judged: Sequence[tuple[int, Verdict]]) -> list[Part]:
    """Return what became of all principles of a note, by number: which run apart, and which nobody stands behind."""
    if not judged:
        return []
    total = count(len(judged), "uitgangspunt", "uitgangspunten")
    by = {verdict: [number for number, found in judged if found is verdict] for verdict in Verdict}
    unsettled = len(by[Verdict.UNTESTED]) + len(by[Verdict.NOT_ADOPTED]) + len(by[Verdict.TOO_FEW])
    if unsettled == len(judged):
        core = "nog niet getoetst" if len(judged) == 1 else "nog geen getoetst"
        start = "Het uitgangspunt is " if len(judged) == 1 else f"Van {total} is er "
        return [Part(start), Part(core, strong=True), Part(".")]
    if len(by[Verdict.HOLDS]) == len(judged):
        start = {1: "Het uitgangspunt ", 2: "Beide uitgangspunten "}.get(len(judged), f"Alle {total} ")
        return [Part(start), _core(len(judged)), Part(".")]
    parts: list[Part] = []
    apart = by[Verdict.DIVERGES]
    if apart:
        verb = "loopt" if len(apart) == 1 else "lopen"
        parts += [Part(f"Van {total} {verb} er nu "), Part(f"{len(apart)} uiteen", strong=True)]
        parts.append(Part(f": {_numbers(apart)}."))
    if by[Verdict.ABANDONED]:
        parts += [Part(" " if parts else ""), Part(f"Achter {_numbers(by[Verdict.ABANDONED])} staat ")]
        parts += [Part("niemand meer", strong=True), Part(".")]
    if by[Verdict.WAVERS]:
        verb = "wankelt" if len(by[Verdict.WAVERS]) == 1 else "wankelen"
        parts.append(Part(f"{' ' if parts else ''}{_numbers(by[Verdict.WAVERS]).capitalize()} {verb}."))
    if not parts:
        verb = "houdt" if len(by[Verdict.HOLDS]) == 1 else "houden"
        parts = [Part(f"Van {total} {verb} er "), Part(f"{len(by[Verdict.HOLDS])} stand", strong=True), Part(".")]
    return parts


def _core(total: int) -> Part:
    return Part("houden stand" if total > 1 else "houdt stand", strong=True)


def _numbers(numbers: Sequence[int]) -> str:
    return f"{'nummer' if len(numbers) == 1 else 'de nummers'} {listing([str(number) for number in numbers])}"
