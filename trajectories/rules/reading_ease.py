"""How easy a Dutch text reads: words per sentence, and the Flesch-Douma score.

Source of the score: W.H. Douma, De leesbaarheid van landbouwbladen (1960).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Longest first: "leeuw" is one syllable, "boei" too. A diaeresis or accent begins a syllable of its own.
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyäëïöüàáèéêíóúç0-9]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class ReadingEase:
    """`score` runs from 0 (very hard) to over 100 (very easy); 60 is plain for most readers."""

    sentences: int
    words: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def score(self) -> float:
        if not self.words:
            return 0.0
        return 206.84 - 0.93 * self.words_per_sentence - 77 * self.syllables / self.words


def measure(text: str) -> ReadingEase:
    """Return the counts of a text. A sentence ends at . ? ! : ; or the end of a line."""
    sentences = [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
    found = [word for words in sentences for word in words]
    return ReadingEase(len(sentences), len(found), sum(syllables(word) for word in found))


def syllables(word: str) -> int:
    """Return the number of syllables by groups of vowels, at least 1; a digit counts as one."""
    return max(1, len(_VOWELS.findall(word.lower())))
