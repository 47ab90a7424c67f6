"""The process note: its principles (uitgangspunten), who adopted them, and which statements test them."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.notation import count, listing
from regions.actions.process import locked, not_in_the_future
from regions.actions.refusal import Changed, NotNow
from regions.models import (
    LibraryStatement,
    Municipality,
    Principle,
    PrincipleAdoption,
    PrincipleTest,
    Process,
    Statement,
)


@transaction.atomic
def add(*, process: Process, text: str, theme: str, by: Actor) -> Principle:
    """Add a principle to the process note, with the next number."""
    process = locked(process)
    highest = process.principles.aggregate(Max("number"))["number__max"] or 0
    principle = Principle.objects.create(
        organisation_id=process.organisation_id, process=process, number=highest + 1, text=text, theme=theme
    )
    record("principle.added", by=by, about=principle, organisation_id=principle.organisation_id, text=text)
    return principle


@transaction.atomic
def change(*, principle: Principle, text: str, theme: str, expected_version: int, by: Actor) -> Principle:
    """Give a principle another text or theme. The text stands once a municipality adopted it."""
    current = _locked(principle)
    if current.version != expected_version:
        raise Changed("Een collega heeft dit uitgangspunt net gewijzigd. Kijk welke tekst blijft", current)
    if text != current.text:
        _refuse_adopted(current, "De tekst blijft daarom staan. Maak van een andere tekst een nieuw uitgangspunt.")
    current.text, current.theme = text, theme
    current.version += 1
    current.save(update_fields=["text", "theme", "version"])
    record("principle.changed", by=by, about=current, organisation_id=current.organisation_id, text=text, theme=theme)
    return current


@transaction.atomic
def remove(*, principle: Principle, by: Actor) -> None:
    """Take a principle out of the note; refused once a municipality adopted it. The others keep their numbers."""
    current = _locked(principle)
    _refuse_adopted(current, "Trek eerst elke vaststelling in.")
    record("principle.removed", by=by, about=current, organisation_id=current.organisation_id, text=current.text)
    current.delete()


@transaction.atomic
def adopt(
    *,
    process: Process,
    principles: Sequence[Principle],
    municipalities: Sequence[Municipality],
    adopted_on: date,
    body: str,
    by: Actor,
) -> int:
    """Keep that these municipalities adopted these principles on this day; return how many adoptions that are.

    A municipality that had adopted one of them before gets this day and body instead: that corrects a mistake.
    """
    not_in_the_future(adopted_on, "De datum van vaststelling")
    process = locked(process)
    members = {one.pk for one in process.region.municipalities_on(timezone.localdate())}
    strangers = [one.name for one in municipalities if one.pk not in members]
    if strangers:
        raise NotNow(f"{listing(strangers)} hoort niet bij regio {process.region.name}.")
    if any(principle.process_id != process.pk for principle in principles):
        raise NotNow("Kies uitgangspunten van dit proces.")
    rows = [
        PrincipleAdoption(
            organisation_id=process.organisation_id,
            principle=principle,
            municipality=municipality,
            adopted_on=adopted_on,
            body=body,
        )
        for principle in principles
        for municipality in municipalities
    ]
    _keep(rows)
    record(
        "principles.adopted",
        by=by,
        about=process,
        organisation_id=process.organisation_id,
        principles=[one.number for one in principles],
        municipalities=[one.code for one in municipalities],
        adopted_on=adopted_on.isoformat(),
        body=body,
    )
    return len(rows)


@transaction.atomic
def withdraw_adoption(*, principle: Principle, municipality: Municipality, by: Actor) -> None:
    """Take back that a municipality adopted a principle, because it was entered by mistake or was revoked."""
    removed, _ = PrincipleAdoption.objects.filter(principle=principle, municipality=municipality).delete()
    if not removed:
        raise NotNow(f"{municipality.name} stelde uitgangspunt {principle.number} niet vast.")
    record("principle.adoption_withdrawn", by=by, about=principle, organisation_id=principle.organisation_id,
           municipality=municipality.code)  # fmt: skip


@transaction.atomic
def link_test(*, principle: Principle, key: str, agreeing_supports: bool, by: Actor) -> PrincipleTest:
    """Let a statement test the principle; linking it again turns the direction."""
    known = LibraryStatement.objects.filter(key=key).exists()
    if not known and not Statement.objects.filter(key=key, organisation_id=principle.organisation_id).exists():
        raise NotNow("Deze stelling staat niet in de bibliotheek en in geen enkele werksessie. Kies een andere.")
    test, _ = PrincipleTest.objects.update_or_create(
        organisation_id=principle.organisation_id,
        principle=principle,
        key=key,
        defaults={"agreeing_supports": agreeing_supports},
    )
    record("principle.test_linked", by=by, about=principle, organisation_id=principle.organisation_id, key=key,
           agreeing_supports=agreeing_supports)  # fmt: skip
    return test


@transaction.atomic
def unlink_test(*, principle: Principle, key: str, by: Actor) -> None:
    removed, _ = PrincipleTest.objects.filter(principle=principle, key=key).delete()
    if not removed:
        raise NotNow("Deze stelling toetst dit uitgangspunt niet.")
    record("principle.test_unlinked", by=by, about=principle, organisation_id=principle.organisation_id, key=key)


def _locked(principle: Principle) -> Principle:
    # The process first: adopting holds that same lock, so a text cannot change while it is being adopted.
    locked(principle.process)
    return Principle.objects.select_for_update(of=("self",), no_key=True).get(pk=principle.pk)


def _refuse_adopted(principle: Principle, so: str) -> None:
    adopted = principle.adoptions.count()
    if adopted:
        many = count(adopted, "gemeente heeft", "gemeenten hebben")
        raise NotNow(f"{many} uitgangspunt {principle.number} al vastgesteld. {so}")


def _keep(rows: Sequence[PrincipleAdoption]) -> None:
    PrincipleAdoption.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "principle", "municipality"],
        update_fields=["adopted_on", "body"],
    )
