"""The sentence on top of a report that is being read: who reacted how, and once all decided, what they decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inburgering.notation import count
from procurement.models.reaction import Besluit, Reaction
from procurement.reports.readers_besluit import Decided
from regions.rules.finding import Part

_STANCE, _OUTCOME = Reaction.Stance, Besluit.Outcome
DIVIDED = "DIVIDED"  # people of one municipality who say different things
_FIRST = {
    _STANCE.FOR: ("kan instemmen", "kunnen instemmen"),
    _STANCE.FOR_IF: ("kan instemmen, mits", "kunnen instemmen, mits"),
    _STANCE.AGAINST: ("kan niet instemmen", "kunnen niet instemmen"),
    DIVIDED: ("is verdeeld", "zijn verdeeld"),
}
_NEXT = {_STANCE.FOR_IF: "mits", _STANCE.AGAINST: "niet"}  # after "3 kunnen instemmen"
_DECIDED = {
    _OUTCOME.AS_ASKED: "zoals gevraagd",
    _OUTCOME.CHANGED: "met een wijziging",
    _OUTCOME.REFUSED: "niet ingestemd",
}


def newest_per_person(reactions: Iterable[Reaction]) -> list[Reaction]:
    """Return the last reaction of each person, in the order in which they were given."""
    newest: dict[str, Reaction] = {}
    for one in sorted(reactions, key=lambda one: one.pk):
        newest.pop(_person(one), None)
        newest[_person(one)] = one
    return list(newest.values())


def _person(reaction: Reaction) -> str:
    """Return the address of who reacted: the same by a link and by an account ("Naam <adres>")."""
    return reaction.given_by.rpartition("<")[2].rstrip(">").lower()


def all_decided(besluiten: Mapping[str, Sequence[Decided]]) -> bool:
    return bool(besluiten) and all(any(one.is_decided for one in given) for given in besluiten.values())


def finding(
    stances: Mapping[str, Sequence[str]], besluiten: Mapping[str, Sequence[Decided]], *, readers: int, read: int
) -> tuple[Part, ...]:
    """Return what came back. Both mappings hold every municipality by name, with nothing for who is silent."""
    total = len(stances)
    if all_decided(besluiten):
        return (Part(f"Alle {total} gemeenten hebben besloten", strong=True), Part(f": {_outcomes(besluiten)}."))
    said = [_one_stance(given) for given in stances.values() if given]
    parts = _reacted(said, total) if said else _silent(readers, read)
    done = len([given for given in besluiten.values() if any(one.is_decided for one in given)])
    if done:
        parts += (Part(f" {count(done, 'gemeente heeft', 'gemeenten hebben')} besloten."),)
    return parts


def _reacted(said: Sequence[str], total: int) -> tuple[Part, ...]:
    who = f"{len(said)} van de {total} gemeenten" if len(said) < total else f"Alle {total} gemeenten"
    verb = "heeft" if len(said) == 1 < total else "hebben"
    return (Part(who, strong=True), Part(f" {verb} gereageerd: {_split(said)}."))


def _split(said: Sequence[str]) -> str:
    """Return "3 kunnen instemmen, 1 mits, 1 niet"."""
    words: list[str] = []
    for stance, (one, more) in _FIRST.items():
        quantity = said.count(stance)
        if quantity:
            follows = words and stance in _NEXT and _STANCE.FOR in said
            words.append(f"{quantity} {_NEXT[stance] if follows else one if quantity == 1 else more}")
    return ", ".join(words)


def _one_stance(given: Sequence[str]) -> str:
    return given[0] if len(set(given)) == 1 else DIVIDED


def _silent(readers: int, read: int) -> tuple[Part, ...]:
    if not readers:
        return (Part("Nog niemand", strong=True), Part(" heeft een link om dit rapport te lezen."))
    who = f"{read} van de {count(readers, 'lezer', 'lezers')}"
    return (
        Part("Nog geen gemeente heeft gereageerd.", strong=True),
        Part(f" {who} {'las' if read == 1 else 'lazen'} het document."),
    )


def _outcomes(besluiten: Mapping[str, Sequence[Decided]]) -> str:
    """Count each municipality by its last besluit."""
    decided = [[one for one in given if one.is_decided] for given in besluiten.values()]
    last = [max(given, key=lambda one: one.decided_on) for given in decided]
    counted = {words: len([one for one in last if one.outcome == outcome]) for outcome, words in _DECIDED.items()}
    return ", ".join(f"{quantity} {words}" for words, quantity in counted.items() if quantity)
