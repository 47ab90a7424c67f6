"""What the answers mean: opinion map, similarity, agenda, limits, differences by group."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
