"""Computations, decisions, awards; rehearsals of standards and what came of them; reasons for differences in replay."""

from apps.benefits.models.awards import (
    Assessment,
    Award,
    AwardAmount,
    AwardMember,
    Decision,
    FoundByPeople,
    IdRange,
    MonthRange,
    Opinion,
    whole_months,
)
from apps.benefits.models.rehearsals import (
    CorrectionProposal,
    Group,
    RecalculationRow,
    Rehearsal,
    RehearsalRow,
    RehearsalState,
    ReplayReason,
)

__all__ = [
    "Assessment",
    "Award",
    "AwardAmount",
    "AwardMember",
    "CorrectionProposal",
    "Decision",
    "FoundByPeople",
    "Group",
    "IdRange",
    "MonthRange",
    "Opinion",
    "RecalculationRow",
    "Rehearsal",
    "RehearsalRow",
    "RehearsalState",
    "ReplayReason",
    "whole_months",
]
