"""Pages of computations, of appeals and of rehearsals; the calculator, which needs no case."""

from apps.benefits.views.appeals import AppealView, CloseAppealView
from apps.benefits.views.calculation import calculation
from apps.benefits.views.calculator import calculator, sources
from apps.benefits.views.rehearsals import (
    corrections,
    discard,
    export_corrections,
    publish,
    rehearsal,
    rehearsal_new,
    rehearsals,
)

__all__ = [
    "AppealView",
    "CloseAppealView",
    "calculation",
    "calculator",
    "corrections",
    "discard",
    "export_corrections",
    "publish",
    "rehearsal",
    "rehearsal_new",
    "rehearsals",
    "sources",
]
