"""D06 入户调查表, D07 核对报告（分析版）, D08 核对结果告知书."""

from django.utils import timezone

from apps.checks.models import HomeVisit, Settlement
from apps.checks.queries import absences, fact_row, last_check, last_visit, signatures, visit_summary
from apps.core.errors import Refused
from apps.documents.contexts import Pair, Sheet, SheetPart
from apps.rules.amounts import format_money

VISIT_BASIS = "《最低生活保障审核确认办法》（民发〔2021〕57号）第十五条、第十六条"
CHECK_BASIS = "《最低生活保障审核确认办法》（民发〔2021〕57号）第十七条"


def visit_form(case, on) -> Sheet:
    """入户调查表: who went, whom they met, what was seen of what was declared; photographs stay with the case."""
    visit, summary = last_visit(case), visit_summary(case)
    if visit is None or summary is None:
        raise Refused("no_visit", "没有出具。还没有入户调查；请先完成入户调查。")
    missed = absences(case)
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart("调查", pairs=_visit_pairs(case, visit, len(summary.photos))),
            SheetPart(
                "所见与申报对照",
                head=("对照内容", "申报", "所见", "看到或问到的"),
                rows=tuple((row.subject, row.declared, row.text, row.note) for row in summary.lines),
                text=(visit.seen_against_declared,),
            ),
            SheetPart("居住和生活状况", text=(visit.living_conditions,)),
            SheetPart("邻里访问", text=(visit.neighbour_interview or "没有访问。",)),
            SheetPart("未遇记录", text=tuple(_missed(one) for one in missed) or ("没有。",)),
            SheetPart("调查结论", text=(visit.conclusion, f"{summary.signed_text}。")),
        ),
        signers=(*(row.name for row in visit.investigators.all()), visit.signed_by_household or "家庭成员"),
        basis=VISIT_BASIS,
    )


def _visit_pairs(case, visit: HomeVisit, photos: int) -> tuple[Pair, ...]:
    who = "、".join(row.name for row in visit.investigators.all())
    return (
        Pair("时间、方式", f"{_moment(visit)}  {visit.get_mode_display()}"),
        Pair("地址", case.household.address),
        Pair("调查人员", f"{who}{f'（{visit.contractor}）' if visit.contractor else ''}"),
        Pair("在场人员", visit.present),
        Pair("见到家庭成员", f"{visit.members_seen} 人"),
        Pair("照片", f"{photos} 张，存于办件"),
    )


def _moment(visit: HomeVisit) -> str:
    return f"{timezone.localtime(visit.visited_at):%Y年%-m月%-d日 %-H:%M}"


def _missed(visit: HomeVisit) -> str:
    return f"{_moment(visit)}：{visit.absent_note}"


def _rows(findings) -> tuple[tuple[str, ...], ...]:
    shown = [(fact_row(finding), finding) for finding in findings]
    return tuple(
        (row.name, row.name_note or "全户", row.declared, row.found, row.compare_text, finding.reason or "—")
        for row, finding in shown
    )


HEAD = ("项目", "人员", "申报", "查到", "对照", "处理理由")


def check_report(case, on) -> Sheet:
    """核对报告（分析版）: every answer beside what was declared, totals, validity."""
    check = last_check(case)
    if check is None or not check.reported_on:
        raise Refused("no_report", "没有出具。核对还没有完成；请先完成核对。")
    findings = list(check.findings.select_related("person"))
    differing = [one for one in findings if one.settlement in (Settlement.ADOPTED, Settlement.KEPT)]
    sources = sorted({one.get_source_display() for one in findings})
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart(
                "核对",
                pairs=(
                    Pair("报告编号", check.report_number),
                    Pair("授权", f"{signatures(case).count()} 人已签核对授权书"),
                    Pair("返回来源", "、".join(sources) or "—"),
                    Pair("有效期至", f"{check.valid_until:%Y年%-m月%-d日}" if check.valid_until else "—"),
                ),
            ),
            SheetPart("申报与查到", head=HEAD, rows=_rows(findings)),
            SheetPart(
                "分析",
                text=(
                    f"共 {len(findings)} 项，其中 {len(differing)} 项不同，均已写明理由处理。",
                    check.conclusion or "没有补充意见。",
                ),
            ),
        ),
        signers=("核对人员",),
        basis=CHECK_BASIS,
    )


def check_notice(case, on) -> Sheet:
    """核对结果告知书: what differs, what the family may say against it, and with which proofs."""
    check = last_check(case)
    findings = list(check.findings.select_related("person")) if check else []
    settled = (Settlement.OPEN, Settlement.ADOPTED, Settlement.KEPT)
    differing = [one for one in findings if one.settlement in settled]
    if not differing:
        raise Refused("nothing_differs", "没有出具。核对没有查到与申报不同的项目，不需要告知。")
    more = sum((one.found_amount or 0) - (one.declared_amount or 0) for one in differing)
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart("与申报不同的项目", head=HEAD, rows=_rows(differing)),
            SheetPart("合计", text=(f"查到金额比申报多 {format_money(more)} 元。",) if more > 0 else ()),
            SheetPart(
                "您的权利",
                text=(
                    "对核对结果有异议的，可以向受理街道说明情况、提交证明，申请复查。",
                    "可以提交的证明：银行流水、社保缴费记录、不动产登记或者交易材料、用人单位证明等。",
                    "不说明也不提交证明的，按核对结果办理。",
                ),
            ),
        ),
        signers=("申请人（收到）",),
        basis=CHECK_BASIS,
    )
