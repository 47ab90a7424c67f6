"""Addresses of the handover to another municipality."""

from django.urls import path

from trajectories.views import handover

urlpatterns = [
    path("overdrachten/", handover.list_handovers, name="list_handovers"),
    path("overdrachten/excel/", handover.export_handovers, name="export_handovers"),
    path("overdrachten/<str:number>/", handover.show_handover, name="show_handover"),
    path("overdrachten/<str:number>/opvragen/", handover.request_handover, name="request_handover"),
    path("overdrachten/<str:number>/overnemen/", handover.accept_handover, name="accept_handover"),
    path("overdrachten/<str:number>/woont-hier-niet/", handover.refuse_handover, name="refuse_handover"),
    path("overdrachten/<str:number>/intrekken/", handover.withdraw_handover, name="withdraw_handover"),
    path("overdrachten/<str:number>/ontvangstbewijs/", handover.handover_receipt, name="handover_receipt"),
    path("trajecten/<str:number>/overdragen/", handover.announce_handover, name="announce_handover"),
]
