"""A page of questions at once, all optional: what was not touched is not sent on, what a colleague changed is shown."""

from collections.abc import Sequence
from hashlib import sha256

from django import forms

LONGEST_SEEN = 9  # digits of a version


def seen(version: int, shown: Sequence[str]) -> str:
    """Return what a hidden field carries: the version on the screen, and a sum that tells whether it was touched."""
    return f"{version}.{sha256('|'.join(shown).encode()).hexdigest()[:12]}"


def version_seen(sent: str) -> int:
    """Return the version that was on the screen; -1, which never stands, for what we did not send."""
    number = sent.partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < LONGEST_SEEN else -1


class PageForm(forms.Form):
    """One field per part of a question, all optional, and one hidden field per question with what was seen."""

    def hide(self, place: str, version: int, shown: Sequence[str]) -> None:
        self.fields[f"{place}-seen"] = forms.CharField(
            required=False, initial=seen(version, shown), widget=forms.HiddenInput
        )

    def was_touched(self, place: str, parts: Sequence[str]) -> bool:
        """Whether this question was on the page that was sent, and differs from what that page showed."""
        return bool(self.sent(place)) and self.sent(place).partition(".")[2] != seen(0, parts).partition(".")[2]

    def sent(self, place: str) -> str:
        return str(self.data.get(f"{place}-seen", ""))

    def overtaken(self, place: str, name: str, version: int, shown: Sequence[str], told: str) -> None:
        """Say beside the field what a colleague chose; saving again then keeps what was typed here."""
        self.data = self.data.copy()
        self.data[f"{place}-seen"] = seen(version, shown)
        self.add_error(name, f"Een collega vulde hier intussen in: {told}. Bewaar opnieuw om jouw keuze te houden")
