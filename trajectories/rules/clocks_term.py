"""The inburgeringstermijn and what hangs on it: switching, extension, offer, PVT, MAP, Z-route, ontzorgen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from inburgering.notation import date_long
from trajectories.rules.calendar_days import last_days, months_later
from trajectories.rules.clock import (
    ASIELSTATUSHOUDER,
    B1,
    GEZINSMIGRANT,
    ONDERWIJS,
    ZELFREDZAAMHEID,
    Deadline,
    Facts,
    difference,
    duration,
    from_rule,
)  # fmt: skip
from trajectories.rules.law_periods import Rule, rule_on

Rules = tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """The inburgeringstermijn: `ends` has one day, or two when the law leaves it open."""

    pip_dated_on: date | None
    starts_on: date
    ends: tuple[date, ...]
    is_expected: bool
    is_from_duo: bool
    difference: str = ""


def term(facts: Facts, rules: Rules, expected_pip_on: date | None) -> Term | None:
    """Return the term: from the first PIP, else from what DUO says, else from the day on which a PIP is expected.

    It starts the day after the dagtekening of the first PIP; a later PIP does not move it (Wet art. 11).
    """
    dated = facts.first_pip_dated_on
    from_pip = (dated or expected_pip_on) if facts.duo_term_starts_on is None else None
    starts = facts.duo_term_starts_on or (from_pip + timedelta(days=1) if from_pip else None)
    if starts is None:
        return None
    ends = last_days(starts, rule_on(rules, "TERMIJN", starts).parameters["months"])
    told, said = facts.duo_term_ends_on, []
    if dated and facts.duo_term_starts_on:
        said.append(difference("Begin van de termijn", dated + timedelta(days=1), facts.duo_term_starts_on))
    if told and told not in ends:
        said.append(difference("Einde van de termijn", ends[0], told))
    is_from_duo = told is not None or facts.duo_term_starts_on is not None
    is_expected = dated is None and facts.duo_term_starts_on is None
    return Term(
        dated or from_pip, starts, (told,) if told else ends, is_expected, is_from_duo, " ".join(filter(None, said))
    )


def opens_extension(found: Term, rules: Rules) -> date:
    """Return the first day on which extension may be asked, which is when the last part of the term begins."""
    return months_later(found.ends[0], -rule_on(rules, "VERLENGEN", found.starts_on).parameters["months_before"])


def of_term(facts: Facts, found: Term, rules: Rules) -> Iterator[Deadline]:
    """Yield what hangs on the term, the term itself first."""
    yield _end(facts, found, rules)
    yield _switching(found, rules)
    yield _extension(found, rules)
    if facts.indeling == ASIELSTATUSHOUDER and (offer := _offer(facts, found, rules)):
        yield offer
    yield _within_term(found, rules, "PVT", facts.pvt_signed_on, "ten minste {hours} uur en de ondertekening")
    if facts.leerroute in {B1, ZELFREDZAAMHEID}:
        yield _within_term(found, rules, "MAP", facts.map_ended_on, "ten minste {hours} uur en het eindgesprek")
    if facts.leerroute == ZELFREDZAAMHEID:
        yield _within_term(found, rules, "ZROUTE", facts.z_ended_on, _z_words(facts.indeling))


def _z_words(indeling: str) -> str:
    if indeling == GEZINSMIGRANT:
        return "{course} cursusuren en het eindgesprek"
    return "{course} cursusuren, {participation_asylum} uur participatie (PVT en MAP tellen mee) en het eindgesprek"


def _end(facts: Facts, found: Term, rules: Rules) -> Deadline:
    rule = rule_on(rules, "TERMIJN", found.starts_on)
    words = f"{duration(rule.parameters['months'])} vanaf {date_long(found.starts_on)}"
    if facts.duo_term_ends_on:
        words = f"{date_long(found.ends[0])} volgens DUO"
    elif found.pip_dated_on and found.is_expected:
        words += f", als het eerste PIP dagtekening {date_long(found.pip_dated_on)} krijgt"
    elif found.pip_dated_on:
        words += f", de dag na de dagtekening van het eerste PIP ({date_long(found.pip_dated_on)})"
    made = from_rule(rule, due=found.ends, explanation=words, starts_on=found.starts_on)
    return replace(
        made, met_on=facts.plicht_ended_on, is_expected=found.is_expected, is_from_duo=found.is_from_duo,
        difference=found.difference,
    )  # fmt: skip


def _switching(found: Term, rules: Rules) -> Deadline:
    rule = rule_on(rules, "WISSELEN", found.starts_on)
    months = rule.parameters["months"]
    words = (
        f"{duration(months)} vanaf {date_long(found.starts_on)}. Van onderwijsroute naar B1-route kan ook daarna, net "
        "als na een opleiding die niet vrijstelt; in bijzondere gevallen kan het college afwijken"
    )
    due = last_days(found.starts_on, months)
    made = from_rule(rule, due=due, explanation=words, starts_on=found.starts_on)
    return replace(made, is_window=True, is_expected=found.is_expected, is_from_duo=found.is_from_duo)


def _extension(found: Term, rules: Rules) -> Deadline:
    rule = rule_on(rules, "VERLENGEN", found.starts_on)
    months, weeks = rule.parameters["months_before"], rule.parameters["weeks_to_decide"]
    due = tuple(months_later(day, -months) for day in found.ends)
    words = (
        f"kan vanaf {months} maanden voor het einde van de termijn op {date_long(found.ends[0])}. De inburgeraar "
        f"vraagt het aan bij DUO, die binnen {weeks} weken beslist"
    )
    made = from_rule(rule, due=due, explanation=words, starts_on=found.ends[0])
    return replace(made, is_window=True, is_expected=found.is_expected, is_from_duo=found.is_from_duo)


def _offer(facts: Facts, found: Term, rules: Rules) -> Deadline | None:
    """Three months after the PIP, six in the onderwijsroute; after a move from the PIP of the new gemeente."""
    dated = found.pip_dated_on
    if facts.moved_in_on:
        latest = facts.pip_dated_on
        dated = latest if latest and latest >= facts.moved_in_on else None
    if dated is None:
        return None
    rule = rule_on(rules, "AANBOD", dated)
    months = rule.parameters["months_onderwijs" if facts.leerroute == ONDERWIJS else "months"]
    what = "een start" if facts.leerroute == ONDERWIJS else "een aanbod"
    words = f"{months} maanden na het PIP van {date_long(dated)}: daarna telt het ontbreken van {what} als reden voor "
    words += "verlenging (SS127)"
    if facts.moved_in_on:
        words += ". Na een verhuizing rekenen wij vanaf het PIP van deze gemeente; de Regeling zegt daar niets over"
    made = from_rule(rule, due=(months_later(dated, months),), explanation=words, starts_on=dated)
    is_expected = facts.first_pip_dated_on is None and facts.pip_dated_on is None
    return replace(made, met_on=facts.offered_on, is_expected=is_expected)


def _within_term(found: Term, rules: Rules, key: str, met_on: date | None, asked: str) -> Deadline:
    rule = rule_on(rules, key, found.starts_on)
    words = f"binnen de inburgeringstermijn: {asked.format(**rule.parameters)}"
    made = from_rule(rule, due=found.ends, explanation=words, starts_on=found.starts_on)
    return replace(made, met_on=met_on, is_expected=found.is_expected, is_from_duo=found.is_from_duo)


def ontzorgen(facts: Facts, rules: Rules) -> Deadline | None:
    """Return until when the municipality pays the first bills: six months from the day the right to bijstand arises."""
    starts = facts.bijstand_from_on
    if starts is None or facts.indeling != ASIELSTATUSHOUDER:
        return None
    rule = rule_on(rules, "ONTZORGEN", starts)
    months = rule.parameters["months"]
    due = last_days(starts, months)
    words = f"{months} maanden vanaf {date_long(starts)}, de dag waarop het recht op bijstand begon"
    if len(due) > 1:
        words += f". De wet laat open of dat {date_long(due[0])} of {date_long(due[-1])} is: het college bepaalt"
    made = from_rule(rule, due=due[:1], explanation=words, starts_on=starts)
    return replace(made, is_window=True, candidates=due if len(due) > 1 else ())
