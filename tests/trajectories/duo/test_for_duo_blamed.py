"""What a person judged about PVT and MAP stands beside its date, in DUO's words, and only when somebody judged."""

from __future__ import annotations

import pytest

from inburgering.accounts.context import as_user
from tests.people import Casework
from tests.whole_person import whole_person
from trajectories.models import ModuleMap, Participatieverklaring
from trajectories.reports import for_duo


@pytest.mark.parametrize(("blamed", "told"), [(None, []), (True, ["Ja", "Ja"]), (False, ["Nee", "Nee"])])
def test_what_was_judged_is_told(work: Casework, blamed: bool | None, told: list[str]) -> None:
    person = whole_person(work)
    with as_user(work.bakker.pk):
        for model in (ModuleMap, Participatieverklaring):
            model.objects.filter(trajectory=person.trajectory).update(blamed=blamed)
        parts = for_duo.build(person.trajectory).parts

    fields = [field for part in parts if part.title == "MAP, PVT en Z-route" for field in part.fields]
    assert [field.value for field in fields if field.name == "verwijtbaar"] == told
    names = [field.name for field in fields]
    if told:
        assert names[names.index("datumOndertekeningPvt") + 1] == "verwijtbaar"
