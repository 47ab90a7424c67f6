"""What a municipality tells beside its opinions, how firmly it stands, and who does what."""

from django.urls import URLPattern, path, re_path

from regions.views import municipal, settlement

REGION = "regios/<slug:region_slug>/"
SESSION = f"{REGION}werksessies/<int:number>/"
ANSWERS = f"{SESSION}namens/<slug:municipality_slug>/"
SEAT = "doe-mee/<str:code>/"

urlpatterns: list[URLPattern] = [
    path(f"{ANSWERS}stellingen/<int:statement_number>/bevestigen/", municipal.confirm_wording, name="confirm_wording"),
    path(f"{ANSWERS}terug-naar-concept/", settlement.reopen_sheet, name="reopen_sheet"),
    re_path(
        r"^regios/(?P<region_slug>[-\w]+)/werksessies/(?P<number>\d{1,5})/namens/(?P<municipality_slug>[-\w]+)/"
        r"(?P<how>ambtelijk|bestuurlijk)-vaststellen/$",
        settlement.settle_answers,
        name="settle_answers",
    ),
]
