"""Pages of computations and of rehearsals; the calculator, which needs no case."""

from apps.benefits.views.calculation import calculation
from apps.benefits.views.calculator import calculator, sources
from apps.benefits.views.rehearsals import discard, publish, rehearsal, rehearsal_new, rehearsals

__all__ = [
    "calculation",
    "calculator",
    "discard",
    "publish",
    "rehearsal",
    "rehearsal_new",
    "rehearsals",
    "sources",
]
