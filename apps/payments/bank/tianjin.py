"""The layout that the office starts with (代发格式 TJ-1), the same columns as text and as a sheet.

Out, text: GB18030, lines end with CR LF, columns are parted by `|`:
    `D|批次号|月份|笔数|合计`, then for each order `序号|账号|户名|金额|用途`.
In: `H|批次号|…`, then for each order `序号|账号|户名|金额|结果代码|说明`; `00` is 已到账, every other code came back.
Amounts have two decimals and no separators. The sheet has the same lines, every cell but numbers as text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal

from apps.core import sheets
from apps.payments.bank.lines import Answer, Heading, Layout, Order
from apps.payments.bank.sheets import read_rows, unreadable

PAID = "00"
ENCODING, END, PART = "gb18030", "\r\n", "|"
_AMOUNT = re.compile(r"\d{1,10}(\.\d{1,2})?")
_BREAKS = re.compile(r"[\x00-\x1f\x7f|]+")


def _plain(text: str) -> str:
    """A word for one column: what parts columns or lines becomes a space."""
    return _BREAKS.sub(" ", text).strip()


def _rows(heading: Heading, orders: Iterable[Order]) -> Iterator[tuple[str, ...]]:
    yield "D", _plain(heading.batch), heading.month, str(heading.count), f"{heading.total:.2f}"
    for one in orders:
        yield str(one.line), one.account, _plain(one.name), f"{one.amount:.2f}", _plain(one.purpose)


def write_text(heading: Heading, orders: Iterable[Order]) -> bytes:
    return "".join(PART.join(row) + END for row in _rows(heading, orders)).encode(ENCODING)


def write_sheet(heading: Heading, orders: Iterable[Order]) -> bytes:
    return sheets.write_sheet("代发", _rows(heading, orders))


def write_answer(heading: Heading, answers: Iterable[tuple[Order, str, str]]) -> bytes:
    """What the bank would send back: each order with its code and words; for demonstrations and tests."""
    lines = [PART.join(("H", heading.batch, heading.month, str(heading.count), f"{heading.total:.2f}"))]
    lines += [
        PART.join((str(one.line), one.account, _plain(one.name), f"{one.amount:.2f}", code, text))
        for one, code, text in answers
    ]
    return "".join(line + END for line in lines).encode(ENCODING)


def read_text(content: bytes) -> tuple[str, Sequence[Answer]]:
    try:
        lines = content.decode(ENCODING).splitlines()
    except UnicodeDecodeError as error:
        raise unreadable("不是 GB18030 编码的文本") from error
    return _read(line.split(PART) for line in lines if line.strip())


def read_sheet(content: bytes) -> tuple[str, Sequence[Answer]]:
    with closing(read_rows(content)) as rows:
        return _read(row for row in rows if any(row))


def _read(rows: Iterator[Sequence[str]]) -> tuple[str, Sequence[Answer]]:
    heading = next(rows, ())
    if len(heading) < 2 or heading[0] != "H":
        raise unreadable("第 1 行不是回盘文件的抬头（H|批次号|…）")
    return heading[1].strip(), tuple(_answer(place, row) for place, row in enumerate(rows, start=2))


def _answer(place: int, row: Sequence[str]) -> Answer:
    """One row; anything unexpected is refused with its line, since half a file is worse than none."""
    if len(row) < 6:
        raise unreadable(f"第 {place} 行少于 6 列")
    line, account, _name, amount, code, text = (part.strip() for part in row[:6])
    if not (line.isascii() and line.isdigit() and _AMOUNT.fullmatch(amount) and code):
        raise unreadable(f"第 {place} 行的序号、金额或结果代码不对")
    return Answer(int(line), account, Decimal(amount), code == PAID, code[:10], text[:100])


LAYOUT = Layout("TJ-1", "代发格式 TJ-1", write_text, write_sheet, read_text, read_sheet, write_answer)
