"""Pages of computations and of rehearsals."""

from apps.benefits.views.calculation import calculation
from apps.benefits.views.rehearsals import discard, publish, rehearsal, rehearsal_new, rehearsals

__all__ = ["calculation", "discard", "publish", "rehearsal", "rehearsal_new", "rehearsals"]
