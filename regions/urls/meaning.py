"""What the answers mean: opinion map, similarity, agenda, differences by group."""

from django.urls import path

from regions.urls.results import RESULTS
from regions.views import meaning

urlpatterns = [
    path(f"{RESULTS}meningenkaart/", meaning.opinion_map, name="opinion_map"),
    path(f"{RESULTS}meningenkaart.xlsx", meaning.export_opinion_map, name="export_opinion_map"),
    path(f"{RESULTS}gelijkenis/", meaning.similarity, name="similarity"),
    path(f"{RESULTS}gelijkenis.xlsx", meaning.export_similarity, name="export_similarity"),
    path(f"{RESULTS}agenda/", meaning.agenda, name="agenda"),
    path(f"{RESULTS}agenda.xlsx", meaning.export_agenda, name="export_agenda"),
    path(f"{RESULTS}per-groep/", meaning.difference_groups, name="difference_groups"),
    path(f"{RESULTS}per-groep.xlsx", meaning.export_difference_groups, name="export_difference_groups"),
]
