"""The text of a message: where its personal link stands, so that the link can go once the message is sent."""

import re

GONE = "(persoonlijke link)"
_OPENING, _CLOSING = "⟦", "⟧"
_PERSONAL = re.compile(f"{_OPENING}([^{_CLOSING}]*){_CLOSING}")


def personal(url: str) -> str:
    """Return the link as it stands in the body of a message that waits."""
    return f"{_OPENING}{url}{_CLOSING}"


def as_sent(body: str) -> str:
    """Return the body as the recipient reads it."""
    return _PERSONAL.sub(r"\1", body)


def as_kept(body: str) -> str:
    """Return the body without its personal links: who reads the list of messages may not use them."""
    return _PERSONAL.sub(GONE, body)
