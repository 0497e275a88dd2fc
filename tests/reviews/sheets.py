"""A register as an office keeps it, as xlsx."""

import io
import zipfile

from xlsxwriter import Workbook

from apps.reviews.register import COLUMNS
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
    kept = io.BytesIO()
    with Workbook(kept, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("登记簿")
        sheet.write_row(0, 0, heads)
        for place, line in enumerate(lines, start=1):
            sheet.write_row(place, 0, [line.get(head) for head in heads])
    return kept.getvalue()


# What is planted in a householder's line, and in which column it has to be found.
PLANTED = (
    ({"姓名": ""}, "姓名"),
    ({"身份证号": "129999198013010019"}, "身份证号"),
    ({"身份证号": 129999198001010000}, "身份证号"),
    ({"身份证号": "twice"}, "身份证号"),
    ({"与户主关系": "配偶"}, "与户主关系"),
    ({"劳动能力": "一般"}, "劳动能力"),
    ({"类别": "五保"}, "类别"),
    ({"月金额": "五百"}, "月金额"),
    ({"起始月": "二〇二四年"}, "起始月"),
    ({"已发至": "2024-05"}, "已发至"),
    ({"上次核查": "去年"}, "上次核查"),
    ({"账号": "12"}, "账号"),
    ({"收入种类": ""}, "收入种类"),
    ({"月收入": "-5"}, "月收入"),
    ({"月收入": "NaN"}, "月收入"),
)


def planted(rows: int, every: int) -> tuple[list[dict[str, object]], set[tuple[int, str]]]:
    """Households of one person, every so-manieth with an error of the next kind; and where each error stands."""
    lines, wrong = [], set()
    for place in range(rows):
        line = householder(place) | {"身份证号": numbered(place)}
        if place % every == every - 1:
            change, column = PLANTED[place // every % len(PLANTED)]
            line |= {"身份证号": numbered(place - 1)} if "twice" in change.values() else change
            wrong.add((place + 2, column))
        lines.append(line)
    return lines, wrong


def numbered(place: int) -> str:
    """An identity number for each place below 100,000."""
    day = f"19{50 + place % 50}{place // 50 % 12 + 1:02d}{place // 600 % 28 + 1:02d}"
    return id_number(day, place // 16_800 + 1)


def cut_short(content: bytes) -> bytes:
    """The same workbook, whose sheet ends in the middle; its archive is in order."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part[: len(part) // 2] if "sheet1" in name else part)
    return kept.getvalue()
