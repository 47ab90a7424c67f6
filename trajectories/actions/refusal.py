"""Why an act on a trajectory did not happen, in a sentence for the person who asked."""

from typing import Any


class NotNow(Exception):
    """It cannot be done, or not at this moment. `field` names the field of the form it belongs to, "" the whole."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class Changed(Exception):
    """Somebody else changed it in the meantime; `current` is what stands now."""

    def __init__(self, reason: str, current: Any) -> None:
        super().__init__(reason)
        self.current = current
