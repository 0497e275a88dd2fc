"""D01 申请表, D02 核对授权书, D03 告知承诺书."""

from apps.checks.models import Authorisation, Source
from apps.checks.queries import signatures
from apps.core.masking import mask_id_number
from apps.documents.contexts import Pair, Sheet, SheetPart
from apps.documents.words import basis_of
from apps.households.queries.page import age_on
from apps.rules.amounts import format_money

SHARED = "身份证、户口簿、婚姻登记、残疾人证等能从共享信息取得的材料，不再要求您提交。"


def application_form(case, on) -> Sheet:
    """社会救助申请表: who applies, with whom, what they earn, own and spend, as it was declared."""
    household, application = case.household, case.application
    members = household.memberships.filter(valid_to__isnull=True).select_related("person")
    incomes = household.incomes.filter(valid_to__isnull=True).select_related("person")
    assets = household.assets.filter(valid_to__isnull=True)
    expenses = household.expenses.all()
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart("申请", pairs=_request(case, application)),
            SheetPart(
                "共同生活的家庭成员",
                head=("姓名", "关系", "年龄", "劳动能力", "就业"),
                rows=tuple(_member(row, on) for row in members),
            ),
            SheetPart(
                "申报收入",
                head=("姓名", "种类", "算法", "金额（元）"),
                rows=tuple(_income(row) for row in incomes),
                text=() if incomes else ("没有申报收入。",),
            ),
            SheetPart(
                "申报财产",
                head=("种类", "金额（元）", "说明"),
                rows=tuple(
                    (row.get_form_display(), format_money(row.amount) if row.amount else "—", row.note)
                    for row in assets
                ),
                text=() if assets else ("没有申报财产。",),
            ),
            SheetPart(
                "近 12 个月支出",
                head=("种类", "金额（元）"),
                rows=tuple((row.get_category_display(), format_money(row.amount)) for row in expenses),
                text=() if expenses else ("没有申报大额支出。",),
            ),
            SheetPart(
                "近亲属申报",
                text=(application.staff_relation or "与经办人员、村（居）委会成员没有近亲属关系。",),
            ),
        ),
        signers=("申请人", "成年家庭成员"),
        basis=basis_of(case.programme, "supplement"),
    )


def _request(case, application) -> tuple[Pair, ...]:
    number = mask_id_number(case.applicant.id_number or "", birth_date_shown=False)
    return (
        Pair("申请类别", case.get_programme_display()),
        Pair("申请人", f"{case.applicant.name}  {number}"),
        Pair("居住地街道", case.residence_office.full_name),
        Pair("户籍地街道", case.hukou_office.full_name),
        Pair("居住地址", case.household.address),
        Pair("提交日期", f"{case.submitted_on:%Y年%-m月%-d日}"),
    )


def _member(row, on) -> tuple[str, ...]:
    person = row.person
    age = f"{age_on(person.birth_date, on)} 岁" if person.birth_date else "—"
    return (
        person.name,
        row.get_relation_display(),
        age,
        row.get_labour_capacity_display(),
        row.get_work_status_display(),
    )


def _income(row) -> tuple[str, ...]:
    return row.person.name, row.get_type_display(), row.get_period_display(), format_money(row.amount)


def authorisation_form(case, on) -> Sheet:
    """家庭经济状况核对授权书: who authorises, for which sources, for how long; withdrawing it ends the procedure."""
    given = {row.person_id: row for row in signatures(case)}
    members = case.household.memberships.filter(valid_to__isnull=True).select_related("person")
    rows = tuple(
        (
            row.person.name,
            row.get_relation_display(),
            *_period(given.get(row.person_id)),
        )
        for row in members
    )
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart("授权人", head=("姓名", "与申请人关系", "签字日期", "有效期至"), rows=rows),
            SheetPart("核对范围", text=("、".join(Source.labels) + "。",)),
            SheetPart(
                "用途和期限",
                text=(
                    "只用于本次申请和救助期间的定期核查。",
                    "授权可以书面撤回；撤回后不再核对，申请随之终止，已享受的待遇停止。",
                    "未成年人由监护人授权。",
                ),
            ),
        ),
        signers=tuple(row[0] for row in rows[:6]),
        basis="《最低生活保障审核确认办法》（民发〔2021〕57号）第十条、第十七条",
    )


def _period(given: Authorisation | None) -> tuple[str, str]:
    """From when to when it holds; empty where nobody has signed yet."""
    if given is None:
        return "", ""
    until = given.valid_until
    return f"{given.signed_on:%Y年%-m月%-d日}", f"{until:%Y年%-m月%-d日}" if until else ""


def pledge(case, on) -> Sheet:
    """告知承诺书: what is to be proved, what follows from untruth, what is promised, what is not asked for."""
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart(
                "告知",
                text=(
                    "需要证明的事项：家庭成员、收入、财产、支出和赡养抚养情况。",
                    "隐瞒或者作假的，停止救助，责令退回多领款物，可以处非法获取款额或者物资价值 1 倍以上 3 倍以下的罚款，并记入信用记录。",
                    SHARED,
                ),
            ),
            SheetPart(
                "承诺",
                text=(
                    "申报的情况真实、完整。",
                    "配合核对和入户调查。",
                    "家庭人口、收入、财产发生变化的，及时报告。",
                ),
            ),
        ),
        signers=("申请人", "成年家庭成员"),
        basis="《社会救助暂行办法》（国务院令第649号）第六十八条；天津市《关于改革完善社会救助制度的措施》",
    )
