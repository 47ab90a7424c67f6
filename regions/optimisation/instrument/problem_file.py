"""Reads a problem from JSON (fields: see the package) and refuses in Dutch what is wrong with it."""

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import NoReturn

import numpy as np

from regions.optimisation.distance import Floats, Pair
from regions.optimisation.instrument.fields import WrongInput, items, known_fields, number, shown, text, truth, whole
from regions.optimisation.instrument.wishes import Asked, Members, squared_apart
from regions.optimisation.problem import ordered

MOST_UNITS = 25
MOST_FEATURES = 200
MOST_ALTERNATIVES = 100
MOST_WISHES = 100
PAIR = 2
LARGEST_FILE = 2_000_000  # bytes
FIELDS = (
    "units", "distances", "squared_distances", "edges", "drawn_edges", "contiguous", "k", "minimum_weight",
    "must_together", "must_apart", "alternatives",
)  # fmt: skip
UNIT_FIELDS = ("id", "name", "weight", "features")
MATRICES = ("distances", "squared_distances")
Fields = Mapping[str, object]


def read_problem(content: bytes) -> Asked:
    """Return what the file asks. Raises WrongInput."""
    if len(content) > LARGEST_FILE:
        raise WrongInput("Het bestand is groter dan 2 MB. Maak het kleiner, bijvoorbeeld met minder cijfers per getal.")
    try:
        found = json.loads(content, parse_constant=_no_constant, object_pairs_hook=_each_field_once)
    except json.JSONDecodeError as wrong:
        place = f"regel {wrong.lineno}, teken {wrong.colno}"
        raise WrongInput(f"Het bestand is geen JSON. Kijk naar de komma's en haken op {place}.") from None
    except UnicodeDecodeError:
        raise WrongInput("Het bestand is geen tekst in UTF-8. Bewaar het opnieuw als UTF-8.") from None
    except RecursionError:
        raise WrongInput("Het bestand heeft te veel haken in elkaar. Kijk naar de voorbeelden in de README.") from None
    except WrongInput:
        raise
    except ValueError:  # a number of thousands of digits
        raise WrongInput("Het bestand bevat een te lang getal. Kies getallen tot 1 miljard.") from None
    return asked_in(found)


def asked_in(found: object) -> Asked:
    """Return what this parsed JSON asks. Raises WrongInput."""
    fields = known_fields(found, "Het bestand", FIELDS)
    for name in ("units", "k"):
        if name not in fields:
            raise WrongInput(f"Het veld ‘{name}’ ontbreekt. Voeg het toe.")
    units = _units(fields["units"])
    given_ids = [text(unit["id"], f"units[{at}].id") for at, unit in enumerate(units)]
    _no_doubles(given_ids)
    order = sorted(range(len(units)), key=lambda at: given_ids[at])
    squared, features = _apart(fields, units, order)
    ids = tuple(given_ids[at] for at in order)
    contiguous = truth(fields.get("contiguous", False), "contiguous")
    if contiguous and "edges" not in fields:
        raise WrongInput("‘contiguous’ is true, maar ‘edges’ ontbreekt. Voeg toe wie aan elkaar grenzen.")
    lowest_k, highest_k = _range(fields["k"])
    edges = frozenset(_pairs(fields, "edges", ids))
    return Asked(
        ids=ids,
        names=tuple(_name(units[at], at, given_ids[at]) for at in order),
        weights=dict(sorted(zip(given_ids, _weights(units), strict=True))),
        squared=squared,
        features=features,
        lowest_k=lowest_k,
        highest_k=highest_k,
        edges=edges,
        drawn_edges=tuple(pair for pair in _pairs(fields, "drawn_edges", ids) if pair not in edges),
        contiguous=contiguous,
        minimum_weight=number(fields.get("minimum_weight", 0), "minimum_weight", 0),
        must_together=_wishes(fields, "must_together", ids),
        must_apart=_wishes(fields, "must_apart", ids),
        alternatives=whole(fields.get("alternatives", 5), "alternatives", 0, MOST_ALTERNATIVES),
    )


def _no_constant(name: str) -> NoReturn:
    raise WrongInput(f"Het bestand bevat {name}. Dat is geen getal: vul een getal in.")


def _each_field_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    for (one, _), (other, _) in pairwise(sorted(pairs, key=lambda pair: pair[0])):
        if one == other:
            raise WrongInput(f"Het veld ‘{shown(one)}’ staat er twee keer. Laat er één staan.")
    return dict(pairs)


def _units(value: object) -> list[Fields]:
    found = items(value, "units", '[{"id": "A", "features": [1, 2]}]')
    if not 1 <= len(found) <= MOST_UNITS:
        raise WrongInput(f"‘units’ heeft {len(found)} eenheden. Geef er 1 tot en met {MOST_UNITS}; deel meer eerst op.")
    units = [known_fields(unit, f"units[{at}]", UNIT_FIELDS) for at, unit in enumerate(found)]
    for at, unit in enumerate(units):
        if "id" not in unit:
            raise WrongInput(f"‘units[{at}].id’ ontbreekt. Geef elke eenheid een eigen id.")
    return units


def _no_doubles(ids: list[str]) -> None:
    for one, other in pairwise(sorted(ids)):
        if one == other:
            raise WrongInput(f"‘units’ noemt ‘{shown(one)}’ twee keer. Geef elke eenheid een eigen id.")


