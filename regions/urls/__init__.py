"""Addresses of the region's pages. Dutch, stable, with a trailing slash."""

from regions.urls import (
    cooperation,
    exports,
    inventory,
    invitations,
    live,
    meaning,
    pages,
    preparation,
    process,
    realised,
    results,
    robustness,
    rounds,
    signalen,
    workshop,
)

urlpatterns = [
    *pages.urlpatterns,
    *process.urlpatterns,
    *preparation.urlpatterns,
    *workshop.urlpatterns,
    *live.urlpatterns,
    *invitations.urlpatterns,
    *inventory.urlpatterns,
    *rounds.urlpatterns,
    *results.urlpatterns,
    *cooperation.urlpatterns,
    *robustness.urlpatterns,
    *meaning.urlpatterns,
    *exports.urlpatterns,
    *realised.urlpatterns,
    *signalen.urlpatterns,
]
