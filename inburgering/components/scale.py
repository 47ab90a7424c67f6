"""The answer scale, as it is written and coloured everywhere."""

MINUS = "\N{MINUS SIGN}"
SCALE = {-2: "Helemaal oneens", -1: "Oneens", 0: "Neutraal", 1: "Eens", 2: "Helemaal eens"}
SCALE_CLASS = {-2: "m2", -1: "m1", 0: "0", 1: "p1", 2: "p2"}


def signed(value: int | None) -> str:
    """Return "+2", "0" or "−2" with a true minus sign; nothing for a missing answer."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{abs(value)}"
