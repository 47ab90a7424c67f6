"""What buying together must remember."""

from procurement.models.checkpoint import Checkpoint
from procurement.models.condition import ScenarioCondition
from procurement.models.contract import Contract, ContractParty, StartMoment
from procurement.models.reaction import Besluit, Reaction
from procurement.models.report import BoardReport, BoardReportDocument
from procurement.models.scenario import Assumption, Scenario, ScenarioComponent

__all__ = [
    "Assumption",
    "Besluit",
    "BoardReport",
    "BoardReportDocument",
    "Checkpoint",
    "Contract",
    "ContractParty",
    "Reaction",
    "Scenario",
    "ScenarioComponent",
    "ScenarioCondition",
    "StartMoment",
]
