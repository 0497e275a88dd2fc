"""`make bench`: measure all workloads, or those of ONLY=a,b, print a table and write var/bench.json."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

from .registry import WORKLOADS, measure

HERE = Path(__file__).parent
RESULTS = HERE.parent.parent / "var" / "bench.json"
MACHINERY = {"__init__", "__main__", "registry", "site", "plain", "openfisca", "openfisca_households"}
COLUMNS = (
    "workload",
    "rows",
    "seconds",
    "limit_seconds",
    "ratio_to_limit",
    "runs",
)


def load() -> None:
    for path in sorted(HERE.glob("*.py")):
        if path.stem not in MACHINERY:
            import_module(f"tests.bench.{path.stem}")


def chosen() -> list[str]:
    wanted = [name.strip() for name in (os.environ.get("ONLY") or "").split(",") if name.strip()]
    if unknown := set(wanted) - set(WORKLOADS):
        sys.exit(f"没有名为 {'、'.join(sorted(unknown))} 的测量；有：{'、'.join(WORKLOADS)}")
    return wanted or list(WORKLOADS)


def merge(lines: list[dict]) -> list[dict]:
    """The new lines over those of earlier measurements of workloads that still exist."""
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    by_name = {line["workload"]: line for line in known} | {line["workload"]: line for line in lines}
    return [by_name[name] for name in WORKLOADS if name in by_name]


def too_slow(line: dict) -> bool:
    return any(peer["at_most"] is not None and peer["ratio"] > peer["at_most"] for peer in line["peers"])


def main() -> int:
    load()
    lines = []
    print("  ".join(f"{column:>14}" for column in COLUMNS))
    for name in chosen():
        line = measure(WORKLOADS[name])
        lines.append(line)
        print(
            "  ".join(f"{line[column] if line[column] is not None else '-':>14}" for column in COLUMNS),
            flush=True,
        )
        for peer in line["peers"]:
            print(
                f"{'':>16}{peer['ratio']} × {peer['peer']} ({peer['rows']} rows in {peer['seconds']} s), at most {peer['at_most']}"
            )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(merge(lines), ensure_ascii=False, indent=1) + "\n")
    slow = [line["workload"] for line in lines if line["ratio_to_limit"] > 1 or too_slow(line)]
    if slow:
        print(f"超过限值：{'、'.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
