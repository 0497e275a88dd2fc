"""算例: a question and its answer as a file of worked examples (fixtures/golden/README.md)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from apps.benefits.queries.calculator import KINDS, Asked, answer_to, written
from apps.core.errors import Refused
from apps.rules.errors import RuleError
from apps.rules.examples import compared, overrides, refusal, stated
from apps.rules.questions import Answer, Question, ask
from apps.rules.standards import Standards, StandardTable
from apps.standards.queries import work_calendar
from apps.standards.shipped import shipped_rows

# Names and numbers of people never stand in a file of examples.
PERSONAL = ("id_number", "name")
SAME = ("code", "region", "value", "valid_from", "valid_to")


def example_file(asked: Asked, title: str = "") -> tuple[str, str]:
    """File name and YAML text of one example, which holds wherever the shipped standards are.

    Raises Refused where the facts cannot be read, or where the answer needs standards that an example cannot state.
    """
    asked = Asked(asked.kind, asked.region, asked.day, without_names(asked.facts), asked.parameters)
    expected, used = _answered(asked)
    parameters = _parameters(asked, expected, used)
    body = {
        "title": title or f"{KINDS[asked.kind]}，{asked.day}",
        "kind": asked.kind,
        "region": asked.region,
        "day": asked.day.isoformat(),
        **({"parameters": parameters} if parameters else {}),
        "facts": asked.facts,
        "expect": expected,
        "because": _because(asked, expected),
    }
    mark = hashlib.sha256(written(body).encode()).hexdigest()[:8]
    return f"{asked.kind}-{mark}.yaml", written([{"id": f"{asked.kind}-{mark}", **body}])


def without_names(value: Any) -> Any:
    """The facts without names and identity numbers of people."""
    if isinstance(value, Mapping):
        return {key: without_names(one) for key, one in value.items() if key not in PERSONAL}
    return [without_names(one) for one in value] if isinstance(value, list) else value


def _answered(asked: Asked) -> tuple[dict[str, Any], tuple[dict[str, Any], ...]]:
    """What is compared, and the standards behind it; a refusal of the rules is an answer too."""
    try:
        answer = answer_to(asked)
    except RuleError as error:
        return refusal(error.code, error.detail), ()
    return compared(asked.kind, answer.values), answer.used


def _parameters(
    asked: Asked, expected: Mapping[str, Any], used: tuple[dict[str, Any], ...]
) -> dict[str, Any]:
    """What was typed, and the values that the shipped table lacks or that nobody has confirmed.

    Stated once more from the table if that is not enough.
    """
    shipped = {tuple(_plain(row, name) for name in SAME) for row in shipped_rows()}
    rows = [row for row in used if not row["overridden"]]
    needed = [row for row in rows if tuple(row[name] for name in SAME) not in shipped]
    open_points = [row for row in rows if not row["confirmed"] and row["valid_to"] is None]
    for chosen in (open_points + needed, rows):
        codes = {row["code"] for row in chosen}
        parameters = {**stated([row for row in rows if row["code"] in codes]), **asked.parameters}
        if _holds(asked, parameters, expected):
            return parameters
    raise Refused(
        "example_needs_standards",
        "没有保存算例。结果所用的标准与随附的标准文件不同，参数又写不下；请把标准文件导出，与算例放在同一目录。",
    )


def _plain(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _holds(asked: Asked, parameters: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    """Whether the shipped standards with these parameters give the expected answer, as `make golden` asks."""
    try:
        standards = Standards(StandardTable(shipped_rows()), asked.region, overrides(parameters))
        answer: Answer = ask(asked.kind, Question(dict(asked.facts), standards, asked.day, work_calendar()))
    except RuleError as error:
        return refusal(error.code, error.detail) == expected
    return compared(asked.kind, answer.values) == expected


def _because(asked: Asked, expected: Mapping[str, Any]) -> str:
    """The formula where there is one, and that somebody still has to check it."""
    if "error" in expected:
        return "测算页保存：拒绝测算。请手工核对后改写本行。"
    terms = answer_to(asked).values.get("equation") or ()
    formula = " ".join(f"{one['operator']} {one['text']}".strip() for one in terms)
    return f"测算页保存：{formula or '见结果'}。请手工核对后改写本行。"
