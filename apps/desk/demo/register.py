"""接管登记: the register of a village that joined the street, once with errors to be put right and once ready for the second person."""

from apps.core.sheets import write_sheet
from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.reviews import services as reviews
from apps.reviews.register import COLUMNS
from apps.rules.calendar import add_months
from apps.rules.id_number import check_digit

# 户号, 与户主关系, 姓名, digits of birth and order, 劳动能力, 就业状况, 收入种类, 月收入, 类别, 月金额, 住址
LINES = (
    ("0001", "本人", "祝长庚", "19530614011", "丧失", "未就业", "", "", "低保", "745.00", "祝家庄 12 号"),
    ("0001", "配偶", "田桂芝", "19550322026", "丧失", "未就业", "转移", "300.00", "", "", ""),
    (
        "0002",
        "本人",
        "祝小满",
        "19810908018",
        "有",
        "灵活就业",
        "工资",
        "620.00",
        "低保",
        "425.00",
        "祝家庄 31 号",
    ),
    ("0003", "本人", "崔玉兰", "19620117024", "部分丧失", "未就业", "", "", "低保", "1045.00", "祝家庄 7 号"),
)
BANK = "演示农商银行"


def tell_register(street: Street, days: Days) -> None:
    """Uploaded with errors some days ago and left so; the corrected file waits for whoever confirms."""
    wrong = _book(days, amount="七百", last="未核查")
    right = _book(days)
    for name, content, ago in (("祝家庄登记簿.xlsx", wrong, 3), ("祝家庄登记簿（改正）.xlsx", right, 1)):
        made = reviews.rehearse_takeover(
            street.office, name=name, content=content, by=street.clerk, on=days.back(ago)
        )
        reviews.read_takeover(made.pk)


def _book(days: Days, amount: str = "", last: str = "") -> bytes:
    """The lines as a workbook; `amount` and `last` spoil the first household."""
    paid_to = f"{add_months(days.day.replace(day=1), -1):%Y-%m}"
    reviewed = f"{add_months(days.day, -2):%Y-%m-%d}"
    rows: list[list[str | None]] = [list(COLUMNS)]
    for place, (number, relation, name, digits, *life, programme, money, address) in enumerate(LINES):
        head = relation == "本人"
        spoiled = place == 0
        cells = [
            number, relation, name, _id_number(digits), *life, programme, (spoiled and amount) or money,
            "2024-06" if head else "", paid_to if head else "",
            ((spoiled and last) or reviewed) if head else "", "", address,
            BANK if head else "", f"9999{int(digits):015d}" if head else "",
        ]  # fmt: skip
        rows.append([cell or None for cell in cells])
    return write_sheet("登记簿", rows)


def _id_number(digits: str) -> str:
    return f"129999{digits}{check_digit(f'129999{digits}')}"
