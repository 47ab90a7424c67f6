"""What buying together must remember."""

from procurement.models.checkpoint import Checkpoint
from procurement.models.condition import ScenarioCondition
from procurement.models.reaction import Besluit, Reaction
from procurement.models.report import BoardReport, BoardReportDocument
from procurement.models.scenario import Assumption, Scenario, ScenarioComponent

__all__ = [
    "Assumption",
    "Besluit",
    "BoardReport",
    "BoardReportDocument",
    "Checkpoint",
    "Reaction",
    "Scenario",
    "ScenarioComponent",
    "ScenarioCondition",
]
