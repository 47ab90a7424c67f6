"""Addresses of the region's pages. Dutch, stable, with a trailing slash."""

from regions.urls import pages, results, workshop

urlpatterns = [*pages.urlpatterns, *workshop.urlpatterns, *results.urlpatterns]
