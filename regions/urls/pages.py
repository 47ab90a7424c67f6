"""The door, signing in, the region itself and what every public site owes its visitors."""

from django.urls import path

from regions.views import pages, region, sign_in

urlpatterns = [
    path("", pages.home, name="home"),
    path("inloggen/", sign_in.login, name="login"),
    path("uitloggen/", sign_in.logout, name="logout"),
    path("hulp/", pages.show_help, name="help"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("over-deze-gegevens/", pages.about_data, name="about_data"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("gezond/", pages.health, name="health"),
    path("regios/<slug:region_slug>/", region.show_region, name="show_region"),
    path("regios/<slug:region_slug>/gemeenten.xlsx", region.export_municipalities, name="export_municipalities"),
    path("beheer/rollen/", pages.roles, name="roles"),
]
