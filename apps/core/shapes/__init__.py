"""What the components of the pages draw: frozen dataclasses that queries build and templates only read.

Nothing here reads the database, the clock or the user. Words are Chinese and complete; a template adds none.
`side` is always one of "residence", "hukou", "district" or "".
"""

from apps.core.shapes.amounts import (
    ApprovalChain,
    ChainLink,
    Equation,
    EquationTerm,
    Ledger,
    LedgerLine,
    LedgerPart,
    OpenPoint,
    Proof,
    ProofRow,
    StandardUsed,
)
from apps.core.shapes.case import (
    ActionItem,
    ActionPanel,
    FactRow,
    FactsTable,
    NotYours,
    Rail,
    RailColumn,
    RailStop,
    Ruler,
    RulerCell,
    RulerLabel,
    TimelineEntry,
)
from apps.core.shapes.common import (
    DISTRICT,
    HUKOU,
    RESIDENCE,
    Link,
)
from apps.core.shapes.frame import (
    Frame,
    Identity,
    NavGroup,
    NavItem,
)
from apps.core.shapes.lists import (
    Crumb,
    Empty,
    Figure,
    FormStep,
    GridColumn,
    PagerInfo,
    Problem,
    SavedView,
    Strip,
)

__all__ = [
    "DISTRICT",
    "HUKOU",
    "RESIDENCE",
    "ActionItem",
    "ActionPanel",
    "ApprovalChain",
    "ChainLink",
    "Crumb",
    "Empty",
    "Equation",
    "EquationTerm",
    "FactRow",
    "FactsTable",
    "Figure",
    "FormStep",
    "Frame",
    "GridColumn",
    "Identity",
    "Ledger",
    "LedgerLine",
    "LedgerPart",
    "Link",
    "NavGroup",
    "NavItem",
    "NotYours",
    "OpenPoint",
    "PagerInfo",
    "Problem",
    "Proof",
    "ProofRow",
    "Rail",
    "RailColumn",
    "RailStop",
    "Ruler",
    "RulerCell",
    "RulerLabel",
    "SavedView",
    "StandardUsed",
    "Strip",
    "TimelineEntry",
]
