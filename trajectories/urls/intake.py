"""Addresses of the brede intake. A part has the key of trajectories/rules/intake_parts.py."""

from django.urls import URLPattern, path

from trajectories.views import intake, intake_part, leerbaarheidstoets, together

HERE = "trajecten/<str:number>/intake/"
urlpatterns: list[URLPattern] = [
    path(HERE, intake.show_intake, name="show_intake"),
    path(f"{HERE}beginnen/", intake.start_intake, name="start_intake"),
    path(f"{HERE}oproep/", intake.record_call, name="record_intake_call"),
    path(f"{HERE}alleen/", intake.ask_alone, name="ask_alone"),
    path(f"{HERE}afronden/", intake.complete_intake, name="complete_intake"),
    path(f"{HERE}weer-openen/", intake.reopen_intake, name="reopen_intake"),
    path(f"{HERE}onderdelen.xlsx", intake.export_intake, name="export_intake"),
    path(f"{HERE}verslag.pdf", intake.download_intake, name="download_intake"),
    path(f"{HERE}leerbaarheidstoets/", leerbaarheidstoets.show_leerbaarheidstoets, name="show_leerbaarheidstoets"),
    path(f"{HERE}samen/", together.look_together_at_all, name="look_together_at_all"),
    path(f"{HERE}snuffelen/plek/", intake_part.add_impression, name="add_impression"),
    path(f"{HERE}snuffelen/plek/<int:place>/", intake_part.add_impression, name="change_impression"),
    path(f"{HERE}gevolgen/<str:route>/besproken/", intake_part.discuss_route, name="discuss_route"),
    path(f"{HERE}<slug:part>/", intake_part.show_intake_part, name="show_intake_part"),
    path(f"{HERE}<slug:part>/concept/", intake_part.keep_part_draft, name="keep_part_draft"),
    path(f"{HERE}<slug:part>/samen/", together.look_together, name="look_together"),
]
