"""Addresses of the day list, the caseload and conversations."""

from django.urls import path

from trajectories.views import appointment, caseload, conversation, saved_view, today

urlpatterns = [
    path("vandaag/", today.show_today, name="show_today"),
    path("caseload/", caseload.list_caseload, name="list_caseload"),
    path("caseload/zoeken/", caseload.search_caseload, name="search_caseload"),
    path("caseload/bestand/<str:extension>/", caseload.export_caseload, name="export_caseload"),
    path("caseload/selectie/", caseload.act_on_selection, name="act_on_selection"),
    path("caseload/selectie/<uuid:batch>/ongedaan/", caseload.undo_selection, name="undo_selection"),
    path("caseload/sneltoetsen/", caseload.explain_keys, name="explain_keys"),
    path("caseload/sneltoetsen/wissel/", caseload.switch_keys, name="switch_keys"),
    path("caseload/weergaven/", saved_view.list_saved_views, name="list_saved_views"),
    path("caseload/weergaven/<int:pk>/", saved_view.change_saved_view, name="change_saved_view"),
    path("caseload/dag/", conversation.check_day, name="check_day"),
    path("trajecten/<str:number>/gesprekken/nieuw/", conversation.record_conversation, name="record_conversation"),
    path("trajecten/<str:number>/gesprekken/concept/", conversation.keep_draft, name="keep_conversation_draft"),
    path("trajecten/<str:number>/gesprekken/<int:pk>/", conversation.change_conversation, name="change_conversation"),
    path("trajecten/<str:number>/afspraken/nieuw/", appointment.plan_appointment, name="plan_appointment"),
    path(
        "trajecten/<str:number>/afspraken/<int:pk>/vervallen/",
        appointment.cancel_appointment,
        name="cancel_appointment",
    ),
]
