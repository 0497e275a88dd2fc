"""The spreadsheet of an existing register: its columns, what a cell may hold, and how errors are told.

One line a person; lines with the same 户号 are one household, its head first. Everything is read as text: a spreadsheet
turns long digits into 1.2E+17, so numbers of people and accounts must be text cells.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from apps.core.errors import Refused
from apps.rules.errors import RuleError
from apps.rules.id_number import parse_id_number

UNPACKED_BYTES = 200_000_000
RATIO = 200
ENTRIES = 200
LINES = 300_000
PROGRAMMES = {"低保": "dibao", "低保边缘": "edge_household", "特困供养": "tekun_support"}
RELATIONS = {
    "本人": "head", "户主": "head", "配偶": "spouse", "子女": "child", "父母": "parent", "祖父母": "grandparent",
    "孙子女": "grandchild", "兄弟姐妹": "sibling", "其他亲属": "other_relative",
}  # fmt: skip
CAPACITIES = {"有": "full", "部分丧失": "part", "丧失": "none", "未成年": "minor", "在校学生": "student"}
WORK = {
    "在职": "employed", "灵活就业": "flexible", "登记失业": "registered_unemployed", "未就业": "not_registered",
    "退休": "retired", "在校": "student", "学龄前": "preschool",
}  # fmt: skip
INCOMES = {"工资": "W", "经营": "B", "财产": "P", "转移": "T", "其他": "O"}
# head of the column -> key, whether every line needs it, whether the line of the householder needs it
COLUMNS: dict[str, tuple[str, bool, bool]] = {
    "户号": ("household", True, True),
    "与户主关系": ("relation", True, True),
    "姓名": ("name", True, True),
    "身份证号": ("id_number", True, True),
    "劳动能力": ("labour", True, True),
    "就业状况": ("work", True, True),
    "收入种类": ("income_type", False, False),
    "月收入": ("income", False, False),
    "类别": ("programme", False, True),
    "月金额": ("amount", False, True),
    "起始月": ("first_month", False, True),
    "已发至": ("paid_to", False, True),
    "上次核查": ("last_review", False, True),
    "居住地街道代码": ("residence", False, False),
    "住址": ("address", False, False),
    "开户银行": ("bank", False, True),
    "账号": ("account", False, True),
}
LISTS = {
    "relation": RELATIONS,
    "labour": CAPACITIES,
    "work": WORK,
    "programme": PROGRAMMES,
    "income_type": INCOMES,
}
HEAD_OF = {key: head for head, (key, _, _) in COLUMNS.items()}
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
SAMPLE = (
    ("0001", "本人", "张小满", "", "有", "在职", "工资", "1894.00", "低保", "1241.00", "2024-06", "2026-10", "2026-05-20",
     "", "文园里 3 号楼", "天津银行", ""),
    ("0001", "配偶", "李明远", "", "丧失", "未就业", "", "", "", "", "", "", "", "", "", "", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell."""

    row: int
    column: str
    message: str

    def to_plain(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "message": self.message}


