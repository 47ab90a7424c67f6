"""What the region must remember."""

from regions.models.answer import Answer, AnswerSheet, MunicipalAnswer
from regions.models.conversation import AgreedAction, FacilitatorNote, FrozenStand, Minute
from regions.models.cooperation import CooperationPlan, MunicipalWish, Participation, Standpunt
from regions.models.demand import ExpectedInflow
from regions.models.inventory import MunicipalFact, Scale, TaskPreference
from regions.models.invitation import Invitation
from regions.models.municipality import Municipality, Neighbour, Population
from regions.models.process import (
    Interlude,
    PartnerConversation,
    Principle,
    PrincipleAdoption,
    PrincipleTest,
    Process,
)
from regions.models.realised import CountRelease, PeriodKind, RealisedCount, RealisedTotal
from regions.models.region import Region, RegionMembership, Tile
from regions.models.robustness import RobustnessRun
from regions.models.session_export import SessionExport
from regions.models.signaal import Signaal
from regions.models.subregion import Placement, SubregionProposal
from regions.models.work_session import LibraryStatement, Seat, Statement, StatementWording, WorkSession

__all__ = [
    "AgreedAction",
    "Answer",
    "AnswerSheet",
    "CooperationPlan",
    "CountRelease",
    "ExpectedInflow",
    "FacilitatorNote",
    "FrozenStand",
    "Interlude",
    "Invitation",
    "LibraryStatement",
    "Minute",
    "MunicipalAnswer",
    "MunicipalFact",
    "MunicipalWish",
    "Municipality",
    "Neighbour",
    "Participation",
    "PartnerConversation",
    "PeriodKind",
    "Placement",
    "Population",
    "Principle",
    "PrincipleAdoption",
    "PrincipleTest",
    "Process",
    "RealisedCount",
    "RealisedTotal",
    "Region",
    "RegionMembership",
    "RobustnessRun",
    "Scale",
    "Seat",
    "SessionExport",
    "Signaal",
    "Standpunt",
    "Statement",
    "StatementWording",
    "SubregionProposal",
    "TaskPreference",
    "Tile",
    "WorkSession",
]
