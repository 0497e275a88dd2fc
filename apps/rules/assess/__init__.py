"""测算: count members → income → uplift → judge → single person; one household, all programmes."""

from .assessment import Assessment, answer, assess
from .judge import Judgement, Totals, judge
from .work import Work, work_out

__all__ = ["Assessment", "Judgement", "Totals", "Work", "answer", "assess", "judge", "work_out"]
