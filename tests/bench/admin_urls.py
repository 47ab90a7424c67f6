"""Trajectories in the stock admin changelist, for anybody who is signed in. Only ever used by the bench."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path

from inburgering.urls import handler400, handler403, handler404, handler500, urlpatterns
from trajectories.models import Trajectory

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class OpenSite(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class Changelist(admin.ModelAdmin):
    """As a developer registers it in five lines: columns, filters and a search."""

    list_display = ("number", "sort_name", "leerroute", "phase", "next_deadline_on", "last_contact_on")
    list_filter = ("leerroute", "phase")
    search_fields = ("number", "sort_name")
    ordering = ("next_deadline_on",)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_module_permission = (
        lambda self, request, obj=None: False
    )


site = OpenSite()
site.register(Trajectory, Changelist)
urlpatterns = [path("stock/", site.urls), *urlpatterns]
