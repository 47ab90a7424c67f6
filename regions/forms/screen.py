"""What the facilitator does with the screen in the room."""

from django import forms

from regions.actions.work_session import MOST


class ScreenForm(forms.Form):
    """What the screen in the room shows next."""

    number = forms.IntegerField(min_value=0, max_value=MOST)
    names = forms.BooleanField(required=False)
