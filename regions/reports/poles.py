"""What agreeing and disagreeing with a statement stand for, in a few words."""

from collections.abc import Mapping
from dataclasses import dataclass

from regions.models import LibraryStatement, Statement, WorkSession


@dataclass(frozen=True, slots=True)
class Pole:
    number: int
    label: str
    agree: str
    disagree: str


@dataclass(frozen=True, slots=True)
class Poles:
    by_key: Mapping[str, Pole]

    def end(self, key: str, *, agrees: bool) -> str:
        """Return the words for one side; without words of its own "eens met ‘Les dichtbij’"."""
        pole = self.by_key[key]
        own = pole.agree if agrees else pole.disagree
        return own or f"{'eens' if agrees else 'oneens'} met ‘{pole.label}’"

    def quoted(self, key: str) -> str:
        """Return "‘Les dichtbij’ (stelling 7)"."""
        pole = self.by_key[key]
        return f"‘{pole.label}’ (stelling {pole.number})"


def poles_of(session: WorkSession) -> Poles:
    """Return the poles of the library for every statement of the session; an edited statement has none."""
    asked = list(Statement.objects.filter(session=session))
    library = {
        (one.key, one.version): one for one in LibraryStatement.objects.filter(key__in=[one.key for one in asked])
    }
    found = {}
    for one in asked:
        known = None if one.is_edited else library.get((one.key, one.library_version))
        words = (known.agree_pole, known.disagree_pole) if known else ("", "")
        found[one.key] = Pole(one.number, one.short_label, *words)
    return Poles(found)
