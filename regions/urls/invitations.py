"""Who takes part: invitations, reminders, response, calendar, trail."""

from django.urls import URLPattern, path

from regions.views import calendar, invitations, invited, trail

REGION = "regios/<slug:region_slug>/"
SESSION = f"{REGION}werksessies/<int:number>/"
INVITE = f"{SESSION}uitnodigen/"
ONE = f"{INVITE}<int:invitation_number>/"

urlpatterns: list[URLPattern] = [
    path(INVITE, invitations.list_invitations, name="invitations"),
    path(f"{INVITE}controleren/", invitations.check_invitations, name="check_invitations"),
    path(f"{INVITE}toevoegen/", invitations.make_invitations, name="make_invitations"),
    path(f"{INVITE}versturen/", invitations.send_invitations, name="send_invitations"),
    path(f"{INVITE}respons.xlsx", invited.export_response, name="export_response"),
    path(f"{INVITE}afspraken/", calendar.edit_dates, name="edit_dates"),
    path(ONE, invited.edit_invitation, name="edit_invitation"),
    path(f"{ONE}besluit/", invited.decide_invitation, name="decide_invitation"),
    path(f"{SESSION}agenda.ics", calendar.session_calendar, name="session_calendar"),
    path(f"{SESSION}spoor/", trail.session_trail, name="session_trail"),
    path(f"{SESSION}spoor.xlsx", trail.export_trail, name="export_trail"),
    path(f"{REGION}berichten/", trail.list_messages, name="list_messages"),
    path(f"{REGION}berichten/<int:message_number>/opnieuw/", trail.send_message_again, name="send_message_again"),
    # A token is longer than any page of a seat, so it never meets /doe-mee/<code>/<page>/.
    path("doe-mee/uitnodiging/<str:token>/", invited.accept_invitation, name="accept_invitation"),
]
