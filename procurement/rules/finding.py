"""The sentence above a comparison: what one scenario costs more or less than another, and what stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inburgering.notation import count, euro, listing, percent
from procurement.rules.comparison_outcome import Outcome, Reader, common_components
from procurement.rules.fit import WEIGHTS, Answer

MOST_POINTS = 2  # a finding is read in one glance
EMPHASIS_STRONG, EMPHASIS_OWN = "strong", "own"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the finding. `emphasis` is "", "strong" (the core) or "own" (the reader's own municipality)."""

    text: str
    emphasis: str = ""


def finding(
    outcome: Outcome,
    baseline: Outcome,
    reader: Reader,
    *,
    answers: Mapping[str, Answer],
    statement_labels: Mapping[str, str],
) -> tuple[Part, ...]:
    """Return the parts of the finding about `outcome` beside `baseline`; joined they are one or two Dutch sentences.

    `answers` are those of the reader's municipality (ignored for the region). When both cost the same, no scenario is
    called cheaper, and when nothing else differs either, the finding is one sentence.
    """
    return (*_money(outcome, baseline, reader), *_against_it(outcome, baseline, reader, answers, statement_labels))


def as_text(parts: tuple[Part, ...]) -> str:
    """Return the finding as plain text."""
    return "".join(part.text for part in parts)


def _money(outcome: Outcome, baseline: Outcome, reader: Reader) -> tuple[Part, ...]:
    both = common_components([outcome, baseline])
    if not both:
        return (
            Part(f"Scenario {baseline.number} en {outcome.number} gaan over "),
            Part("verschillende onderdelen", EMPHASIS_STRONG),
            Part(". Hun kosten zijn niet te vergelijken."),
        )
    who = _who(reader)
    opening = Part("Voor " if _hold_the_same([outcome, baseline]) else "Wat in beide zit, vergeleken: voor ")
    difference = reader.cost_of(outcome, both) - reader.cost_of(baseline, both)
    if difference == 0:
        same = Part("evenveel", EMPHASIS_STRONG)
        return (opening, who, Part(f" kosten scenario {baseline.number} en {outcome.number} "), same, Part("."))
    more = Part(f"{euro(abs(difference))} per jaar {'meer' if difference > 0 else 'minder'}", EMPHASIS_STRONG)
    return (opening, who, Part(f" kost scenario {outcome.number} "), more, Part(f" dan {_in_sentence(baseline.name)}."))


def alone(outcome: Outcome, reader: Reader) -> tuple[Part, ...]:
    """Return the finding about one scenario with nothing beside it."""
    cost = Part(f"{euro(reader.cost(outcome.cost.mid))} per jaar", EMPHASIS_STRONG)
    rest = Part(". Kies er een scenario bij om te vergelijken.")
    return (Part("Voor "), _who(reader), Part(f" kost scenario {outcome.number} "), cost, rest)


def _who(reader: Reader) -> Part:
    return Part(reader.name, EMPHASIS_OWN if reader.municipality is not None else "")


def _hold_the_same(outcomes: Sequence[Outcome]) -> bool:
    return len({frozenset(outcome.choices) for outcome in outcomes}) == 1


def _against_it(
    outcome: Outcome,
    baseline: Outcome,
    reader: Reader,
    answers: Mapping[str, Answer],
    labels: Mapping[str, str],
) -> tuple[Part, ...]:
    if reader.municipality is None:
        return _region_support(outcome, baseline, len(reader.names))
    return _own_support(outcome, baseline, reader.municipality, answers, labels)


def _own_support(
    outcome: Outcome, baseline: Outcome, municipality: str, answers: Mapping[str, Answer], labels: Mapping[str, str]
) -> tuple[Part, ...]:
    """The whole comes first: a gain on one statement may hide that the answers are followed less."""
    now, before = (one.fit.by_municipality[municipality].share for one in (outcome, baseline))
    gained = _points(outcome, baseline, municipality, answers)
    lost = _points(baseline, outcome, municipality, answers)
    if now is None or before is None or not (gained or lost):
        return ()
    if percent(now) == percent(before):
        told = [f"{word} op {_quoted(keys, labels)}" for word, keys in (("beter", gained), ("minder", lost)) if keys]
        return (
            Part(" Het past "),
            Part("even goed bij de antwoorden", EMPHASIS_STRONG),
            Part(f" ({percent(now)}): {listing(told)}."),
        )
    rises = now > before
    with_it, against = (gained, lost) if rises else (lost, gained)
    word, other = ("beter", "minder") if rises else ("minder", "beter")
    if against:
        only = "alleen" if len(against) <= MOST_POINTS else "onder meer"
        rest = f"; {only} op {_quoted(against, labels)} {other}."
    else:
        rest = f", {'vooral' if len(with_it) > MOST_POINTS else 'namelijk'} op {_quoted(with_it, labels)}."
    shares = f" ({percent(now)}, was {percent(before)})"
    return (Part(" Het past "), Part(f"{word} bij de antwoorden", EMPHASIS_STRONG), Part(f"{shares}{rest}"))


def _region_support(outcome: Outcome, baseline: Outcome, municipalities: int) -> tuple[Part, ...]:
    fitting, before = len(outcome.fit.fitting), len(baseline.fit.fitting)
    of_all = f"{fitting} van de {count(municipalities, 'gemeente', 'gemeenten')}"
    if fitting == before:
        return (Part(" Beide passen bij "), Part(of_all, EMPHASIS_STRONG), Part("."))
    return (Part(" Het past bij "), Part(of_all, EMPHASIS_STRONG), Part(f", scenario {baseline.number} bij {before}."))


def _points(better: Outcome, worse: Outcome, municipality: str, answers: Mapping[str, Answer]) -> list[str]:
    """Return the statements on which `better` suits the municipality more, what weighs most first."""
    here = better.fit.by_municipality[municipality].by_statement
    there = worse.fit.by_municipality[municipality].by_statement
    gains = {
        key: (share - there[key]) * WEIGHTS[answers[key].importance]
        for key, share in here.items()
        if key in there and key in answers and share > there[key]
    }
    return sorted(gains, key=lambda key: (-gains[key], key))


def _quoted(keys: Sequence[str], labels: Mapping[str, str]) -> str:
    return listing([f"‘{labels.get(key, key)}’" for key in keys[:MOST_POINTS]])


def _in_sentence(name: str) -> str:
    """Return the name as it stands inside a sentence: "Alles samen" becomes "alles samen", "B1 apart" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
