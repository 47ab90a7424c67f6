"""Everything that is remembered about one person's road."""

from trajectories.models.conversation import (
    Appointment,
    ContactForm,
    Conversation,
    ConversationRevision,
    Draft,
    FollowUp,
    TrajectorySignal,
)
from trajectories.models.course import (
    CoursePlacement,
    ExamResult,
    HoursMonth,
    ModuleMap,
    Ontzorgen,
    Participatieverklaring,
    PortfolioItem,
    PortfolioShare,
)
from trajectories.models.exchange import DuoEvent, Handover, HandoverContent, ImportedRow, ImportRun
from trajectories.models.file import PersonFile
from trajectories.models.intake import BredeIntake, IntakePart, Leerbaarheidstoets, RouteConsequence, SnuffelImpression
from trajectories.models.person import Betrokkene, Household, Inburgeraar, Indeling, IndelingPeriod
from trajectories.models.pip import Pip, PipAction, PipGoal
from trajectories.models.retention import Destruction, DestructionItem, KeptCount, RetentionHold
from trajectories.models.team import Absence, BulkAct, CalendarFeed, CaseloadNorm, SavedView, Team, TeamMember
from trajectories.models.trajectory import DossierOpening, HealthRemark, Leerroute, Outcome, Phase, Trajectory

__all__ = [
    "Absence",
    "Appointment",
    "Betrokkene",
    "BredeIntake",
    "BulkAct",
    "CalendarFeed",
    "CaseloadNorm",
    "ContactForm",
    "Conversation",
    "ConversationRevision",
    "CoursePlacement",
    "Destruction",
    "DestructionItem",
    "DossierOpening",
    "Draft",
    "DuoEvent",
    "ExamResult",
    "FollowUp",
    "Handover",
    "HandoverContent",
    "HealthRemark",
    "HoursMonth",
    "Household",
    "ImportRun",
    "ImportedRow",
    "Inburgeraar",
    "Indeling",
    "IndelingPeriod",
    "IntakePart",
    "KeptCount",
    "Leerbaarheidstoets",
    "Leerroute",
    "ModuleMap",
    "Ontzorgen",
    "Outcome",
    "Participatieverklaring",
    "PersonFile",
    "Phase",
    "Pip",
    "PipAction",
    "PipGoal",
    "PortfolioItem",
    "PortfolioShare",
    "RetentionHold",
    "RouteConsequence",
    "SavedView",
    "SnuffelImpression",
    "Team",
    "TeamMember",
    "Trajectory",
    "TrajectorySignal",
]  # fmt: skip
