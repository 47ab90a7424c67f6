"""Whether a municipality already knows somebody by number: one BSN and one V-nummer, one person."""

from inburgering import secrecy
from trajectories.actions.refusal import NotNow
from trajectories.models import Inburgeraar

DOUBLE_BSN = "Dit BSN hoort al bij traject {number}. Zoek dat traject op, of controleer het BSN"
DOUBLE_V_NUMBER = "Dit V-nummer hoort al bij traject {number}. Zoek dat traject op, of controleer het V-nummer"


def refuse_double(tenant: int, *, bsn: str = "", v_number: str = "", other_than: int | None = None) -> None:
    """Raise NotNow when another person of this organisation has the BSN or V-nummer."""
    for number, column, sentence, where in (
        (bsn, "bsn_index", DOUBLE_BSN, "bsn"),
        (v_number, "v_number_index", DOUBLE_V_NUMBER, "v_number"),
    ):
        if not number:
            continue
        same = Inburgeraar.objects.filter(organisation_id=tenant, **{column: secrecy.index(number, tenant=tenant)})
        if found := same.exclude(pk=other_than).first():
            trajectory = found.trajectories.order_by("-registered_on").first()
            raise NotNow(sentence.format(number=trajectory.number if trajectory else "(onbekend)"), where)
