"""Computations, decisions, awards; rehearsals of standards and what came of them; reasons for differences in replay."""

from apps.benefits.models.awards import (
    Assessment,
    Award,
    AwardAmount,
    AwardMember,
    Choice,
    Decision,
    FoundByPeople,
    IdRange,
    Kind,
    MonthRange,
    Opinion,
    SingleChoice,
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
    "Choice",
    "CorrectionProposal",
    "Decision",
    "FoundByPeople",
    "Group",
    "IdRange",
    "Kind",
    "MonthRange",
    "Opinion",
    "RecalculationRow",
    "Rehearsal",
    "RehearsalRow",
    "RehearsalState",
    "ReplayReason",
    "SingleChoice",
    "whole_months",
]
