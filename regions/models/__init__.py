"""What the region must remember."""

from regions.models.answer import Answer, AnswerSheet, MunicipalAnswer
from regions.models.demand import ExpectedInflow
from regions.models.municipality import Municipality, Neighbour, Population
from regions.models.region import Region, RegionMembership, Tile
from regions.models.subregion import Placement, SubregionProposal
from regions.models.work_session import LibraryStatement, Seat, Statement, WorkSession

__all__ = [
    "Answer",
    "AnswerSheet",
    "ExpectedInflow",
    "LibraryStatement",
    "MunicipalAnswer",
    "Municipality",
    "Neighbour",
    "Placement",
    "Population",
    "Region",
    "RegionMembership",
    "Seat",
    "Statement",
    "SubregionProposal",
    "Tile",
    "WorkSession",
]
