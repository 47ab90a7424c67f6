"""What a municipality tells beside its opinions, how firmly it stands, and who does what."""

from django.urls import URLPattern, path, re_path

from regions.views import inventory, inventory_results, municipal, settlement

REGION = "regios/<slug:region_slug>/"
SESSION = f"{REGION}werksessies/<int:number>/"
ANSWERS = f"{SESSION}namens/<slug:municipality_slug>/"
SEAT = "doe-mee/<str:code>/"

urlpatterns: list[URLPattern] = [
    path(f"{ANSWERS}stellingen/<int:statement_number>/bevestigen/", municipal.confirm_wording, name="confirm_wording"),
    path(f"{ANSWERS}feiten/", inventory.give_facts, name="give_facts"),
    path(f"{ANSWERS}taken/", inventory.choose_tasks, name="choose_tasks"),
    path(f"{ANSWERS}terug-naar-concept/", settlement.reopen_sheet, name="reopen_sheet"),
    re_path(
        r"^regios/(?P<region_slug>[-\w]+)/werksessies/(?P<number>\d{1,5})/namens/(?P<municipality_slug>[-\w]+)/"
        r"(?P<how>ambtelijk|bestuurlijk)-vaststellen/$",
        settlement.settle_answers,
        name="settle_answers",
    ),
    path(f"{SEAT}feiten/", inventory.give_seat_facts, name="give_seat_facts"),
    path(f"{SEAT}taken/", inventory.choose_seat_tasks, name="choose_seat_tasks"),
    path(f"{REGION}taakverdeling/", inventory_results.task_division, name="task_division"),
    path(f"{REGION}taakverdeling.xlsx", inventory_results.export_task_division, name="export_task_division"),
    path(f"{SESSION}uitkomsten/feiten/", inventory_results.municipal_facts, name="municipal_facts"),
    path(f"{SESSION}uitkomsten/feiten.xlsx", inventory_results.export_municipal_facts, name="export_municipal_facts"),
]
