"""Rounds: asking again, and what changed."""

from django.urls import path

from regions.views import rounds

ROUNDS = "regios/<slug:region_slug>/werksessies/<int:number>/rondes/"

urlpatterns = [
    path(ROUNDS, rounds.session_rounds, name="session_rounds"),
    path(f"{ROUNDS}rondes.xlsx", rounds.export_rounds, name="export_rounds"),
    path(f"{ROUNDS}verwijderen/", rounds.discard_round, name="discard_round"),
    path(f"{ROUNDS}voor-en-na/", rounds.round_change, name="round_change"),
    path(f"{ROUNDS}voor-en-na.xlsx", rounds.export_round_change, name="export_round_change"),
]
