"""Signing in with e-mail address and password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

UNKNOWN = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw."


class SignInForm(AuthenticationForm):
    username = forms.EmailField(
        label="E-mailadres",
        error_messages={
            "required": "Vul je e-mailadres in",
            "invalid": "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": False}),
    )
    password = forms.CharField(
        label="Wachtwoord",
        strip=False,
        error_messages={"required": "Vul je wachtwoord in"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    # One sentence for an unknown address and for a wrong password.
    error_messages: dict[str, Any] = {
        "invalid_login": UNKNOWN,
        "inactive": UNKNOWN,
    }
