"""Addresses of who does what with whom: plans, wishes and standpunten."""

from django.urls import path

from regions.views import cooperation, cooperation_said

REGION = "regios/<slug:region_slug>/"
PLANS = f"{REGION}samenwerking/"
PLAN = f"{PLANS}<int:plan_number>"

urlpatterns = [
    path(PLANS, cooperation.list_plans, name="list_plans"),
    path(f"{REGION}samenwerking.xlsx", cooperation.export_plans, name="export_plans"),
    path(f"{PLANS}wensen/", cooperation_said.list_wishes, name="list_wishes"),
    path(f"{PLANS}wensen.xlsx", cooperation_said.export_wishes, name="export_wishes"),
    path(f"{PLANS}wensen/intrekken/", cooperation_said.withdraw_wish, name="withdraw_wish"),
    path(f"{PLAN}/", cooperation.show_plan, name="show_plan"),
    path(f"{PLAN}.xlsx", cooperation.export_plan, name="export_plan"),
    path(f"{PLAN}/naam/", cooperation.rename_plan, name="rename_plan"),
    path(f"{PLAN}/kopie/", cooperation.duplicate_plan, name="duplicate_plan"),
    path(f"{PLAN}/bespreken/", cooperation.discuss_plan, name="discuss_plan"),
    path(f"{PLAN}/onderdelen/<slug:component_slug>/", cooperation.edit_component, name="edit_component"),
    path(f"{PLAN}/standpunten/<slug:municipality_slug>/", cooperation_said.take_standpunt, name="take_standpunt"),
]
