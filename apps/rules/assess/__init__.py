"""测算: count members → income → uplift → judge → single person; one household, all programmes."""

from .assessment import Assessment, assess
from .judge import Judgement, Totals, judge

__all__ = ["Assessment", "Judgement", "Totals", "assess", "judge"]
