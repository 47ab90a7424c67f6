"""Addresses of a dossier: overview, timeline, people around it, reading log."""

from django.urls import path

from trajectories.views import (
    betrokkene,
    dossier,
    files,
    follow_up,
    give_reason,
    health,
    known_facts,
    person,
    person_export,
    reading_log,
    search,
    timeline,
)

ONE = "trajecten/<str:number>/"
urlpatterns = [
    path("zoeken/", search.find, name="search"),
    path("caseload/recent/", search.list_recent, name="list_recent"),
    path("caseload/recent/excel/", search.export_recent, name="export_recent"),
    path("trajecten/nieuw/", person.register_person, name="register_person"),
    path(ONE, dossier.show_trajectory, name="show_trajectory"),
    path(f"{ONE}nummer/", dossier.reveal_number, name="reveal_number"),
    path(f"{ONE}samenvatting.pdf", dossier.print_summary, name="print_summary"),
    path(f"{ONE}reden/", give_reason.give_reason, name="give_reason"),
    path(f"{ONE}tijdlijn/", timeline.show_timeline, name="show_timeline"),
    path(f"{ONE}tijdlijn/excel/", timeline.export_timeline, name="export_timeline"),
    path(f"{ONE}persoon/", person.change_person, name="change_person"),
    path(f"{ONE}persoon/indeling/", person.change_indeling, name="change_indeling"),
    path(f"{ONE}persoon/huishouden/", person.join_household, name="join_household"),
    path(f"{ONE}persoon/huishouden/uit/", person.leave_household, name="leave_household"),
    path(f"{ONE}feiten/", known_facts.change_facts, name="change_facts"),
    path(f"{ONE}taken/nieuw/", follow_up.add_task, name="add_task"),
    path(f"{ONE}taken/<int:task>/klaar/", follow_up.finish_task, name="finish_task"),
    path(f"{ONE}taken/<int:task>/terug/", follow_up.reopen_task, name="reopen_task"),
    path(f"{ONE}betrokkenen/", betrokkene.show_betrokkenen, name="show_betrokkenen"),
    path(f"{ONE}betrokkenen/excel/", betrokkene.export_betrokkenen, name="export_betrokkenen"),
    path(f"{ONE}betrokkenen/<int:betrokkene>/", betrokkene.change_betrokkene, name="change_betrokkene"),
    path(f"{ONE}betrokkenen/<int:betrokkene>/einde/", betrokkene.end_betrokkene, name="end_betrokkene"),
    path(f"{ONE}documenten/", files.show_files, name="show_files"),
    path(f"{ONE}documenten/excel/", files.export_files, name="export_files"),
    path(f"{ONE}documenten/<str:file_number>/", files.download_file, name="download_file"),
    path(f"{ONE}gezondheid/", health.show_health, name="show_health"),
    path(f"{ONE}gezondheid/<int:remark>/verwijderen/", health.remove_health, name="remove_health"),
    path(f"{ONE}wie-keek-mee/", reading_log.show_reading_log, name="show_reading_log"),
    path(f"{ONE}wie-keek-mee/excel/", reading_log.export_reading_log, name="export_reading_log"),
    path(f"{ONE}inzage/", person_export.show_person_export, name="show_person_export"),
    path(f"{ONE}inzage/voortgang/", person_export.person_export_progress, name="person_export_progress"),
]
