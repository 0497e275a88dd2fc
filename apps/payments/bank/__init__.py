"""How a bank is told and how it answers: the layouts of its files, apart from everything that is owed.

A bank with another layout gets a module like `tianjin` and a line in `LAYOUTS`; nothing else knows how a file is written.
"""

from apps.payments.bank import tianjin
from apps.payments.bank.lines import Answer, Heading, Layout, Order

LAYOUTS: dict[str, Layout] = {tianjin.LAYOUT.code: tianjin.LAYOUT}
DEFAULT = tianjin.LAYOUT.code

__all__ = ["DEFAULT", "LAYOUTS", "Answer", "Heading", "Layout", "Order"]
