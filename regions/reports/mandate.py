"""Who of a municipality may do what with its answers, in words."""

from inburgering.accounts.models import Membership
from inburgering.accounts.roles import LABELS, Permission, Role, roles_with
from inburgering.notation import listing

ACTS = {
    Permission.VIEW_ANSWERS: "De antwoorden van de gemeente bekijken",
    Permission.GIVE_ANSWERS: "Antwoorden namens de gemeente",
    Permission.SETTLE_ANSWERS: "Ambtelijk afstemmen",
    Permission.ADOPT_ANSWERS: "Bestuurlijk vaststellen",
    Permission.ADMIT_SEAT: "Deelnemers toelaten",
}


def who_can(organisation_id: int, permission: Permission, act: str = "") -> str:
    """Return 'Bestuurlijk vaststellen kan alleen: Wethouder van Aalten.', as far as whoever asks may see.

    `act` replaces the usual word for what is done. When nobody holds the permission yet, the roles are named.
    """
    roles = roles_with(permission)
    holders = Membership.objects.filter(organisation_id=organisation_id, role__in=roles).select_related("user")
    names = sorted({_named(one) for one in holders})
    act = act or ACTS[permission]
    if names:
        return f"{act} kan alleen: {listing(names)}."
    return f"{act} kan alleen als {listing([LABELS[Role(role)] for role in roles])}. Die rol heeft hier nu niemand."


def plain_name(audit_name: str) -> str:
    """Return the name of whoever acted without address or seat: `M. Jansen <m@x.nl>` becomes `M. Jansen`."""
    return audit_name.split(" <")[0].split(" (plek")[0]


def _named(membership: Membership) -> str:
    name, role = membership.user.name, membership.get_role_display()
    return name if role in name.lower() else f"{name} ({role})"
