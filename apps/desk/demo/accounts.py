"""Who signs in to a demonstration: invented colleagues at four streets, two districts and the city; one shared password."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from apps.offices.models import Office, User
from apps.offices.roles import Role
from apps.offices.services import assign_duty, create_user

PASSWORD = "yicheng-tongban"  # noqa: S105 (shown on the login page of a demonstration, and nowhere else of use)

R = Role
# office code, role, full name, login name; the pages list them in this order
ACCOUNTS: tuple[tuple[str, Role, str, str], ...] = (
    ("120104006", R.CLERK, "陈砚秋", "chenyanqiu"),
    ("120104006", R.CLERK, "何立群", "heliqun"),
    ("120104006", R.REVIEWER, "沈清和", "shenqinghe"),
    ("120104006", R.APPROVER, "韩立行", "hanlixing"),
    ("120102001", R.CLERK, "林知微", "linzhiwei"),
    ("120102001", R.CLERK, "秦望舒", "qinwangshu"),
    ("120102001", R.REVIEWER, "周文渊", "zhouwenyuan"),
    ("120102001", R.APPROVER, "马静宜", "majingyi"),
    ("120104009", R.CLERK, "苏云起", "suyunqi"),
    ("120104009", R.CLERK, "许听澜", "xutinglan"),
    ("120104009", R.REVIEWER, "顾言之", "guyanzhi"),
    ("120104009", R.APPROVER, "方若谷", "fangruogu"),
    ("120102003", R.CLERK, "江映川", "jiangyingchuan"),
    ("120102003", R.CLERK, "白景行", "baijingxing"),
    ("120102003", R.REVIEWER, "陆明夷", "lumingyi"),
    ("120102003", R.APPROVER, "宋怀瑾", "songhuaijin"),
    ("120104", R.SUPERVISOR, "梁思衡", "liangsiheng"),
    ("120102", R.SUPERVISOR, "程以宁", "chengyining"),
    ("120000", R.POLICY, "叶知秋", "yezhiqiu"),
    ("120000", R.POLICY, "温则行", "wenzexing"),
    ("120000", R.ADMINISTRATOR, "孟拓", "mengtuo"),
    ("120000", R.AUDITOR, "纪正清", "jizhengqing"),
)
# Who also opens the administration pages; what they see there follows from their duties.
STAFF = (R.POLICY, R.ADMINISTRATOR, R.AUDITOR)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of the table on the login page. `role` is the Chinese word."""

    name: str
    username: str
    office: str
    role: str
    password: str = PASSWORD


def make_accounts(since: dt.date, on: dt.date) -> None:
    """The users with their duties since `since`; the password is hashed once for all of them."""
    hashed = make_password(PASSWORD)
    offices = Office.objects.in_bulk({code for code, *_ in ACCOUNTS}, field_name="code")
    for code, role, full_name, username in ACCOUNTS:
        user = create_user(username, full_name=full_name, is_staff=role in STAFF, by=None, on=on)
        user.password = hashed
        user.save(update_fields=["password"])
        assign_duty(user, office=offices[code], role=role, valid_from=since, by=None, on=on)


def demo_accounts() -> list[DemoAccount]:
    """The demonstration's accounts that exist and may sign in, in the order of the table; empty before `make_demo`."""
    names = [username for *_, username in ACCOUNTS]
    users = User.objects.filter(username__in=names, is_active=True)
    known = {user.username: user for user in users.prefetch_related("duties__office__parent")}
    return [_shown(known[username]) for username in names if username in known]


def _shown(user: User) -> DemoAccount:
    duties = list(user.duties.all())
    return DemoAccount(
        name=user.full_name,
        username=user.username,
        office="、".join(dict.fromkeys(_place(duty.office) for duty in duties)),
        role="、".join(dict.fromkeys(duty.get_role_display() for duty in duties)),
    )


def _place(office: Office) -> str:
    """A street with its district: 南开区学府街道."""
    above = office.parent.name.removesuffix("民政局") if office.level == "street" and office.parent else ""
    return f"{above}{office.name}"
