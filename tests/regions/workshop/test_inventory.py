"""Facts and preferred scales of a municipality: given by its people, seen by others after sharing."""

import re

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from inburgering.accounts.context import SEAT_COOKIE, as_seat, as_user
from inburgering.audit.models import AuditEvent
from regions.actions import inventory, sheet
from regions.actions.inventory import GivenFact, TaskWish
from regions.actions.refusal import Changed, NotNow
from regions.models import AnswerSheet, MunicipalFact, TaskPreference, WorkSession
from regions.rules.inventory import FactValue
from tests import factories

SESSION = "/regios/achterhoek/werksessies/1/"
PAGE = f"{SESSION}namens/aalten/"
DIVISION = "/regios/achterhoek/taakverdeling/"
FACTS = f"{SESSION}uitkomsten/feiten/"


@pytest.fixture
def asking(prepared):
    """A session that asks two tasks and four facts, open."""
    with prepared.as_leader():
        WorkSession.objects.filter(pk=prepared.session.pk).update(
            task_keys=["T5", "T11"], fact_keys=["leslocatie", "contracten", "instroom_asiel", "partners"]
        )
        prepared.session.refresh_from_db()
    return prepared.open()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at_seat(room, taken) -> Client:
    client = Client()
    client.cookies[SEAT_COOKIE] = signing.dumps({room.session.code: taken.pk}, salt=SEAT_COOKIE)
    return client


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


def begun(room, slug="aalten", by=None):
    who = by or room.world.adviser(slug)
    return sheet.begin(session=room.session, municipality=room.world.municipality(slug), by=who)


def choose(room, *wanted: TaskWish, slug="aalten"):
    with room.as_adviser(slug):
        mine = begun(room, slug)
        return inventory.set_preferences(sheet=mine, wanted=list(wanted), by=room.world.adviser(slug))


def give(room, *given: GivenFact, slug="aalten"):
    with room.as_adviser(slug):
        return inventory.set_facts(sheet=begun(room, slug), given=list(given), by=room.world.adviser(slug))


def fields(response) -> dict[str, str]:
    """Return what a browser would send back of a page with hidden fields and selects."""
    page = main(response)
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    sent |= {name: "" for name in re.findall(r'<textarea name="([^"]+)"', page)}
    return sent


def test_a_member_sets_tasks_and_facts_with_a_trace(asking):
    choose(asking, TaskWish("T5", "LOKAAL", "LOKAAL"), TaskWish("T11", "REGIONAAL", "", "Samen inkopen"))
    give(asking, GivenFact("leslocatie", FactValue(is_true=True)))

    with asking.as_adviser("aalten"):
        assert set(TaskPreference.objects.values_list("task", "arrange", "execute", "version")) == {
            ("T5", "LOKAAL", "LOKAAL", 1), ("T11", "REGIONAAL", "", 1),
        }  # fmt: skip
        fact = MunicipalFact.objects.get()
        assert (fact.is_true, fact.given_by) == (True, asking.world.adviser("aalten").audit_name)
        assert AuditEvent.objects.get(verb="tasks.set").details["tasks"]["T5"] == ["LOKAAL", "LOKAAL"]
        assert AuditEvent.objects.get(verb="facts.set").details == {"facts": ["leslocatie"]}


def test_an_admitted_seat_may_and_a_waiting_one_may_not(asking):
    inside, outside = asking.guest(name="Binnen"), asking.guest(name="Buiten", admitted=False)
    wish = TaskWish("T5", "LOKAAL", "")

    with as_seat(inside.pk):
        inventory.set_preferences(sheet=begun(asking, by=inside), wanted=[wish], by=inside)
    with as_seat(outside.pk), pytest.raises(NotNow, match="spreekt nu niet namens"):
        begun(asking, by=outside)

    with asking.as_adviser("aalten"):
        assert TaskPreference.objects.get().arrange == "LOKAAL"


def test_the_second_of_two_colleagues_sees_what_the_first_chose(asking):
    choose(asking, TaskWish("T5", "LOKAAL", ""))

    with pytest.raises(Changed, match="Brede intake") as refused:
        choose(asking, TaskWish("T5", "REGIONAAL", ""), TaskWish("T11", "REGIONAAL", ""))

    assert refused.value.current["T5"].arrange == "LOKAAL"
    with asking.as_adviser("aalten"):
        assert TaskPreference.objects.count() == 1
    choose(asking, TaskWish("T5", "REGIONAAL", "", seen=1))
    with asking.as_adviser("aalten"):
        assert TaskPreference.objects.get().arrange == "REGIONAAL"


