"""Addresses: the PIP, its versions, signing, the letter, the plan that lives on, and the block for DUO."""

from django.urls import path

from trajectories.views import for_duo, pip, pip_letter, pip_signing, pip_together, plan

ROOT = "trajecten/<str:number>/"
PIP = f"{ROOT}pip/"
VERSION = f"{PIP}versies/<int:pip_number>/"
GOAL = f"{PIP}doelen/<int:goal_id>/"
ACTION = f"{PIP}acties/<int:action_id>/"
urlpatterns = [
    path(PIP, pip.show_pip, name="show_pip"),
    path(f"{PIP}versies.xlsx", pip.export_pips, name="export_pips"),
    path(f"{PIP}nieuw/", pip.new_pip, name="new_pip"),
    path(VERSION, pip.show_pip_version, name="show_pip_version"),
    path(f"{VERSION}wijzigen/", pip.edit_pip, name="edit_pip"),
    path(f"{VERSION}weggooien/", pip.discard_pip, name="discard_pip"),
    path(f"{VERSION}vaststellen/", pip.establish_pip, name="establish_pip"),
    path(f"{VERSION}vergelijk/<int:former_number>/", pip.compare_pips, name="compare_pips"),
    path(f"{VERSION}mening/", pip_signing.record_agreement, name="record_agreement"),
    path(f"{VERSION}ondertekenen/", pip_signing.sign_pip, name="sign_pip"),
    path(f"{VERSION}ondertekenen/controleren/", pip_signing.confirm_signing, name="confirm_signing"),
    path(f"{VERSION}ondertekenen/papier/", pip_signing.sign_on_paper, name="sign_on_paper"),
    path(f"{VERSION}scan/", pip_letter.download_scan, name="download_pip_scan"),
    path(f"{VERSION}samen/", pip_together.show_together, name="show_pip_together"),
    path(f"{VERSION}brief/", pip_letter.show_letter, name="show_pip_letter"),
    path(f"{VERSION}brief/opnieuw/", pip_letter.ask_letter, name="ask_pip_letter"),
    path(f"{VERSION}brief.pdf", pip_letter.download_letter, name="download_pip_letter"),
    path(f"{PIP}plan.xlsx", plan.export_plan, name="export_plan_goals"),
    path(f"{PIP}sjabloon/", plan.use_template, name="use_plan_template"),
    path(f"{PIP}doelen/nieuw/", plan.add_goal, name="add_goal"),
    path(GOAL, plan.edit_goal, name="edit_goal"),
    path(f"{GOAL}stand/", plan.set_standing, name="set_goal_standing"),
    path(f"{GOAL}verplaatsen/", plan.move_goal, name="move_goal"),
    path(f"{GOAL}acties/nieuw/", plan.add_action, name="add_plan_action"),
    path(ACTION, plan.edit_action, name="edit_plan_action"),
    path(f"{ACTION}klaar/", plan.set_done, name="set_plan_action_done"),
    path(f"{ACTION}verplaatsen/", plan.move_action, name="move_plan_action"),
    path(f"{ACTION}weg/", plan.remove_action, name="remove_plan_action"),
    path(f"{ROOT}duo-blok/", for_duo.show_for_duo, name="show_for_duo"),
    path(f"{ROOT}duo-blok.xlsx", for_duo.export_for_duo, name="export_for_duo"),
]
