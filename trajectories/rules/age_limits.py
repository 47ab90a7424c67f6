"""From 16 years up to the AOW age: whom the duty can concern (Wet art. 3), and when DUO warns (SS128)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from inburgering.notation import date_long
from trajectories.rules.calendar_days import MONTHS_IN_YEAR, months_later
from trajectories.rules.clock import Deadline, Facts, from_rule
from trajectories.rules.law_periods import RULES, Rule, rule_on

DECEMBER = 12
TABLE_SOURCE = "Rijksoverheid, tabel AOW-leeftijd"


@dataclass(frozen=True, slots=True)
class AowAge:
    """Who is born from this day on reaches the AOW age so many months after birth, until the next row."""

    born_from: date
    months: int
    certainty: str  # vastgesteld, or aanname
    source: str


AOW_AGES: tuple[AowAge, ...] = (
    AowAge(date(1955, 9, 1), 66 * 12 + 7, "aanname", "Algemene Ouderdomswet, art. 7a; niet opnieuw nagelezen"),
    AowAge(date(1956, 6, 1), 66 * 12 + 10, "aanname", "Algemene Ouderdomswet, art. 7a; niet opnieuw nagelezen"),
    AowAge(date(1957, 3, 1), 67 * 12, "vastgesteld", f"{TABLE_SOURCE}, 2024 tot en met 2027"),
    AowAge(date(1961, 1, 1), 67 * 12 + 3, "vastgesteld", f"{TABLE_SOURCE}, 2028 en 2029"),
    AowAge(date(1962, 10, 1), 67 * 12 + 3, "vastgesteld", "bericht over de AOW-leeftijd in 2031: die blijft 67 jaar "
           "en 3 maanden"),
    AowAge(date(1964, 10, 1), 67 * 12 + 3, "aanname", "nog niet vastgesteld voor 2032 en later; de laatst bekende "
           "leeftijd"),
)  # fmt: skip


def aow_age(born_on: date) -> AowAge:
    """Return the row for a day of birth; who is older than the table gets its first row."""
    return next((row for row in reversed(AOW_AGES) if row.born_from <= born_on), AOW_AGES[0])


def birth_days(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """Return the first and last day on which somebody with a partly known birth date can be born."""
    first, last = month or 1, month or DECEMBER
    return date(year, first, day or 1), date(year, last, day or monthrange(year, last)[1])


def aow_days(year: int, month: int | None, day: int | None) -> tuple[date, ...]:
    """Return the day on which the AOW age is reached; the first and last possible one of a partial birth date."""
    days = [months_later(born, aow_age(born).months) for born in birth_days(year, month, day)]
    return (days[0],) if days[0] == days[1] else (days[0], days[1])


def is_aow_within(year: int, month: int | None, day: int | None, *, months: int, on: date) -> bool:
    """Return whether the AOW age may come within so many months of a day (DUO's SS128: six)."""
    return on <= aow_days(year, month, day)[-1] and aow_days(year, month, day)[0] < months_later(on, months)


def turns_16_on(year: int, month: int | None, day: int | None, rules: tuple[Rule, ...] = RULES) -> date:
    """Return the last possible day on which this person turns 16."""
    born = birth_days(year, month, day)[1]
    return months_later(born, rule_on(rules, "LEEFTIJD", born).parameters["from_years"] * MONTHS_IN_YEAR)


def sixteen(facts: Facts, rules: tuple[Rule, ...], *, on: date) -> Deadline | None:
    """Return from when the duty can concern somebody who is not 16 yet; None for everybody else."""
    if facts.birth_year is None:
        return None
    due = turns_16_on(facts.birth_year, facts.birth_month, facts.birth_day, rules)
    if due <= on:
        return None
    rule = rule_on(rules, "LEEFTIJD", due)
    words = f"{rule.parameters['from_years']} jaar: daarvoor is niemand inburgeringsplichtig"
    made = from_rule(rule, due=(due,), explanation=words, starts_on=None)
    return replace(made, kind="LEEFTIJD_VANAF", label="Jongste leeftijd", is_window=True)


def deadline(facts: Facts, rules: tuple[Rule, ...], *, before: date, on: date) -> Deadline | None:
    """Return the AOW age as a date on the list, when it may come before a day such as the end of the term."""
    if facts.birth_year is None:
        return None
    due = aow_days(facts.birth_year, facts.birth_month, facts.birth_day)
    if due[0] > before:
        return None
    row = aow_age(birth_days(facts.birth_year, facts.birth_month, facts.birth_day)[0])
    years, months = divmod(row.months, MONTHS_IN_YEAR)
    words = f"AOW-leeftijd van {years} jaar{f' en {months} maanden' if months else ''} ({row.certainty}: {row.source})"
    if len(due) > 1:
        words += f". De geboortedag is niet helemaal bekend: tussen {date_long(due[0])} en {date_long(due[1])}"
    rule = rule_on(rules, "LEEFTIJD", due[0])
    warned = rule.parameters["warning_months"]
    if is_aow_within(facts.birth_year, facts.birth_month, facts.birth_day, months=warned, on=on):
        certain = "is" if len(due) == 1 else "is misschien"
        words += f". Die {certain} binnen {warned} maanden bereikt: DUO meldt dan SS128"
    made = from_rule(rule, due=due[:1], explanation=words, starts_on=None)
    return replace(made, label="AOW-leeftijd", is_window=True, candidates=due if len(due) > 1 else ())
