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
    """As a developer registers it: the columns, the filters and the search that the caseload has, and no more."""

    list_display = (
        "number", "name", "born", "organisation", "assigned_to", "leerroute", "phase", "next_deadline_on",
        "next_deadline_kind", "last_contact_on",
    )  # fmt: skip
    list_select_related = ("inburgeraar", "organisation", "assigned_to")
    list_filter = ("leerroute", "phase", "indeling", "is_alphabetisation")
    search_fields = ("number", "inburgeraar__full_name", "inburgeraar__birth_year")
    ordering = ("next_deadline_on",)

    def name(self, row: Trajectory) -> str:
        return row.inburgeraar.sort_name

    def born(self, row: Trajectory) -> int:
        return row.inburgeraar.birth_year

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_module_permission = (
        lambda self, request, obj=None: False
    )


site = OpenSite()
site.register(Trajectory, Changelist)
urlpatterns = [path("stock/", site.urls), *urlpatterns]