def test_no_mandate_no_such_question_and_no_right_moment(asking):
    alderman = asking.world.alderman("aalten")
    with as_user(asking.world.adviser("aalten").pk):
        mine = begun(asking)
    with as_user(alderman.pk), pytest.raises(NotNow, match="kan alleen: Beleidsadviseur Aalten"):
        inventory.set_facts(sheet=mine, given=[], by=alderman)
    with pytest.raises(NotNow, match="hoort niet bij de werksessie"):
        choose(asking, TaskWish("T6", "LOKAAL", ""))
    asking.close()
    with pytest.raises(NotNow, match="niet open"):
        give(asking, GivenFact("partners", FactValue(text="Bibliotheek")))


def test_after_settling_nothing_changes(asking):
    asking.share("aalten", {1: 2})
    adviser = asking.world.adviser("aalten")
    with asking.as_adviser("aalten"):
        sheet.settle(
            sheet=AnswerSheet.objects.get(), status="OFFICIAL", settled_on=timezone.localdate(), body="", by=adviser
        )

    with pytest.raises(NotNow, match="wijzigen niet meer"):
        choose(asking, TaskWish("T5", "LOKAAL", ""))
    assert "Bewaar" not in main(signed_in(adviser).get(f"{PAGE}taken/"))


def test_a_stranger_neither_finds_nor_changes_it(asking):
    choose(asking, TaskWish("T5", "LOKAAL", ""))
    with asking.as_adviser("aalten"):
        target = AnswerSheet.objects.get()
    stranger = asking.world.adviser("doetinchem")

    with asking.as_adviser("doetinchem"), pytest.raises(AnswerSheet.DoesNotExist):
        inventory.set_preferences(sheet=target, wanted=[TaskWish("T5", "REGIONAAL", "", seen=1)], by=stranger)
    for who in ("projectleider", "adviseur-doetinchem"):
        client = signed_in(asking.world.users[who])
        assert {client.get(f"{PAGE}{page}/").status_code for page in ("feiten", "taken")} == {404}
        assert {client.post(f"{PAGE}{page}/").status_code for page in ("feiten", "taken")} == {404}


def test_the_whole_page_of_tasks_is_saved_without_scripts(asking):
    adviser = signed_in(asking.world.adviser("aalten"))
    sent = fields(adviser.get(f"{PAGE}taken/"))

    page = main(adviser.post(f"{PAGE}taken/", sent | {"T5-arrange": "REGIONAAL", "T5-execute": "LOKAAL"}, follow=True))

    assert "Bewaard." in page
    assert "1 van 2 taken ingevuld" in page
    with asking.as_adviser("aalten"):
        assert TaskPreference.objects.get().execute == "LOKAAL"
    again = fields(adviser.get(f"{PAGE}taken/"))
    assert again["T5-arrange"] == "REGIONAAL"
    assert "Er was niets gewijzigd." in main(adviser.post(f"{PAGE}taken/", again, follow=True))


def test_a_stale_page_changes_only_what_was_touched_on_it(asking):
    adviser = signed_in(asking.world.adviser("aalten"))
    stale = fields(adviser.get(f"{PAGE}taken/"))
    choose(asking, TaskWish("T5", "LOKAAL", ""))

    assert adviser.post(f"{PAGE}taken/", stale | {"T11-arrange": "REGIONAAL"}).status_code == 302
    conflict = adviser.post(f"{PAGE}taken/", stale | {"T5-arrange": "REGIONAAL"})

    assert conflict.status_code == 409
    assert "Een collega vulde hier intussen in: regelen lokaal" in main(conflict)
    assert fields(conflict)["T5-arrange"] == "REGIONAAL"
    adviser.post(f"{PAGE}taken/", fields(conflict))
    with asking.as_adviser("aalten"):
        assert dict(TaskPreference.objects.values_list("task", "arrange")) == {"T5": "REGIONAAL", "T11": "REGIONAAL"}


