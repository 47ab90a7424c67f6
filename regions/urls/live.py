"""The group conversation: minutes, conclusions and agreed actions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
