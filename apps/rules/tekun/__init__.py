"""特困供养: one person; conditions → self-care → standard and care subsidy."""

from .assessment import TekunAssessment, assess_tekun
from .work import self_care_level_of

__all__ = ["TekunAssessment", "assess_tekun", "self_care_level_of"]
