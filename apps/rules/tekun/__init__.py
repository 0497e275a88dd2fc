"""特困供养: one person; conditions → self-care → standard and care subsidy."""

from .assessment import TekunAssessment, assess_tekun

__all__ = ["TekunAssessment", "assess_tekun"]
