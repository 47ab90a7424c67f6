"""What buying together must remember."""

from procurement.models.condition import ScenarioCondition
from procurement.models.report import BoardReport, BoardReportDocument
from procurement.models.scenario import Assumption, Scenario, ScenarioComponent

__all__ = ["Assumption", "BoardReport", "BoardReportDocument", "Scenario", "ScenarioComponent", "ScenarioCondition"]