def test_facts_with_a_mistake_are_explained_and_stay(asking):
    adviser = signed_in(asking.world.adviser("aalten"))
    sent = fields(adviser.get(f"{PAGE}feiten/")) | {"leslocatie": "ja", "instroom_asiel": "veel", "partners": "De bieb"}
    sent |= {"contracten-1-provider": "ROC", "contracten-1-leerroute": "B1", "contracten-1-ends_on": ""}

    wrong = adviser.post(f"{PAGE}feiten/", sent)

    assert wrong.status_code == 422
    for words in ("Vul een heel getal in", "Vul bij dit contract de einddatum in", "De bieb", 'value="veel"'):
        assert words in main(wrong)
    with asking.as_adviser("aalten"):
        assert not MunicipalFact.objects.exists()
    right = sent | {"instroom_asiel": "1.200", "contracten-1-ends_on": "1-7-2027"}
    assert "4 van 4 vragen ingevuld" in main(adviser.post(f"{PAGE}feiten/", right, follow=True))


def test_a_guest_fills_in_once_admitted(asking):
    waiting = asking.guest(admitted=False)
    client, page = at_seat(asking, waiting), f"/doe-mee/{asking.session.code}/taken/"
    assert "spreekt nu niet namens" in main(client.get(page))
    refused = client.post(page, fields(client.get(page)) | {"T5-arrange": "LOKAAL"})
    assert refused.status_code == 409
    asking.admit(waiting)

    saved = client.post(page, fields(client.get(page)) | {"T5-arrange": "LOKAAL"}, follow=True)

    assert "Bewaard." in main(saved)
    with asking.as_adviser("aalten"):
        assert TaskPreference.objects.get().arrange == "LOKAAL"


def divided(room):
    for slug, scale in (("aalten", "LOKAAL"), ("doetinchem", "REGIONAAL"), ("winterswijk", "REGIONAAL")):
        room.share(slug, {1: 2})
        choose(room, TaskWish("T5", scale, "LOKAAL", f"Reden van {slug}"), slug=slug)
        give(room, GivenFact("instroom_asiel", FactValue(amount=40)), slug=slug)
    return room


def test_who_does_what_shows_counts_and_names_after_the_reveal(asking, django_assert_max_num_queries):
    divided(asking)
    adviser = signed_in(asking.world.adviser("aalten"))
    assert "Nog geen taakverdeling." in main(adviser.get(DIVISION))
    asking.close().reveal()

    with django_assert_max_num_queries(30):
        page = main(adviser.get(DIVISION))

    assert "Over geen van de 2 taken zijn de gemeenten het al eens." in strip_tags(page)
    wanted = ("Regelen: 1 lokaal en 2 regionaal.", "Doetinchem, Winterswijk", "Reden van aalten", "Keuze van Aalten")
    assert [words for words in wanted if words not in page] == []
    assert "Brede intake" not in main(adviser.get(f"{DIVISION}?toon=eens"))
    assert adviser.get(f"{DIVISION}?sessie=9").status_code == 404
    assert adviser.get("/regios/achterhoek/taakverdeling.xlsx")["Content-Type"].endswith("sheet")


def test_facts_lie_side_by_side_with_their_source(asking):
    divided(asking)
    adviser = signed_in(asking.world.adviser("aalten"))
    assert "nog niet getoond" in main(adviser.get(FACTS))
    assert adviser.get(f"{SESSION}uitkomsten/feiten.xlsx").status_code == 404
    asking.reveal()

    page = main(adviser.get(FACTS))

    assert "120 3 van 8" in " ".join(strip_tags(page).split())
    assert "Bron: opgave van de gemeenten zelf" in page
    assert asking.world.adviser("doetinchem").name not in page
    assert adviser.get(f"{SESSION}uitkomsten/feiten.xlsx")["Content-Type"].endswith("sheet")


def test_a_session_without_facts_says_so(room):
    page = signed_in(room.leader).get(FACTS)

    assert "vroeg geen feiten" in strip_tags(main(page))


def test_what_was_not_shared_stays_with_the_municipality(asking):
    divided(asking)
    choose(asking, TaskWish("T5", "BOVENREGIONAAL", "", "Nog niet delen"), slug="berkelland")
    asking.reveal()

    for who in ("projectleider", "adviseur-aalten", "adviseur-berkelland"):
        assert "Nog niet delen" not in main(signed_in(asking.world.users[who]).get(DIVISION))


def test_another_region_finds_nothing(asking):
    divided(asking).reveal()
    stranger = signed_in(factories.world("AM05").leader)

    assert {stranger.get(address).status_code for address in (DIVISION, FACTS)} == {404}
