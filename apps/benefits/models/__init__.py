"""Computations, decisions, appeals against them, awards; rehearsals of standards and what came of them; reasons for differences in replay."""

from apps.benefits.models.appeals import Appeal, AppealKind, AppealOutcome
from apps.benefits.models.claimant import ORGANISATIONS, Claimant, ClaimantRelation
from apps.benefits.models.decisions import Assessment, Choice, Decision, FoundByPeople, Opinion, SingleChoice
from apps.benefits.models.ledger import (
    ONE_TIME,
    Award,
    AwardAmount,
    AwardMember,
    IdRange,
    Kind,
    MonthRange,
    whole_months,
)
from apps.benefits.models.one_time import OneTimeGroup, OneTimeRound, OneTimeShare, RoundState
from apps.benefits.models.recovery import (
    RecoveryMonth,
    RecoveryOrder,
    RecoveryPlan,
    RecoveryReceipt,
    RecoveryState,
    SetOffDecision,
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
    "ONE_TIME",
    "ORGANISATIONS",
    "Appeal",
    "AppealKind",
    "AppealOutcome",
    "Assessment",
    "Award",
    "AwardAmount",
    "AwardMember",
    "Choice",
    "Claimant",
    "ClaimantRelation",
    "CorrectionProposal",
    "Decision",
    "FoundByPeople",
    "Group",
    "IdRange",
    "Kind",
    "MonthRange",
    "OneTimeGroup",
    "OneTimeRound",
    "OneTimeShare",
    "Opinion",
    "RecalculationRow",
    "RecoveryMonth",
    "RecoveryOrder",
    "RecoveryPlan",
    "RecoveryReceipt",
    "RecoveryState",
    "Rehearsal",
    "RehearsalRow",
    "RehearsalState",
    "ReplayReason",
    "RoundState",
    "SetOffDecision",
    "SingleChoice",
    "whole_months",
]
