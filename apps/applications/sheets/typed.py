"""Forms that are filled in by hand on the screen: D18 转办单, D20 主动报告表, D22 委托照料协议, D26 代管协议."""

import datetime as dt
from dataclasses import dataclass

from apps.applications.sheets.known import known_for
from apps.core.errors import Refused
from apps.documents.contexts import Pair, Sheet, SheetPart
from apps.documents.models import DocumentKind


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its label, an example; `long` has several lines, `optional` may be left empty."""

    name: str
    label: str
    hint: str = ""
    long: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed, what is said besides, who signs, on what it rests; `programmes`: for which it is made (() all)."""

    fields: tuple[Field, ...]
    words: tuple[str, ...]
    signers: tuple[str, ...]
    basis: str = ""
    programmes: tuple[str, ...] = ()


TYPED: dict[DocumentKind, Typed] = {
    DocumentKind.REFERRAL: Typed(
        (
            Field("need", "需要什么帮助", "例如 医疗救助、住房保障、就业"),
            Field("department", "转给哪个部门"),
            Field("facts", "情况（只写办理需要的）", long=True),
            Field("action", "请对方办什么", long=True),
            Field("due", "反馈期限", "例如 收到后 10 个工作日"),
        ),
        ("申请人同意将以上情况转给该部门。", "办理结果请反馈出具本单的街道。"),
        ("申请人（同意）", "转办人", "接收部门"),
        "《社会救助暂行办法》（国务院令第649号）第六十条",
    ),
    DocumentKind.CHANGE_FORM: Typed(
        (
            Field("what", "变化的情况", "例如 家庭成员就业、去世、搬迁、得到房产", long=True),
            Field("since", "从哪一天起"),
            Field("evidence", "证明材料", optional=True),
        ),
        ("及时报告变化是享受救助的家庭的义务；报告后由街道核实，写明是否调整。",),
        ("报告人", "受理人"),
        "《最低生活保障审核确认办法》（民发〔2021〕57号）第三十条",
    ),
    DocumentKind.CARE_AGREEMENT: Typed(
        (
            Field("carer", "照料人", "姓名，与特困人员的关系"),
            Field("items", "服务项目和标准", "例如 每日探访、打扫卫生、协助就医", long=True),
            Field("period", "期限"),
            Field("fee", "照料费", "例如 每月 400.00 元"),
            Field("visits", "探访次数", "例如 每周不少于 2 次"),
            Field("emergency", "突发情况怎么办", long=True),
        ),
        ("照料人不履行协议的，街道可以解除协议，另行委托。", "街道定期走访，核查服务落实情况。"),
        ("街道", "照料人", "特困人员或者其监护人"),
        "《特困人员认定办法》（民发〔2021〕43号）第二十三条",
        ("tekun_support",),
    ),
    DocumentKind.PASSBOOK_AGREEMENT: Typed(
        (
            Field("keeper", "代管人", "姓名，与家庭的关系"),
            Field("reason", "为什么代管", "例如 申请人卧床，不能自行领取", long=True),
            Field("period", "期限"),
        ),
        (
            "代管人只为该家庭领取和支出救助金，凭据留存备查。",
            "本协议报区民政局备案；申请人可以随时收回。",
            "账户只写尾号，完整账号不写入本协议。",
        ),
        ("申请人", "代管人", "街道", "区民政局（备案）"),
        "《最低生活保障审核确认办法》（民发〔2021〕57号）第二十六条",
    ),
}


def typed_sheet(kind: DocumentKind, case, on: dt.date, typed: dict[str, str]) -> Sheet:
    """The form with what was typed; empty lines where nothing was typed yet, to be written on by hand."""
    form = TYPED[kind]
    if form.programmes and case.programme not in form.programmes:
        raise Refused("other_programme", f"没有出具。{kind.label}只用于特困供养。")
    pairs = [Pair("申请人", case.applicant.name), Pair("办件号", case.number)]
    pairs += known_for(kind, case, on).pairs
    pairs += [Pair(field.label, typed.get(field.name, "")) for field in form.fields]
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(SheetPart("内容", pairs=tuple(pairs)), SheetPart("说明", text=form.words)),
        signers=form.signers,
        basis=form.basis,
    )
