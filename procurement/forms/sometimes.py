"""A field that is needed with one choice of a form and not with another; the form decides, after all fields."""

from django import forms

from inburgering.notation import count


class SometimesField(forms.CharField):
    """Text of several lines. Its label does not say "niet verplicht", for that hangs on what is chosen elsewhere."""

    def __init__(self, *, label: str, length: int, help_text: str, rows: int) -> None:
        super().__init__(
            label=label,
            max_length=length,
            help_text=help_text,
            # No maxlength in the browser: it would cut off what is pasted without a word.
            widget=forms.Textarea(attrs={"rows": rows, "maxlength": False}),
            error_messages={"max_length": f"{label} is te lang (maximaal {count(length, 'teken', 'tekens')})"},
        )

    def validate(self, value: str | None) -> None:
        """Accept nothing: the form says when it is missing."""
