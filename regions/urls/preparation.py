"""Preparing a session: the library, its questions, wordings, files."""

from django.urls import URLPattern, path

from regions.views import question_file, question_library, questions

REGION = "regios/<slug:region_slug>/"
SESSION = f"{REGION}werksessies/<int:number>/"
QUESTIONS = f"{SESSION}vragen/"
STATEMENT = f"{SESSION}stellingen/<int:statement_number>/"

urlpatterns: list[URLPattern] = [
    path(f"{REGION}vragenlijsten/", question_library.question_library, name="question_library"),
    path(f"{REGION}vragenlijsten/stellingen.xlsx", question_library.export_library, name="export_library"),
    path(QUESTIONS, questions.session_questions, name="session_questions"),
    path(f"{QUESTIONS}wijzigen/", questions.change_questions, name="change_questions"),
    path(f"{QUESTIONS}toevoegen/", questions.add_questions, name="add_questions"),
    path(f"{QUESTIONS}eigen/", questions.add_own_question, name="add_own_question"),
    path(f"{QUESTIONS}feiten-en-taken/", questions.choose_inventory, name="choose_inventory"),
    path(f"{QUESTIONS}voorbeeld/", questions.preview_questions, name="preview_questions"),
    path(f"{QUESTIONS}bestand/", question_file.upload_questions, name="upload_questions"),
    path(f"{QUESTIONS}bestand/proefrun/", question_file.check_questions, name="check_questions"),
    path(f"{SESSION}vragen.xlsx", question_file.export_questions, name="export_questions"),
    path(f"{SESSION}dupliceren/", questions.duplicate_work_session, name="duplicate_work_session"),
    path(STATEMENT, questions.edit_statement, name="edit_statement"),
    path(f"{STATEMENT}ruilen/", questions.swap_statement, name="swap_statement"),
]
