"""Why an act in a work session is refused. Every refusal carries a Dutch sentence that says what to do."""


class NotNow(Exception):
    """The act does not fit the present state."""


class Changed(Exception):
    """Somebody else changed the same thing after it was read; `current` is what stands there now."""

    def __init__(self, sentence: str, current: object = None) -> None:
        super().__init__(sentence)
        self.current = current
