"""Views ask the QuerySet what this user may see; no other door to the tables exists there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIEWS = sorted(path for app in ("regions", "procurement", "trajectories") for path in ROOT.glob(f"{app}/views/*.py"))
ALLOWED = {"for_user", "for_seat", "for_link"}
# Public, or found before anybody is known: each with its reason.
EXCEPTIONS = {
    ("trajectories/views/demonstration.py", "User"),  # invented people only; filtered on is_demonstration
    ("trajectories/views/demonstration.py", "Region"),  # the region itself is public reference data
}


def unscoped(source: str) -> Iterator[str]:
    """Yield the names X of every `X.objects` that is not followed at once by an allowed word."""
    tree = ast.parse(source)
    scoped = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ALLOWED and isinstance(node.value, ast.Attribute)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in scoped:
            yield node.value.id if isinstance(node.value, ast.Name) else ast.unparse(node.value)


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_every_query_in_a_view_is_scoped(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()

    found = [model for model in unscoped(path.read_text()) if (name, model) not in EXCEPTIONS]

    assert found == []


def test_the_check_bites() -> None:
    assert list(unscoped("Thing.objects.filter(pk=1)")) == ["Thing"]
    assert list(unscoped("get_object_or_404(Thing, pk=1); Thing.objects.for_user(u, to=p).get()")) == []


def test_views_never_fetch_a_model_class_directly() -> None:
    """get_object_or_404(Model, …) would use the unscoped manager."""
    offenders = []
    for path in VIEWS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"get_object_or_404", "get_list_or_404"}:
                first = node.args[0]
                if isinstance(first, ast.Name) and first.id[0].isupper():
                    offenders.append(f"{path.name}: {first.id}")

    assert offenders == []
