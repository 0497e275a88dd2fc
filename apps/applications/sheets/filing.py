"""D09 初审意见, D25 近亲属备案登记, D27 案卷目录和移交单."""

from apps.benefits.queries import verdict
from apps.core.errors import Refused
from apps.documents.contexts import Pair, Sheet, SheetPart, calculation_lines
from apps.rules.amounts import format_money


def opinion(case, on) -> Sheet:
    """初审意见: household, every deduction, the equation, the opinion, and that the reviewer did not investigate."""
    given = case.opinions.order_by("-round").first()
    if given is None:
        raise Refused("no_opinion", "没有出具。还没有初审意见；请先提交初审意见。")
    lines = calculation_lines(given.assessment.lines)
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart(
                "申请家庭",
                pairs=(
                    Pair("申请人", case.applicant.name),
                    Pair("户内", f"{case.parties.count()} 人"),
                    Pair("测算", verdict(given.assessment)),
                ),
            ),
            SheetPart(
                "测算过程",
                head=("项目", "理由", "金额（元）"),
                rows=tuple((line.label, line.because, _amount(line)) for line in lines),
            ),
            SheetPart(
                "初审意见",
                text=(
                    "拟予确认。" if given.approve else "拟不予确认。",
                    given.text,
                    f"初审人{given.given_by}没有参加本件的核对和入户调查。",
                ),
            ),
        ),
        signers=("初审人",),
        basis="《最低生活保障审核确认办法》（民发〔2021〕57号）第十九条",
    )


def _amount(line) -> str:
    return line.text or ("—" if line.amount is None else format_money(line.amount))


def relative_register(case, on) -> Sheet:
    """近亲属备案登记: who, whose relative, who said so, and that he stands aside."""
    rows = list(
        case.close_relatives.filter(cancelled_on__isnull=True).select_related("person", "registered_by")
    )
    if not rows:
        raise Refused("no_relative", "没有出具。本件没有近亲属备案；有的请先在“近亲属备案”登记。")
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart(
                "备案",
                head=("工作人员", "单位和岗位", "关系", "来源", "登记"),
                rows=tuple(
                    (
                        row.staff_name,
                        row.post,
                        f"{row.person}的{row.get_relation_display()}",
                        row.get_source_display(),
                        f"{row.registered_on:%-m月%-d日} {row.registered_by}",
                    )
                    for row in rows
                ),
            ),
            SheetPart("回避", text=("上列人员不参与本件的受理、核对、入户调查、初审、评议和审核确认。",)),
        ),
        signers=("登记人", "街道负责人"),
        basis="《最低生活保障审核确认办法》（民发〔2021〕57号）第十四条",
    )


def dossier_index(case, on) -> Sheet:
    """案卷目录和移交单: every paper and picture of the case in order, what is missing, between whom it is handed over."""
    papers = [(row.title, row.number, f"{row.issued_on:%-m月%-d日}") for row in case.documents.all()]
    pictures = case.attachments.filter(withdrawal__isnull=True).values_list("kind", flat=True)
    kinds = dict(case.attachments.model._meta.get_field("kind").choices)
    counted = {kind: list(pictures).count(kind) for kind in dict.fromkeys(pictures)}
    papers += [(kinds[kind], f"{many} 张", "") for kind, many in counted.items()]
    missing = list(case.application.materials.filter(state="missing").values_list("name", flat=True))
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart(
                "目录",
                head=("序号", "名称", "文号或张数", "日期"),
                rows=tuple((str(place), *row) for place, row in enumerate(papers, start=1)),
                text=() if papers else ("案卷里还没有文书。",),
            ),
            SheetPart("缺少", text=("、".join(missing) + "。" if missing else "没有缺少的材料。",)),
            SheetPart(
                "移交",
                pairs=(
                    Pair("移出", case.residence_office.full_name),
                    Pair("接收", case.hukou_office.full_name),
                ),
            ),
        ),
        signers=("移交人", "接收人"),
    )
