"""How a takeover stands: its sum, its errors, and those who were left out with the reason."""

import json
from dataclasses import dataclass
from typing import Any

from apps.core.moment import one_moment
from apps.core.shapes import Figure, Proof, ProofRow
from apps.journal.models import Run
from apps.reviews.models import Takeover
from apps.reviews.register import HouseholdRead, marked_copy

SHOWN = 100


@dataclass(frozen=True, slots=True)
class TakeoverPage:
    takeover: Takeover
    figures: tuple[Figure, ...]
    proof: Proof | None
    errors: tuple[dict[str, Any], ...]
    more_errors: int
    excluded: tuple[tuple[int, str], ...]


@one_moment()
def takeover_page(takeover: Takeover) -> TakeoverPage:
    """The page of one register; the counts are those of its run."""
    run = Run.objects.filter(pk=takeover.run_id).first() if takeover.run_id else None
    done, excluded = (run.done, run.excluded) if run else (0, 0)
    left = takeover.households - done - excluded
    proof = Proof(
        "登记簿相符",
        (ProofRow("已接管", done), ProofRow("未列入（有理由）", excluded), ProofRow("还没有办", left)),
        takeover.households,
        left == 0,
        f"还差 {left} 户",
    )
    return TakeoverPage(
        takeover=takeover,
        figures=(
            Figure("行数", str(takeover.lines), "行"),
            Figure("户数", str(takeover.households), "户"),
            Figure("错误", str(len(takeover.errors)), "处", kind="overdue" if takeover.errors else ""),
        ),
        proof=proof if run else None,
        errors=tuple(takeover.errors[:SHOWN]),
        more_errors=max(0, len(takeover.errors) - SHOWN),
        excluded=tuple(takeover.read.exclude(excluded="").values_list("place", "excluded")[:SHOWN]),
    )


def marked_copy_of(takeover: Takeover) -> bytes:
    """The marked copy of a register as xlsx."""
    read = [HouseholdRead(row.place, **json.loads(row.payload)) for row in takeover.read.all()]
    return marked_copy(read, takeover.errors)
