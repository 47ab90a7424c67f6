"""Opening, looking through and removing the example."""

from django.urls import path

from trajectories.views import demonstration

urlpatterns = [
    path("voorbeeld/openen/", demonstration.open_demonstration, name="open_demonstration"),
    path("voorbeeld/rol/", demonstration.switch_role, name="switch_role"),
    path("voorbeeld/verwijderen/", demonstration.remove_demonstration, name="remove_demonstration"),
    path("begin/", demonstration.choose_region, name="choose_region"),
]
