"""Standards as the YAML file that `services.import_standards` and `load_reference` read."""

from typing import Any

import yaml

from apps.standards.models import Standard, StandardCode

HEAD = "# 标准。from 与 to 两天都包含在内，to: null 表示继续有效。数值和日期写成文本（加引号）。\n"


def export_yaml() -> str:
    """Every row that is not withdrawn, one a line; codes without rows come last, without a value."""
    rows = Standard.objects.filter(withdrawn_at__isnull=True).select_related("code", "jurisdiction")
    lines = [_line(_row(row)) for row in rows.order_by("code__id", "jurisdiction__number", "valid_from")]
    without = StandardCode.objects.exclude(rows__withdrawn_at__isnull=True).order_by("id")
    lines += [_line(_known(code)) for code in without]
    return HEAD + "".join(lines)


def _line(values: dict[str, Any]) -> str:
    flow = yaml.safe_dump(values, default_flow_style=True, allow_unicode=True, sort_keys=False, width=100_000)
    return f"- {flow}"


def _row(row: Standard) -> dict[str, Any]:
    values = {
        "code": row.code.code,
        "region": row.jurisdiction.code,
        "value": row.value,
        "unit": row.code.unit,
        "from": row.valid_from.isoformat(),
        "to": row.valid_to.isoformat() if row.valid_to else None,
        "document_title": row.document_title or None,
        "document_number": row.document_number or None,
        "article": row.article or None,
        "confirmed": row.confirmed,
    }
    return values | ({"note": row.note} if row.note else {})


def _known(code: StandardCode) -> dict[str, Any]:
    nothing = dict.fromkeys(("from", "to", "document_title", "document_number", "article"))
    return {
        "code": code.code,
        "region": "CN",
        "value": None,
        "unit": code.unit,
        **nothing,
        "confirmed": False,
    }
