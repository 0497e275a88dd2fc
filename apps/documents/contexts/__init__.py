"""What stands on each paper: one frozen dataclass per kind, written as JSON when the paper is issued.

A context holds what is printed and nothing else: names, masked numbers, amounts, days, sentences. The notices
hold only what may be posted (民发〔2021〕57号 第二十四条). `papers.py` says which kind has which context.
"""

from apps.documents.contexts.acceptance import AcceptanceSlip, MissingItem, SupplementNotice
from apps.documents.contexts.adjustment import AdjustmentLetter, OverpaidMonth, ReviewForm, TaperMonth
from apps.documents.contexts.calculation import (
    Calculation,
    CalculationLine,
    EquationTerm,
    OpenPoint,
    StandardUsed,
    calculation_lines,
    equation_terms,
)
from apps.documents.contexts.decision import (
    AmountPart,
    DecisionLetter,
    DenialLetter,
    DenialReason,
    MemberLine,
)
from apps.documents.contexts.head import Head
from apps.documents.contexts.notices import (
    Announcement,
    Contact,
    NoticeEntry,
    Place,
    PublicNotice,
)
from apps.documents.contexts.recovery import Instalment, RecoveryLetter, SetOffLetter
from apps.documents.contexts.self_care import IndicatorLine, SelfCareForm
from apps.documents.contexts.sheet import Pair, Sheet, SheetPart

__all__ = [
    "AcceptanceSlip",
    "AdjustmentLetter",
    "AmountPart",
    "Announcement",
    "Calculation",
    "CalculationLine",
    "Contact",
    "DecisionLetter",
    "DenialLetter",
    "DenialReason",
    "EquationTerm",
    "Head",
    "IndicatorLine",
    "Instalment",
    "MemberLine",
    "MissingItem",
    "NoticeEntry",
    "OpenPoint",
    "OverpaidMonth",
    "Pair",
    "Place",
    "PublicNotice",
    "RecoveryLetter",
    "ReviewForm",
    "SelfCareForm",
    "SetOffLetter",
    "Sheet",
    "SheetPart",
    "StandardUsed",
    "SupplementNotice",
    "TaperMonth",
    "calculation_lines",
    "equation_terms",
]
