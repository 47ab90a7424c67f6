"""Addresses of the team: dividing the work, absence, norms and the coming months."""

from django.urls import path

from trajectories.views import absence, assignment, norms, team

urlpatterns = [
    path("team/", team.show_team, name="show_team"),
    path("team/excel/", team.export_team, name="export_team"),
    path("team/vooruitblik/", team.show_forecast, name="show_forecast"),
    path("team/vooruitblik/excel/", team.export_forecast, name="export_forecast"),
    path("team/verdelen/", assignment.assign_selected, name="assign_selected"),
    path("team/verdelen/<uuid:batch>/", assignment.assign_result, name="assign_result"),
    path("team/verdelen/<uuid:batch>/terug/", assignment.undo_assignment, name="undo_assignment"),
    path("team/afwezig/", absence.list_absences, name="list_absences"),
    path("team/afwezig/excel/", absence.export_absences, name="export_absences"),
    path("team/afwezig/<int:absence_id>/terug/", absence.end_absence, name="end_absence"),
    path("team/normen/", norms.list_norms, name="list_norms"),
    path("team/normen/excel/", norms.export_norms, name="export_norms"),
    path("team/normen/<int:organisation_id>/<slug:key>/", norms.edit_norm, name="edit_norm"),
    path("team/uren/<int:member_id>/", norms.edit_hours, name="edit_hours"),
    path("trajecten/<str:number>/waarnemer/", assignment.name_deputy, name="name_deputy"),
]
