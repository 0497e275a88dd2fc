"""The register of papers: kind → context, template, title, word of the number."""

import datetime as dt
from dataclasses import dataclass

from apps.core.chinese import month_text
from apps.documents import contexts
from apps.documents.models import DocumentKind
from apps.documents.roster import Roster
from apps.documents.words import PROGRAMMES


@dataclass(frozen=True)
class Paper:
    """A kind of paper. `word` stands in its number (东大确字); `title` may name the programme or the month."""

    context: type
    word: str
    title: str
    template: str

    def title_of(self, context) -> str:
        """The title printed on a paper with this context."""
        month: dt.date | None = getattr(context, "month", None)
        return self.title.format(
            programme=PROGRAMMES[context.programme].full if hasattr(context, "programme") else "",
            word=getattr(context, "word", ""),
            month=month_text(month) if month else "",
        )


PAPERS: dict[DocumentKind, Paper] = {
    DocumentKind.ACCEPTANCE_SLIP: Paper(
        contexts.AcceptanceSlip, "受", "{programme}申请受理通知书", "documents/papers/acceptance_slip.html"
    ),
    DocumentKind.SUPPLEMENT_NOTICE: Paper(
        contexts.SupplementNotice, "补", "一次性补正告知书", "documents/papers/supplement_notice.html"
    ),
    DocumentKind.PUBLIC_NOTICE: Paper(
        contexts.PublicNotice, "公", "{programme}{word}公示", "documents/papers/public_notice.html"
    ),
    DocumentKind.SELF_CARE_FORM: Paper(
        contexts.SelfCareForm, "评", "特困人员生活自理能力评估表", "documents/papers/self_care_form.html"
    ),
    DocumentKind.DECISION_LETTER: Paper(
        contexts.DecisionLetter, "确", "{programme}审核确认通知书", "documents/papers/decision_letter.html"
    ),
    DocumentKind.DENIAL_LETTER: Paper(
        contexts.DenialLetter, "否", "{programme}不予确认通知书", "documents/papers/denial_letter.html"
    ),
    DocumentKind.ANNOUNCEMENT: Paper(
        contexts.Announcement, "布", "{programme}审核确认公布", "documents/papers/announcement.html"
    ),
    DocumentKind.ADJUSTMENT_LETTER: Paper(
        contexts.AdjustmentLetter,
        "变",
        "{programme}待遇{word}通知书",
        "documents/papers/adjustment_letter.html",
    ),
    DocumentKind.REVIEW_FORM: Paper(
        contexts.ReviewForm, "查", "{programme}定期核查表", "documents/papers/review_form.html"
    ),
    DocumentKind.RECOVERY_LETTER: Paper(
        contexts.RecoveryLetter, "追", "{programme}待遇追回决定书", "documents/papers/recovery_letter.html"
    ),
    DocumentKind.SET_OFF_LETTER: Paper(
        contexts.SetOffLetter, "抵", "{programme}追回款抵扣告知书", "documents/papers/set_off_letter.html"
    ),
    DocumentKind.ROSTER: Paper(
        Roster, "册", "{month}基本生活救助资金发放名册", "documents/papers/roster.html"
    ),
}

# The forms of the file: one template, each with its parts. Kind -> word of the number, title.
SHEETS: dict[DocumentKind, tuple[str, str]] = {
    DocumentKind.APPLICATION_FORM: ("申", "{programme}申请表"),
    DocumentKind.AUTHORISATION_FORM: ("授", "家庭经济状况核对授权书"),
    DocumentKind.PLEDGE: ("诺", "社会救助告知承诺书"),
    DocumentKind.VISIT_FORM: ("调", "入户调查表"),
    DocumentKind.CHECK_REPORT: ("核", "家庭经济状况核对报告（分析版）"),
    DocumentKind.CHECK_NOTICE: ("告", "家庭经济状况核对结果告知书"),
    DocumentKind.OPINION: ("审", "{programme}初审意见"),
    DocumentKind.APPRAISAL_RECORD: ("议", "民主评议记录"),
    DocumentKind.REFERRAL: ("转", "转办（转介）单"),
    DocumentKind.CHANGE_FORM: ("报", "家庭情况变化报告表"),
    DocumentKind.CARE_AGREEMENT: ("协", "特困人员委托照料服务协议"),
    DocumentKind.RELATIVE_REGISTER: ("备", "近亲属备案登记表"),
    DocumentKind.PASSBOOK_AGREEMENT: ("管", "代管存折（银行卡）协议"),
    DocumentKind.DOSSIER_INDEX: ("卷", "案卷目录和移交单"),
    DocumentKind.FUNERAL_CLAIM: ("丧", "天津市无丧葬补助居民丧葬补贴申领表"),
}
PAPERS |= {
    kind: Paper(contexts.Sheet, word, title, "documents/papers/sheet.html")
    for kind, (word, title) in SHEETS.items()
}
