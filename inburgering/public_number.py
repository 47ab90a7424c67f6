"""Random public numbers: they tell a stranger nothing, not even how many there are."""

import secrets

# Without 0/O, 1/I/L: people read these aloud and type them over.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def public_number(prefix: str) -> str:
    """Return a number such as R-7K3M9QXD (31^8 possibilities)."""
    return f"{prefix}-{code(8)}"


def code(length: int = 6) -> str:
    """Return a random code to type, such as KRT7QX."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
