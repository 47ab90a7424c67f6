"""Whether somebody may speak for a municipality about the cooperation: its own people, or who leads the region."""

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor
from regions.actions.refusal import NotNow
from regions.models import Municipality
from regions.reports.mandate import who_can

ACT = "Een wens of standpunt geven"


def speaks_for(organisation_id: int | None, permission: Permission, actor: Actor) -> bool:
    own = Organisation.objects.filter(pk=organisation_id)
    return isinstance(actor, User) and own.where(actor, permission).exists()


def must_speak_for(municipality: Municipality, host_id: int, actor: Actor) -> None:
    """Raise NotNow with who can, unless this person speaks for the municipality or leads the region."""
    own = speaks_for(municipality.organisation_id, Permission.TAKE_STANDPUNT, actor)
    if not (own or speaks_for(host_id, Permission.PROPOSE_SUBREGIONS, actor)):
        raise NotNow(who_can(municipality.organisation_id or 0, Permission.TAKE_STANDPUNT, ACT))
