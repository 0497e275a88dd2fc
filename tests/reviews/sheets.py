"""A register as an office keeps it, as xlsx."""

import io

from openpyxl import Workbook

from apps.reviews.register_sheet import COLUMNS
from tests.households.makers import id_number

HEAD = {
    "与户主关系": "本人", "劳动能力": "有", "就业状况": "在职", "收入种类": "工资", "月收入": "500.00", "类别": "低保",
    "月金额": "545.00", "起始月": "2024-06", "已发至": "2026-10", "上次核查": "2026-05-20", "住址": "文园里 3 号楼",
    "开户银行": "天津银行",
}  # fmt: skip


def householder(number: int, **changes) -> dict[str, object]:
    """One household of one person; `number` makes it different from the others."""
    return (
        HEAD
        | {
            "户号": f"{number:04d}",
            "姓名": f"王{'立雨惊春清谷'[number % 6]}{'一二三四五六七八九'[number // 6 % 9]}",
            "身份证号": id_number(
                f"19{60 + number // 28 % 30}{number // 336 % 12 + 1:02d}{number % 28 + 1:02d}"
            ),
            "账号": f"9999{number:012d}",
        }
        | changes
    )


def spouse(number: int, **changes) -> dict[str, object]:
    return {
        "户号": f"{number:04d}", "与户主关系": "配偶", "姓名": "李明远", "劳动能力": "丧失", "就业状况": "未就业",
        "身份证号": id_number(f"1958{number % 12 + 1:02d}{number % 28 + 1:02d}", male=True),
    } | changes  # fmt: skip


def xlsx(*lines: dict[str, object], heads=tuple(COLUMNS)) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("登记簿")
    sheet.append(list(heads))
    for line in lines:
        sheet.append([line.get(head) for head in heads])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
