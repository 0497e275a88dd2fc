"""Pages: one computation of a case; the calculator, which needs no case."""

from apps.benefits.views.calculation import calculation
from apps.benefits.views.calculator import calculator, sources

__all__ = ["calculation", "calculator", "sources"]
