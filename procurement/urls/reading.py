"""Addresses of who read a report, reacted to it and decided on it."""

from django.urls import URLPattern, path

from procurement.views import besluit, readers, reading

REPORT = "rapporten/<str:number>/"
READERS = f"{REPORT}lezers/"
LINK = "lezen/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(READERS, readers.list_readers, name="list_readers"),
    path(f"{READERS}controleren/", readers.check_readers, name="check_readers"),
    path(f"{READERS}links/", readers.make_links, name="make_links"),
    path(f"{READERS}herinneren/", readers.remind_readers, name="remind_readers"),
    path(f"{READERS}<int:reader_number>/", readers.decide_link, name="decide_link"),
    path(f"{REPORT}lezers.xlsx", readers.export_readers, name="export_readers"),
    path(f"{REPORT}besluiten.xlsx", readers.export_besluiten, name="export_besluiten"),
    path(f"{REPORT}reactie/", besluit.react, name="react"),
    path(f"{REPORT}besluiten/nieuw/", besluit.record_besluit, name="record_besluit"),
    path(f"{REPORT}besluiten/<int:besluit_number>/intrekken/", besluit.withdraw_besluit, name="withdraw_besluit"),
    # The secret stands in the address: see accounts/headers.py and logs.py for what keeps it there.
    path(LINK, reading.read_link, name="read_link"),
    path(f"{LINK}pdf/", reading.read_pdf, name="read_pdf"),
    path(f"{LINK}gelezen/", reading.mark_read, name="mark_read"),
    path(f"{LINK}code/", reading.read_code, name="read_code"),
    path(f"{LINK}reactie/", reading.react_by_link, name="react_by_link"),
    path(f"{LINK}nieuw/", reading.ask_new_link, name="ask_new_link"),
]
