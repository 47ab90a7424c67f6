"""The process of a region: its note, conversations with partners, sessions and halts."""

from django.urls import URLPattern, path

from regions.views import principle, process, process_parts

PROCESSES = "regios/<slug:region_slug>/processen/"
PROCESS = f"{PROCESSES}<int:process_number>/"
SESSION = f"{PROCESS}werksessies/<int:number>/"
PRINCIPLES = f"{PROCESS}uitgangspunten/"
PRINCIPLE = f"{PRINCIPLES}<int:principle_number>/"
CONVERSATIONS = f"{PROCESS}gesprekken/"
CONVERSATION = f"{CONVERSATIONS}<int:conversation_number>/"
HALTS = f"{PROCESS}tussenstappen/"
HALT = f"{HALTS}<int:interlude_number>/"

urlpatterns: list[URLPattern] = [
    path(PROCESSES, process.list_processes, name="list_processes"),
    path(f"{PROCESSES}processen.xlsx", process.export_processes, name="export_processes"),
    path(f"{PROCESSES}nieuw/", process.new_process, name="new_process"),
    path(PROCESS, process.show_process, name="show_process"),
    path(f"{PROCESS}wijzigen/", process.edit_process, name="edit_process"),
    path(f"{PROCESS}delen/", process.share_process, name="share_process"),
    path(f"{PROCESS}delen/intrekken/", process.withdraw_process, name="withdraw_process"),
    path(SESSION, process.place_work_session, name="place_work_session"),
    path(f"{SESSION}eruit/", process.release_work_session, name="release_work_session"),
    path(f"{PROCESS}uitgangspunten.xlsx", principle.export_principles, name="export_principles"),
    path(f"{PRINCIPLES}nieuw/", principle.add_principle, name="add_principle"),
    path(f"{PRINCIPLES}vaststellen/", principle.adopt_principles, name="adopt_principles"),
    path(PRINCIPLE, principle.show_principle, name="show_principle"),
    path(f"{PRINCIPLE}wijzigen/", principle.edit_principle, name="edit_principle"),
    path(f"{PRINCIPLE}verwijderen/", principle.remove_principle, name="remove_principle"),
    path(f"{PRINCIPLE}vaststellen/<slug:municipality_slug>/intrekken/", principle.withdraw_adoption,
         name="withdraw_adoption"),
    path(f"{PRINCIPLE}toetsing/", principle.link_test, name="link_test"),
    path(f"{PRINCIPLE}toetsing/<slug:statement_key>/verwijderen/", principle.unlink_test, name="unlink_test"),
    path(CONVERSATIONS, process_parts.list_conversations, name="list_conversations"),
    path(f"{PROCESS}gesprekken.xlsx", process_parts.export_conversations, name="export_conversations"),
    path(f"{CONVERSATIONS}nieuw/", process_parts.new_conversation, name="new_conversation"),
    path(CONVERSATION, process_parts.show_conversation, name="show_conversation"),
    path(f"{CONVERSATION}wijzigen/", process_parts.edit_conversation, name="edit_conversation"),
    path(f"{HALTS}nieuw/", process_parts.new_halt, name="new_halt"),
    path(HALT, process_parts.show_halt, name="show_halt"),
    path(f"{HALT}wijzigen/", process_parts.edit_halt, name="edit_halt"),
]  # fmt: skip
