"""Addresses of the work sessions: of those who lead them, and of those who join with a code."""

from django.urls import URLPattern, path

from regions.views import answer, beamer, conduct, join, municipal, work_sessions

SESSIONS = "regios/<slug:region_slug>/werksessies/"
SESSION = f"{SESSIONS}<int:number>/"
ANSWERS = f"{SESSION}namens/<slug:municipality_slug>/"
SEAT = "doe-mee/<str:code>/"

urlpatterns: list[URLPattern] = [
    path(SESSIONS, work_sessions.list_work_sessions, name="list_work_sessions"),
    path(f"{SESSIONS}werksessies.xlsx", work_sessions.export_work_sessions, name="export_work_sessions"),
    path(f"{SESSIONS}nieuw/", work_sessions.new_work_session, name="new_work_session"),
    path(SESSION, work_sessions.show_work_session, name="show_work_session"),
    path(f"{SESSION}wijzigen/", work_sessions.rename_work_session, name="rename_work_session"),
    path(f"{SESSION}open/", work_sessions.open_work_session, name="open_work_session"),
    path(f"{SESSION}sluiten/", work_sessions.close_work_session, name="close_work_session"),
    path(f"{SESSION}heropenen/", work_sessions.reopen_work_session, name="reopen_work_session"),
    path(f"{SESSION}tonen/", work_sessions.reveal_work_session, name="reveal_work_session"),
    path(f"{SESSION}vragenlijst/", work_sessions.print_statements, name="print_statements"),
    path(f"{SESSION}regie/", conduct.conduct, name="conduct"),
    path(f"{SESSION}regie/stand/", conduct.conduct_stand, name="conduct_stand"),
    path(f"{SESSION}regie/scherm/", conduct.steer_screen, name="steer_screen"),
    path(f"{SESSION}regie/plek/", conduct.decide_seat, name="decide_seat"),
    path(f"{SESSION}scherm/", beamer.show_screen, name="show_screen"),
    path(f"{SESSION}scherm/stand/", beamer.screen_stand, name="screen_stand"),
    path(ANSWERS, municipal.municipal_answer, name="municipal_answer"),
    path(f"{ANSWERS}stellingen/<int:statement_number>/", municipal.set_municipal_answer, name="set_municipal_answer"),
    path(f"{ANSWERS}delen/", municipal.share_municipal_answers, name="share_municipal_answers"),
    path(f"{ANSWERS}plek/", municipal.decide_own_seat, name="decide_own_seat"),
    path("doe-mee/", join.join, name="join"),
    path(SEAT, join.take_seat, name="take_seat"),
    path(f"{SEAT}verder/<str:token>/", join.go_on_elsewhere, name="go_on_elsewhere"),
    path(f"{SEAT}vraag/<int:number>/", answer.answer_statement, name="answer_statement"),
    path(f"{SEAT}vragen/", answer.all_statements, name="all_statements"),
    path(f"{SEAT}controleren/", answer.check_answers, name="check_answers"),
    path(f"{SEAT}delen/", answer.share_answers, name="share_answers"),
    path(f"{SEAT}klaar/", answer.receipt, name="receipt"),
    path(f"{SEAT}uitkomst/", answer.show_own_position, name="show_own_position"),
]
