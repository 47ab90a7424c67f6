"""Who works for a demonstration region: invented people, one for each role worth looking through."""

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import Actor
from regions.models import Region

DOMAIN = "voorbeeld.invalid"  # RFC 2606: no mail can ever arrive


@dataclass(frozen=True, slots=True)
class Part:
    """A role to look through, in the region itself or in one of its municipalities."""

    key: str
    name: str
    role: Role
    municipality_code: str | None = None


def address(region: Region, key: str) -> str:
    return f"{key}@{region.slug}.{DOMAIN}"


def members(region: Region) -> list[User]:
    """Return the demonstration users of a region, in the order in which they were made."""
    return list(User.objects.filter(is_demonstration=True, email__endswith=f"@{region.slug}.{DOMAIN}").order_by("id"))


def colleagues(user: User) -> list[User]:
    """Return the demonstration users of the same region as this one, itself included."""
    domain = user.email.split("@")[-1]
    return list(User.objects.filter(is_demonstration=True, email__endswith=f"@{domain}").order_by("id"))


@transaction.atomic
def form(*, region: Region, parts: list[Part], by: Actor) -> list[User]:
    """Make the users of a demonstration region and give each their role.

    The database itself refuses membership of an organisation that is not marked as demonstration.
    """
    made = []
    for part in parts:
        user = User.objects.create_user(address(region, part.key), name=part.name)
        user.is_demonstration = True
        user.save(update_fields=["is_demonstration"])
        _join(user, _organisation(region, part), part.role)
        made.append(user)
    return made


def _organisation(region: Region, part: Part) -> Organisation:
    if part.municipality_code is None:
        return region.organisation
    return region.memberships.get(municipality__code=part.municipality_code).municipality.organisation


def _join(user: User, organisation: Organisation, role: Role) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, %s)", [user.pk, organisation.pk, role.value])


def parts_for(region: Region, on: date) -> list[Part]:
    """Return a team to try an empty region with: a project leader, and an adviser and an alderman per municipality."""
    parts = [Part("projectleider", "Projectleider", Role.PROJECT_LEADER)]
    for municipality in region.municipalities_on(on):
        adviser, alderman = f"adviseur-{municipality.slug}", f"wethouder-{municipality.slug}"
        parts.append(Part(adviser, f"Beleidsadviseur {municipality.name}", Role.POLICY_ADVISER, municipality.code))
        parts.append(Part(alderman, f"Wethouder van {municipality.name}", Role.ALDERMAN, municipality.code))
    return parts
