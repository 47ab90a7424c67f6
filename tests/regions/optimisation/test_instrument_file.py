"""What is wrong with a problem file is said in Dutch, with the field and how to mend it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from regions.optimisation.instrument.fields import WrongInput
from regions.optimisation.instrument.problem_file import LARGEST_FILE, read_problem

TWO = [{"id": "A", "features": [0, 1]}, {"id": "B", "features": [2, 3]}]
BARE = [{"id": "A"}, {"id": "B"}]


def refusal(problem: Any) -> str:
    with pytest.raises(WrongInput) as wrong:
        read_problem(problem if isinstance(problem, bytes) else json.dumps(problem).encode())
    return str(wrong.value)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"units": []}, "‘units’ heeft 0 eenheden. Geef er 1 tot en met 25; deel meer eerst op."),
        ({"units": [{"id": str(at), "features": [at]} for at in range(26)]}, "‘units’ heeft 26 eenheden."),
        ({"units": {"A": 1}}, "‘units’ is geen lijst."),
        ({"units": [1]}, "units[0] is geen object."),
        ({"units": [{"features": [1]}]}, "‘units[0].id’ ontbreekt."),
        ({"units": [{"id": 7, "features": [1]}]}, "‘units[0].id’ moet leesbare tekst zijn"),
        ({"units": [{"id": "\ud800", "features": [1]}]}, "‘units[0].id’ moet leesbare tekst zijn"),
        ({"units": [TWO[0], TWO[0]]}, "‘units’ noemt ‘A’ twee keer."),
        ({"units": [TWO[0], {"id": "B", "features": [1]}]}, "‘units[1].features’ heeft 1 getallen"),
        ({"units": [TWO[0], {"id": "B"}]}, "‘units[1].features’ is geen lijst."),
        ({"units": [TWO[0], {"id": "B", "features": [1, None]}]}, "‘units[1].features’ is geen getal."),
        ({"units": [TWO[0], {"id": "B", "features": [1, True]}]}, "‘units[1].features’ is geen getal."),
        ({"units": [TWO[0], {"id": "B", "features": [1, 1e300]}]}, "‘units[1].features’ valt buiten de grenzen."),
        ({"units": [TWO[0], TWO[1] | {"weight": 3}]}, "‘units[0].weight’ ontbreekt."),
        ({"units": [TWO[0] | {"weight": -1}, TWO[1] | {"weight": 3}]}, "‘units[0].weight’ valt buiten de grenzen."),
        ({"units": [{"id": "A", "featurs": [1]}]}, "onbekend veld ‘featurs’. Bedoel je ‘features’?"),
        ({"edgse": []}, "Het bestand heeft een onbekend veld ‘edgse’. Bedoel je ‘edges’?"),
        ({"distances": [[0, 1], [1, 0]]}, "Er staan er nu 2: distances en units[].features."),
        ({"units": BARE}, "Geef óf ‘features’ per eenheid, óf ‘distances’"),
        ({"units": BARE, "distances": [[0, 1]]}, "‘distances’ moet 2 rijen van 2 getallen hebben"),
        ({"units": BARE, "distances": [[0, 1], [2, 0]]}, "‘distances[1][0]’ en ‘distances[0][1]’ verschillen."),
        ({"units": BARE, "distances": [[1, 1], [1, 0]]}, "‘distances[0][0]’ moet 0 zijn"),
        ({"units": BARE, "distances": [[0, -1], [-1, 0]]}, "‘distances[0]’ valt buiten de grenzen."),
        ({"contiguous": True}, "‘contiguous’ is true, maar ‘edges’ ontbreekt."),
        ({"contiguous": "ja"}, "‘contiguous’ moet true of false zijn"),
        ({"edges": [["A", "Z"]]}, "‘edges[0]’ noemt ‘Z’, maar dat id staat niet in ‘units’."),
        ({"edges": [["A", "A"]]}, "‘edges[0]’ moet minstens twee verschillende id's noemen."),
        ({"must_apart": [["A"]]}, "‘must_apart[0]’ moet minstens twee verschillende id's noemen."),
        ({"must_together": ["AB"]}, "‘must_together[0]’ is geen lijst."),
        ({"k": 0}, "‘k’ moet een heel getal van 1 tot en met 25 zijn."),
        ({"k": 2.5}, "‘k’ moet een heel getal van 1 tot en met 25 zijn."),
        ({"k": [3, 2]}, "‘k’ loopt van 3 tot 2. Zet het laagste getal voorop."),
        ({"k": [1, 2, 3]}, "‘k’ moet één getal zijn, of een laagste en een hoogste"),
        ({"minimum_weight": "veel"}, "‘minimum_weight’ is geen getal."),
        ({"alternatives": 101}, "‘alternatives’ moet een heel getal van 0 tot en met 100 zijn."),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(change: dict[str, Any], sentence: str) -> None:
    assert sentence in refusal({"units": TWO, "k": 1} | change)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"units": [', "Het bestand is geen JSON. Kijk naar de komma's en haken op regel 1, teken 12."),
        (b"", "Het bestand is geen JSON."),
        (b"\xff\xfe\x00\xd8", "Het bestand is geen"),
        (b"[1]", "Het bestand is geen object."),
        (b'{"units": []}', "Het veld ‘k’ ontbreekt. Voeg het toe."),
        (b'{"k": 1, "k": 2}', "Het veld ‘k’ staat er twee keer."),
        (b'{"k": NaN}', "Het bestand bevat NaN."),
        (b'{"k": ' + b"9" * 5000 + b"}", "Het bestand bevat een te lang getal."),
        (b"[" * 200_000, "Het bestand heeft te veel haken in elkaar."),
        (b" " * (LARGEST_FILE + 1), "Het bestand is groter dan 2 MB."),
    ],
    ids=["cut", "empty", "binary", "list", "no-k", "double", "nan", "digits", "deep", "large"],
)
def test_a_wrong_file_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_the_command_prints_json_for_a_problem(tmp_path: Path) -> None:
    file, out = tmp_path / "probleem.json", StringIO()
    file.write_text(json.dumps({"units": TWO, "k": [1, 2]}))

    call_command("solve_partition", str(file), stdout=out)

    found = json.loads(out.getvalue())
    assert [one["status"] for one in found["outcomes"]] == ["proven", "proven"]
    assert [one["division"]["score"] for one in found["outcomes"]] == [4.0, 0.0]


@pytest.mark.parametrize("content", [None, b'{"k": 1}'], ids=["no-file", "no-units"])
def test_the_command_ends_with_2_on_wrong_input(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "probleem.json"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError) as wrong:
        call_command("solve_partition", str(file))

    assert wrong.value.returncode == 2
    assert ("niet te lezen" if content is None else "‘units’ ontbreekt") in str(wrong.value)