def _name(unit: Fields, at: int, own_id: str) -> str:
    return text(unit["name"], f"units[{at}].name") if "name" in unit else own_id


def _weights(units: list[Fields]) -> list[float]:
    without = [at for at, unit in enumerate(units) if "weight" not in unit]
    if without and len(without) < len(units):
        raise WrongInput(f"‘units[{without[0]}].weight’ ontbreekt. Geef elke eenheid een gewicht, of geen enkele.")
    return [1.0 if without else number(unit["weight"], f"units[{at}].weight", 0) for at, unit in enumerate(units)]


def _apart(fields: Fields, units: list[Fields], order: list[int]) -> tuple[Floats, Floats | None]:
    """Return the squared distances in this order of the units, and the features that they come from."""
    with_features = any("features" in unit for unit in units)
    given = [*(name for name in MATRICES if name in fields), *(["units[].features"] if with_features else [])]
    if len(given) != 1:
        start = f"Er staan er nu {len(given)}: {' en '.join(given)}." if given else "Er staat er nu geen."
        raise WrongInput(f"Geef óf ‘features’ per eenheid, óf ‘distances’, óf ‘squared_distances’. {start}")
    if with_features:
        features = _features(units)[order]
        return squared_apart(features), features
    matrix = _matrix(fields[given[0]], given[0], len(units))[np.ix_(order, order)]
    return (matrix**2 if given[0] == "distances" else matrix), None


def _features(units: list[Fields]) -> Floats:
    rows = [items(unit.get("features"), f"units[{at}].features", "[1, 0.5]") for at, unit in enumerate(units)]
    if not 1 <= len(rows[0]) <= MOST_FEATURES:
        raise WrongInput(f"‘units[0].features’ heeft {len(rows[0])} getallen. Geef er 1 tot en met {MOST_FEATURES}.")
    for at, row in enumerate(rows):
        if len(row) != len(rows[0]):
            start = f"‘units[{at}].features’ heeft {len(row)} getallen en ‘units[0].features’ {len(rows[0])}."
            raise WrongInput(f"{start} Geef elke eenheid er evenveel.")
    return np.array([[number(one, f"units[{at}].features") for one in row] for at, row in enumerate(rows)])


def _matrix(value: object, where: str, n: int) -> Floats:
    rows = [items(row, f"{where}[{at}]", "[0, 1.5]") for at, row in enumerate(items(value, where, "[[0, 1], [1, 0]]"))]
    if len(rows) != n or any(len(row) != n for row in rows):
        raise WrongInput(f"‘{where}’ moet {n} rijen van {n} getallen hebben, in de volgorde van ‘units’.")
    matrix = np.array([[number(cell, f"{where}[{at}]", 0) for cell in row] for at, row in enumerate(rows)])
    for i in range(n):
        if matrix[i, i] != 0:
            raise WrongInput(f"‘{where}[{i}][{i}]’ moet 0 zijn: de afstand van een eenheid tot zichzelf.")
        for j in range(i):
            if abs(matrix[i, j] - matrix[j, i]) > 1e-9 * max(matrix[i, j], matrix[j, i]):
                raise WrongInput(f"‘{where}[{i}][{j}]’ en ‘{where}[{j}][{i}]’ verschillen. Maak ze gelijk.")
    return np.asarray((matrix + matrix.T) / 2)


def _range(value: object) -> tuple[int, int]:
    if not isinstance(value, list):
        k = whole(value, "k", 1, MOST_UNITS)
        return k, k
    if len(value) != PAIR:
        raise WrongInput("‘k’ moet één getal zijn, of een laagste en een hoogste: [2, 4].")
    lowest, highest = whole(value[0], "k[0]", 1, MOST_UNITS), whole(value[1], "k[1]", 1, MOST_UNITS)
    if lowest > highest:
        raise WrongInput(f"‘k’ loopt van {lowest} tot {highest}. Zet het laagste getal voorop.")
    return lowest, highest


def _wishes(fields: Fields, where: str, ids: Members) -> tuple[Members, ...]:
    rows = items(fields.get(where, []), where, '[["A", "B"]]')
    if len(rows) > MOST_WISHES and where.startswith("must"):
        raise WrongInput(f"‘{where}’ heeft {len(rows)} wensen. Geef er hooguit {MOST_WISHES}.")
    return tuple(sorted({_members(row, f"{where}[{at}]", ids) for at, row in enumerate(rows)}))


def _members(value: object, where: str, ids: Members) -> Members:
    named = [text(one, where) for one in items(value, where, '["A", "B"]')]
    for one in named:
        if one not in ids:
            raise WrongInput(f"‘{where}’ noemt ‘{shown(one)}’, maar dat id staat niet in ‘units’. Verbeter het.")
    if len(named) < PAIR or len(set(named)) < len(named):
        raise WrongInput(f"‘{where}’ moet minstens twee verschillende id's noemen.")
    return tuple(sorted(named))


def _pairs(fields: Fields, where: str, ids: Members) -> list[Pair]:
    found = []
    for members in _wishes(fields, where, ids):
        if len(members) != PAIR:
            raise WrongInput(f"‘{where}’ heeft een rij met {len(members)} id's. Een grens ligt tussen precies twee.")
        found.append(ordered(members[0], members[1]))
    return found
