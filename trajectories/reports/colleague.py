"""What a colleague is called in a list or a sentence."""

from inburgering.accounts.models import User


def called(user: User) -> str:
    """Return the name without the role that may stand behind it: "S. de Wit" for "S. de Wit, klantregisseur"."""
    return user.name.partition(",")[0]