@dataclass(slots=True)
class HouseholdRead:
    """One household: the line of its head and the texts of each of its lines by key."""

    place: int
    lines: list[dict[str, str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def head(self) -> dict[str, str]:
        return next((line for line in self.lines if RELATIONS.get(line["relation"]) == "head"), self.lines[0])


def refuse_hostile(content: bytes) -> None:
    """Look at the totals of the archive before anything of it is opened (a megabyte may unpack to a gigabyte)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Refused(
            "not_xlsx", "没有读取。这不是 xlsx 文件；请在表格软件中另存为 xlsx 再上传。", "file"
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    names = {entry.filename for entry in entries}
    if len(entries) > ENTRIES or unpacked > UNPACKED_BYTES or unpacked / packed > RATIO:
        raise Refused(
            "file_too_large", "没有读取。文件解开后过大；请分成几个文件，每个不超过十万户。", "file"
        )
    if "xl/workbook.xml" not in names or any(name.startswith("/") or ".." in name for name in names):
        raise Refused("not_xlsx", "没有读取。文件结构不是 xlsx 表格；请另存为 xlsx 再上传。", "file")
    if any("vbaProject" in name for name in names):
        raise Refused("macros", "没有读取。文件含有宏；请另存为不含宏的 xlsx 再上传。", "file")


def read_lines(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line of the sheet, cell by key); the first line holds the heads. Refused when a head is missing."""
    refuse_hostile(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    rows = book.worksheets[0].iter_rows(values_only=True, max_col=40)
    heads = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
    missing = [head for head in COLUMNS if head not in heads]
    if missing:
        raise Refused(
            "columns_missing",
            f"没有读取。第一行缺少列：{'、'.join(missing)}；请下载模板，把内容贴进模板再上传。",
            "file",
        )
    places = {COLUMNS[head][0]: heads.index(head) for head in COLUMNS}
    for number, cells in enumerate(rows, start=2):
        if number > LINES:
            raise Refused("too_many_lines", f"没有读取。超过 {LINES:,} 行；请分成几个文件上传。", "file")
        if any(cell not in (None, "") for cell in cells):
            yield number, {key: cells[place] if place < len(cells) else None for key, place in places.items()}


def read_register(content: bytes, on: dt.date) -> tuple[list[HouseholdRead], list[Problem], int]:
    """The households in order, everything that is wrong, and how many lines there were."""
    households: dict[str, HouseholdRead] = {}
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    lines = 0
    for number, cells in read_lines(content):
        lines += 1
        line, wrong = _texts(number, cells)
        wrong += _judge(number, line, on)
        twice = seen.setdefault(line["id_number"], number) if line["id_number"] else number
        if twice != number:
            wrong.append(
                Problem(number, "身份证号", f"与第 {twice} 行重复；同一人只能登记一次，请删去一行。")
            )
        problems += wrong
        one = households.setdefault(line["household"] or f"?{number}", HouseholdRead(number))
        one.lines.append(line)
        one.places.append(number)
    for one in households.values():
        problems += _judge_household(one, on)
    return list(households.values()), sorted(problems, key=lambda one: one.row), lines


def _texts(number: int, cells: dict[str, Any]) -> tuple[dict[str, str], list[Problem]]:
    line, wrong = {}, []
    for key, cell in cells.items():
        if key in ("id_number", "account") and isinstance(cell, int | float):
            wrong.append(
                Problem(
                    number, HEAD_OF[key], "是数字格式，后几位可能已经丢失；请把这一列设为文本后重新填写。"
                )
            )
        if isinstance(cell, dt.datetime | dt.date):
            text = f"{cell:%Y-%m}" if key in ("first_month", "paid_to") else f"{cell:%Y-%m-%d}"
        else:
            text = "" if cell is None else str(cell).strip()
        line[key] = text
    return line, wrong


def _judge(number: int, line: dict[str, str], on: dt.date) -> list[Problem]:
    wrong = [
        Problem(number, head, f"没有填写{head}；每个人都要填。")
        for head, (key, always, _) in COLUMNS.items()
        if always and not line[key]
    ]
    for key, allowed in LISTS.items():
        if line[key] and line[key] not in allowed:
            wrong.append(
                Problem(number, HEAD_OF[key], f"“{line[key][:20]}”不在可选范围：{'、'.join(allowed)}。")
            )
    if line["id_number"]:
        try:
            parse_id_number(line["id_number"].upper(), on)
        except RuleError as error:
            wrong.append(Problem(number, "身份证号", error.message))
    if line["income"] and _money(line["income"]) is None:
        wrong.append(Problem(number, "月收入", "不是金额；请填写元，最多两位小数，例如 1894.00。"))
    if line["income"] and not line["income_type"]:
        wrong.append(Problem(number, "收入种类", f"有月收入，须填写收入种类：{'、'.join(INCOMES)}。"))
    return wrong


def _judge_household(one: HouseholdRead, on: dt.date) -> list[Problem]:
    """What only the householder's line says, and that there is exactly one of him."""
    heads = [
        place
        for line, place in zip(one.lines, one.places, strict=True)
        if RELATIONS.get(line["relation"]) == "head"
    ]
    if len(heads) != 1:
        words = (
            "没有户主；请把一行的与户主关系填为“本人”。"
            if not heads
            else "有几个户主；一户只能有一个“本人”。"
        )
        return [Problem(one.place, "与户主关系", words)]
    head, place = one.head, heads[0]
    wrong = [
        Problem(place, title, f"没有填写{title}；户主这一行要填。")
        for title, (key, always, of_head) in COLUMNS.items()
        if of_head and not always and not head[key]
    ]
    amount = _money(head["amount"]) if head["amount"] else Decimal(1)
    if amount is None or amount <= 0:
        wrong.append(Problem(place, "月金额", "不是大于零的金额；请填写现在每月实际发放的元数。"))
    for key in ("first_month", "paid_to"):
        if head[key] and not MONTH.fullmatch(head[key]):
            wrong.append(Problem(place, HEAD_OF[key], "不是月份；请写成 2024-06 的样子。"))
    if (
        MONTH.fullmatch(head["first_month"])
        and MONTH.fullmatch(head["paid_to"])
        and head["paid_to"] < head["first_month"]
    ):
        wrong.append(Problem(place, "已发至", "早于起始月；请核对最后一次发放的月份。"))
    if (head["last_review"] and (day := _day(head["last_review"])) is None) or (day and day > on):
        wrong.append(Problem(place, "上次核查", "不是今天以前的日期；请写成 2026-05-20 的样子。"))
    if head["account"] and not re.fullmatch(r"\d{10,30}", head["account"].replace(" ", "")):
        wrong.append(Problem(place, "账号", "应为 10 至 30 位数字；请对照存折或银行卡填写。"))
    return wrong


def _money(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return amount if amount >= 0 and amount == amount.quantize(Decimal("0.01")) else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def template() -> bytes:
    """An empty register with its heads and two lines that show how it is filled in; numbers are text cells."""
    return _book([list(line) for line in SAMPLE], {})


def marked_copy(households: list[HouseholdRead], errors: list[dict[str, Any]]) -> bytes:
    """The lines as they were read, wrong cells coloured with what is wrong, and all of it in a last column."""
    marks: dict[tuple[int, str], str] = {}
    for error in errors:
        place = (error["row"], error["column"])
        marks[place] = "；".join(filter(None, (marks.get(place), error["message"])))
    numbered = sorted(
        (place, line) for one in households for place, line in zip(one.places, one.lines, strict=True)
    )
    keys = [key for key, _, _ in COLUMNS.values()]
    rows = [[line[key] for key in keys] for _, line in numbered]
    where = {place: number for number, (place, _) in enumerate(numbered)}
    return _book(rows, {(where[row], column): text for (row, column), text in marks.items() if row in where})


def _book(rows: list[list[str]], marks: dict[tuple[int, str], str]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "登记簿"
    heads = [*COLUMNS, "错误"]
    for column, head in enumerate(heads, start=1):
        sheet.cell(1, column, head)
    fill = PatternFill("solid", fgColor="FFFBEAE6")
    for number, row in enumerate(rows):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number + 2, column)
            cell.value, cell.data_type, cell.number_format = text or None, "s", "@"
    for (number, head), text in marks.items():
        cell, last = sheet.cell(number + 2, heads.index(head) + 1), sheet.cell(number + 2, len(heads))
        cell.fill, cell.comment = fill, Comment(text, "救助办理")
        last.value, last.data_type = "；".join(filter(None, (last.value, f"{head}：{text}"))), "s"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
