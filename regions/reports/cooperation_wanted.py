"""What municipalities want per component, from the tasks they chose a scale for in the session of the proposal."""

from regions.models import SubregionProposal, TaskPreference
from regions.rules.components import COMPONENT_TASKS, Component, Scale


def wanted_scales(proposal: SubregionProposal) -> dict[Component, dict[str, Scale]]:
    """Return per component the scale at which each municipality wants it arranged, by CBS code; no opinion is absent.

    Row-level security decides whose choices are among them.
    """
    components = {task: component for component, task in COMPONENT_TASKS.items()}
    rows = TaskPreference.objects.filter(
        sheet__session_id=proposal.session_id, sheet__shared_at__isnull=False, task__in=components
    ).exclude(arrange="")
    found: dict[Component, dict[str, Scale]] = {component: {} for component in Component}
    for task, code, scale in rows.values_list("task", "sheet__municipality__code", "arrange"):
        found[components[task]][code] = Scale(scale)
    return found
