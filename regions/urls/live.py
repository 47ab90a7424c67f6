"""The screen in the room as the facilitator steers it, and the group conversation: minutes and agreed actions."""

from django.urls import URLPattern, path

from regions.views import conduct, conversation

SESSION = "regios/<slug:region_slug>/werksessies/<int:number>/"
CONVERSATION = f"{SESSION}groepsgesprek/"
ACTION = f"{CONVERSATION}acties/<int:action_number>/"

urlpatterns: list[URLPattern] = [
    path(f"{SESSION}regie/beeld/", conduct.set_screen, name="set_screen"),
    path(f"{SESSION}regie/notitie/<int:statement_number>/", conduct.write_note, name="write_note"),
    path(CONVERSATION, conversation.group_conversation, name="group_conversation"),
    path(f"{CONVERSATION}verslag.xlsx", conversation.export_minutes, name="export_minutes"),
    path(f"{CONVERSATION}acties.xlsx", conversation.export_actions, name="export_actions"),
    path(f"{CONVERSATION}stelling/<int:statement_number>/", conversation.write_minute, name="write_minute"),
    path(f"{CONVERSATION}acties/nieuw/", conversation.agree_action, name="agree_action"),
    path(ACTION, conversation.change_action, name="change_action"),
    path(f"{ACTION}gedaan/", conversation.finish_action, name="finish_action"),
]
