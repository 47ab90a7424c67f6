"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView

from regions.forms.sign_in import SignInForm

login = LoginView.as_view(
    authentication_form=SignInForm, redirect_authenticated_user=True, http_method_names=["get", "head", "post"]
)
logout = LogoutView.as_view(http_method_names=["post"])
