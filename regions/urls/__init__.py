"""Addresses of the region's pages. Dutch, stable, with a trailing slash."""

from regions.urls import (
    exports,
    inventory,
    invitations,
    live,
    meaning,
    pages,
    preparation,
    process,
    results,
    rounds,
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
    *meaning.urlpatterns,
    *exports.urlpatterns,
]
